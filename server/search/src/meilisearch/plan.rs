//! How a query is asked: as searches that the server answers exactly, or with parts found out before.
//!
//! The server has exact algebra for conditions, but not for words: one search holds at most ten terms, all in the same attributes, joined by
//! AND and NOT. So a query becomes branches, one search each, whose union the server makes (a federated search). What no branch can say is
//! found out first: the records with a text are named by their keys where they are few. Of a phrase the server knows only that each two or
//! three of its units stand together somewhere; so the records that it names are read, where they are few, and the total is called inexact,
//! where they are many.

use std::collections::{BTreeSet, HashMap};

use index_config::{Query, TextQuery};

use super::condition::{self, Condition};
use crate::SearchError;

/// Terms of one search: the server reads no more, and says nothing of the rest. A phrase is one term.
pub(super) const MOST_TERMS: usize = 10;
/// Branches of one question.
pub(super) const MOST_BRANCHES: usize = 64;

/// One search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Branch {
    /// Where to look for phrases, denied ones too; everywhere where `None`.
    pub attributes: Option<BTreeSet<String>>,
    /// Phrases that must be there.
    pub phrases: Vec<String>,
    /// Phrases that must not.
    pub denied: Vec<String>,
    /// What records must meet beside.
    pub condition: Condition,
    /// Whether the server finds what is meant, no more and no less.
    pub exact: bool,
    /// The text queries that it is made of, by number.
    pub leaves: Vec<usize>,
    /// The languages asked for, or the one whose forms of words are sought; `None` where words are sought as they are, in any.
    pub tongue: Option<String>,
}

impl Branch {
    /// A search for a condition alone.
    pub(super) const fn of(condition: Condition) -> Self {
        Self { attributes: None, phrases: Vec::new(), denied: Vec::new(), condition, exact: true, leaves: Vec::new(), tongue: None }
    }

    /// The search within a further condition.
    pub(super) fn within(&self, condition: &Condition) -> Self {
        Self { condition: self.condition.clone().and(condition.clone()), ..self.clone() }
    }

    /// Whether words are sought.
    pub(super) fn has_text(&self) -> bool {
        !self.phrases.is_empty() || !self.denied.is_empty()
    }

    /// The words as the server reads them: all in quotes, so that none is completed, split or misspelt; those denied first, so that none is
    /// ever beyond the server's last term.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        for (sign, phrase) in self.denied.iter().map(|phrase| ("-", phrase)).chain(self.phrases.iter().map(|phrase| ("", phrase))) {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(sign);
            words.push('"');
            words.push_str(phrase);
            words.push('"');
        }
        words
    }
}

/// What was found out of a text query's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// They are these. Where `ranked`, they are also searched for, so that the better ones come first.
    Keys { keys: Vec<String>, ranked: bool },
    /// They are too many to be named.
    Many,
}

/// Why a query cannot be asked yet, or at all.
#[derive(Debug)]
pub(super) enum Obstacle {
    /// The records of a text query, by number, must be known.
    Unknown(usize),
    /// The same, and they are not to be searched for: no search could hold their words beside the others.
    Apart(usize),
    /// It cannot be asked.
    Refused(SearchError),
}

impl From<SearchError> for Obstacle {
    fn from(error: SearchError) -> Self {
        Self::Refused(error)
    }
}

/// The text queries of a tree, each once.
pub(super) fn leaves(query: &Query) -> Vec<&TextQuery> {
    let mut leaves: Vec<&TextQuery> = Vec::new();
    let mut open = vec![query];
    while let Some(query) = open.pop() {
        match query {
            Query::Text(text) if !leaves.contains(&text) => leaves.push(text),
            Query::And(children) | Query::Or(children) => open.extend(children.iter().rev()),
            Query::Not(child) => open.push(child),
            Query::Text(_) | Query::Everything | Query::Filter(_) => {}
        }
    }
    leaves
}

/// The conditions that every record of a query meets, as far as they stand at the top.
///
/// # Errors
/// [`SearchError::TooLarge`].
pub(super) fn scope(query: &Query) -> Result<Condition, SearchError> {
    match query {
        Query::Filter(filter) => condition::condition(filter),
        Query::And(children) => Ok(Condition::all(children.iter().map(scope).collect::<Result<Vec<_>, _>>()?)),
        _ => Ok(Condition::All),
    }
}

/// The beginning of words, to name them by.
pub(super) fn shortened(words: &str) -> String {
    words.chars().take(40).collect()
}

/// Makes the branches of a query.
pub(super) struct Planner<'a> {
    /// Its text queries.
    pub leaves: &'a [&'a TextQuery],
    /// The searches of each.
    pub searches: &'a [Vec<Branch>],
    /// What was found out of them.
    pub found: &'a HashMap<usize, Found>,
}

impl Planner<'_> {
    /// The branches whose union the query is.
    ///
    /// # Errors
    /// What must be found out first, or why the query is refused.
    pub(super) fn branches(&self, query: &Query) -> Result<Vec<Branch>, Obstacle> {
        let branches = self.of(query, false)?;
        if branches.len() > MOST_BRANCHES {
            return Err(SearchError::TooLarge("more than 64 alternatives of words".to_owned()).into());
        }
        Ok(branches)
    }

    fn of(&self, query: &Query, denied: bool) -> Result<Vec<Branch>, Obstacle> {
        if let Some(condition) = self.condition(query)? {
            let condition = if denied { condition.not() } else { condition };
            return Ok(if condition == Condition::None { Vec::new() } else { vec![Branch::of(condition)] });
        }
        match (query, denied) {
            (Query::Text(text), _) => self.text(self.number(text), denied),
            (Query::Not(child), _) => self.of(child, !denied),
            (Query::And(children), false) | (Query::Or(children), true) => self.all(children, denied),
            (Query::Or(children), false) | (Query::And(children), true) => {
                let mut branches: Vec<Branch> = Vec::new();
                let mut conditions = Condition::None;
                for branch in children.iter().map(|child| self.of(child, denied)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
                    if branch.has_text() {
                        if !branches.contains(&branch) {
                            branches.push(branch);
                        }
                    } else {
                        conditions = conditions.or(branch.condition);
                    }
                }
                if conditions != Condition::None {
                    branches.push(Branch::of(conditions));
                }
                Ok(branches)
            }
            (Query::Everything | Query::Filter(_), _) => Ok(Vec::new()),
        }
    }

    fn number(&self, text: &TextQuery) -> usize {
        self.leaves.iter().position(|leaf| *leaf == text).unwrap_or(usize::MAX)
    }

    /// The condition that a part of the tree is, where it holds no words to be sought.
    fn condition(&self, query: &Query) -> Result<Option<Condition>, SearchError> {
        let children = |children: &[Query]| children.iter().map(|child| self.condition(child)).collect::<Result<Option<Vec<_>>, _>>();
        Ok(match query {
            Query::Everything => Some(Condition::All),
            Query::Filter(filter) => Some(condition::condition(filter)?),
            Query::Text(text) => match self.found.get(&self.number(text)) {
                Some(Found::Keys { keys, ranked: false }) => Some(named(keys)?),
                _ => None,
            },
            Query::And(of) => children(of)?.map(Condition::all),
            Query::Or(of) => children(of)?.map(Condition::any),
            Query::Not(child) => self.condition(child)?.map(Condition::not),
        })
    }

    fn text(&self, number: usize, denied: bool) -> Result<Vec<Branch>, Obstacle> {
        let searches = self.searches.get(number).map_or(&[][..], Vec::as_slice);
        if denied {
            return self.denied(number, searches);
        }
        match self.found.get(&number) {
            Some(Found::Keys { keys, .. }) => {
                let named = named(keys)?;
                let branches = searches.iter().map(|search| Branch { exact: true, ..search.within(&named) });
                Ok(branches.filter(|branch| branch.condition != Condition::None).collect())
            }
            None if searches.iter().any(|search| !search.exact) => Err(Obstacle::Unknown(number)),
            _ => Ok(searches.to_vec()),
        }
    }

    fn denied(&self, number: usize, searches: &[Branch]) -> Result<Vec<Branch>, Obstacle> {
        let Some(first) = searches.first() else { return Ok(vec![Branch::of(Condition::All)]) };
        if let Some(Found::Keys { keys, .. }) = self.found.get(&number) {
            return Ok(vec![Branch::of(named(keys)?.not())]);
        }
        let is_many = self.found.contains_key(&number);
        // One search can deny phrases if all are denied in the same attributes.
        let together = searches
            .iter()
            .all(|search| search.phrases.len() == 1 && search.attributes == first.attributes && search.condition == Condition::All)
            && searches.len() < MOST_TERMS;
        let exact = searches.iter().all(|search| search.exact);
        if together && (exact || is_many) {
            let denied = searches.iter().flat_map(|search| search.phrases.iter().cloned()).collect();
            return Ok(vec![Branch { denied, phrases: Vec::new(), exact, ..first.clone() }]);
        }
        if is_many {
            Err(self.refused(number, "as more than 1,000 records have it, and no one search can leave it out"))
        } else {
            Err(Obstacle::Unknown(number))
        }
    }

    fn refused(&self, number: usize, why: &str) -> Obstacle {
        let words = self.leaves.get(number).map(|leaf| shortened(&leaf.words)).unwrap_or_default();
        SearchError::Unsupported(format!("without {words:?}, {why}")).into()
    }

    fn all(&self, children: &[Query], denied: bool) -> Result<Vec<Branch>, Obstacle> {
        let mut all = vec![Branch::of(Condition::All)];
        // Conditions first: what they leave over is less.
        let mut parts = children.iter().map(|child| self.of(child, denied)).collect::<Result<Vec<_>, _>>()?;
        parts.sort_by_key(|branches| (branches.len() != 1 || branches.iter().any(Branch::has_text), branches.len()));
        for part in parts {
            if all.len() * part.len() > MOST_BRANCHES {
                if let Some(obstacle) = self.apart(part.iter().chain(&all)) {
                    return Err(obstacle);
                }
                all = self.by_tongue(&all, &part)?;
                continue;
            }
            let mut next = Vec::with_capacity(all.len() * part.len());
            for one in &all {
                for other in &part {
                    let both = self.both(one, other)?;
                    if both.condition != Condition::None && !next.contains(&both) {
                        next.push(both);
                    }
                }
            }
            all = next;
        }
        Ok(all)
    }

    /// What both find where the words that have forms are of one language: all records but those that have one word in one language and
    /// another in another.
    fn by_tongue(&self, some: &[Branch], others: &[Branch]) -> Result<Vec<Branch>, Obstacle> {
        let tongues: BTreeSet<Option<&String>> = some.iter().chain(others).map(|branch| branch.tongue.as_ref()).collect();
        let of = |branches: &[Branch], tongue: Option<&String>| -> Vec<Branch> {
            let of_tongue: Vec<Branch> = branches.iter().filter(|branch| branch.tongue.as_ref() == tongue).cloned().collect();
            if of_tongue.is_empty() { branches.iter().filter(|branch| branch.tongue.is_none()).cloned().collect() } else { of_tongue }
        };
        let mut both = Vec::new();
        for tongue in tongues {
            for one in of(some, tongue) {
                for other in of(others, tongue) {
                    let joined = Branch { exact: false, ..self.both(&one, &other)? };
                    if joined.condition != Condition::None && !both.contains(&joined) {
                        both.push(joined);
                    }
                }
            }
        }
        if both.len() > MOST_BRANCHES {
            return Err(SearchError::Unsupported("more than 64 combinations of alternatives".to_owned()).into());
        }
        Ok(both)
    }

    /// One of the text queries of these branches that can still be told apart by its records.
    fn apart<'b>(&self, branches: impl Iterator<Item = &'b Branch>) -> Option<Obstacle> {
        branches.flat_map(|branch| branch.leaves.iter().rev()).find_map(|number| match self.found.get(number) {
            None | Some(Found::Keys { ranked: true, .. }) => Some(Obstacle::Apart(*number)),
            _ => None,
        })
    }

    /// The search for what both find.
    fn both(&self, one: &Branch, other: &Branch) -> Result<Branch, Obstacle> {
        let condition = one.condition.clone().and(other.condition.clone());
        if !other.has_text() {
            return Ok(Branch { condition, ..one.clone() });
        }
        if !one.has_text() {
            return Ok(Branch { condition, ..other.clone() });
        }
        let mut both = Branch {
            attributes: one.attributes.clone(),
            phrases: merged(&one.phrases, &other.phrases),
            denied: merged(&one.denied, &other.denied),
            condition,
            exact: one.exact && other.exact,
            leaves: one.leaves.iter().chain(&other.leaves).copied().collect(),
            tongue: one.tongue.clone().or_else(|| other.tongue.clone()),
        };
        if one.attributes != other.attributes {
            if let Some(obstacle) = self.apart([other, one].into_iter()) {
                return Err(obstacle);
            }
            if !both.denied.is_empty() {
                let number = if one.denied.is_empty() { other } else { one }.leaves.first().copied().unwrap_or_default();
                return Err(self.refused(number, "as more than 1,000 records have it, and it is sought in other parts than the rest"));
            }
            // Both very many: wherever the words stand, and what is shown is read.
            both.attributes = match (&one.attributes, &other.attributes) {
                (Some(a), Some(b)) => Some(a | b),
                _ => None,
            };
            both.exact = false;
        }
        if both.phrases.len() + both.denied.len() > MOST_TERMS {
            if let Some(obstacle) = self.apart([other, one].into_iter()) {
                return Err(obstacle);
            }
            let room = MOST_TERMS.saturating_sub(both.denied.len());
            if room == 0 {
                return Err(SearchError::Unsupported("more than ten denied words that very many records have".to_owned()).into());
            }
            both.phrases.truncate(room);
            both.exact = false;
        }
        Ok(both)
    }
}

fn merged(one: &[String], other: &[String]) -> Vec<String> {
    let mut both = one.to_vec();
    both.extend(other.iter().filter(|phrase| !one.contains(phrase)).cloned());
    both
}

/// The records of these keys.
fn named(keys: &[String]) -> Result<Condition, SearchError> {
    condition::any_of(index_config::meilisearch::attribute::KEY, keys.iter().cloned())
}

/// Whether a record may be of a query, by the text queries that its texts meet: `None` where that hangs on conditions, which the server has
/// answered.
pub(super) fn is_of(query: &Query, leaves: &[&TextQuery], met: &BTreeSet<usize>) -> Option<bool> {
    match query {
        Query::Everything => Some(true),
        Query::Filter(_) => None,
        Query::Text(text) => Some(leaves.iter().position(|leaf| *leaf == text).is_some_and(|number| met.contains(&number))),
        Query::Not(child) => is_of(child, leaves, met).map(|is| !is),
        Query::And(children) => children
            .iter()
            .try_fold(Some(true), |all, child| match is_of(child, leaves, met) {
                Some(false) => Err(Some(false)),
                None => Ok(None),
                Some(true) => Ok(all),
            })
            .unwrap_or_else(|decided| decided),
        Query::Or(children) => children
            .iter()
            .try_fold(Some(false), |all, child| match is_of(child, leaves, met) {
                Some(true) => Err(Some(true)),
                None => Ok(None),
                Some(false) => Ok(all),
            })
            .unwrap_or_else(|decided| decided),
    }
}
