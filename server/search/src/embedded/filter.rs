//! Conditions as clauses of the index: exact, and without a score.

use std::ops::Bound;

use index_config::{Filter, MarkMatch, counted_name};
use publication::IsoDate;
use tantivy::{
    Searcher, Term,
    query::{BooleanQuery, EmptyQuery, InvertedIndexRangeQuery, Query as Clause, RangeQuery, TermQuery, TermSetQuery},
    schema::{Field, IndexRecordOption},
};

use super::{needle_clause, query::unscored, schema::Fields};
use crate::{SearchError, analysis::Analyser, classes, marks};

/// The clause of a condition.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn clause(filter: &Filter, fields: &Fields, searcher: &Searcher) -> Result<Box<dyn Clause>, SearchError> {
    Ok(unscored(match filter {
        Filter::Offices(offices) => any_of(fields.office, offices.iter().map(|office| office.as_str().to_owned())),
        Filter::Rights(rights) => any_of(fields.right, rights.iter().map(|right| right.as_str().to_owned())),
        Filter::Kinds(kinds) => any_of(fields.kind, kinds.iter().map(|kind| kind.as_str().to_owned())),
        Filter::Languages(tags) => any_of(fields.language, tags.iter().map(|tag| tag.as_str().to_ascii_lowercase())),
        Filter::Published { from, to } => between(fields.published, *from, *to),
        Filter::Filed { from, to } => between(fields.filed, *from, *to),
        Filter::Class { scheme, symbol } => {
            let schemes = classes::SCHEMES.into_iter().filter(|known| scheme.is_none_or(|scheme| scheme == *known));
            any_of(fields.class, schemes.filter_map(|scheme| classes::query_term(scheme, symbol)))
        }
        Filter::Applicant(words) => name(fields.applicant, words, searcher)?,
        Filter::ApplicantIs(names) => any_of(fields.applicant_count, names.iter().filter_map(|name| counted_name(name))),
        Filter::Inventor(words) => name(fields.inventor, words, searcher)?,
        Filter::Mark { text, by: MarkMatch::Words } => name(fields.mark, text, searcher)?,
        Filter::Mark { text, by: MarkMatch::Exact } => any_of(fields.mark_whole, marks::whole(text).into_iter()),
        Filter::Mark { text, by: MarkMatch::Containing } => match marks::part(text)? {
            Some(part) => beginning(fields.mark_part, &part),
            None => Box::new(EmptyQuery),
        },
        Filter::MarkFeatures(features) => any_of(fields.mark_feature, features.iter().map(|feature| feature.as_str().to_owned())),
        Filter::Has(elements) if elements.is_empty() => Box::new(EmptyQuery),
        Filter::Has(elements) => {
            Box::new(BooleanQuery::intersection(elements.iter().map(|element| term(fields.element, element.as_str())).collect()))
        }
        Filter::Statuses(statuses) => any_of(fields.status, statuses.iter().map(|status| status.as_str().to_owned())),
        Filter::Numbers(numbers) => any_of(fields.number, numbers.iter().cloned()),
        Filter::Ids(ids) => any_of(fields.id, ids.iter().map(ToString::to_string)),
        Filter::Made(origins) => any_of(fields.made, origins.iter().map(|origin| origin.as_str().to_owned())),
    }))
}

/// Records with an original text in one of these languages, given in small letters.
pub(super) fn languages(tags: &[String], fields: &Fields) -> Box<dyn Clause> {
    unscored(any_of(fields.language, tags.iter().cloned()))
}

fn term(field: Field, value: &str) -> Box<dyn Clause> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

fn any_of(field: Field, values: impl Iterator<Item = String>) -> Box<dyn Clause> {
    let mut values: Vec<String> = values.collect();
    values.sort_unstable();
    values.dedup();
    match values.as_slice() {
        [] => Box::new(EmptyQuery),
        [value] => term(field, value),
        values if values.len() <= 16 => Box::new(BooleanQuery::union(values.iter().map(|value| term(field, value)).collect())),
        values => Box::new(TermSetQuery::new(values.iter().map(|value| Term::from_field_text(field, value)))),
    }
}

/// Values that begin so.
fn beginning(field: Field, prefix: &str) -> Box<dyn Clause> {
    // No value has the last of all characters.
    let behind = format!("{prefix}\u{10FFFF}");
    let bound = |value: &str| Term::from_field_text(field, value);
    Box::new(InvertedIndexRangeQuery::new(Bound::Included(bound(prefix)), Bound::Excluded(bound(&behind))))
}

/// Days between two, both included; records without a date have none.
fn between(field: Field, from: Option<IsoDate>, to: Option<IsoDate>) -> Box<dyn Clause> {
    let day = |date: IsoDate| u64::from(date.as_number());
    let (from, to) = (from.map_or(0, day), to.map_or(u64::from(u32::MAX), day));
    if from > to {
        return Box::new(EmptyQuery);
    }
    Box::new(RangeQuery::new(Bound::Included(Term::from_field_u64(field, from)), Bound::Included(Term::from_field_u64(field, to))))
}

/// Names that hold the words one after the other; none where there are no words.
fn name(field: Field, words: &str, searcher: &Searcher) -> Result<Box<dyn Clause>, SearchError> {
    Ok(match Analyser::names().needles(words, true).first() {
        Some(needle) => needle_clause::clause(needle, field, "", searcher)?.unwrap_or_else(|| Box::new(EmptyQuery)),
        None => Box::new(EmptyQuery),
    })
}
