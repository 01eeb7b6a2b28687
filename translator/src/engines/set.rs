//! Engines made of a configuration: each with what is put around it, and the routes over all of them.

use std::{
    collections::BTreeMap,
    fmt,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::Path,
    sync::Arc,
    time::Duration,
};

use reqwest::Client;

use super::{
    azure::{self, AzureEngine, AzureSettings},
    configuration::{EngineConfig, EnginesConfig, RouteConfig},
    deepl::{self, DeepLEngine, DeepLSettings},
    google::{self, GoogleEngine, GoogleSettings, ServiceAccount},
    libretranslate::{self, LibreTranslateEngine, LibreTranslateSettings},
    listing::{EngineListing, TERMS_OF_FREE_DEEPL, TERMS_OF_NICT, UnitsBilled},
    local::{self, LocalModel, LocalModels, WITHOUT_LOCAL},
    openai::{self, OpenAiEngine, OpenAiSettings},
    textra::{self, TexTraEngine, TexTraSettings},
    validation::{ConfigurationError, Fields, names_and_routes},
};
use crate::{
    BudgetError, BudgetLedger, Budgeted, Caching, Circuit, CircuitBreaker, CircuitPolicy, Clock, DocumentPart, EngineWatch, Language,
    MachineTranslator, RateLimited, RatePolicy, RetryPolicy, Retrying, Route, Routing, SingleFlight, TranslationCache, Watched,
    clock::day_in_japan, decorators::is_for,
};

const GOOGLE: &str = "https://translation.googleapis.com";
const AZURE: &str = "https://api.cognitive.microsofttranslator.com";
const NICT: &str = "https://mt-auto-minhon-mlt.ucri.jgn-x.jp";
/// A key file is not larger than this.
const LARGEST_KEY_FILE: u64 = 64 << 10;

/// What engines need from where they run.
#[derive(Clone)]
pub struct Surroundings {
    /// The HTTP client. It must follow no redirects: keys go to the address that is configured and nowhere else.
    pub client: Client,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Where answers are kept; none to ask again each time.
    pub cache: Option<Arc<dyn TranslationCache>>,
    /// Where the characters of a day are counted.
    pub ledger: Arc<dyn BudgetLedger>,
    /// Who counts what engines do.
    pub watch: Option<Arc<dyn EngineWatch>>,
    /// What opens models of this machine, where the program was built with it.
    pub local: Option<Arc<dyn LocalModels>>,
    /// Decides the jitter of waits: another one for every process.
    pub seed: u64,
}

/// Engines, ready to be asked.
#[derive(Clone)]
pub struct EngineSet {
    routing: Option<Arc<dyn MachineTranslator>>,
    engines: BTreeMap<String, Arc<dyn MachineTranslator>>,
    circuits: BTreeMap<String, Arc<CircuitBreaker>>,
    listings: Vec<EngineListing>,
    routes: Vec<RouteConfig>,
    by_document: bool,
    ledger: Arc<dyn BudgetLedger>,
    clock: Arc<dyn Clock>,
}

impl EngineSet {
    /// Whether routes ask for the office or the part of a document, so that requests must say them.
    #[must_use]
    pub fn routes_by_document(&self) -> bool {
        self.by_document
    }

    /// The engine over all routes; `None` where none is configured and enabled.
    #[must_use]
    pub fn routed(&self) -> Option<&Arc<dyn MachineTranslator>> {
        self.routing.as_ref()
    }

    /// One of the engines, by its name in the configuration.
    #[must_use]
    pub fn engine(&self, id: &str) -> Option<&Arc<dyn MachineTranslator>> {
        self.engines.get(id)
    }

    /// All engines that are configured, those too that are not enabled, by name.
    #[must_use]
    pub fn listings(&self) -> &[EngineListing] {
        &self.listings
    }

    /// The engines that a text of a document is asked of, in order. None where no route is for it, or no engine of the route takes its language
    /// as far as is known.
    #[must_use]
    pub fn chain(&self, document: &DocumentPart, source: &Language) -> Vec<&EngineListing> {
        let takes = |id: &str| self.engines.get(id).is_some_and(|engine| engine.capabilities().takes(source));
        if self.routes.is_empty() {
            return self.listings.iter().filter(|listing| takes(&listing.id)).collect();
        }
        let route = self.routes.iter().find(|route| is_for(&route.offices, &route.languages, &route.parts, document, source));
        let ids = route.map(|route| route.engines.as_slice()).unwrap_or_default();
        ids.iter().filter(|id| takes(id)).filter_map(|id| self.listings.iter().find(|listing| listing.id == **id)).collect()
    }

    /// Whether an engine and model, as provenance names them, are among those that a text is asked of now.
    #[must_use]
    pub fn is_current(&self, document: &DocumentPart, source: &Language, engine: &str, model: Option<&str>) -> bool {
        self.chain(document, source).iter().any(|listing| listing.made(engine, model))
    }

    /// The routes, in order; none where one engine is asked for everything.
    #[must_use]
    pub fn routes(&self) -> &[RouteConfig] {
        &self.routes
    }

    /// Whether an engine is asked now, or left alone after failures; `None` where it is not enabled.
    #[must_use]
    pub fn circuit(&self, id: &str) -> Option<Circuit> {
        self.circuits.get(id).map(|breaker| breaker.circuit())
    }

    /// Characters of today (in Japan) that count against an engine's limit of a day; 0 where it has none.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub async fn spent_today(&self, id: &str) -> Result<u64, BudgetError> {
        self.ledger.spent(id, &day_in_japan(self.clock.now())).await
    }
}

impl fmt::Debug for EngineSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EngineSet").field("listings", &self.listings).finish_non_exhaustive()
    }
}

/// Makes the engines of a configuration.
///
/// # Errors
/// The first setting that cannot be used.
pub fn engines_from(config: &EnginesConfig, surroundings: &Surroundings) -> Result<EngineSet, ConfigurationError> {
    names_and_routes(config)?;
    let by_document = config.routes.iter().any(|route| !route.offices.is_empty() || !route.parts.is_empty());
    let mut set = EngineSet {
        routing: None,
        engines: BTreeMap::new(),
        circuits: BTreeMap::new(),
        listings: Vec::new(),
        routes: config.routes.clone(),
        by_document,
        ledger: Arc::clone(&surroundings.ledger),
        clock: Arc::clone(&surroundings.clock),
    };
    for (id, engine) in &config.engines {
        let fields = Fields(id);
        fields.common(engine)?;
        let (bare, mut listing) = made(&fields, engine, surroundings)?;
        listing.characters_per_day = engine.limits().characters_per_day;
        listing.routes = (0..).zip(&config.routes).filter(|(_, route)| route.engines.contains(id)).map(|(position, _)| position).collect();
        if listing.enabled {
            let (engine, circuit) = surrounded(bare, id, engine, surroundings);
            set.engines.insert(id.clone(), engine);
            set.circuits.insert(id.clone(), circuit);
        } else if !listing.routes.is_empty() || config.routes.is_empty() {
            return Err(fields
                .error("accept_terms", format!("このエンジンを使うには true が必要です。{}", listing.terms_of_use.unwrap_or_default())));
        }
        set.listings.push(listing);
    }
    let known = |ids: &[String]| ids.iter().filter_map(|id| set.engines.get(id).cloned()).collect();
    let routes: Vec<Route> = if config.routes.is_empty() {
        set.engines.values().map(|engine| Route::for_all(vec![Arc::clone(engine)])).collect()
    } else {
        let route = |route: &RouteConfig| Route {
            offices: route.offices.clone(),
            languages: route.languages.clone(),
            parts: route.parts.clone(),
            engines: known(&route.engines),
        };
        config.routes.iter().map(route).collect()
    };
    if !routes.is_empty() {
        set.routing = Some(Arc::new(Routing::new(routes)));
    }
    Ok(set)
}

/// What is put around an engine, from the inside out.
fn surrounded(
    bare: Arc<dyn MachineTranslator>,
    id: &str,
    config: &EngineConfig,
    surroundings: &Surroundings,
) -> (Arc<dyn MachineTranslator>, Arc<CircuitBreaker>) {
    let limits = config.limits();
    let mut hash = DefaultHasher::new();
    id.hash(&mut hash);
    let rate = RatePolicy {
        requests_per_minute: limits.requests_per_minute,
        characters_per_minute: limits.characters_per_minute,
        ..RatePolicy::default()
    };
    let retry = limits.tries.map_or_else(RetryPolicy::default, |tries| RetryPolicy { tries, ..RetryPolicy::default() });
    let mut engine = bare;
    if let Some(watch) = &surroundings.watch {
        engine = Arc::new(Watched::new(engine, id, Arc::clone(watch)));
    }
    engine = Arc::new(RateLimited::new(engine, rate));
    engine = Arc::new(Retrying::new(engine, retry, surroundings.seed ^ hash.finish()));
    let circuit = Arc::new(CircuitBreaker::new(engine, CircuitPolicy::default()));
    engine = Arc::clone(&circuit) as Arc<dyn MachineTranslator>;
    if let Some(characters) = limits.characters_per_day {
        engine = Arc::new(Budgeted::new(engine, id, characters, Arc::clone(&surroundings.ledger), Arc::clone(&surroundings.clock)));
    }
    if let Some(cache) = &surroundings.cache {
        engine = Arc::new(Caching::new(engine, Arc::clone(cache), Arc::clone(&surroundings.clock)));
    }
    (Arc::new(SingleFlight::new(engine)), circuit)
}

type Made = (Arc<dyn MachineTranslator>, EngineListing);

fn made(fields: &Fields<'_>, config: &EngineConfig, surroundings: &Surroundings) -> Result<Made, ConfigurationError> {
    let client = surroundings.client.clone();
    let clock = || Arc::clone(&surroundings.clock);
    let timeout = Duration::from_secs(config.timeout_seconds());
    let id = fields.0;
    Ok(match config {
        EngineConfig::OpenAiCompatible(config) => {
            let key = config.key.clone().filter(|key| !key.is_empty());
            key.as_ref().map_or(Ok(()), |key| fields.key("key", key))?;
            let base = fields.address("base_url", &config.base_url, key.is_some() && !config.allow_plain_http)?;
            let model = fields.filled("model", &config.model)?;
            fields.batch(config.batch_characters, config.batch_segments)?;
            fields.prompt(&config.prompt)?;
            let listing = EngineListing::new(id, openai::NAME, Some(model), &base, UnitsBilled::Tokens);
            let settings = OpenAiSettings {
                key,
                timeout,
                characters_per_request: config.batch_characters,
                segments_per_request: config.batch_segments,
                prompt: config.prompt.clone(),
                structured: config.structured_output,
                logprobs: config.logprobs,
                ..OpenAiSettings::new(base, model)
            };
            let engine = OpenAiEngine::new(client, settings).map_err(|error| fields.error("base_url", error.to_string()))?;
            (Arc::new(engine), listing)
        }
        EngineConfig::DeepL(config) => {
            fields.key("key", &config.key)?;
            fields.among(
                "model_type",
                config.model_type.as_deref(),
                &["quality_optimized", "prefer_quality_optimized", "latency_optimized"],
            )?;
            let usual = DeepLSettings::address_of(&config.key);
            let base = fields.address("url", config.url.as_deref().unwrap_or(usual), true)?;
            let mut listing = EngineListing::new(id, deepl::NAME, config.model_type.as_deref(), &base, UnitsBilled::Characters);
            listing.terms_of_use = config.key.expose().ends_with(":fx").then_some(TERMS_OF_FREE_DEEPL);
            let glossary = Some(config.glossary.trim().to_owned()).filter(|name| !name.is_empty());
            let settings =
                DeepLSettings { model_type: config.model_type.clone(), glossary, timeout, ..DeepLSettings::new(base, config.key.clone()) };
            (Arc::new(DeepLEngine::new(client, settings)), listing)
        }
        EngineConfig::TexTra(config) => {
            fields.filled("user", &config.user)?;
            fields.key("key", &config.key)?;
            fields.key("secret", &config.secret)?;
            let base = fields.address("url", config.url.as_deref().unwrap_or(NICT), true)?;
            for family in &config.engines {
                fields.name("engines", family)?;
            }
            if config.engines.is_empty() {
                return Err(fields.error("engines", "翻訳エンジンの種類がありません"));
            }
            config.list_path.as_deref().map_or(Ok(()), |path| fields.name("list_path", path))?;
            let families = config.engines.join(",");
            let mut listing = EngineListing::new(id, textra::NAME, Some(&families), &base, UnitsBilled::ByAccount);
            if textra::is_nict(&base) {
                listing.terms_of_use = Some(TERMS_OF_NICT);
                listing.enabled = config.accept_terms;
            }
            let mut settings = TexTraSettings {
                authentication: config.authentication,
                families: config.engines.clone(),
                timeout,
                ..TexTraSettings::new(base, config.user.trim(), config.key.clone(), config.secret.clone())
            };
            if let Some(path) = &config.list_path {
                path.trim_matches('/').clone_into(&mut settings.list_path);
            }
            (Arc::new(TexTraEngine::new(client, settings, clock())), listing)
        }
        EngineConfig::LibreTranslate(config) => {
            let key = config.key.clone().filter(|key| !key.is_empty());
            let base = fields.address("url", &config.url, key.is_some() && !config.allow_plain_http)?;
            fields.batch(config.batch_characters, config.batch_segments)?;
            let listing = EngineListing::new(id, libretranslate::NAME, None, &base, UnitsBilled::ByAccount);
            let settings = LibreTranslateSettings {
                key,
                segments_per_request: config.batch_segments,
                characters_per_request: config.batch_characters,
                timeout,
                ..LibreTranslateSettings::new(base)
            };
            (Arc::new(LibreTranslateEngine::new(client, settings)), listing)
        }
        EngineConfig::Google(config) => {
            let base = fields.address("url", config.url.as_deref().unwrap_or(GOOGLE), true)?;
            let json = key_file(&config.credentials).map_err(|error| fields.error("credentials", error))?;
            let account = ServiceAccount::from_json(&json)
                .map_err(|error| fields.error("credentials", format!("サービスアカウントの鍵ファイルではありません: {error}")))?;
            fields.address("credentials", account.token_address().as_str(), true)?;
            let project = config.project.as_deref().or(account.project()).unwrap_or_default().to_owned();
            fields.name("project", &project)?;
            fields.name("location", &config.location)?;
            fields.name("model", &config.model)?;
            config.glossary.as_deref().map_or(Ok(()), |glossary| fields.name("glossary", glossary))?;
            let listing = EngineListing::new(id, google::NAME, Some(&config.model), &base, UnitsBilled::Characters);
            let (location, model, glossary) = (config.location.clone(), config.model.clone(), config.glossary.clone());
            let settings = GoogleSettings { base, project, location, model, glossary, timeout };
            (Arc::new(GoogleEngine::new(client, settings, account, clock())), listing)
        }
        EngineConfig::Azure(config) => {
            fields.key("key", &config.key)?;
            fields.azure(config)?;
            let base = fields.address("url", config.url.as_deref().unwrap_or(AZURE), true)?;
            let model = config.deployment.as_deref().or(config.category.as_deref());
            let units = if config.deployment.is_some() { UnitsBilled::Tokens } else { UnitsBilled::Characters };
            let listing = EngineListing::new(id, azure::NAME, model, &base, units);
            let settings = AzureSettings {
                region: config.region.clone(),
                category: config.category.clone(),
                dictionary: config.dictionary,
                deployment: config.deployment.clone(),
                tone: config.tone.clone(),
                timeout,
                ..AzureSettings::new(base, config.key.clone(), config.api_version)
            };
            (Arc::new(AzureEngine::new(client, settings)), listing)
        }
        EngineConfig::Local(config) => {
            fields.local(config)?;
            let models = surroundings.local.as_ref().ok_or_else(|| fields.error("kind", WITHOUT_LOCAL))?;
            let LocalModel { engine, model, licence } = models.open(id, config)?;
            let listing = EngineListing::of_this_machine(id, local::NAME, &model, licence);
            (engine, listing)
        }
    })
}

/// Reads a key file; the error says nothing of what is in it.
fn key_file(path: &Path) -> Result<String, String> {
    let shown = path.display();
    let size = std::fs::metadata(path).map_err(|error| format!("{shown} を読めません: {error}"))?.len();
    if size > LARGEST_KEY_FILE {
        return Err(format!("{shown} は大きすぎます"));
    }
    std::fs::read_to_string(path).map_err(|error| format!("{shown} を読めません: {error}"))
}

#[cfg(test)]
mod tests;
