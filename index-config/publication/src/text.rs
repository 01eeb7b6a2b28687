//! Texts of a publication: titles, abstracts, claims, descriptions.

use serde::{Deserialize, Serialize};

use crate::LanguageTag;

/// The parts of a publication that hold running text: what is searched by field and translated by part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TextPart {
    /// 名称: title of an invention, article of a design, verbal element of a mark.
    Title,
    /// 要約
    Abstract,
    /// 請求の範囲
    Claims,
    /// 明細書
    Description,
    /// 指定商品・役務
    Goods,
}

impl TextPart {
    /// All parts, in reading order.
    pub const ALL: [Self; 5] = [Self::Title, Self::Abstract, Self::Claims, Self::Description, Self::Goods];

    /// The stable word of the part, as in URLs and indexes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Abstract => "abstract",
            Self::Claims => "claims",
            Self::Description => "description",
            Self::Goods => "goods",
        }
    }

    /// The part's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Title => "名称",
            Self::Abstract => "要約",
            Self::Claims => "請求の範囲",
            Self::Description => "明細書",
            Self::Goods => "指定商品・役務",
        }
    }

    /// The part's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Abstract => "Abstract",
            Self::Claims => "Claims",
            Self::Description => "Description",
            Self::Goods => "Goods and services",
        }
    }
}

impl std::str::FromStr for TextPart {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|part| part.as_str() == word).ok_or(())
    }
}

/// A short text in one language, such as a title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LocalizedText {
    /// The language of the text.
    pub language: LanguageTag,
    /// The text, in Unicode as it came, white space folded.
    pub text: String,
}

/// An abstract in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Abstract {
    /// The language of the text.
    pub language: LanguageTag,
    /// Its paragraphs, in order; empty ones are left out.
    #[serde(default)]
    pub paragraphs: Vec<String>,
    /// Who wrote it, where the file says so (DOCDB's `abstract-source`).
    pub written_by: Option<String>,
}

/// The claims in one language. A publication has one set per language, and at times two of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimSet {
    /// The language of the claims.
    pub language: LanguageTag,
    /// The claims, in order.
    #[serde(default)]
    pub claims: Vec<Claim>,
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claim {
    /// The claim's number, from 1; the position in the set where the file has none.
    pub number: u32,
    /// The text with its parts on lines of their own, as the office's markup divides it.
    pub text: String,
    /// Numbers of the claims it depends on, where the file marks them; ascending, without doubles.
    #[serde(default)]
    pub depends_on: Vec<u32>,
}

/// A description in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Description {
    /// The language of the text.
    pub language: LanguageTag,
    /// Headings and paragraphs, in order.
    #[serde(default)]
    pub blocks: Vec<DescriptionBlock>,
}

/// A heading or a paragraph of a description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum DescriptionBlock {
    /// A heading: Technical field, 背景技術 …
    Heading {
        /// The words of the heading.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// The paragraph's number as published: `0001`.
        number: Option<String>,
        /// Its text.
        text: String,
    },
}

impl DescriptionBlock {
    /// The words of the block.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Heading { text } | Self::Paragraph { text, .. } => text,
        }
    }
}
