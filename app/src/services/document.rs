//! A document, as lists and its own page show it.

use publication::{Element, IsoDate, LanguageTag, Publication, PublicationId, TextPart};
use serde::{Deserialize, Serialize};

use super::{CoverageMeter, JapaneseText, ListedFigure, ParallelSegment, ShownFigure};

/// What a list shows of a publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublicationSummary {
    /// The publication without its long texts.
    pub publication: Box<Publication>,
    /// The elements it has, long texts included.
    pub elements: Vec<Element>,
    /// Japanese of its title; of the first title that has one.
    pub japanese_title: Option<JapaneseText>,
    /// The image that stands for it; `None` where there is none, or none yet.
    pub figure: Option<ListedFigure>,
}

/// A text of a mark or a design that stands in the bibliographic data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldTextKind {
    /// Indication of a product that a design is for, beside its title.
    Product,
    /// Characteristic features of a design.
    Features,
    /// Description of a mark.
    MarkDescription,
    /// Colours of a mark or a design.
    Colours,
    /// Disclaimer.
    Disclaimer,
}

/// Such a text, segment by segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldText {
    /// What it is.
    pub kind: FieldTextKind,
    /// Its language.
    pub language: LanguageTag,
    /// Its segments.
    pub segments: Vec<ParallelSegment>,
}

/// A stored version of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionInfo {
    /// Number of the version, from 1.
    pub version: i64,
    /// Day it was stored.
    pub stored: IsoDate,
    /// The file it came from.
    pub file: String,
}

/// The part of a document that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPart {
    /// The part.
    pub part: TextPart,
    /// In which language; else that of the publication.
    pub language: Option<LanguageTag>,
}

/// The document page: everything but the parallel texts, which are asked for by tab.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentPage {
    /// The publication.
    pub summary: PublicationSummary,
    /// What is said of a mark or a design beyond its title, with its Japanese; empty for other rights.
    pub field_texts: Vec<FieldText>,
    /// Its figures as far as they can be shown, in the publication's order.
    pub figures: Vec<ShownFigure>,
    /// Members of its family held here (readable by this audience).
    pub family: Vec<PublicationSummary>,
    /// Cited documents held here: position in the publication's citations, and the document.
    pub cited: Vec<(usize, PublicationId)>,
    /// Its versions, newest first.
    pub versions: Vec<VersionInfo>,
    /// How far the Japanese has come, over the whole document.
    pub meter: CoverageMeter,
    /// Day of the delivery it came by.
    pub delivered: Option<IsoDate>,
    /// Whether an engine is configured, so that translating on demand can be offered.
    pub engine: Option<String>,
}
