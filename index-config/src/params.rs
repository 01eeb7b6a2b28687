//! Search parameters: the whole state of a search, as a form sends it and a URL keeps it.

mod change;
mod day;
mod url;

pub use change::Condition;
use publication::{Element, IsoDate, KindCode, LanguageTag, OfficeCode, Right, TextPart};
use serde::{Deserialize, Serialize};

use crate::{Sort, TextOrigin};

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
/// | `in` | [`parts`](Self::parts) | | `has` | [`has`](Self::has) |
/// | `office` | [`offices`](Self::offices) | | `made` | [`made`](Self::made) |
/// | `right` | [`rights`](Self::rights) | | `number` | [`number`](Self::number) |
/// | `kind` | [`kinds`](Self::kinds) | | `sort` | [`sort`](Self::sort) |
/// | `lang` | [`languages`](Self::languages) | | `page` | [`page`](Self::page) |
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
    /// Offices.
    pub offices: Vec<OfficeCode>,
    /// Rights.
    pub rights: Vec<Right>,
    /// Kinds.
    pub kinds: Vec<KindCode>,
    /// Languages of the original.
    pub languages: Vec<LanguageTag>,
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
    /// Words of an inventor's name.
    pub inventor: String,
    /// Class symbols, any of them, separated by spaces or commas.
    pub class: String,
    /// Elements that must be present.
    pub has: Vec<Element>,
    /// What made the Japanese.
    pub made: Vec<TextOrigin>,
    /// A document number, or a pasted list of them.
    pub number: String,
    /// The order.
    pub sort: Sort,
    /// The page, from 1; 0 is taken as 1.
    pub page: u32,
}
