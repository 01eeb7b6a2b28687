//! `kakehashi reindex`

use std::{process::ExitCode, sync::Arc};

use ::search::SearchError;
use storage::Store;

use super::{open_store, stop_on_signal};
use crate::{cli::ReindexArguments, config::Config, harvest::HarvestProgress, indexing::Indexer};

pub async fn run(config: Config, arguments: &ReindexArguments) -> anyhow::Result<ExitCode> {
    let store: Arc<dyn Store> = Arc::new(open_store(&config).await?);
    let stop = stop_on_signal();
    let mut indexer = match Indexer::open(Arc::clone(&store), &config).await {
        Ok(indexer) => indexer,
        Err(SearchError::Locked) => {
            // Whoever holds the lock follows the change sequence: giving out new numbers is all that is needed.
            let touched = store.touch(arguments.office).await?;
            eprintln!("別のプロセスが索引を更新中です。{touched} 件の作り直しを依頼しました。");
            return Ok(ExitCode::SUCCESS);
        }
        Err(failure) => return Err(failure.into()),
    };
    match arguments.office {
        Some(office) => {
            store.touch(Some(office)).await?;
        }
        // The whole index is built again from the first change on.
        None => indexer.clear().await?,
    }
    let progress = HarvestProgress::new("索引");
    let done = indexer.catch_up(&stop, |done| progress.note(&format!("{done} 件"))).await?;
    progress.finish();
    eprintln!("{done} 件を索引しました。");
    Ok(ExitCode::SUCCESS)
}
