//! From search parameters to a query.

mod filters;
mod problem;
#[cfg(test)]
mod tests;

use publication::{LanguageTag, TextPart};
use serde::{Deserialize, Serialize};

use crate::{
    ExpandedTerm, Expander, Filter, MarkMatch, NumberQuery, Query, SearchParams, TermTable, TextQuery, numbers_in, numbers_of_field,
    terms::{Term, terms_of},
};

pub use problem::QueryProblem;

/// Words and phrases that one search uses.
pub const MOST_WORDS: usize = 50;
/// Characters that a word or phrase may have.
pub const WORD_CHARS: usize = 200;

/// What search parameters ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParsedQuery {
    /// The question.
    pub query: Query,
    /// What of the parameters was not understood or not used.
    pub problems: Vec<QueryProblem>,
    /// The parts that words were looked for in; empty where there are no words, or they may stand anywhere.
    pub looked_in: Vec<TextPart>,
    /// The numbers asked for, by `number` or by a `q` that is nothing but numbers. They are part of the query too.
    pub numbers: Vec<NumberQuery>,
}

/// Makes a query of search parameters.
///
/// Every word and phrase of `q` is required, in any text of the record; `OR`, `|` make alternatives of their neighbours, and bind closer
/// than the space between words; a minus excludes. Of `any` one word or phrase is required, of `not` none may be there. A `q` that is
/// nothing but document numbers asks for those. `goods` is read as `q` is, and looks into goods and services alone. So is `mark` where words of
/// a mark are asked for; a mark's whole or a part of it is taken as it stands.
///
/// The tree is as flat as can be: [`Query::Everything`] where nothing is asked, one condition alone without [`Query::And`] around it.
#[must_use]
pub fn query_of(params: &SearchParams) -> ParsedQuery {
    parsed(&params.clone().normalised(), None)
}

/// What search parameters ask, in other languages too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpandedQuery {
    /// The question, and what of the parameters was not used.
    pub parsed: ParsedQuery,
    /// The terms that were expanded, or would be where expansion is off.
    pub terms: Vec<ExpandedTerm>,
    /// Whether some words were not expanded, as the query would have become too large.
    pub cut: bool,
}

/// Makes a query of search parameters, with the words of `q` and `any` looked for in `languages` too, as far as `terms` knows them.
#[must_use]
pub fn expanded_query_of(params: &SearchParams, terms: &TermTable, languages: &[LanguageTag]) -> ExpandedQuery {
    let params = params.clone().normalised();
    let mut expander = Expander::new(terms, languages, &params.expand_not);
    let mut parsed_query = parsed(&params, Some(&mut expander));
    if params.unexpanded {
        parsed_query = parsed(&params, None);
    }
    let (terms, cut) = expander.into_terms();
    ExpandedQuery { parsed: parsed_query, terms, cut }
}

/// `params` are normalised.
fn parsed(params: &SearchParams, expander: Option<&mut Expander<'_>>) -> ParsedQuery {
    let mut parser = Parser { params, expander, all: Vec::new(), problems: Vec::new(), words: 0 };
    let mut numbers = Vec::new();
    match numbers_in(&params.all) {
        Some(found) => {
            parser.numbers(&found);
            numbers.extend(found);
        }
        None => parser.required(&params.all, Sought::Anywhere),
    }
    parser.any(&params.any);
    parser.without(&params.without);
    let searched = parser.words > 0;
    parser.required(&params.goods, Sought::Goods);
    if !params.number.is_empty() {
        let mut found = Vec::new();
        for number in numbers_of_field(&params.number) {
            match number {
                Ok(number) => found.push(number),
                Err(refused) => parser.problems.push(QueryProblem::NumberNotUnderstood(refused)),
            }
        }
        parser.numbers(&found);
        numbers.extend(found);
    }
    parser.filters();
    let Parser { mut all, problems, .. } = parser;
    let query = match all.len() {
        0 => Query::Everything,
        1 => all.swap_remove(0),
        _ => Query::And(all),
    };
    ParsedQuery { query, problems, looked_in: if searched { params.parts.clone() } else { Vec::new() }, numbers }
}

/// What words are looked for in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sought {
    /// Texts of the parts asked for.
    Anywhere,
    /// Goods and services.
    Goods,
    /// What marks read.
    Marks,
}

struct Parser<'a, 'e, 't> {
    params: &'a SearchParams,
    /// What makes words be looked for in other languages too.
    expander: Option<&'e mut Expander<'t>>,
    /// What is required.
    all: Vec<Query>,
    problems: Vec<QueryProblem>,
    /// Words and phrases used so far.
    words: usize,
}

impl Parser<'_, '_, '_> {
    /// The terms of a text that can be used.
    fn terms(&mut self, text: &str) -> Vec<Term> {
        let found = terms_of(text);
        self.problems.extend(found.unclosed.map(QueryProblem::UnclosedQuote));
        let mut terms = Vec::new();
        for term in found.terms {
            if term.words.chars().count() > WORD_CHARS {
                self.problems.push(QueryProblem::WordTooLong(term.words.chars().take(40).collect()));
            } else if self.words == MOST_WORDS {
                self.problems.push(QueryProblem::TooManyWords(term.words));
                break;
            } else {
                self.words += 1;
                terms.push(term);
            }
        }
        terms
    }

    /// Words that are to be there.
    fn wanted(&mut self, term: Term, sought: Sought) -> Query {
        let text = match sought {
            Sought::Marks => return mark(term.words, MarkMatch::Words),
            Sought::Anywhere | Sought::Goods => self.text(term, sought),
        };
        match &mut self.expander {
            Some(expander) => expander.expand(text),
            None => Query::Text(text),
        }
    }

    fn text(&self, term: Term, sought: Sought) -> TextQuery {
        TextQuery {
            words: term.words,
            exact: term.exact,
            parts: if sought == Sought::Goods { vec![TextPart::Goods] } else { self.params.parts.clone() },
            languages: Vec::new(),
            origins: self.params.origins.clone(),
        }
    }

    fn required(&mut self, text: &str, sought: Sought) {
        let mut alternatives: Vec<Query> = Vec::new();
        for term in self.terms(text) {
            if term.excluded {
                self.require_any(std::mem::take(&mut alternatives));
                self.exclude(term, sought);
                continue;
            }
            if !term.or {
                self.require_any(std::mem::take(&mut alternatives));
            }
            let query = self.wanted(term, sought);
            alternatives.push(query);
        }
        self.require_any(alternatives);
    }

    fn any(&mut self, text: &str) {
        let mut alternatives = Vec::new();
        for term in self.terms(text) {
            if term.excluded {
                self.exclude(term, Sought::Anywhere);
            } else {
                let query = self.wanted(term, Sought::Anywhere);
                alternatives.push(query);
            }
        }
        self.require_any(alternatives);
    }

    fn without(&mut self, text: &str) {
        for term in self.terms(text) {
            self.exclude(term, Sought::Anywhere);
        }
    }

    fn exclude(&mut self, term: Term, sought: Sought) {
        let excluded = match sought {
            Sought::Marks => mark(term.words, MarkMatch::Words),
            Sought::Anywhere | Sought::Goods => Query::Text(self.text(term, sought)),
        };
        self.all.push(Query::Not(Box::new(excluded)));
    }

    /// Requires one of these; nothing where there are none.
    fn require_any(&mut self, mut alternatives: Vec<Query>) {
        match alternatives.len() {
            0 => {}
            1 => self.all.push(alternatives.swap_remove(0)),
            _ => self.all.push(Query::Or(alternatives)),
        }
    }

    fn require(&mut self, filter: Filter) {
        self.all.push(Query::Filter(filter));
    }

    fn numbers(&mut self, numbers: &[NumberQuery]) {
        if !numbers.is_empty() {
            self.require(Filter::Numbers(numbers.iter().flat_map(|number| number.forms.iter().cloned()).collect()));
        }
    }
}

fn mark(text: String, by: MarkMatch) -> Query {
    Query::Filter(Filter::Mark { text, by })
}
