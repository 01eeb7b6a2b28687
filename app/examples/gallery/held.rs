//! What the made-up portal holds, and what was agreed on it.

use app::services::{ExchangeStanding, ExchangeState, OfficeHolding};
use publication::{Element, ExchangeAgreement, Right, Standing};

use super::pieces::{day, office};

pub fn holding(code: &str, right: Right, count: u64, last: &str, sample: bool) -> OfficeHolding {
    OfficeHolding {
        office: office(code),
        right,
        count,
        first: Some(day("1998-01-05")),
        last: Some(day(last)),
        elements: vec![
            (Element::Title, count),
            (Element::Abstract, count - count / 50),
            (Element::Claims, count / 3),
            (Element::Figures, 1),
        ],
        last_delivery: Some(day("2026-10-01")),
        human_segments: 0,
        human_publications: 0,
        years: vec![(Some(2012), count / 10), (Some(2013), count / 5), (Some(2014), count / 4), (Some(2015), count / 8), (None, 2)],
        sample,
    }
}

pub fn exchanges() -> Vec<ExchangeStanding> {
    let made = |code: &str, state, fill: &[(Element, u64)], overdue: Option<i64>| {
        let mut agreement = ExchangeAgreement::unknown(office(code), None);
        agreement.agreement = Standing::Yes;
        agreement.exchange = Standing::Partly;
        agreement.elements = fill.iter().map(|(element, _)| *element).collect();
        agreement.interval_days = overdue.map(|_| 90);
        let days_since = overdue.map(|days| days + 90);
        ExchangeStanding {
            agreement,
            registered: true,
            count: 120,
            first: Some(day("2012-01-04")),
            last: Some(day("2015-12-30")),
            last_arrival: overdue.map(|_| day("2016-01-15")),
            days_since,
            overdue_days: overdue,
            fill: fill.to_vec(),
            state,
        }
    };
    vec![
        made("MY", ExchangeState::Lacking, &[(Element::Abstract, 120), (Element::Claims, 0)], Some(0)),
        made("SG", ExchangeState::Overdue, &[], Some(3_881)),
        made("UA", ExchangeState::Unknown, &[], None),
    ]
}
