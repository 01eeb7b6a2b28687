//! `kakehashi serve`

use std::{net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};

use ::search::{SearchEngine, SearchError};
use anyhow::Context as _;
use storage::Store;

use super::{open_store, stop_on_signal};
use crate::{
    background::Background,
    cli::ServeArguments,
    config::Config,
    http,
    indexing::Indexer,
    registry, search_engine,
    services::Portal,
    translating::{JapaneseMaker, Translating},
    worker,
};

/// How long answers under way may take when the program is asked to end.
const GRACE: Duration = Duration::from_secs(10);

pub async fn run(mut config: Config, arguments: &ServeArguments) -> anyhow::Result<ExitCode> {
    let store: Arc<dyn Store> = Arc::new(open_store(&config).await?);
    registry::fill(store.as_ref()).await?;
    let site = config.site_folder();
    if !site.join("pkg").is_dir() {
        tracing::warn!(site = %site.display(), "no styles and scripts there; build them with make build, or set server.site");
    }
    let engine = open_or_make_index(&store, &config).await?;
    let stop = stop_on_signal();
    let maker = JapaneseMaker::open(&store, &config).await?;
    let background = Background::start().context("作業用のスレッドを作れません")?;
    let working = (!arguments.no_worker).then(|| {
        let translating = Translating::new(Arc::clone(&store), maker.clone());
        background.handle().spawn(worker::run(Arc::clone(&store), config.clone(), translating, stop.clone()))
    });
    let listener = tokio::net::TcpListener::bind(config.server.listen)
        .await
        .with_context(|| format!("{} で待ち受けできません", config.server.listen))?;
    let address = listener.local_addr()?;
    // Links lead to where the portal really is.
    config.server.listen = address;
    if store.accounts(&[], 0, 1).await?.1 == 0 {
        tracing::warn!("アカウントがまだないため、だれもサインインできません。kakehashi user first で最初の管理者を作れます");
    }
    let portal = Arc::new(Portal::new(store, engine, maker, config));
    let metrics = match portal.config().server.metrics {
        Some(address) => Some(tokio::net::TcpListener::bind(address).await.with_context(|| format!("{address} で待ち受けできません"))?),
        None => None,
    };
    if let Some(listener) = metrics {
        let (router, stopped) = (http::metrics_router(Arc::clone(&portal)), stop.clone());
        tokio::spawn(async move {
            if let Err(failure) = axum::serve(listener, router).with_graceful_shutdown(async move { stopped.cancelled().await }).await {
                tracing::error!(%failure, "figures for monitoring are no longer told");
            }
        });
    }
    let router = http::router(portal, site);
    eprintln!("かけはし: http://{address}/ (終了は Ctrl+C)");
    let stopped = stop.clone();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let ended = stop.clone();
    tokio::select! {
        served = axum::serve(listener, service).with_graceful_shutdown(async move { stopped.cancelled().await }) => served?,
        // Whoever watches a job, or sends a file, is not waited for to the end.
        () = async { ended.cancelled().await; tokio::time::sleep(GRACE).await } => {}
    }
    stop.cancel();
    if let Some(working) = working {
        working.await?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The index to search. A first start has none, and one of older settings answers nothing: both are made by whoever takes the lock.
async fn open_or_make_index(store: &Arc<dyn Store>, config: &Config) -> anyhow::Result<Arc<dyn SearchEngine>> {
    match search_engine::open(config) {
        Ok(engine) => Ok(engine),
        Err(SearchError::OutOfDate(_) | SearchError::Unavailable(_)) => {
            drop(Indexer::open(Arc::clone(store), config).await?);
            search_engine::open(config).context("索引を開けません")
        }
        Err(failure) => Err(failure).context("索引を開けません"),
    }
}
