//! What was left out, or added: by sentences, by length, by the things that are named.

use std::ops::Range;

use super::{Check, Draft, lexicon};
use crate::{Language, SegmentKind, segmentation::segments};

/// Japanese characters for one of the source, white space apart: a usual translation.
fn usual_ratio(language: &Language) -> f64 {
    match language.primary() {
        "zh" => 1.45,
        "ko" => 1.12,
        "th" => 0.52,
        "lo" | "km" | "my" => 0.50,
        "vi" => 0.60,
        "ar" => 0.62,
        "ru" | "uk" => 0.48,
        "de" => 0.47,
        _ => 0.50,
    }
}

/// Compares what the texts hold.
pub(super) fn check(source: &str, japanese: &str, language: &Language, out: &mut Vec<Draft>) {
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let (there, here) = (count(source), count(japanese));
    // Precision is nowhere near what these casts could lose.
    #[expect(clippy::cast_precision_loss, reason = "lengths of segments")]
    let ratio = here as f64 / there.max(1) as f64 / usual_ratio(language);
    let parts = parts(source, language);
    let sentences = parts.len();
    let said = japanese.split(['。', '！', '？', '．']).filter(|part| part.chars().filter(|c| c.is_alphanumeric()).count() > 1).count();
    // Short texts vary: a term may be three times as long.
    if there < 16 {
        return;
    }
    let unmarked = language.sentences_unmarked();
    if !unmarked && sentences > said && said > 0 && ratio < 0.93 {
        let lost = lost_part(source, japanese, language, &parts);
        out.push(Draft::new(Check::Omission, lost, None, format!("{sentences} → {said}")));
        return;
    }
    if let Some(lost) = lost_part(source, japanese, language, &parts)
        && ratio < if unmarked { 0.8 } else { 0.85 }
    {
        out.push(Draft::new(Check::Omission, Some(lost.clone()), None, excerpt(&source[lost])));
        return;
    }
    if there >= 30 && ratio < if there < 80 { 0.40 } else { 0.50 } {
        out.push(Draft::new(Check::Omission, None, None, format!("{there} → {here}")));
    } else if ratio > if there < 60 { 4.0 } else { 2.2 } {
        out.push(Draft::new(Check::Length, None, None, format!("{there} → {here}")));
    }
}

fn excerpt(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The sentences of a source; of Thai and Lao what spaces set apart and is long enough to say something.
fn parts(source: &str, language: &Language) -> Vec<Range<usize>> {
    if !language.sentences_unmarked() {
        return segments(source, language, SegmentKind::Sentence)
            .into_iter()
            .filter(|range| source[range.clone()].chars().filter(|c| c.is_alphanumeric()).count() > 2)
            .collect();
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for piece in source.split_inclusive(char::is_whitespace) {
        let range = at..at + piece.len();
        at = range.end;
        match out.last_mut() {
            Some(last) if source[last.clone()].chars().count() < 25 || piece.chars().count() < 12 => last.end = range.end,
            _ => out.push(range),
        }
    }
    out
}

/// A part of the source whose things the Japanese does not name.
fn lost_part(source: &str, japanese: &str, language: &Language, parts: &[Range<usize>]) -> Option<Range<usize>> {
    if parts.len() < 2 {
        return None;
    }
    let lower = source.to_lowercase();
    if lower.len() != source.len() {
        return None;
    }
    let there: std::collections::HashSet<lexicon::Concept> =
        lexicon::concepts(japanese, &Language::japanese()).into_iter().map(|(_, concept)| concept).collect();
    let named: Vec<(Range<usize>, lexicon::Concept)> = lexicon::concepts(&lower, language);
    parts
        .iter()
        .find(|part| {
            let mut own: Vec<lexicon::Concept> =
                named.iter().filter(|(range, _)| part.contains(&range.start)).map(|(_, concept)| *concept).collect();
            own.sort_unstable();
            own.dedup();
            // What is named elsewhere as well says nothing about this part.
            own.retain(|concept| !named.iter().any(|(range, other)| other == concept && !part.contains(&range.start)));
            own.len() >= 2 && own.iter().all(|concept| !there.contains(concept))
        })
        .cloned()
}
