//! A pair of a file, and what the file tells of it.

use time::OffsetDateTime;

use super::{ExchangeDefect, ExchangeError, dates, defect::has_control};
use crate::{Context, Language, UnitOrigin};

/// A pair as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeUnit {
    /// The id within the file, where it has one: of the unit, and of the segment after a `/`.
    pub id: Option<String>,
    /// Line of the file, from 1: at which the pair ends; of CSV, at which it begins.
    pub line: u64,
    /// Language of the source; `und` where the file does not say.
    pub language: Language,
    /// The source, without the codes of its markup.
    pub source: String,
    /// The Japanese; `None` where there is none yet.
    pub japanese: Option<String>,
    /// The state, as the file writes it.
    pub state: Option<String>,
    /// Inline elements of both texts, whose markup is left out here. Their text is not.
    pub codes: usize,
    /// What else the file tells.
    pub details: UnitDetails,
}

/// What a file tells of a pair besides its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitDetails {
    /// Who made it.
    pub author: Option<String>,
    /// When, in whole seconds.
    pub created: Option<OffsetDateTime>,
    /// Who changed it last.
    pub changed_by: Option<String>,
    /// When, in whole seconds.
    pub changed: Option<OffsetDateTime>,
    /// Between which sentences it stood.
    pub context: Option<Context>,
    /// Where it came from.
    pub origin: Option<UnitOrigin>,
    /// What it came from: a file, a publication.
    pub origin_name: Option<String>,
    /// Whether it was made from what the public may not see.
    pub restricted: bool,
}

impl ExchangeUnit {
    /// A pair alone.
    #[must_use]
    pub fn new(language: Language, source: impl Into<String>, japanese: Option<String>) -> Self {
        Self { id: None, line: 0, language, source: source.into(), japanese, state: None, codes: 0, details: UnitDetails::default() }
    }

    /// The pair, if it can be kept in a memory: both texts, without control characters, of a known language.
    ///
    /// # Errors
    /// What is wrong with it. Others of the file may be right.
    pub fn complete(&self) -> Result<(&str, &str), ExchangeError> {
        let wrong = |defect, detail: &str| Err(ExchangeError::of_one(defect, self.line, detail));
        if self.source.trim().is_empty() {
            return wrong(ExchangeDefect::Empty, "source");
        }
        let Some(japanese) = self.japanese.as_deref().filter(|text| !text.trim().is_empty()) else {
            return wrong(ExchangeDefect::NoJapanese, &self.source);
        };
        if [self.source.as_str(), japanese].into_iter().any(has_control) {
            return wrong(ExchangeDefect::Character, &self.source);
        }
        if self.language.is_undetermined() || self.language.primary() == "ja" {
            return wrong(ExchangeDefect::Language, self.language.as_str());
        }
        Ok((&self.source, japanese))
    }
}

/// The prefix of our attributes in XLIFF, as our writer declares it.
pub(super) const PREFIX: &str = "kakehashi";

impl UnitDetails {
    /// What our own attributes of an XLIFF unit tell.
    pub(super) fn from_attributes(attributes: &[(String, String)]) -> Self {
        let mut details = Self::default();
        for (name, value) in attributes {
            if let Some(name) = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix(':')) {
                details.tell(name, value);
            }
        }
        details
    }

    /// Takes one detail by its name; what is no such detail, or cannot be read, is passed over.
    pub(super) fn tell(&mut self, name: &str, value: &str) {
        let text = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match name {
            "author" => self.author = text(),
            "created" => self.created = dates::parse(value),
            "changed-by" => self.changed_by = text(),
            "changed" => self.changed = dates::parse(value),
            "context" => self.context = Context::parse(value),
            "origin" => self.origin = UnitOrigin::ALL.into_iter().find(|origin| origin.as_str() == value),
            "origin-name" => self.origin_name = text(),
            // A restriction that is misspelt is one all the same.
            "provision" => self.restricted = value != "public",
            _ => {}
        }
    }

    /// The details with their names; those that are not known are left out.
    pub(super) fn told(&self) -> Vec<(&'static str, String)> {
        let mut out = Vec::new();
        let mut add = |name, value: Option<String>| out.extend(value.map(|value| (name, value)));
        add("author", self.author.clone());
        add("created", self.created.map(dates::written));
        add("changed-by", self.changed_by.clone());
        add("changed", self.changed.map(dates::written));
        add("context", self.context.as_ref().map(|context| context.as_str().to_owned()));
        add("origin", self.origin.map(|origin| origin.as_str().to_owned()));
        add("origin-name", self.origin_name.clone());
        add("provision", self.restricted.then(|| "inside".to_owned()));
        out
    }
}
