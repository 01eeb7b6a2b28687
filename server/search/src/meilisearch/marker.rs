//! The one document of an index that is no record: which settings it was built with, up to where it knows the store, and which attributes of
//! words it has. It has no audience, so that no question for records meets it; and it can be read by a key that can only search.

use std::collections::{BTreeMap, BTreeSet};

use index_config::{
    TextOrigin,
    meilisearch::{MEILISEARCH_SETTINGS_VERSION, attribute, words_attribute},
};
use publication::TextPart;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{fault::Fault, http::Http, unit::Row};
use crate::{SearchError, texts::Slot};

/// Its key.
const KEY: &str = "_marker";

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Marker {
    key: String,
    /// Version of the settings.
    pub marker: u32,
    /// The last number of the change sequence.
    pub applied: u64,
    /// Whether the index is being built beside the one in use.
    #[serde(default)]
    pub building: bool,
    /// Attributes of words, `title_original.ja.w1`.
    pub attributes: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Found {
    hits: Vec<Marker>,
}

/// The attributes of words of an index, by the texts that they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes(pub BTreeMap<Slot, Vec<(Row, String)>>);

impl Marker {
    /// The marker of an index of today's settings.
    pub(super) fn new(applied: u64, building: bool, attributes: BTreeSet<String>) -> Self {
        Self { key: KEY.to_owned(), marker: MEILISEARCH_SETTINGS_VERSION, applied, building, attributes }
    }

    /// Whether the index is of today's settings.
    pub(super) fn is_current(marker: &Self) -> bool {
        marker.marker == MEILISEARCH_SETTINGS_VERSION
    }

    /// Reads the marker of an index; `None` where the index is missing or has none.
    ///
    /// # Errors
    /// Where the server does not answer.
    pub(super) async fn read(http: &Http, index: &str) -> Result<Option<Self>, Fault> {
        let question = json!({
            "q": "",
            "filter": format!("{} EXISTS", attribute::MARKER),
            "attributesToRetrieve": ["key", "marker", "applied", "building", "attributes"],
            "limit": 1,
        });
        match http.ask::<Found>(&format!("/indexes/{index}/search"), &question).await {
            Ok(found) => Ok(found.hits.into_iter().next()),
            Err(fault) if fault.is_missing_index() => Ok(None),
            // An index that somebody made without our settings: nothing of it can be filtered.
            Err(Fault::Refused { code, .. }) if code == "invalid_search_filter" => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// The marker, if the index is of today's settings.
    ///
    /// # Errors
    /// [`SearchError::OutOfDate`].
    pub(super) fn current(found: Option<Self>) -> Result<Self, SearchError> {
        match found {
            Some(marker) if marker.marker == MEILISEARCH_SETTINGS_VERSION => Ok(marker),
            Some(marker) => {
                Err(SearchError::OutOfDate(format!("the index is of settings {}, not {MEILISEARCH_SETTINGS_VERSION}", marker.marker)))
            }
            None => Err(SearchError::OutOfDate("there is no index yet".to_owned())),
        }
    }

    /// The attributes by the texts that they hold.
    pub(super) fn by_slot(&self) -> Attributes {
        let tops: BTreeMap<String, (TextPart, TextOrigin)> = TextPart::ALL
            .into_iter()
            .flat_map(|part| TextOrigin::ALL.map(|origin| (words_attribute(part, origin), (part, origin))))
            .collect();
        let mut slots: BTreeMap<Slot, Vec<(Row, String)>> = BTreeMap::new();
        for name in &self.attributes {
            let mut steps = name.split('.');
            let (Some(top), Some(language), Some(row)) = (steps.next(), steps.next(), steps.next()) else { continue };
            let Some((part, origin)) = tops.get(top) else { continue };
            let row = if row.starts_with('w') { Row::Words } else { Row::Forms };
            let slot = Slot { part: *part, language: language.to_owned(), origin: *origin };
            slots.entry(slot).or_default().push((row, name.clone()));
        }
        Attributes(slots)
    }
}

/// The index that is searched.
pub(super) fn live_index(prefix: &str) -> String {
    format!("{prefix}-publications")
}

/// The index that is built beside it.
pub(super) fn beside_index(prefix: &str) -> String {
    format!("{prefix}-publications-v{MEILISEARCH_SETTINGS_VERSION}")
}
