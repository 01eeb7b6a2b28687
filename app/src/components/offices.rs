//! Offices as the picker shows them.

use publication::{IsoDate, OfficeCode, Region};

use crate::services::OfficeHolding;

/// An office whose last publication is this many months behind no longer delivers, as far as readers are concerned.
const STALE_AFTER_MONTHS: i32 = 36;

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
    /// Whole years since the last publication, where nothing came for long.
    pub stale_years: Option<u16>,
}

/// The day that last publications are compared with: today; for samples, which are a picture of one time, the day of the newest sample,
/// since otherwise every one of them would be called old a few years from now.
pub(crate) fn up_to_date(holdings: &[OfficeHolding], sample: bool, today: IsoDate) -> IsoDate {
    let newest = || holdings.iter().filter(|holding| holding.sample).filter_map(|holding| holding.last).max();
    if sample { newest().map_or(today, |newest| newest.min(today)) } else { today }
}

/// Whether the last of something is so long before a day that readers should know.
pub(crate) fn is_stale(last: Option<IsoDate>, up_to_date: IsoDate) -> bool {
    last.is_some_and(|last| months_between(last, up_to_date) >= STALE_AFTER_MONTHS)
}

fn months_between(from: IsoDate, to: IsoDate) -> i32 {
    let months = |date: IsoDate| i32::from(date.year()) * 12 + i32::from(date.month());
    months(to) - months(from) - i32::from(to.day() < from.day())
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
                stale_years: None,
            }),
        }
    }
    for office in &mut offices {
        let old = office.last.filter(|last| is_stale(Some(*last), up_to_date(holdings, office.sample, today)));
        office.stale_years = old.and_then(|last| u16::try_from(months_between(last, today) / 12).ok());
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
            human_segments: 0,
            human_publications: 0,
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
        assert_eq!(
            offices.iter().map(|office| (office.code.as_str(), office.count, office.sample, office.stale_years)).collect::<Vec<_>>(),
            [("SG", 10, true, Some(11)), ("TH", 20, false, None),]
        );
        assert_eq!(regions[1].1[0].code.as_str(), "XQ");
    }

    #[test]
    fn three_years_without_a_publication_are_stale() {
        assert!(is_stale(Some(day("2023-11-01")), day("2026-11-01")));
        assert!(!is_stale(Some(day("2023-11-02")), day("2026-11-01")));
        assert!(!is_stale(None, day("2026-11-30")));
    }

    #[test]
    fn samples_are_compared_with_the_newest_sample() {
        let holdings = [holding("TH", Right::Patent, "2021-05-01", true), holding("SG", Right::Patent, "2015-05-01", true)];
        let regions = offices_by_region(&holdings, day("2036-11-22"));
        let years: Vec<_> = regions[0].1.iter().map(|office| (office.code.as_str(), office.stale_years)).collect();
        assert_eq!(years, [("SG", Some(21)), ("TH", None)]);
    }
}
