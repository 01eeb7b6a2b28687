//! The embedded engine: an index in a folder, by tantivy.
//!
//! One text field per part of a publication. Within it, every term begins with the language group and the origin of its text
//! (`jaO電池`), so that a language or origin is asked for exactly, words are sought within one text, and the number of fields does not grow with
//! that of languages. Which of these *slots* are in use the index itself knows; a question over all languages asks them all, and a slot
//! that lacks a term costs one look into a dictionary.
//!
//! Two texts of one part, language group and origin (two sets of claims in one language) are one text. Languages outside a table of the
//! languages of patent offices share one group; asking for one of them, or for a regional form such as `pt-BR`, looks into the shared group
//! of those records that have an original in that language.

mod collect;
mod columns;
mod denied;
mod document;
mod engine;
mod facet_values;
mod facets;
mod filter;
mod folder;
mod held;
mod highlight;
mod needle_clause;
mod numbering;
mod query;
mod schema;
#[cfg(test)]
mod tests;
mod tokenizer;
mod top;
mod writer;

pub(crate) use document::{is_there, language_terms, made};
pub use engine::TantivyEngine;
pub use folder::destroy;
pub use writer::TantivyWriter;

use crate::SearchError;

/// An error of the index that has no meaning of its own.
fn failed(error: tantivy::TantivyError) -> SearchError {
    SearchError::Failed(error.to_string())
}
