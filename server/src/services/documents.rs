//! A document: its page and its original.

use app::services::{AskedPart, DocumentPage, ParallelText, ServiceError, VersionInfo};
use publication::{Audience, CitedWork, Publication, PublicationId};
use storage::{StorageError, VersionKind};

use super::{Portal, from_store};
use crate::clock;

/// Most citations that are looked up for links.
const LINKED_CITATIONS: usize = 60;
/// Most members of a family shown as held here.
const FAMILY: usize = 100;

impl Portal {
    pub(super) async fn document_page(
        &self,
        id: &PublicationId,
        asked: Option<&AskedPart>,
        audience: Audience,
    ) -> Result<Option<(DocumentPage, Option<ParallelText>)>, ServiceError> {
        let Some(publication) = self.whole(id, audience).await? else { return Ok(None) };
        let Some(summary) = self.store.summaries(std::slice::from_ref(id), audience).await.map_err(from_store)?.pop() else {
            return Ok(None);
        };
        let family = self.store.family(id, audience, FAMILY).await.map_err(from_store)?;
        let family = self.summaries(&family, audience).await?;
        let versions = self.store.versions(id, audience).await.map_err(from_store)?;
        let delivered = match self.store.delivery(&publication.source.delivery).await.map_err(from_store)? {
            Some(delivery) => clock::day_in_japan(delivery.received),
            None => None,
        };
        let stored = self.stored_japanese(id).await?;
        let text = match asked {
            Some(AskedPart { part, language }) => self.parallel_text(&publication, &stored, *part, language.as_ref(), audience).await?,
            None => None,
        };
        let meter = self.meter_of(&publication, &stored, text.as_ref(), audience).await?;
        let cited = self.cited_here(&publication, audience).await?;
        let field_texts = self.field_texts_of(&publication, &stored, audience).await?;
        let figures = self.shown_figures(&publication).await?;
        let mut summary = self.summary_of(summary).await?;
        // The page of one document shows what lists leave out: events, texts of the mark.
        *summary.publication = without_long_texts(publication);
        let page = DocumentPage {
            summary,
            field_texts,
            figures,
            family,
            cited,
            versions: versions
                .into_iter()
                // A deletion has no content to be shown, and is over where there is a present version.
                .filter(|version| version.kind != VersionKind::Deletion)
                .filter_map(|version| {
                    Some(VersionInfo { version: version.version, stored: clock::day_in_japan(version.stored)?, file: version.file })
                })
                .collect(),
            meter,
            delivered,
            engine: self.maker.engine_name(),
        };
        Ok(Some((page, text)))
    }

    /// A publication, whole.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn whole(&self, id: &PublicationId, audience: Audience) -> Result<Option<Publication>, ServiceError> {
        self.store.publication(id, audience).await.map_err(from_store)
    }

    /// Cited documents that are held here and that this audience may see.
    async fn cited_here(&self, publication: &Publication, audience: Audience) -> Result<Vec<(usize, PublicationId)>, ServiceError> {
        let mut cited = Vec::new();
        let patents = publication.citations.iter().enumerate().filter_map(|(at, citation)| match &citation.cited {
            CitedWork::Patent { document } => Some((at, document)),
            CitedWork::Literature { .. } => None,
        });
        for (at, document) in patents.take(LINKED_CITATIONS) {
            let (Some(office), Some(number)) = (document.office, &document.number) else { continue };
            let form = format!("{office}{}", number.normalised);
            let found = self.store.by_number(&[form], audience, 4).await.map_err(from_store)?;
            let fits = |id: &&PublicationId| {
                id.office() == office
                    && id.number() == number.normalised
                    && (document.kind.is_none() || id.kind() == document.kind.as_ref())
            };
            if let Some(id) = found.iter().find(fits) {
                cited.push((at, id.clone()));
            }
        }
        Ok(cited)
    }

    /// The record as it came, with an ending for its file's name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn original_file(&self, id: &PublicationId, audience: Audience) -> Result<Option<(Vec<u8>, &'static str)>, StorageError> {
        let original = self.store.original(id, None, audience).await?;
        Ok(original.map(|bytes| {
            let is_markup = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF)) == Some(&b'<');
            (bytes, if is_markup { "xml" } else { "txt" })
        }))
    }

    pub(super) async fn original_text(
        &self,
        id: &PublicationId,
        limit: usize,
        audience: Audience,
    ) -> Result<Option<(String, bool)>, ServiceError> {
        let Some(bytes) = self.store.original(id, None, audience).await.map_err(from_store)? else { return Ok(None) };
        let cut = bytes.len() > limit;
        let shown = &bytes[..bytes.len().min(limit)];
        Ok(Some((String::from_utf8_lossy(shown).into_owned(), cut)))
    }
}

/// The publication as the document page is given it: the long texts are asked for by tab.
fn without_long_texts(mut publication: Publication) -> Publication {
    publication.abstracts.clear();
    publication.claim_sets.clear();
    publication.descriptions.clear();
    publication
}
