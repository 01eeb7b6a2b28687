//! Numbers by value, and their units.

use std::collections::BTreeMap;

use super::{Check, Draft, measures::Measure, units};
use crate::{Language, number::NumberValue, pattern::number_words};

/// Beyond this many numbers in one sentence comparing them is not worth its time: tables, sequences.
const MOST_NUMBERS: usize = 400;

/// Which number of the Japanese is which of the source: an index into the Japanese for each of the source.
pub(super) type Pairs = Vec<Option<usize>>;

/// Compares numbers; findings for those lost, changed and made up.
pub(super) fn check(
    source: &str,
    japanese: &str,
    language: &Language,
    wanted: &[Measure],
    found: &[Measure],
    out: &mut Vec<Draft>,
) -> Pairs {
    let mut pairs: Pairs = vec![None; wanted.len()];
    if wanted.len() > MOST_NUMBERS || found.len() > MOST_NUMBERS {
        return pairs;
    }
    let mut free = vec![true; found.len()];
    // Those that agree in their unit first: of `5 mm and 5 kg` each has its own.
    for strict in [true, false] {
        for (index, number) in wanted.iter().enumerate() {
            if pairs[index].is_some() {
                continue;
            }
            let agrees =
                |other: &Measure| number.same(other) && (!strict || number.unit.names.iter().any(|name| other.unit.names.contains(name)));
            if let Some(slot) = (0..found.len()).find(|slot| free[*slot] && agrees(&found[*slot])) {
                free[slot] = false;
                pairs[index] = Some(slot);
            }
        }
    }
    let mut lost = Vec::new();
    for (index, number) in wanted.iter().enumerate() {
        if pairs[index].is_some() {
            continue;
        }
        // One of `10 … 10` said once is style; a number said nowhere is lost.
        if let Some(slot) = (0..found.len()).find(|slot| number.same(&found[*slot])) {
            pairs[index] = Some(slot);
            continue;
        }
        if !number.pieces.is_empty() && take_pieces(&number.pieces, found, &mut free) {
            continue;
        }
        if said_in_words(number, source, japanese) {
            continue;
        }
        lost.push(index);
    }
    let mut words = number_words::values(source, language);
    let mut made_up = Vec::new();
    for (slot, number) in found.iter().enumerate().filter(|(slot, _)| free[*slot]) {
        let known = pairs.iter().flatten().any(|used| found[*used].same(number))
            || wanted.iter().any(|other| other.pieces.iter().any(|piece| number.readings.contains(piece)));
        // Pieces of what the source wrote as one: 12.03.2020, read the other way round.
        let whole = number.pieces.len() > 1 && number.pieces.iter().all(|piece| wanted.iter().any(|other| other.readings.contains(piece)));
        if !known && !whole && !from_words(number, japanese, &mut words, source) {
            made_up.push(slot);
        }
    }
    // Lost numbers that are pieces of a Japanese one: a list without spaces.
    lost.retain(|index| {
        !found.iter().any(|number| {
            number.pieces.len() > 1
                && number.pieces.iter().any(|piece| wanted[*index].readings.contains(piece))
                && number.pieces.iter().all(|piece| wanted.iter().any(|other| other.readings.contains(piece)))
        })
    });
    for index in &lost {
        let range = wanted[*index].range.clone();
        let other = made_up.first().map(|slot| found[*slot].range.clone());
        out.push(Draft::new(Check::Numbers, Some(range.clone()), other, source[range].to_owned()));
    }
    for slot in made_up.iter().skip(lost.len()) {
        let range = found[*slot].range.clone();
        out.push(Draft::new(Check::Numbers, None, Some(range.clone()), japanese[range].to_owned()));
    }
    for (index, slot) in pairs.iter().enumerate() {
        let Some(slot) = slot else { continue };
        let (number, other) = (&wanted[index], &found[*slot]);
        let tolerance_lost = number.tolerance
            && !other.tolerance
            && !japanese[..other.range.start].ends_with("上下")
            && !japanese[other.range.end..].contains("前後");
        if (number.negative && !other.negative && !other.tolerance) || tolerance_lost {
            out.push(Draft::new(
                Check::Numbers,
                Some(number.range.clone()),
                Some(other.range.clone()),
                source[number.range.clone()].to_owned(),
            ));
        }
    }
    pairs
}

fn take_pieces(pieces: &[String], found: &[Measure], free: &mut [bool]) -> bool {
    let mut taken = Vec::new();
    for piece in pieces {
        let slot = (0..found.len()).find(|slot| !taken.contains(slot) && found[*slot].readings.contains(piece));
        match slot {
            Some(slot) => taken.push(slot),
            None => return false,
        }
    }
    for slot in taken {
        free[slot] = false;
    }
    true
}

/// 二 for 2; a compound's Japanese name for its formula.
fn said_in_words(number: &Measure, source: &str, japanese: &str) -> bool {
    const KANJI: &[(&str, &[&str])] = &[
        ("1", &["一", "片", "単"]),
        ("2", &["二", "両", "双", "2次", "対"]),
        ("3", &["三"]),
        ("4", &["四"]),
        ("5", &["五"]),
        ("6", &["六"]),
        ("7", &["七"]),
        ("8", &["八"]),
        ("9", &["九"]),
        ("10", &["十"]),
        ("0", &["零", "ゼロ"]),
    ];
    const FORMULAE: &[(&str, &[&str])] = &[
        ("CO2", &["二酸化炭素", "炭酸ガス"]),
        ("H2O", &["水"]),
        ("O2", &["酸素"]),
        ("N2", &["窒素"]),
        ("H2", &["水素"]),
        ("SiO2", &["二酸化ケイ素", "酸化シリコン", "酸化ケイ素", "シリカ", "酸化珪素"]),
        ("TiO2", &["酸化チタン"]),
        ("Al2O3", &["アルミナ", "酸化アルミニウム"]),
        ("NH3", &["アンモニア"]),
        ("CH4", &["メタン"]),
        ("H2SO4", &["硫酸"]),
        ("CaCO3", &["炭酸カルシウム"]),
        ("SO2", &["二酸化硫黄"]),
        ("NO2", &["二酸化窒素"]),
        ("3D", &["三次元", "3次元"]),
        ("2D", &["二次元", "2次元"]),
    ];
    let in_table = |table: &[(&str, &[&str])]| {
        table
            .iter()
            .any(|(key, words)| number.readings.iter().any(|reading| reading == key) && words.iter().any(|word| japanese.contains(word)))
    };
    let unitless = number.unit.names.is_empty();
    if unitless && in_table(KANJI) {
        return true;
    }
    in_table(FORMULAE) || source[..number.range.start].ends_with("U+")
}

/// Whether a number of the Japanese may come from a word: 第1 from `first`, 3月 from `March`, 1つ from an article.
fn from_words(number: &Measure, japanese: &str, words: &mut BTreeMap<NumberValue, usize>, source: &str) -> bool {
    let Some(reading) = number.readings.last() else { return false };
    if let Some(count) = words.get_mut(&NumberValue::Quantity(reading.clone())).filter(|count| **count > 0) {
        *count -= 1;
        return true;
    }
    let after = &japanese[number.range.end..];
    let before = &japanese[..number.range.start];
    if after.starts_with('月') || (after.starts_with("次元") && source.contains('D')) {
        return true;
    }
    // Halves and quarters.
    let fraction = after.starts_with("分の") || before.ends_with("分の") || after.starts_with('/') || before.ends_with('/');
    if fraction && reading.len() == 1 {
        return !source.contains('/');
    }
    let small = reading == "1";
    let counted = after.chars().next().is_some_and(|c| "つ個種回方本以対組枚層端側段台部者点方実態度群列片部".contains(c));
    small && (counted || after.starts_with("または複数") || after.starts_with("又は複数") || before.ends_with("少なくとも"))
}

/// Compares units of the numbers that belong together.
pub(super) fn check_units(source: &str, japanese: &str, wanted: &[Measure], found: &[Measure], pairs: &Pairs, out: &mut Vec<Draft>) {
    for (number, slot) in wanted.iter().zip(pairs) {
        let (Some(slot), false) = (slot, number.unit.names.is_empty()) else { continue };
        let other = &found[*slot];
        let wide = |measure: &Measure| measure.range.start..measure.range.end + measure.unit.length;
        let draft = |detail: &str| Draft::new(Check::Units, Some(wide(number)), Some(wide(other)), detail.to_owned());
        let detail = &source[wide(number)];
        if other.unit.names.is_empty() {
            let first = number.unit.names[0];
            let spelling = source[number.range.end..wide(number).end].trim();
            // A year, and syllables that are also particles.
            let year = number.readings.iter().any(|reading| reading.len() == 4 && (reading.starts_with("19") || reading.starts_with("20")));
            let particle = spelling.chars().count() == 1 && spelling.chars().all(|c| ('\u{AC00}'..='\u{D7AF}').contains(&c));
            let elsewhere = found.iter().any(|measure| measure.unit.names.iter().any(|name| number.unit.names.contains(name)))
                || number.unit.names.iter().any(|name| units::occurs(japanese, name));
            let glued = other.readings.len() == 1 && other.readings[0].ends_with(spelling);
            if !year && !particle && !elsewhere && !glued && !matches!(first, "d" | "week") {
                out.push(draft(detail));
            }
            continue;
        }
        // Degrees of temperature and of angles are one word in many languages.
        let degrees = |measure: &Measure| measure.unit.names.iter().any(|name| matches!(*name, "°" | "°C"));
        let same = number.unit.names.iter().any(|name| other.unit.names.contains(name)) || (degrees(number) && degrees(other));
        let same_share = match (number.unit.share, other.unit.share) {
            (Some(one), Some(two)) => one == two,
            _ => true,
        };
        // Another number of the same value may have the unit: `5 mm` and `5 kg` in another order.
        let elsewhere =
            found.iter().any(|measure| number.same(measure) && measure.unit.names.iter().any(|name| number.unit.names.contains(name)));
        if (!same && !elsewhere) || (same && !same_share) {
            out.push(draft(detail));
        }
    }
}

/// Roman numerals (`II`, `Ⅳ`): lost ones.
pub(super) fn check_roman(source: &str, japanese: &str, found: &[Measure], out: &mut Vec<Draft>) {
    let there = roman_numerals(japanese);
    for (range, value) in roman_numerals(source) {
        let text = value.to_string();
        if !there.iter().any(|(_, other)| *other == value) && !found.iter().any(|measure| measure.readings.contains(&text)) {
            out.push(Draft::new(Check::Numbers, Some(range.clone()), None, source[range].to_owned()));
        }
    }
}

/// Roman numerals from two to thirty-nine that stand by themselves, and those of one character.
fn roman_numerals(text: &str) -> Vec<(std::ops::Range<usize>, u32)> {
    let mut out = Vec::new();
    let mut start = None;
    let letter = |c: char| c.is_alphabetic() && (c.is_ascii() || matches!(c as u32, 0xC0..=0x24F | 0x370..=0x52F | 0x1E00..=0x1EFF));
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if ('Ⅰ'..='Ⅻ').contains(&c) {
            out.push((at..at + c.len_utf8(), c as u32 - 'Ⅰ' as u32 + 1));
        }
        if letter(c) || c.is_ascii_digit() {
            start = start.or(Some(at));
        } else if let Some(from) = start.take() {
            let word = &text[from..at];
            let joined = c == '-' && text[at + 1..].starts_with(letter) || text[..from].ends_with(['-', '\'']);
            if word.len() > 1
                && !joined
                && let Some(value) = roman(word)
            {
                out.push((from..at, value));
            }
        }
    }
    out
}

fn roman(word: &str) -> Option<u32> {
    const TENS: [&str; 4] = ["", "X", "XX", "XXX"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    if word.len() > 7 || !word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) || word == "XX" {
        return None;
    }
    (2..40).find(|value| {
        let (tens, ones) = (value / 10, value % 10);
        TENS.get(tens as usize).zip(ONES.get(ones as usize)).is_some_and(|(tens, ones)| word.strip_prefix(tens) == Some(ones))
    })
}
