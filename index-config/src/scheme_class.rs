//! Classes of one scheme: those of marks and designs, as people write them.
//!
//! | scheme | written | held as | counted as |
//! |---|---|---|---|
//! | Nice | `25`, `025`, `第25類`, `Class 25` | `25` | `25` |
//! | Locarno | `14`, `14-3`, `14.03`, `LOC (13) Cl. 14-03` | `14`, `14-03` | `14` |
//! | Vienna | `26`, `26.04`, `26.4.2`, `260402` | `26`, `26.4`, `26.4.2` | `26` |

use publication::ClassificationScheme;
use unicode_normalization::UnicodeNormalization;

/// The longest text that is read as one class, in bytes.
const LONGEST: usize = 60;

/// Reads a class of the Nice, Locarno or Vienna Classification at any of its levels; `None` for what is none, and for other schemes.
#[must_use]
pub fn scheme_class(scheme: ClassificationScheme, text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let text = text.rsplit_once("cl.").map_or(text.as_str(), |(_, symbol)| symbol);
    let text = text.strip_prefix("class").unwrap_or(text);
    let text = text.strip_prefix('第').unwrap_or(text);
    let text = text.strip_suffix(['類', '*']).unwrap_or(text).trim_end_matches(['.', '-']);
    let numbers = numbers(text, scheme)?;
    match (scheme, numbers.as_slice()) {
        (ClassificationScheme::Nice, [class @ 1..=45]) => Some(class.to_string()),
        (ClassificationScheme::Locarno, [class @ (1..=32 | 99)]) => Some(format!("{class:02}")),
        (ClassificationScheme::Locarno, [class @ (1..=32 | 99), subclass @ 0..=99]) => Some(format!("{class:02}-{subclass:02}")),
        (ClassificationScheme::Vienna, [1..=29] | [1..=29, 1..=99] | [1..=29, 1..=99, 1..=99]) => {
            Some(numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join("."))
        }
        _ => None,
    }
}

/// The highest level of a class of these schemes: what a record is counted by.
#[must_use]
pub fn top_class(scheme: ClassificationScheme, symbol: &str) -> Option<String> {
    let class = scheme_class(scheme, symbol)?;
    Some(class.split(['.', '-']).next().unwrap_or_default().to_owned())
}

/// Where a class stands among others of its scheme.
pub(crate) fn class_order(class: &str) -> Vec<u16> {
    class.split(['.', '-']).map(|number| number.parse().unwrap_or(u16::MAX)).collect()
}

/// Numbers between points or hyphens, or of two digits each without.
fn numbers(text: &str, scheme: ClassificationScheme) -> Option<Vec<u16>> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'/')) {
        return None;
    }
    let most = if scheme == ClassificationScheme::Nice { 3 } else { 2 };
    let in_twos = most == 2 && matches!(text.len(), 4 | 6) && text.bytes().all(|b| b.is_ascii_digit());
    let pieces: Vec<&str> = if in_twos {
        (0..text.len() / 2).filter_map(|at| text.get(at * 2..at * 2 + 2)).collect()
    } else {
        text.split(['.', '-', '/']).collect()
    };
    pieces.into_iter().map(|piece| if (1..=most).contains(&piece.len()) { piece.parse().ok() } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use ClassificationScheme::{Ipc, Locarno, Nice, Vienna};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_class_has_one_spelling() {
        for (scheme, given, class) in [
            (Nice, "25", Some("25")),
            (Nice, "025", Some("25")),
            (Nice, "第２５類", Some("25")),
            (Nice, "Class 9", Some("9")),
            (Nice, "46", None),
            (Nice, "0", None),
            (Nice, "9-12", None),
            (Nice, "H01M", None),
            (Locarno, "14", Some("14")),
            (Locarno, "6", Some("06")),
            (Locarno, "14-3", Some("14-03")),
            (Locarno, "14.03", Some("14-03")),
            (Locarno, "1403", Some("14-03")),
            (Locarno, "LOC (13) Cl. 14-03", Some("14-03")),
            (Locarno, "99-00", Some("99-00")),
            (Locarno, "33", None),
            (Locarno, "14-03-01", None),
            (Vienna, "26", Some("26")),
            (Vienna, "26.4", Some("26.4")),
            (Vienna, "26.04.02", Some("26.4.2")),
            (Vienna, "260402", Some("26.4.2")),
            (Vienna, "26.", Some("26")),
            (Vienna, "30.1", None),
            (Vienna, "26.0", None),
            (Ipc, "14", None),
            (Vienna, "", None),
        ] {
            assert_eq!(scheme_class(scheme, given).as_deref(), class, "{scheme:?} {given}");
        }
        assert_eq!(top_class(Locarno, "06-01").as_deref(), Some("06"));
        assert_eq!(top_class(Vienna, "26.4.2").as_deref(), Some("26"));
        assert_eq!(top_class(Nice, "9").as_deref(), Some("9"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_what_is_read_stays(text in "[0-9]{1,2}([.-][0-9]{1,2}){0,3}|.{0,20}") {
            for scheme in ClassificationScheme::ALL {
                if let Some(class) = scheme_class(scheme, &text) {
                    let again = scheme_class(scheme, &class);
                    prop_assert_eq!(again.as_deref(), Some(class.as_str()));
                    prop_assert!(top_class(scheme, &class).is_some());
                }
            }
        }
    }
}
