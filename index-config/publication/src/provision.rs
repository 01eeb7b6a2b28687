//! Public provision (公衆提供): which elements of an office's publications the public is shown.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Element, Publication, TextPart};

/// An element that an agreement may keep from the public while the rest of the publication is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProvidedElement {
    /// 名称
    Title,
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
    /// 原本: the record as it came, and its package.
    Original,
}

/// A word that names no such element.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not an element of provision: {0:?} (title, abstract, claims, description, goods, figures or original)")]
pub struct ProvidedElementError(pub String);

impl ProvidedElement {
    /// All of them. Their order is that of the bits in databases and never changes.
    pub const ALL: [Self; 7] = [Self::Title, Self::Abstract, Self::Claims, Self::Description, Self::Goods, Self::Figures, Self::Original];

    /// The stable word, as in commands and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Abstract => "abstract",
            Self::Claims => "claims",
            Self::Description => "description",
            Self::Goods => "goods",
            Self::Figures => "figures",
            Self::Original => "original",
        }
    }

    /// The element of coverage that it is; the original is none.
    #[must_use]
    pub const fn element(self) -> Option<Element> {
        Some(match self {
            Self::Title => Element::Title,
            Self::Abstract => Element::Abstract,
            Self::Claims => Element::Claims,
            Self::Description => Element::Description,
            Self::Goods => Element::Goods,
            Self::Figures => Element::Figures,
            Self::Original => return None,
        })
    }

    /// Its Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self.element() {
            Some(element) => element.japanese(),
            None => "原本",
        }
    }

    /// Its English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self.element() {
            Some(element) => element.english(),
            None => "Original",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

impl From<TextPart> for ProvidedElement {
    fn from(part: TextPart) -> Self {
        match part {
            TextPart::Title => Self::Title,
            TextPart::Abstract => Self::Abstract,
            TextPart::Claims => Self::Claims,
            TextPart::Description => Self::Description,
            TextPart::Goods => Self::Goods,
        }
    }
}

impl fmt::Display for ProvidedElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ProvidedElement {
    type Err = ProvidedElementError;

    fn from_str(word: &str) -> Result<Self, ProvidedElementError> {
        Self::ALL.into_iter().find(|element| element.as_str() == word).ok_or_else(|| ProvidedElementError(word.to_owned()))
    }
}

/// What is kept from the public: nothing, some elements, or the publications altogether.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Withheld(u16);

impl Withheld {
    /// Everything is shown.
    pub const NOTHING: Self = Self(0);
    /// The publications are not shown, nor that they are there.
    pub const EVERYTHING: Self = Self(1 << 15);

    /// As bits, for databases: those of [`ProvidedElement::ALL`] in their order, and the highest for [`Self::EVERYTHING`].
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// Reads [`Self::bits`]. Bits that mean nothing here keep everything back: a newer program may have set them.
    #[must_use]
    pub const fn from_bits(bits: u16) -> Self {
        let known = (1 << ProvidedElement::ALL.len()) - 1;
        if bits & !known == 0 { Self(bits) } else { Self(bits | Self::EVERYTHING.0) }
    }

    /// These and one more; `None` is the publication altogether.
    #[must_use]
    pub const fn with(self, element: Option<ProvidedElement>) -> Self {
        match element {
            Some(element) => Self(self.0 | element.bit()),
            None => Self(self.0 | Self::EVERYTHING.0),
        }
    }

    /// Whether an element is kept back. The original holds all of them: it is kept back with any.
    #[must_use]
    pub const fn has(self, element: ProvidedElement) -> bool {
        self.is_everything() || self.0 & element.bit() != 0 || (matches!(element, ProvidedElement::Original) && self.0 != 0)
    }

    /// Whether publications are kept back altogether.
    #[must_use]
    pub const fn is_everything(self) -> bool {
        self.0 & Self::EVERYTHING.0 != 0
    }

    /// Whether all is shown.
    #[must_use]
    pub const fn is_nothing(self) -> bool {
        self.0 == 0
    }

    /// Whether all that is kept back here is kept back by another too.
    #[must_use]
    pub const fn is_within(self, other: Self) -> bool {
        other.is_everything() || self.0 & !other.0 == 0
    }

    /// What both keep back.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self.is_everything(), other.is_everything()) {
            (true, _) => other,
            (_, true) => self,
            _ => Self(self.0 & other.0),
        }
    }

    /// The elements that are kept back by themselves.
    pub fn elements(self) -> impl Iterator<Item = ProvidedElement> {
        ProvidedElement::ALL.into_iter().filter(move |element| self.0 & element.bit() != 0)
    }
}

impl Publication {
    /// Takes away what is kept from the public, wherever it stands: the texts of a mark or a design belong to the part that they are read with.
    pub fn withhold(&mut self, withheld: Withheld) {
        for element in ProvidedElement::ALL.into_iter().filter(|element| withheld.has(*element)) {
            match element {
                ProvidedElement::Title => {
                    self.titles.clear();
                    if let Some(mark) = &mut self.mark {
                        (mark.verbal_element, mark.transliteration, mark.translation) = (None, None, None);
                    }
                    if let Some(design) = &mut self.design {
                        design.products.clear();
                    }
                }
                ProvidedElement::Abstract => self.abstracts.clear(),
                ProvidedElement::Claims => self.claim_sets.clear(),
                ProvidedElement::Description => {
                    self.descriptions.clear();
                    if let Some(mark) = &mut self.mark {
                        (mark.description, mark.colours, mark.disclaimer) = (None, None, None);
                    }
                    if let Some(design) = &mut self.design {
                        (design.features, design.colours) = (None, None);
                    }
                }
                ProvidedElement::Goods => {
                    if let Some(mark) = &mut self.mark {
                        mark.goods.clear();
                    }
                }
                ProvidedElement::Figures => {
                    self.figures.clear();
                    if let Some(design) = &mut self.design {
                        design.views.clear();
                    }
                }
                // Kept apart from the publication: who reads it asks for itself.
                ProvidedElement::Original => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_original_is_kept_back_with_any_element() {
        let withheld = Withheld::NOTHING.with(Some(ProvidedElement::Description));
        assert!(withheld.has(ProvidedElement::Description) && withheld.has(ProvidedElement::Original));
        assert!(!withheld.has(ProvidedElement::Claims) && !withheld.is_everything());
        assert!(!Withheld::NOTHING.has(ProvidedElement::Original));
        assert_eq!(withheld.elements().collect::<Vec<_>>(), [ProvidedElement::Description]);
    }

    #[test]
    fn bits_that_mean_nothing_keep_everything_back() {
        assert!(Withheld::from_bits(1 << 9).is_everything());
        let both = Withheld::NOTHING.with(Some(ProvidedElement::Claims)).with(Some(ProvidedElement::Figures));
        assert_eq!(Withheld::from_bits(both.bits()), both);
        assert!(!both.is_everything());
    }

    #[test]
    fn everything_holds_all_elements() {
        let claims = Withheld::NOTHING.with(Some(ProvidedElement::Claims));
        assert!(claims.is_within(Withheld::EVERYTHING) && !Withheld::EVERYTHING.is_within(claims));
        assert_eq!(claims.and(Withheld::EVERYTHING), claims);
        assert_eq!(Withheld::EVERYTHING.and(claims), claims);
    }
}
