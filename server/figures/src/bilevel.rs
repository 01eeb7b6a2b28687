//! Pages in CCITT coding (ITU-T T.4 and T.6): strips of runs, made smaller as they are read.

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};

use crate::{
    FigureError, Size,
    canvas::{Canvas, Tone},
    deadline::Deadline,
    error,
    shrink::Shrinking,
};

/// How a page's strips are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Coding {
    /// Group 4, or Group 3 in one or two dimensions.
    pub(crate) mode: EncodingMode,
    /// Whether ends of lines are marked.
    pub(crate) has_line_ends: bool,
    /// Whether lines begin at bytes.
    pub(crate) is_aligned: bool,
    /// Whether the last bit of a byte comes first.
    pub(crate) is_reversed: bool,
    /// Whether what the code calls white is black.
    pub(crate) is_inverted: bool,
}

/// Strips of a page: their bytes, and how many rows each has.
pub(crate) type Strips<'b> = Vec<(&'b [u8], u32)>;

/// Reads the strips of a page, made to fit.
pub(crate) fn read(size: (u32, u32), strips: &Strips<'_>, coding: Coding, fit: Size, deadline: Deadline) -> Result<Canvas, FigureError> {
    let mut rows =
        Rows { shrinking: Shrinking::new(Tone::Bilevel, size, fit.fit(size.0, size.1)), is_inverted: coding.is_inverted, left: 0 };
    for (bytes, high) in strips {
        deadline.check()?;
        rows.left = *high;
        let settings = DecodeSettings {
            columns: size.0,
            rows: *high,
            end_of_block: coding.has_line_ends || coding.mode == EncodingMode::Group4,
            end_of_line: coding.has_line_ends,
            rows_are_byte_aligned: coding.is_aligned,
            encoding: coding.mode,
            strict: false,
        };
        let reversed: Vec<u8>;
        let bytes = if coding.is_reversed {
            reversed = bytes.iter().map(|byte| byte.reverse_bits()).collect();
            &reversed
        } else {
            *bytes
        };
        let decoded = hayro_ccitt::decode(bytes, &mut rows, &mut DecoderContext::new(settings));
        if rows.left > 0 {
            let found = format!("{} 行のうち {} 行", size.1, rows.shrinking.taken());
            return Err(match decoded {
                Err(hayro_ccitt::DecodeError::UnexpectedEof) | Ok(_) => FigureError::new(error::TRUNCATED, found),
                Err(cause) => FigureError::new(error::CORRUPT, format!("{found}: {cause}")),
            });
        }
    }
    Ok(rows.shrinking.finish())
}

/// Takes the rows of a strip.
struct Rows {
    shrinking: Shrinking,
    is_inverted: bool,
    left: u32,
}

impl Decoder for Rows {
    fn push_row(&mut self, changes: &[u32]) {
        if self.left > 0 {
            self.left -= 1;
            self.shrinking.push_changes(changes, self.is_inverted);
        }
    }
}
