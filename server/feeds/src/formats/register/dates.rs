//! Dates of registers: those of XML Schema, and those of the Republic of China's era.

use publication::{IsoDate, OfficeCode, PublishedDate, ascii_digit};

use crate::formats::Remarks;

/// The office whose dates are of the Republic's era.
const TAIWAN: &str = "TW";

/// Reads a date of ST.66, ST.86 or ST.96, an `xsd:date`. The zone that some writers put behind it (`2009-01-28-05:00`, `1998-08-04Z`) is that
/// of the machine that wrote the file and was never published: it is dropped, so that one date is one text in every standard.
pub(in crate::formats) fn exchange_date(text: &str, place: &str, remarks: &mut Remarks) -> Option<PublishedDate> {
    remarks.date(place, without_zone(text.trim()))
}

fn without_zone(text: &str) -> &str {
    let Some((date, zone)) = text.split_at_checked(10) else { return text };
    let is_zone = match zone.as_bytes() {
        [b'Z'] => true,
        [b'+' | b'-', a, b, b':', c, d] => [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()),
        // A time of midnight is no time.
        _ => zone.strip_prefix("T00:00:00").is_some_and(|rest| rest.is_empty() || rest.starts_with(['Z', '+', '-', '.'])),
    };
    if is_zone && date.parse::<IsoDate>().is_ok() { date } else { text }
}

/// Reads a date as the Taiwanese office writes it: of the Republic's era (`109.12.15`, `民國109年12月15日`, `1091215`, year 1 being 1912) or of
/// the common era (`2011/01/03`, `20110103`). Digits of any script.
pub(in crate::formats) fn republic_date(text: &str) -> PublishedDate {
    let as_published = text.trim().to_owned();
    let iso = (as_published.len() <= 80).then(|| republic(&as_published)).flatten();
    PublishedDate { iso, as_published }
}

fn republic(text: &str) -> Option<IsoDate> {
    let text: String = text.chars().map(ascii_digit).collect();
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let (year, month, day) = match numbers.as_slice() {
        [year, month, day] if month.len() <= 2 && day.len() <= 2 => (*year, *month, *day),
        // Without separators, month and day have two digits each.
        [all] if (6..=8).contains(&all.len()) => {
            let (year, rest) = all.split_at(all.len() - 4);
            (year, &rest[..2], &rest[2..])
        }
        _ => return None,
    };
    // The year as words say: 民國100年, and 民國2011年 is of that era nowhere.
    let digits = if text.contains("民國") { 1 } else { year.len() };
    TAIWAN.parse::<OfficeCode>().ok()?.rules().day(year.parse().ok()?, digits, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn zones_are_dropped_and_nothing_else() {
        let mut remarks = Remarks::default();
        for (text, published) in [
            ("1995-02-07-05:00", "1995-02-07"),
            ("1998-08-04", "1998-08-04"),
            ("1998-08-04Z", "1998-08-04"),
            (" 2019-01-29+09:00 ", "2019-01-29"),
            ("2019-01-29T00:00:00", "2019-01-29"),
            ("2019-01-29T00:00:00+01:00", "2019-01-29"),
        ] {
            let date = exchange_date(text, "x", &mut remarks).expect(text);
            assert_eq!(
                (date.as_published.as_str(), date.iso.map(|iso| iso.to_string()).as_deref()),
                (published, Some(published)),
                "{text}"
            );
        }
        assert!(remarks.0.is_empty());
        for text in ["2008-01", "19960100", "2019-02-30-05:00", "soon"] {
            let date = exchange_date(text, "x", &mut remarks).expect(text);
            assert_eq!((date.as_published.as_str(), date.iso), (text, None));
        }
        assert_eq!(remarks.0.len(), 4);
        assert!(exchange_date(" ", "x", &mut remarks).is_none());
    }

    #[test]
    fn the_republics_years_begin_in_1912() {
        for (text, iso) in [
            ("109.12.15", Some("2020-12-15")),
            ("111/03/16", Some("2022-03-16")),
            ("民國 100 年 9 月 1 日", Some("2011-09-01")),
            ("中華民國９９年１２月３１日", Some("2010-12-31")),
            ("1110316", Some("2022-03-16")),
            ("990101", Some("2010-01-01")),
            ("2011/01/03", Some("2011-01-03")),
            ("1951/2/27", Some("1951-02-27")),
            ("20110103", Some("2011-01-03")),
            ("1.1.1", Some("1912-01-01")),
            ("109.02.30", None),
            ("0.1.1", None),
            ("109.12", None),
            ("千", None),
            ("", None),
        ] {
            assert_eq!(republic_date(text).iso.map(|iso| iso.to_string()).as_deref(), iso, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[0-9./年月日民國Z:+T-]{0,20}|.{0,40}") {
            let _ = republic_date(&text);
            let _ = exchange_date(&text, "x", &mut Remarks::default());
        }
    }
}
