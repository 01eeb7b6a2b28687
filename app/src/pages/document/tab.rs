//! The tabs of a document.

use publication::{Element, Right, TextPart};

use crate::{InterfaceLanguage, i18n::DocumentText};

/// A tab; each has an address of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentTab {
    /// 書誌
    Bibliographic,
    /// 要約
    Abstract,
    /// 請求の範囲
    Claims,
    /// 明細書
    Description,
    /// 指定商品・役務
    Goods,
    /// 図面
    Figures,
    /// 経過
    Events,
    /// ファミリー
    Family,
    /// 原本
    Original,
}

impl DocumentTab {
    /// All tabs, in order.
    const ALL: [Self; 9] = [
        Self::Bibliographic,
        Self::Abstract,
        Self::Claims,
        Self::Description,
        Self::Goods,
        Self::Figures,
        Self::Events,
        Self::Family,
        Self::Original,
    ];

    /// The tabs of a publication. Those of its right are always there, also empty ones, so that a reader sees what was not delivered; those
    /// that are foreign to its right are there only where it has them all the same.
    pub(super) fn of(right: Right, elements: &[Element]) -> Vec<Self> {
        Self::ALL
            .into_iter()
            .filter(|tab| {
                let belongs = match tab {
                    Self::Abstract | Self::Claims | Self::Description => matches!(right, Right::Patent | Right::UtilityModel),
                    Self::Goods => right == Right::Trademark,
                    _ => true,
                };
                belongs || tab.element().is_some_and(|element| elements.contains(&element))
            })
            .collect()
    }

    /// The tab of an address's last part.
    pub(super) fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.slug() == slug && !slug.is_empty())
    }

    /// The last part of the address; empty for the first tab.
    const fn slug(self) -> &'static str {
        match self {
            Self::Bibliographic => "",
            Self::Abstract => "abstract",
            Self::Claims => "claims",
            Self::Description => "description",
            Self::Goods => "goods",
            Self::Figures => "figures",
            Self::Events => "events",
            Self::Family => "family",
            Self::Original => "original",
        }
    }

    /// What follows the publication's path.
    pub(super) fn path(self) -> String {
        match self.slug() {
            "" => String::new(),
            slug => format!("/{slug}"),
        }
    }

    /// What the tab is called.
    pub(super) fn name(self, language: InterfaceLanguage, right: Right) -> &'static str {
        let text = DocumentText::of(language);
        match self {
            Self::Bibliographic => text.bibliographic,
            Self::Abstract => text.abstract_,
            Self::Claims => text.claims,
            Self::Description => text.description,
            Self::Goods => text.goods,
            Self::Figures => match right {
                Right::Patent | Right::UtilityModel => text.figures,
                Right::Design => text.views,
                Right::Trademark => text.mark_images,
            },
            Self::Events => text.events,
            Self::Family => text.family,
            Self::Original => text.original,
        }
    }

    /// The part that the tab shows in parallel.
    pub(super) const fn part(self) -> Option<TextPart> {
        match self {
            Self::Abstract => Some(TextPart::Abstract),
            Self::Claims => Some(TextPart::Claims),
            Self::Description => Some(TextPart::Description),
            Self::Goods => Some(TextPart::Goods),
            _ => None,
        }
    }

    /// The element that the tab shows; `None` for tabs that are never empty.
    pub(super) const fn element(self) -> Option<Element> {
        match self {
            Self::Bibliographic | Self::Original => None,
            Self::Abstract => Some(Element::Abstract),
            Self::Claims => Some(Element::Claims),
            Self::Description => Some(Element::Description),
            Self::Goods => Some(Element::Goods),
            Self::Figures => Some(Element::Figures),
            Self::Events => Some(Element::LegalEvent),
            Self::Family => Some(Element::Family),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_have_addresses_of_their_own() {
        for tab in DocumentTab::ALL.into_iter().skip(1) {
            assert_eq!(DocumentTab::from_slug(tab.slug()), Some(tab));
        }
        assert_eq!(DocumentTab::from_slug(""), None);
        assert_eq!(DocumentTab::from_slug("Claims"), None);
    }

    #[test]
    fn empty_tabs_of_the_right_stay_and_foreign_ones_go() {
        let patent = DocumentTab::of(Right::Patent, &[Element::Abstract]);
        assert!(patent.contains(&DocumentTab::Claims) && !patent.contains(&DocumentTab::Goods));
        let mark = DocumentTab::of(Right::Trademark, &[Element::Goods]);
        assert!(mark.contains(&DocumentTab::Goods) && !mark.contains(&DocumentTab::Claims));
        assert!(DocumentTab::of(Right::Design, &[Element::Description]).contains(&DocumentTab::Description));
    }
}
