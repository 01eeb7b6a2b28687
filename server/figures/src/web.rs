//! Web images and thumbnails of an image file, page by page.

use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use image::ImageFormat;

use crate::{FigureError, Settings, canvas::Canvas, deadline::Deadline, encode::encode, error, pdf, picture, tiff_page::Tiff};

/// A type of image that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageType {
    /// TIFF, of one page or many.
    Tiff,
    /// PNG
    Png,
    /// JPEG
    Jpeg,
    /// GIF
    Gif,
    /// PDF, of one page or many.
    Pdf,
}

/// The type of an image, by its first bytes.
#[must_use]
pub fn image_type(bytes: &[u8]) -> Option<ImageType> {
    const SIGNATURES: &[(&[u8], ImageType)] = &[
        (b"II*\0", ImageType::Tiff),
        (b"MM\0*", ImageType::Tiff),
        (b"II+\0", ImageType::Tiff),
        (b"MM\0+", ImageType::Tiff),
        (b"\x89PNG\r\n\x1A\n", ImageType::Png),
        (b"\xFF\xD8\xFF", ImageType::Jpeg),
        (b"GIF87a", ImageType::Gif),
        (b"GIF89a", ImageType::Gif),
        (b"%PDF-", ImageType::Pdf),
    ];
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, kind)| *kind)
}

/// An image ready to be sent to a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebImage {
    /// `image/png`, or `image/jpeg` for what came as JPEG.
    pub media_type: &'static str,
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// One page, made ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its number, from 1.
    pub number: u32,
    /// Width of the original, pixels, as the file states it.
    pub width: u32,
    /// Height of the original.
    pub height: u32,
    /// The web image.
    pub web: WebImage,
    /// The thumbnail.
    pub thumbnail: WebImage,
}

/// What was made of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its type.
    pub image_type: ImageType,
    /// Pages seen.
    pub pages: u32,
    /// Pages among them that are broken.
    pub broken: u32,
}

/// Makes a web image and a thumbnail of every page, and hands each over before the next is read: a page, or why it cannot be shown. `taken`
/// may stop the rest.
///
/// # Errors
/// When the file as a whole cannot be read: its type, its structure, too many pages, no time left. Pages handed over until then are good.
pub fn web_pages(
    bytes: &[u8],
    settings: &Settings,
    taken: &mut dyn FnMut(Result<Page, FigureError>) -> ControlFlow<()>,
) -> Result<Made, FigureError> {
    let Some(image_type) = image_type(bytes) else {
        let found: String = bytes.iter().take(8).map(|byte| format!("{byte:02X}")).collect();
        return Err(FigureError::new(if bytes.is_empty() { error::EMPTY } else { error::TYPE_UNKNOWN }, found));
    };
    let deadline = Deadline::after(settings.limits.time);
    let format = match image_type {
        ImageType::Tiff => return tiff_pages(bytes, settings, deadline, taken),
        ImageType::Pdf => return pdf::pages(bytes, settings, deadline, taken),
        ImageType::Png => ImageFormat::Png,
        ImageType::Jpeg => ImageFormat::Jpeg,
        ImageType::Gif => ImageFormat::Gif,
    };
    let page = guarded(|| {
        let size = picture::size(bytes, format)?;
        check_pixels(size, settings)?;
        let canvas = picture::read(bytes, format, settings)?;
        deadline.check()?;
        page(1, size, &canvas, image_type == ImageType::Jpeg, settings)
    });
    let broken = u32::from(page.is_err());
    let _ = taken(page.map_err(|cause| cause.on_page(1)));
    Ok(Made { image_type, pages: 1, broken })
}

fn tiff_pages(
    bytes: &[u8],
    settings: &Settings,
    deadline: Deadline,
    taken: &mut dyn FnMut(Result<Page, FigureError>) -> ControlFlow<()>,
) -> Result<Made, FigureError> {
    let mut made = Made { image_type: ImageType::Tiff, pages: 0, broken: 0 };
    let mut tiff = guarded(|| Tiff::open(bytes, settings))?;
    while guarded(|| tiff.advance()).map_err(|cause| cause.on_page(made.pages + 1))? {
        made.pages += 1;
        if made.pages > settings.limits.pages {
            return Err(FigureError::new(error::TOO_MANY_PAGES, format!("上限 {} ページ", settings.limits.pages)));
        }
        deadline.check()?;
        let number = made.pages;
        let read = guarded(|| {
            let size = tiff.size()?;
            check_pixels(size, settings)?;
            let canvas = tiff.read(size, settings, deadline)?;
            page(number, size, &canvas, false, settings)
        });
        made.broken += u32::from(read.is_err());
        if taken(read.map_err(|cause| cause.on_page(number))).is_break() {
            break;
        }
    }
    Ok(made)
}

fn check_pixels((width, height): (u32, u32), settings: &Settings) -> Result<(), FigureError> {
    if u64::from(width) * u64::from(height) > settings.limits.pixels {
        return Err(FigureError::new(error::TOO_MANY_PIXELS, format!("{width}×{height}")));
    }
    Ok(())
}

pub(crate) fn page(
    number: u32,
    (width, height): (u32, u32),
    canvas: &Canvas,
    is_photograph: bool,
    settings: &Settings,
) -> Result<Page, FigureError> {
    let thumbnail = canvas.shrunk(settings.thumbnail.fit(canvas.width, canvas.height));
    Ok(Page { number, width, height, web: encode(canvas, is_photograph)?, thumbnail: encode(&thumbnail, is_photograph)? })
}

/// Runs what reads an image. Should a decoder, which others wrote, meet an image it had not been thought of and panic, that image is broken
/// and nothing else.
pub(crate) fn guarded<T>(read: impl FnOnce() -> Result<T, FigureError>) -> Result<T, FigureError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(FigureError::new(error::CORRUPT, "復号器が処理を続けられませんでした")))
}
