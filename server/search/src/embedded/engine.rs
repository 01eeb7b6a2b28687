//! The reading side of the embedded engine.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use async_trait::async_trait;
use index_config::{Facet, FacetField, Hit, Match, Query, SearchAnswer, SearchRequest, Sort, Total};
use publication::Audience;
use tantivy::{DocAddress, Index, IndexReader, ReloadPolicy, Searcher};
use tokio::sync::Semaphore;

use super::{
    collect::{Collected, SegmentFruit},
    columns::Columns,
    facet_values,
    facets::{self, Numberings},
    failed,
    folder::{self, CommitNote},
    highlight::Highlighter,
    query,
    schema::Fields,
    top::Ranked,
};
use crate::{
    SearchEngine, SearchError, limits,
    texts::{Asked, Slot},
};

/// Counts of everything that are remembered: each audience with each selection of facets that pages ask for.
const MOST_KNOWN: usize = 16;
/// Most threads of one question.
const MOST_THREADS: usize = 8;
/// Hits of which one thread says why they matched: fewer are not worth another's time.
const LEAST_AT_ONCE: usize = 5;

/// A hit of a page: id, score, place.
type PageHit = (String, f32, DocAddress);

/// The embedded engine, reading. Cheap to clone.
///
/// It sees each commit, also those of other processes, from the first question after it: the list of segments is looked at (one `stat`)
/// before each question. Questions run on blocking threads, at most as many at once as the machine has processors (at least two).
///
/// One question looks into several segments at once. What facets count is held in memory, some 16 bytes a record, read from the index by the first
/// question that looks into a segment.
///
/// A text query that holds nothing to be found, such as `。。。`, is met by no record.
#[derive(Clone)]
pub struct TantivyEngine {
    shared: Arc<Shared>,
    permits: Arc<Semaphore>,
}

struct Shared {
    threads: usize,
    folder: PathBuf,
    index: Index,
    reader: IndexReader,
    fields: Fields,
    columns: Columns,
    seen: Mutex<Seen>,
}

/// The list of segments as last looked at.
struct Seen {
    stamp: Option<Stamp>,
    view: Arc<View>,
}

/// What tells one list of segments from the next.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    /// The file's number: each commit writes a new file, and clocks are coarse.
    file: u64,
}

/// One commit, as questions see it.
struct View {
    searcher: Searcher,
    slots: BTreeSet<Slot>,
    applied: u64,
    numberings: Numberings,
    /// The facets of everything, as they were asked for.
    of_everything: Mutex<Vec<(Audience, Vec<Facet>)>>,
}

impl TantivyEngine {
    /// Opens the index of a folder; an empty one is created where there is none.
    ///
    /// # Errors
    /// [`SearchError::OutOfDate`] for an index of other settings: [`super::destroy`] it and index anew. [`SearchError::Failed`] where the
    /// folder cannot be used.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let (mut index, fields) = folder::open(folder)?;
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(MOST_THREADS);
        if threads > 1 {
            index.set_multithread_executor(threads).map_err(failed)?;
        }
        let stamp = stamp(folder);
        let applied = CommitNote::read(&index)?.applied;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(failed)?;
        let view = Arc::new(view(&reader, &fields, applied)?);
        Ok(Self {
            shared: Arc::new(Shared {
                threads,
                folder: folder.to_owned(),
                index,
                reader,
                fields,
                columns: Columns::default(),
                seen: Mutex::new(Seen { stamp, view }),
            }),
            permits: Arc::new(Semaphore::new(threads.max(2))),
        })
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Shared) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, SearchError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|e| SearchError::Failed(e.to_string()))?;
        let shared = Arc::clone(&self.shared);
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work(&shared)
        })
        .await
        .map_err(|e| SearchError::Failed(e.to_string()))?
    }
}

#[async_trait]
impl SearchEngine for TantivyEngine {
    async fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, SearchError> {
        limits::check(request)?;
        let request = request.clone();
        self.blocking(move |shared| shared.search(&request)).await
    }

    async fn facet_values(&self, field: FacetField, prefix: &str, request: &SearchRequest) -> Result<Facet, SearchError> {
        limits::check(request)?;
        limits::check_prefix(prefix)?;
        let (request, prefix) = (request.clone(), prefix.to_owned());
        self.blocking(move |shared| shared.facet_values(field, &prefix, &request)).await
    }

    async fn applied(&self) -> Result<u64, SearchError> {
        self.blocking(|shared| Ok(shared.view()?.applied)).await
    }

    async fn records(&self) -> Result<u64, SearchError> {
        self.blocking(|shared| Ok(shared.view()?.searcher.num_docs())).await
    }
}

fn stamp(folder: &Path) -> Option<Stamp> {
    let meta = fs::metadata(folder.join("meta.json")).ok()?;
    #[cfg(unix)]
    let file = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let file = 0;
    Some(Stamp { modified: meta.modified().ok(), length: meta.len(), file })
}

fn view(reader: &IndexReader, fields: &Fields, applied: u64) -> Result<View, SearchError> {
    let searcher = reader.searcher();
    let mut slots = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.slot).map_err(failed)?;
        let mut terms = inverted.terms().stream().map_err(|e| SearchError::Failed(e.to_string()))?;
        while terms.advance() {
            if let Some(slot) = std::str::from_utf8(terms.key()).ok().and_then(Slot::read) {
                slots.insert(slot);
            }
        }
    }
    Ok(View { searcher, slots, applied, numberings: Numberings::default(), of_everything: Mutex::default() })
}

impl View {
    /// The facets of everything, where they were counted before in this commit.
    fn known(&self, audience: Audience, asked: &[FacetField]) -> Option<Vec<Facet>> {
        let known = self.of_everything.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .iter()
            .find(|(of, facets)| *of == audience && facets.iter().map(|facet| &facet.field).eq(asked))
            .map(|(_, facets)| facets.clone())
    }

    fn know(&self, audience: Audience, facets: Vec<Facet>) {
        let mut known = self.of_everything.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < MOST_KNOWN {
            known.push((audience, facets));
        }
    }
}

impl Shared {
    /// The last commit.
    fn view(&self) -> Result<Arc<View>, SearchError> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = stamp(&self.folder);
        if stamp.is_none() {
            return Err(SearchError::Unavailable("the index is being rebuilt".to_owned()));
        }
        if stamp != seen.stamp {
            // In this order: should another commit come in between, the number is too small until the next look, never too large.
            let applied = CommitNote::read(&self.index)?.applied;
            self.reader.reload().map_err(failed)?;
            seen.view = Arc::new(view(&self.reader, &self.fields, applied)?);
            self.columns.retain(seen.view.searcher.segment_readers());
            seen.stamp = stamp;
        }
        Ok(Arc::clone(&seen.view))
    }

    fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, SearchError> {
        let view = self.view()?;
        let searcher = &view.searcher;
        let question = query::Builder::new(&self.fields, searcher, &view.slots).question(&request.query, request.audience)?;
        let known = if request.query == Query::Everything { view.known(request.audience, &request.facets) } else { None };
        let collected = Collected {
            wanted: if request.limit == 0 { 0 } else { request.offset + request.limit },
            sort: request.sort,
            scored: request.sort == Sort::Relevance && request.limit > 0 && has_text(&request.query),
            facets: if known.is_some() { Vec::new() } else { request.facets.clone() },
            columns: &self.columns,
        };
        let fruits = searcher.search(&*question, &collected).map_err(failed)?;
        let page = page(&fruits, request, searcher, &self.columns)?;
        let asked =
            if request.highlight { Some(Asked::of(&request.query, view.slots.iter().map(|slot| slot.language.as_str()))) } else { None };
        let matches = match &asked {
            Some(asked) => self.matches(asked, &page, searcher)?,
            None => vec![Vec::new(); page.len()],
        };
        let mut hits = Vec::with_capacity(page.len());
        for ((id, score, _), matches) in page.into_iter().zip(matches) {
            let id = id.parse().map_err(|_| SearchError::Failed(format!("a record of no publication: {id}")))?;
            hits.push(Hit { id, score, matches });
        }
        let facets = match known {
            Some(known) => known,
            None => {
                let counted: Vec<Facet> = (request.facets.iter().enumerate())
                    .map(|(index, field)| facets::facet(*field, index, &fruits, &view.numberings, searcher))
                    .collect::<Result<_, _>>()?;
                if request.query == Query::Everything && !counted.is_empty() {
                    view.know(request.audience, counted.clone());
                }
                counted
            }
        };
        let total = Total { count: fruits.iter().map(|fruit| fruit.count).sum(), exact: true };
        Ok(SearchAnswer { total, hits, facets, applied: view.applied })
    }

    /// Why each of these records matched; several are read at once.
    fn matches(&self, asked: &Asked<'_>, page: &[PageHit], searcher: &Searcher) -> Result<Vec<Vec<Match>>, SearchError> {
        let of_some = |some: &[PageHit]| {
            let mut highlighter = Highlighter::new(asked, &self.fields, searcher);
            Ok(some.iter().map(|(_, _, address)| highlighter.matches(*address)).collect::<Result<Vec<_>, _>>())
        };
        let at_once = page.len().div_ceil(self.threads).max(LEAST_AT_ONCE);
        let found = self.index.search_executor().map(of_some, page.chunks(at_once)).map_err(failed)?;
        Ok(found.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    fn facet_values(&self, field: FacetField, prefix: &str, request: &SearchRequest) -> Result<Facet, SearchError> {
        let view = self.view()?;
        let question = query::Builder::new(&self.fields, &view.searcher, &view.slots).question(&request.query, request.audience)?;
        let collected = Collected { wanted: 0, sort: Sort::Newest, scored: false, facets: vec![field], columns: &self.columns };
        let fruits = view.searcher.search(&*question, &collected).map_err(failed)?;
        facet_values::facet_values(field, prefix, request.limit.min(facets::MOST_VALUES), &fruits, &view.numberings, &view.searcher)
    }
}

/// Whether a query has words, so that some records fit better than others.
fn has_text(query: &Query) -> bool {
    match query {
        Query::Text(_) => true,
        Query::And(children) | Query::Or(children) => children.iter().any(has_text),
        Query::Everything | Query::Filter(_) | Query::Not(_) => false,
    }
}

/// The hits asked for: ids, scores and places. Equal ones stand in the order of their ids, so that no page repeats a hit.
fn page(fruits: &[SegmentFruit], request: &SearchRequest, searcher: &Searcher, columns: &Columns) -> Result<Vec<PageHit>, SearchError> {
    let wanted = request.offset + request.limit;
    let mut ranked: Vec<(u32, Ranked)> = fruits.iter().flat_map(|fruit| fruit.best.iter().map(|best| (fruit.segment, *best))).collect();
    ranked.sort_by(|(_, a), (_, b)| a.by_rank(b));
    // What ties with the last one wanted is still to be told apart by its id; what comes behind is not needed.
    if let Some(&(_, last)) = wanted.checked_sub(1).and_then(|last| ranked.get(last)) {
        let end = ranked.partition_point(|(_, other)| other.by_rank(&last).is_le());
        ranked.truncate(end);
    }
    let mut by_segment: Vec<(u32, Vec<(u64, Ranked)>)> = Vec::new();
    ranked.sort_by_key(|(segment, ranked)| (*segment, ranked.id));
    for (segment, ranked) in ranked {
        match by_segment.last_mut() {
            Some((last, of)) if *last == segment => of.push((ranked.id, ranked)),
            _ => by_segment.push((segment, vec![(ranked.id, ranked)])),
        }
    }
    let mut named: Vec<(String, Ranked, DocAddress)> = Vec::new();
    for (segment, ranked) in by_segment {
        let columns = columns.of(searcher.segment_reader(segment)).map_err(failed)?;
        let Some(column) = &columns.ids else { continue };
        let ordinals: Vec<u64> = ranked.iter().map(|(ordinal, _)| *ordinal).collect();
        let mut ids = Vec::with_capacity(ordinals.len());
        column
            .dictionary()
            .sorted_ords_to_term_cb(&ordinals, |bytes| ids.push(String::from_utf8_lossy(bytes).into_owned()))
            .map_err(|e| SearchError::Failed(e.to_string()))?;
        named.extend(ids.into_iter().zip(ranked).map(|(id, (_, ranked))| (id, ranked, DocAddress::new(segment, ranked.doc))));
    }
    named.sort_by(|(id_a, a, _), (id_b, b, _)| a.by_rank(b).then_with(|| id_a.cmp(id_b)));
    Ok(named.into_iter().skip(request.offset).take(request.limit).map(|(id, ranked, address)| (id, ranked.score, address)).collect())
}
