//! How offices write numbers, dates and kinds: one row an office, of what is known for certain. An office without a row writes them like most.

use crate::{IsoDate, OfficeCode, Right};

/// The era that an office counts years in, beside the common one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// The common era alone.
    Common,
    /// Of the Republic of China: year 1 is 1912, written with one to three digits.
    Republic,
    /// Buddhist: 543 years ahead, written with four digits.
    Buddhist,
}

/// How one office writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeRules {
    /// The office, WIPO ST.3.
    pub office: &'static str,
    /// Numbers of its patents and utility models are filled up with zeroes to so many characters in some of its data (US `08936998`, German
    /// register `000010027360`), behind letters where they begin with such (`RE039876`). The zeroes are no part of the number.
    pub padded_to: Option<usize>,
    /// Application numbers end in a check digit behind a point (`201480000788.4`, `05255002.7`): people leave it out as often as not.
    pub check_digit: bool,
    /// Numbers begin with the year; the lengths of the serial number behind it. People shorten the year (WO 02/020444, five digits until 2003).
    pub serials_of_years: &'static [usize],
    /// Numbers begin with digits for the right (Korea: 10 patent, 20 utility model, 30 design, 40 trademark), which some data leave out.
    pub right_digits: &'static [(&'static str, Right)],
    /// The era of its dates.
    pub era: Era,
    /// Kinds that are of another right than their letter says in WIPO ST.16.
    pub kinds_of_right: &'static [(&'static str, Right)],
}

const PLAIN: OfficeRules = OfficeRules {
    office: "",
    padded_to: None,
    check_digit: false,
    serials_of_years: &[],
    right_digits: &[],
    era: Era::Common,
    kinds_of_right: &[],
};

/// The table, by office.
static RULES: &[OfficeRules] = &[
    OfficeRules { office: "CN", check_digit: true, ..PLAIN },
    OfficeRules { office: "DE", padded_to: Some(12), check_digit: true, ..PLAIN },
    OfficeRules { office: "EP", check_digit: true, ..PLAIN },
    OfficeRules {
        office: "KR",
        right_digits: &[("10", Right::Patent), ("20", Right::UtilityModel), ("30", Right::Design), ("40", Right::Trademark)],
        ..PLAIN
    },
    OfficeRules { office: "TH", era: Era::Buddhist, ..PLAIN },
    OfficeRules { office: "TW", era: Era::Republic, ..PLAIN },
    // S of ST.16 are designs; the statutory invention registrations (H) and plants (P) are patents like the letters without a meaning of
    // their own.
    OfficeRules { office: "US", padded_to: Some(8), serials_of_years: &[7], ..PLAIN },
    OfficeRules { office: "WO", serials_of_years: &[5, 6], ..PLAIN },
];

impl OfficeCode {
    /// How this office writes numbers, dates and kinds.
    #[must_use]
    pub fn rules(self) -> &'static OfficeRules {
        RULES.iter().find(|rules| rules.office == self.as_str()).unwrap_or(&PLAIN)
    }
}

impl OfficeRules {
    /// A normalised publication number without the zeroes that only fill it up. Marks and designs are numbered apart and keep theirs, but for
    /// designs that begin with a letter among the patents (US `D0618440`).
    #[must_use]
    pub fn unpadded<'n>(&self, right: Right, number: &'n str) -> std::borrow::Cow<'n, str> {
        let letters = number.bytes().take_while(u8::is_ascii_uppercase).count();
        let (prefix, digits) = number.split_at(letters);
        let among_patents = match right {
            Right::Patent | Right::UtilityModel => true,
            Right::Design => letters > 0,
            Right::Trademark => false,
        };
        let filled = among_patents && self.padded_to == Some(number.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let serial = digits.trim_start_matches('0');
        if !filled || serial.is_empty() || serial.len() == digits.len() {
            return number.into();
        }
        format!("{prefix}{serial}").into()
    }

    /// The day of a year, month and day as the office writes them; `year_digits` is how many digits the year was written with.
    #[must_use]
    pub fn day(&self, year: u32, year_digits: usize, month: u32, day: u32) -> Option<IsoDate> {
        let year = match self.era {
            // The year before the first is its year 0 nowhere.
            Era::Republic if (1..=3).contains(&year_digits) => (year > 0).then_some(year + 1911)?,
            // No date of the common era is that far ahead.
            Era::Buddhist if year > 2400 => year - 543,
            _ => year,
        };
        IsoDate::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
    }

    /// The right that documents of a kind are about: by the letters that mean the same with all offices (U and Y utility models, S designs;
    /// WIPO ST.16), except where the office says otherwise.
    #[must_use]
    pub fn right_of(&self, kind: &str) -> Right {
        let kind = kind.trim();
        if let Some((_, right)) = self.kinds_of_right.iter().find(|(code, _)| *code == kind) {
            return *right;
        }
        match kind.as_bytes().first() {
            Some(b'U' | b'Y') => Right::UtilityModel,
            Some(b'S') => Right::Design,
            _ => Right::Patent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(office: &str) -> &'static OfficeRules {
        office.parse::<OfficeCode>().expect("an office").rules()
    }

    #[test]
    fn zeroes_that_fill_up_are_no_part_of_a_number() {
        for (office, right, number, unpadded) in [
            ("DE", Right::Patent, "000010027360", "10027360"),
            ("DE", Right::UtilityModel, "000020012345", "20012345"),
            ("DE", Right::Patent, "102009041527", "102009041527"),
            ("DE", Right::Patent, "0001234", "0001234"),
            ("US", Right::Patent, "08936998", "8936998"),
            ("US", Right::Patent, "20130213561", "20130213561"),
            ("US", Right::Patent, "RE039876", "RE39876"),
            ("US", Right::Design, "D0618440", "D618440"),
            ("US", Right::Design, "08936998", "08936998"),
            ("US", Right::Trademark, "00936998", "00936998"),
            ("TH", Right::Patent, "0901001234", "0901001234"),
            ("US", Right::Patent, "00000000", "00000000"),
        ] {
            assert_eq!(rules(office).unpadded(right, number), unpadded, "{office} {number}");
        }
    }

    #[test]
    fn days_are_of_the_offices_era() {
        for (office, year, digits, iso) in [
            ("TW", 109, 3, Some("2020-12-15")),
            ("TW", 2020, 4, Some("2020-12-15")),
            ("TW", 0, 1, None),
            ("TH", 2563, 4, Some("2020-12-15")),
            ("TH", 2020, 4, Some("2020-12-15")),
            ("JP", 2020, 4, Some("2020-12-15")),
            ("JP", 109, 3, None),
        ] {
            assert_eq!(rules(office).day(year, digits, 12, 15).map(|day| day.to_string()).as_deref(), iso, "{office} {year}");
        }
        assert_eq!(rules("TW").day(109, 3, 2, 30), None);
    }

    #[test]
    fn letters_say_the_right() {
        for (office, kind, right) in [
            ("EP", "A1", Right::Patent),
            ("DE", "U1", Right::UtilityModel),
            ("KR", "Y1", Right::UtilityModel),
            ("US", "S1", Right::Design),
            ("US", "P3", Right::Patent),
            ("ES", "T3", Right::Patent),
            ("XX", "", Right::Patent),
        ] {
            assert_eq!(rules(office).right_of(kind), right, "{office} {kind}");
        }
    }

    #[test]
    fn the_table_is_sorted_and_of_known_offices() {
        assert!(RULES.windows(2).all(|pair| pair[0].office < pair[1].office));
        for row in RULES {
            let office: OfficeCode = row.office.parse().expect("an office code");
            assert!(office.office().is_some(), "{}", row.office);
        }
    }
}
