//! What trademarks have that patents do not (WIPO ST.60).

use serde::{Deserialize, Serialize};

use crate::LanguageTag;

/// Goods and services of one class (INID 511).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GoodsAndServices {
    /// Class of the Nice classification, 1 to 45; `None` where the file gives a list without classes, or by classes of the office's own.
    pub class: Option<u8>,
    /// The language of the list.
    pub language: LanguageTag,
    /// The list as published.
    pub text: String,
}

/// In what form a mark is reproduced: its feature, as WIPO ST.66 and ST.96 list them (INID 546 to 558).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MarkFeature {
    /// 文字商標: words in standard characters.
    Word,
    /// Words in characters of their own drawing.
    StylizedCharacters,
    /// 図形商標
    Figurative,
    /// 結合商標: words and figure.
    Combined,
    /// 立体商標
    ThreeDimensional,
    /// 色彩商標
    Colour,
    /// 音商標
    Sound,
    /// ホログラム商標
    Hologram,
    /// 動き商標
    Motion,
    /// 位置商標
    Position,
    /// A pattern.
    Pattern,
    /// Sound and moving images.
    Multimedia,
    /// A scent.
    Olfactory,
    /// A taste.
    Taste,
    /// Something felt by touch.
    Touch,
    /// A thread or line woven in.
    Tracer,
}

impl MarkFeature {
    /// All features, in the order in which they are shown.
    pub const ALL: [Self; 16] = [
        Self::Word,
        Self::StylizedCharacters,
        Self::Figurative,
        Self::Combined,
        Self::ThreeDimensional,
        Self::Colour,
        Self::Sound,
        Self::Hologram,
        Self::Motion,
        Self::Position,
        Self::Pattern,
        Self::Multimedia,
        Self::Olfactory,
        Self::Taste,
        Self::Touch,
        Self::Tracer,
    ];

    /// The stable word, as in URLs and indexes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::StylizedCharacters => "stylized-characters",
            Self::Figurative => "figurative",
            Self::Combined => "combined",
            Self::ThreeDimensional => "three-dimensional",
            Self::Colour => "colour",
            Self::Sound => "sound",
            Self::Hologram => "hologram",
            Self::Motion => "motion",
            Self::Position => "position",
            Self::Pattern => "pattern",
            Self::Multimedia => "multimedia",
            Self::Olfactory => "olfactory",
            Self::Taste => "taste",
            Self::Touch => "touch",
            Self::Tracer => "tracer",
        }
    }

    /// The feature's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Word => "文字商標",
            Self::StylizedCharacters => "文字商標(図案化)",
            Self::Figurative => "図形商標",
            Self::Combined => "結合商標(文字と図形)",
            Self::ThreeDimensional => "立体商標",
            Self::Colour => "色彩のみからなる商標",
            Self::Sound => "音商標",
            Self::Hologram => "ホログラム商標",
            Self::Motion => "動き商標",
            Self::Position => "位置商標",
            Self::Pattern => "模様商標",
            Self::Multimedia => "マルチメディア商標",
            Self::Olfactory => "においの商標",
            Self::Taste => "味の商標",
            Self::Touch => "触感の商標",
            Self::Tracer => "トレーサー商標",
        }
    }

    /// The feature's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Word => "Word mark",
            Self::StylizedCharacters => "Stylized characters",
            Self::Figurative => "Figurative mark",
            Self::Combined => "Combined mark (word and figure)",
            Self::ThreeDimensional => "Three-dimensional mark",
            Self::Colour => "Colour mark",
            Self::Sound => "Sound mark",
            Self::Hologram => "Hologram mark",
            Self::Motion => "Motion mark",
            Self::Position => "Position mark",
            Self::Pattern => "Pattern mark",
            Self::Multimedia => "Multimedia mark",
            Self::Olfactory => "Scent mark",
            Self::Taste => "Taste mark",
            Self::Touch => "Tactile mark",
            Self::Tracer => "Tracer mark",
        }
    }
}

impl std::str::FromStr for MarkFeature {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|feature| feature.as_str() == word).ok_or(())
    }
}

/// A trademark's own data (WIPO ST.60). A mark is read image first: its reproduction is the figure of kind [`crate::FigureKind::Mark`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct MarkDetails {
    /// Verbal element of the mark (INID 541, or the words of 540).
    pub verbal_element: Option<String>,
    /// Kind of mark as published: word, figurative, three-dimensional (INID 546 to 558); a code where the office gives one.
    pub kind: Option<String>,
    /// What that kind means, where it is known; never guessed.
    pub feature: Option<MarkFeature>,
    /// Whom or what the mark is for, as published: individual, collective, certification (INID 550 to 552).
    pub category: Option<String>,
    /// Whether the mark is in standard characters (INID 546), where stated.
    pub standard_characters: Option<bool>,
    /// Transliteration (INID 561).
    pub transliteration: Option<String>,
    /// Translation of the mark, as published (INID 566).
    pub translation: Option<String>,
    /// Description of the mark, as published (INID 571).
    pub description: Option<String>,
    /// Colours claimed (INID 591).
    pub colours: Option<String>,
    /// Disclaimer (INID 526).
    pub disclaimer: Option<String>,
    /// Goods and services, by class and language.
    #[serde(default)]
    pub goods: Vec<GoodsAndServices>,
}
