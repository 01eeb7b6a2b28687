//! What pages ask about engines, memory and terms.

use std::collections::{BTreeMap, BTreeSet};

use app::services::{
    BilledBy, EngineView, EngineVolume, EnginesOverview, MemoryAnswer, MemoryPair, MemoryQuestion, MemorySide, Moment, Reason, RouteView,
    ServiceError, TermEntryView, TermList, TranslationEstimate, TranslationScope, TranslationServices, WaitingJobs, WorkRow,
};
use async_trait::async_trait;
use publication::{Audience, IsoDate, LanguageTag, OfficeCode, TextPart};
use storage::{Anew, EngineWork, EngineWorkKey, MemoryUnit, Term, TermStatus, UnitSide};
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use translator::{Circuit, EngineListing, LOCAL_ENGINE, UnitsBilled, reason_in_japanese};

use super::{Portal, from_store, internal};
use crate::{
    clock,
    translating::{Amount, EstimateLimits, Scope, estimate},
};

/// Days of which the page tells.
const DAYS: u16 = 30;
/// Publications that an estimate for a page looks at.
const ESTIMATED: u64 = 500;
/// Pairs shown, terms of a page.
const PAIRS: usize = 50;
const TERMS: usize = 50;

fn reason(code: &str) -> Reason {
    Reason { code: code.to_owned(), japanese: reason_in_japanese(code).to_owned() }
}

const fn billed(units: UnitsBilled) -> BilledBy {
    match units {
        UnitsBilled::Characters => BilledBy::Characters,
        UnitsBilled::Tokens => BilledBy::Tokens,
        UnitsBilled::ByAccount => BilledBy::Account,
        UnitsBilled::Nothing => BilledBy::Nothing,
    }
}

fn moment(at: OffsetDateTime) -> Result<Moment, ServiceError> {
    let day = clock::day_in_japan(at).ok_or_else(|| internal(&"a moment is out of our calendar"))?;
    let (hour, minute, _) = at.to_offset(time::macros::offset!(+9)).to_hms();
    Ok(Moment { day, time: format!("{hour:02}:{minute:02}") })
}

fn counted(counts: &BTreeMap<String, u64>) -> Vec<(Reason, u64)> {
    counts.iter().map(|(code, count)| (reason(code), *count)).collect()
}

fn row(engine: &str, model: &str, office: Option<OfficeCode>, day: Option<IsoDate>, work: &EngineWork) -> WorkRow {
    let mut failures = counted(&work.failures);
    failures.extend(counted(&work.without));
    WorkRow {
        engine: engine.to_owned(),
        model: model.to_owned(),
        office,
        day,
        calls: work.calls,
        segments: work.segments,
        characters: work.characters,
        units: work.units,
        milliseconds: (work.milliseconds.checked_div(work.calls).unwrap_or_default(), work.longest),
        failures,
        findings: counted(&work.findings),
    }
}

/// Work added up by engine, model and office, and by day, the latest first.
fn added_up(work: &[(EngineWorkKey, EngineWork)]) -> (Vec<WorkRow>, Vec<WorkRow>) {
    let mut by_office: BTreeMap<(&str, &str, Option<OfficeCode>), EngineWork> = BTreeMap::new();
    let mut by_day: BTreeMap<(std::cmp::Reverse<IsoDate>, &str, &str), EngineWork> = BTreeMap::new();
    for (key, work) in work {
        by_office.entry((&key.engine, &key.model, key.office)).or_default().add(work);
        by_day.entry((std::cmp::Reverse(key.day), &key.engine, &key.model)).or_default().add(work);
    }
    (
        by_office.iter().map(|((engine, model, office), work)| row(engine, model, *office, None, work)).collect(),
        by_day.iter().map(|((day, engine, model), work)| row(engine, model, None, Some(day.0), work)).collect(),
    )
}

impl Portal {
    async fn engine_view(&self, listing: &EngineListing) -> Result<EngineView, ServiceError> {
        let engines = self.maker.engines();
        let budget = match listing.characters_per_day {
            Some(limit) => Some((limit, engines.spent_today(&listing.id).await.map_err(|failure| internal(&failure))?)),
            None => None,
        };
        let is_local = listing.kind == LOCAL_ENGINE;
        Ok(EngineView {
            id: listing.id.clone(),
            kind: listing.kind.to_owned(),
            model: listing.model.clone(),
            host: (!is_local).then(|| listing.host.clone()),
            third_party: listing.third_party,
            billed: billed(listing.units_billed),
            budget,
            enabled: listing.enabled,
            terms_of_use: listing.terms_of_use.map(str::to_owned),
            licence: is_local.then(|| listing.licence.clone().unwrap_or_default()),
            rests: match engines.circuit(&listing.id) {
                Some(Circuit::Open { left, code }) => Some((left.as_secs(), reason(code))),
                Some(Circuit::Closed) | None => None,
            },
        })
    }

    /// Offices of which an audience may know.
    async fn offices_for(&self, audience: Audience) -> Result<BTreeSet<OfficeCode>, ServiceError> {
        Ok(self.store.coverage(audience).await.map_err(from_store)?.into_iter().map(|row| row.office).collect())
    }
}

fn route_view(route: &translator::RouteConfig) -> RouteView {
    RouteView {
        offices: route.offices.iter().filter_map(|office| office.parse().ok()).collect(),
        languages: route.languages.iter().filter_map(|language| language.as_str().parse().ok()).collect(),
        parts: route.parts.iter().filter_map(|part| part.parse().ok()).collect(),
        engines: route.engines.clone(),
    }
}

const fn volume(amount: Amount) -> (u64, u64) {
    (amount.segments, amount.characters)
}

/// The parts of a scope.
#[must_use]
pub fn parts_of(scope: &TranslationScope) -> &'static [TextPart] {
    if scope.all_parts { &TextPart::ALL } else { &[TextPart::Title, TextPart::Abstract] }
}

/// What a scope wants made anew.
#[must_use]
pub const fn anew_of(scope: &TranslationScope) -> Anew {
    if scope.anew { Anew::Machine } else { Anew::Nothing }
}

/// A language as typed; `None` where nothing was.
fn language_of(typed: &str) -> Result<Option<LanguageTag>, ServiceError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| ServiceError::BadRequest("language".to_owned()))
}

fn pair_of(unit: MemoryUnit) -> MemoryPair {
    let origin = match unit.origin {
        storage::UnitOrigin::Approved => "承認",
        storage::UnitOrigin::Imported => "読込",
        storage::UnitOrigin::Sample => "サンプル",
    };
    let day = clock::day_in_japan(unit.dated());
    let by = unit.changed.map(|change| change.by).filter(|by| !by.is_empty());
    MemoryPair {
        language: unit.source_language,
        source: unit.source,
        japanese: unit.japanese,
        author: by.unwrap_or(unit.author),
        day,
        origin: format!("{origin} {}", unit.origin_name).trim().to_owned(),
        public: unit.public,
    }
}

fn term_of(term: Term) -> TermEntryView {
    TermEntryView {
        language: term.language,
        term: term.term,
        japanese: term.japanese,
        status: match term.status {
            TermStatus::Preferred => "preferred",
            TermStatus::Admitted => "admitted",
            TermStatus::Forbidden => "forbidden",
        },
        ipc: term.ipc,
        note: term.note,
        public: term.public,
    }
}

#[async_trait]
impl TranslationServices for Portal {
    async fn engines(&self, audience: Audience) -> Result<EnginesOverview, ServiceError> {
        let set = self.maker.engines();
        let mut engines = Vec::with_capacity(set.listings().len());
        for listing in set.listings() {
            engines.push(self.engine_view(listing).await?);
        }
        let now = clock::now();
        let jobs = self.store.job_counts(now).await.map_err(from_store)?;
        let waiting = jobs
            .later
            .iter()
            .map(|back| Ok(WaitingJobs { reason: reason(&back.reason), jobs: back.jobs, next: moment(back.next)? }))
            .collect::<Result<_, ServiceError>>()?;
        let first = now - time::Duration::days(i64::from(DAYS) - 1);
        let days = clock::day_in_japan(first).zip(clock::day_in_japan(now));
        let (from, to) = days.ok_or_else(|| internal(&"a day is out of our calendar"))?;
        let offices = self.offices_for(audience).await?;
        let mut work = self.store.engine_work(from, to).await.map_err(from_store)?;
        // That there is anything of an office may be for people inside.
        work.retain(|(key, _)| audience == Audience::Inside || key.office.is_some_and(|office| offices.contains(&office)));
        let (by_office, by_day) = added_up(&work);
        Ok(EnginesOverview {
            engines,
            routes: set.routes().iter().map(route_view).collect(),
            jobs: (jobs.due, jobs.taken),
            waiting,
            days: DAYS,
            by_office,
            by_day,
            offices: offices.into_iter().collect(),
        })
    }

    async fn estimate(&self, scope: TranslationScope, audience: Audience) -> Result<TranslationEstimate, ServiceError> {
        let asked = Scope { office: scope.office, parts: parts_of(&scope).to_vec(), anew: anew_of(&scope), audience };
        let limits = EstimateLimits { publications: Some(ESTIMATED) };
        let found = estimate(&self.store, &self.maker, &asked, limits, &CancellationToken::new(), |_| {}).await.map_err(from_store)?;
        let engine = |engine: &crate::translating::EngineEstimate| EngineVolume {
            id: engine.id.clone(),
            volume: volume(engine.amount),
            units: (billed(engine.units_billed), engine.units),
            budget: engine.budget.map(|budget| (budget.limit, budget.spent, budget.days)),
        };
        Ok(TranslationEstimate {
            scope,
            publications: (found.publications, found.more),
            wanting: found.wanting,
            wanted: volume(found.wanted),
            memory: volume(found.memory),
            built_in: volume(found.built_in),
            without_engine: volume(found.without_engine),
            engines: found.engines.iter().map(engine).collect(),
        })
    }

    async fn memory(&self, question: &MemoryQuestion, audience: Audience) -> Result<MemoryAnswer, ServiceError> {
        let total = self.store.units(audience).await.map_err(from_store)?;
        let language = language_of(&question.language)?;
        let words: Vec<String> = question.words.split_whitespace().take(8).map(str::to_owned).collect();
        let sides: &[UnitSide] = match question.side {
            MemorySide::Both => &[UnitSide::Source, UnitSide::Japanese],
            MemorySide::Source => &[UnitSide::Source],
            MemorySide::Japanese => &[UnitSide::Japanese],
        };
        let mut found: Vec<MemoryUnit> = Vec::new();
        for side in sides {
            if words.is_empty() {
                break;
            }
            // One more than is shown tells that there are more.
            for unit in self.store.containing(&words, *side, language.as_ref(), audience, PAIRS + 1).await.map_err(from_store)? {
                if !found.contains(&unit) {
                    found.push(unit);
                }
            }
        }
        let more = found.len() > PAIRS;
        found.truncate(PAIRS);
        Ok(MemoryAnswer { total, pairs: (found.into_iter().map(pair_of).collect(), more) })
    }

    async fn terms(&self, words: &str, language: &str, page: u32, audience: Audience) -> Result<TermList, ServiceError> {
        let language = language_of(language)?;
        let wanted: Vec<String> = words.split_whitespace().take(8).map(str::to_lowercase).collect();
        let mut terms = self.store.terms(language.as_ref(), audience).await.map_err(from_store)?;
        terms.retain(|term| {
            let texts = [&term.concept, &term.term, &term.japanese].map(|text| text.to_lowercase());
            wanted.iter().all(|word| texts.iter().any(|text| text.contains(word)))
        });
        let last = u32::try_from(terms.len().div_ceil(TERMS)).unwrap_or(u32::MAX).max(1);
        let page = page.clamp(1, last);
        let skipped = usize::try_from(page - 1).unwrap_or(usize::MAX).saturating_mul(TERMS);
        let total = terms.len() as u64;
        Ok(TermList { total, page: (page, last), terms: terms.into_iter().skip(skipped).take(TERMS).map(term_of).collect() })
    }
}
