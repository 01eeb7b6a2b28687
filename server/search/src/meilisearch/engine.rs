//! The reading side of the Meilisearch engine.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use index_config::{
    Facet, FacetCount, FacetField, Hit, Match, Query, SearchAnswer, SearchRequest, Sort, TextQuery, Total,
    meilisearch::{MEILISEARCH_FACET_VALUES, attribute, facet_attribute, text_attribute},
};
use publication::{Audience, PublicationId, TextPart};

use super::{
    condition::{self, Condition},
    config::MeilisearchConfig,
    explained::{explained, stored},
    fault::Fault,
    http::Http,
    known::{Known, needles},
    marker::{Marker, live_index},
    plan::{self, Branch, Found, Obstacle, Planner},
    value,
    wire::{Answer, Counted, Question, Wanted, WireHit, page_of},
};
use crate::{
    SearchEngine, SearchError, Tell,
    analysis::Beginning,
    limits,
    texts::{self, Asked, Matcher, Needles, ORDER},
};

/// Records that are named by their keys in one question.
const MOST_JOINED: u64 = 1_000;
/// Records whose texts are read to tell whether they have a phrase.
const MOST_VERIFIED: u64 = 300;
/// Records whose texts are asked for at once.
const READ_AT_ONCE: usize = 40;
/// Values given of a facet.
const MOST_VALUES: usize = 100;
/// How long it is remembered up to where the index knows the store.
const REMEMBERED: Duration = Duration::from_millis(1_000);

/// The Meilisearch engine, reading. Cheap to clone. A key with the action `search` is enough.
///
/// Words are sought as the embedded engine seeks them, since both are given what the same analysis makes of texts and queries. How a query is
/// answered:
///
/// - *natively*: conditions; words in one search; alternatives as a federated search of at most 64;
/// - *joined by ids*: words that no one search can hold beside others (in other attributes, beyond the server's ten terms, denied), where at
///   most 1,000 records have them;
/// - *verified*: of a phrase the server knows no more than that its characters or words stand by twos and threes in a record. Where at most
///   300 records have those, their texts are read, and the answer is exact. Where more have them, those on the page are read, and the total
///   is said to be inexact; so are the counts of facets then;
/// - *refused*, with the part named.
#[derive(Clone)]
pub struct MeilisearchEngine {
    http: Http,
    index: Arc<str>,
    remembered: Arc<Mutex<Option<Remembered>>>,
}

/// What was known at a time.
type Remembered = (Instant, Arc<Known>);

impl MeilisearchEngine {
    /// Opens an engine. The server is not asked yet: where it is away, searches say so, and answer when it is back.
    ///
    /// # Errors
    /// [`SearchError::Failed`] where address or prefix are none, [`SearchError::Denied`] where the key cannot be one.
    pub fn open(config: &MeilisearchConfig) -> Result<Self, SearchError> {
        Ok(Self {
            http: Http::new(config, config.search_timeout)?,
            index: live_index(config.prefix()?).into(),
            remembered: Arc::new(Mutex::new(None)),
        })
    }

    /// What is known of the index, where that is not older than a second.
    fn remembered(&self) -> Option<Arc<Known>> {
        let remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        remembered.as_ref().filter(|(since, _)| since.elapsed() < REMEMBERED).map(|(_, known)| Arc::clone(known))
    }

    /// What is known of the index now. Nobody waits for another's question: a server that hangs holds up each reader once.
    async fn learn(&self) -> Result<Arc<Known>, SearchError> {
        let known = Arc::new(self.marker().await?);
        *self.remembered.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), Arc::clone(&known)));
        Ok(known)
    }

    async fn marker(&self) -> Result<Known, SearchError> {
        let marker = Marker::current(Marker::read(&self.http, &self.index).await?)?;
        Ok(Known::of(&marker))
    }

    async fn ask(&self, branches: &[Branch], audience: &Condition, wanted: &Wanted<'_>) -> Result<Answer, SearchError> {
        Ok(match wanted.question(branches, audience)? {
            Question::One(search) => self.http.ask(&format!("/indexes/{}/search", self.index), &search).await?,
            Question::Several(searches) => self.http.ask("/multi-search", &searches).await?,
        })
    }

    fn wanted<'a>(&'a self, hits: usize, retrieve: Vec<String>) -> Wanted<'a> {
        Wanted { index: &self.index, page: 1, hits, sort: Sort::Relevance, facets: &[], retrieve }
    }

    /// The records of a text query within a condition, if they are few.
    async fn find_out(
        &self,
        text: &TextQuery,
        searches: &[Branch],
        scope: &Condition,
        within: (&Condition, &Known),
        room: u64,
    ) -> Result<Option<Vec<String>>, SearchError> {
        let (audience, known) = within;
        let branches: Vec<Branch> =
            searches.iter().map(|search| search.within(scope)).filter(|branch| branch.condition != Condition::None).collect();
        if branches.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let exact = branches.iter().all(|branch| branch.exact);
        let most = if exact { room } else { room.min(MOST_VERIFIED) };
        let names = || vec![attribute::KEY.to_owned()];
        let first = self.ask(&branches, audience, &self.wanted(50, names())).await?;
        if first.total_hits > most {
            return Ok(None);
        }
        let hits = if first.total_hits <= 50 {
            first.hits
        } else {
            self.ask(&branches, audience, &self.wanted(usize::try_from(most).unwrap_or(1_000).max(1), names())).await?.hits
        };
        let keys: Vec<String> = hits.into_iter().map(|hit| hit.key).collect();
        if exact {
            return Ok(Some(keys));
        }
        let asked = Asked::of_texts(vec![text], known.languages());
        let mut matcher = Matcher::new(&asked);
        let parts: Vec<TextPart> = ORDER.into_iter().filter(|part| text.parts.is_empty() || text.parts.contains(part)).collect();
        let mut with = Vec::new();
        for some in keys.chunks(READ_AT_ONCE) {
            let hits = match self.read(some, &parts, audience).await {
                Ok(hits) => hits,
                // Too much to read: they count as many.
                Err(Fault::TooLong) => return Ok(None),
                Err(fault) => return Err(fault.into()),
            };
            for hit in hits {
                if !met(&hit, &mut matcher).is_empty() {
                    with.push(hit.key);
                }
            }
        }
        Ok(Some(with))
    }

    /// Texts of records.
    async fn read(&self, keys: &[String], parts: &[TextPart], audience: &Condition) -> Result<Vec<WireHit>, Fault> {
        let own = |error: SearchError| Fault::Own(error.to_string());
        let branch = Branch::of(condition::any_of(attribute::KEY, keys.iter().cloned()).map_err(own)?);
        let mut retrieve = vec![attribute::KEY.to_owned()];
        retrieve.extend(parts.iter().map(|part| text_attribute(*part)));
        let wanted = self.wanted(keys.len().max(1), retrieve);
        match wanted.question(&[branch], audience).map_err(own)? {
            Question::One(search) => Ok(self.http.ask::<Answer>(&format!("/indexes/{}/search", self.index), &search).await?.hits),
            Question::Several(_) => Ok(Vec::new()),
        }
    }

    /// The branches of a request, with what had to be found out for them.
    async fn branches(
        &self,
        request: &SearchRequest,
        leaves: &[&TextQuery],
        audience: &Condition,
        known: &Known,
    ) -> Result<Vec<Branch>, SearchError> {
        let searches = leaves.iter().enumerate().map(|(number, text)| known.searches(text, number)).collect::<Result<Vec<_>, _>>()?;
        let scope = plan::scope(&request.query)?;
        let mut found: HashMap<usize, Found> = HashMap::new();
        let mut room = MOST_JOINED;
        loop {
            let planner = Planner { leaves, searches: &searches, found: &found };
            let (number, ranked) = match planner.branches(&request.query) {
                Ok(branches) => return Ok(branches),
                Err(Obstacle::Refused(error)) => return Err(error),
                Err(Obstacle::Unknown(number)) => (number, true),
                Err(Obstacle::Apart(number)) => (number, false),
            };
            // Each text query is found out once, and told apart once after that: so this comes to an end.
            let told = match found.remove(&number) {
                Some(Found::Keys { keys, .. }) => Some(keys),
                Some(Found::Many) => None,
                None => match (leaves.get(number), searches.get(number)) {
                    (Some(text), Some(searches)) => self.find_out(text, searches, &scope, (audience, known), room).await?,
                    _ => None,
                },
            };
            room = room.saturating_sub(told.as_ref().map_or(0, |keys| keys.len() as u64));
            found.insert(number, told.map_or(Found::Many, |keys| Found::Keys { keys, ranked }));
        }
    }
}

/// Which of the text queries a record's texts meet.
fn met(hit: &WireHit, matcher: &mut Matcher<'_>) -> BTreeSet<usize> {
    ORDER
        .into_iter()
        .flat_map(|part| hit.texts(part).iter().map(move |value| (part, value)))
        .filter_map(|(part, value)| Some((part, texts::read(value)?)))
        .flat_map(|(part, stored)| matcher.met(part, &stored))
        .collect()
}

#[async_trait]
impl SearchEngine for MeilisearchEngine {
    async fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, SearchError> {
        self.search_and_tell(request, &mut |_| {}).await
    }

    async fn search_and_tell(&self, request: &SearchRequest, tell: Tell<'_>) -> Result<SearchAnswer, SearchError> {
        limits::check(request)?;
        if let Some(known) = self.remembered() {
            match self.search_within(request, &known, tell).await {
                // The index may have been exchanged since, and have other attributes.
                Err(SearchError::Unavailable(_)) => {}
                answer => return answer,
            }
        }
        let known = self.learn().await?;
        self.search_within(request, &known, tell).await
    }

    async fn facet_values(&self, field: FacetField, prefix: &str, request: &SearchRequest) -> Result<Facet, SearchError> {
        limits::check(request)?;
        limits::check_prefix(prefix)?;
        let known = self.learn().await?;
        let audience = condition::audience(request.audience);
        let leaves = plan::leaves(&request.query);
        let begins = condition::beginning(field, prefix);
        let branches = self.branches(request, &leaves, &audience, &known).await?;
        let branches: Vec<Branch> = branches.iter().map(|branch| branch.within(&begins)).collect();
        let wanted = Wanted { facets: &[field], ..self.wanted(1, vec![attribute::KEY.to_owned()]) };
        let counted = if branches.is_empty() { None } else { self.ask(&branches, &audience, &wanted).await?.facet_distribution };
        let mut beginning = Beginning::new(prefix);
        let mut counts = facet_counts(counted.unwrap_or_default().remove(facet_attribute(field)));
        let all = counts.len() < MEILISEARCH_FACET_VALUES;
        counts.retain(|count| beginning.is_of(&count.value));
        counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        let limit = request.limit.min(MOST_VALUES);
        let more = !all || counts.len() > limit;
        counts.truncate(limit);
        Ok(Facet { field, counts, more })
    }

    async fn applied(&self) -> Result<u64, SearchError> {
        Ok(self.marker().await?.applied)
    }

    async fn records(&self) -> Result<u64, SearchError> {
        self.marker().await?;
        let everybody = condition::audience(Audience::Public).or(condition::audience(Audience::Inside));
        let wanted = self.wanted(1, vec![attribute::KEY.to_owned()]);
        Ok(self.ask(&[Branch::of(Condition::All)], &everybody, &wanted).await?.total_hits)
    }
}

impl MeilisearchEngine {
    async fn search_within(&self, request: &SearchRequest, known: &Known, tell: Tell<'_>) -> Result<SearchAnswer, SearchError> {
        let audience = condition::audience(request.audience);
        let leaves = plan::leaves(&request.query);
        let branches = self.branches(request, &leaves, &audience, known).await?;
        if branches.is_empty() {
            let facets = request.facets.iter().map(|field| Facet { field: *field, counts: Vec::new(), more: false }).collect();
            return Ok(SearchAnswer { total: Total { count: 0, exact: true }, hits: Vec::new(), facets, applied: known.applied });
        }
        let exact = branches.iter().all(|branch| branch.exact);
        let parts = parts_asked(&leaves);
        let shows = request.highlight && request.limit > 0 && !leaves.is_empty();
        // What is long is asked for where nothing else shows why a record matched, or must be read to tell whether it does.
        let has_short = parts.iter().any(|part| !texts::is_long(*part));
        let is_later = |part: TextPart| exact && (part == TextPart::Description || (has_short && texts::is_long(part)));
        let (later, at_once): (Vec<TextPart>, Vec<TextPart>) = parts.iter().copied().partition(|part| is_later(*part));
        let mut retrieve = vec![attribute::KEY.to_owned(), attribute::ID.to_owned()];
        if shows || !exact {
            retrieve.extend(at_once.iter().map(|part| text_attribute(*part)));
        }
        let (page, hits, before) = page_of(request.offset, request.limit);
        let wanted = Wanted { index: &self.index, page, hits, sort: request.sort, facets: &request.facets, retrieve };
        let query = Arc::new(request.query.clone());
        // Made while the server answers: it is asked first.
        let (answer, needles) = tokio::join!(biased; self.ask(&branches, &audience, &wanted), needles(shows, &query, known));
        let (answer, needles) = (answer?, needles?);
        let found: Vec<WireHit> = answer.hits.into_iter().skip(before).take(request.limit).collect();
        let found: Vec<WireHit> = if exact {
            found
        } else {
            let asked = Asked::of_texts(leaves.clone(), known.languages());
            let mut matcher = Matcher::new(&asked);
            found.into_iter().filter(|hit| plan::is_of(&request.query, &leaves, &met(hit, &mut matcher)) != Some(false)).collect()
        };
        let ids = found
            .iter()
            .map(|hit| hit.id.parse().map_err(|_| SearchError::Failed(format!("a record of no publication: {:?}", hit.id))))
            .collect::<Result<Vec<PublicationId>, _>>()?;
        tell(&ids);
        let shown = match needles {
            Some(needles) => self.shown(&query, needles, found, &later, &audience).await?,
            None => found.into_iter().map(|hit| (hit, Vec::new())).collect(),
        };
        let hits = ids.into_iter().zip(shown).map(|(id, (hit, matches))| Hit { id, score: hit.score(), matches }).collect();
        let mut counted = answer.facet_distribution.unwrap_or_default();
        let facets = request.facets.iter().map(|field| facet(*field, counted.remove(facet_attribute(*field)))).collect();
        Ok(SearchAnswer { total: Total { count: answer.total_hits, exact }, hits, facets, applied: known.applied })
    }

    /// Why each of these matched, in their order. The parts that come `later` are fetched one after the other, for those alone that nothing before
    /// explains.
    async fn shown(
        &self,
        query: &Arc<Query>,
        needles: Arc<[Needles]>,
        found: Vec<WireHit>,
        later: &[TextPart],
        audience: &Condition,
    ) -> Result<Vec<(WireHit, Vec<Match>)>, SearchError> {
        let mut explained = explained(query, Arc::clone(&needles), found).await?;
        for part in later {
            let unexplained: Vec<String> = explained.iter().filter(|hit| !hit.whole).map(|hit| hit.hit.key.clone()).collect();
            if unexplained.is_empty() {
                break;
            }
            let texts = self.texts_of(*part, &unexplained, audience).await?;
            let asked = Asked::with(query, &needles);
            let mut matcher = Matcher::new(&asked);
            for hit in explained.iter_mut().filter(|hit| !hit.whole) {
                if let Some(text) = texts.get(&hit.hit.key) {
                    hit.shown.add(matcher.of_part(*part, stored(text, *part)));
                    hit.whole = matcher.is_explained(&hit.shown);
                }
            }
        }
        Ok(explained.into_iter().map(|hit| (hit.hit, hit.shown.matches)).collect())
    }

    /// Records with their texts of a part.
    async fn texts_of(&self, part: TextPart, keys: &[String], audience: &Condition) -> Result<HashMap<String, WireHit>, SearchError> {
        let mut texts = HashMap::new();
        for some in keys.chunks(READ_AT_ONCE) {
            match self.read(some, &[part], audience).await {
                Ok(hits) => texts.extend(hits.into_iter().map(|hit| (hit.key.clone(), hit))),
                // What cannot be shown is not shown; that they match is known.
                Err(Fault::TooLong) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        Ok(texts)
    }
}

/// The parts that any of the text queries looks into.
fn parts_asked(leaves: &[&TextQuery]) -> Vec<TextPart> {
    ORDER.into_iter().filter(|part| leaves.iter().any(|text| text.parts.is_empty() || text.parts.contains(part))).collect()
}

fn facet_counts(counted: Option<Counted>) -> Vec<FacetCount> {
    let counted = counted.unwrap_or_default().0;
    counted.into_iter().map(|(value, count)| FacetCount { value: value::read(value), count }).collect()
}

fn facet(field: FacetField, counted: Option<Counted>) -> Facet {
    let mut counts = facet_counts(counted);
    if field == FacetField::Year {
        counts.sort_unstable_by(|a, b| b.value.cmp(&a.value));
    } else {
        counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    }
    let more = counts.len() > MOST_VALUES;
    counts.truncate(MOST_VALUES);
    Facet { field, counts, more }
}
