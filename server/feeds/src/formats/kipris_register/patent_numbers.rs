//! Numbers of Korean patents and utility models, and the kind of the document that a number is of.

use publication::Right;

/// How the office numbers one right: by two digits in front.
struct Numbering {
    prefix: &'static str,
    right: Right,
    /// Kind of the application laid open, WIPO ST.16 as the office uses it.
    laid_open: &'static str,
    /// Kind of the document of the registered right.
    registered: &'static str,
}

const NUMBERINGS: &[Numbering] = &[
    Numbering { prefix: "10", right: Right::Patent, laid_open: "A", registered: "B1" },
    Numbering { prefix: "20", right: Right::UtilityModel, laid_open: "U", registered: "Y1" },
];

/// What a number of the office says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KoreanNumber {
    pub(super) right: Option<Right>,
    /// The form by which the document is known.
    pub(super) number: String,
    /// The document's kind.
    pub(super) kind: &'static str,
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn numbering_of(digits: &str) -> Option<&'static Numbering> {
    NUMBERINGS.iter().find(|numbering| digits.starts_with(numbering.prefix))
}

/// The right that an application is for.
pub(super) fn right_of(application: &str) -> Option<Right> {
    numbering_of(&digits(application)).map(|numbering| numbering.right)
}

/// A registration: right, seven digits, and four zeroes behind unless the registration was divided. `1014769820000` is KR 10-1476982 B1.
pub(super) fn registration(text: &str) -> KoreanNumber {
    let all = digits(text);
    let numbering = numbering_of(&all).filter(|_| matches!(all.len(), 9 | 13));
    let number = match all.strip_suffix("0000") {
        Some(known) if numbering.is_some() && all.len() == 13 => known.to_owned(),
        _ if all.is_empty() => text.to_owned(),
        _ => all,
    };
    KoreanNumber { right: numbering.map(|n| n.right), number, kind: numbering.map_or("", |n| n.registered) }
}

/// An application laid open: right, year, seven digits. `1020240111423` is KR 20240111423 A.
pub(super) fn laid_open(text: &str) -> KoreanNumber {
    let all = digits(text);
    let numbering = numbering_of(&all).filter(|_| all.len() == 13);
    let year = numbering.and_then(|_| all.get(2..4)).filter(|century| matches!(*century, "19" | "20"));
    let number = match (year, all.get(2..)) {
        (Some(_), Some(known)) => known.to_owned(),
        _ if all.is_empty() => text.to_owned(),
        _ => all,
    };
    KoreanNumber { right: numbering.map(|n| n.right), number, kind: numbering.map_or("", |n| n.laid_open) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_documents() {
        for (text, right, number, kind) in [
            ("1014769820000", Some(Right::Patent), "101476982", "B1"),
            ("10-1476982-0000", Some(Right::Patent), "101476982", "B1"),
            ("2004743210000", Some(Right::UtilityModel), "200474321", "Y1"),
            ("1014769820001", Some(Right::Patent), "1014769820001", "B1"),
            ("101476982", Some(Right::Patent), "101476982", "B1"),
            ("3012195630000", None, "3012195630000", ""),
            ("12", None, "12", ""),
            ("?", None, "?", ""),
        ] {
            assert_eq!(registration(text), KoreanNumber { right, number: number.to_owned(), kind }, "{text}");
        }
        for (text, right, number, kind) in [
            ("1020240111423", Some(Right::Patent), "20240111423", "A"),
            ("10-2024-0111423", Some(Right::Patent), "20240111423", "A"),
            ("2020140001234", Some(Right::UtilityModel), "20140001234", "U"),
            ("1099240111423", Some(Right::Patent), "1099240111423", "A"),
            ("2024", None, "2024", ""),
            ("", None, "", ""),
        ] {
            assert_eq!(laid_open(text), KoreanNumber { right, number: number.to_owned(), kind }, "{text}");
        }
        assert_eq!(right_of("1020130121923"), Some(Right::Patent));
        assert_eq!(right_of("2020130001234"), Some(Right::UtilityModel));
        assert_eq!(right_of("3020130001234"), None);
    }
}
