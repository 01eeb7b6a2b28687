//! Summaries, for lists.

use app::services::{JapaneseText, ListedFigure, PublicationSummary, ServiceError};
use publication::{Audience, PublicationId, Withheld};
use storage::{SegmentTranslation, Summary};

use super::{Portal, from_store};

impl Portal {
    /// Summaries in the order of the ids; what this audience may not see is left out.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn summaries(&self, ids: &[PublicationId], audience: Audience) -> Result<Vec<PublicationSummary>, ServiceError> {
        Ok(self.listed(ids, audience).await?.into_iter().map(|(summary, _)| summary).collect())
    }

    /// The same, with what is kept back of each from the public.
    pub(super) async fn listed(
        &self,
        ids: &[PublicationId],
        audience: Audience,
    ) -> Result<Vec<(PublicationSummary, Withheld)>, ServiceError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let summaries = self.store.summaries(ids, audience).await.map_err(from_store)?;
        let withheld: Vec<Withheld> = summaries.iter().map(|summary| summary.withheld).collect();
        Ok(self.with_figures(summaries).await?.into_iter().zip(withheld).collect())
    }

    /// A stored summary as pages show it.
    pub(super) async fn summary_of(&self, summary: Summary) -> Result<PublicationSummary, ServiceError> {
        let with_figure = self.with_figures(vec![summary]).await?.pop();
        with_figure.ok_or_else(|| super::internal(&"a summary was lost"))
    }

    async fn with_figures(&self, summaries: Vec<Summary>) -> Result<Vec<PublicationSummary>, ServiceError> {
        let publications: Vec<_> = summaries.iter().map(|summary| &*summary.publication).collect();
        let figures = self.listed_figures(&publications).await?;
        Ok(summaries.into_iter().zip(figures).map(|(summary, figure)| summary_of(summary, figure)).collect())
    }
}

/// A stored summary as pages show it, with the image that stands for it.
fn summary_of(summary: Summary, figure: Option<ListedFigure>) -> PublicationSummary {
    let Summary { publication, elements, japanese_titles, .. } = summary;
    // In the order of the titles, and only of titles that the present version still has.
    // Most have none, and hashing all titles of a page to find that out would cost as much as reading some of them.
    let titles = if japanese_titles.is_empty() { &[] } else { publication.titles.as_slice() };
    let japanese_title = titles.iter().find_map(|title| {
        let hash = crate::segments::source_hash(&title.text);
        japanese_titles
            .iter()
            .find(|japanese| japanese.key.language == title.language && (japanese.key.source_hash == hash || japanese.source == title.text))
            .and_then(japanese_of)
    });
    PublicationSummary { publication, elements, japanese_title, figure }
}

/// Stored Japanese as pages show it; `None` where what is stored cannot be read, which is then shown as untranslated.
#[must_use]
pub fn japanese_of(stored: &SegmentTranslation) -> Option<JapaneseText> {
    let provenance = serde_json::from_str(&stored.provenance).ok()?;
    let state = serde_json::from_value(serde_json::Value::String(stored.state.clone())).ok()?;
    Some(JapaneseText { text: stored.japanese.clone(), provenance, state })
}
