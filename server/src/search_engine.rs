//! The search engine that is configured: the embedded one, or a Meilisearch server.

use std::{sync::Arc, time::Duration};

use search::{
    IndexWriter, MeilisearchConfig, MeilisearchEngine, MeilisearchWriter, SearchEngine, SearchError, TantivyEngine, TantivyWriter,
};

use crate::config::{Config, EngineName};

/// The engine that readers ask. A server is not asked yet: where it is away, searches say so, and answer when it is back.
///
/// # Errors
/// For the embedded engine, when its index cannot be opened; for a server, when its address, prefix or key can be none.
pub fn open(config: &Config) -> Result<Arc<dyn SearchEngine>, SearchError> {
    match config.search.engine {
        EngineName::Embedded => Ok(Arc::new(TantivyEngine::open(&config.index_folder())?)),
        EngineName::Meilisearch => {
            let key = config.search.meilisearch.key.clone();
            Ok(Arc::new(MeilisearchEngine::open(&server(config, key))?))
        }
    }
}

/// The engine's writing side, with its lock. An embedded index of older settings is thrown away, to be built again: all of it can be
/// derived from the store. A server's is built anew beside the one in use.
///
/// # Errors
/// [`SearchError::Locked`] where another process indexes; what the engine has to say where it cannot be opened or reached.
pub async fn open_writer(config: &Config) -> Result<Box<dyn IndexWriter>, SearchError> {
    let folder = config.index_folder();
    match config.search.engine {
        EngineName::Embedded => {
            let memory = config.search.indexing_memory * 1024 * 1024;
            let writer = match TantivyWriter::open(&folder, memory) {
                Err(SearchError::OutOfDate(why)) => {
                    tracing::warn!(why, "the index is of older settings and is built again");
                    search::destroy(&folder)?;
                    TantivyWriter::open(&folder, memory)?
                }
                opened => opened?,
            };
            Ok(Box::new(writer))
        }
        EngineName::Meilisearch => {
            let settings = &config.search.meilisearch;
            let key = settings.indexing_key.clone().or_else(|| settings.key.clone());
            Ok(Box::new(MeilisearchWriter::open(&server(config, key), &config.data).await?))
        }
    }
}

fn server(config: &Config, key: Option<String>) -> MeilisearchConfig {
    let settings = &config.search.meilisearch;
    // An empty key in the environment is none.
    let key = key.filter(|key| !key.is_empty());
    let mut server = MeilisearchConfig::new(settings.url.clone(), key, settings.prefix.clone());
    server.search_timeout = Duration::from_secs(settings.timeout_seconds);
    server
}
