//! Making images smaller as they are read, row by row: every pixel of the result is the mean of the area it covers.
//!
//! A page never stands in memory at its full size: of a drawing in CCITT coding, rows come as runs, and only the smaller image is kept.

use crate::canvas::{Canvas, Tone};

/// An image being made smaller.
///
/// Lengths are counted in units of which a source pixel has as many as the target has pixels, and a target pixel as many as the source has: so
/// every boundary is a whole number.
pub(crate) struct Shrinking {
    tone: Tone,
    source: (u32, u32),
    target: (u32, u32),
    /// The sums of the target row being filled.
    sums: Vec<f32>,
    /// The current source row, its samples in the target's width.
    row: Vec<f32>,
    /// Source rows taken.
    taken: u32,
    samples: Vec<u8>,
    /// For every source pixel, its first target pixel, and its shares in that and in the next one.
    columns: Vec<(u32, f32, f32)>,
}

impl Shrinking {
    /// An image of a size, to be made into one of a size that is nowhere larger. Neither may be empty.
    pub(crate) fn new(tone: Tone, source: (u32, u32), target: (u32, u32)) -> Self {
        let width = target.0 as usize * tone.channels();
        let columns = if tone == Tone::Bilevel { Vec::new() } else { columns(source.0, target.0) };
        Self {
            tone,
            source,
            target,
            sums: vec![0.0; width],
            row: vec![0.0; width],
            taken: 0,
            samples: Vec::with_capacity(width * target.1 as usize),
            columns,
        }
    }

    /// Rows taken so far.
    pub(crate) fn taken(&self) -> u32 {
        self.taken
    }

    /// Takes a row of black and white: the places where the colour changes, ascending, beginning with white; `inverted` where it begins with
    /// black.
    pub(crate) fn push_changes(&mut self, changes: &[u32], inverted: bool) {
        if self.taken >= self.source.1 {
            return;
        }
        if changes.is_empty() && !inverted {
            // A white row, as most are, adds nothing.
            self.add_row(true);
            return;
        }
        self.row.fill(0.0);
        let width = self.source.0;
        let mut at = 0;
        let mut is_black = inverted;
        for change in changes.iter().copied().chain([width]) {
            let change = change.min(width);
            if is_black && change > at {
                self.ink(at, change);
            }
            is_black = !is_black;
            at = at.max(change);
        }
        self.add_row(false);
    }

    /// Blackens a run of the current row.
    fn ink(&mut self, from: u32, to: u32) {
        let cell = u64::from(self.source.0);
        let begin = u64::from(from) * u64::from(self.target.0);
        let end = u64::from(to) * u64::from(self.target.0);
        let (first, last) = (begin / cell, end / cell);
        let share = |units: u64| units as f32 / cell as f32;
        let Some(row) = self.row.get_mut(first as usize..) else { return };
        if first == last {
            if let Some(sum) = row.first_mut() {
                *sum += share(end - begin);
            }
            return;
        }
        let whole = (last - first) as usize;
        if let Some(sum) = row.first_mut() {
            *sum += share((first + 1) * cell - begin);
        }
        for sum in row.iter_mut().take(whole).skip(1) {
            *sum += 1.0;
        }
        if let Some(sum) = row.get_mut(whole) {
            *sum += share(end - last * cell);
        }
    }

    /// Takes a row of samples: grey, or red, green and blue.
    pub(crate) fn push_samples(&mut self, samples: &[u8]) {
        if self.taken >= self.source.1 {
            return;
        }
        self.row.fill(0.0);
        let channels = self.tone.channels();
        for (pixel, (cell, share, rest)) in samples.chunks_exact(channels).zip(&self.columns) {
            let at = *cell as usize * channels;
            for (channel, sample) in pixel.iter().enumerate() {
                let sample = f32::from(*sample);
                if let Some(sum) = self.row.get_mut(at + channel) {
                    *sum += sample * share;
                }
                if *rest > 0.0
                    && let Some(sum) = self.row.get_mut(at + channels + channel)
                {
                    *sum += sample * rest;
                }
            }
        }
        self.add_row(false);
    }

    /// Adds the current row to the target rows it lies in, one or two.
    fn add_row(&mut self, is_blank: bool) {
        let cell = u64::from(self.source.1);
        let begin = u64::from(self.taken) * u64::from(self.target.1);
        let end = begin + u64::from(self.target.1);
        let border = (begin / cell + 1) * cell;
        let share = |units: u64| units as f32 / cell as f32;
        self.taken += 1;
        self.weigh(share(end.min(border) - begin), is_blank);
        if end >= border {
            self.finish_row();
            if end > border {
                self.weigh(share(end - border), is_blank);
            }
        }
    }

    fn weigh(&mut self, share: f32, is_blank: bool) {
        if is_blank {
            return;
        }
        for (sum, sample) in self.sums.iter_mut().zip(&self.row) {
            *sum += sample * share;
        }
    }

    fn finish_row(&mut self) {
        if self.samples.len() >= self.sums.len() * self.target.1 as usize {
            return;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of bytes is a byte; casts of floats saturate")]
        let byte = |value: f32| (value + 0.5) as u8;
        match self.tone {
            // Sums are of ink.
            Tone::Bilevel => self.samples.extend(self.sums.iter().map(|ink| byte(255.0 - 255.0 * ink.min(1.0)))),
            Tone::Grey | Tone::Colour => self.samples.extend(self.sums.iter().map(|sum| byte(sum.min(255.0)))),
        }
        self.sums.fill(0.0);
    }

    /// The smaller image. Rows that never came are white.
    pub(crate) fn finish(mut self) -> Canvas {
        let (width, height) = self.target;
        self.samples.resize(width as usize * height as usize * self.tone.channels(), 255);
        Canvas { width, height, tone: self.tone, is_shrunk: self.source != self.target, samples: self.samples }
    }
}

fn columns(source: u32, target: u32) -> Vec<(u32, f32, f32)> {
    let cell = u64::from(source);
    let wide = u64::from(target);
    (0..cell)
        .map(|x| {
            let (begin, end) = (x * wide, (x + 1) * wide);
            let first = begin / cell;
            let border = (first + 1) * cell;
            let share = |units: u64| units as f32 / cell as f32;
            #[expect(clippy::cast_possible_truncation, reason = "smaller than the target's width")]
            let first = first as u32;
            (first, share(end.min(border) - begin), share(end.saturating_sub(border)))
        })
        .collect()
}

impl Canvas {
    /// A smaller canvas. Of a drawing in black and white the lines are made stronger: the mean of a thin line and much paper is hardly seen.
    pub(crate) fn shrunk(&self, target: (u32, u32)) -> Self {
        const STRONGER: u32 = 3;
        if (self.width, self.height) == target {
            return self.clone();
        }
        let tone = if self.tone == Tone::Bilevel { Tone::Grey } else { self.tone };
        let mut shrinking = Shrinking::new(tone, (self.width, self.height), target);
        for row in self.samples.chunks_exact((self.width as usize * tone.channels()).max(1)) {
            shrinking.push_samples(row);
        }
        let mut canvas = shrinking.finish();
        if self.tone == Tone::Bilevel {
            canvas.tone = Tone::Bilevel;
            for sample in &mut canvas.samples {
                let ink = u32::from(255 - *sample) * STRONGER / 2;
                *sample = u8::try_from(255 - ink.min(255)).unwrap_or(0);
            }
        }
        canvas
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_mean_of_an_area_is_its_pixel() {
        let mut shrinking = Shrinking::new(Tone::Grey, (3, 2), (2, 1));
        shrinking.push_samples(&[0, 90, 255]);
        shrinking.push_samples(&[0, 90, 255]);
        assert_eq!(shrinking.finish().samples, [30, 200]);
        let mut shrinking = Shrinking::new(Tone::Colour, (2, 1), (1, 1));
        shrinking.push_samples(&[0, 100, 200, 100, 200, 0]);
        assert_eq!(shrinking.finish().samples, [50, 150, 100]);
        // Black from 1 to 3 of 4: half of each half.
        let mut shrinking = Shrinking::new(Tone::Bilevel, (4, 1), (2, 1));
        shrinking.push_changes(&[1, 3], false);
        assert_eq!(shrinking.finish().samples, [128, 128]);
        let mut shrinking = Shrinking::new(Tone::Bilevel, (4, 1), (4, 1));
        shrinking.push_changes(&[1, 3], true);
        assert_eq!(shrinking.finish().samples, [0, 255, 255, 0]);
    }

    #[test]
    fn rows_that_never_came_are_white() {
        let mut shrinking = Shrinking::new(Tone::Bilevel, (2, 4), (2, 4));
        shrinking.push_changes(&[0], false);
        assert_eq!(shrinking.finish().samples, [0, 0, 255, 255, 255, 255, 255, 255]);
    }

    proptest! {
        #[test]
        fn runs_and_pixels_give_the_same(
            rows in proptest::collection::vec(proptest::collection::vec(any::<bool>(), 13), 1..20),
            width in 1..=13_u32, inverted in any::<bool>(), part in 1..=20_u32,
        ) {
            let height = u32::try_from(rows.len()).expect("few rows");
            let target = (width, part.min(height));
            let (mut runs, mut pixels) = (Shrinking::new(Tone::Bilevel, (13, height), target), Shrinking::new(Tone::Grey, (13, height), target));
            for row in &rows {
                let mut changes = Vec::new();
                let mut colour = false;
                for (at, black) in row.iter().enumerate() {
                    if *black != colour {
                        changes.push(u32::try_from(at).expect("few columns"));
                        colour = *black;
                    }
                }
                runs.push_changes(&changes, inverted);
                pixels.push_samples(&row.iter().map(|black| if *black != inverted { 0 } else { 255 }).collect::<Vec<u8>>());
            }
            let (runs, pixels) = (runs.finish().samples, pixels.finish().samples);
            for (a, b) in runs.iter().zip(&pixels) {
                prop_assert!(a.abs_diff(*b) <= 1, "{runs:?} {pixels:?}");
            }
        }

        #[test]
        fn any_changes_are_taken(changes in proptest::collection::vec(any::<u32>(), 0..9), width in 1..40_u32, target in 1..40_u32) {
            let target = target.min(width);
            let mut shrinking = Shrinking::new(Tone::Bilevel, (width, 2), (target, 1));
            for _ in 0..4 {
                shrinking.push_changes(&changes, false);
            }
            prop_assert_eq!(shrinking.finish().samples.len(), target as usize);
        }
    }
}
