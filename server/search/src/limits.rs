//! How large a question may be.

use index_config::{Filter, Query, SearchRequest};

use crate::SearchError;

/// Deepest nesting of a query.
const DEEPEST: usize = 64;
/// Most nodes of a query tree.
const MOST_NODES: usize = 1_000;
/// Most characters of all words together.
const MOST_CHARACTERS: usize = 10_000;
/// Most values of all lists together.
const MOST_VALUES: usize = 20_000;
/// Most hits to skip.
const DEEPEST_PAGE: usize = 10_000;
/// Most hits at once.
const MOST_HITS: usize = 10_000;
/// Most clauses that the engine is given.
pub(crate) const MOST_CLAUSES: usize = 20_000;

/// Refuses what is larger than any honest question.
///
/// # Errors
/// [`SearchError::TooLarge`], with what is.
pub(crate) fn check(request: &SearchRequest) -> Result<(), SearchError> {
    let too_large = |what: &str| Err(SearchError::TooLarge(what.to_owned()));
    if request.offset > DEEPEST_PAGE {
        return too_large("more hits to skip than 10,000");
    }
    if request.limit > MOST_HITS {
        return too_large("more hits at once than 10,000");
    }
    let (mut nodes, mut characters, mut values) = (0, 0_usize, 0_usize);
    let mut open = vec![(&request.query, 0)];
    while let Some((query, depth)) = open.pop() {
        nodes += 1;
        if depth > DEEPEST {
            return too_large("nested deeper than 64");
        }
        if nodes > MOST_NODES {
            return too_large("more than 1,000 conditions");
        }
        match query {
            Query::Everything => {}
            Query::Text(text) => characters += text.words.len(),
            Query::Filter(filter) => {
                values += list_length(filter);
                if let Filter::Applicant(words) | Filter::Inventor(words) | Filter::Class { symbol: words, .. } = filter {
                    characters += words.len();
                }
                if let Filter::ApplicantIs(names) = filter {
                    characters += names.iter().map(String::len).sum::<usize>();
                }
            }
            Query::And(children) | Query::Or(children) => open.extend(children.iter().map(|child| (child, depth + 1))),
            Query::Not(child) => open.push((child, depth + 1)),
        }
        if characters > MOST_CHARACTERS * 3 {
            return too_large("more than 10,000 characters of words");
        }
        if values > MOST_VALUES {
            return too_large("more than 20,000 values in lists");
        }
    }
    Ok(())
}

/// Refuses the beginning of a value that is longer than any value.
///
/// # Errors
/// [`SearchError::TooLarge`].
pub(super) fn check_prefix(prefix: &str) -> Result<(), SearchError> {
    if prefix.len() > index_config::NAME_BYTES {
        return Err(SearchError::TooLarge("a value longer than 400 bytes".to_owned()));
    }
    Ok(())
}

fn list_length(filter: &Filter) -> usize {
    match filter {
        Filter::Offices(list) => list.len(),
        Filter::Rights(list) => list.len(),
        Filter::Kinds(list) => list.len(),
        Filter::Languages(list) => list.len(),
        Filter::Has(list) => list.len(),
        Filter::Numbers(list) => list.len(),
        Filter::Ids(list) => list.len(),
        Filter::Made(list) => list.len(),
        Filter::ApplicantIs(list) => list.len(),
        Filter::Statuses(list) => list.len(),
        Filter::MarkFeatures(list) => list.len(),
        Filter::Published { .. }
        | Filter::Filed { .. }
        | Filter::Class { .. }
        | Filter::Applicant(_)
        | Filter::Inventor(_)
        | Filter::Mark { .. } => 1,
    }
}
