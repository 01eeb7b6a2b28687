//! PDF: each page drawn to fit.
//!
//! A page of a PDF is more a program than an image: what drawing it will cost cannot be told beforehand, and no step of it can be cut short
//! from within. Pages and pixels are bounded here, and the clock is looked at between pages. Whoever reads files from outside draws them in a
//! process of its own, which can be ended: a page may also nest so deep that the stack does not hold it.

use std::ops::ControlFlow;

use hayro::{
    PixmapSettings, RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf,
    hayro_syntax::page::Page as PdfPage, vello_cpu::color::palette::css::WHITE,
};

use crate::{
    FigureError, ImageType, Made, Page, Settings, Size,
    canvas::{Canvas, Tone},
    deadline::Deadline,
    error,
    web::{guarded, page},
};

/// Points of an inch: the unit of a PDF.
const POINTS: f32 = 72.0;
/// Most dots an inch that pages are drawn with: of a stamp, no poster is made.
const DOTS: f32 = 300.0;

/// Draws every page of a PDF.
pub(crate) fn pages(
    bytes: &[u8],
    settings: &Settings,
    deadline: Deadline,
    taken: &mut dyn FnMut(Result<Page, FigureError>) -> ControlFlow<()>,
) -> Result<Made, FigureError> {
    let pdf = guarded(|| {
        Pdf::new(bytes.to_vec()).map_err(|cause| {
            use hayro::hayro_syntax::LoadPdfError;
            match cause {
                LoadPdfError::Decryption(_) => FigureError::new(error::UNSUPPORTED, "暗号化された PDF"),
                LoadPdfError::Invalid => FigureError::new(error::CORRUPT, "PDF の構造を読めません"),
            }
        })
    })?;
    let found = pdf.pages();
    if found.len() > settings.limits.pages as usize {
        return Err(FigureError::new(error::TOO_MANY_PAGES, format!("{} ページ、上限 {} ページ", found.len(), settings.limits.pages)));
    }
    let mut made = Made { image_type: ImageType::Pdf, pages: 0, broken: 0 };
    for drawn in found.iter() {
        deadline.check()?;
        made.pages += 1;
        let number = made.pages;
        // A cache that lives as long as the file would grow with it.
        let read = guarded(|| {
            let (size, canvas) = draw(drawn, settings)?;
            let is_photograph = canvas.tone == Tone::Colour && many_colours(&canvas.samples);
            page(number, size, &canvas, is_photograph, settings)
        });
        made.broken += u32::from(read.is_err());
        if taken(read.map_err(|cause| cause.on_page(number))).is_break() {
            break;
        }
    }
    Ok(made)
}

/// A page on white paper, and its size in points.
fn draw<'p>(drawn: &'p PdfPage<'p>, settings: &Settings) -> Result<((u32, u32), Canvas), FigureError> {
    let (wide, high) = drawn.render_dimensions();
    if !(wide.is_finite() && high.is_finite() && wide >= 1.0 && high >= 1.0) {
        return Err(FigureError::new(error::DIMENSIONS, format!("{wide}×{high} pt")));
    }
    let scale = scale(settings.web, wide, high);
    if wide * scale < 1.0 || high * scale < 1.0 {
        return Err(FigureError::new(error::DIMENSIONS, format!("{wide}×{high} pt")));
    }
    let pixels = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = hayro::render(drawn, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &pixels);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    if width == 0 || height == 0 {
        return Err(FigureError::new(error::DIMENSIONS, format!("{wide}×{high} pt")));
    }
    // The paper is white and opaque, and so is every pixel on it.
    let colours = pixmap.data_as_u8_slice();
    let is_grey = colours.chunks_exact(4).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    let samples: Vec<u8> = if is_grey {
        colours.chunks_exact(4).map(|pixel| pixel[0]).collect()
    } else {
        colours.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    };
    let tone = if is_grey { Tone::Grey } else { Tone::Colour };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "both are at least 1, and what is larger than u32 saturates"
    )]
    let size = (wide.round() as u32, high.round() as u32);
    Ok((size, Canvas { width, height, tone, is_shrunk: true, samples }))
}

/// How many pixels a point gets, so that the page fits.
fn scale(fit: Size, wide: f32, high: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "edges of web images have few digits")]
    let (most_wide, most_high) = (fit.width.max(1) as f32, fit.height.max(1) as f32);
    (most_wide / wide).min(most_high / high).min(DOTS / POINTS)
}

/// Whether a page has more colours than drawings and text have: a photograph, of which PNG would be many times as large.
fn many_colours(samples: &[u8]) -> bool {
    const MANY: usize = 2000;
    let mut seen = std::collections::HashSet::new();
    samples.chunks_exact(3).step_by(7).any(|pixel| {
        seen.insert([pixel[0] >> 2, pixel[1] >> 2, pixel[2] >> 2]);
        seen.len() > MANY
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_fit_and_stamps_stay_small() {
        let fit = Size { width: 1600, height: 2400 };
        assert!((595.0 * scale(fit, 595.0, 842.0) - 1600.0).abs() < 0.5);
        assert!((scale(fit, 30.0, 20.0) - DOTS / POINTS).abs() < 0.001);
        assert!(100_000.0 * scale(fit, 10.0, 100_000.0) <= 2400.5);
    }
}
