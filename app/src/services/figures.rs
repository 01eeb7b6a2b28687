//! Figures as pages show them: what could be made of their files, page by page.

use publication::PublicationId;
use serde::{Deserialize, Serialize};

/// Why a file, or a page of it, cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breakage {
    /// Stable code.
    pub code: String,
    /// The reason, in Japanese.
    pub reason: String,
}

/// An image made for browsers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebImage {
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// What tells its content from any other: part of its address, so that browsers may keep it.
    pub version: String,
}

/// What is shown of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageImages {
    /// Width of the original, pixels.
    pub width: u32,
    /// Height of the original.
    pub height: u32,
    /// The image to look at.
    pub web: WebImage,
    /// The small one.
    pub thumbnail: WebImage,
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
    /// The delivery did not bring it.
    Missing,
    /// Images are still to be made.
    Waiting,
    /// Images are made; those of single pages may be broken.
    Made,
    /// It cannot be read, or not to its end.
    Broken(Breakage),
}

/// A figure, as far as it can be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFigure {
    /// What has become of its file.
    pub state: FigureState,
    /// Its pages, by number.
    pub pages: Vec<FigurePage>,
}

impl ShownFigure {
    /// A page by its number.
    #[must_use]
    pub fn page(&self, number: u32) -> Option<&FigurePage> {
        self.pages.iter().find(|page| page.number == number)
    }

    /// The images of the first page that has any.
    #[must_use]
    pub fn first(&self) -> Option<(u32, &PageImages)> {
        self.pages.iter().find_map(|page| Some((page.number, page.images.as_ref().ok()?)))
    }
}

/// The image that stands for a publication in lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedFigure {
    /// The figure's position, from 1.
    pub figure: u32,
    /// The page.
    pub page: u32,
    /// Its thumbnail.
    pub thumbnail: WebImage,
}

/// The sizes in which pages of figures are had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageSize {
    /// To look at.
    Web,
    /// Small, for lists.
    Thumbnail,
}

impl ImageSize {
    /// The last part of the address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Thumbnail => "thumbnail",
        }
    }
}

/// The address of an image: `/publications/TH/patent/0901001234/A/figures/2/pages/1/web?v=…`.
#[must_use]
pub fn image_address(id: &PublicationId, figure: u32, page: u32, size: ImageSize, image: &WebImage) -> String {
    format!("{}/figures/{figure}/pages/{page}/{}?v={}", id.path(), size.slug(), image.version)
}

/// The address of a figure's file as it came.
#[must_use]
pub fn file_address(id: &PublicationId, figure: u32) -> String {
    format!("{}/figures/{figure}/original", id.path())
}
