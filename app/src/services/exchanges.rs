//! How exchanges stand: what was agreed with an office beside what came.

use publication::{Element, ExchangeAgreement, IsoDate};
use serde::{Deserialize, Serialize};

/// The short of it. The first that holds, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExchangeState {
    /// Nothing is exchanged, and nothing came.
    NotExchanged,
    /// Data are said to be exchanged, and none ever came.
    NothingCame,
    /// More days went by since the last arrival than were agreed on.
    Overdue,
    /// An element that was agreed on is in none of the publications.
    Lacking,
    /// It came in time, with what was agreed on.
    Current,
    /// It came; how often it should come, nobody has told.
    Unjudged,
    /// Nobody has told, and nothing came.
    Unknown,
}

/// An agreement, and what is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExchangeStanding {
    /// What was agreed. Of an office that the registry does not have, nothing but its name.
    pub agreement: ExchangeAgreement,
    /// Whether the registry has it.
    pub registered: bool,
    /// Publications held, samples left out.
    pub count: u64,
    /// First publication date.
    pub first: Option<IsoDate>,
    /// Last publication date.
    pub last: Option<IsoDate>,
    /// Day in Japan of the last arrival.
    pub last_arrival: Option<IsoDate>,
    /// Days since the last arrival.
    pub days_since: Option<i64>,
    /// Days by which the next arrival is late; `None` where nothing ever came or no interval is known.
    pub overdue_days: Option<i64>,
    /// The elements agreed on, and how many publications have each.
    pub fill: Vec<(Element, u64)>,
    /// The short of it.
    pub state: ExchangeState,
}
