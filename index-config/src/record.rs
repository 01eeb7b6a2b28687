//! What an engine is given of a publication.

use publication::{Audience, Classification, Element, LanguageTag, LegalStatus, MarkFeature, PublicationId, TextPart};
use serde::{Deserialize, Serialize};

use crate::TextOrigin;

/// The audiences that a record is for. A publication whose public and inside projections are equal is one record for both; otherwise it is
/// two records, and what is hidden stands in the inside one only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Audiences {
    /// May be found by the public.
    pub public: bool,
    /// Is found by people inside.
    pub inside: bool,
}

impl Audiences {
    /// Public and inside alike.
    pub const BOTH: Self = Self { public: true, inside: true };
    /// People inside only.
    pub const INSIDE: Self = Self { public: false, inside: true };
    /// The public only: the projection beside which an inside one stands.
    pub const PUBLIC: Self = Self { public: true, inside: false };

    /// Whether an audience may see the record.
    #[must_use]
    pub const fn has(self, audience: Audience) -> bool {
        match audience {
            Audience::Public => self.public,
            Audience::Inside => self.inside,
        }
    }
}

/// A text of a record, kept apart by part, language and origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexText {
    /// The part of the publication.
    pub part: TextPart,
    /// The language of this text; Japanese for translations.
    pub language: LanguageTag,
    /// What made it.
    pub origin: TextOrigin,
    /// The text; paragraphs and segments on lines of their own. No phrase reaches across a line's end.
    pub text: String,
}

/// One projection of one publication, as both engines index it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexRecord {
    /// The publication.
    pub id: PublicationId,
    /// Who may find this projection.
    pub audiences: Audiences,
    /// Publication date as `yyyymmdd`.
    pub publication_date: Option<u32>,
    /// Filing date as `yyyymmdd`.
    pub application_date: Option<u32>,
    /// All forms of the numbers it can be found by: publication, application and priority numbers, with and without office, kind and
    /// leading zeroes; capital letters and digits only.
    pub numbers: Vec<String>,
    /// What a mark reads: its verbal element in every form, and its transliterations.
    pub mark_texts: Vec<String>,
    /// The kind of mark, where it is known.
    pub mark_feature: Option<MarkFeature>,
    /// Its classifications; of a mark, the classes of its goods and services among them.
    pub classifications: Vec<Classification>,
    /// Names of applicants and owners, every form.
    pub applicants: Vec<String>,
    /// The first form of each applicant's or owner's name: what a record is counted by. At most [`crate::NAME_BYTES`] each.
    pub applicants_counted: Vec<String>,
    /// Names of inventors, every form.
    pub inventors: Vec<String>,
    /// Language of the publication.
    pub language: Option<LanguageTag>,
    /// Where the application or right stands, as far as events tell.
    pub status: LegalStatus,
    /// What is present.
    pub elements: Vec<Element>,
    /// Its texts: originals and Japanese.
    pub texts: Vec<IndexText>,
    /// Whether it is a sample.
    pub sample: bool,
}
