//! Words of a line of ASCII: what [`super::pieces`] finds in it, without the way over folded characters. Most lines of most languages of Europe
//! are such, and reading them is most of what a page of hits costs.

use std::sync::LazyLock;

use super::{
    pieces::{BREAK_GAP, Nature, nature},
    units,
};

/// A word of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// First byte.
    pub from: usize,
    /// First byte behind it.
    pub to: usize,
    /// Positions left free before it.
    pub gap: u32,
}

/// The natures of the characters of ASCII.
static NATURES: LazyLock<[Nature; 128]> =
    LazyLock::new(|| std::array::from_fn(|at| u8::try_from(at).map_or(Nature::Break, |b| nature(char::from(b)))));

/// Calls `word` with each word of a line of ASCII, in order.
pub(super) fn words(line: &[u8], mut word: impl FnMut(Word)) {
    let natures = &*NATURES;
    let of = |at: usize| natures.get(usize::from(line[at])).copied().unwrap_or(Nature::Break);
    let (mut at, mut first, mut broken) = (0, true, false);
    while at < line.len() {
        match of(at) {
            Nature::Letter => {}
            nature => {
                broken |= nature == Nature::Break;
                at += 1;
                continue;
            }
        }
        let from = at;
        at += 1;
        while at < line.len() && (of(at) == Nature::Letter || is_decimal_sign(line, at)) {
            at += 1;
        }
        let gap = if broken && !first { BREAK_GAP } else { 0 };
        let unit = unit(&line[from..at]).map(|length| from + length);
        word(Word { from, to: unit.unwrap_or(at), gap });
        if let Some(unit) = unit {
            word(Word { from: unit, to: at, gap: 0 });
        }
        (first, broken) = (false, false);
    }
}

/// Whether a point or comma stands between two digits.
fn is_decimal_sign(line: &[u8], at: usize) -> bool {
    matches!(line[at], b'.' | b',') && line[at - 1].is_ascii_digit() && line.get(at + 1).is_some_and(u8::is_ascii_digit)
}

/// Where the unit of a word that is a number with its unit begins.
fn unit(word: &[u8]) -> Option<usize> {
    let digits = word.iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let symbol = word.get(digits..)?;
    if digits == 0 || symbol.is_empty() || symbol.len() > units::LONGEST {
        return None;
    }
    let symbol = std::str::from_utf8(symbol).ok()?.to_ascii_lowercase();
    units::is_unit(&symbol).then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::{fold::fold, pieces::pieces};

    proptest! {
        #[test]
        fn words_are_the_pieces_of_the_line(line in "([ -~\t]{0,60}|([0-9]{1,3}[.,]?[0-9]{0,2}[a-zA-Z]{0,3}[ ,.'/-]?){0,12})") {
            let mut folded = Vec::new();
            fold(&line, 0, false, &mut folded);
            let mut expected = Vec::new();
            pieces(&folded, false, |piece| expected.push(Word { from: piece.from, to: piece.to, gap: piece.gap }));
            let mut found = Vec::new();
            words(line.as_bytes(), |word| found.push(word));
            prop_assert_eq!(found, expected);
        }
    }
}
