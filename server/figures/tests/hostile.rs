//! Images that lie, loop or end early: each refused with its code, in bounded memory and time.

mod common;

use std::{ops::ControlFlow, time::Duration};

use common::{PageSpec, drawing, group4, packed, tiff};
use figures::{ALL_CODES, FigureError, Limits, Settings, web_pages};
use proptest::prelude::*;

/// The codes of what is refused, pages and file alike.
fn codes(bytes: &[u8], settings: &Settings) -> Vec<&'static str> {
    let mut found = Vec::new();
    let ended = web_pages(bytes, settings, &mut |page| {
        found.extend(page.err().map(|cause| cause.code));
        ControlFlow::Continue(())
    });
    found.extend(ended.err().map(|cause: FigureError| {
        assert!(ALL_CODES.iter().any(|(code, _)| *code == cause.code));
        cause.code
    }));
    found
}

fn bilevel(width: u32, height: u32, data: Vec<u8>) -> PageSpec {
    PageSpec::bilevel(width, height, 4, data)
}

#[test]
fn false_sizes_are_refused() {
    let rows = drawing(64, 48, 1);
    let good = group4(64, &rows);
    for (name, spec, code) in [
        ("no width", bilevel(0, 48, good.clone()), "image-dimensions"),
        ("no height", bilevel(64, 0, good.clone()), "image-dimensions"),
        ("a thousand million pixels", bilevel(60_000, 60_000, good.clone()), "image-too-many-pixels"),
        ("all the pixels there are", bilevel(u32::MAX, u32::MAX, good.clone()), "image-too-many-pixels"),
        ("more rows than there are", bilevel(64, 1_000_000, good.clone()), "image-truncated"),
        (
            "a strip outside of the file",
            PageSpec { false_strip: Some((4_000_000_000, 10)), ..bilevel(64, 48, good.clone()) },
            "image-truncated",
        ),
        ("a strip longer than the file", PageSpec { false_strip: Some((8, u32::MAX)), ..bilevel(64, 48, good.clone()) }, "image-truncated"),
        ("fewer strips than rows need", PageSpec { rows_per_strip: 1, ..bilevel(64, 48, good.clone()) }, "image-dimensions"),
        ("uncompressed, cut", PageSpec::bilevel(64, 48, 1, packed(&rows)[..100].to_vec()), "image-"),
        (
            "uncompressed, huge",
            PageSpec { bits: 8, samples: 3, photometric: 2, ..PageSpec::bilevel(12_000, 12_000, 1, vec![0; 10]) },
            "image-",
        ),
        ("a compression that nobody reads", PageSpec::bilevel(64, 48, 34712, good.clone()), "image-unsupported"),
    ] {
        let found = codes(&tiff(&[spec], None), &Settings::default());
        assert!(found.len() == 1 && found[0].starts_with(code), "{name}: {found:?}");
    }
}

#[test]
fn a_chain_of_pages_that_leads_back_is_left() {
    let page = |seed| bilevel(64, 48, group4(64, &drawing(64, 48, seed)));
    assert_eq!(codes(&tiff(&[page(1), page(2)], Some(0)), &Settings::default()), ["image-page-loop"]);
    assert_eq!(codes(&tiff(&[page(1)], Some(0)), &Settings::default()), ["image-page-loop"]);
    let few = Settings { limits: Limits { pages: 2, ..Limits::default() }, ..Settings::default() };
    assert_eq!(codes(&tiff(&[page(1), page(2), page(3)], None), &few), ["image-too-many-pages"]);
}

#[test]
fn limits_are_kept() {
    let rows = drawing(64, 48, 1);
    let file = tiff(&[bilevel(64, 48, group4(64, &rows))], None);
    let none = Settings { limits: Limits { time: Duration::ZERO, ..Limits::default() }, ..Settings::default() };
    assert_eq!(codes(&file, &none), ["image-timeout"]);
    let small = Settings { limits: Limits { pixels: 64 * 48 - 1, ..Limits::default() }, ..Settings::default() };
    assert_eq!(codes(&file, &small), ["image-too-many-pixels"]);
    let little = Settings { limits: Limits { memory: 100, ..Limits::default() }, ..Settings::default() };
    assert_eq!(codes(&tiff(&[PageSpec { bits: 8, ..PageSpec::bilevel(64, 48, 1, vec![0; 64 * 48]) }], None), &little), ["image-too-large"]);
}

#[test]
fn what_is_no_image_is_said_to_be_none() {
    for (bytes, code) in [
        (b"".as_slice(), "image-empty"),
        (b"%PDF-1.4", "image-corrupt"),
        (b"hello", "image-type-unknown"),
        (b"II*\0", "image-truncated"),
        (b"\x89PNG\r\n\x1A\n", "image-truncated"),
        (b"GIF89a", "image-"),
        (b"\xFF\xD8\xFF\xE0", "image-"),
    ] {
        let found = codes(bytes, &Settings::default());
        assert!(found.len() == 1 && found[0].starts_with(code), "{bytes:?}: {found:?}");
    }
}

#[test]
fn a_png_of_false_size_is_refused_before_it_is_unpacked() {
    let canvas = image::GrayImage::new(8, 8);
    let mut bytes = std::io::Cursor::new(Vec::new());
    canvas.write_to(&mut bytes, image::ImageFormat::Png).expect("memory takes everything");
    let mut bytes = bytes.into_inner();
    bytes[16..20].copy_from_slice(&100_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&100_000_u32.to_be_bytes());
    let found = codes(&bytes, &Settings::default());
    assert!(found.len() == 1, "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_damage_is_borne(at in 0..2000_usize, bytes in proptest::collection::vec(any::<u8>(), 1..6), cut in 0..2000_usize, compression in 0..4_usize) {
        let rows = drawing(120, 90, 5);
        let spec = match compression {
            0 => PageSpec::bilevel(120, 90, 4, group4(120, &rows)),
            1 => PageSpec::bilevel(120, 90, 1, packed(&rows)),
            2 => PageSpec::bilevel(120, 90, 3, group4(120, &rows)),
            _ => PageSpec::bilevel(120, 90, 5, group4(120, &rows)),
        };
        let mut file = tiff(&[spec], None);
        let length = file.len();
        for (offset, byte) in bytes.iter().enumerate() {
            file[(at + offset) % length] = *byte;
        }
        file.truncate((length - cut % (length / 2)).max(8));
        let small = Settings { limits: Limits { pixels: 4_000_000, memory: 16 << 20, ..Limits::default() }, ..Settings::default() };
        let _ = codes(&file, &small);
    }

    #[test]
    fn any_bytes_are_borne(kind in 0..4_usize, bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let begin: &[u8] = [b"II*\0\x08\0\0\0".as_slice(), b"\x89PNG\r\n\x1A\n", b"GIF89a", b"\xFF\xD8\xFF\xE0"][kind];
        let mut file = begin.to_vec();
        file.extend_from_slice(&bytes);
        let small = Settings { limits: Limits { pixels: 4_000_000, memory: 16 << 20, ..Limits::default() }, ..Settings::default() };
        let _ = codes(&file, &small);
    }
}
