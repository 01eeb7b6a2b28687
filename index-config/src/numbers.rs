//! Document numbers in what people type or paste.

mod forms;
mod frame;
mod spelling;

use publication::{KindCode, OfficeCode};
use serde::{Deserialize, Serialize};

/// Numbers that one search looks up.
pub const MOST_NUMBERS: usize = 200;
/// Bytes of text that are looked at; more is no list of numbers that anybody pastes.
const MOST_BYTES: usize = 32 * 1024;
/// Pieces between spaces or commas that one number can have: `DE 10 2010 012 345 A1`.
const MOST_PIECES: usize = 7;

/// A document number as it was given, and the forms to look it up by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberQuery {
    /// The number as given.
    pub given: String,
    /// The office, where the number says one.
    pub office: Option<OfficeCode>,
    /// The kind, where the number says one.
    pub kind: Option<KindCode>,
    /// Normalised forms that a document may have it in: capital letters and digits only. With the office's code in front where an office is
    /// given, so that EP 3383757 is not US 3383757; with the kind behind where a kind is given.
    pub forms: Vec<String>,
    /// Where a kind is given: the forms without it, for the same number's other documents.
    pub wider: Vec<String>,
}

/// Reads a text that is nothing but document numbers: one, or a list separated by line ends, tabs, semicolons, commas, 、 or, where that
/// leaves no doubt, spaces. `None` as soon as any of it is not a number, and the text is words then. Of more than [`MOST_NUMBERS`] the first
/// ones are given.
///
/// Understood in any width, in the digits of any script, with separators or without: `WO 2022/259205`, `WO2022259205A1`, `US10,123,456B2`,
/// `EP 3 383 757`, `CN 201480000788.4`, `PCT/JP2019/012345`, `特開2020-123456`, `米国特許第10,123,456号`; without an office `10-2015-0012345`,
/// `2022/259205`, and plain digits from five on. A year is a word, and so are dates, decimal fractions and class symbols.
#[must_use]
pub fn numbers_in(text: &str) -> Option<Vec<NumberQuery>> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let mut numbers: Vec<NumberQuery> = Vec::new();
    for chunk in text.split(is_list_separator).map(str::trim).filter(|chunk| !chunk.is_empty()) {
        for (given, number) in numbers_of(chunk)? {
            add(&mut numbers, forms::query(given, &number));
        }
    }
    (!numbers.is_empty()).then_some(numbers)
}

/// Reads a field that asks for numbers and nothing else, so that short ones count too (`AP 1206`, `1206`). Gives, in the order of the
/// field, each number once, and the pieces that hold none as errors.
#[must_use]
pub fn numbers_of_field(text: &str) -> Vec<Result<NumberQuery, String>> {
    let mut read: Vec<Result<NumberQuery, String>> = Vec::new();
    let text = &text[..text.floor_char_boundary(MOST_BYTES)];
    for chunk in text.split(is_list_separator).map(str::trim).filter(|chunk| !chunk.is_empty()) {
        if let Some(found) = numbers_of(chunk) {
            found.into_iter().for_each(|(given, number)| add_read(&mut read, forms::query(given, &number)));
            continue;
        }
        for piece in chunk.split([',', '，']).map(str::trim).filter(|piece| !piece.is_empty()) {
            match spelling::read(piece).or_else(|| spelling::read_leniently(piece)) {
                Some(number) => add_read(&mut read, forms::query(piece, &number)),
                None => read.push(Err(piece.to_owned())),
            }
        }
    }
    read
}

fn add_read(read: &mut Vec<Result<NumberQuery, String>>, number: NumberQuery) {
    let numbers = || read.iter().flatten();
    if numbers().count() < MOST_NUMBERS && !numbers().any(|held| held.forms == number.forms) {
        read.push(Ok(number));
    }
}

fn add(numbers: &mut Vec<NumberQuery>, number: NumberQuery) {
    if numbers.len() < MOST_NUMBERS && !numbers.iter().any(|held| held.forms == number.forms) {
        numbers.push(number);
    }
}

/// What always stands between numbers and never within one.
const fn is_list_separator(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | ';' | '；' | '、' | '|')
}

/// The numbers of a text in which spaces and commas may stand between numbers or within one: from the left, the longest run of pieces that
/// is one number.
fn numbers_of(chunk: &str) -> Option<Vec<(&str, spelling::Number)>> {
    let pieces = pieces(chunk);
    let mut numbers = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let longest = (start + MOST_PIECES).min(pieces.len());
        let (given, number, end) = (start..longest).rev().find_map(|end| {
            let given = &chunk[pieces[start].0..pieces[end].1];
            spelling::read(given).map(|number| (given, number, end))
        })?;
        numbers.push((given, number));
        start = end + 1;
    }
    Some(numbers)
}

/// Byte ranges of the pieces between white space and commas.
fn pieces(chunk: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, c) in chunk.char_indices() {
        if c.is_whitespace() || matches!(c, ',' | '，') {
            if let Some(start) = start.take() {
                pieces.push((start, at));
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    pieces.extend(start.map(|start| (start, chunk.len())));
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The first form, office and kind of each number.
    fn read(text: &str) -> Option<Vec<String>> {
        numbers_in(text).map(|numbers| numbers.into_iter().map(|number| number.forms[0].clone()).collect())
    }

    #[test]
    fn numbers_are_recognised_in_their_usual_spellings() {
        for (text, form) in [
            ("WO 2022/259205", "WO2022259205"),
            ("WO2022259205A1", "WO2022259205A1"),
            ("wo2022/259205 a1", "WO2022259205A1"),
            ("ＷＯ２０２２／２５９２０５", "WO2022259205"),
            ("WO-2022-259205", "WO2022259205"),
            ("US 2020/0123456 A1", "US20200123456A1"),
            ("US10,123,456B2", "US10123456B2"),
            ("US 10,123,456 B2", "US10123456B2"),
            ("US D912,345 S1", "USD912345S1"),
            ("USRE45678E1", "USRE45678E1"),
            ("US 16/123,456", "US16123456"),
            ("EP3383757B1", "EP3383757B1"),
            ("EP 3 383 757", "EP3383757"),
            ("EP 3 383 757 B1", "EP3383757B1"),
            ("EP 18123456.7", "EP181234567"),
            ("DE 10 2010 012 345 A1", "DE102010012345A1"),
            ("DE102010012345A1", "DE102010012345A1"),
            ("特開2020-123456", "JP2020123456"),
            ("特開２０２０－１２３４５６号公報", "JP2020123456"),
            ("特開平11-123456", "JPH11123456"),
            ("特許第6123456号", "JP6123456"),
            ("米国特許第10,123,456号明細書", "US10123456"),
            ("国際公開第2022/259205号", "WO2022259205"),
            ("CN 201480000788.4", "CN2014800007884"),
            ("CN201480000788.X", "CN201480000788X"),
            ("CN 109876543 A", "CN109876543A"),
            ("CN209876543U", "CN209876543U"),
            ("10-2015-0012345", "1020150012345"),
            ("KR 10-2015-0012345 A", "KR1020150012345A"),
            ("TH 0901001234 A", "TH0901001234A"),
            ("TH ๐๙๐๑๐๐๑๒๓๔", "TH0901001234"),
            ("VN 1-0012345", "VN10012345"),
            ("SA ١١٠١٢", "SA11012"),
            ("AP 1206", "AP1206"),
            ("MX/a/2008/001234", "MXA2008001234"),
            ("IN 1234/DEL/2010", "IN1234DEL2010"),
            ("BR PI0601234-5", "BRPI06012345"),
            ("TW I123456", "TWI123456"),
            ("IDP000012345", "IDP000012345"),
            ("PH 1/2010/500123", "PH12010500123"),
            ("RU 2 123 456 C2", "RU2123456C2"),
            ("PCT/JP2019/012345", "PCTJP2019012345"),
            ("PCT/US99/01234", "PCTUS1999001234"),
            ("2022/259205", "2022259205"),
            ("16/123,456", "16123456"),
            ("10,123,456", "10123456"),
            ("201480000788.4", "2014800007884"),
            ("0901001234", "0901001234"),
            ("๐๙๐๑๐๐๑๒๓๔", "0901001234"),
            ("12345", "12345"),
            ("2178784", "2178784"),
            ("D912345", "D912345"),
        ] {
            assert_eq!(read(text), Some(vec![form.to_owned()]), "{text}");
        }
    }

    #[test]
    fn words_are_not_numbers() {
        for text in [
            "",
            " ",
            "LED",
            "5G",
            "H01M",
            "H01M10/052",
            "H01M 10/052",
            "iPS細胞",
            "COVID-19",
            "3D",
            "2020",
            "US 2020",
            "in 2020",
            "2020-01-01",
            "2020/1/1",
            "2019-2020",
            "1000-2000",
            "3.14159",
            "0.12345",
            "1,000",
            "電池 12345",
            "12345 電池",
            "EP3383757B1 電池",
            "タイ 2020",
            "CO2",
            "CO2 12345",
            "10000mAh",
            "ISO 9001",
            "ISO14001",
            "Windows 10",
            "-12345",
            "\"12345\"",
            "特許",
            "特許 電池",
            "第5号",
            "100kg",
            "H264",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn pasted_lists_are_taken_apart() {
        for (text, forms) in [
            ("EP3383757B1\nUS10,123,456B2\r\nWO 2022/259205 A1", &["EP3383757B1", "US10123456B2", "WO2022259205A1"][..]),
            ("EP3383757B1, US10123456B2；WO2022259205", &["EP3383757B1", "US10123456B2", "WO2022259205"]),
            ("EP 3 383 757 US 10,123,456", &["EP3383757", "US10123456"]),
            ("EP3383757B1 EP3383757B1", &["EP3383757B1"]),
            ("1234567 2345678", &["1234567", "2345678"]),
            ("TH 0901001234 A、VN 1-0012345\tSG 11201", &["TH0901001234A", "VN10012345", "SG11201"]),
            ("US 2020 0123456 A1 EP 3383757 A1", &["US20200123456A1", "EP3383757A1"]),
            ("12345,67890", &["12345", "67890"]),
        ] {
            assert_eq!(read(text).as_deref(), Some(&forms.iter().map(|form| (*form).to_owned()).collect::<Vec<_>>()[..]), "{text}");
        }
        let many: String = (0..500).map(|n| format!("EP{}\n", 3_000_000 + n)).collect();
        assert_eq!(numbers_in(&many).expect("numbers").len(), MOST_NUMBERS);
    }

    #[test]
    fn what_was_given_is_kept() {
        let numbers = numbers_in("ＥＰ 3 383 757 B1; US10,123,456").expect("numbers");
        assert_eq!(numbers[0].given, "ＥＰ 3 383 757 B1");
        assert_eq!(numbers[0].office.map(|office| office.to_string()).as_deref(), Some("EP"));
        assert_eq!(numbers[0].kind.as_ref().map(KindCode::as_str), Some("B1"));
        assert_eq!(numbers[0].wider, ["EP3383757"]);
        assert_eq!(numbers[1].given, "US10,123,456");
        assert!(numbers[1].wider.is_empty());
    }

    #[test]
    fn a_field_of_numbers_takes_short_ones() {
        let read = numbers_of_field("1206, EP3383757B1, 電池, 2020");
        let forms: Vec<_> =
            read.iter().map(|number| number.as_ref().map(|number| number.forms[0].as_str()).map_err(String::as_str)).collect();
        assert_eq!(forms, [Ok("1206"), Ok("EP3383757B1"), Err("電池"), Ok("2020")]);
    }

    #[test]
    fn a_field_keeps_its_order() {
        let read = numbers_of_field("1206\nnone\nEP3383757, ?\n1206");
        let given: Vec<Result<&str, &str>> =
            read.iter().map(|number| number.as_ref().map(|number| number.given.as_str()).map_err(String::as_str)).collect();
        assert_eq!(given, [Ok("1206"), Err("none"), Ok("EP3383757"), Err("?")]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in ".{0,80}") {
            if let Some(numbers) = numbers_in(&text) {
                for number in numbers {
                    prop_assert!(number.forms.iter().chain(&number.wider).all(|form| !form.is_empty() && form.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())), "{:?}", number);
                }
            }
            let _ = numbers_of_field(&text);
        }

        #[test]
        fn numbers_of_any_shape_are_read_without_panic(text in "(特開|US|EP|PCT/|米国特許第|WO )?[0-9A-D๐-๙ ,./-]{0,30}[号A-C]?") {
            let _ = (numbers_in(&text), numbers_of_field(&text));
        }
    }
}
