//! Conditions that a record meets or does not: the exact half of a query.

use publication::{
    ClassificationScheme, Element, IsoDate, KindCode, LanguageTag, LegalStatus, MarkFeature, OfficeCode, PublicationId, Right,
};
use serde::{Deserialize, Serialize};

use crate::{MarkMatch, TextOrigin};

/// One condition. Lists mean "any of"; an empty list is met by no record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "filter", content = "value", rename_all = "kebab-case")]
pub enum Filter {
    /// Published by one of these offices.
    Offices(Vec<OfficeCode>),
    /// About one of these rights.
    Rights(Vec<Right>),
    /// Of one of these kinds.
    Kinds(Vec<KindCode>),
    /// With an original text in one of these languages (`zh` also means `zh-Hans` and `zh-Hant`).
    Languages(Vec<LanguageTag>),
    /// Published between these days, both included. A record without a date does not meet it.
    Published {
        /// First day.
        from: Option<IsoDate>,
        /// Last day.
        to: Option<IsoDate>,
    },
    /// Filed between these days, both included.
    Filed {
        /// First day.
        from: Option<IsoDate>,
        /// Last day.
        to: Option<IsoDate>,
    },
    /// Classified in this symbol or below: `H01M`, `H01M10`, `H01M 10/052`, Locarno `14`, Nice `9`, Vienna `26.1`.
    Class {
        /// The scheme; any where `None`.
        scheme: Option<ClassificationScheme>,
        /// The symbol or its beginning, at a level's end: `H01M10` does not mean `H01M 100/00`, and Nice `9` not class 90.
        symbol: String,
    },
    /// An applicant or owner whose name holds these words in this order (case, width and accents ignored).
    Applicant(String),
    /// An applicant or owner with exactly one of these names as first form: what [`crate::FacetField::Applicant`] counts.
    ApplicantIs(Vec<String>),
    /// An inventor whose name holds these words in this order.
    Inventor(String),
    /// A mark whose verbal element, or a transliteration of it, is or holds this; a text without letters and digits is met by no record.
    Mark {
        /// What it reads.
        text: String,
        /// How it is compared.
        by: MarkMatch,
    },
    /// A mark of one of these kinds.
    MarkFeatures(Vec<MarkFeature>),
    /// Having all of these elements.
    Has(Vec<Element>),
    /// Of one of these legal statuses.
    Statuses(Vec<LegalStatus>),
    /// Having one of these numbers, normalised.
    Numbers(Vec<String>),
    /// One of these publications.
    Ids(Vec<PublicationId>),
    /// Having Japanese made in one of these ways.
    Made(Vec<TextOrigin>),
}
