//! What is made of an image, and what it may cost.

use std::time::Duration;

/// The box that an image is made to fit in, pixels. Images are made smaller, never larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Largest width.
    pub width: u32,
    /// Largest height.
    pub height: u32,
}

/// Bounds on what an image may ask of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most pixels of a page, as stated by the file. A sheet of A0 at 300 dots per inch has 140 million.
    pub pixels: u64,
    /// Most pages of a file.
    pub pages: u32,
    /// Most bytes that one page may take when it is unpacked as a whole. Pages in CCITT coding never are.
    pub memory: u64,
    /// Most time for a file. It is looked at between strips and pages: a step that is under way is not cut short, and is bounded by the pixels.
    pub time: Duration,
}

/// What to make of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The web image.
    pub web: Size,
    /// The thumbnail.
    pub thumbnail: Size,
    /// The bounds.
    pub limits: Limits,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self { pixels: 150_000_000, pages: 2000, memory: 512 * MIB, time: Duration::from_secs(60) }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self { web: Size { width: 1600, height: 2400 }, thumbnail: Size { width: 320, height: 320 }, limits: Limits::default() }
    }
}

impl Size {
    /// The size of an image of this width and height when it is made to fit; at least one pixel each way.
    pub(crate) fn fit(self, width: u32, height: u32) -> (u32, u32) {
        let (wide, high) = (u64::from(width), u64::from(height));
        let (most_wide, most_high) = (u64::from(self.width.max(1)), u64::from(self.height.max(1)));
        if wide <= most_wide && high <= most_high {
            return (width, height);
        }
        // Whichever edge sticks out more decides.
        let (fitted_wide, fitted_high) = if wide * most_high >= high * most_wide {
            (most_wide, (high * most_wide + wide / 2) / wide)
        } else {
            ((wide * most_high + high / 2) / high, most_high)
        };
        let narrow = |edge: u64, own: u32| u32::try_from(edge.max(1)).unwrap_or(u32::MAX).min(own);
        (narrow(fitted_wide, width), narrow(fitted_high, height))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn images_fit_and_are_never_enlarged() {
        let size = Size { width: 1600, height: 2400 };
        assert_eq!(size.fit(2480, 3508), (1600, 2263));
        assert_eq!(size.fit(800, 600), (800, 600));
        assert_eq!(size.fit(100, 100_000), (2, 2400));
        assert_eq!(size.fit(100_000, 1), (1600, 1));
    }

    proptest! {
        #[test]
        fn whatever_the_sizes(width in 1..u32::MAX, height in 1..u32::MAX, w in 0..5000_u32, h in 0..5000_u32) {
            let (fitted, high) = Size { width: w, height: h }.fit(width, height);
            prop_assert!((1..=width).contains(&fitted) && (1..=height).contains(&high));
            prop_assert!(fitted <= w.max(1) && high <= h.max(1));
        }
    }
}
