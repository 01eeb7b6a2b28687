//! What is sent: types, caching, names, and bytes as they came.

use std::io::{Cursor, Read as _};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};

use super::{delivered, pages, portal_with, record};
use crate::common::{Answer, Fixture, PNG, get, send};

const DOCUMENT: &str = "/publications/TH/patent/0100000020/A";

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
}

async fn held(router: &Router, url: &str, tag: &str) -> StatusCode {
    send(router, Request::get(url).header("if-none-match", tag).body(Body::empty()).expect("a request")).await.status
}

#[tokio::test]
async fn images_are_kept_by_their_version_and_asked_for_without_it() {
    let fixture = portal_with("0100000020", &[("f1.tif", "drawing", "1", Some(pages(0..2)))]).await;
    fixture.make_figures().await;
    let router = fixture.router().await;
    let page = get(&router, &format!("{DOCUMENT}/figures/1/pages/2")).await.text;
    let from = page.find(&format!("{DOCUMENT}/figures/1/pages/2/web?v=")).expect("the image on its page");
    let address = &page[from..from + page[from..].find('"').expect("an end")];
    let image = get(&router, address).await;
    assert_eq!(image.status, StatusCode::OK);
    assert_eq!(header(&image, "content-type"), "image/png");
    assert_eq!(header(&image, "cache-control"), "private, max-age=31536000, immutable");
    assert_eq!(header(&image, "x-content-type-options"), "nosniff");
    assert!(header(&image, "content-disposition").starts_with("inline; filename=\"TH-patent-0100000020-A-figure-1-2.png\""));
    assert!(header(&image, "content-security-policy").contains("sandbox"));
    assert_eq!(held(&router, address, header(&image, "etag")).await, StatusCode::NOT_MODIFIED);
    for other in [format!("{DOCUMENT}/figures/1/pages/2/web"), format!("{DOCUMENT}/figures/1/pages/2/web?v=0000000000000000")] {
        let asked = get(&router, &other).await;
        assert_eq!((asked.status, header(&asked, "cache-control")), (StatusCode::OK, "private, no-cache"), "{other}");
        assert_eq!(asked.bytes, image.bytes);
    }
    for nothing in
        ["/figures/1/pages/3/web", "/figures/1/pages/0/web", "/figures/2/pages/1/web", "/figures/0/original", "/figures/1/pages/1/soul"]
    {
        assert_eq!(get(&router, &format!("{DOCUMENT}{nothing}")).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn what_came_is_had_unaltered_and_no_page_of_it_is_opened() {
    let drawing = pages(0..1);
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
    let html = b"<!DOCTYPE html><script>alert(1)</script>".to_vec();
    let files = [
        ("f1.tif", "drawing", "1", Some(drawing.clone())),
        ("f2.svg", "drawing", "2", Some(svg.clone())),
        ("f3.png", "drawing", "3", Some(html.clone())),
        ("f4.png", "drawing", "4", Some(PNG.to_vec())),
    ];
    let fixture = Fixture::new().await;
    let report = delivered(&fixture, "0100000020", &files).await;
    // A page under an image's name is no record, and that is said.
    let rejects: Vec<(&str, &str)> = report.rejects.iter().map(|reject| (reject.file.as_str(), reject.code.as_str())).collect();
    assert_eq!((report.created, rejects), (1, vec![("f3.png", "format-unknown")]));
    let router = fixture.router().await;
    for (figure, bytes, media_type, disposition) in [
        (1, &drawing, "image/tiff", "attachment; filename=\"f1.tif\""),
        (2, &svg, "application/octet-stream", "attachment; filename=\"f2.svg\""),
        (3, &html, "application/octet-stream", "attachment; filename=\"f3.png\""),
        (4, &PNG.to_vec(), "image/png", "inline; filename=\"f4.png\""),
    ] {
        let answer = get(&router, &format!("{DOCUMENT}/figures/{figure}/original")).await;
        assert_eq!(answer.status, StatusCode::OK, "{figure}");
        assert_eq!((header(&answer, "content-type"), header(&answer, "content-disposition")), (media_type, disposition), "{figure}");
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
        assert!(header(&answer, "content-security-policy").contains("sandbox"));
        assert_eq!(&answer.bytes, bytes, "{figure}");
    }
}

#[tokio::test]
async fn the_whole_publication_is_one_archive() {
    let drawing = pages(0..1);
    let files = [
        ("f1.tif", "drawing", "1", Some(drawing.clone())),
        ("F1.TIF", "drawing", "2", Some(PNG.to_vec())),
        ("gone.tif", "drawing", "3", None),
        ("図4.png", "drawing", "4", Some(PNG.to_vec())),
    ];
    let fixture = portal_with("0100000020", &files).await;
    let router = fixture.router().await;
    let answer = get(&router, &format!("{DOCUMENT}/original/package")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(header(&answer, "content-type"), "application/zip");
    assert_eq!(header(&answer, "content-disposition"), "attachment; filename=\"TH-patent-0100000020-A.zip\"");
    assert_eq!(header(&answer, "content-encoding"), "");
    let mut archive = zip::ZipArchive::new(Cursor::new(answer.bytes)).expect("an archive");
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        found.push((file.name().expect("a name").into_owned(), bytes));
    }
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    // On some systems' disks both spellings of a name are one; the harvest finds the first of them.
    assert_eq!(names[0], "TH-patent-0100000020-A.txt");
    let figures: Vec<(&str, &str, &str)> = files.iter().map(|(file, kind, label, _)| (*file, *kind, *label)).collect();
    assert_eq!(found[0].1, record("0100000020", &figures).into_bytes(), "the record as it came");
    assert!(names.contains(&"f1.tif") && names.contains(&"図4.png") && !names.iter().any(|name| name.contains("gone")), "{names:?}");
    let mut folded: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    folded.sort();
    folded.dedup();
    assert_eq!(folded.len(), names.len(), "no file takes another's place when the archive is unpacked: {names:?}");
    assert_eq!(get(&router, "/publications/TH/patent/0199999999/A/original/package").await.status, StatusCode::NOT_FOUND);
    let page = get(&router, &format!("{DOCUMENT}/original")).await.text;
    assert!(page.contains("/original/package") && page.contains("/original/file"));
}
