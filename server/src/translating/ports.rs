//! The translator's ports over our store.

use std::sync::Arc;

use async_trait::async_trait;
use publication::{Audience, LanguageTag};
use storage::{StorageError, Store};
use translator::{
    CacheError, CachedAnswer, Context, Language, MemoryError, MemoryScope, MemoryUnit, TranslationCache, TranslationMemory, UnitOrigin,
};

use crate::clock;

/// The translation memory that the store keeps.
pub struct StoredMemory(pub Arc<dyn Store>);

fn audience_of(scope: MemoryScope) -> Audience {
    match scope {
        MemoryScope::Public => Audience::Public,
        MemoryScope::Inside => Audience::Inside,
    }
}

fn unit_of(unit: storage::MemoryUnit) -> MemoryUnit {
    MemoryUnit {
        date: clock::day_in_japan(unit.dated()).map(|day| day.to_string()).unwrap_or_default(),
        source: unit.source,
        japanese: unit.japanese,
        author: unit.author,
        restricted: !unit.public,
        context: Context::parse(&unit.context),
        origin: match unit.origin {
            storage::UnitOrigin::Approved => UnitOrigin::Approved,
            storage::UnitOrigin::Imported => UnitOrigin::Imported,
            storage::UnitOrigin::Sample => UnitOrigin::Sample,
        },
    }
}

fn memory_error(failure: StorageError) -> MemoryError {
    MemoryError(Box::new(failure))
}

/// The store's languages are tags of the same form.
fn tag_of(language: &Language) -> LanguageTag {
    LanguageTag::from_office(language.as_str())
}

#[async_trait]
impl TranslationMemory for StoredMemory {
    async fn exact(&self, language: &Language, sources: &[String], scope: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError> {
        let units = self.0.exact(&tag_of(language), sources, audience_of(scope)).await.map_err(memory_error)?;
        Ok(units.into_iter().map(unit_of).collect())
    }

    async fn by_pattern(&self, language: &Language, patterns: &[String], scope: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError> {
        let units = self.0.by_pattern(&tag_of(language), patterns, audience_of(scope)).await.map_err(memory_error)?;
        Ok(units.into_iter().map(unit_of).collect())
    }

    async fn similar(&self, language: &Language, source: &str, scope: MemoryScope, most: usize) -> Result<Vec<MemoryUnit>, MemoryError> {
        let units = self.0.similar(&tag_of(language), source, audience_of(scope), most).await.map_err(memory_error)?;
        Ok(units.into_iter().map(unit_of).collect())
    }
}

/// Engines' answers that the store keeps.
pub struct StoredCache(pub Arc<dyn Store>);

#[async_trait]
impl TranslationCache for StoredCache {
    async fn get(&self, keys: &[String]) -> Result<Vec<Option<CachedAnswer>>, CacheError> {
        let answers = self.0.cached(keys).await.map_err(|failure| CacheError(Box::new(failure)))?;
        Ok(answers.into_iter().map(|answer| answer.and_then(|json| CachedAnswer::from_json(&json))).collect())
    }

    async fn put(&self, answers: &[(String, CachedAnswer)]) -> Result<(), CacheError> {
        let answers: Vec<(String, String)> = answers.iter().map(|(key, answer)| (key.clone(), answer.to_json())).collect();
        self.0.keep_cached(&answers, clock::now()).await.map_err(|failure| CacheError(Box::new(failure)))
    }
}
