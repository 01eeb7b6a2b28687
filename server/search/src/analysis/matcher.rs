//! Where needles stand in one text.

use std::{collections::HashMap, ops::Range};

use foldhash::fast::RandomState;
use unicode_normalization::char::is_combining_mark;

use super::{Analyser, Element, Form, Needle, Tokens, firsts::Firsts};

/// Bytes that are still read when each of several needles was found: enough to choose a place from that shows them close together. A description is
/// long, and nobody is shown more of it than a line.
const LOOK_ON: usize = 2_048;

/// An occurrence of an element: its position and its bytes.
type Occurrence = (u32, Range<usize>);

/// Looks for needles in texts.
pub(crate) struct Finder<'n> {
    /// The forms of each needle.
    needles: &'n [Needle],
    /// All forms, needle by needle.
    forms: Vec<&'n Form>,
    /// Which elements of which forms a term stands for.
    terms: HashMap<&'n str, Vec<(usize, usize)>, RandomState>,
    /// A bit for each length and last byte that terms have, so that most words of a text are passed over at a glance.
    kinds: u64,
    /// First letters of words that may have one of the terms.
    firsts: Firsts,
    /// The same for first characters.
    beginnings: HashMap<char, Vec<(usize, usize)>>,
}

impl<'n> Finder<'n> {
    /// A finder of these needles.
    pub(crate) fn new(needles: &'n [Needle]) -> Self {
        let mut terms: HashMap<&str, Vec<(usize, usize)>, RandomState> = HashMap::default();
        let mut beginnings: HashMap<char, Vec<(usize, usize)>> = HashMap::new();
        let forms: Vec<&Form> = needles.iter().flat_map(|needle| &needle.forms).collect();
        for (form, of) in forms.iter().enumerate() {
            for (element, (_, what)) in of.elements.iter().enumerate() {
                match what {
                    Element::AnyOf(alternatives) => {
                        for term in alternatives {
                            terms.entry(term).or_default().push((form, element));
                        }
                    }
                    Element::Beginning(c) => beginnings.entry(*c).or_default().push((form, element)),
                }
            }
        }
        let kinds = terms.keys().fold(0, |kinds, term| kinds | kind(term));
        let firsts = Firsts::of(terms.keys().copied());
        Self { needles, forms, terms, kinds, firsts, beginnings }
    }

    /// The byte ranges of the needles in a text, ascending, merged where they touch; `None` where not every needle stands in it. Where all have
    /// been found, little more of the text is read. `tokens` is room to work in, kept from text to text.
    pub(crate) fn find(&self, text: &str, analyser: &mut Analyser, tokens: &mut Tokens) -> Option<Vec<Range<usize>>> {
        if self.needles.is_empty() {
            return None;
        }
        let mut seen: Vec<Vec<Vec<Occurrence>>> = self.forms.iter().map(|form| vec![Vec::new(); form.elements.len()]).collect();
        let (mut position, mut base) = (0, 0_usize);
        let mut end = None;
        // A single needle is shown as well by the first line that has it.
        let look_on = if self.needles.len() > 1 { LOOK_ON } else { 0 };
        // No needle reaches across lines.
        for line in text.split('\n') {
            if end.is_some_and(|end| base >= end) {
                break;
            }
            position = analyser.words_of(line, u32::try_from(base).unwrap_or(u32::MAX), position, "", self.firsts, tokens);
            base += line.len() + 1;
            if self.note(text, tokens, &mut seen) && end.is_none() && self.all_are_in(&seen) {
                end = Some(base + look_on);
            }
        }
        let mut ranges = Vec::new();
        let mut forms = self.forms.iter().zip(&seen);
        for needle in self.needles {
            let before = ranges.len();
            for (form, seen) in forms.by_ref().take(needle.forms.len()) {
                occurrences(form, seen, &mut ranges);
            }
            if ranges.len() == before {
                return None;
            }
        }
        Some(merged(ranges))
    }

    /// Whether every needle occurs.
    fn all_are_in(&self, seen: &[Vec<Vec<Occurrence>>]) -> bool {
        let mut forms = self.forms.iter().zip(seen);
        let mut ranges = Vec::new();
        self.needles.iter().all(|needle| {
            let before = ranges.len();
            forms.by_ref().take(needle.forms.len()).for_each(|(form, seen)| occurrences(form, seen, &mut ranges));
            ranges.len() > before
        })
    }

    /// Notes what stands in a line, and tells whether anything does.
    fn note(&self, text: &str, tokens: &Tokens, seen: &mut [Vec<Vec<Occurrence>>]) -> bool {
        let mut index = 0;
        let mut noted = false;
        while let Some((term, token)) = tokens.get(index) {
            index += 1;
            let (from, to) = (token.from as usize, token.to as usize);
            if self.kinds & kind(term) != 0
                && let Some(places) = self.terms.get(term)
            {
                noted = true;
                for &(form, element) in places {
                    seen[form][element].push((token.position, from..to));
                }
            }
            if !self.beginnings.is_empty()
                && let Some(places) = term.chars().next().and_then(|first| self.beginnings.get(&first))
            {
                noted = true;
                for &(form, element) in places {
                    seen[form][element].push((token.position, from..first_character(text, from, to)));
                }
            }
        }
        noted
    }
}

/// The bit of a term's length and last byte.
fn kind(term: &str) -> u64 {
    let last = term.as_bytes().last().map_or(0, |last| usize::from(*last));
    1 << ((term.len() * 7 + last) % 64)
}

/// The end of the first character of a pair, marks included.
fn first_character(text: &str, from: usize, to: usize) -> usize {
    let pair = text.get(from..to).unwrap_or_default();
    pair.char_indices().skip(1).find(|&(_, c)| !is_combining_mark(c)).map_or(to, |(at, _)| from + at)
}

fn occurrences(form: &Form, seen: &[Vec<Occurrence>], ranges: &mut Vec<Range<usize>>) {
    let Some(first) = seen.first() else { return };
    'starts: for (start, range) in first {
        let mut whole = range.clone();
        for ((distance, _), seen) in form.elements.iter().zip(seen).skip(1) {
            // Tokens come in the order of their positions.
            let Ok(at) = seen.binary_search_by_key(&(start + distance), |(position, _)| *position) else { continue 'starts };
            whole = whole.start.min(seen[at].1.start)..whole.end.max(seen[at].1.end);
        }
        ranges.push(whole);
    }
}

/// Ranges ascending, those that touch made one.
pub(crate) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
