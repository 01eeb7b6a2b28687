//! Checks of an engine's Japanese against its source.
//!
//! A machine sentence with a finding is not shown: it stays 未翻訳, with the code. Better no Japanese than one that says 1.065 where the
//! document says 1.035. What people wrote is not judged here.

use crate::{
    Language,
    normal::normalised,
    number::{Number, NumberStyle, NumberValue, numbers},
    pattern::number_words,
};

/// Beyond this many numbers in one sentence comparing them is not worth its time: tables, sequences.
const MOST_NUMBERS: usize = 400;

/// What is wrong with a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finding {
    /// A number or reference sign of the source is missing, or the Japanese has one that the source has not.
    Numbers,
    /// There is no text.
    Empty,
    /// The Japanese is the source.
    Identical,
    /// Letters of the source's script are left over.
    SourceScript,
}

impl Finding {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Numbers => "check-numbers",
            Self::Empty => "check-empty",
            Self::Identical => "check-identical",
            Self::SourceScript => "check-source-script",
        }
    }
}

/// What is wrong with this Japanese of this source; nothing, as a rule.
#[must_use]
pub fn findings(source: &str, japanese: &str, language: &Language) -> Vec<Finding> {
    let japanese_text = normalised(japanese);
    if japanese_text.is_empty() {
        return vec![Finding::Empty];
    }
    let mut out = Vec::new();
    if identical(&normalised(source), &japanese_text, language) {
        out.push(Finding::Identical);
    }
    // One letter may be a quoted sign; two are a word that was left.
    if japanese_text.chars().filter(|c| is_source_script(*c, language)).take(2).count() == 2 {
        out.push(Finding::SourceScript);
    }
    if !same_numbers(source, japanese, language) {
        out.push(Finding::Numbers);
    }
    out
}

/// Whether nothing was translated. A short phrase of Han letters may be the same in both languages, and so may numbers and signs.
fn identical(source: &str, japanese: &str, language: &Language) -> bool {
    if source != japanese {
        return false;
    }
    let letters = source.chars().filter(|c| c.is_alphabetic()).count();
    letters > if language.primary() == "zh" { 12 } else { 3 }
}

fn is_source_script(c: char, language: &Language) -> bool {
    let code = c as u32;
    match language.primary() {
        "ko" => matches!(code, 0xAC00..=0xD7AF | 0x1100..=0x11FF | 0x3130..=0x318F),
        "th" => matches!(code, 0x0E01..=0x0E3A | 0x0E40..=0x0E4E),
        "lo" => matches!(code, 0x0E80..=0x0ECF | 0x0EDC..=0x0EDF),
        "km" => matches!(code, 0x1780..=0x17DD),
        "my" => matches!(code, 0x1000..=0x103F),
        "ru" | "uk" | "be" | "bg" | "kk" | "sr" => matches!(code, 0x0400..=0x052F),
        "ar" | "fa" => matches!(code, 0x0620..=0x065F | 0x0671..=0x06D3),
        _ => false,
    }
}

/// Whether the Japanese has the source's numbers: each at least as often, and no other ones.
fn same_numbers(source: &str, japanese: &str, language: &Language) -> bool {
    let wanted = numbers(source, NumberStyle::of(language));
    let found = numbers(japanese, NumberStyle::Japanese);
    if wanted.len() > MOST_NUMBERS || found.len() > MOST_NUMBERS {
        return true;
    }
    let wanted: Vec<Vec<String>> = wanted.iter().map(|number| readings(source, number)).collect();
    let mut free: Vec<Option<Vec<String>>> = found.iter().map(|number| Some(readings(japanese, number))).collect();
    let mut used: Vec<Vec<String>> = Vec::new();
    for readings in &wanted {
        let same = |other: &Vec<String>| readings.iter().any(|reading| other.contains(reading));
        match free.iter_mut().find(|slot| slot.as_ref().is_some_and(same)).and_then(Option::take) {
            Some(slot) => used.push(slot),
            None => {
                // One of `10 … 10` said once is style; a number said nowhere is lost.
                if !used.iter().any(same) {
                    return false;
                }
            }
        }
    }
    let mut words = number_words::values(source, language);
    let mut others = 0;
    for (number, slot) in found.iter().zip(free) {
        let Some(slot) = slot else { continue };
        // Repeated where the source has a pronoun; or from a word, as 第1 from `first`.
        if used.iter().any(|known| known.iter().any(|reading| slot.contains(reading))) {
            continue;
        }
        if let Some(count) = words.get_mut(&number.value).filter(|count| **count > 0) {
            *count -= 1;
            continue;
        }
        // 3月 for "March"; 1つ and its like for an article.
        let after = japanese[number.range.end..].chars().next();
        let small = matches!(&number.value, NumberValue::Quantity(value) if value == "1");
        if after == Some('月') || (small && matches!(after, Some('つ' | '個' | '種' | '回' | '方' | '本' | '以'))) {
            continue;
        }
        others += 1;
    }
    others == 0
}

/// The ways of reading a number that count as the same: `5 V` and `5V`, `2nd` and `2`, both readings of an ambiguous one.
fn readings(text: &str, number: &Number) -> Vec<String> {
    match &number.value {
        NumberValue::Quantity(value) => {
            let mut out = vec![value.clone()];
            let after = text[number.range.end..].trim_start();
            let unit: String = after.chars().take_while(char::is_ascii_alphabetic).collect();
            if unit.len() == 1 {
                out.push(format!("{}{unit}", number.plain));
            }
            out
        }
        NumberValue::Sign(sign) => {
            let digits = sign.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let letters = &sign[digits.len()..];
            let mut out = vec![sign.clone()];
            if matches!(letters.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th") {
                out.push(digits.to_owned());
            }
            out
        }
        NumberValue::Ambiguous(text) => {
            vec![text.replace(['.', ','], ""), text.replace(',', ".").trim_end_matches('0').trim_end_matches('.').to_owned()]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(language: &str, source: &str, japanese: &str) -> Vec<&'static str> {
        let language = Language::parse(language).expect("a language");
        findings(source, japanese, &language).into_iter().map(Finding::code).collect()
    }

    #[test]
    fn finds_what_is_wrong() {
        let table: &[(&str, &str, &str, &str)] = &[
            ("en", "It is 1.035 mm.", "1.065mmである。", "check-numbers"),
            ("en", "Lid 12a is shut.", "蓋12bは閉じている。", "check-numbers"),
            ("en", "Lid 10 and pin 12.", "蓋10とピン。", "check-numbers"),
            ("de", "Es sind 1.234,5 mm.", "1.2345mmである。", "check-numbers"),
            ("en", "Lid", " ", "check-empty"),
            ("en", "The lid is shut.", "The lid is shut.", "check-identical"),
            ("ko", "덮개는 닫혀 있다.", "덮개は閉じている。", "check-source-script"),
            ("th", "ฝาปิดอยู่", "ฝาは閉じている。", "check-source-script"),
            ("en", "The lid is shut.", "蓋7は閉じている。", "check-numbers"),
        ];
        for (language, source, japanese, code) in table {
            assert_eq!(codes(language, source, japanese), [*code], "{japanese}");
        }
    }

    #[test]
    fn leaves_good_sentences_alone() {
        let table = [
            ("en", "It is 1,234.5 mm at 5 V.", "5Vで1234.5mmである。"),
            ("en", "10,000 holes", "1万個の孔"),
            ("en", "The first lid 10 of the 2nd box", "第２の箱の第1の蓋１０"),
            ("en", "On March 5, 2020", "2020年3月5日に"),
            ("en", "Lid 10 and its pin", "蓋10と、蓋10のピン"),
            ("de", "Es sind 1.234 Stück.", "1234個である。"),
            ("zh-Hant", "半導體裝置", "半導体装置"),
            ("zh", "半导体", "半导体"),
            ("en", "CO2", "CO2"),
        ];
        for (language, source, japanese) in table {
            assert!(codes(language, source, japanese).is_empty(), "{japanese}: {:?}", codes(language, source, japanese));
        }
    }
}
