//! `kakehashi worker`

use std::{process::ExitCode, sync::Arc};

use storage::Store;

use super::{open_store, stop_on_signal};
use crate::{
    config::Config,
    translating::{JapaneseMaker, Translating},
};

pub async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let store: Arc<dyn Store> = Arc::new(open_store(&config).await?);
    let maker = JapaneseMaker::open(&store, &config).await?;
    let translating = Translating::new(Arc::clone(&store), maker);
    eprintln!("翻訳と索引の処理をします(終了は Ctrl+C)");
    crate::worker::run(store, config, translating, stop_on_signal()).await;
    Ok(ExitCode::SUCCESS)
}
