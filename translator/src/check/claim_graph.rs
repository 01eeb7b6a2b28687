//! Claim references: the Japanese refers to the same claims.

use super::{Check, Draft};
use crate::{
    Language,
    claims::{claim_references, references, refers_to_preceding},
};

/// Compares the claims referred to.
pub(super) fn check(source: &str, japanese: &str, language: &Language, out: &mut Vec<Draft>) {
    let target = Language::japanese();
    let wanted = claim_references(source, language);
    let found = claim_references(japanese, &target);
    let place = |text: &str, language: &Language| references(text, language).into_iter().next().map(|reference| reference.range);
    if wanted != found {
        // `п. 3` and `điểm 3` are also points of other things, which Japanese does not call 請求項.
        let loose = matches!(language.primary(), "ru" | "uk" | "be" | "vi")
            && found.is_empty()
            && !japanese.contains("請求項")
            && !is_surely_claim(source);
        if !loose {
            let range = place(source, language);
            let detail = range.clone().map(|range| source[range].to_owned()).unwrap_or_default();
            out.push(Draft::new(Check::ClaimReferences, range, place(japanese, &target), detail));
        }
        return;
    }
    if wanted.is_empty() && refers_to_preceding(source, language) && !japanese.contains("請求項") {
        out.push(Draft::new(Check::ClaimReferences, None, None, String::new()));
    }
}

fn is_surely_claim(source: &str) -> bool {
    let lower = source.to_lowercase();
    ["формул", "отличающ", "по любому из", "theo điểm", "yêu cầu bảo hộ", "trong đó", "по п"].iter().any(|word| lower.contains(word))
}
