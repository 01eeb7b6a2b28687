//! What a search leads to.

use index_config::{Facet, Match, Sort, TextOrigin, Total};
use publication::{LanguageTag, OfficeCode, PublicationId, TextPart};
use serde::{Deserialize, Serialize};

use super::PublicationSummary;

/// A hit on the results page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultHit {
    /// The publication.
    pub summary: PublicationSummary,
    /// Why it matched.
    pub matches: Vec<Match>,
}

/// Something the reader should know about an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "kebab-case")]
pub enum ResultNotice {
    /// The search looked in a part that these offices deliver none of: finding nothing there says nothing.
    PartNotDelivered {
        /// The part.
        part: TextPart,
        /// The offices.
        offices: Vec<OfficeCode>,
    },
    /// A part of the query was not understood and not used; the text is that part.
    NotUnderstood {
        /// The part.
        part: String,
    },
    /// Only so many hits can be paged through.
    OnlyFirst {
        /// How many.
        hits: u64,
    },
    /// Some words were not looked for in other languages, as the query would have become too large.
    NotAllExpanded,
}

/// A term of the query, and what it was also looked for by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpandedTerm {
    /// The term, as typed.
    pub term: String,
    /// The language in which it was typed.
    pub language: LanguageTag,
    /// Whether the reader has taken all its renderings away.
    pub dropped: bool,
    /// Its renderings.
    pub renderings: Vec<CountedRendering>,
}

/// A rendering of a term, and what it finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedRendering {
    /// Its language.
    pub language: LanguageTag,
    /// The words.
    pub words: String,
    /// Hits that have it; `None` where it is not looked for, or was not counted.
    pub count: Option<u64>,
    /// Whether the reader has taken it away.
    pub dropped: bool,
}

/// How a query's words were looked for in other languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expansion {
    /// Whether it is on.
    pub on: bool,
    /// The terms that the termbase knows.
    pub terms: Vec<ExpandedTerm>,
}

/// How many hits match in texts of one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedOrigin {
    /// What made the texts.
    pub origin: TextOrigin,
    /// Hits that match within them.
    pub count: u64,
}

/// The results page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// How many there are.
    pub total: Total,
    /// The hits of this page.
    pub hits: Vec<ResultHit>,
    /// Facets. The counts of a facet leave its own condition aside, so that several of its values can be picked; those of elements, which
    /// are all required, do not.
    pub facets: Vec<Facet>,
    /// The query's words in other languages; `None` where it has none that the termbase knows.
    pub expansion: Option<Expansion>,
    /// How many hits match within texts of each origin; empty where no words were asked for.
    pub matched: Vec<MatchedOrigin>,
    /// What the reader should know.
    pub notices: Vec<ResultNotice>,
    /// The order in force.
    pub sort: Sort,
    /// Page shown, from 1.
    pub page: u32,
    /// Hits per page.
    pub per_page: u32,
    /// Milliseconds the engine took.
    pub took_ms: u32,
}

/// Answer to a number or a pasted list of numbers: one entry per number given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberAnswer {
    /// The number as given.
    pub given: String,
    /// Publications it can mean; empty where there is none.
    pub found: Vec<PublicationSummary>,
}

/// What a search leads to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SearchOutcome {
    /// A page of hits.
    Results(Box<Results>),
    /// One number with exactly one document: go there.
    Document(PublicationId),
    /// Numbers with their candidates.
    Numbers(Vec<NumberAnswer>),
}

/// The hits before and after a document, for a reader who came from a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbours {
    /// Position in the list, from 1.
    pub position: u64,
    /// Hits in the list.
    pub total: u64,
    /// The hit before.
    pub previous: Option<PublicationId>,
    /// The hit after.
    pub next: Option<PublicationId>,
}

/// A name that what is typed may become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameSuggestion {
    /// The name.
    pub name: String,
    /// Publications with it.
    pub count: u64,
}
