//! Sentences that differ in their numbers only: the memory's patterns, and putting other numbers into Japanese that is already there.
//!
//! The rule above all: never a wrong number. Where it is not certain which number of the Japanese is which of the source, there is no match.

pub(crate) mod number_words;

use std::collections::{BTreeMap, HashMap};

use crate::{
    Language,
    normal::normalised,
    number::{Number, NumberStyle, NumberValue, numbers},
};

/// What stands in a pattern in the place of a number.
const PLACE: &str = "⟨n⟩";

/// A sentence without its numbers, and the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The sentence, normalised, with `⟨n⟩` for each number.
    pub text: String,
    /// The numbers, in order.
    pub numbers: Vec<Number>,
}

impl Pattern {
    /// The pattern of a sentence.
    #[must_use]
    pub fn of(text: &str, language: &Language) -> Self {
        Self::of_normalised(&normalised(text), language)
    }

    /// The pattern of a sentence that is normalised already; ranges of numbers are those of this text.
    pub(crate) fn of_normalised(text: &str, language: &Language) -> Self {
        let numbers = numbers(text, NumberStyle::of(language));
        let mut out = String::with_capacity(text.len() + numbers.len() * PLACE.len());
        let mut last = 0;
        for number in &numbers {
            keep(&text[last..number.range.start], &mut out);
            out.push_str(PLACE);
            last = number.range.end;
        }
        keep(&text[last..], &mut out);
        Self { text: out, numbers }
    }
}

/// Text that happens to hold our brackets must not be mistaken for a place.
fn keep(text: &str, out: &mut String) {
    if text.contains('⟨') {
        out.push_str(&text.replace('⟨', "⟨⟨"));
    } else {
        out.push_str(text);
    }
}

/// Puts the numbers of a new sentence into the Japanese of a stored pair whose source has the same pattern.
///
/// Only where all of this holds: source and Japanese of the pair have the same numbers, by value, the same number of times; what else of numbers the Japanese
/// has comes from number words of the source (`first` → 第1) that are worth none of the source's numbers; every number of the pair becomes one
/// new number wherever it stands; and no number can be read in two ways.
#[must_use]
pub fn substituted(source: &str, japanese: &str, new: &Pattern, language: &Language) -> Option<String> {
    let old = Pattern::of(source, language);
    if old.text != new.text || old.numbers.len() != new.numbers.len() || old.numbers.is_empty() {
        return None;
    }
    let mut becomes: HashMap<&NumberValue, &Number> = HashMap::new();
    let mut in_source: BTreeMap<&NumberValue, usize> = BTreeMap::new();
    for (from, to) in old.numbers.iter().zip(&new.numbers) {
        if matches!(from.value, NumberValue::Ambiguous(_)) || matches!(to.value, NumberValue::Ambiguous(_)) {
            return None;
        }
        // A sign where a quantity stood (or a quantity where a sign stood) may be another kind of thing: `5 lids`, `CO2 lids`.
        if std::mem::discriminant(&from.value) != std::mem::discriminant(&to.value) {
            return None;
        }
        if becomes.insert(&from.value, to).is_some_and(|before| before.value != to.value || before.plain != to.plain) {
            return None;
        }
        *in_source.entry(&from.value).or_default() += 1;
    }
    let japanese_numbers = numbers(japanese, NumberStyle::Japanese);
    let mut in_japanese: BTreeMap<&NumberValue, usize> = BTreeMap::new();
    for number in &japanese_numbers {
        *in_japanese.entry(&number.value).or_default() += 1;
    }
    let words = number_words::values(source, language);
    for (value, count) in &in_source {
        let changed = becomes.get(value).is_none_or(|to| to.value != **value);
        if in_japanese.get(value) != Some(count) || (changed && words.contains_key(value)) {
            return None;
        }
    }
    for (value, count) in &in_japanese {
        if !in_source.contains_key(value) && words.get(value).is_none_or(|known| known < count) {
            return None;
        }
    }
    let mut out = String::with_capacity(japanese.len() + 8);
    let mut last = 0;
    for number in &japanese_numbers {
        out.push_str(&japanese[last..number.range.start]);
        match becomes.get(&number.value) {
            // Unchanged: as the translator wrote it, 1万 and all.
            Some(to) if to.value == number.value => out.push_str(&japanese[number.range.clone()]),
            Some(to) => write_like(number, to, &mut out),
            None => out.push_str(&japanese[number.range.clone()]),
        }
        last = number.range.end;
    }
    out.push_str(&japanese[last..]);
    Some(out)
}

/// Writes a number in the manner of the one it replaces.
fn write_like(manner: &Number, number: &Number, out: &mut String) {
    let mut plain = number.plain.clone();
    if manner.grouped && matches!(number.value, NumberValue::Quantity(_)) {
        plain = grouped(&plain);
    }
    if manner.full_width {
        out.extend(plain.chars().map(|c| match c {
            '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
            c => c,
        }));
    } else {
        out.push_str(&plain);
    }
}

/// Commas between thousands.
fn grouped(plain: &str) -> String {
    let (whole, fraction) = plain.split_once('.').map_or((plain, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::with_capacity(plain.len() + plain.len() / 3);
    for (position, c) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn put(language: &str, source: &str, japanese: &str, new: &str) -> Option<String> {
        let language = Language::parse(language).expect("a language");
        substituted(source, japanese, &Pattern::of(new, &language), &language)
    }

    #[test]
    fn puts_numbers_where_they_belong() {
        let table = [
            ("en", "FIG. 1 is a view of lid 10.", "図1は、蓋10の図である。", "FIG. 3 is a view of lid 30.", "図3は、蓋30の図である。"),
            ("en", "From 10 to 20 bar.", "10〜20バール。", "From 20 to 10 bar.", "20〜10バール。"),
            ("en", "Lid 12a in FIG. 2.", "図２の蓋１２ａ。", "Lid 14b in FIG. 5.", "図５の蓋１４ｂ。"),
            ("en", "It has 10,000 holes.", "1万個の孔を有する。", "It has 25,000 holes.", "25000個の孔を有する。"),
            ("en", "It has 1,000 holes.", "1,000個の孔を有する。", "It has 25,000 holes.", "25,000個の孔を有する。"),
            ("en", "The first lid 10 is shut.", "第1の蓋10は閉じている。", "The first lid 11 is shut.", "第1の蓋11は閉じている。"),
            ("de", "Die Länge ist 3,5 mm.", "長さは3.5mmである。", "Die Länge ist 4,25 mm.", "長さは4.25mmである。"),
            ("zh", "图1是装置的示意图。", "図1は装置の概略図である。", "图12是装置的示意图。", "図12は装置の概略図である。"),
            ("th", "รูปที่ ๑ แสดงฝา", "図1は蓋を示す。", "รูปที่ ๓ แสดงฝา", "図3は蓋を示す。"),
            ("en", "Lid 1 and lid 1 of FIG. 2.", "図2の蓋1と蓋1。", "Lid 7 and lid 7 of FIG. 3.", "図3の蓋7と蓋7。"),
        ];
        for (language, source, japanese, new, expected) in table {
            assert_eq!(put(language, source, japanese, new).as_deref(), Some(expected), "{new}");
        }
    }

    #[test]
    fn no_match_where_it_is_not_certain() {
        let table = [
            // Which of the two is which?
            ("en", "Lid 1 of FIG. 1.", "図1の蓋1。", "Lid 2 of FIG. 3."),
            // The Japanese lacks the number, or has another one that depends on it.
            ("en", "It is 10 mm long.", "十ミリである。", "It is 12 mm long."),
            ("en", "It is 10 inches long.", "25.4cm(10インチ)である。", "It is 12 inches long."),
            // A word worth the same.
            ("en", "A two-stage unit, 2 lids.", "二段式ユニット、蓋2つ。", "A two-stage unit, 3 lids."),
            ("en", "The first lid 1 is shut.", "第1の蓋は閉じている。", "The first lid 2 is shut."),
            // Readable in two ways.
            ("de", "Es sind 1.035 Stück.", "1035個である。", "Es sind 1.065 Stück."),
            // Another sentence.
            ("en", "Lid 1 opens.", "蓋1は開く。", "Lid 1 shuts."),
            // A quantity where a sign stood.
            ("en", "It holds CO2 gas.", "CO2ガスを保持する。", "It holds 5 gas."),
            ("en", "On March 5, 2020.", "2020年3月5日。", "On March 6, 2021."),
        ];
        for (language, source, japanese, new) in table {
            assert_eq!(put(language, source, japanese, new), None, "{new}");
        }
    }

    #[test]
    fn brackets_of_ours_in_a_text_are_no_place() {
        let en = Language::parse("en").expect("a language");
        assert_ne!(Pattern::of("lid ⟨n⟩", &en).text, Pattern::of("lid 1", &en).text);
    }

    proptest! {
        /// Whatever the numbers, their order and their notation: the right Japanese or none.
        #[test]
        fn never_a_wrong_number(
            old in prop::collection::vec(0u32..40, 1..5),
            new in prop::collection::vec(0u32..40, 5),
            rotate in 0usize..5,
            full_width in any::<bool>(),
            language in prop::sample::select(vec!["en", "de", "zh", "th"]),
        ) {
            let write = |numbers: &[u32]| numbers.iter().enumerate().map(|(i, n)| format!("{} {n}", ["lid", "pin", "cap", "rod", "box"][i])).collect::<Vec<_>>().join(" and ");
            let names = ["蓋", "ピン", "キャップ", "棒", "箱"];
            // Japanese in another order, as it often is.
            let ja = |numbers: &[u32]| {
                let mut parts: Vec<String> = numbers.iter().enumerate().map(|(i, n)| {
                    let digits: String = if full_width { n.to_string().bytes().map(|b| char::from_u32(0xFF10 + u32::from(b - b'0')).expect("a digit")).collect() } else { n.to_string() };
                    format!("{}{digits}", names[i])
                }).collect();
                let turn = rotate % parts.len();
                parts.rotate_left(turn);
                parts.join("と")
            };
            let new = &new[..old.len()];
            if let Some(text) = put(language, &write(&old), &ja(&old), &write(new)) {
                prop_assert_eq!(text, ja(new));
            } else {
                // Refused only where two equal numbers part.
                let mut seen = HashMap::new();
                prop_assert!(old.iter().zip(new).any(|(from, to)| seen.insert(from, to).is_some_and(|before| before != to)));
            }
        }

        #[test]
        fn never_panics(source in "\\PC{0,40}", japanese in "\\PC{0,40}", new in "\\PC{0,40}") {
            let _ = put("en", &source, &japanese, &new);
            let _ = put("ru", &source, &japanese, &source);
        }
    }
}
