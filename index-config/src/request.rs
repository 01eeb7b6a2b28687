//! A question to an engine.

use publication::Audience;
use serde::{Deserialize, Serialize};

use crate::{FacetField, Query};

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Best first; newest first where all are equally good.
    #[default]
    Relevance,
    /// By publication date, newest first; undated last.
    Newest,
    /// By publication date, oldest first; undated last.
    Oldest,
}

impl Sort {
    /// All orders, as they are offered.
    pub const ALL: [Self; 3] = [Self::Relevance, Self::Newest, Self::Oldest];

    /// The stable word, as in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }
}

impl std::str::FromStr for Sort {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word).ok_or(())
    }
}

/// A question to an engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchRequest {
    /// What to find.
    pub query: Query,
    /// For whom. Part of every question; an engine ands it to the query.
    pub audience: Audience,
    /// In which order.
    pub sort: Sort,
    /// Hits to skip.
    pub offset: usize,
    /// Hits wanted; 0 for counts alone.
    pub limit: usize,
    /// Facets wanted.
    pub facets: Vec<FacetField>,
    /// Whether to say where each hit matched.
    pub highlight: bool,
}
