//! Images of figures for browsers: made once for each content, from the blobs that the store holds to blobs beside them.
//!
//! Images are read in this process, under limits that reading itself keeps. A PDF, whose pages are programs, and a file that was under way when
//! a process died, and may be why, are read in a process of their own ([`own_process`]), which is ended when its time is up: whatever a file
//! does there, it is that file that is broken.

mod frames;
pub mod own_process;

use std::{num::NonZeroUsize, ops::ControlFlow, path::PathBuf, sync::Arc, time::Duration};

use ::figures::{FigureError, ImageType, Limits, Page, Settings, WebImage, image_type};
use futures_util::{StreamExt as _, stream};
use storage::{Breakage, FigureImages, FigureJob, FigurePage, FigureState, MadeImage, PageImages, StorageError, Store};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{clock, config::FiguresConfig};

/// The version of what makes images. A higher one has them made again: new types, other sizes.
const MAKER: u32 = 2;
/// Wait before a file that the store could not give is asked for again.
const RETRY: Duration = Duration::from_secs(30 * 60);
/// Pages that may wait between making and storing.
const QUEUE: usize = 2;

/// Makes images of figures.
#[derive(Clone)]
pub struct FigureMaking {
    store: Arc<dyn Store>,
    settings: Settings,
    at_once: usize,
    program: PathBuf,
    stop: CancellationToken,
}

/// What became of a file.
enum Outcome {
    /// This.
    Became(FigureImages),
    /// Nothing: the process that would have read it cannot be had, or work was stopped.
    Untouched,
}

impl FigureMaking {
    /// Work over a store; `program` is the portal's own, for the processes that read what is not read here.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, config: &FiguresConfig, program: PathBuf, stop: CancellationToken) -> Self {
        let at_once = match config.at_once {
            0 => std::thread::available_parallelism().map_or(1, |processors| NonZeroUsize::get(processors).div_ceil(2)),
            stated => stated,
        };
        Self { store, settings: settings(config), at_once, program, stop }
    }

    /// Has made again what an older version of this program made.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn renew(&self) -> Result<(), StorageError> {
        let renewed = self.store.renew_figures(MAKER, clock::now()).await?;
        if renewed > 0 {
            tracing::info!(figures = renewed, "figures are made again");
        }
        Ok(())
    }

    /// Takes some files and makes their images. The caller holds the lock of [`Work::Figures`](crate::lock::Work). Answers how many were taken.
    ///
    /// # Errors
    /// When the store fails. A file that cannot be read is no error: what is wrong with it is stored.
    pub async fn take_batch(&self) -> Result<u64, StorageError> {
        // Nobody else takes files while the lock is held, and these are done before the next are taken: a lease of nothing is enough.
        let jobs = self.store.take_figures(self.at_once, 0, clock::now()).await?;
        let taken = jobs.len() as u64;
        let mut making = stream::iter(jobs).map(|job| self.make(job)).buffer_unordered(self.at_once);
        while let Some(done) = making.next().await {
            done?;
        }
        Ok(taken)
    }

    async fn make(&self, job: FigureJob) -> Result<(), StorageError> {
        let Some(bytes) = self.store.blob(&job.content).await? else {
            tracing::warn!(content = job.content, "a figure's file is not there");
            return self.store.retry_figure(&job.content, clock::now() + RETRY).await;
        };
        // A file that was taken before and never done may have been what ended the process it was read in. What drawing a page of a PDF costs
        // cannot be told beforehand, and no step of it can be cut short from within.
        let apart = job.attempts > 0 || image_type(&bytes) == Some(ImageType::Pdf);
        match self.images_of(bytes, apart).await? {
            Outcome::Became(images) => {
                if let FigureState::Broken(breakage) = &images.state {
                    tracing::info!(content = job.content, code = breakage.code, "a figure is broken");
                }
                self.store.keep_figure(&job.content, images, MAKER).await
            }
            Outcome::Untouched if self.stop.is_cancelled() => self.store.retry_figure(&job.content, clock::now()).await,
            Outcome::Untouched => self.store.retry_figure(&job.content, clock::now() + RETRY).await,
        }
    }

    /// Reads a file, and keeps each page's images as it comes.
    async fn images_of(&self, bytes: Vec<u8>, apart: bool) -> Result<Outcome, StorageError> {
        let (queue, mut handed) = mpsc::channel(QUEUE);
        let settings = self.settings;
        let reading = if apart {
            let program = self.program.clone();
            tokio::spawn(async move { own_process::read(&program, bytes, &settings, queue).await })
        } else {
            tokio::task::spawn_blocking(move || Ok(read_here(&bytes, &settings, &queue)))
        };
        let mut pages = Vec::new();
        loop {
            let page = tokio::select! {
                page = handed.recv() => page,
                () = self.stop.cancelled() => return Ok(Outcome::Untouched),
            };
            match page {
                Some(page) => pages.push(self.keep_page(page).await?),
                None => break,
            }
        }
        let end = match reading.await {
            Ok(Ok(end)) => end,
            Ok(Err(failure)) => {
                tracing::error!(%failure, program = %self.program.display(), "figures cannot be read in a process of their own");
                return Ok(Outcome::Untouched);
            }
            Err(panicked) => Err(FigureError::ended(panicked.to_string())),
        };
        let state = match end {
            Ok(()) => FigureState::Made,
            Err(cause) => FigureState::Broken(breakage(&cause)),
        };
        Ok(Outcome::Became(FigureImages { state, pages }))
    }

    async fn keep_page(&self, page: Result<Page, FigureError>) -> Result<FigurePage, StorageError> {
        match page {
            Ok(page) => {
                let Page { number, width, height, web, thumbnail } = page;
                let images = PageImages { width, height, web: self.keep_image(web).await?, thumbnail: self.keep_image(thumbnail).await? };
                Ok(FigurePage { number, images: Ok(images) })
            }
            Err(cause) => Ok(FigurePage { number: cause.page.unwrap_or(1), images: Err(breakage(&cause)) }),
        }
    }

    async fn keep_image(&self, image: WebImage) -> Result<MadeImage, StorageError> {
        let WebImage { media_type, width, height, bytes } = image;
        Ok(MadeImage { content: self.store.keep(bytes).await?, media_type: media_type.to_owned(), width, height })
    }
}

fn breakage(cause: &FigureError) -> Breakage {
    Breakage { code: cause.code.to_owned(), reason: cause.reason() }
}

fn settings(config: &FiguresConfig) -> Settings {
    let limits = Limits {
        pixels: config.pixels,
        pages: config.pages,
        memory: config.memory.saturating_mul(1024 * 1024),
        time: Duration::from_secs(config.seconds),
    };
    Settings { limits, ..Settings::default() }
}

/// Reads a file on this thread. When nobody takes the pages any more, the rest is left.
fn read_here(bytes: &[u8], settings: &Settings, queue: &mpsc::Sender<Result<Page, FigureError>>) -> Result<(), FigureError> {
    let mut take = |page| match queue.blocking_send(page) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    };
    ::figures::web_pages(bytes, settings, &mut take).map(|_made| ())
}
