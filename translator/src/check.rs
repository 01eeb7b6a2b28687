//! Checks of Japanese against its source.
//!
//! A machine sentence with an error is not shown: it stays 未翻訳, with the code. Better no Japanese than one that says 1.065 where the
//! document says 1.035. A warning is for people to look at (要確認). What people wrote is never changed by a check.
//!
//! Each check is a heuristic of its own file; none needs a model. All see the texts in one plain form (width of characters, subscripts,
//! units of one character), and every place they report is one of the text itself.

mod bounds;
mod brackets;
mod claim_graph;
mod lexicon;
mod measures;
mod negation;
mod numbers;
mod omission;
mod plain;
mod protected;
mod reasons;
mod repetition;
mod residue;
mod signs;
mod terms;
mod units;

use std::ops::Range;

use serde::Serialize;

pub use terms::ForbiddenTerm;

use self::plain::Plain;
use crate::{HouseStyle, Language, Termbase, normal::normalised};

/// Longer texts are not looked at beyond the cheap checks: no segment is that long.
const LONGEST: usize = 20_000;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Check {
    /// There is no text.
    Empty,
    /// The Japanese is the source.
    Identical,
    /// Letters or words of the source are left over.
    SourceScript,
    /// A number or reference sign of the source is missing, or the Japanese has one that the source has not.
    Numbers,
    /// Two reference signs changed places.
    Signs,
    /// A unit is another one, or missing.
    Units,
    /// A bound (以上, 超, 以下, 未満) is missing or another one.
    Bounds,
    /// The source denies and the Japanese does not.
    Negation,
    /// The Japanese denies and the source does not.
    NegationAdded,
    /// The Japanese refers to other claims.
    ClaimReferences,
    /// A formula, address, sequence number or citation is missing.
    Protected,
    /// A bracket is missing or left open.
    Brackets,
    /// Something is said twice.
    Repetition,
    /// A sentence or a part of it is missing.
    Omission,
    /// The Japanese is much longer than its source.
    Length,
    /// A term of the termbase is not followed.
    TermNotFollowed,
    /// A word is used that may not be used.
    ForbiddenTerm,
    /// A word is rendered otherwise than before in the document.
    TermConsistency,
    /// The Japanese is not in the house's style.
    Style,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// To be looked at: 要確認.
    Warning,
    /// The Japanese says something else than the source; an engine's is not shown.
    Error,
}

/// What is wrong with a translation, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub check: Check,
    /// Where in the source, in bytes; `None` where it is no one place.
    pub source: Option<Range<usize>>,
    /// Where in the Japanese, in bytes.
    pub target: Option<Range<usize>>,
    /// The piece in question: the number, the term, the bracket.
    pub detail: String,
}

impl Finding {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.check.code()
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.check.severity()
    }
}

/// A finding at places of the plain texts.
#[derive(Debug)]
struct Draft {
    check: Check,
    source: Option<Range<usize>>,
    target: Option<Range<usize>>,
    detail: String,
}

impl Draft {
    fn new(check: Check, source: Option<Range<usize>>, target: Option<Range<usize>>, detail: String) -> Self {
        Self { check, source, target, detail }
    }
}

/// The checks with what they are to hold to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Checker<'a> {
    terms: Option<&'a Termbase>,
    forbidden: &'a [ForbiddenTerm],
    style: Option<HouseStyle>,
}

impl<'a> Checker<'a> {
    /// Checks that need nothing but the two texts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Also whether these terms are followed.
    #[must_use]
    pub fn with_terms(mut self, terms: &'a Termbase) -> Self {
        self.terms = Some(terms);
        self
    }

    /// Also whether these words are avoided.
    #[must_use]
    pub fn with_forbidden(mut self, forbidden: &'a [ForbiddenTerm]) -> Self {
        self.forbidden = forbidden;
        self
    }

    /// Also whether the Japanese is in this style.
    #[must_use]
    pub fn with_style(mut self, style: HouseStyle) -> Self {
        self.style = Some(style);
        self
    }

    /// What is wrong with this Japanese of this source; nothing, as a rule. Errors come first.
    #[must_use]
    pub fn findings(&self, source: &str, japanese: &str, language: &Language) -> Vec<Finding> {
        let whole = |check: Check| Finding { check, source: None, target: None, detail: String::new() };
        let japanese_text = normalised(japanese);
        if japanese_text.is_empty() {
            return if normalised(source).is_empty() { Vec::new() } else { vec![whole(Check::Empty)] };
        }
        if residue::identical(&normalised(source), &japanese_text, language) {
            return vec![whole(Check::Identical)];
        }
        let target = Language::japanese();
        let there = Plain::of(source, language);
        let here = Plain::of(japanese, &target);
        let mut out = Vec::new();
        self.drafts(&there.text, &here.text, language, &mut out);
        if let Some(style) = self.style {
            style.check(&here.text, &mut |range, detail| out.push(Draft::new(Check::Style, None, Some(range), detail)));
        }
        let mut findings: Vec<Finding> = out
            .into_iter()
            .map(|draft| Finding {
                check: draft.check,
                source: draft.source.map(|range| there.origin(&range)),
                target: draft.target.map(|range| here.origin(&range)),
                detail: draft.detail,
            })
            .collect();
        findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity()), finding.check));
        findings
    }

    fn drafts(&self, source: &str, japanese: &str, language: &Language, out: &mut Vec<Draft>) {
        residue::check(source, japanese, language, out);
        let wanted = measures::measures(source, language);
        let found = measures::measures(japanese, &Language::japanese());
        let pairs = numbers::check(source, japanese, language, &wanted, &found, out);
        numbers::check_roman(source, japanese, &found, out);
        numbers::check_units(source, japanese, &wanted, &found, &pairs, out);
        protected::check(source, japanese, language, out);
        claim_graph::check(source, japanese, language, out);
        brackets::check(source, japanese, out);
        if source.len() > LONGEST || japanese.len() > LONGEST {
            return;
        }
        bounds::check(source, japanese, language, &wanted, &found, &pairs, out);
        signs::check(source, japanese, language, &wanted, &found, self.terms, out);
        negation::check(source, japanese, language, out);
        repetition::check(source, japanese, out);
        omission::check(source, japanese, language, out);
        if let Some(terms) = self.terms {
            terms::check_followed(source, japanese, language, terms, out);
        }
        terms::check_forbidden(source, japanese, language, self.terms, self.forbidden, out);
    }
}

/// A word of the source and its one rendering in the Japanese.
pub(crate) struct Rendering {
    /// The word, in lower case, as the lexicon has it.
    pub word: String,
    /// Where it stands in the source.
    pub source: Range<usize>,
    /// Where its rendering stands.
    pub target: Range<usize>,
}

/// The words of a source of which the Japanese has exactly one of several renderings.
pub(crate) fn renderings_of(source: &str, japanese: &str, language: &Language) -> Vec<Rendering> {
    let lower = source.to_lowercase();
    if lower.len() != source.len() {
        return Vec::new();
    }
    let here = lexicon::concepts(japanese, &Language::japanese());
    let mut out: Vec<Rendering> = Vec::new();
    for (range, concept) in lexicon::concepts(&lower, language) {
        let Some(word) = lower.get(range.clone()).filter(|word| !out.iter().any(|known| known.word == **word)) else { continue };
        let mut places: Vec<Range<usize>> = here.iter().filter(|(_, other)| *other == concept).map(|(place, _)| place.clone()).collect();
        // The longest of words within words.
        let all = places.clone();
        places.retain(|place| !all.iter().any(|other| other.start <= place.start && place.end <= other.end && other.len() > place.len()));
        let Some(first) = places.first().cloned() else { continue };
        if places.iter().all(|place| japanese.get(place.clone()) == japanese.get(first.clone())) {
            out.push(Rendering { word: word.to_owned(), source: range, target: first });
        }
    }
    out
}

/// A number as [`protected_pieces`](crate::protected_pieces) sees it.
pub(crate) struct MeasureOf {
    /// Where the number stands.
    pub range: Range<usize>,
    /// Bytes from its end to the end of its unit; 0 where it has none.
    pub unit: usize,
    /// Whether it is a sign: digits with a letter.
    pub sign: bool,
}

/// The numbers of a text with their units.
pub(crate) fn measures_of(text: &str, language: &Language) -> Vec<MeasureOf> {
    let sign = |measure: &measures::Measure| {
        measure.readings.first().is_some_and(|value| {
            let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let letters = value.len() - digits.len();
            (1..=2).contains(&letters) && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && measure.readings.len() == 1
        })
    };
    measures::measures(text, language)
        .into_iter()
        .map(|measure| MeasureOf { sign: sign(&measure), unit: measure.unit.length, range: measure.range })
        .collect()
}

/// What is wrong with this Japanese of this source by the checks that need nothing else.
#[must_use]
pub fn findings(source: &str, japanese: &str, language: &Language) -> Vec<Finding> {
    Checker::new().findings(source, japanese, language)
}

#[cfg(test)]
mod tests;
