//! The publication itself.

use serde::{Deserialize, Serialize};

use crate::{
    Abstract, ApplicationReference, Citation, ClaimSet, Classification, Description, DesignDetails, DocumentNumber, Element, Family,
    Figure, LanguageTag, LegalEvent, LocalizedText, MarkDetails, Party, Priority, PublicationId, PublishedDate, RegisterStatus,
    RelatedDocument, Source,
};

/// One document as an office published it, normalised: what every format is read into and every page is made from.
///
/// Lists keep the order of the file. What a delivery did not bring is an empty list or `None`, never an empty text; JSON of it is read with or
/// without such members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publication {
    /// Its identity.
    pub id: PublicationId,
    /// Its number as published and normalised (INID 11, 111).
    pub number: DocumentNumber,
    /// Kind of document in the office's words (INID 12): "European patent specification".
    pub kind_text: Option<String>,
    /// Date of publication (INID 40 to 48, whichever made this document public).
    pub publication_date: Option<PublishedDate>,
    /// Date of registration or grant (INID 15, 151, 24), where it differs.
    pub registration_date: Option<PublishedDate>,
    /// Date the right expires (INID 18, 180), where stated.
    pub expiry_date: Option<PublishedDate>,
    /// Language of the publication (INID 26).
    pub language: Option<LanguageTag>,
    /// Language of filing (INID 25).
    pub filing_language: Option<LanguageTag>,
    /// Status in the office's own words, where the file gives one.
    pub status: Option<String>,
    /// What that status means, where it is known; never guessed.
    #[serde(default)]
    pub register_status: Option<RegisterStatus>,
    /// Since when it has that status.
    #[serde(default)]
    pub status_date: Option<PublishedDate>,
    /// The application (INID 21, 22).
    pub application: Option<ApplicationReference>,
    /// Priorities claimed (INID 30).
    #[serde(default)]
    pub priorities: Vec<Priority>,
    /// Related documents (INID 60 to 68, 86, 87).
    #[serde(default)]
    pub related: Vec<RelatedDocument>,
    /// Titles by language (INID 54); a mark's verbal element, a design's article.
    #[serde(default)]
    pub titles: Vec<LocalizedText>,
    /// Abstracts by language (INID 57).
    #[serde(default)]
    pub abstracts: Vec<Abstract>,
    /// Claims by language.
    #[serde(default)]
    pub claim_sets: Vec<ClaimSet>,
    /// Descriptions by language.
    #[serde(default)]
    pub descriptions: Vec<Description>,
    /// Parties (INID 70 to 76, 731 to 740).
    #[serde(default)]
    pub parties: Vec<Party>,
    /// Classifications (INID 51, 52, 511, 531).
    #[serde(default)]
    pub classifications: Vec<Classification>,
    /// States designated (INID 81, 84), WIPO ST.3 or as published.
    #[serde(default)]
    pub designated_states: Vec<String>,
    /// Citations (INID 56).
    #[serde(default)]
    pub citations: Vec<Citation>,
    /// Figures.
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// Legal events, oldest first as far as dated.
    #[serde(default)]
    pub legal_events: Vec<LegalEvent>,
    /// The family, where the source states one.
    pub family: Option<Family>,
    /// What only a trademark has.
    pub mark: Option<MarkDetails>,
    /// What only a design has.
    pub design: Option<DesignDetails>,
    /// Whether this is a sample written for demonstration and no real document.
    pub sample: bool,
    /// Where the record came from.
    pub source: Source,
}

impl Publication {
    /// A publication of which only its identity is known.
    #[must_use]
    pub fn new(id: PublicationId, number: DocumentNumber, source: Source) -> Self {
        Self {
            id,
            number,
            kind_text: None,
            publication_date: None,
            registration_date: None,
            expiry_date: None,
            language: None,
            filing_language: None,
            status: None,
            register_status: None,
            status_date: None,
            application: None,
            priorities: Vec::new(),
            related: Vec::new(),
            titles: Vec::new(),
            abstracts: Vec::new(),
            claim_sets: Vec::new(),
            descriptions: Vec::new(),
            parties: Vec::new(),
            classifications: Vec::new(),
            designated_states: Vec::new(),
            citations: Vec::new(),
            figures: Vec::new(),
            legal_events: Vec::new(),
            family: None,
            mark: None,
            design: None,
            sample: false,
            source,
        }
    }

    /// The language of those texts that state none (what is said of a mark, of a design's features): that of the publication, or else that of
    /// its goods and services or of its titles where these are of one language, or else that of filing. `und` where nothing says.
    #[must_use]
    pub fn text_language(&self) -> LanguageTag {
        let goods = || one_language(self.mark.iter().flat_map(|mark| &mark.goods).map(|goods| &goods.language));
        let titles = || one_language(self.titles.iter().map(|title| &title.language));
        let own = self.language.as_ref().or_else(goods).or_else(titles).or(self.filing_language.as_ref());
        own.cloned().unwrap_or_else(LanguageTag::undetermined)
    }

    /// The elements that this publication has, in the order of [`Element::ALL`].
    #[must_use]
    pub fn elements(&self) -> Vec<Element> {
        Element::ALL.into_iter().filter(|element| element.is_in(self)).collect()
    }
}

/// The language of all of these; `None` where there are several, or none.
fn one_language<'a>(mut languages: impl Iterator<Item = &'a LanguageTag>) -> Option<&'a LanguageTag> {
    let first = languages.next()?;
    languages.all(|language| language == first).then_some(first)
}
