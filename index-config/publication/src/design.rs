//! What designs have that patents do not (WIPO ST.80).

use serde::{Deserialize, Serialize};

use crate::LocalizedText;

/// From which side a view shows a design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ViewSide {
    /// 斜視図
    Perspective,
    /// 正面図
    Front,
    /// 背面図
    Back,
    /// 左側面図
    Left,
    /// 右側面図
    Right,
    /// 平面図
    Top,
    /// 底面図
    Bottom,
    /// 断面図
    CrossSection,
    /// 分解図
    Exploded,
    /// 部分拡大図
    Enlarged,
    /// 使用状態を示す図
    InUse,
}

impl ViewSide {
    /// The side's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Perspective => "斜視図",
            Self::Front => "正面図",
            Self::Back => "背面図",
            Self::Left => "左側面図",
            Self::Right => "右側面図",
            Self::Top => "平面図",
            Self::Bottom => "底面図",
            Self::CrossSection => "断面図",
            Self::Exploded => "分解図",
            Self::Enlarged => "拡大図",
            Self::InUse => "使用状態図",
        }
    }

    /// The side's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Perspective => "Perspective view",
            Self::Front => "Front view",
            Self::Back => "Back view",
            Self::Left => "Left side view",
            Self::Right => "Right side view",
            Self::Top => "Top view",
            Self::Bottom => "Bottom view",
            Self::CrossSection => "Cross-sectional view",
            Self::Exploded => "Exploded view",
            Self::Enlarged => "Enlarged view",
            Self::InUse => "View in use",
        }
    }
}

/// What a document says of one view (INID 55). The view itself is the figure of kind [`crate::FigureKind::DesignView`] with the same file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DesignView {
    /// Name of the image file, as in the figure.
    pub file: String,
    /// The view's number as published: `1.1`.
    pub number: Option<String>,
    /// From which side it shows the design, where that is known.
    pub side: Option<ViewSide>,
    /// The office's own words for it.
    pub as_published: Option<String>,
}

/// A design's own data (WIPO ST.80). A design is read image first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DesignDetails {
    /// Number of designs in the document (INID 28).
    pub number_of_designs: Option<u32>,
    /// The office's own number of this design within its registration or application: `M8800174-0001`, `M001`.
    pub identifier: Option<String>,
    /// Indication of the products that the design is for, by language (INID 54), where it differs from the title.
    #[serde(default)]
    pub products: Vec<LocalizedText>,
    /// Description of characteristic features, as published (INID 57).
    pub features: Option<String>,
    /// Colours (INID 55, 58 by office).
    pub colours: Option<String>,
    /// What is said of the views, in their order.
    #[serde(default)]
    pub views: Vec<DesignView>,
}
