//! Units: the words that the server is given.
//!
//! Our own analysis cuts texts into terms, and so that the server finds what the analysis means, it is given those terms and nothing else: a
//! Han, kana or hangul character is a unit, so is a word. A unit is written in small Latin letters and digits, which the server takes as one
//! word of no particular language and changes nothing about.

use std::fmt::Write as _;

use crate::analysis::Rules;

/// Stands where a sign or space keeps two units apart; no unit is written so.
pub(super) const GAP: &str = "0x";
/// Begins a unit of other characters than small Latin letters and digits.
const CODED: &str = "0x";
/// Begins a unit of the second row.
pub(super) const FORM: &str = "1x";
/// Longest unit in bytes: the server leaves out what is longer than 250.
pub(super) const LONGEST_UNIT: usize = 200;

/// What stands before the units of a second row, beside [`FORM`]: a stem of one language is none of another's.
pub(super) fn tongue(rules: Rules) -> String {
    let name = format!("{rules:?}").to_ascii_lowercase();
    name.trim_start_matches("stems(").chars().take(3).collect()
}

/// A unit of the second row.
pub(super) fn form_of(unit: &str, tongue: &str) -> String {
    let mut form = format!("{FORM}{tongue}");
    code(unit, &mut form);
    form
}

/// Which row a unit stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Row {
    /// Words as written.
    Words,
    /// Words' other forms.
    Forms,
}

/// Writes a character's number in four digits to the base of 36, which hold every character.
fn number(c: char, out: &mut String) {
    let mut rest = u32::from(c);
    let mut digits = ['0'; 4];
    for digit in digits.iter_mut().rev() {
        *digit = char::from_digit(rest % 36, 36).unwrap_or('0');
        rest /= 36;
    }
    out.extend(digits);
}

/// Writes a term as a unit.
fn code(term: &str, out: &mut String) {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    if term.len() <= LONGEST_UNIT && term.bytes().all(is_plain) && !term.starts_with(CODED) && !term.starts_with(FORM) {
        out.push_str(term);
        return;
    }
    let start = out.len();
    out.push_str(CODED);
    for c in term.chars() {
        number(c, out);
    }
    if out.len() - start > LONGEST_UNIT {
        // FNV-1a over 128 bits: two such words are not taken for one another.
        let hash = term.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        });
        out.truncate(start);
        let _ = write!(out, "{CODED}z{hash:032x}");
    }
}

/// A term as a unit.
pub(super) fn coded(term: &str) -> String {
    let mut out = String::with_capacity(term.len() + 8);
    code(term, &mut out);
    out
}

/// A text letter by letter, so that the beginning of the text is the beginning of this: small Latin letters and digits as they are, all others
/// by their numbers. The server takes values for one that differ in kana, accents or vowel signs alone; of these it can make nothing.
pub(super) fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            out.push(c);
        } else {
            out.push('.');
            number(c, &mut out);
        }
    }
    out
}

/// A term's mark, where it is another form of its word: see [`Rules`].
pub(super) fn unmarked(term: &str) -> Option<&str> {
    term.strip_prefix(|c: char| c < ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_code_is_coded() {
        assert_ne!(coded("0x"), GAP);
        assert_eq!(coded("led"), "led");
        assert!(coded("1xled").starts_with("0x"));
        assert_ne!(coded("電"), coded("池"));
        assert!(spelled("aかけ9").starts_with(&spelled("aか")) && !spelled("カケ").starts_with(&spelled("か")));
        let long = "ж".repeat(64);
        assert!(coded(&long).len() <= LONGEST_UNIT && coded(&long) != coded(&"щ".repeat(64)));
    }
}
