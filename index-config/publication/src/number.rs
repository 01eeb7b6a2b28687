//! Document numbers: as published, and normalised so that every spelling of one number is one text.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use crate::{KindCode, OfficeCode};

/// The longest normalised number, in characters. The longest known ones (WIPO ST.13) have about 20.
const LONGEST: usize = 40;

/// A number of a document, an application or a priority.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentNumber {
    /// As published, for people: `WO 2022/259205`, `201480000788.4`.
    pub as_published: String,
    /// Capital letters and digits only, without office code and kind code: `2022259205`.
    pub normalised: String,
}

/// A text that holds no document number.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not a document number: {0:?}")]
pub struct DocumentNumberError(pub String);

impl DocumentNumber {
    /// Reads a number as an office wrote it.
    ///
    /// # Errors
    /// When nothing of a number is left, or it is longer than any number can be.
    pub fn read(office: OfficeCode, text: &str, kind: Option<&KindCode>) -> Result<Self, DocumentNumberError> {
        Ok(Self { as_published: text.trim().to_owned(), normalised: normalise_number(office, text, kind)? })
    }
}

/// The ASCII digit for a digit of any script that offices print numbers in (Thai, Lao, Khmer, Burmese, Devanagari, Arabic, Persian,
/// full-width); any other character as it is.
#[must_use]
pub fn ascii_digit(c: char) -> char {
    // Zeroes of the scripts that offices print numbers in; full-width digits are folded by NFKC before.
    const ZEROES: [char; 8] = ['\u{0660}', '\u{06F0}', '\u{0966}', '\u{0E50}', '\u{0ED0}', '\u{1040}', '\u{17E0}', '\u{FF10}'];
    for zero in ZEROES {
        let distance = u32::from(c).wrapping_sub(u32::from(zero));
        if distance < 10 {
            return char::from_digit(distance, 10).unwrap_or(c);
        }
    }
    c
}

/// Normalises a number: NFKC, digits of any script to ASCII, capitals, separators dropped, and the office's code in front and the kind
/// code behind taken away where they stand.
///
/// Leading zeroes stay: an office that pads its numbers publishes them padded.
///
/// # Errors
/// When the text has no digit, or is longer than any number can be.
pub fn normalise_number(office: OfficeCode, text: &str, kind: Option<&KindCode>) -> Result<String, DocumentNumberError> {
    let refused = || DocumentNumberError(text.chars().take(80).collect());
    if text.len() > 400 {
        return Err(refused());
    }
    let mut number: String = if text.is_ascii() {
        // Nearly every number: in ASCII there is nothing to fold but case.
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
    } else {
        text.nfkc().map(ascii_digit).filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
    };
    // As often as they stand there, so that what is normalised is its own normal form: some feeds write "CNCN101234567".
    while let Some(rest) = without(&number, office, kind) {
        number = rest.to_owned();
    }
    let plausible = number.len() <= LONGEST && number.is_ascii() && number.bytes().any(|b| b.is_ascii_digit());
    if plausible { Ok(number) } else { Err(refused()) }
}

/// A number in capitals without the office's code in front, or else without the kind code behind; `None` where neither stands there.
fn without<'n>(number: &'n str, office: OfficeCode, kind: Option<&KindCode>) -> Option<&'n str> {
    let has_digit = |rest: &&str| rest.bytes().any(|b| b.is_ascii_digit());
    let without_office = number.strip_prefix(office.as_str()).filter(has_digit);
    // "US7654321B1" ends in its kind; in "1206A1" of kind "1" nothing does, as a kind begins with a letter.
    without_office.or_else(|| number.strip_suffix(kind?.as_str()).filter(has_digit).filter(|rest| rest.len() >= 3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn office(code: &str) -> OfficeCode {
        code.parse().expect("an office code")
    }

    #[test]
    fn every_spelling_of_a_number_is_one_text() {
        let a: KindCode = "A".parse().expect("a kind");
        for (code, text, kind, normalised) in [
            ("WO", "WO 2022/259205", None, "2022259205"),
            ("WO", "ＷＯ２０２２／２５９２０５", None, "2022259205"),
            ("MY", "MY-123456-A", Some(&a), "123456"),
            // Found by fuzzing: the office's code twice made a number that was not its own normal form.
            ("CN", "CN CN074616", None, "074616"),
            ("DE", "DEDE5100750A A", Some(&a), "5100750"),
            ("TH", "๐๙๐๑๐๐๑๒๓๔", None, "0901001234"),
            ("SA", "١١٠١", None, "1101"),
            ("AP", "AP 1206", Some(&a), "1206"),
            ("ID", "IDP000012345", None, "P000012345"),
            ("EP", "3383757", None, "3383757"),
            ("CN", "201480000788.4", None, "2014800007884"),
        ] {
            assert_eq!(normalise_number(office(code), text, kind).as_deref(), Ok(normalised), "{text}");
        }
        for text in ["", "   ", "ABC", "--", "特許"] {
            assert!(normalise_number(office("JP"), text, None).is_err(), "{text}");
        }
        assert!(normalise_number(office("JP"), &"1".repeat(500), None).is_err());
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing_more(text in "[0-9A-Z/. -]{1,20}") {
            if let Ok(once) = normalise_number(office("XX"), &text, None) {
                let twice = normalise_number(office("XX"), &once, None).expect("its own normal form");
                prop_assert!(once == twice || once.starts_with("XX"));
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in ".{0,80}") {
            let _ = normalise_number(office("US"), &text, None);
        }
    }
}
