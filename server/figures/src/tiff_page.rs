//! TIFF (revision 6.0, and BigTIFF): its pages, one after the other.

use std::io::Cursor;

use hayro_ccitt::EncodingMode;
use tiff::{
    TiffError, TiffFormatError,
    decoder::{ChunkType, Decoder, Limits as TiffLimits},
    tags::{CompressionMethod, PhotometricInterpretation, Tag},
};

use crate::{
    FigureError, Settings,
    bilevel::{self, Coding, Strips},
    canvas::{Canvas, Turn},
    deadline::Deadline,
    error, tiff_pixels,
};

/// Most bytes of one field of a directory: offsets of the strips of a page of a million rows.
const FIELD_BYTES: usize = 8 * 1024 * 1024;

/// The pages of a TIFF.
pub(crate) struct Tiff<'b> {
    bytes: &'b [u8],
    decoder: Decoder<Cursor<&'b [u8]>>,
    is_first: bool,
}

impl<'b> Tiff<'b> {
    /// Opens a TIFF.
    pub(crate) fn open(bytes: &'b [u8], settings: &Settings) -> Result<Self, FigureError> {
        let mut limits = TiffLimits::default();
        limits.ifd_value_size = FIELD_BYTES;
        limits.decoding_buffer_size = usize::try_from(settings.limits.memory).unwrap_or(usize::MAX);
        limits.intermediate_buffer_size = limits.decoding_buffer_size;
        let decoder = Decoder::new(Cursor::new(bytes)).map_err(|cause| refusal(&cause))?.with_limits(limits);
        Ok(Self { bytes, decoder, is_first: true })
    }

    /// Goes on to the next page; `false` when there is none.
    pub(crate) fn advance(&mut self) -> Result<bool, FigureError> {
        if std::mem::take(&mut self.is_first) {
            return Ok(true);
        }
        if !self.decoder.more_images() {
            return Ok(false);
        }
        self.decoder.next_image().map(|()| true).map_err(|cause| refusal(&cause))
    }

    /// Width and height as the current page states them.
    pub(crate) fn size(&mut self) -> Result<(u32, u32), FigureError> {
        let (width, height) = self.decoder.dimensions().map_err(|cause| refusal(&cause))?;
        if width == 0 || height == 0 {
            return Err(FigureError::new(error::DIMENSIONS, format!("{width}×{height}")));
        }
        Ok((width, height))
    }

    /// Reads the current page, made to fit.
    pub(crate) fn read(&mut self, size: (u32, u32), settings: &Settings, deadline: Deadline) -> Result<Canvas, FigureError> {
        let compression = self.number(Tag::Compression)?.unwrap_or(1);
        let canvas = match ccitt(CompressionMethod::from_u16_exhaustive(compression)) {
            Some(mode) => {
                let coding = self.coding(mode)?;
                let strips = self.strips(size)?;
                bilevel::read(size, &strips, coding, settings.web, deadline)?
            }
            None => tiff_pixels::read(&mut self.decoder, size, settings)?,
        };
        Ok(canvas.turned(Turn::of(self.number(Tag::Orientation)?.unwrap_or(1))))
    }

    fn number(&mut self, tag: Tag) -> Result<Option<u16>, FigureError> {
        self.decoder.find_tag_unsigned::<u16>(tag).map_err(|cause| refusal(&cause))
    }

    fn coding(&mut self, method: CompressionMethod) -> Result<Coding, FigureError> {
        const TWO_DIMENSIONS: u32 = 1;
        const UNCOMPRESSED_MODE: u32 = 2;
        const ALIGNED_ENDS: u32 = 4;
        let samples = [self.number(Tag::SamplesPerPixel)?, self.number(Tag::BitsPerSample)?];
        if samples.iter().flatten().any(|number| *number != 1) {
            return Err(FigureError::new(error::UNSUPPORTED, "CCITT、1 画素 1 ビット以外"));
        }
        // A field that is missing has its default; T.6 has no options that matter here.
        let options = self.decoder.find_tag_unsigned::<u32>(Tag::Unknown(292)).map_err(|cause| refusal(&cause))?.unwrap_or(0);
        let mode = match method {
            CompressionMethod::Fax4 => EncodingMode::Group4,
            CompressionMethod::Fax3 if options & TWO_DIMENSIONS != 0 => EncodingMode::Group3_2D,
            _ => EncodingMode::Group3_1D,
        };
        if method == CompressionMethod::Fax3 && options & UNCOMPRESSED_MODE != 0 {
            return Err(FigureError::new(error::UNSUPPORTED, "CCITT Group 3、非圧縮モード"));
        }
        Ok(Coding {
            mode,
            has_line_ends: method == CompressionMethod::Fax3,
            // Without marks, as compression 2 has it, every line begins at a byte.
            is_aligned: method == CompressionMethod::Huffman || (method == CompressionMethod::Fax3 && options & ALIGNED_ENDS != 0),
            is_reversed: self.number(Tag::FillOrder)? == Some(2),
            is_inverted: self.number(Tag::PhotometricInterpretation)? == Some(PhotometricInterpretation::BlackIsZero.to_u16()),
        })
    }

    /// The strips of the current page. What lies outside of the file, or is less than the rows need, is false.
    fn strips(&mut self, (_, height): (u32, u32)) -> Result<Strips<'b>, FigureError> {
        if self.decoder.get_chunk_type() != ChunkType::Strip {
            return Err(FigureError::new(error::UNSUPPORTED, "CCITT、タイル"));
        }
        let numbers = |decoder: &mut Decoder<Cursor<&'b [u8]>>, tag| {
            decoder.find_tag_unsigned_vec::<u64>(tag).map(Option::unwrap_or_default).map_err(|cause| refusal(&cause))
        };
        let offsets = numbers(&mut self.decoder, Tag::StripOffsets)?;
        let lengths = numbers(&mut self.decoder, Tag::StripByteCounts)?;
        let high = self.decoder.find_tag_unsigned::<u32>(Tag::RowsPerStrip).map_err(|cause| refusal(&cause))?;
        let high = high.filter(|rows| *rows > 0).unwrap_or(height).min(height);
        if offsets.len() as u64 != u64::from(height.div_ceil(high)) || (lengths.len() != offsets.len() && offsets.len() != 1) {
            let found = format!("{height} 行、1 ストリップ {high} 行に対しストリップ {} 個", offsets.len());
            return Err(FigureError::new(error::DIMENSIONS, found));
        }
        let mut strips = Vec::with_capacity(offsets.len());
        let mut left = height;
        for (position, offset) in offsets.iter().enumerate() {
            let begin = usize::try_from(*offset).ok().and_then(|begin| self.bytes.get(begin..));
            // One strip without a length goes on to the end of the file.
            let length = lengths.get(position).and_then(|length| usize::try_from(*length).ok());
            let strip = begin.and_then(|rest| rest.get(..length.unwrap_or(rest.len())));
            let Some(strip) = strip else {
                return Err(FigureError::new(error::TRUNCATED, format!("ストリップ {} がファイルの外を指しています", position + 1)));
            };
            let rows = high.min(left);
            left -= rows;
            strips.push((strip, rows));
        }
        Ok(strips)
    }
}

/// The way of CCITT coding; `None` for all others.
fn ccitt(method: CompressionMethod) -> Option<CompressionMethod> {
    matches!(method, CompressionMethod::Huffman | CompressionMethod::Fax3 | CompressionMethod::Fax4).then_some(method)
}

/// Why a TIFF is refused.
pub(crate) fn refusal(cause: &TiffError) -> FigureError {
    let code = match cause {
        TiffError::FormatError(TiffFormatError::CycleInOffsets) => error::PAGE_LOOP,
        TiffError::FormatError(TiffFormatError::InvalidDimensions(..) | TiffFormatError::InconsistentSizesEncountered) => error::DIMENSIONS,
        TiffError::UnsupportedError(_) => error::UNSUPPORTED,
        TiffError::LimitsExceeded | TiffError::IntSizeError => error::TOO_LARGE,
        TiffError::IoError(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => error::TRUNCATED,
        _ => error::CORRUPT,
    };
    FigureError::new(code, cause.to_string())
}
