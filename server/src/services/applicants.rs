//! Applicants' names completed while they are typed.

use app::services::{NameSuggestion, ServiceError};
use index_config::{FacetField, NAME_BYTES, Query, SearchRequest};
use publication::Audience;

use super::{Portal, from_engine, searching::counting};

/// Names given.
const MOST_NAMES: usize = 10;

impl Portal {
    /// Names of applicants and owners that begin so, most frequent first; none for what is too long to be a name's beginning.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn applicants_like(&self, typed: &str, audience: Audience) -> Result<Vec<NameSuggestion>, ServiceError> {
        let typed = typed.trim();
        if typed.is_empty() || typed.len() > NAME_BYTES {
            return Ok(Vec::new());
        }
        let request = SearchRequest { limit: MOST_NAMES, ..counting(Query::Everything, audience) };
        let facet = self.engine.facet_values(FacetField::ApplicantName, typed, &request).await.map_err(from_engine)?;
        Ok(facet.counts.into_iter().map(|count| NameSuggestion { name: count.value, count: count.count }).collect())
    }
}
