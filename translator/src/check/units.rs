//! Units after numbers, in the spellings of the languages that offices write.

mod table;

use self::table::{SHARES, UNITS};

/// What stands after a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct UnitsAfter {
    /// The units it may be: 度 is of angles and of temperatures.
    pub names: Vec<&'static str>,
    /// Of what a share is: `mass`, `volume` …
    pub share: Option<&'static str>,
    /// Bytes from the number to the end of the unit.
    pub length: usize,
}

/// The unit at the beginning of what follows a number; none as a rule.
pub(super) fn after(text: &str) -> UnitsAfter {
    let trimmed = text.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    // At most one space: what comes after more is another column.
    let mut skipped = text.len() - trimmed.len();
    let mut rest = trimmed;
    if let Some(hyphenated) = rest.strip_prefix('-').filter(|after| after.starts_with(|c: char| c.is_ascii_lowercase())) {
        skipped += 1;
        rest = hyphenated;
    }
    let mut share = None;
    for (name, words) in SHARES {
        for word in *words {
            if let Some(length) = crate::claims::starts_with_folded(rest, word) {
                let after = rest[length..].trim_start_matches([' ', '\u{a0}', '-']);
                if after.starts_with('%') || crate::claims::starts_with_folded(after, "パーセント").is_some() {
                    share = Some(*name);
                    skipped += rest.len() - after.len();
                    rest = after;
                    break;
                }
            }
        }
        if share.is_some() {
            break;
        }
    }
    let Some((first, length)) = longest(rest) else { return UnitsAfter::default() };
    let end = &rest[length..];
    if first.contains(&"%") && share.is_none() {
        let after = end.trim_start();
        let says = [
            ("mass", ["by weight", "by mass", "en poids", "по масс", "theo khối lượng", "โดยน้ำหนัก"]),
            ("volume", ["by volume", "en volume", "по объ", "theo thể tích", "โดยปริมาตร", "by vol"]),
        ];
        share = says.iter().find(|(_, words)| words.iter().any(|word| after.starts_with(word))).map(|(name, _)| *name);
    }
    // mg/L: the first unit is compared, both are passed.
    let per = end.strip_prefix('/').and_then(longest).map_or(0, |(_, length)| length + 1);
    UnitsAfter { names: first, share, length: skipped + length + per }
}

/// The units of the longest spelling that a text begins with, and its length.
fn longest(text: &str) -> Option<(Vec<&'static str>, usize)> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() || first.is_whitespace() {
        return None;
    }
    let mut best: Option<(Vec<&'static str>, usize)> = None;
    let mut offer = |name: &'static str, length: usize| match &mut best {
        Some((names, longest)) if *longest == length => {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Some((_, longest)) if *longest > length => {}
        _ => best = Some((vec![name], length)),
    };
    for unit in UNITS {
        for symbol in unit.symbols {
            if text.starts_with(symbol) && !continues(&text[symbol.len()..]) {
                offer(unit.name, symbol.len());
            }
        }
        for word in unit.words {
            if let Some(length) = crate::claims::starts_with_folded(text, word) {
                // Words of Latin and Cyrillic letters go on with their endings.
                let stem_end = text[length..].find(|c: char| !is_spaced_letter(c)).map_or(text.len(), |more| length + more);
                let spaced = word.chars().next_back().is_some_and(is_spaced_letter);
                let end = if spaced { stem_end } else { length };
                // `second` is no beginning of `secondary`; stems are longer by what makes a word of them.
                let stem = word.ends_with("met") || word.ends_with("mèt") || word.chars().any(|c| ('а'..='я').contains(&c));
                if end - length <= if stem { 16 } else { 2 } && is_han_unit(word, &text[end..]) {
                    offer(unit.name, end);
                }
            }
        }
    }
    best
}

fn is_spaced_letter(c: char) -> bool {
    c.is_alphabetic() && matches!(c as u32, 0x41..=0x24F | 0x300..=0x36F | 0x400..=0x52F | 0x1E00..=0x1EFF)
}

fn continues(rest: &str) -> bool {
    rest.starts_with(is_spaced_letter) || rest.starts_with('\'')
}

/// Whether one Han letter is a unit before this text: 10分間 and 10分, but not 10分別.
fn is_han_unit(word: &str, rest: &str) -> bool {
    const AFTER: &str = "間的以至到内內后後時时左右前未超程钟鐘或和及且";
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    word.chars().count() > 1 || !word.chars().all(han) || !rest.chars().next().is_some_and(|c| han(c) && !AFTER.contains(c))
}

/// Whether a text has a unit's Japanese spelling anywhere.
pub(super) fn occurs(text: &str, name: &str) -> bool {
    UNITS.iter().filter(|unit| unit.name == name).any(|unit| {
        unit.symbols.iter().chain(unit.words).any(|spelling| (spelling.len() > 1 || !spelling.is_ascii()) && text.contains(spelling))
    })
}

/// Whether letters and a digit are a unit with its exponent, `mm2`, and no sign.
pub(super) fn is_power(sign: &str) -> bool {
    matches!(sign, "m2" | "m3" | "cm2" | "cm3" | "mm2" | "mm3" | "km2" | "dm3" | "nm2" | "nm3" | "in2" | "ft2" | "ft3" | "s2")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_in_many_spellings() {
        let table: &[(&str, &[&str])] = &[
            (" mm thick", &["mm"]),
            ("-mm pin", &["mm"]),
            ("ミリメートル", &["mm"]),
            ("毫米", &["mm"]),
            (" мм", &["mm"]),
            ("℃", &["°C"]),
            ("度", &["°C", "°"]),
            (" degrees Celsius", &["°C"]),
            (" Stunden", &["h"]),
            ("시간", &["h"]),
            (" นาที", &["min"]),
            ("重量%", &["%"]),
            (" Gew.-%", &["%"]),
            (" with", &[]),
            (" с корпусом", &[]),
            (" meshes", &[]),
            ("kΩ", &["kΩ"]),
            (" 3", &[]),
        ];
        for (text, names) in table {
            assert_eq!(after(text).names, *names, "{text}");
        }
        assert_eq!(after("質量%").share, Some("mass"));
        assert_eq!(after("% by volume").share, Some("volume"));
    }
}
