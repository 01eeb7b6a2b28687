//! Dates as gazettes print them.

use publication::{Era, IsoDate, OfficeCode, PublishedDate};

/// Months by the beginnings of their names: English, Indonesian and Malay, Thai. Longer beginnings stand before shorter ones.
const MONTHS: &[(&str, u8)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("mac", 3),
    ("apr", 4),
    ("may", 5),
    ("mei", 5),
    ("jun", 6),
    ("jul", 7),
    ("jul", 7),
    ("aug", 8),
    ("agu", 8),
    ("ogo", 8),
    ("sep", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
    ("des", 12),
    ("dis", 12),
    ("มกรา", 1),
    ("กุมภา", 2),
    ("มีนา", 3),
    ("เมษา", 4),
    ("พฤษภา", 5),
    ("มิถุนา", 6),
    ("กรกฎา", 7),
    ("สิงหา", 8),
    ("กันยา", 9),
    ("ตุลา", 10),
    ("พฤศจิกา", 11),
    ("ธันวา", 12),
    ("ม.ค.", 1),
    ("ก.พ.", 2),
    ("มี.ค.", 3),
    ("เม.ย.", 4),
    ("พ.ค.", 5),
    ("มิ.ย.", 6),
    ("ก.ค.", 7),
    ("ส.ค.", 8),
    ("ก.ย.", 9),
    ("ต.ค.", 10),
    ("พ.ย.", 11),
    ("ธ.ค.", 12),
];

/// Reads a date: ISO, `dd.mm.yyyy`, `dd/mm/yyyy` (day first), `yyyy/mm/dd`, `yyyymmdd`, `12 Mar 2019`, with digits of any script, years of the
/// Buddhist era with a Thai office and of the Republic's with Taiwan's.
pub(super) fn read_date(text: &str, office: OfficeCode) -> PublishedDate {
    let as_published = text.trim().to_owned();
    let iso = (as_published.len() <= 200).then(|| find(&ascii_digits(&as_published), office)).flatten();
    PublishedDate { iso, as_published }
}

/// Digits of any script as ASCII.
pub(super) fn ascii_digits(text: &str) -> String {
    const ZEROES: [char; 9] = ['\u{0660}', '\u{06F0}', '\u{0966}', '\u{0E50}', '\u{0ED0}', '\u{1040}', '\u{17E0}', '\u{1090}', '\u{FF10}'];
    let ascii = |c: char| {
        ZEROES.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|d| *d < 10)).and_then(|d| char::from_digit(d, 10))
    };
    text.chars().map(|c| ascii(c).unwrap_or(c)).collect()
}

/// Numbers and month names in the order they stand, as far as they could be a date's.
fn find(text: &str, office: OfficeCode) -> Option<IsoDate> {
    let mut numbers: Vec<(u32, usize)> = Vec::with_capacity(3);
    let mut named_month = None;
    let mut rest = text;
    while numbers.len() < 3 && !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            if digits > 8 {
                return None;
            }
            let number = rest[..digits].parse().ok()?;
            if digits == 8 {
                return office.rules().day(number / 10_000, 4, number / 100 % 100, number % 100);
            }
            numbers.push((number, digits));
            rest = &rest[digits..];
            continue;
        }
        let lower =
            rest.get(..rest.len().min(40)).map_or_else(|| rest.chars().take(12).collect::<String>().to_lowercase(), str::to_lowercase);
        if named_month.is_none()
            && let Some((_, month)) = MONTHS.iter().find(|(name, _)| lower.starts_with(name))
        {
            named_month = Some(*month);
            let word = rest.find(|c: char| c.is_ascii_digit() || c.is_whitespace()).unwrap_or(rest.len());
            rest = &rest[word..];
            if numbers.len() == 2 {
                break;
            }
            continue;
        }
        let step = rest.chars().next().map_or(1, char::len_utf8);
        rest = &rest[step..];
        if numbers.len() == 2 && named_month.is_some() {
            break;
        }
    }
    if let (Some(month), [(a, a_digits), (b, b_digits), ..]) = (named_month, numbers.as_slice()) {
        let (year, day) = if *a_digits == 4 { (*a, *b) } else { (*b, *a) };
        return (*a_digits == 4 || *b_digits == 4).then(|| office.rules().day(year, 4, u32::from(month), day)).flatten();
    }
    let [(a, a_digits), (b, _), (c, c_digits)] = numbers.as_slice() else { return None };
    match (*a_digits, *c_digits) {
        (4, _) => office.rules().day(*a, 4, *b, *c),
        (1..=2, 4) => office.rules().day(*c, 4, *b, *a),
        (2..=3, 1..=2) if office.rules().era == Era::Republic => office.rules().day(*a, *a_digits, *b, *c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_of_gazettes_are_read() {
        for (office, text, iso) in [
            ("TH", "2020-01-02", Some("2020-01-02")),
            ("DE", "02.01.2020", Some("2020-01-02")),
            ("VN", "25/12/2019", Some("2019-12-25")),
            ("KR", "2019/12/25", Some("2019-12-25")),
            ("EP", "20191225", Some("2019-12-25")),
            ("MY", "12 Mar 2019", Some("2019-03-12")),
            ("SG", "March 12, 2019", Some("2019-03-12")),
            ("ID", "12 Agustus 2019", Some("2019-08-12")),
            ("TH", "๑๒/๐๓/๒๕๖๒", Some("2019-03-12")),
            ("TH", "12 มีนาคม 2562", Some("2019-03-12")),
            ("TH", "25620312", Some("2019-03-12")),
            ("VN", "12/03/2562", None),
            ("TW", "109.12.15", Some("2020-12-15")),
            ("CN", "2019年03月12日", Some("2019-03-12")),
            ("SA", "٢٠١٩/٠٣/١٢", Some("2019-03-12")),
            ("TH", "2020-13-02", None),
            ("TH", "soon", None),
            ("TH", "", None),
            ("TH", "1234567890", None),
        ] {
            let date = read_date(text, office.parse().expect("an office"));
            assert_eq!(date.iso.map(|iso| iso.to_string()).as_deref(), iso, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[0-9๐-๙ a-zก-ฮ./年-]{0,30}|.{0,60}") {
            let _ = read_date(&text, "TH".parse().expect("TH"));
        }
    }
}
