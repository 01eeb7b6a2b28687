//! Numbers and dates as readers write them.

use publication::{IsoDate, PublishedDate};

use super::Common;
use crate::{InterfaceLanguage, services::Moment};

/// A count with separators: `12,403`.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share of a whole in whole per cent, rounded down, so that only what is complete is called 100 %.
pub(crate) fn percent(part: u64, whole: u64) -> u64 {
    if whole == 0 { 0 } else { (u128::from(part.min(whole)) * 100 / u128::from(whole)) as u64 }
}

/// A day: `2021年7月7日`, `2021-07-07`.
pub(crate) fn plain_date(language: InterfaceLanguage, date: IsoDate) -> String {
    match language {
        InterfaceLanguage::Ja => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        InterfaceLanguage::En => date.to_string(),
    }
}

/// A day and its time, in Japan: `2026年11月22日 09:41`.
pub(crate) fn moment(language: InterfaceLanguage, at: &Moment) -> String {
    format!("{} {}", plain_date(language, at.day), at.time)
}

/// A date as it was read, or as it was published where it could not be read.
pub(crate) fn date(language: InterfaceLanguage, date: &PublishedDate) -> String {
    date.iso.map_or_else(|| date.as_published.clone(), |iso| plain_date(language, iso))
}

/// A date that may be missing.
pub(crate) fn optional_date(language: InterfaceLanguage, published: Option<&PublishedDate>) -> String {
    published.map_or_else(|| Common::of(language).unknown_date.to_owned(), |published| date(language, published))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_by_three() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (12_403_999, "12,403,999")] {
            assert_eq!(count(number), text);
        }
    }

    #[test]
    fn only_the_whole_is_a_hundred_per_cent() {
        assert_eq!(percent(999, 1000), 99);
        assert_eq!(percent(1000, 1000), 100);
        assert_eq!(percent(1, 0), 0);
    }

    #[test]
    fn unreadable_dates_are_shown_as_published() {
        let unreadable = PublishedDate::read("19900000");
        assert_eq!(date(InterfaceLanguage::Ja, &unreadable), "19900000");
        assert_eq!(date(InterfaceLanguage::Ja, &PublishedDate::read("20210707")), "2021年7月7日");
    }
}
