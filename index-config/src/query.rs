//! The query tree that both engines answer.

use publication::{LanguageTag, TextPart};
use serde::{Deserialize, Serialize};

use crate::{Filter, TextOrigin};

/// A query. Its meaning is that of sets of records; order is a matter of [`crate::Sort`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "query", content = "of", rename_all = "kebab-case")]
pub enum Query {
    /// Every record.
    Everything,
    /// Records with words in their texts.
    Text(TextQuery),
    /// Records that meet a condition.
    Filter(Filter),
    /// Records of all of these; every record where empty.
    And(Vec<Query>),
    /// Records of any of these; none where empty.
    Or(Vec<Query>),
    /// Records that are not of this.
    Not(Box<Query>),
}

/// Words to be found in a record's texts.
///
/// `words` are analysed as each language needs, and must all stand in one text (one part in one language of one origin), in any order;
/// where `exact`, they stand one after the other as written. For Japanese and Chinese a run of characters is always a phrase, so that
/// 電池 is found wherever the two characters stand side by side, and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TextQuery {
    /// The words.
    pub words: String,
    /// Whether they must stand as written, in this order.
    pub exact: bool,
    /// The parts to look in; all where empty.
    pub parts: Vec<TextPart>,
    /// The languages to look in; all where empty.
    pub languages: Vec<LanguageTag>,
    /// The origins to look in; all where empty.
    pub origins: Vec<TextOrigin>,
}

impl TextQuery {
    /// Words anywhere.
    #[must_use]
    pub fn anywhere(words: impl Into<String>) -> Self {
        Self { words: words.into(), exact: false, parts: Vec::new(), languages: Vec::new(), origins: Vec::new() }
    }
}
