//! The built-in engine: Japanese for what it can justify word by word, and nothing for anything else.
//!
//! It knows headings by table, segments of nothing but numbers and signs, segments that are one term of the termbase, and a few frames
//! (`FIG. 1 is a perspective view of …`, `The device according to claim 1 or 2, wherein`) whose every slot must be a term. A segment of
//! which one word is not covered gets nothing.

mod figures;
mod frames;
mod headings;

use std::sync::Arc;

use crate::{
    Language, SegmentKind,
    number::{NumberStyle, NumberValue, digit, numbers},
    terms::Termbase,
};

/// Japanese and the stable name of the rule that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Justified {
    /// The Japanese.
    pub text: String,
    /// The rule: `heading`, `sign`, `term`, `figure-caption`, `claim-reference`.
    pub rule: &'static str,
}

/// The built-in engine.
#[derive(Clone, Debug)]
pub struct BuiltIn {
    terms: Arc<Termbase>,
}

impl BuiltIn {
    /// With the terms that may fill slots.
    #[must_use]
    pub fn new(terms: Arc<Termbase>) -> Self {
        Self { terms }
    }

    /// The Japanese of a segment, where every word of it is covered.
    #[must_use]
    pub fn translate(&self, text: &str, kind: SegmentKind, language: &Language) -> Option<Justified> {
        let text = text.trim();
        // What is covered is short; long text need not be looked at.
        if text.is_empty() || text.len() > 600 {
            return None;
        }
        let justified = |text: String, rule: &'static str| Some(Justified { text, rule });
        if let Some(japanese) = signs(text, language) {
            return justified(japanese, "sign");
        }
        if matches!(kind, SegmentKind::Heading | SegmentKind::Sentence)
            && let Some(japanese) = headings::translate(text, kind, language)
        {
            return justified(japanese, "heading");
        }
        if kind != SegmentKind::Claim
            && let Some(japanese) = self.terms.whole(text, language)
        {
            return justified(japanese.to_owned(), "term");
        }
        if kind == SegmentKind::Sentence
            && let Some(japanese) = figures::translate(text, language, &self.terms)
        {
            return justified(japanese, "figure-caption");
        }
        if kind == SegmentKind::Claim
            && let Some(japanese) = frames::translate(text, language, &self.terms)
        {
            return justified(japanese, "claim-reference");
        }
        None
    }
}

/// Numbers and signs with nothing else: the same in Japanese, in ASCII digits with a decimal point.
fn signs(text: &str, language: &Language) -> Option<String> {
    const BETWEEN: &str = " ,;:.-–—~/()[]+±%=<>";
    if text.chars().count() > 60 || !text.chars().any(|c| digit(c).is_some()) {
        return None;
    }
    let found = numbers(text, NumberStyle::of(language));
    let mut out = String::with_capacity(text.len());
    let mut last = 0;
    for number in &found {
        let between = &text[last..number.range.start];
        if !between.chars().all(|c| BETWEEN.contains(c)) {
            return None;
        }
        out.push_str(between);
        match &number.value {
            NumberValue::Ambiguous(_) => return None,
            NumberValue::Quantity(_) => out.push_str(&number.plain),
            // A sign as on drawings: at most two capitals, digits, at most one letter. Longer ones are words in disguise (`2nd`, `IPX7`).
            NumberValue::Sign(sign) => {
                let rest = sign.trim_start_matches(|c: char| c.is_ascii_uppercase());
                let digits = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                let plain = sign.len() - rest.len() <= 2
                    && rest.len() - digits.len() <= 1
                    && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
                if !plain || digits.is_empty() {
                    return None;
                }
                out.push_str(sign);
            }
        }
        last = number.range.end;
    }
    let end = &text[last..];
    if !end.chars().all(|c| BETWEEN.contains(c)) {
        return None;
    }
    out.push_str(end);
    Some(out)
}

#[cfg(test)]
mod tests;
