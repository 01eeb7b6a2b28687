//! Dates, as ISO 8601 and as published.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::text_form::text_form;

/// A calendar date of ISO 8601, `2021-07-07`, that exists: no 30th of February.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
pub struct IsoDate {
    year: u16,
    month: u8,
    day: u8,
}

/// A text or number that is no date of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not a calendar date: {0:?}")]
pub struct IsoDateError(pub String);

impl IsoDate {
    /// A date of the years 1700 to 2199: no office published before, and what claims to be from after is a slip of the pen.
    ///
    /// # Errors
    /// When the calendar has no such day, or the year is outside that range.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, IsoDateError> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        if (1700..2200).contains(&year) && (1..=days).contains(&day) {
            Ok(Self { year, month, day })
        } else {
            Err(IsoDateError(format!("{year:04}-{month:02}-{day:02}")))
        }
    }

    /// The year of the common era.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The date as the number `yyyymmdd`, for ranges in an index.
    #[must_use]
    pub const fn as_number(self) -> u32 {
        self.year as u32 * 10_000 + self.month as u32 * 100 + self.day as u32
    }

    /// The date of the number `yyyymmdd`.
    ///
    /// # Errors
    /// When the number is no such date.
    pub fn from_number(number: u32) -> Result<Self, IsoDateError> {
        let refused = || IsoDateError(number.to_string());
        let year = u16::try_from(number / 10_000).map_err(|_| refused())?;
        let month = u8::try_from(number / 100 % 100).map_err(|_| refused())?;
        let day = u8::try_from(number % 100).map_err(|_| refused())?;
        Self::new(year, month, day).map_err(|_| refused())
    }
}

impl FromStr for IsoDate {
    type Err = IsoDateError;

    /// Reads `yyyy-mm-dd` and nothing else; offices' own ways of writing dates are read where their files are.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || IsoDateError(text.to_owned());
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(refused());
        }
        let number = |range: std::ops::Range<usize>| -> Result<u16, IsoDateError> {
            if !bytes[range.clone()].iter().all(u8::is_ascii_digit) {
                return Err(refused());
            }
            text[range].parse().map_err(|_| refused())
        };
        let month = u8::try_from(number(5..7)?).map_err(|_| refused())?;
        let day = u8::try_from(number(8..10)?).map_err(|_| refused())?;
        Self::new(number(0..4)?, month, day).map_err(|_| refused())
    }
}

text_form!(IsoDate, "a date of ISO 8601", |date, serializer| serializer.collect_str(date));

impl fmt::Display for IsoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A date as it was published, and what it means where that could be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublishedDate {
    /// The date; `None` where the published form could not be read, or names no day of the calendar.
    pub iso: Option<IsoDate>,
    /// The date as the file had it: `20210707`, `109.12.15`, `07.07.2021`.
    pub as_published: String,
}

impl PublishedDate {
    /// Reads a date the way most files write it: eight digits, or year, month and day with any separator (`1951/02/27`, `1988-07-07`), also
    /// with a time zone behind (`2009-01-28-05:00`), which is dropped: an office's date is that office's day. A day or month of `00`, as
    /// back files have them, leaves `iso` empty.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let as_published = text.trim().to_owned();
        let iso = Self::year_first(&as_published);
        Self { iso, as_published }
    }

    fn year_first(text: &str) -> Option<IsoDate> {
        if text.len() > 40 {
            return None;
        }
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            return IsoDate::from_number(text.parse().ok()?).ok();
        }
        let mut numbers = text.split(|c: char| !c.is_ascii_digit());
        let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return None;
        }
        IsoDate::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    }
}

impl From<IsoDate> for PublishedDate {
    fn from(date: IsoDate) -> Self {
        Self { iso: Some(date), as_published: date.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_read_as_offices_write_them() {
        for (published, iso) in [
            ("20210707", Some("2021-07-07")),
            ("2009-01-28-05:00", Some("2009-01-28")),
            ("1988-07-07", Some("1988-07-07")),
            ("1951/02/27", Some("1951-02-27")),
            ("20210231", None),
            ("19900000", None),
            ("00000000", None),
            ("99991231", None),
            ("", None),
            ("07.07.2021", None),
        ] {
            let date = PublishedDate::read(published);
            assert_eq!(date.iso.map(|d| d.to_string()).as_deref(), iso, "{published}");
            assert_eq!(date.as_published, published);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in ".{0,60}") {
            let _ = PublishedDate::read(&text);
            let _ = text.parse::<IsoDate>();
        }

        #[test]
        fn a_date_survives_its_number_and_its_text(number in 17_000_101_u32..21_991_231) {
            if let Ok(date) = IsoDate::from_number(number) {
                prop_assert_eq!(date.as_number(), number);
                prop_assert_eq!(date.to_string().parse::<IsoDate>().expect("its own text"), date);
            }
        }
    }
}
