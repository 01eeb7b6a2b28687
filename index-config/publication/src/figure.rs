//! Figures.

use serde::{Deserialize, Serialize};

/// What a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FigureKind {
    /// 図面
    Drawing,
    /// 代表図面: the figure published with the abstract.
    Abstract,
    /// A formula, table or sequence set as an image within the text.
    Inline,
    /// A page of the search report, or another page image.
    Page,
    /// 意匠の図: one view of a design.
    DesignView,
    /// 商標見本
    Mark,
}

impl FigureKind {
    /// The kind's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Drawing => "図面",
            Self::Abstract => "代表図面",
            Self::Inline => "文中の図",
            Self::Page => "ページ画像",
            Self::DesignView => "意匠の図",
            Self::Mark => "商標見本",
        }
    }

    /// The kind's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Drawing => "Drawing",
            Self::Abstract => "Drawing of the abstract",
            Self::Inline => "Image in the text",
            Self::Page => "Page image",
            Self::DesignView => "View of the design",
            Self::Mark => "Reproduction of the mark",
        }
    }
}

/// An image that belongs to a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure {
    /// What it shows.
    pub kind: FigureKind,
    /// The figure's number or label as published: `1`, `2a`.
    pub label: Option<String>,
    /// Name of the image file, as the document refers to it.
    pub file: String,
    /// Content hash (SHA-256, hexadecimal) of the stored image; `None` where the delivery did not bring the file.
    pub content: Option<String>,
    /// Media type found in the bytes: `image/tiff`, `image/png`; `None` where there are none, or they are of no known type.
    pub media_type: Option<String>,
}
