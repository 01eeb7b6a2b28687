//! The US patent classification as the office's files write it: three places for the class, three for the subclass, decimals behind.

use publication::{Classification, ClassificationRank, ClassificationScheme, OfficeCode};

/// The scheme's name.
const SCHEME: &str = "USPC";

/// A class of the office's own scheme. A text that is no such class is its own symbol.
pub(super) fn national_class(text: &str, rank: ClassificationRank, office: OfficeCode) -> Option<Classification> {
    let published = text.trim_matches(['\n', '\r', '\t']).trim_end();
    if published.trim().is_empty() {
        return None;
    }
    Some(Classification {
        scheme: ClassificationScheme::National,
        national_scheme: Some(SCHEME.to_owned()),
        symbol: symbol(published).unwrap_or_else(|| crate::white_space::folded(published)),
        as_published: published.trim().to_owned(),
        version: None,
        rank: Some(rank),
        inventive: None,
        office: Some(office),
    })
}

/// The symbol as it is printed: class, stroke, subclass with its decimals and letters.
///
/// Grants write `709228` (709/228), `  2 16` (2/16), ` 24 305 S` (24/30.5 S), `D28 93 X` (D28/93 X), `12340612` (123/406.12) and `360DIG  1`
/// (360/DIG.1); applications write six places for the subclass, `623001160` (623/1.16).
fn symbol(text: &str) -> Option<String> {
    if !text.is_ascii() || text.len() < 4 {
        return None;
    }
    let (class, rest) = text.split_at(3);
    let class: String = class.chars().filter(|c| !c.is_whitespace()).collect();
    let class = class.trim_start_matches('0');
    let serial = class.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let is_class =
        !class.is_empty() && class.len() <= 3 && (class == "PLT" || (!serial.is_empty() && serial.bytes().all(|b| b.is_ascii_digit())));
    if !is_class {
        return None;
    }
    let (main, behind) = rest.split_at(rest.len().min(3));
    let main = main.trim();
    if matches!(main, "DIG" | "FOR") {
        return Some(format!("{class}/{main}.{}", behind.trim())).filter(|_| !behind.trim().is_empty());
    }
    let is_padded = rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_digit());
    let main = if is_padded { main.trim_start_matches('0') } else { main };
    if main.is_empty() || !main.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let places = behind.bytes().take_while(u8::is_ascii_digit).count();
    let (decimals, letters) = behind.split_at(places);
    let decimals = if is_padded { decimals.trim_end_matches('0') } else { decimals };
    let letters = letters.trim();
    if letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let point = if decimals.is_empty() { "" } else { "." };
    let space = if letters.is_empty() { "" } else { " " };
    Some(format!("{class}/{main}{point}{decimals}{space}{letters}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn classes_are_printed_as_people_write_them() {
        for (text, printed) in [
            ("709228", Some("709/228")),
            ("714  4", Some("714/4")),
            ("  2 16", Some("2/16")),
            (" 24 305 S", Some("24/30.5 S")),
            (" 24129 R", Some("24/129 R")),
            (" 36 501", Some("36/50.1")),
            ("  21615", Some("2/161.5")),
            ("290 40 C", Some("290/40 C")),
            ("180 6527", Some("180/65.27")),
            ("12340612", Some("123/406.12")),
            ("2063081", Some("206/308.1")),
            ("360 9701", Some("360/97.01")),
            ("D14480", Some("D14/480")),
            ("D 1106", Some("D1/106")),
            ("D28 93 X", Some("D28/93 X")),
            ("PLT226", Some("PLT/226")),
            ("002227000", Some("2/227")),
            ("623001160", Some("623/1.16")),
            ("162259000", Some("162/259")),
            ("360DIG  1", Some("360/DIG.1")),
            ("None", None),
            ("D14432-  3", None),
            ("709", None),
            ("電気00", None),
        ] {
            assert_eq!(symbol(text).as_deref(), printed, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[0-9A-Z ]{0,12}|.{0,20}") {
            if let Ok(office) = "US".parse() {
                let _ = national_class(&text, ClassificationRank::First, office);
            }
        }
    }
}
