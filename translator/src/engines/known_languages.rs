//! The languages that a service has said it translates from.

use std::sync::{Arc, PoisonError, RwLock};

use crate::Language;

/// Empty until the service was asked.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownLanguages(Arc<RwLock<Vec<Language>>>);

impl KnownLanguages {
    pub(super) fn get(&self) -> Vec<Language> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes tags as the service writes them; what is no tag is left out.
    pub(super) fn learn<'a>(&self, tags: impl Iterator<Item = &'a str>) {
        let languages = tags.filter_map(|tag| Language::parse(tag).ok()).collect();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = languages;
    }
}
