//! What is indexed and what may be asked of it.
//!
//! Both search engines are given the same [`IndexRecord`] and the same [`Query`]; what they answer is the same [`SearchAnswer`]. Nothing
//! here knows an engine, a database or a page, and all of it runs in WebAssembly.

mod answer;
mod class;
mod expansion;
mod facet;
mod filter;
mod mark;
pub mod meilisearch;
mod numbers;
mod origin;
mod params;
mod parser;
mod projection;
mod query;
mod record;
mod request;
mod scheme_class;
mod terms;
mod weight;

pub use answer::{Facet, FacetCount, Hit, Match, SearchAnswer, Total};
pub use class::{IpcLevel, class_levels, classes_in, normalise_class};
pub use expansion::{
    DroppedTerm, ExpandedTerm, Expander, MOST_COMBINATIONS, MOST_PLACES, MOST_RENDERINGS, QueryTerm, Rendering, TermTable,
};
pub use facet::FacetField;
pub use filter::Filter;
pub use mark::{MARK_CHARS, MarkMatch};
pub use numbers::{MOST_NUMBERS, NumberQuery, numbers_in, numbers_of_field};
pub use origin::TextOrigin;
pub use params::{Condition, ParamProblem, SearchParams};
pub use parser::{ExpandedQuery, MOST_WORDS, ParsedQuery, QueryProblem, WORD_CHARS, expanded_query_of, query_of};
pub use projection::{NAME_BYTES, TEXT_BYTES, counted_name, product_part, record_of};
pub use query::{Query, TextQuery};
pub use record::{Audiences, IndexRecord, IndexText};
pub use request::{SearchRequest, Sort};
pub use scheme_class::{scheme_class, top_class};
pub use weight::text_weight;
