//! Class symbols: one spelling, and the levels above a symbol.
//!
//! A record is indexed under every level of its symbols, and a query asks for one level, so that `H01M10` finds `H01M 10/052` and does
//! not find `H01M 100/00`. Levels are those that the symbol itself shows:
//!
//! | scheme | levels |
//! |---|---|
//! | IPC, CPC | section `H`, class `H01`, subclass `H01M`, main group `H01M10`, group `H01M10/052` |
//! | Locarno | class `14`, subclass `14-03` |
//! | Nice | class `9` |
//! | Vienna | category `26`, division `26.1`, section `26.1.3` |
//! | national | the whole symbol |
//!
//! The dots that put an IPC subgroup under another one are not in its digits: `10/0525` stands below `10/052` in the scheme's table only,
//! and `10/05` is above neither by its spelling. So below a main group a symbol means itself.

use publication::ClassificationScheme;
use unicode_normalization::UnicodeNormalization;

/// The longest symbol, in characters; F-terms and padded IPC symbols have 14.
const LONGEST: usize = 32;

/// Writes a class symbol, or the beginning of one, in the one way in which indexes hold it: NFKC, capitals, no white space, no padding
/// (`h01m 10/052` → `H01M10/052`, `H01M0010052000` → `H01M10/052`, `14-3` → `14-03`, `09` → `9`, `26.01.03` → `26.1.3`). Signs of
/// truncation at the end (`H01M*`) are dropped: lower levels are always meant.
///
/// `None` where the text is no symbol of any scheme.
#[must_use]
pub fn normalise_class(text: &str) -> Option<String> {
    let compact = compact(text)?;
    if let Some(levels) = ipc_levels(&compact).or_else(|| locarno_levels(&compact, '-')).or_else(|| vienna_levels(&compact)) {
        return levels.into_iter().next_back();
    }
    // An office's own symbol: nothing is known of its form, but that it has a digit.
    compact.bytes().any(|b| b.is_ascii_digit()).then_some(compact)
}

/// Every level of a symbol, highest first, the symbol itself last; each as [`normalise_class`] writes it. Empty where the symbol is empty
/// or longer than any symbol can be.
#[must_use]
pub fn class_levels(scheme: ClassificationScheme, symbol: &str) -> Vec<String> {
    let Some(compact) = compact(symbol) else { return Vec::new() };
    let levels = match scheme {
        ClassificationScheme::Ipc | ClassificationScheme::Cpc => ipc_levels(&compact),
        ClassificationScheme::Locarno => locarno_levels(&compact, '-').or_else(|| locarno_levels(&compact, '.')),
        ClassificationScheme::Nice | ClassificationScheme::Vienna => vienna_levels(&compact),
        ClassificationScheme::National => None,
    };
    levels.unwrap_or_else(|| vec![compact])
}

/// A level of the International Patent Classification that a symbol shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IpcLevel {
    /// Section: `H`.
    Section,
    /// Class: `H01`.
    Class,
    /// Subclass: `H01M`.
    Subclass,
    /// Main group: `H01M10`.
    MainGroup,
}

impl IpcLevel {
    /// All levels, highest first.
    pub const ALL: [Self; 4] = [Self::Section, Self::Class, Self::Subclass, Self::MainGroup];

    /// What a symbol of the IPC is at this level; `None` where it does not reach down so far, or is no symbol of the IPC. Where only the
    /// beginning of a symbol can be read, its levels down to the subclass are known.
    #[must_use]
    pub fn of(self, symbol: &str) -> Option<String> {
        let symbol = compact(symbol)?;
        ipc_levels(&symbol).or_else(|| ipc_levels(symbol.get(..4)?))?.into_iter().nth(self as usize)
    }

    /// The level that a symbol itself stands on: of `H01` the class. A group below a main group stands on none of these.
    #[must_use]
    pub fn at(symbol: &str) -> Option<Self> {
        let levels = ipc_levels(&compact(symbol)?)?.len();
        Self::ALL.get(levels.checked_sub(1)?).copied()
    }
}

/// Reads symbols separated by white space, commas, semicolons or 、; a group written apart from its subclass (`H01M 10/052`) is put back
/// to it. Gives the symbols, normalised, in order and without doubles, and the pieces that are none.
#[must_use]
pub fn classes_in(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut classes, mut refused) = (Vec::<String>::new(), Vec::new());
    for part in text.split([',', ';', '、', '，', '；', '\n']) {
        let mut words = part.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let mut symbol = normalise_class(word);
            // "H01M 10/052": a subclass with its group behind. "H01M 10" is taken so too: after a patent's subclass a bare number is
            // more likely its group than a Nice class.
            if let Some(subclass) = symbol.as_deref().filter(|symbol| symbol.len() == 4 && ipc_levels(symbol).is_some())
                && let Some(whole) = words.peek().and_then(|next| normalise_class(&format!("{subclass}{next}")))
                && ipc_levels(&whole).is_some_and(|levels| levels.len() > 3)
            {
                symbol = Some(whole);
                words.next();
            }
            match symbol {
                Some(symbol) if classes.contains(&symbol) => {}
                Some(symbol) => classes.push(symbol),
                None => refused.push(word.to_owned()),
            }
        }
    }
    (classes, refused)
}

/// NFKC, capitals, without white space and signs of truncation; `None` where nothing or too much is left, or letters of other scripts.
fn compact(text: &str) -> Option<String> {
    if text.len() > LONGEST * 4 {
        return None;
    }
    let mut symbol: String = text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    symbol.truncate(symbol.trim_end_matches(['*', '?', '$', '/', '.', '-']).len());
    let plausible = !symbol.is_empty()
        && symbol.len() <= LONGEST
        && symbol.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'@' | b':'));
    plausible.then_some(symbol)
}

/// Levels of an IPC or CPC symbol, whole or begun.
fn ipc_levels(symbol: &str) -> Option<Vec<String>> {
    let bytes = symbol.as_bytes();
    let mut levels = Vec::with_capacity(5);
    if !matches!(bytes.first()?, b'A'..=b'H' | b'Y') {
        return None;
    }
    levels.push(symbol[..1].to_owned());
    if bytes.len() == 1 {
        return Some(levels);
    }
    if bytes.len() < 3 || !bytes[1..3].iter().all(u8::is_ascii_digit) {
        return None;
    }
    levels.push(symbol[..3].to_owned());
    if bytes.len() == 3 {
        return Some(levels);
    }
    if !bytes[3].is_ascii_uppercase() {
        return None;
    }
    levels.push(symbol[..4].to_owned());
    if bytes.len() == 4 {
        return Some(levels);
    }
    let rest = &symbol[4..];
    if !rest.bytes().all(|b| b.is_ascii_digit() || b == b'/') {
        return None;
    }
    // WIPO ST.8 pads the main group to four digits on the left and the subgroup to six on the right.
    let (group, subgroup) = match rest.split_once('/') {
        Some((group, subgroup)) => (group, Some(subgroup)),
        None if rest.len() == 10 => (&rest[..4], Some(rest[4..].trim_end_matches('0'))),
        None => (rest, None),
    };
    let group = group.trim_start_matches('0');
    if !(1..=4).contains(&group.len()) {
        return None;
    }
    let main_group = format!("{}{group}", &symbol[..4]);
    levels.push(main_group.clone());
    if let Some(subgroup) = subgroup {
        if subgroup.len() > 6 || subgroup.contains('/') {
            return None;
        }
        levels.push(format!("{main_group}/{subgroup:0<2}"));
    }
    Some(levels)
}

/// Levels of a Locarno symbol with a subclass: `14-03`.
fn locarno_levels(symbol: &str, separator: char) -> Option<Vec<String>> {
    let (class, subclass) = symbol.split_once(separator)?;
    let two_digits = |text: &str| -> Option<u8> {
        ((1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let (class, subclass) = (two_digits(class)?, two_digits(subclass)?);
    Some(vec![class.to_string(), format!("{class:02}-{subclass:02}")])
}

/// Levels of a symbol of numbers between dots: Vienna `26.1.3`, and with one number Nice `9` and Locarno `14`.
fn vienna_levels(symbol: &str) -> Option<Vec<String>> {
    let mut levels: Vec<String> = Vec::with_capacity(3);
    for number in symbol.split('.') {
        if levels.len() == 3 || !(1..=3).contains(&number.len()) || !number.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: u16 = number.parse().ok()?;
        let level = match levels.last() {
            Some(above) => format!("{above}.{number}"),
            None => number.to_string(),
        };
        levels.push(level);
    }
    Some(levels)
}

#[cfg(test)]
mod tests {
    use ClassificationScheme::{Cpc, Ipc, Locarno, National, Nice, Vienna};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_symbol_has_one_spelling() {
        for (given, normal) in [
            ("H01M 10/052", "H01M10/052"),
            ("h01m10/052", "H01M10/052"),
            ("Ｈ０１Ｍ　１０／０５２", "H01M10/052"),
            ("H01M0010052000", "H01M10/052"),
            ("H01M0010000000", "H01M10/00"),
            ("H01M 0010/0525", "H01M10/0525"),
            ("H01M*", "H01M"),
            ("H01M 10/", "H01M10"),
            ("H", "H"),
            ("h01", "H01"),
            ("Y02E", "Y02E"),
            ("14-3", "14-03"),
            ("14-03", "14-03"),
            ("09", "9"),
            ("9", "9"),
            ("26.01.03", "26.1.3"),
            ("26.1", "26.1"),
            ("5H029AJ03", "5H029AJ03"),
            ("429/231.95", "429/231.95"),
            ("H01M10/052@A", "H01M10/052@A"),
        ] {
            assert_eq!(normalise_class(given).as_deref(), Some(normal), "{given}");
        }
        for given in ["", "  ", "LED", "電池", "*", &"1".repeat(200), "H01M10 052; DROP"] {
            assert_eq!(normalise_class(given), None, "{given}");
        }
    }

    #[test]
    fn levels_are_those_that_the_symbol_shows() {
        for (scheme, symbol, levels) in [
            (Ipc, "H01M 10/052", &["H", "H01", "H01M", "H01M10", "H01M10/052"][..]),
            (Cpc, "Y02E 60/10", &["Y", "Y02", "Y02E", "Y02E60", "Y02E60/10"]),
            (Cpc, "H01M2300/0025", &["H", "H01", "H01M", "H01M2300", "H01M2300/0025"]),
            (Ipc, "H01M", &["H", "H01", "H01M"]),
            // Kept whole, so that the record is still found by what the office wrote.
            (Ipc, "H01M 10/052 X", &["H01M10/052X"]),
            (Locarno, "14-03", &["14", "14-03"]),
            (Locarno, "9-1", &["9", "09-01"]),
            (Locarno, "14.03", &["14", "14-03"]),
            (Nice, "09", &["9"]),
            (Vienna, "26.01.03", &["26", "26.1", "26.1.3"]),
            (National, "5H029 AJ03", &["5H029AJ03"]),
            (National, "H01M10/052", &["H01M10/052"]),
        ] {
            assert_eq!(class_levels(scheme, symbol), levels, "{symbol}");
        }
        assert!(class_levels(Ipc, "").is_empty());
    }

    #[test]
    fn a_main_group_is_not_above_a_longer_one() {
        let asked = normalise_class("H01M10").expect("a class");
        assert!(class_levels(Ipc, "H01M 10/052").contains(&asked));
        assert!(!class_levels(Ipc, "H01M 100/00").contains(&asked));
        let nine = normalise_class("9").expect("a class");
        assert!(!class_levels(Nice, "90").contains(&nine));
    }

    #[test]
    fn a_symbol_has_one_value_at_each_level() {
        let levels = |symbol: &str| IpcLevel::ALL.map(|level| level.of(symbol));
        let some = |values: [&str; 4]| values.map(|value| (!value.is_empty()).then(|| value.to_owned()));
        assert_eq!(levels("H01M 10/052"), some(["H", "H01", "H01M", "H01M10"]));
        assert_eq!(levels("H01M0010052000"), some(["H", "H01", "H01M", "H01M10"]));
        assert_eq!(levels("h01m"), some(["H", "H01", "H01M", ""]));
        assert_eq!(levels("14-03"), some(["", "", "", ""]));
        assert_eq!(levels("H01M10/052X"), some(["H", "H01", "H01M", ""]));
        for (symbol, level) in [
            ("H", Some(IpcLevel::Section)),
            ("H01", Some(IpcLevel::Class)),
            ("H01M", Some(IpcLevel::Subclass)),
            ("H01M10", Some(IpcLevel::MainGroup)),
            ("H01M 10/052", None),
            ("9", None),
        ] {
            assert_eq!(IpcLevel::at(symbol), level, "{symbol}");
        }
    }

    #[test]
    fn lists_of_symbols_are_taken_apart() {
        for (text, classes, refused) in [
            ("H01M 10/052, G06F;A61K", &["H01M10/052", "G06F", "A61K"][..], &[][..]),
            ("H01M10 14-03", &["H01M10", "14-03"], &[]),
            ("H01M　１０／０５２　H01M 10/052", &["H01M10/052"], &[]),
            ("H01M 10", &["H01M10"], &[]),
            ("9 26.1", &["9", "26.1"], &[]),
            ("電池、H01M", &["H01M"], &["電池"]),
            ("", &[], &[]),
        ] {
            let found = classes_in(text);
            assert_eq!(found.0, classes, "{text}");
            assert_eq!(found.1, refused, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in ".{0,60}") {
            let _ = (normalise_class(&text), classes_in(&text));
            for scheme in [Ipc, Cpc, Locarno, Nice, Vienna, National] {
                let _ = class_levels(scheme, &text);
            }
        }

        #[test]
        fn a_symbol_is_its_own_last_level(text in "[A-H][0-9]{2}[A-Z] ?[1-9][0-9]{0,2}/[0-9]{2,4}") {
            let normal = normalise_class(&text).expect("a symbol");
            let levels = class_levels(Ipc, &text);
            prop_assert_eq!(levels.last(), Some(&normal));
            prop_assert_eq!(normalise_class(&normal), Some(normal));
        }
    }
}
