//! Pages of a TIFF that are no runs: LZW, PackBits, deflate or uncompressed; bilevel, grey or in colour.
//!
//! Colours by palette are not read: the decoder does not, and offices do not send them. Such a page is said to be of an unsupported kind.

use std::io::Cursor;

use tiff::{
    ColorType,
    decoder::{Decoder, DecodingResult},
};

use crate::{
    FigureError, Settings,
    canvas::{Canvas, Tone},
    error,
    shrink::Shrinking,
    tiff_page::refusal,
};

/// Reads the current page as a whole, and makes it fit.
pub(crate) fn read(decoder: &mut Decoder<Cursor<&[u8]>>, size: (u32, u32), settings: &Settings) -> Result<Canvas, FigureError> {
    let color = decoder.colortype().map_err(|cause| refusal(&cause))?;
    let bytes = u64::from(size.0)
        .saturating_mul(u64::from(size.1))
        .saturating_mul(u64::from(color.num_samples()) * u64::from(color.bit_depth()).div_ceil(8));
    if bytes > settings.limits.memory {
        return Err(FigureError::new(error::TOO_LARGE, format!("{bytes} バイト")));
    }
    let unsupported = || FigureError::new(error::UNSUPPORTED, format!("{color:?}"));
    let read = decoder.read_image().map_err(|cause| refusal(&cause))?;
    let samples: Samples = match read {
        DecodingResult::U8(samples) => Samples { bytes: samples, wide: false },
        // Of sixteen bits, the upper eight are what is seen.
        DecodingResult::U16(samples) => Samples { bytes: samples.iter().flat_map(|sample| sample.to_be_bytes()).collect(), wide: true },
        _ => return Err(unsupported()),
    };
    let tone = match color {
        ColorType::Gray(1) => Tone::Bilevel,
        ColorType::Gray(2 | 4 | 8 | 16) | ColorType::GrayA(8 | 16) => Tone::Grey,
        ColorType::RGB(8 | 16) | ColorType::RGBA(8 | 16) | ColorType::CMYK(8) => Tone::Colour,
        _ => return Err(unsupported()),
    };
    let width = size.0 as usize;
    let packed = (usize::from(color.num_samples()) * width * usize::from(color.bit_depth())).div_ceil(8);
    let mut shrinking = Shrinking::new(tone, size, settings.web.fit(size.0, size.1));
    let mut row = Vec::with_capacity(width * 3);
    for line in samples.bytes.chunks_exact(packed.max(1)) {
        row.clear();
        match color {
            ColorType::Gray(1) => {
                let changes = changes(line, size.0);
                // A set bit is white: the code begins with black.
                shrinking.push_changes(&changes, true);
                continue;
            }
            ColorType::Gray(bits @ (2 | 4)) => row.extend(unpack(line, bits, width).map(|value| scaled(value, bits))),
            ColorType::CMYK(_) => {
                for ink in line.chunks_exact(4) {
                    row.extend(ink[..3].iter().map(|part| whiten(*part, ink[3])));
                }
            }
            ColorType::GrayA(_) | ColorType::RGBA(_) => {
                let channels = tone.channels();
                for pixel in samples.upper(line).collect::<Vec<u8>>().chunks_exact(channels + 1) {
                    row.extend(pixel[..channels].iter().map(|sample| over_white(*sample, pixel[channels])));
                }
            }
            _ => row.extend(samples.upper(line)),
        }
        shrinking.push_samples(&row);
    }
    if shrinking.taken() < size.1 {
        return Err(FigureError::new(error::TRUNCATED, format!("{} 行のうち {} 行", size.1, shrinking.taken())));
    }
    Ok(shrinking.finish())
}

/// Samples as they were decoded, of eight bits or of sixteen.
struct Samples {
    bytes: Vec<u8>,
    wide: bool,
}

impl Samples {
    /// The upper eight bits of each sample of a row.
    fn upper<'s>(&self, line: &'s [u8]) -> impl Iterator<Item = u8> + use<'s> {
        line.iter().copied().step_by(if self.wide { 2 } else { 1 })
    }
}

/// Values of fewer than eight bits, the first in the upper ones.
fn unpack(line: &[u8], bits: u8, width: usize) -> impl Iterator<Item = u8> {
    let most = u8::try_from((1_u16 << bits) - 1).unwrap_or(u8::MAX);
    line.iter().flat_map(move |byte| (0..8 / bits).map(move |at| (byte >> (8 - bits * (at + 1))) & most)).take(width)
}

fn scaled(value: u8, bits: u8) -> u8 {
    let most = (1_u16 << bits) - 1;
    u8::try_from(u16::from(value) * 255 / most).unwrap_or(u8::MAX)
}

fn whiten(ink: u8, black: u8) -> u8 {
    let left = u16::from(255 - ink) * u16::from(255 - black) / 255;
    u8::try_from(left).unwrap_or(u8::MAX)
}

/// A sample on white paper.
pub(crate) fn over_white(sample: u8, alpha: u8) -> u8 {
    let (sample, alpha) = (u16::from(sample), u16::from(alpha));
    u8::try_from((sample * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
}

/// Where the colour of a packed row changes, beginning with clear bits.
fn changes(line: &[u8], width: u32) -> Vec<u32> {
    let mut changes = Vec::new();
    let mut is_set = false;
    for (position, byte) in line.iter().enumerate() {
        // Whole bytes of one colour are most of them.
        if (*byte == 0 && !is_set) || (*byte == 0xFF && is_set) {
            continue;
        }
        for bit in 0..8_u32 {
            let set = byte & (0x80 >> bit) != 0;
            if set != is_set {
                let at = u32::try_from(position).unwrap_or(u32::MAX).saturating_mul(8).saturating_add(bit);
                if at >= width {
                    return changes;
                }
                changes.push(at);
                is_set = set;
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_runs() {
        assert_eq!(changes(&[0b0011_0000, 0xFF, 0x00], 24), [2, 4, 8, 16]);
        assert_eq!(changes(&[0xFF, 0xFF], 12), [0]);
        assert_eq!(changes(&[0x00, 0x0F], 12), Vec::<u32>::new());
    }

    #[test]
    fn values_are_unpacked_and_scaled() {
        assert_eq!(unpack(&[0b0001_1011, 0xFF], 2, 5).collect::<Vec<_>>(), [0, 1, 2, 3, 3]);
        assert_eq!([scaled(3, 2), scaled(1, 2), scaled(15, 4), scaled(1, 1)], [255, 85, 255, 255]);
        assert_eq!((over_white(0, 0), over_white(10, 255), whiten(0, 0), whiten(0, 255)), (255, 10, 255, 0));
    }
}
