//! Search parameters: the whole state of a search, as a form sends it and a URL keeps it.

mod change;
mod condition;
mod day;
mod facets;
mod limits;
mod normal;
mod url;

pub use condition::Condition;
use publication::{Element, IsoDate, KindCode, LanguageTag, LegalStatus, MarkFeature, OfficeCode, Right, TextPart};
use serde::{Deserialize, Serialize};

use crate::{DroppedTerm, MarkMatch, Sort, TextOrigin};

/// A parameter that could not be used, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParamProblem {
    /// Its key; empty where the query string itself is too long and its end was not read.
    pub key: String,
    /// The value that was left out, cut to 100 characters.
    pub value: String,
}

/// The whole state of a search. Empty lists and texts mean "no condition".
///
/// | key | field | | key | field |
/// |---|---|---|---|---|
/// | `q` | [`all`](Self::all) | | `applicant` | [`applicant`](Self::applicant) |
/// | `any` | [`any`](Self::any) | | `inventor` | [`inventor`](Self::inventor) |
/// | `not` | [`without`](Self::without) | | `class` | [`class`](Self::class) |
/// | `in` | [`parts`](Self::parts) | | `ipc` | [`ipc`](Self::ipc) |
/// | `text` | [`origins`](Self::origins) | | `status` | [`statuses`](Self::statuses) |
/// | `office` | [`offices`](Self::offices) | | `has` | [`has`](Self::has) |
/// | `right` | [`rights`](Self::rights) | | `made` | [`made`](Self::made) |
/// | `kind` | [`kinds`](Self::kinds) | | `number` | [`number`](Self::number) |
/// | `lang` | [`languages`](Self::languages) | | `sort` | [`sort`](Self::sort) |
/// | `year` | [`years`](Self::years) | | `page` | [`page`](Self::page) |
/// | `applicant-is` | [`applicant_names`](Self::applicant_names) | | `expand` | [`unexpanded`](Self::unexpanded) (`off`) |
/// | `nice` | [`nice`](Self::nice) | | `expand-not` | [`expand_not`](Self::expand_not) |
/// | `locarno` | [`locarno`](Self::locarno) | | `mark` | [`mark`](Self::mark) |
/// | `vienna` | [`vienna`](Self::vienna) | | `mark-match` | [`mark_match`](Self::mark_match) |
/// | `goods` | [`goods`](Self::goods) | | `mark-kind` | [`mark_features`](Self::mark_features) |
/// | `from`, `to` | [`published_from`](Self::published_from), [`published_to`](Self::published_to) | | `filed-from`, `filed-to` | filing dates |
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SearchParams {
    /// All of these words; 「」 and "" make phrases. A text that is nothing but a document number, or a list of them, asks for those.
    pub all: String,
    /// Any of these words.
    pub any: String,
    /// None of these words.
    pub without: String,
    /// Parts to look in.
    pub parts: Vec<TextPart>,
    /// Texts to look in, by what made them: the original, Japanese by people, from the memory, by a machine, from fixed phrases.
    pub origins: Vec<TextOrigin>,
    /// Offices.
    pub offices: Vec<OfficeCode>,
    /// Rights.
    pub rights: Vec<Right>,
    /// Kinds.
    pub kinds: Vec<KindCode>,
    /// Languages of the original.
    pub languages: Vec<LanguageTag>,
    /// Years of publication, any of them; beside a span of days both must be met.
    pub years: Vec<u16>,
    /// First day of publication.
    pub published_from: Option<IsoDate>,
    /// Last day of publication.
    pub published_to: Option<IsoDate>,
    /// First day of filing.
    pub filed_from: Option<IsoDate>,
    /// Last day of filing.
    pub filed_to: Option<IsoDate>,
    /// Words of an applicant's name.
    pub applicant: String,
    /// Applicants by their whole names, any of them, as [`crate::FacetField::Applicant`] counts them. In URLs each in a pair of its own, as
    /// names have commas.
    pub applicant_names: Vec<String>,
    /// Words of an inventor's name.
    pub inventor: String,
    /// Class symbols, any of them, separated by spaces or commas.
    pub class: String,
    /// Symbols of the IPC at any level, normalised. Those of one level are alternatives; levels are required together.
    pub ipc: Vec<String>,
    /// Classes of the Nice Classification, any of them: `25`.
    pub nice: Vec<String>,
    /// Classes and subclasses of the Locarno Classification, any of them: `06`, `14-03`.
    pub locarno: Vec<String>,
    /// Categories, divisions and sections of the Vienna Classification, any of them: `26`, `26.4`, `26.4.2`.
    pub vienna: Vec<String>,
    /// What a mark reads.
    pub mark: String,
    /// How that is compared; nothing without a text in `mark`.
    pub mark_match: MarkMatch,
    /// Kinds of marks.
    pub mark_features: Vec<MarkFeature>,
    /// Words to be found in goods and services.
    pub goods: String,
    /// Legal statuses.
    pub statuses: Vec<LegalStatus>,
    /// Elements that must be present.
    pub has: Vec<Element>,
    /// What made the Japanese.
    pub made: Vec<TextOrigin>,
    /// A document number, or a pasted list of them.
    pub number: String,
    /// Whether words are looked for as they stand only, and not by the termbase in other languages too.
    pub unexpanded: bool,
    /// What is not to be looked for of the terms that words are expanded by. In URLs each in a pair of its own.
    pub expand_not: Vec<DroppedTerm>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1; 0 is taken as 1.
    pub page: u32,
}
