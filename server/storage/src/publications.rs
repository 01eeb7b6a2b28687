//! Publications, their versions and summaries, and their port.

use async_trait::async_trait;
use publication::{Audience, Element, IsoDate, KindCode, OfficeCode, Operation, Publication, PublicationId, Right, Withheld};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{SegmentTranslation, StorageError};

/// A publication to store, with who may see it.
#[derive(Clone, Debug)]
pub struct PublicationToStore {
    /// What its record does to what is held.
    pub operation: Operation,
    /// The publication, normalised.
    pub publication: Publication,
    /// Whether the public may see it.
    pub public: bool,
    /// The record as it came, byte for byte, so that it can be derived again and shown.
    pub original: Vec<u8>,
    /// Other numbers it is to be found by: every form of publication, application and priority number (capital letters and digits).
    pub numbers: Vec<String>,
}

/// What storing a publication did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stored {
    /// It was new.
    Created,
    /// It superseded an older version, which stays readable; added something to the publication; or brought a deleted one back.
    Updated,
    /// It was there already, content for content; or there was nothing to delete.
    Unchanged,
    /// It took the publication away. Its versions stay.
    Deleted,
}

/// How a version came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VersionKind {
    /// By a record of the document itself.
    Document,
    /// By a record that added to it: events, a family, texts.
    Supplement,
    /// By its deletion. There is no content.
    Deletion,
}

/// A version of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Number of the version, from 1.
    pub version: i64,
    /// The delivery that brought it.
    pub delivery: String,
    /// The file within the delivery.
    pub file: String,
    /// When it was stored.
    pub stored: OffsetDateTime,
    /// How it came about.
    pub kind: VersionKind,
}

/// What lists show of a publication, without its long texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The publication without abstracts, claims, descriptions and events; all else is there.
    pub publication: Box<Publication>,
    /// The elements it has, those left out above included.
    pub elements: Vec<Element>,
    /// Japanese of its titles, by language of the source.
    pub japanese_titles: Vec<SegmentTranslation>,
    /// What is kept back of it from the public.
    pub withheld: Withheld,
}

/// Coverage of one office, right and year: what 収録状況 shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRow {
    /// The office.
    pub office: OfficeCode,
    /// The right.
    pub right: Right,
    /// Year of publication; `None` for undated records.
    pub year: Option<u16>,
    /// Publications.
    pub count: u64,
    /// How many of them are samples.
    pub samples: u64,
    /// How many of them have each element; elements that none has are left out.
    pub elements: Vec<(Element, u64)>,
    /// First publication date.
    pub first: Option<IsoDate>,
    /// Last publication date.
    pub last: Option<IsoDate>,
}

/// Publications and their versions.
#[async_trait]
pub trait PublicationRepository: Send + Sync {
    /// Stores a batch in one short transaction: upserts by id and content, keeps older versions, advances the change sequence for every
    /// publication created, updated or deleted, and enqueues the translating of titles and abstracts of those, and of what marks and designs
    /// have in their place. Answers in the order given. A record that stands twice in a batch is taken in order.
    ///
    /// A [`Operation::Supplement`] never takes the place of anything: it is kept beside the document and beside the last supplement of every
    /// other format, and the publication is what [`crate::supplemented`] makes of them; a newer record of the document keeps it. A supplement
    /// that was taken before changes nothing. One that is not for the public is added only to a publication that is not either. Of a document
    /// that is not held, it is all there is.
    ///
    /// A [`Operation::Delete`] takes the publication away from every read but those of its history, by people inside. A later record of the
    /// document brings it back, with its supplements.
    async fn store(&self, delivery: &str, batch: Vec<PublicationToStore>, now: OffsetDateTime) -> Result<Vec<Stored>, StorageError>;

    /// What storing a batch would do, without doing it.
    async fn would_store(&self, batch: Vec<PublicationToStore>) -> Result<Vec<Stored>, StorageError>;

    /// A publication, whole, if this audience may see it.
    async fn publication(&self, id: &PublicationId, audience: Audience) -> Result<Option<Publication>, StorageError>;

    /// What is kept back of it from the public; `None` where there is no such publication.
    async fn provision_of(&self, id: &PublicationId) -> Result<Option<Withheld>, StorageError>;

    /// Publications, whole, with what is kept back of them from the public, in the order of the ids; `None` where there is none. For indexing and
    /// translating, which see everything.
    async fn held(&self, ids: &[PublicationId]) -> Result<Vec<Option<(Publication, Withheld)>>, StorageError> {
        let mut held = Vec::with_capacity(ids.len());
        for id in ids {
            let publication = self.publication(id, Audience::Inside).await?;
            let withheld = self.provision_of(id).await?.unwrap_or(Withheld::EVERYTHING);
            held.push(publication.map(|publication| (publication, withheld)));
        }
        Ok(held)
    }

    /// An older version; `None` for a deletion. Of a deleted publication, people inside still read them.
    async fn version(&self, id: &PublicationId, version: i64, audience: Audience) -> Result<Option<Publication>, StorageError>;

    /// The record of a version as it came; the present version where `None`. A supplement leaves the document's record in its place.
    async fn original(&self, id: &PublicationId, version: Option<i64>, audience: Audience) -> Result<Option<Vec<u8>>, StorageError>;

    /// The versions of a publication, newest first; the first is the present one, or its deletion, which people inside are told of.
    async fn versions(&self, id: &PublicationId, audience: Audience) -> Result<Vec<Version>, StorageError>;

    /// Summaries in the order of the ids; those that this audience may not see are left out.
    async fn summaries(&self, ids: &[PublicationId], audience: Audience) -> Result<Vec<Summary>, StorageError>;

    /// Publications with one of these numbers (any form; normalised), at most `limit`, by id.
    async fn by_number(&self, numbers: &[String], audience: Audience, limit: usize) -> Result<Vec<PublicationId>, StorageError>;

    /// Publications of a family, by the source's family number or by shared priorities, the one asked for excluded; at most `limit`.
    async fn family(&self, id: &PublicationId, audience: Audience, limit: usize) -> Result<Vec<PublicationId>, StorageError>;

    /// Coverage per office, right and year.
    async fn coverage(&self, audience: Audience) -> Result<Vec<CoverageRow>, StorageError>;

    /// Kinds that an office's publications have, with counts.
    async fn kinds(&self, audience: Audience) -> Result<Vec<(OfficeCode, Option<KindCode>, u64)>, StorageError>;

    /// Ids after one, in the order of their text (byte by byte), at most `limit`: how an export or a comparison goes through everything
    /// held. From the first where `None`. The only read that names no audience: ids alone, for the institution's own tools.
    async fn ids_after(&self, after: Option<&PublicationId>, limit: usize) -> Result<Vec<PublicationId>, StorageError>;

    /// The same of one office.
    async fn ids_of_office(
        &self,
        office: OfficeCode,
        after: Option<&PublicationId>,
        limit: usize,
    ) -> Result<Vec<PublicationId>, StorageError>;
}
