//! Days as people write them into a form.

use publication::IsoDate;
use unicode_normalization::UnicodeNormalization;

/// The first day that a text means: of `2020` the 1st of January, of `2020-06` the 1st of June.
pub fn first(text: &str) -> Option<IsoDate> {
    let (year, month, day) = numbers(text)?;
    IsoDate::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()
}

/// The last day that a text means: of `2020` the 31st of December, of `2020-02` the 29th of February.
pub fn last(text: &str) -> Option<IsoDate> {
    let (year, month, day) = numbers(text)?;
    let month = month.unwrap_or(12);
    match day {
        Some(day) => IsoDate::new(year, month, day).ok(),
        None => (28..=31).rev().find_map(|day| IsoDate::new(year, month, day).ok()),
    }
}

/// Year, month and day: `2020`, `202006`, `20200601`, `2020-6-1`, `2020/06`, `2020.6.1`, `2020年6月1日`, full-width too.
fn numbers(text: &str) -> Option<(u16, Option<u8>, Option<u8>)> {
    if text.len() > 100 {
        return None;
    }
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    if text.bytes().all(|b| b.is_ascii_digit()) {
        let two = |range: std::ops::Range<usize>| text.get(range)?.parse::<u8>().ok();
        let year = text.get(..4)?.parse().ok()?;
        return match text.len() {
            4 => Some((year, None, None)),
            6 => Some((year, Some(two(4..6)?), None)),
            8 => Some((year, Some(two(4..6)?), Some(two(6..8)?))),
            _ => None,
        };
    }
    let text = text.strip_suffix(['年', '月', '日']).unwrap_or(&text);
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let year = parts.next().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let mut two = || match parts.next() {
        None => Some(None),
        Some(part) if (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()) => part.parse::<u8>().ok().map(Some),
        Some(_) => None,
    };
    let (month, day) = (two()?, two()?);
    parts.next().is_none().then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_read() {
        for (text, from, to) in [
            ("2020", "2020-01-01", "2020-12-31"),
            ("２０２０", "2020-01-01", "2020-12-31"),
            ("2020年", "2020-01-01", "2020-12-31"),
            ("202002", "2020-02-01", "2020-02-29"),
            ("2021/2", "2021-02-01", "2021-02-28"),
            ("2020年4月", "2020-04-01", "2020-04-30"),
            ("2020年4月5日", "2020-04-05", "2020-04-05"),
            ("2020.4.5", "2020-04-05", "2020-04-05"),
            ("20200405", "2020-04-05", "2020-04-05"),
            (" 2020-04-05 ", "2020-04-05", "2020-04-05"),
        ] {
            assert_eq!(first(text).map(|day| day.to_string()).as_deref(), Some(from), "{text}");
            assert_eq!(last(text).map(|day| day.to_string()).as_deref(), Some(to), "{text}");
        }
        for text in ["", "20", "2020-13", "2020-02-30", "2020-1-1-1", "99999999", "令和2年", "12-2020", "2020-", "+2020", "2020-+1"] {
            assert_eq!((first(text), last(text)), (None, None), "{text}");
        }
    }
}
