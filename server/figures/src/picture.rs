//! PNG, JPEG and GIF: files of one page. Of a GIF that moves, the first image.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits as ImageLimits, error::LimitErrorKind, metadata::Orientation,
};

use crate::{
    FigureError, Settings,
    canvas::{Canvas, Tone},
    error,
    shrink::Shrinking,
    tiff_pixels::over_white,
};

/// Width and height as the file states them.
pub(crate) fn size(bytes: &[u8], format: ImageFormat) -> Result<(u32, u32), FigureError> {
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(|cause| refusal(&cause))?;
    if width == 0 || height == 0 {
        return Err(FigureError::new(error::DIMENSIONS, format!("{width}×{height}")));
    }
    Ok((width, height))
}

/// Reads the image, made to fit.
pub(crate) fn read(bytes: &[u8], format: ImageFormat, settings: &Settings) -> Result<Canvas, FigureError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = ImageLimits::default();
    limits.max_alloc = Some(settings.limits.memory);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|cause| refusal(&cause))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|cause| refusal(&cause))?;
    image.apply_orientation(orientation);
    Ok(canvas(&image, settings))
}

fn canvas(image: &DynamicImage, settings: &Settings) -> Canvas {
    let size = (image.width(), image.height());
    let target = settings.web.fit(size.0, size.1);
    let tone = if image.color().has_color() { Tone::Colour } else { Tone::Grey };
    let wide = size.0 as usize;
    let mut shrinking = Shrinking::new(tone, size, target);
    let mut push = |samples: &[u8], channels: usize, alpha: bool| {
        let opaque = channels - usize::from(alpha);
        let mut row = Vec::with_capacity(wide * opaque);
        for line in samples.chunks_exact((wide * channels).max(1)) {
            if !alpha {
                shrinking.push_samples(line);
                continue;
            }
            row.clear();
            for pixel in line.chunks_exact(channels) {
                row.extend(pixel[..opaque].iter().map(|sample| over_white(*sample, pixel[opaque])));
            }
            shrinking.push_samples(&row);
        }
    };
    match image {
        DynamicImage::ImageLuma8(image) => push(image, 1, false),
        DynamicImage::ImageRgb8(image) => push(image, 3, false),
        other => match (tone, other.color().has_alpha()) {
            (Tone::Colour, true) => push(&other.to_rgba8(), 4, true),
            (Tone::Colour, false) => push(&other.to_rgb8(), 3, false),
            (_, true) => push(&other.to_luma_alpha8(), 2, true),
            (_, false) => push(&other.to_luma8(), 1, false),
        },
    }
    shrinking.finish()
}

fn refusal(cause: &ImageError) -> FigureError {
    let code = match cause {
        ImageError::Limits(limit) => match limit.kind() {
            LimitErrorKind::DimensionError => error::TOO_MANY_PIXELS,
            _ => error::TOO_LARGE,
        },
        ImageError::Unsupported(_) => error::UNSUPPORTED,
        ImageError::IoError(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => error::TRUNCATED,
        _ => error::CORRUPT,
    };
    FigureError::new(code, cause.to_string())
}
