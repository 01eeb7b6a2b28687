//! Pages of images: what offices deliver, made here bit by bit, and the real ones.

mod common;

use std::{ops::ControlFlow, path::Path};

use common::{PageSpec, drawing, group4, packed, tiff};
use figures::{FigureError, ImageType, Page, Settings, Size, web_pages};
use proptest::prelude::*;

fn settings(edge: u32) -> Settings {
    Settings { web: Size { width: edge, height: edge }, ..Settings::default() }
}

fn pages(bytes: &[u8], settings: &Settings) -> Vec<Result<Page, FigureError>> {
    let mut taken = Vec::new();
    let made = web_pages(bytes, settings, &mut |page| {
        taken.push(page);
        ControlFlow::Continue(())
    })
    .expect("an image");
    assert_eq!(made.pages as usize, taken.len());
    assert_eq!(made.broken as usize, taken.iter().filter(|page| page.is_err()).count());
    taken
}

fn only(bytes: &[u8], settings: &Settings) -> Page {
    let mut pages = pages(bytes, settings);
    assert_eq!(pages.len(), 1);
    pages.remove(0).unwrap_or_else(|cause| panic!("{}", cause.reason()))
}

fn grey(page: &Page) -> Vec<u8> {
    let image = image::load_from_memory(&page.web.bytes).expect("a web image");
    assert_eq!((image.width(), image.height()), (page.web.width, page.web.height));
    image.to_luma8().into_raw()
}

fn colours(page: &Page) -> Vec<u8> {
    image::load_from_memory(&page.web.bytes).expect("a web image").to_rgb8().into_raw()
}

fn paper(rows: &[Vec<bool>]) -> Vec<u8> {
    rows.iter().flatten().map(|black| if *black { 0 } else { 255 }).collect()
}

fn lzw(data: &[u8]) -> Vec<u8> {
    // One code of nine bits a byte with a clear code in between keeps codes at nine bits: valid LZW, not small.
    let mut bits: Vec<bool> = Vec::new();
    let mut code = |value: u16| bits.extend((0..9).rev().map(|bit| value >> bit & 1 == 1));
    for byte in data {
        code(256);
        code(u16::from(*byte));
    }
    code(257);
    bits.chunks(8).map(|bits| bits.iter().enumerate().fold(0_u8, |byte, (at, bit)| byte | (u8::from(*bit) << (7 - at)))).collect()
}

fn pack_bits(data: &[u8]) -> Vec<u8> {
    data.chunks(128).flat_map(|run| std::iter::once(u8::try_from(run.len() - 1).expect("128 at most")).chain(run.iter().copied())).collect()
}

#[test]
fn the_same_drawing_in_every_coding_is_the_same_page() {
    let rows = drawing(203, 117, 3);
    let expected = paper(&rows);
    let inverted: Vec<Vec<bool>> = rows.iter().map(|row| row.iter().map(|black| !black).collect()).collect();
    let coded = group4(203, &rows);
    let plain = packed(&rows);
    let mut specs = vec![
        ("group 4", PageSpec::bilevel(203, 117, 4, coded.clone())),
        ("uncompressed", PageSpec::bilevel(203, 117, 1, plain.clone())),
        ("LZW", PageSpec::bilevel(203, 117, 5, lzw(&plain))),
        ("PackBits", PageSpec::bilevel(203, 117, 32773, pack_bits(&plain))),
    ];
    let black_is_zero = PageSpec { photometric: 1, ..PageSpec::bilevel(203, 117, 1, packed(&inverted)) };
    specs.push(("black is zero", black_is_zero));
    let inverted_code = PageSpec { photometric: 1, ..PageSpec::bilevel(203, 117, 4, group4(203, &inverted)) };
    specs.push(("group 4, black is zero", inverted_code));
    let reversed = coded.iter().map(|byte| byte.reverse_bits()).collect();
    specs.push(("group 4, last bit first", PageSpec { more: vec![(266, 2)], ..PageSpec::bilevel(203, 117, 4, reversed) }));
    let strips: Vec<Vec<u8>> = rows.chunks(50).map(|rows| group4(203, rows)).collect();
    specs.push(("group 4 in strips", PageSpec { rows_per_strip: 50, strips, ..PageSpec::bilevel(203, 117, 4, Vec::new()) }));
    for (name, spec) in specs {
        let page = only(&tiff(&[spec], None), &settings(1000));
        assert_eq!((page.width, page.height, page.number), (203, 117, 1), "{name}");
        assert!(grey(&page) == expected, "{name}");
        assert_eq!(page.web.media_type, "image/png");
    }
}

#[test]
fn grey_and_colour_are_kept() {
    let ramp: Vec<u8> = (0..=255).collect();
    let spec = |photometric, bits, samples, data| PageSpec { photometric, bits, samples, ..PageSpec::bilevel(16, 16, 1, data) };
    let page = only(&tiff(&[spec(1, 8, 1, ramp.clone())], None), &settings(1000));
    assert_eq!(grey(&page), ramp);
    let page = only(&tiff(&[spec(0, 8, 1, ramp.clone())], None), &settings(1000));
    assert_eq!(grey(&page), ramp.iter().map(|value| 255 - value).collect::<Vec<_>>());
    // Sixteen bits, little-endian.
    let wide = ramp.iter().flat_map(|value| [0x80, *value]).collect();
    let page = only(&tiff(&[spec(1, 16, 1, wide)], None), &settings(1000));
    assert_eq!(grey(&page), ramp);
    let nibbles: Vec<u8> = (0..128).map(|value| value * 2).collect();
    let page = only(&tiff(&[spec(1, 4, 1, nibbles.clone())], None), &settings(1000));
    assert_eq!(grey(&page), nibbles.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|value| value * 17).collect::<Vec<_>>());
    let colour: Vec<u8> = (0..256_u32 * 3).map(|value| u8::try_from(value % 251).expect("a byte")).collect();
    let page = only(&tiff(&[spec(2, 8, 3, colour.clone())], None), &settings(1000));
    assert_eq!(colours(&page), colour);
    let palette: Vec<u16> = (0..768_u16).map(|at| at % 256 * 257).collect();
    let refused = pages(&tiff(&[PageSpec { colours: palette, ..spec(3, 8, 1, ramp.clone()) }], None), &settings(1000)).remove(0);
    assert_eq!(refused.expect_err("the decoder reads no palettes").code, "image-unsupported");
}

#[test]
fn large_pages_are_made_to_fit_and_lines_stay() {
    let rows = drawing(2480, 1000, 0);
    let page = only(&tiff(&[PageSpec::bilevel(2480, 1000, 4, group4(2480, &rows))], None), &Settings::default());
    assert_eq!((page.web.width, page.web.height, page.thumbnail.width, page.thumbnail.height), (1600, 645, 320, 129));
    let mean = |values: &[u8]| values.iter().map(|value| f64::from(*value)).sum::<f64>() / values.len() as f64;
    let (small, large) = (mean(&grey(&page)), mean(&paper(&rows)));
    assert!((small - large).abs() < 2.0, "{small} {large}");
}

#[test]
fn many_pages_are_handed_over_one_by_one_and_a_broken_one_costs_itself() {
    let good = |seed| PageSpec::bilevel(64, 48, 4, group4(64, &drawing(64, 48, seed)));
    let broken = PageSpec { false_strip: Some((0, 4_000_000_000)), ..good(2) };
    let file = tiff(&[good(1), broken, good(3)], None);
    let taken = pages(&file, &Settings::default());
    assert!(taken[0].is_ok() && taken[2].is_ok());
    let cause = taken[1].as_ref().expect_err("a broken page");
    assert_eq!((cause.code, cause.page), ("image-truncated", Some(2)));
    assert!(cause.reason().starts_with("2 ページ目: 画像が途中で切れています"));
    let mut seen = 0;
    web_pages(&file, &Settings::default(), &mut |_| {
        seen += 1;
        ControlFlow::Break(())
    })
    .expect("an image");
    assert_eq!(seen, 1);
}

#[test]
fn pictures_of_browsers_are_read_too() {
    let canvas =
        image::RgbImage::from_fn(90, 60, |x, y| image::Rgb([u8::try_from(x).expect("small"), u8::try_from(y).expect("small"), 99]));
    let write = |format| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        canvas.write_to(&mut bytes, format).expect("memory takes everything");
        bytes.into_inner()
    };
    let png = only(&write(image::ImageFormat::Png), &settings(1000));
    assert_eq!((png.web.media_type, colours(&png).as_slice()), ("image/png", canvas.as_raw().as_slice()));
    let gif = only(&write(image::ImageFormat::Gif), &settings(45));
    assert_eq!((gif.web.media_type, gif.web.width, gif.web.height), ("image/png", 45, 30));
    let jpeg = only(&write(image::ImageFormat::Jpeg), &settings(45));
    assert_eq!((jpeg.web.media_type, jpeg.web.width, jpeg.thumbnail.media_type), ("image/jpeg", 45, "image/jpeg"));
    // What is transparent stands on white paper.
    let clear = image::RgbaImage::from_pixel(4, 4, image::Rgba([10, 10, 10, 0]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    clear.write_to(&mut bytes, image::ImageFormat::Png).expect("memory takes everything");
    assert_eq!(colours(&only(&bytes.into_inner(), &settings(10))), vec![255; 48]);
}

#[test]
fn every_real_drawing_is_made_ready() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/st36-wipo-package");
    if !folder.is_dir() {
        eprintln!("skipped: no folder of real drawings");
        return;
    }
    let mut seen = 0;
    for file in std::fs::read_dir(folder).expect("a folder").flatten() {
        if file.path().extension().is_none_or(|extension| extension != "tif") {
            continue;
        }
        seen += 1;
        let bytes = std::fs::read(file.path()).expect("a file");
        assert_eq!(figures::image_type(&bytes), Some(ImageType::Tiff));
        for page in pages(&bytes, &Settings::default()) {
            let page = page.unwrap_or_else(|cause| panic!("{:?}: {}", file.file_name(), cause.reason()));
            assert!(page.web.width <= 1600 && page.thumbnail.width <= 320 && page.thumbnail.height <= 320);
            let grey = grey(&page);
            let ink = grey.iter().filter(|value| **value < 128).count();
            assert!(ink > 0 && ink * 2 < grey.len(), "{:?}: {ink} of {}", file.file_name(), grey.len());
        }
    }
    assert_eq!(seen, 11);
}

#[test]
fn every_page_of_a_real_document_is_drawn() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/st36-wipo-package/DOCUMENT.PDF");
    let Ok(bytes) = std::fs::read(&file) else {
        eprintln!("skipped: no real document");
        return;
    };
    assert_eq!(figures::image_type(&bytes), Some(ImageType::Pdf));
    let drawn = pages(&bytes, &Settings::default());
    assert!(drawn.len() > 10, "{}", drawn.len());
    for page in drawn {
        let page = page.unwrap_or_else(|cause| panic!("{}", cause.reason()));
        assert!(page.web.width <= 1600 && page.web.height <= 2400 && page.thumbnail.height <= 320);
        let grey = grey(&page);
        let ink = grey.iter().filter(|value| **value < 128).count();
        assert!(ink > 1000 && ink * 4 < grey.len(), "page {}: {ink} of {}", page.number, grey.len());
    }
}

#[test]
fn a_pdf_is_drawn_on_white_paper_in_its_own_colours() {
    let content = "1 0 0 rg 0 0 100 50 re f 0 g 0 50 50 50 re f";
    let bytes = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>",
        &format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ]);
    let page = only(&bytes, &settings(100));
    assert_eq!((page.width, page.height, page.web.width, page.web.height), (100, 100, 100, 100));
    let colours = colours(&page);
    let at = |x: usize, y: usize| &colours[(y * 100 + x) * 3..][..3];
    // The origin of a PDF is below, on the left.
    assert_eq!((at(50, 75), at(25, 25), at(75, 25)), ([255, 0, 0].as_slice(), [0, 0, 0].as_slice(), [255, 255, 255].as_slice()));
    let few = Settings { limits: figures::Limits { time: std::time::Duration::ZERO, ..figures::Limits::default() }, ..settings(100) };
    let refused = web_pages(&bytes, &few, &mut |_| ControlFlow::Continue(())).expect_err("no time");
    assert_eq!(refused.code, "image-timeout");
}

/// A PDF of objects; the first is the catalogue.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(file.len());
        file.extend_from_slice(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    let begin = file.len();
    file.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).as_bytes());
    for offset in &offsets {
        file.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    file.extend_from_slice(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n", offsets.len() + 1).as_bytes());
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bitmap_survives_group_4(rows in proptest::collection::vec(proptest::collection::vec(any::<bool>(), 37), 1..30)) {
        let height = u32::try_from(rows.len()).expect("few rows");
        let page = only(&tiff(&[PageSpec::bilevel(37, height, 4, group4(37, &rows))], None), &settings(100));
        prop_assert_eq!(grey(&page), paper(&rows));
    }
}
