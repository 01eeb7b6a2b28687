//! Translation on this machine by CTranslate2: Marian, M2M100 and NLLB models by folder.
//!
//! What a folder holds is read and checked without the engine; the engine itself is behind the feature `ctranslate2`, because it is C++ that takes minutes
//! to build. A model's words are those of its own vocabulary; numbers are left in the text, as such models copy them well, and are checked afterwards by whoever
//! asks.

mod cutting;
mod folder;
mod languages;
mod licence;
mod vocabulary;

#[cfg(feature = "ctranslate2")]
mod engine;
#[cfg(feature = "ctranslate2")]
mod model;

pub use cutting::{joined, pieces};
pub use folder::{Family, FolderError, ModelFolder};
pub use languages::LanguageCodes;
#[cfg(feature = "ctranslate2")]
pub use {
    engine::{LocalEngine, Models},
    model::{Made, Model, ModelError},
};
