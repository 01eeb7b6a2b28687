//! The query tree as the index's own.

use std::collections::{BTreeSet, HashMap};

use index_config::{Query, TextQuery};
use publication::{Audience, TextPart};
use tantivy::{
    Searcher, Term,
    query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query as Clause, TermQuery},
    schema::IndexRecordOption,
};

use super::{
    denied::Denied,
    document::{INSIDE, PUBLIC},
    filter, needle_clause,
    schema::Fields,
};
use crate::{
    SearchError,
    analysis::{Analyser, Needle, Rules},
    limits,
    texts::{Slot, languages},
};

/// How much more a Japanese title weighs that ends in the words, as a part of what they weigh in it by themselves: the head of a Japanese noun comes
/// last, so that it is about them. 卓上ランプ is a lamp, ランプスイッチ a switch.
const AT_THE_END: f32 = 0.5;

/// What a query is built from.
pub(super) struct Builder<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    slots: &'a BTreeSet<Slot>,
    clauses: usize,
}

/// Every record, without a score.
pub(super) fn everything() -> Box<dyn Clause> {
    unscored(Box::new(AllQuery))
}

/// A clause that only selects.
pub(super) fn unscored(clause: Box<dyn Clause>) -> Box<dyn Clause> {
    Box::new(ConstScoreQuery::new(clause, 0.0))
}

impl<'a> Builder<'a> {
    /// A builder over the slots that the index holds.
    pub(super) const fn new(fields: &'a Fields, searcher: &'a Searcher, slots: &'a BTreeSet<Slot>) -> Self {
        Self { fields, searcher, slots, clauses: 0 }
    }

    /// The whole question: the query, and the audience anded to it.
    ///
    /// # Errors
    /// When the query is too large, or the index cannot be read.
    pub(super) fn question(&mut self, query: &Query, audience: Audience) -> Result<Box<dyn Clause>, SearchError> {
        let term = match audience {
            Audience::Public => PUBLIC,
            Audience::Inside => INSIDE,
        };
        let seen = TermQuery::new(Term::from_field_text(self.fields.audience, term), IndexRecordOption::Basic);
        let mut clauses: Vec<(Occur, Box<dyn Clause>)> = vec![(Occur::Must, unscored(Box::new(seen)))];
        match query {
            Query::Everything => {}
            query => clauses.push((Occur::Must, self.clause(query)?)),
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn clause(&mut self, query: &Query) -> Result<Box<dyn Clause>, SearchError> {
        Ok(match query {
            Query::Everything => everything(),
            Query::Text(text) => self.text(text)?,
            Query::Filter(filter) => filter::clause(filter, self.fields, self.searcher)?,
            Query::And(children) => {
                let mut clauses: Vec<(Occur, Box<dyn Clause>)> = Vec::with_capacity(children.len() + 1);
                for child in children {
                    match child {
                        Query::Not(denied) => clauses.push((Occur::MustNot, Denied::boxed(unscored(self.clause(denied)?)))),
                        child => clauses.push((Occur::Must, self.clause(child)?)),
                    }
                }
                // Denials alone leave everything else.
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, everything()));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Query::Or(children) if children.is_empty() => Box::new(EmptyQuery),
            Query::Or(children) => {
                Box::new(BooleanQuery::union(children.iter().map(|child| self.clause(child)).collect::<Result<_, _>>()?))
            }
            Query::Not(denied) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, everything()),
                (Occur::MustNot, Denied::boxed(unscored(self.clause(denied)?))),
            ])),
        })
    }

    fn text(&mut self, query: &TextQuery) -> Result<Box<dyn Clause>, SearchError> {
        let mut needles: HashMap<Rules, Vec<Needle>> = HashMap::new();
        let mut found: Vec<Box<dyn Clause>> = Vec::new();
        // The same slot may be asked for twice, as itself and as one shared with other languages; it then counts once, as itself.
        for slot in self.slots.iter().filter(|slot| slot.is_asked_by(query)) {
            let Some(only) = languages(query, slot) else { continue };
            let rules = Rules::of(&slot.language);
            let needles = needles.entry(rules).or_insert_with(|| Analyser::new(rules).needles(&query.words, query.exact));
            if needles.is_empty() {
                continue;
            }
            let field = self.fields.text(slot.part);
            let prefix = slot.prefix();
            let mut clauses: Vec<(Occur, Box<dyn Clause>)> = Vec::with_capacity(needles.len() + 1);
            for needle in needles.iter() {
                match needle_clause::clause(needle, field, &prefix, self.searcher)? {
                    Some(clause) => clauses.push((Occur::Must, clause)),
                    None => break,
                }
            }
            if clauses.len() < needles.len() {
                continue;
            }
            self.clauses += needles.iter().map(Needle::combinations).sum::<usize>();
            if self.clauses > limits::MOST_CLAUSES {
                return Err(SearchError::TooLarge("too many words for the languages searched".to_owned()));
            }
            if slot.part == TextPart::Title && rules == Rules::Japanese {
                for needle in needles.iter().filter_map(Needle::at_the_end) {
                    let at_the_end = needle_clause::clause(&needle, field, &prefix, self.searcher)?;
                    clauses
                        .extend(at_the_end.map(|clause| (Occur::Should, Box::new(BoostQuery::new(clause, AT_THE_END)) as Box<dyn Clause>)));
                }
            }
            if !only.is_empty() {
                clauses.push((Occur::Must, filter::languages(&only, self.fields)));
            }
            let both = match clauses.pop() {
                Some((_, only)) if clauses.is_empty() => only,
                Some(last) => {
                    clauses.push(last);
                    Box::new(BooleanQuery::new(clauses)) as Box<dyn Clause>
                }
                None => continue,
            };
            found.push(Box::new(BoostQuery::new(both, slot.weight())));
        }
        Ok(match found.len() {
            0 => Box::new(EmptyQuery),
            _ => Box::new(BooleanQuery::union(found)),
        })
    }
}
