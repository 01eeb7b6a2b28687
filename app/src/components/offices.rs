//! Offices as the picker shows them.

use publication::{IsoDate, OfficeCode, Region};

use crate::services::OfficeHolding;

/// An office whose last delivery is this many months old no longer delivers, as far as readers are concerned.
const STALE_AFTER_MONTHS: i32 = 24;

/// An office with all its rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PickerOffice {
    /// The office.
    pub code: OfficeCode,
    /// Publications.
    pub count: u64,
    /// Last publication date.
    pub last: Option<IsoDate>,
    /// Whether all of them are samples.
    pub sample: bool,
    /// Whether nothing came for long.
    pub stale: bool,
}

/// Whether the last of something is so long ago that readers should know.
pub(crate) fn is_stale(last: Option<IsoDate>, today: IsoDate) -> bool {
    let months = |date: IsoDate| i32::from(date.year()) * 12 + i32::from(date.month());
    last.is_some_and(|last| months(today) - months(last) >= STALE_AFTER_MONTHS)
}

/// Offices that hold anything, by region, in the order of the picker. Offices without a name stand with the last region.
pub(crate) fn offices_by_region(holdings: &[OfficeHolding], today: IsoDate) -> Vec<(Region, Vec<PickerOffice>)> {
    let mut offices: Vec<PickerOffice> = Vec::new();
    for holding in holdings {
        match offices.iter_mut().find(|office| office.code == holding.office) {
            Some(office) => {
                office.count = office.count.saturating_add(holding.count);
                office.last = office.last.max(holding.last);
                office.sample &= holding.sample;
            }
            None => offices.push(PickerOffice {
                code: holding.office,
                count: holding.count,
                last: holding.last,
                sample: holding.sample,
                stale: false,
            }),
        }
    }
    for office in &mut offices {
        office.stale = is_stale(office.last, today);
    }
    offices.sort_by_key(|office| office.code);
    Region::ALL
        .into_iter()
        .filter_map(|region| {
            let within: Vec<PickerOffice> = offices
                .iter()
                .filter(|office| office.code.office().map_or(Region::International, |known| known.region) == region)
                .cloned()
                .collect();
            (!within.is_empty()).then_some((region, within))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use publication::Right;

    use super::*;

    fn day(text: &str) -> IsoDate {
        text.parse().expect("a day")
    }

    fn holding(office: &str, right: Right, last: &str, sample: bool) -> OfficeHolding {
        OfficeHolding {
            office: office.parse().expect("an office"),
            right,
            count: 10,
            first: None,
            last: Some(day(last)),
            elements: Vec::new(),
            last_delivery: None,
            years: Vec::new(),
            sample,
        }
    }

    #[test]
    fn rights_of_an_office_are_one_choice() {
        let holdings = [
            holding("TH", Right::Patent, "2020-05-01", true),
            holding("TH", Right::Trademark, "2026-05-01", false),
            holding("SG", Right::Patent, "2015-05-01", true),
            holding("XQ", Right::Patent, "2026-01-01", true),
        ];
        let regions = offices_by_region(&holdings, day("2026-11-22"));
        assert_eq!(regions.len(), 2);
        let (region, offices) = &regions[0];
        assert_eq!(*region, Region::SoutheastAsia);
        assert_eq!(offices.iter().map(|office| (office.code.as_str(), office.count, office.sample, office.stale)).collect::<Vec<_>>(), [
            ("SG", 10, true, true),
            ("TH", 20, false, false),
        ]);
        assert_eq!(regions[1].1[0].code.as_str(), "XQ");
    }

    #[test]
    fn two_years_without_a_publication_are_stale() {
        assert!(is_stale(Some(day("2024-11-30")), day("2026-11-01")));
        assert!(!is_stale(Some(day("2024-12-01")), day("2026-11-30")));
        assert!(!is_stale(None, day("2026-11-30")));
    }
}
