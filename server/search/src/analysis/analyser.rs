//! Terms of texts, and needles of queries.

use std::{collections::HashMap, ops::Range};

use foldhash::fast::RandomState;

use super::{
    Element, Form, Needle, Rules,
    ascii::{self, Word},
    firsts::Firsts,
    fold::{Folded, fold},
    hangul, kana,
    pieces::{LINE_GAP, Piece, PieceKind, pieces},
    plain, segmenter,
};

/// Words remembered with their terms; when full, all are forgotten.
const REMEMBERED: usize = 40_000;
/// A needle of more plain phrases than this (a word of many hyphens) must stand as written.
const MOST_COMBINATIONS: usize = 64;
/// Most forms of a needle; runs that would make it more stand as written.
const MOST_FORMS: usize = 24;

/// Terms of a line of text, in one buffer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    terms: String,
    tokens: Vec<Token>,
}

/// A term of a text.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    term: Range<usize>,
    /// Position, counted in characters of unspaced scripts and in words of the others.
    pub position: u32,
    /// First byte in the text.
    pub from: u32,
    /// First byte behind it.
    pub to: u32,
}

impl Tokens {
    fn clear(&mut self) {
        self.terms.clear();
        self.tokens.clear();
    }

    fn push(&mut self, prefix: &str, term: impl IntoIterator<Item = char>, position: u32, from: u32, to: u32) {
        let start = self.terms.len();
        self.terms.push_str(prefix);
        self.terms.extend(term);
        self.tokens.push(Token { term: start..self.terms.len(), position, from, to });
    }

    fn push_str(&mut self, prefix: &str, term: &str, position: u32, from: u32, to: u32) {
        let start = self.terms.len();
        self.terms.push_str(prefix);
        self.terms.push_str(term);
        self.tokens.push(Token { term: start..self.terms.len(), position, from, to });
    }

    /// The tokens, positions ascending.
    pub(crate) fn get(&self, index: usize) -> Option<(&str, &Token)> {
        let token = self.tokens.get(index)?;
        Some((self.terms.get(token.term.clone()).unwrap_or_default(), token))
    }
}

/// Reads texts and queries of one language.
#[derive(Clone, Debug)]
pub(crate) struct Analyser {
    rules: Rules,
    names: bool,
    folded: Vec<Folded>,
    remembered: HashMap<String, Vec<String>, RandomState>,
    run: String,
}

impl Analyser {
    /// An analyser of texts.
    pub(crate) fn new(rules: Rules) -> Self {
        Self { rules, names: false, folded: Vec::new(), remembered: HashMap::default(), run: String::new() }
    }

    /// An analyser of names, where every script without spaces is found by pairs of characters.
    pub(crate) fn names() -> Self {
        Self { names: true, ..Self::new(Rules::Japanese) }
    }

    /// Reads one line; `base` is its first byte in the text, `position` its first position. Fills `tokens`, each term behind `prefix`, and
    /// returns the first position of the next line.
    pub(crate) fn line(&mut self, line: &str, base: u32, position: u32, prefix: &str, tokens: &mut Tokens) -> u32 {
        self.words_of(line, base, position, prefix, Firsts::ALL, tokens)
    }

    /// The same for whoever looks for some terms alone: words that begin with none of their letters are counted and not read.
    pub(crate) fn words_of(&mut self, line: &str, base: u32, position: u32, prefix: &str, firsts: Firsts, tokens: &mut Tokens) -> u32 {
        tokens.clear();
        let Self { rules, names, folded, remembered, run } = self;
        let mut words = Words { rules: *rules, remembered, prefix, tokens };
        let ascii = line.is_ascii();
        if ascii || plain::is_plain(line) {
            let mut next = position;
            let word = |word: Word| {
                next += word.gap;
                let written = line.get(word.from..word.to).unwrap_or_default();
                if written.chars().next().is_some_and(|first| firsts.may_begin(plain::small(first))) {
                    run.clear();
                    if ascii {
                        run.push_str(written);
                        run.make_ascii_lowercase();
                    } else {
                        run.extend(written.chars().map(plain::small));
                    }
                    let at = |byte: usize| base.saturating_add(count(byte));
                    words.push(run, next, at(word.from), at(word.to));
                }
                next += 1;
            };
            if ascii {
                ascii::words(line.as_bytes(), word)
            } else {
                plain::words(line, word)
            }
            return next + LINE_GAP;
        }
        folded.clear();
        fold(line, base, rules.is_japanese(), folded);
        let mut next = position;
        pieces(folded, *names, |piece| {
            next += piece.gap;
            let characters = &folded[piece.from..piece.to];
            match piece.kind {
                PieceKind::Pairs => {
                    for (at, pair) in characters.windows(2).enumerate() {
                        words.tokens.push(prefix, [pair[0].c, pair[1].c], next + count(at), pair[0].from, pair[1].to);
                    }
                    next += count(characters.len());
                    if let Some(last) = characters.last() {
                        words.tokens.push(prefix, [last.c], next - 1, last.from, last.to);
                    }
                }
                PieceKind::Dictionary => each_word(characters, run, |word, from, to| {
                    words.tokens.push_str(prefix, word, next, from, to);
                    next += 1;
                }),
                PieceKind::Word => {
                    if firsts.may_begin(characters[0].c) {
                        read_into(characters, run);
                        let (from, to) = (characters[0].from, characters[characters.len() - 1].to);
                        words.push(run, next, from, to);
                    }
                    next += 1;
                }
            }
        });
        next + LINE_GAP
    }

    /// What a query's words become: one needle where `exact`, one for each run without white space or signs otherwise. None where the words
    /// hold nothing that could be found.
    pub(crate) fn needles(&mut self, words: &str, exact: bool) -> Vec<Needle> {
        self.folded.clear();
        fold(words, 0, self.rules.is_japanese(), &mut self.folded);
        let mut groups: Vec<Vec<Piece>> = Vec::new();
        pieces(&self.folded, self.names, |piece| match groups.last_mut() {
            Some(group) if exact || !piece.parted => group.push(piece),
            _ => groups.push(vec![piece]),
        });
        groups
            .into_iter()
            .map(|group| {
                let needle = self.needle(&group, exact);
                if needle.combinations() > MOST_COMBINATIONS && !exact { self.needle(&group, true) } else { needle }
            })
            .filter(|needle| !needle.forms.is_empty())
            .collect()
    }

    fn needle(&self, group: &[Piece], exact: bool) -> Needle {
        let mut drafts = vec![Draft::default()];
        let mut run = String::new();
        for (index, piece) in group.iter().enumerate() {
            let characters = &self.folded[piece.from..piece.to];
            let is_last = index + 1 == group.len();
            if !exact && piece.kind == PieceKind::Word {
                read_into(characters, &mut run);
                let is_elided = group.get(index + 1).is_some_and(|next| next.elided) && self.rules.is_elided(&run);
                if is_elided || (index > 0 && piece.elided && self.rules.is_possessive(&run)) {
                    continue;
                }
            }
            for draft in &mut drafts {
                draft.next += if draft.elements.is_empty() { 0 } else { piece.gap };
            }
            match piece.kind {
                PieceKind::Pairs => {
                    let mut writings = self.writings(characters, exact, is_last);
                    if drafts.len() * writings.len() > MOST_FORMS {
                        writings.truncate(1);
                    }
                    drafts = drafts.iter().flat_map(|draft| writings.iter().map(|writing| draft.with_runs(writing, is_last))).collect();
                }
                PieceKind::Dictionary => each_word(characters, &mut run, |word, _, _| {
                    for draft in &mut drafts {
                        draft.push(Element::AnyOf(vec![word.to_owned()]));
                    }
                }),
                PieceKind::Word => {
                    read_into(characters, &mut run);
                    let alternatives = self.rules.alternatives(&run, exact);
                    for draft in &mut drafts {
                        draft.push(Element::AnyOf(alternatives.clone()));
                    }
                }
            }
        }
        let forms = drafts.into_iter().map(|draft| Form { elements: draft.elements }).filter(|form| !form.elements.is_empty()).collect();
        Needle { forms }
    }

    /// How a query's run may be written in a text: in runs with a space between. The first is as it is written, or a part of that.
    fn writings(&self, characters: &[Folded], exact: bool, is_last: bool) -> Vec<Vec<Vec<char>>> {
        let run: Vec<char> = characters.iter().map(|folded| folded.c).collect();
        match self.rules {
            _ if exact || self.names => vec![vec![run]],
            Rules::Japanese => kana::spellings(&run, is_last).into_iter().map(|spelled| vec![spelled]).collect(),
            Rules::Korean => hangul::writings(&run)
                .into_iter()
                .map(|ends| {
                    let mut from = 0;
                    ends.into_iter().map(|end| run[std::mem::replace(&mut from, end)..end].to_vec()).collect()
                })
                .collect(),
            _ => vec![vec![run]],
        }
    }
}

/// Takes words of a text, as terms.
struct Words<'a> {
    rules: Rules,
    remembered: &'a mut HashMap<String, Vec<String>, RandomState>,
    prefix: &'a str,
    tokens: &'a mut Tokens,
}

impl Words<'_> {
    /// Adds the terms of a folded word.
    fn push(&mut self, word: &str, position: u32, from: u32, to: u32) {
        let Self { rules, remembered, prefix, tokens } = self;
        if rules.leave(word) {
            tokens.push_str(prefix, word, position, from, to);
            return;
        }
        if let Some(terms) = remembered.get(word) {
            for term in terms {
                tokens.push_str(prefix, term, position, from, to);
            }
            return;
        }
        let terms = rules.terms(word);
        for term in &terms {
            tokens.push_str(prefix, term, position, from, to);
        }
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(word.to_owned(), terms);
    }
}

/// A form in the making.
#[derive(Clone, Default)]
struct Draft {
    elements: Vec<(u32, Element)>,
    next: u32,
}

impl Draft {
    fn push(&mut self, element: Element) {
        self.elements.push((self.next, element));
        self.next += 1;
    }

    fn with_runs(&self, runs: &[Vec<char>], is_last: bool) -> Self {
        let mut draft = self.clone();
        for (index, run) in runs.iter().enumerate() {
            let ends = index + 1 == runs.len();
            draft.next += u32::from(index > 0);
            draft.run(run, is_last && ends);
            if !ends && let Some(last) = run.last() {
                // A space follows, so that the run ends in the document too.
                draft.elements.push((draft.next - 1, Element::AnyOf(vec![last.to_string()])));
            }
        }
        draft
    }

    /// A run of characters that are found by pairs.
    fn run(&mut self, run: &[char], is_last: bool) {
        let length = run.len();
        let pair = |at: usize| Element::AnyOf(vec![run[at..at + 2].iter().collect()]);
        if length == 1 && is_last {
            self.elements.push((self.next, Element::Beginning(run[0])));
        } else if length == 1 {
            // Something else follows at once, so that the character ends its run in the document too.
            self.elements.push((self.next, Element::AnyOf(vec![run[0].to_string()])));
        } else if length > 1 {
            // Every other pair is enough to hold all characters in their places.
            for at in (0..length - 1).step_by(2) {
                self.elements.push((self.next + count(at), pair(at)));
            }
            if length % 2 == 1 {
                self.elements.push((self.next + count(length - 2), pair(length - 2)));
            }
        }
        self.next += count(length);
    }
}

/// A line of more than 4 billion characters is none.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn read_into(characters: &[Folded], run: &mut String) {
    run.clear();
    run.extend(characters.iter().map(|folded| folded.c));
}

/// Calls `word` with each dictionary word of a run and its bytes in the text.
fn each_word(characters: &[Folded], run: &mut String, mut word: impl FnMut(&str, u32, u32)) {
    read_into(characters, run);
    let mut at = 0;
    segmenter::words(run, |from, to| {
        let text = run.get(from..to).unwrap_or_default();
        let length = text.chars().count();
        if let Some(covered) = characters.get(at..at + length)
            && let (Some(first), Some(last)) = (covered.first(), covered.last())
        {
            word(text, first.from, last.to);
        }
        at += length;
    });
}
