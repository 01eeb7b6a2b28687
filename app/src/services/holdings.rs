//! What the portal holds.

use publication::{Element, IsoDate, OfficeCode, Right};
use serde::{Deserialize, Serialize};

/// How many publications of one office and right there are, and from when to when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfficeHolding {
    /// The office.
    pub office: OfficeCode,
    /// The right.
    pub right: Right,
    /// Publications.
    pub count: u64,
    /// First publication date.
    pub first: Option<IsoDate>,
    /// Last publication date.
    pub last: Option<IsoDate>,
    /// Elements that at least one publication has, with counts.
    pub elements: Vec<(Element, u64)>,
    /// Day of the last delivery of the office's feed.
    pub last_delivery: Option<IsoDate>,
    /// Sentences that people have translated.
    pub human_segments: u64,
    /// Publications with at least one of them.
    pub human_publications: u64,
    /// Publications per year of publication, oldest first; `None` for undated ones.
    pub years: Vec<(Option<u16>, u64)>,
    /// Whether all of them are samples.
    pub sample: bool,
}
