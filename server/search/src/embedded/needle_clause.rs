//! A needle as a clause of the index.

use std::ops::Bound;

use tantivy::{
    Searcher, Term,
    query::{BooleanQuery, InvertedIndexRangeQuery, PhrasePrefixQuery, PhraseQuery, Query as Clause, TermQuery},
    schema::{Field, IndexRecordOption},
};

use crate::{
    SearchError,
    analysis::{Element, Form, Needle},
};

/// Most pairs that begin with one character: more than there are characters.
const MOST_EXPANSIONS: u32 = 200_000;

/// The clause of a needle in one field, all terms behind a prefix; `None` where no record can have it, as the index lacks a term.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn clause(needle: &Needle, field: Field, prefix: &str, searcher: &Searcher) -> Result<Option<Box<dyn Clause>>, SearchError> {
    let mut clauses: Vec<Box<dyn Clause>> = Vec::new();
    for form in &needle.forms {
        add_form(form, field, prefix, searcher, &mut clauses)?;
    }
    Ok(match clauses.len() {
        0 => None,
        1 => clauses.pop(),
        _ => Some(Box::new(BooleanQuery::union(clauses))),
    })
}

fn add_form(form: &Form, field: Field, prefix: &str, searcher: &Searcher, clauses: &mut Vec<Box<dyn Clause>>) -> Result<(), SearchError> {
    let term = |text: &str| Term::from_field_text(field, &format!("{prefix}{text}"));
    // Phrases by the terms chosen so far: each element with alternatives multiplies them.
    let mut phrases: Vec<Vec<(usize, Term)>> = vec![Vec::new()];
    for (distance, element) in &form.elements {
        let distance = *distance as usize;
        match element {
            Element::AnyOf(alternatives) => {
                let mut held = Vec::with_capacity(alternatives.len());
                for text in alternatives {
                    let term = term(text);
                    if searcher.doc_freq(&term).map_err(crate::embedded::failed)? > 0 {
                        held.push(term);
                    }
                }
                if held.is_empty() {
                    return Ok(());
                }
                phrases = phrases
                    .into_iter()
                    .flat_map(|phrase| {
                        held.iter().map(move |term| {
                            let mut longer = phrase.clone();
                            longer.push((distance, term.clone()));
                            longer
                        })
                    })
                    .collect();
            }
            Element::Beginning(c) => {
                for phrase in &mut phrases {
                    phrase.push((distance, term(&c.to_string())));
                }
            }
        }
    }
    let beginning = form.elements.last().and_then(|(_, element)| if let Element::Beginning(c) = element { Some(*c) } else { None });
    clauses.extend(phrases.into_iter().filter_map(|mut phrase| -> Option<Box<dyn Clause>> {
        if phrase.len() > 1 && beginning.is_some() {
            let mut clause = PhrasePrefixQuery::new_with_offset(phrase);
            clause.set_max_expansions(MOST_EXPANSIONS);
            return Some(Box::new(clause));
        }
        if phrase.len() > 1 {
            return Some(Box::new(PhraseQuery::new_with_offset(phrase)));
        }
        let (_, term) = phrase.pop()?;
        if let Some(c) = beginning {
            // Terms stand in the order of their characters, so those that begin with one end before the next character.
            let next = char::from_u32(u32::from(c) + 1).unwrap_or('\u{E000}');
            let upper = Term::from_field_text(field, &format!("{prefix}{next}"));
            return Some(Box::new(InvertedIndexRangeQuery::new(Bound::Included(term), Bound::Excluded(upper))));
        }
        Some(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
    }));
    Ok(())
}
