//! Classes of marks and designs: Nice, Vienna, Locarno, and the offices' own.

use publication::{Classification, ClassificationScheme, OfficeCode};

use crate::formats::Remarks;

fn class(scheme: ClassificationScheme, symbol: String, as_published: &str) -> Classification {
    Classification {
        scheme,
        national_scheme: None,
        symbol,
        as_published: as_published.trim().to_owned(),
        version: None,
        rank: None,
        inventive: None,
        office: None,
    }
}

/// The number of a Nice class in any spelling: `9`, `009`, `Class 9`, `第9類`; `None` where it is none of the 45.
pub(in crate::formats) fn nice_class(text: &str) -> Option<u8> {
    let digits: String = text.chars().map(publication::ascii_digit).filter(|c| !c.is_whitespace()).collect();
    let digits = digits.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches(|c: char| !c.is_ascii_digit());
    if digits.len() > 3 {
        return None;
    }
    digits.parse().ok().filter(|number| (1..=45).contains(number))
}

/// The Nice classification's symbol of a class.
pub(in crate::formats) fn nice_symbol(number: u8, as_published: &str) -> Classification {
    class(ClassificationScheme::Nice, number.to_string(), as_published)
}

/// A class of an office's own scheme.
pub(in crate::formats) fn national_class(scheme: &str, office: OfficeCode, symbol: &str) -> Classification {
    Classification {
        national_scheme: Some(scheme.to_owned()),
        office: Some(office),
        ..class(ClassificationScheme::National, symbol.trim().to_owned(), symbol)
    }
}

/// Reads a symbol of the Vienna classification: category, division, section, with separators (`26.11.11`, `03-01-08`) or two digits each
/// without (`261111`). What is none is a remark.
pub(in crate::formats) fn vienna(text: &str, place: &str, remarks: &mut Remarks) -> Option<Classification> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let levels: Vec<&str> = match text.len() {
        2 | 4 | 6 if text.bytes().all(|b| b.is_ascii_digit()) => (0..text.len() / 2).map(|level| &text[level * 2..level * 2 + 2]).collect(),
        // `A 26.11.25`: an auxiliary section.
        _ => text.trim_start_matches(['A', 'a', ' ']).split(['.', '-', '/']).map(str::trim).collect(),
    };
    let numbers: Option<Vec<u8>> = levels.iter().map(|level| level.parse().ok().filter(|number| *number > 0)).collect();
    match numbers.as_deref() {
        // Twenty-nine categories since the first edition.
        Some([category, rest @ ..]) if (1..=29).contains(category) && rest.len() <= 2 && rest.iter().all(|number| *number <= 99) => {
            let symbol = levels.iter().map(|level| level.trim_start_matches('0')).collect::<Vec<_>>().join(".");
            Some(class(ClassificationScheme::Vienna, symbol, text))
        }
        _ => {
            remarks.add("class-unreadable", place, text);
            None
        }
    }
}

/// Reads a symbol of the Locarno classification: class and subclass (`06-01`, `06 - 01`, `0601`, `LOC (11) Cl. 06-01`, `6-1`), or a class
/// alone. What is none is a remark.
pub(in crate::formats) fn locarno(text: &str, edition: Option<&str>, place: &str, remarks: &mut Remarks) -> Option<Classification> {
    let stated = text.trim();
    if stated.is_empty() {
        return None;
    }
    let (before, symbol) = match stated.rsplit_once("Cl.") {
        Some((before, symbol)) => (before, symbol),
        None => ("", stated),
    };
    let within = before.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(edition, _)| edition.trim());
    let compact: String =
        symbol.chars().filter(|c| !c.is_whitespace()).map(|c| if matches!(c, '.' | '/' | '‐' | '–') { '-' } else { c }).collect();
    let parts = match compact.split_once('-') {
        Some((class, subclass)) => Some((class, Some(subclass))),
        None if !compact.is_ascii() => None,
        None if compact.len() == 4 => Some((&compact[..2], Some(&compact[2..]))),
        None => Some((compact.as_str(), None)),
    };
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()));
    let read = parts.and_then(|(class, subclass)| {
        let class = number(class).filter(|class| (1..=32).contains(class) || *class == 99)?;
        match subclass {
            Some(subclass) => Some(format!("{class:02}-{:02}", number(subclass)?)),
            None => Some(format!("{class:02}")),
        }
    });
    match read {
        Some(symbol) => {
            let version = edition.or(within).map(str::trim).filter(|edition| !edition.is_empty()).map(str::to_owned);
            Some(Classification { version, ..class(ClassificationScheme::Locarno, symbol, stated) })
        }
        None => {
            remarks.add("class-unreadable", place, stated);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn classes_are_read_in_every_spelling() {
        for (text, number) in [
            ("009", Some(9)),
            ("9", Some(9)),
            ("Class 42", Some(42)),
            ("第35類", Some(35)),
            ("46", None),
            ("000", None),
            ("A", None),
            ("", None),
            ("1 200", None),
        ] {
            assert_eq!(nice_class(text), number, "{text}");
        }
        let mut remarks = Remarks::default();
        for (text, symbol) in [
            ("261111", Some("26.11.11")),
            ("03.01.08", Some("3.1.8")),
            ("3.1.8", Some("3.1.8")),
            ("2601", Some("26.1")),
            ("A 26.11.25", Some("26.11.25")),
            ("30.01.01", None),
            ("26.x", None),
            ("26.0.1", None),
        ] {
            assert_eq!(vienna(text, "x", &mut remarks).map(|class| class.symbol).as_deref(), symbol, "{text}");
        }
        for (text, symbol, version) in [
            ("06 - 01", Some("06-01"), None),
            ("0101", Some("01-01"), None),
            ("LOC (11) Cl. 06-01", Some("06-01"), Some("11")),
            ("LOC(9) Cl. 14-03", Some("14-03"), Some("9")),
            ("6-1", Some("06-01"), None),
            ("06.01", Some("06-01"), None),
            ("32", Some("32"), None),
            ("33-01", None, None),
            ("D6/373", None, None),
        ] {
            let class = locarno(text, None, "x", &mut remarks);
            assert_eq!(class.as_ref().map(|class| class.symbol.as_str()), symbol, "{text}");
            assert_eq!(class.and_then(|class| class.version).as_deref(), version, "{text}");
        }
        assert_eq!(remarks.0.len(), 5);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[0-9A-Za-z .()/‐-]{0,12}|.{0,20}") {
            let mut remarks = Remarks::default();
            let _ = (nice_class(&text), vienna(&text, "x", &mut remarks), locarno(&text, None, "x", &mut remarks));
        }
    }
}
