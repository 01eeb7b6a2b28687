//! An eight-page drawing in CCITT Group 4, A4 at 300 dots per inch, to web images and thumbnails.

#[path = "../tests/common/mod.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod common;

use std::{hint::black_box, ops::ControlFlow, time::Instant};

use common::{PageSpec, drawing, group4, tiff};
use figures::{FigureError, Settings, web_pages};

const RUNS: usize = 9;

fn main() -> Result<(), FigureError> {
    let pages: Vec<PageSpec> = (0..8)
        .map(|seed| {
            let rows = drawing(2480, 3508, seed);
            PageSpec::bilevel(2480, 3508, 4, group4(2480, &rows))
        })
        .collect();
    let file = tiff(&pages, None);
    let mut times = Vec::with_capacity(RUNS);
    let mut bytes = 0;
    for _ in 0..RUNS {
        bytes = 0;
        let begin = Instant::now();
        let made = web_pages(black_box(&file), &Settings::default(), &mut |page| {
            bytes += page.map_or(0, |page| page.web.bytes.len() + page.thumbnail.bytes.len());
            ControlFlow::Continue(())
        })?;
        assert_eq!((made.pages, made.broken), (8, 0));
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    println!("8 pages of group 4 ({} KB) to web images ({} KB): {:.0} ms (goal 300)", file.len() / 1024, bytes / 1024, times[RUNS / 2]);
    Ok(())
}
