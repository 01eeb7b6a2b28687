//! What is known of an index for a while, and what text queries became by it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use index_config::{Query, TextQuery};

use super::{
    marker::{Attributes, Marker},
    plan::{self, Branch},
    searches,
};
use crate::{
    SearchError,
    texts::{Asked, Needles},
};

/// Text queries whose searches are remembered.
const MOST_REMEMBERED: usize = 256;
/// Bytes of a query's words that are read by a thread which has other requests to answer.
const FEW_WORDS: usize = 512;

/// What is known of an index.
pub(super) struct Known {
    /// The last number of the change sequence that it has.
    pub applied: u64,
    /// The attributes of words.
    pub attributes: Attributes,
    /// What text queries became lately. A page asks of its words many times: for its hits, for each facet with a condition of its own, for each
    /// rendering, for each origin.
    searches: Mutex<HashMap<TextQuery, Arc<[Branch]>>>,
}

impl Known {
    /// What its marker tells.
    pub(super) fn of(marker: &Marker) -> Self {
        Self { applied: marker.applied, attributes: marker.by_slot(), searches: Mutex::default() }
    }

    /// The searches that together find a text query's records; `number` is the query's.
    ///
    /// # Errors
    /// [`SearchError::TooLarge`] where its words have too many forms.
    pub(super) fn searches(&self, text: &TextQuery, number: usize) -> Result<Vec<Branch>, SearchError> {
        let numbered = |found: &[Branch]| found.iter().map(|search| Branch { leaves: vec![number], ..search.clone() }).collect();
        // A poisoned lock means a panic while a pointer was put in its place: what is there is whole.
        let remembered = || self.searches.lock().unwrap_or_else(PoisonError::into_inner);
        let known = remembered().get(text).map(Arc::clone);
        if let Some(found) = known {
            return Ok(numbered(&found));
        }
        let found = searches::searches(text, number, &self.attributes)?;
        if text.words.len() <= FEW_WORDS {
            let mut remembered = remembered();
            if remembered.len() < MOST_REMEMBERED {
                remembered.insert(text.clone(), found.as_slice().into());
            }
        }
        Ok(found)
    }

    /// The groups of languages that the index holds.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        self.attributes.0.keys().map(|slot| slot.language.as_str())
    }
}

/// What a query's words become in the languages that the index holds; `None` where nothing is to be shown. Many words are read aside.
pub(super) async fn needles(shows: bool, query: &Arc<Query>, known: &Known) -> Result<Option<Arc<[Needles]>>, SearchError> {
    if !shows {
        return Ok(None);
    }
    if plan::leaves(query).iter().map(|text| text.words.len()).sum::<usize>() <= FEW_WORDS {
        return Ok(Some(Asked::needles(query, known.languages()).into()));
    }
    let (query, languages): (_, Vec<String>) = (Arc::clone(query), known.languages().map(str::to_owned).collect());
    let made = tokio::task::spawn_blocking(move || Asked::needles(&query, languages.iter().map(String::as_str)));
    Ok(Some(made.await.map_err(|e| SearchError::Failed(e.to_string()))?.into()))
}
