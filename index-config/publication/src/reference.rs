//! References to documents and applications.

use serde::{Deserialize, Serialize};

use crate::{DocumentNumber, KindCode, OfficeCode, PublishedDate};

/// A published document that another one refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentReference {
    /// The publishing office; `None` where the reference does not say.
    pub office: Option<OfficeCode>,
    /// Its number; `None` where it could not be read as one.
    pub number: Option<DocumentNumber>,
    /// Its kind.
    pub kind: Option<KindCode>,
    /// Its date.
    pub date: Option<PublishedDate>,
    /// The reference as published.
    pub as_published: String,
}

/// An application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationReference {
    /// The office it was filed with.
    pub office: Option<OfficeCode>,
    /// Its number (INID 21, 210, 86).
    pub number: Option<DocumentNumber>,
    /// Filing date (INID 22, 220).
    pub date: Option<PublishedDate>,
}

/// A priority claimed (INID 30, 31 to 33, 300).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Priority {
    /// The office of first filing.
    pub office: Option<OfficeCode>,
    /// Number of the first application.
    pub number: Option<DocumentNumber>,
    /// Its date.
    pub date: Option<PublishedDate>,
}

/// A related document: parent of a division, earlier publication, international publication (INID 60 to 68, 86, 87).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RelatedDocument {
    /// The relation: an INID code (`62`, `87`) or the name of the format's element.
    pub relation: String,
    /// The document.
    pub document: DocumentReference,
}
