//! For whom a record is read.

use serde::{Deserialize, Serialize};

/// For whom a read is made. Every read of storage and of search names its audience; there is no default, so that none can be forgotten.
///
/// A record has two projections. What is not for the public never enters the public one, so that neither a hit, a count, a facet nor a
/// highlight can tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Anybody: only what the office's agreement lets the public see (公衆提供).
    Public,
    /// People of the institution itself: everything held.
    Inside,
}

impl Audience {
    /// The stable word of this audience, as in tables and indexes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Inside => "inside",
        }
    }
}
