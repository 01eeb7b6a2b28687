//! Numbers as offices' files write them, and the form by which a document is known: a row for each office's way of padding.

use std::borrow::Cow;

use publication::OfficeCode;

/// An office that pads the serial numbers of its documents in its files, and prints them without: the letters before the digits.
struct Padding {
    office: &'static str,
    /// Letters before the digits: none, D for designs, PP for plants, RE for reissues …
    prefixes: &'static [&'static str],
}

/// `08930553` is printed 8,930,553 and known as US 8930553; `D0452599` is US D452599, `PP012345` US PP12345, `RE037484` US RE37484. Numbers
/// of applications published (`20010000002`) begin with a year and are not padded.
const PADDINGS: &[Padding] = &[Padding { office: "US", prefixes: &["", "AI", "D", "H", "PP", "RE", "RX", "T", "X"] }];

/// The number of a published document by which it is known. What is in no row stays as it is.
pub(crate) fn document_number(office: OfficeCode, text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let Some(padding) = PADDINGS.iter().find(|padding| padding.office == office.as_str()) else { return Cow::Borrowed(text) };
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (prefix, rest) = text.split_at(letters);
    // `D. 271298`, as older citations write it.
    let digits = rest.trim_start_matches(['.', ' ', '-']);
    let is_padded = padding.prefixes.contains(&prefix) && digits.len() > 1 && digits.bytes().all(|b| b.is_ascii_digit());
    let serial = digits.trim_start_matches('0');
    if !is_padded || serial.is_empty() {
        return Cow::Borrowed(text);
    }
    if prefix.is_empty() { Cow::Borrowed(serial) } else { Cow::Owned(format!("{prefix}{serial}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_taken_away_where_an_office_pads() {
        for (office, text, number) in [
            ("US", "08930553", "8930553"),
            ("US", "D0452599", "D452599"),
            ("US", "D. 271298", "D271298"),
            ("US", "PP012345", "PP12345"),
            ("US", "RE037484", "RE37484"),
            ("US", "H0002123", "H2123"),
            ("US", "20010000002", "20010000002"),
            ("US", "2007/0140112", "2007/0140112"),
            ("US", "5,526,830", "5,526,830"),
            ("US", "00000000", "00000000"),
            ("US", "", ""),
            ("US", "ZZ00012", "ZZ00012"),
            ("EP", "0610335", "0610335"),
            ("TH", "0901001234", "0901001234"),
        ] {
            assert_eq!(document_number(office.parse().expect("an office"), text), number, "{office} {text}");
        }
    }
}
