//! Pixels in memory.

/// What the pixels of a page were, which decides how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Black and white.
    Bilevel,
    /// Grey.
    Grey,
    /// Colour.
    Colour,
}

/// An image of eight bits a sample: grey, or red, green and blue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Canvas {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) tone: Tone,
    /// Whether it was made smaller: black and white have become grey.
    pub(crate) is_shrunk: bool,
    /// Samples, row by row, without padding.
    pub(crate) samples: Vec<u8>,
}

impl Tone {
    /// Samples of a pixel.
    pub(crate) fn channels(self) -> usize {
        match self {
            Self::Bilevel | Self::Grey => 1,
            Self::Colour => 3,
        }
    }
}

/// How a page has to be turned to stand upright, as TIFF's and EXIF's orientation has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Turn {
    #[default]
    None,
    Half,
    Right,
    Left,
}

impl Turn {
    /// The turn of an orientation; mirrored ones are left as they are, no scanner writes them.
    pub(crate) fn of(orientation: u16) -> Self {
        match orientation {
            3 => Self::Half,
            6 => Self::Right,
            8 => Self::Left,
            _ => Self::None,
        }
    }
}

impl Canvas {
    /// The canvas, turned.
    pub(crate) fn turned(self, turn: Turn) -> Self {
        let channels = self.tone.channels();
        let (wide, high) = (self.width as usize, self.height as usize);
        let (width, height) = match turn {
            Turn::None => return self,
            Turn::Half => (self.width, self.height),
            Turn::Right | Turn::Left => (self.height, self.width),
        };
        let mut samples = Vec::with_capacity(self.samples.len());
        for y in 0..height as usize {
            for x in 0..width as usize {
                let (from_x, from_y) = match turn {
                    Turn::None => (x, y),
                    Turn::Half => (wide - 1 - x, high - 1 - y),
                    Turn::Right => (y, high - 1 - x),
                    Turn::Left => (wide - 1 - y, x),
                };
                let at = (from_y * wide + from_x) * channels;
                samples.extend_from_slice(self.samples.get(at..at + channels).unwrap_or_default());
            }
        }
        Self { width, height, samples, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_is_what_orientations_say() {
        // 1 2 3
        // 4 5 6
        let canvas = Canvas { width: 3, height: 2, tone: Tone::Grey, is_shrunk: false, samples: vec![1, 2, 3, 4, 5, 6] };
        assert_eq!(canvas.clone().turned(Turn::of(3)).samples, [6, 5, 4, 3, 2, 1]);
        let right = canvas.clone().turned(Turn::of(6));
        assert_eq!((right.width, right.height, right.samples.as_slice()), (2, 3, [4, 1, 5, 2, 6, 3].as_slice()));
        assert_eq!(right.turned(Turn::of(8)), canvas);
        assert_eq!(canvas.clone().turned(Turn::of(2)), canvas);
    }
}
