//! Making images.

use axum::http::StatusCode;
use publication::Audience;
use sqlx::Connection as _;
use storage::{FigureImages, FigureState, Store};

use super::{deliver, pages, portal_with};
use crate::common::{Fixture, PNG, get};

/// What has become of the figures of a publication, in its order.
pub async fn figures_of(store: &dyn Store, number: &str) -> Vec<Option<FigureImages>> {
    let id = format!("TH-patent-{number}-A").parse().expect("an id");
    let publication = store.publication(&id, Audience::Inside).await.expect("read").expect("a publication");
    let contents: Vec<String> = publication.figures.iter().filter_map(|figure| figure.content.clone()).collect();
    store.figures(&contents).await.expect("read")
}

#[tokio::test]
async fn images_are_made_once_for_each_content() {
    let drawing = pages(0..3);
    let files = [("f1.tif", "drawing", "1", Some(drawing.clone())), ("again.tif", "drawing", "2", Some(drawing.clone()))];
    let fixture = portal_with("0100000001", &files).await;
    let before = figures_of(fixture.store.as_ref(), "0100000001").await;
    assert!(before.iter().flatten().all(|images| images.state == FigureState::Waiting));
    fixture.make_figures().await;
    let made = figures_of(fixture.store.as_ref(), "0100000001").await;
    assert_eq!(made[0], made[1]);
    let first = made[0].clone().expect("an answer");
    assert_eq!((first.state, first.pages.len()), (FigureState::Made, 3));
    for page in &first.pages {
        let images = page.images.as_ref().expect("a page");
        assert_eq!((images.width, images.height, images.web.width, images.thumbnail.width), (400, 300, 400, 320));
        for image in [&images.web, &images.thumbnail] {
            let bytes = fixture.store.blob(&image.content).await.expect("read").expect("the image is kept");
            assert!(bytes.starts_with(b"\x89PNG"));
        }
    }
    // Another publication with the same drawing has nothing to wait for.
    deliver(&fixture, "0100000002", &[("other.tif", "drawing", "1", Some(drawing))]).await;
    assert_eq!(fixture.figure_making().take_batch().await.expect("the store holds"), 0);
    assert_eq!(figures_of(fixture.store.as_ref(), "0100000002").await, made[..1]);
    // Nothing is made anew by the same version of the program.
    fixture.figure_making().renew().await.expect("the store holds");
    assert_eq!(fixture.store.figures_waiting().await.expect("counted"), 0);
}

#[tokio::test]
async fn what_is_broken_says_why_and_the_rest_is_shown() {
    let mut cut = pages(0..1);
    cut.truncate(2000);
    let files = [
        ("good.png", "drawing", "1", Some(PNG.to_vec())),
        ("cut.tif", "drawing", "2", Some(cut)),
        ("vector.svg", "drawing", "3", Some(b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec())),
        ("gone.tif", "drawing", "4", None),
    ];
    let fixture = portal_with("0100000003", &files).await;
    let router = fixture.router().await;
    let waiting = get(&router, "/publications/TH/patent/0100000003/A/figures").await.text;
    assert_eq!(waiting.matches("表示用の画像を準備しています").count(), 3, "{waiting}");
    assert!(waiting.contains("/figures/1/original"), "the original is offered meanwhile");
    assert!(waiting.contains("画像ファイルが含まれていません"));
    fixture.make_figures().await;
    let page = get(&router, "/publications/TH/patent/0100000003/A/figures").await.text;
    assert!(page.contains("/figures/1/pages/1/thumbnail?v=") && !page.contains("準備しています"), "{page}");
    // Texts may end with a mark of where they end.
    let page = page.replace("<!>", "");
    assert!(page.contains("対応していない種類の画像です") && page.contains("<code>image-type-unknown</code>"), "{page}");
    let cut = get(&router, "/publications/TH/patent/0100000003/A/figures/2").await;
    assert_eq!(cut.status, StatusCode::OK);
    assert!(cut.text.contains("この画像は表示できません") && cut.text.contains("<code>image-"), "{}", cut.text);
    assert!(cut.text.contains("/figures/2/original"));
}

#[tokio::test]
async fn a_file_that_the_store_lost_is_asked_for_later() {
    let fixture = portal_with("0100000004", &[("f1.tif", "drawing", "1", Some(pages(0..1)))]).await;
    let id = "TH-patent-0100000004-A".parse().expect("an id");
    let publication = fixture.store.publication(&id, Audience::Inside).await.expect("read").expect("a publication");
    let content = publication.figures[0].content.clone().expect("a content");
    let place = fixture.config.data.join("blobs").join(&content[..2]).join(&content[2..]);
    std::fs::remove_file(&place).expect("it was there");
    fixture.make_figures().await;
    let images = figures_of(fixture.store.as_ref(), "0100000004").await;
    assert_eq!(images[0].as_ref().map(|images| &images.state), Some(&FigureState::Waiting), "nothing is wrong with the figure");
}

#[tokio::test]
async fn publications_of_before_are_asked_for_when_they_are_looked_at() {
    let fixture = Fixture::new().await;
    deliver(&fixture, "0100000005", &[("f1.tif", "drawing", "1", Some(pages(0..1)))]).await;
    // As a database is that was filled before there were images.
    let database = sqlx::sqlite::SqliteConnectOptions::new().filename(fixture.config.data.join("kakehashi.sqlite3"));
    let mut database = sqlx::SqliteConnection::connect_with(&database).await.expect("a database");
    sqlx::query("DELETE FROM figure").execute(&mut database).await.expect("forgotten");
    assert_eq!(fixture.store.figures_waiting().await.expect("counted"), 0);
    get(&fixture.router().await, "/publications/TH/patent/0100000005/A").await;
    assert_eq!(fixture.store.figures_waiting().await.expect("counted"), 1);
}
