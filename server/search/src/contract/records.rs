//! Records to index.

use index_config::{Audiences, IndexRecord, IndexText, TextOrigin};
use publication::{Classification, ClassificationScheme, LegalStatus, TextPart};

/// A record in a few words; see [`record`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sketch {
    /// Publication id.
    pub id: &'static str,
    /// Part, language, origin and words of its texts.
    pub texts: &'static [(TextPart, &'static str, TextOrigin, &'static str)],
}

/// A record of an id, for both audiences, with nothing else in it.
pub(crate) fn bare(id: &str) -> IndexRecord {
    IndexRecord {
        id: id.parse().expect("an id"),
        audiences: Audiences::BOTH,
        publication_date: None,
        application_date: None,
        numbers: Vec::new(),
        mark_texts: Vec::new(),
        mark_feature: None,
        classifications: Vec::new(),
        applicants: Vec::new(),
        applicants_counted: Vec::new(),
        inventors: Vec::new(),
        language: None,
        status: LegalStatus::Unknown,
        elements: Vec::new(),
        texts: Vec::new(),
        sample: false,
    }
}

/// A text.
pub(crate) fn text(part: TextPart, language: &str, origin: TextOrigin, text: &str) -> IndexText {
    IndexText { part, language: language.parse().expect("a tag"), origin, text: text.to_owned() }
}

/// The record of a sketch.
pub(crate) fn record(sketch: &Sketch) -> IndexRecord {
    IndexRecord {
        texts: sketch.texts.iter().map(|(part, language, origin, words)| text(*part, language, *origin, words)).collect(),
        ..bare(sketch.id)
    }
}

/// A class.
pub(crate) fn class(scheme: ClassificationScheme, symbol: &str) -> Classification {
    Classification {
        scheme,
        national_scheme: None,
        symbol: symbol.to_owned(),
        as_published: symbol.to_owned(),
        version: None,
        rank: None,
        inventive: None,
        office: None,
    }
}
