//! PDF by page, and PDF that means no good: whatever a file does, it is that file that is broken, and the portal goes on.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use storage::{Breakage, FigureState};

use super::{making::figures_of, portal_with};
use crate::common::{Fixture, get};

/// A PDF of objects; the first is the catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
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

fn stream(dictionary: &str, content: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// Pages of A4 with these contents.
fn document(contents: &[&str], resources: &str, more: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|at| format!("{} 0 R", 3 + at * 2)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), contents.len()),
    ];
    for (at, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << {resources} >> >>",
            4 + at * 2
        ));
        objects.push(stream("", content));
    }
    objects.extend_from_slice(more);
    pdf(&objects)
}

async fn state_of(fixture: &Fixture) -> FigureState {
    figures_of(fixture.store.as_ref(), "0100000030").await.remove(0).expect("an answer").state
}

async fn with(bytes: Vec<u8>) -> Fixture {
    portal_with("0100000030", &[("document.pdf", "page", "1", Some(bytes))]).await
}

#[tokio::test]
async fn pages_of_a_pdf_are_images() {
    let bytes = document(&["0 0 0 rg 100 100 200 300 re f", "1 0 0 rg 0 0 595 842 re f"], "", &[]);
    let fixture = with(bytes.clone()).await;
    fixture.make_figures().await;
    let images = figures_of(fixture.store.as_ref(), "0100000030").await.remove(0).expect("an answer");
    assert_eq!((images.state, images.pages.len()), (FigureState::Made, 2));
    for page in &images.pages {
        let page = page.images.as_ref().expect("a page");
        assert_eq!((page.width, page.height, page.web.width, page.thumbnail.height), (595, 842, 1600, 320));
    }
    let router = fixture.router().await;
    let page = get(&router, "/publications/TH/patent/0100000030/A/figures/1/pages/2").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("/figures/1/original#page=2"));
    let original = get(&router, "/publications/TH/patent/0100000030/A/figures/1/original").await;
    assert_eq!(original.bytes, bytes, "unaltered");
    assert_eq!(original.headers["content-type"], "application/pdf");
    assert_eq!(original.headers["content-disposition"], "inline; filename=\"document.pdf\"");
    // A sandbox would keep the browser's own viewer out.
    assert!(!original.headers["content-security-policy"].to_str().expect("ASCII").contains("sandbox"));
    assert!(original.headers["content-security-policy"].to_str().expect("ASCII").contains("default-src 'none'"));
}

#[tokio::test]
async fn hostile_pdf_breaks_itself_alone() {
    let nested = format!("{}{}", "q ".repeat(200_000), "[".repeat(200_000));
    let form = |number: usize| {
        stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F 5 0 R /G 5 0 R >> >>", "/F Do /G Do")
            .replace("5 0 R", &format!("{number} 0 R"))
    };
    // Forms that call themselves twice each: without a bound, 2^n drawings.
    let recursive = document(&["/F Do"], "/XObject << /F 5 0 R >>", &[form(5)]);
    let doubling: Vec<String> = (0..30)
        .map(|level| {
            let next = 6 + level;
            stream(
                &format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F {next} 0 R >> >>"),
                "/F Do /F Do /F Do /F Do",
            )
        })
        .chain([stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", "0 0 100 100 re f")])
        .collect();
    let deep = {
        let mut objects =
            vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>".to_owned()];
        objects.push("[".repeat(100_000));
        pdf(&objects)
    };
    let huge = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e30 1e30] >>".to_owned(),
    ]);
    let image = document(
        &["595 0 0 842 0 0 cm /I Do"],
        "/XObject << /I 5 0 R >>",
        &[stream("/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000 /ColorSpace /DeviceRGB /BitsPerComponent 8", "x")],
    );
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("nested", document(&[&nested], "", &[])),
        ("a form that calls itself", recursive),
        ("forms that double", document(&["/F Do"], "/XObject << /F 5 0 R >>", &doubling)),
        ("pages within themselves", deep),
        ("a page of any size", huge),
        ("an image of any size", image),
        ("no more than a head", b"%PDF-1.7\n".to_vec()),
    ];
    for (name, bytes) in cases {
        let mut fixture = with(bytes).await;
        fixture.config.figures.seconds = 2;
        let began = Instant::now();
        fixture.make_figures().await;
        let took = began.elapsed();
        let state = state_of(&fixture).await;
        assert!(took < Duration::from_secs(12), "{name}: {took:?}, {state:?}");
        assert_ne!(state, FigureState::Waiting, "{name}");
        // The page tells what became of it, and the portal is there to tell.
        let page = get(&fixture.router().await, "/publications/TH/patent/0100000030/A/figures").await;
        assert_eq!(page.status, StatusCode::OK, "{name}");
        println!("{name}: {took:?}, {state:?}");
    }
}

#[tokio::test]
async fn a_document_of_too_many_pages_is_said_to_be_one() {
    let mut fixture = with(document(&["", "", ""], "", &[])).await;
    fixture.config.figures.pages = 2;
    fixture.make_figures().await;
    let FigureState::Broken(Breakage { code, reason }) = state_of(&fixture).await else { panic!("three pages are too many") };
    assert_eq!(code, "image-too-many-pages");
    assert!(reason.contains("3 ページ、上限 2 ページ"), "{reason}");
}
