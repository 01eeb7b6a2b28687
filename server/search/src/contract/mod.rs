//! What every engine must answer alike: run on each engine by its own tests.

mod audiences;
mod combined;
mod evaluator;
mod facet_values;
mod filters;
mod languages;
mod obvious;
mod pages;
mod records;
mod texts;

use async_trait::async_trait;
use index_config::{IndexRecord, Query, SearchAnswer, SearchRequest, Sort, TextQuery};
use publication::Audience;

pub(crate) use records::{Sketch, bare, record, text};

use crate::{IndexChange, SearchEngine};

/// An engine's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Embedded,
    Meilisearch,
}

/// An engine under test.
#[async_trait]
pub(crate) trait Subject: Sync {
    /// Which engine it is: tables name what one answers otherwise.
    fn engine(&self) -> Engine;

    /// A fresh index that holds these records and has been told that they are everything up to this number.
    async fn holding(&self, changes: Vec<IndexChange>, applied: u64) -> Box<dyn SearchEngine>;
}

/// Runs the whole suite. Each class has its rule:
///
/// | class | rule |
/// |---|---|
/// | filters, numbers, dates, classes, audiences, counts of facets | equal to a plain evaluation |
/// | words and phrases, by language and joined | the same records, and the total exact |
/// | order | by date and id where asked for; of obvious queries the first hit; not compared otherwise |
pub(crate) async fn hold(subject: &dyn Subject) {
    languages::hold(subject).await;
    combined::hold(subject).await;
    combined::hold_expanded(subject).await;
    obvious::hold(subject).await;
    texts::hold(subject).await;
    audiences::hold(subject).await;
    pages::hold(subject).await;
    filters::hold(subject).await;
    facet_values::hold(subject).await;
}

/// One change for each record.
pub(crate) fn changes(records: Vec<IndexRecord>) -> Vec<IndexChange> {
    records.into_iter().map(|record| IndexChange { id: record.id.clone(), records: vec![record] }).collect()
}

/// A question of people inside for all hits.
pub(crate) fn request(query: Query) -> SearchRequest {
    SearchRequest { query, audience: Audience::Inside, sort: Sort::Relevance, offset: 0, limit: 1_000, facets: Vec::new(), highlight: true }
}

/// A question for words anywhere.
pub(crate) fn words(words: &str) -> Query {
    Query::Text(TextQuery::anywhere(words))
}

/// A question for words as written.
pub(crate) fn exactly(words: &str) -> Query {
    Query::Text(TextQuery { exact: true, ..TextQuery::anywhere(words) })
}

/// The ids of an answer, ascending.
pub(crate) fn ids(answer: &SearchAnswer) -> Vec<String> {
    let mut ids: Vec<String> = answer.hits.iter().map(|hit| hit.id.to_string()).collect();
    ids.sort();
    ids
}
