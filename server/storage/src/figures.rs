//! The port of figures made ready for browsers: what has become of each image file, page by page.
//!
//! Everything here is known by the content of the figure's file, the SHA-256 that a publication's figure carries, and is made once however
//! many publications show it. Contents are taken from a publication that was read for an audience: who may not see the publication knows none.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::StorageError;

/// An image made for browsers, kept as a blob.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeImage {
    /// Its SHA-256, hexadecimal.
    pub content: String,
    /// `image/png`, `image/jpeg`.
    pub media_type: String,
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
}

/// Why a file, or a page of it, cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breakage {
    /// Stable code.
    pub code: String,
    /// The reason, for people, in Japanese.
    pub reason: String,
}

/// What is shown of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageImages {
    /// Width of the original, pixels.
    pub width: u32,
    /// Height of the original.
    pub height: u32,
    /// The web image.
    pub web: MadeImage,
    /// The thumbnail.
    pub thumbnail: MadeImage,
}

/// A page of a figure's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigurePage {
    /// Its number, from 1.
    pub number: u32,
    /// Its images, or why there are none.
    pub images: Result<PageImages, Breakage>,
}

/// What has become of a figure's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FigureState {
    /// Its images are still to be made; those of an older maker may be there.
    Waiting,
    /// Its pages are made; single ones may be broken.
    Made,
    /// It cannot be read, or not to its end. Pages before the damage may be there.
    Broken(Breakage),
}

/// A figure's file, made ready as far as it could be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureImages {
    /// What has become of it.
    pub state: FigureState,
    /// Its pages, by number.
    pub pages: Vec<FigurePage>,
}

/// A figure's file that waits for its images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureJob {
    /// SHA-256 of the file.
    pub content: String,
    /// How often it was taken before.
    pub attempts: u32,
}

/// Figures made ready for browsers.
#[async_trait]
pub trait FigureRepository: Send + Sync {
    /// Asks for images of these files. What is asked for already, or made, stays as it is. Storing a publication asks for its own.
    async fn request_figures(&self, contents: &[String], now: OffsetDateTime) -> Result<(), StorageError>;

    /// Has everything made again that an older maker than this made or found broken. What it made is shown until then. Answers how many.
    async fn renew_figures(&self, maker: u32, now: OffsetDateTime) -> Result<u64, StorageError>;

    /// Takes up to `limit` files that are due, oldest first, for `lease` seconds: one whose taker dies is due again after that, with one
    /// more attempt to its name.
    async fn take_figures(&self, limit: usize, lease: u32, now: OffsetDateTime) -> Result<Vec<FigureJob>, StorageError>;

    /// Keeps what has become of a file, in the place of what was known before. Waiting is what nothing becomes.
    async fn keep_figure(&self, content: &str, images: FigureImages, maker: u32) -> Result<(), StorageError>;

    /// Puts a file back, to be tried again at a time.
    async fn retry_figure(&self, content: &str, at: OffsetDateTime) -> Result<(), StorageError>;

    /// What has become of these files, in their order; `None` where nobody asked for images of one.
    async fn figures(&self, contents: &[String]) -> Result<Vec<Option<FigureImages>>, StorageError>;

    /// Files that wait.
    async fn figures_waiting(&self) -> Result<u64, StorageError>;
}
