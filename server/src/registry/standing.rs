//! How an exchange stands: an agreement beside what came.

use std::collections::BTreeMap;

use app::services::{ExchangeStanding, ExchangeState, OfficeHolding};
use publication::{Element, ExchangeAgreement, IsoDate, OfficeCode, Right, Standing};

/// A day on which something last arrived of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrivalDay {
    /// The office.
    pub office: OfficeCode,
    /// The rights that it is of; where empty, nobody has told.
    pub rights: Vec<Right>,
    /// The day, in Japan.
    pub day: IsoDate,
}

/// What is held of an office and right, samples left out.
#[derive(Clone, Debug, Default)]
struct Held {
    count: u64,
    first: Option<IsoDate>,
    last: Option<IsoDate>,
    elements: BTreeMap<Element, u64>,
}

impl Held {
    fn add(&mut self, holding: &OfficeHolding) {
        self.count += holding.count;
        self.first = [self.first, holding.first].into_iter().flatten().min();
        self.last = self.last.max(holding.last);
        for (element, with) in &holding.elements {
            *self.elements.entry(*element).or_default() += with;
        }
    }
}

/// Days from one day to another; negative where the second is the earlier one.
fn days_between(from: IsoDate, to: IsoDate) -> Option<i64> {
    let day = |date: IsoDate| {
        let month = time::Month::try_from(date.month()).ok()?;
        time::Date::from_calendar_date(i32::from(date.year()), month, date.day()).ok()
    };
    Some((day(to)? - day(from)?).whole_days())
}

/// Every agreement beside what is held of its office and right; then what is held of offices that the registry does not have.
///
/// What is held, or came, of a right that has an agreement of its own counts there; all else of the office, with the office's. What came
/// without anybody telling its right counts for every agreement of the office. `arrivals` are as far as the reader may know of them.
#[must_use]
pub fn standings(
    agreements: Vec<ExchangeAgreement>,
    holdings: &[OfficeHolding],
    arrivals: &[ArrivalDay],
    today: IsoDate,
) -> Vec<ExchangeStanding> {
    let mut held: BTreeMap<(OfficeCode, Option<Right>), Held> = BTreeMap::new();
    let has = |office, right| agreements.iter().any(|agreement| agreement.office == office && agreement.right == right);
    for holding in holdings.iter().filter(|holding| !holding.sample) {
        let own = Some(holding.right);
        let right = if has(holding.office, own) { own } else { None };
        held.entry((holding.office, right)).or_default().add(holding);
    }
    let last_of = |office: OfficeCode, right: Option<Right>| {
        let is_of = |arrival: &&ArrivalDay| {
            let mut rights = arrival.rights.iter();
            arrival.office == office
                && (arrival.rights.is_empty()
                    || match right {
                        Some(own) => rights.any(|right| *right == own),
                        None => rights.any(|right| !has(office, Some(*right))),
                    })
        };
        arrivals.iter().filter(is_of).map(|arrival| arrival.day).max()
    };
    let lasts: Vec<Option<IsoDate>> = agreements.iter().map(|agreement| last_of(agreement.office, agreement.right)).collect();
    let others: Vec<_> = held.keys().map(|(office, right)| ((*office, *right), last_of(*office, *right))).collect();
    let mut rows: Vec<ExchangeStanding> = Vec::with_capacity(agreements.len());
    for (agreement, last) in agreements.into_iter().zip(lasts) {
        let came = held.remove(&(agreement.office, agreement.right)).unwrap_or_default();
        rows.push(standing(agreement, true, came, last, today));
    }
    for (of, last) in others {
        let Some(came) = held.remove(&of) else { continue };
        rows.push(standing(ExchangeAgreement::unknown(of.0, of.1), false, came, last, today));
    }
    rows.sort_by_key(|row| (row.agreement.office, row.agreement.right));
    rows
}

fn standing(agreement: ExchangeAgreement, registered: bool, held: Held, last_arrival: Option<IsoDate>, today: IsoDate) -> ExchangeStanding {
    let days_since = last_arrival.and_then(|arrival| days_between(arrival, today));
    let overdue_days = match (days_since, agreement.interval_days) {
        (Some(days), Some(interval)) => Some((days - i64::from(interval)).max(0)),
        _ => None,
    };
    let fill: Vec<(Element, u64)> =
        agreement.elements.iter().map(|element| (*element, held.elements.get(element).copied().unwrap_or_default())).collect();
    let came = last_arrival.is_some() || held.count > 0;
    let state = match (came, agreement.exchange) {
        (false, Standing::No) => ExchangeState::NotExchanged,
        (false, Standing::Yes | Standing::Partly) => ExchangeState::NothingCame,
        (false, Standing::Unknown) => ExchangeState::Unknown,
        (true, _) if overdue_days.is_some_and(|days| days > 0) => ExchangeState::Overdue,
        (true, _) if held.count > 0 && fill.iter().any(|(_, with)| *with == 0) => ExchangeState::Lacking,
        (true, _) if overdue_days.is_some() => ExchangeState::Current,
        (true, _) => ExchangeState::Unjudged,
    };
    ExchangeStanding {
        agreement,
        registered,
        count: held.count,
        first: held.first,
        last: held.last,
        last_arrival,
        days_since,
        overdue_days,
        fill,
        state,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> IsoDate {
        text.parse().expect("a day")
    }

    fn office(code: &str) -> OfficeCode {
        code.parse().expect("a code")
    }

    fn holding(code: &str, right: Right, count: u64, elements: &[(Element, u64)]) -> OfficeHolding {
        OfficeHolding {
            office: office(code),
            right,
            count,
            first: Some(day("2015-01-01")),
            last: Some(day("2020-06-30")),
            elements: elements.to_vec(),
            last_delivery: None,
            human_segments: 0,
            human_publications: 0,
            years: Vec::new(),
            sample: false,
        }
    }

    fn agreement(code: &str, right: Option<Right>, interval_days: Option<u32>, elements: &[Element]) -> ExchangeAgreement {
        let mut agreement = ExchangeAgreement::unknown(office(code), right);
        agreement.exchange = Standing::Yes;
        agreement.interval_days = interval_days;
        agreement.elements = elements.to_vec();
        agreement
    }

    fn rows(agreements: Vec<ExchangeAgreement>, holdings: &[OfficeHolding], arrived: &[(&str, &str)]) -> Vec<ExchangeStanding> {
        let arrivals: Vec<_> =
            arrived.iter().map(|(code, date)| ArrivalDay { office: office(code), rights: Vec::new(), day: day(date) }).collect();
        standings(agreements, holdings, &arrivals, day("2026-11-29"))
    }

    #[test]
    fn an_office_is_overdue_from_the_day_after_the_agreed_interval() {
        for (arrived, overdue, state) in [
            ("2026-10-30", 0, ExchangeState::Current),
            ("2026-10-29", 1, ExchangeState::Overdue),
            ("2015-12-31", 3_956, ExchangeState::Overdue),
        ] {
            let row = rows(vec![agreement("SG", None, Some(30), &[])], &[], &[("SG", arrived)]).remove(0);
            assert_eq!((row.overdue_days, row.state), (Some(overdue), state), "{arrived}");
        }
        let untold = rows(vec![agreement("SG", None, None, &[])], &[], &[("SG", "2015-12-31")]).remove(0);
        assert_eq!((untold.days_since, untold.overdue_days, untold.state), (Some(3_986), None, ExchangeState::Unjudged));
    }

    #[test]
    fn claims_agreed_on_and_never_delivered_are_lacking() {
        let agreed = [Element::Abstract, Element::Claims];
        let held = [holding("MY", Right::Patent, 120, &[(Element::Abstract, 118), (Element::Title, 120)])];
        let row = rows(vec![agreement("MY", None, Some(90), &agreed)], &held, &[("MY", "2026-11-01")]).remove(0);
        assert_eq!((row.fill, row.state), (vec![(Element::Abstract, 118), (Element::Claims, 0)], ExchangeState::Lacking));
    }

    #[test]
    fn a_right_with_an_agreement_of_its_own_is_told_apart_from_its_office() {
        let held = [
            holding("TH", Right::Patent, 5, &[]),
            holding("TH", Right::Design, 7, &[]),
            holding("TH", Right::Trademark, 9, &[]),
            OfficeHolding { sample: true, ..holding("TH", Right::UtilityModel, 1_000, &[]) },
            holding("KR", Right::Patent, 3, &[]),
        ];
        let agreements = vec![agreement("TH", None, None, &[]), agreement("TH", Some(Right::Design), None, &[])];
        let told: Vec<_> = rows(agreements, &held, &[])
            .into_iter()
            .map(|row| (row.agreement.office.to_string(), row.agreement.right, row.count, row.registered))
            .collect();
        assert_eq!(
            told,
            [("KR".to_owned(), None, 3, false), ("TH".to_owned(), None, 14, true), ("TH".to_owned(), Some(Right::Design), 7, true)]
        );
    }

    #[test]
    fn marks_that_came_yesterday_make_no_patents_less_late() {
        let arrival = |rights: &[Right], date: &str| ArrivalDay { office: office("TH"), rights: rights.to_vec(), day: day(date) };
        let agreements = vec![agreement("TH", None, Some(30), &[]), agreement("TH", Some(Right::Trademark), Some(30), &[])];
        let overdue = |arrivals: &[ArrivalDay]| {
            standings(agreements.clone(), &[], arrivals, day("2026-11-29")).into_iter().map(|row| row.overdue_days).collect::<Vec<_>>()
        };
        let marks = arrival(&[Right::Trademark], "2026-11-28");
        let patents = arrival(&[Right::Patent], "2026-10-01");
        assert_eq!(overdue(&[marks.clone()]), [None, Some(0)]);
        assert_eq!(overdue(&[marks.clone(), patents.clone()]), [Some(29), Some(0)]);
        assert_eq!(overdue(&[marks, patents, arrival(&[], "2026-11-20")]), [Some(0), Some(0)]);
    }

    #[test]
    fn what_never_came_is_told_by_what_was_said_of_the_exchange() {
        let with = |exchange| ExchangeAgreement { exchange, ..agreement("SG", None, Some(30), &[Element::Claims]) };
        let state = |exchange| rows(vec![with(exchange)], &[], &[]).remove(0).state;
        assert_eq!(
            [Standing::Yes, Standing::No, Standing::Unknown].map(state),
            [ExchangeState::NothingCame, ExchangeState::NotExchanged, ExchangeState::Unknown]
        );
    }
}
