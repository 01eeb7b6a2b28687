//! Writing web images: PNG for drawings, JPEG for photographs.

use image::{ExtendedColorType, ImageEncoder, codecs::jpeg::JpegEncoder};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use crate::{
    FigureError, WebImage,
    canvas::{Canvas, Tone},
    error,
};

/// Quality of JPEG, of 100.
const QUALITY: u8 = 85;

/// Writes a canvas. Of a photograph, which came as JPEG, PNG would be ten times as large.
pub(crate) fn encode(canvas: &Canvas, is_photograph: bool) -> Result<WebImage, FigureError> {
    let (bytes, media_type) = if is_photograph { (jpeg(canvas)?, "image/jpeg") } else { (png(canvas)?, "image/png") };
    Ok(WebImage { media_type, width: canvas.width, height: canvas.height, bytes })
}

fn jpeg(canvas: &Canvas) -> Result<Vec<u8>, FigureError> {
    let mut bytes = Vec::new();
    let color = if canvas.tone == Tone::Colour { ExtendedColorType::Rgb8 } else { ExtendedColorType::L8 };
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .write_image(&canvas.samples, canvas.width, canvas.height, color)
        .map_err(|cause| FigureError::new(error::ENCODING, cause.to_string()))?;
    Ok(bytes)
}

fn png(canvas: &Canvas) -> Result<Vec<u8>, FigureError> {
    let failed = |cause: png::EncodingError| FigureError::new(error::ENCODING, cause.to_string());
    let (depth, packed) = match canvas.tone {
        // Sixteen greys are all that lines made smaller need, and half the bytes.
        Tone::Bilevel if canvas.is_shrunk => (BitDepth::Four, Some(pack(canvas, 4))),
        Tone::Bilevel => (BitDepth::One, Some(pack(canvas, 1))),
        Tone::Grey | Tone::Colour => (BitDepth::Eight, None),
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, canvas.width, canvas.height);
    encoder.set_color(if canvas.tone == Tone::Colour { ColorType::Rgb } else { ColorType::Grayscale });
    encoder.set_depth(depth);
    encoder.set_compression(Compression::Fast);
    if depth == BitDepth::Eight {
        encoder.set_filter(Filter::Adaptive);
    } else {
        encoder.set_filter(Filter::Up);
    }
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(packed.as_deref().unwrap_or(&canvas.samples)).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

/// Packs grey samples to so many bits each, rows beginning at bytes.
fn pack(canvas: &Canvas, bits: u8) -> Vec<u8> {
    let most = (1_u16 << bits) - 1;
    let per_byte = usize::from(8 / bits);
    let mut packed = Vec::with_capacity(canvas.samples.len().div_ceil(per_byte) + canvas.height as usize);
    for row in canvas.samples.chunks((canvas.width as usize).max(1)) {
        for samples in row.chunks(per_byte) {
            let mut byte = 0_u8;
            for at in 0..per_byte {
                let sample = samples.get(at).map_or(0, |sample| (u16::from(*sample) * most + 127) / 255);
                byte = byte << (bits % 8) | u8::try_from(sample).unwrap_or(u8::MAX);
            }
            packed.push(byte);
        }
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_packed_row_by_row() {
        let canvas = |samples: Vec<u8>| Canvas { width: 3, height: 2, tone: Tone::Bilevel, is_shrunk: false, samples };
        assert_eq!(pack(&canvas(vec![255, 0, 255, 0, 255, 0]), 1), [0b1010_0000, 0b0100_0000]);
        assert_eq!(pack(&canvas(vec![255, 0, 128, 17, 34, 51]), 4), [0xF0, 0x80, 0x12, 0x30]);
    }

    #[test]
    fn what_is_written_is_read_back() {
        for (tone, samples) in
            [(Tone::Grey, vec![0, 100, 255, 3]), (Tone::Bilevel, vec![0, 255, 255, 0]), (Tone::Colour, (0..12).collect())]
        {
            let canvas = Canvas { width: 2, height: 2, tone, is_shrunk: false, samples };
            let written = encode(&canvas, false).expect("a PNG");
            let read = image::load_from_memory(&written.bytes).expect("a PNG");
            let read = if tone == Tone::Colour { read.to_rgb8().into_raw() } else { read.to_luma8().into_raw() };
            assert_eq!(read, canvas.samples);
        }
    }
}
