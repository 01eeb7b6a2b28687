//! Elements of a publication, for coverage and for filters on what is present.

use serde::{Deserialize, Serialize};

use crate::Publication;

/// An element that a publication may have or lack: what 要素収録率 (fill rates) are counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Element {
    /// 名称
    Title,
    /// 要約
    Abstract,
    /// 請求の範囲
    Claims,
    /// 明細書
    Description,
    /// 図面
    Figures,
    /// 出願番号・出願日
    Application,
    /// 優先権
    Priority,
    /// 出願人・権利者
    Applicant,
    /// 発明者・創作者
    Inventor,
    /// 分類
    Classification,
    /// 引用文献
    Citation,
    /// 経過情報
    LegalEvent,
    /// ファミリー
    Family,
    /// 指定商品・役務
    Goods,
}

impl Element {
    /// All elements, in the order of the coverage table.
    pub const ALL: [Self; 14] = [
        Self::Title,
        Self::Abstract,
        Self::Claims,
        Self::Description,
        Self::Figures,
        Self::Application,
        Self::Priority,
        Self::Applicant,
        Self::Inventor,
        Self::Classification,
        Self::Citation,
        Self::LegalEvent,
        Self::Family,
        Self::Goods,
    ];

    /// The stable word, as in URLs and indexes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Abstract => "abstract",
            Self::Claims => "claims",
            Self::Description => "description",
            Self::Figures => "figures",
            Self::Application => "application",
            Self::Priority => "priority",
            Self::Applicant => "applicant",
            Self::Inventor => "inventor",
            Self::Classification => "classification",
            Self::Citation => "citation",
            Self::LegalEvent => "legal-event",
            Self::Family => "family",
            Self::Goods => "goods",
        }
    }

    /// The element's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Title => "名称",
            Self::Abstract => "要約",
            Self::Claims => "請求の範囲",
            Self::Description => "明細書",
            Self::Figures => "図面",
            Self::Application => "出願番号・出願日",
            Self::Priority => "優先権",
            Self::Applicant => "出願人・権利者",
            Self::Inventor => "発明者・創作者",
            Self::Classification => "分類",
            Self::Citation => "引用文献",
            Self::LegalEvent => "経過情報",
            Self::Family => "ファミリー",
            Self::Goods => "指定商品・役務",
        }
    }

    /// The element's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Abstract => "Abstract",
            Self::Claims => "Claims",
            Self::Description => "Description",
            Self::Figures => "Drawings",
            Self::Application => "Application",
            Self::Priority => "Priority",
            Self::Applicant => "Applicant or owner",
            Self::Inventor => "Inventor or designer",
            Self::Classification => "Classification",
            Self::Citation => "Citations",
            Self::LegalEvent => "Legal events",
            Self::Family => "Family",
            Self::Goods => "Goods and services",
        }
    }

    /// Whether the publication has the element. A figure counts when the document names it, whether or not its file came.
    #[must_use]
    pub fn is_in(self, publication: &Publication) -> bool {
        use crate::PartyRole;
        let has_role = |roles: &[PartyRole]| publication.parties.iter().any(|party| roles.contains(&party.role));
        match self {
            Self::Title => !publication.titles.is_empty(),
            Self::Abstract => !publication.abstracts.is_empty(),
            Self::Claims => publication.claim_sets.iter().any(|set| !set.claims.is_empty()),
            Self::Description => publication.descriptions.iter().any(|text| !text.blocks.is_empty()),
            Self::Figures => !publication.figures.is_empty(),
            Self::Application => publication.application.is_some(),
            Self::Priority => !publication.priorities.is_empty(),
            Self::Applicant => has_role(&[PartyRole::Applicant, PartyRole::Owner, PartyRole::InventorApplicant]),
            Self::Inventor => has_role(&[PartyRole::Inventor, PartyRole::InventorApplicant]),
            Self::Classification => !publication.classifications.is_empty(),
            Self::Citation => !publication.citations.is_empty(),
            Self::LegalEvent => !publication.legal_events.is_empty(),
            Self::Family => publication.family.is_some(),
            Self::Goods => publication.mark.as_ref().is_some_and(|mark| !mark.goods.is_empty()),
        }
    }
}

impl std::str::FromStr for Element {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|element| element.as_str() == word).ok_or(())
    }
}
