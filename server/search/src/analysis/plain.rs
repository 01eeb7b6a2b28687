//! Words of a plain line: of ASCII, and of letters of Latin and Cyrillic that are folded one by one. What [`super::pieces`] finds in it, without
//! the way over folded characters: as [`super::ascii`], for lines that have accents or are Russian.

use std::sync::LazyLock;

use super::{
    ascii::Word,
    fold::folds_alone,
    pieces::{BREAK_GAP, Nature, nature},
    units,
};

/// What a character is to a plain line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Part of a word.
    Letter,
    /// Between words: white space, signs within words.
    Gap,
    /// A sign that no phrase reaches across.
    Break,
    /// None of a plain line's.
    Other,
}

/// Characters from U+0000 and from U+1E00 whose classes are looked up.
const LATIN: usize = 0x500;
const MORE_LATIN: usize = 0x100;

static CLASSES: LazyLock<[Class; LATIN + MORE_LATIN]> = LazyLock::new(|| {
    std::array::from_fn(|at| {
        let code = if at < LATIN { at } else { at - LATIN + 0x1E00 };
        u32::try_from(code).ok().and_then(char::from_u32).map_or(Class::Other, class_of)
    })
});

fn class_of(c: char) -> Class {
    // A sigma is small in two ways.
    if matches!(c, '\u{0370}'..='\u{03FF}') || !folds_alone(c) {
        return Class::Other;
    }
    match nature(c) {
        Nature::Letter => Class::Letter,
        Nature::Space | Nature::Joiner => Class::Gap,
        Nature::Break => Class::Break,
        Nature::Pairs | Nature::Dictionary => Class::Other,
    }
}

/// The classes of characters, at hand for a line.
#[derive(Clone, Copy)]
struct Classes(&'static [Class; LATIN + MORE_LATIN]);

impl Classes {
    fn of(self, c: char) -> Class {
        let place = match c {
            '\0'..='\u{04FF}' => c as usize,
            '\u{1E00}'..='\u{1EFF}' => c as usize - 0x1E00 + LATIN,
            // Dashes and quotation marks.
            '\u{2012}'..='\u{2015}' | '\u{2018}' | '\u{2019}' => return Class::Gap,
            '\u{201C}' | '\u{201D}' | '\u{201E}' => return Class::Break,
            _ => return Class::Other,
        };
        self.0.get(place).copied().unwrap_or(Class::Other)
    }
}

/// Whether a line is plain.
pub(super) fn is_plain(line: &str) -> bool {
    let classes = Classes(&CLASSES);
    line.chars().all(|c| classes.of(c) != Class::Other)
}

/// A plain character, folded.
pub(super) fn small(c: char) -> char {
    match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        'à'..='ö' | 'ø'..='ÿ' | 'а'..='я' => c,
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Calls `word` with each word of a plain line, in order.
pub(super) fn words(line: &str, mut word: impl FnMut(Word)) {
    let classes = Classes(&CLASSES);
    let mut rest = line.char_indices().peekable();
    let (mut first, mut broken) = (true, false);
    while let Some((from, c)) = rest.next() {
        match classes.of(c) {
            Class::Letter => {}
            class => {
                broken |= class == Class::Break;
                continue;
            }
        }
        let (mut to, mut before) = (from + c.len_utf8(), c);
        while let Some((at, next)) =
            rest.next_if(|&(at, next)| classes.of(next) == Class::Letter || is_decimal_sign(line, before, at, next))
        {
            (to, before) = (at + next.len_utf8(), next);
        }
        let gap = if broken && !first { BREAK_GAP } else { 0 };
        let unit = line.get(from..to).and_then(unit).map(|length| from + length);
        word(Word { from, to: unit.unwrap_or(to), gap });
        if let Some(unit) = unit {
            word(Word { from: unit, to, gap: 0 });
        }
        (first, broken) = (false, false);
    }
}

/// Whether a point or comma stands between two digits.
fn is_decimal_sign(line: &str, before: char, at: usize, sign: char) -> bool {
    matches!(sign, '.' | ',') && before.is_ascii_digit() && line.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit)
}

/// Where the unit of a word that is a number with its unit begins.
fn unit(word: &str) -> Option<usize> {
    let digits = word.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let symbol = word.get(digits..)?;
    if digits == 0 || symbol.is_empty() || symbol.chars().count() > units::LONGEST {
        return None;
    }
    let symbol: String = symbol.chars().map(small).collect();
    units::is_unit(&symbol).then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::{fold::fold, pieces::pieces};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn words_are_the_pieces_of_the_line(
            line in "([ -~\u{A1}-\u{24F}\u{400}-\u{4FF}\u{1E00}-\u{1EFF}\u{2010}-\u{201F}\t]{0,60}|([0-9]{1,3}[.,]?[0-9]{0,2}[a-zA-ZäΩхк]{0,3}[ ,.'/“–-]?){0,12})",
            japanese: bool,
        ) {
            // What is not plain goes the general way.
            let line: String = line.chars().filter(|c| is_plain(c.encode_utf8(&mut [0; 4]))).collect();
            let mut folded = Vec::new();
            fold(&line, 0, japanese, &mut folded);
            let mut expected = Vec::new();
            pieces(&folded, false, |piece| {
                let characters = &folded[piece.from..piece.to];
                let text: String = characters.iter().map(|folded| folded.c).collect();
                let (from, to) = (characters[0].from as usize, characters[characters.len() - 1].to as usize);
                expected.push((Word { from, to, gap: piece.gap }, text));
            });
            let mut found = Vec::new();
            words(&line, |word| found.push((word, line[word.from..word.to].chars().map(small).collect::<String>())));
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn european_lines_are_plain() {
        for line in ["Gehäuse für 10 mm, Ø 3.5", "Способ изготовления ёмкости", "phương pháp đo", "l’électrode – “œuvre”", "łódź, Žižka"]
        {
            assert!(is_plain(line), "{line}");
        }
        for line in ["電池", "e\u{301}", "ﬁnal", "ΣΊΣΥΦΟΣ", "İzmir", "½", "a\u{AD}b"] {
            assert!(!is_plain(line), "{line}");
        }
    }
}
