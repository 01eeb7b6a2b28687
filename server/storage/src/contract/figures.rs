//! Images of figures.

use publication::{Figure, FigureKind, Publication};

use super::samples::{DELIVERY, at, publication, record};
use crate::{Breakage, FigureImages, FigureJob, FigurePage, FigureState, MadeImage, PageImages, Store};

fn content(number: u8) -> String {
    format!("{number:02x}").repeat(32)
}

fn with_figures(name: &str, contents: &[Option<String>]) -> Publication {
    let mut made = publication(name, "Device");
    made.figures = contents
        .iter()
        .map(|content| Figure {
            kind: FigureKind::Drawing,
            label: None,
            file: "imgf0001.tif".to_owned(),
            content: content.clone(),
            media_type: content.is_some().then(|| "image/tiff".to_owned()),
        })
        .collect();
    made
}

fn image(number: u8) -> MadeImage {
    MadeImage { content: content(number), media_type: "image/png".to_owned(), width: 320, height: u32::from(number) }
}

fn good(number: u32) -> FigurePage {
    FigurePage { number, images: Ok(PageImages { width: 2480, height: 3508, web: image(1), thumbnail: image(2) }) }
}

fn breakage(code: &str) -> Breakage {
    Breakage { code: code.to_owned(), reason: "画像が途中で切れています。".to_owned() }
}

async fn take(store: &impl Store, now: i64) -> Vec<FigureJob> {
    store.take_figures(10, 60, at(now)).await.expect("taken")
}

async fn of(store: &impl Store, number: u8) -> Option<FigureImages> {
    store.figures(&[content(number)]).await.expect("read").remove(0)
}

pub(crate) async fn storing_asks_for_images_of_figures(store: &impl Store) {
    let first = with_figures("TH-patent-1-A", &[Some(content(7)), None, Some(content(8)), Some(content(7))]);
    let second = with_figures("TH-patent-2-A", &[Some(content(8))]);
    let batch = vec![record(first), record(second)];
    store.store(DELIVERY, batch.clone(), at(0)).await.expect("stored");
    assert_eq!(store.figures_waiting().await.expect("counted"), 2, "once for each content");
    assert_eq!(of(store, 7).await, Some(FigureImages { state: FigureState::Waiting, pages: Vec::new() }));
    assert_eq!(of(store, 9).await, None, "nobody asked");
    let jobs = take(store, 0).await;
    assert_eq!(jobs, [7, 8].map(|number| FigureJob { content: content(number), attempts: 0 }));
    for job in jobs {
        store.keep_figure(&job.content, FigureImages { state: FigureState::Made, pages: vec![good(1)] }, 1).await.expect("kept");
    }
    // Another publication with one of them, and the same ones again, have nothing made anew.
    let third = with_figures("TH-patent-3-A", &[Some(content(7))]);
    store.store(DELIVERY, batch.into_iter().chain([record(third)]).collect(), at(1)).await.expect("stored");
    assert!(take(store, 100).await.is_empty());
    store.request_figures(&[content(7), content(9)], at(2)).await.expect("asked");
    assert_eq!(take(store, 100).await, [FigureJob { content: content(9), attempts: 0 }]);
}

pub(crate) async fn what_became_of_a_figure_is_kept_page_by_page(store: &impl Store) {
    store.request_figures(&[content(1), content(2)], at(0)).await.expect("asked");
    let broken_page = FigurePage { number: 2, images: Err(breakage("image-truncated")) };
    let made = FigureImages { state: FigureState::Made, pages: vec![good(1), broken_page, good(3)] };
    store.keep_figure(&content(1), made.clone(), 1).await.expect("kept");
    let broken = FigureImages { state: FigureState::Broken(breakage("image-corrupt")), pages: vec![good(1)] };
    store.keep_figure(&content(2), broken.clone(), 1).await.expect("kept");
    let read = store.figures(&[content(2), content(3), content(1)]).await.expect("read");
    assert_eq!(read, [Some(broken), None, Some(made.clone())], "in the order asked");
    assert_eq!(store.figures_waiting().await.expect("counted"), 0);
    // Keeping again, as after a kill between keeping and noting it, changes nothing; fewer pages leave none of the old ones.
    store.keep_figure(&content(1), made.clone(), 1).await.expect("kept");
    assert_eq!(of(store, 1).await, Some(made));
    let fewer = FigureImages { state: FigureState::Made, pages: vec![good(1)] };
    store.keep_figure(&content(1), fewer.clone(), 1).await.expect("kept");
    assert_eq!(of(store, 1).await, Some(fewer));
    let waiting = FigureImages { state: FigureState::Waiting, pages: Vec::new() };
    assert!(store.keep_figure(&content(1), waiting, 1).await.is_err(), "what is made does not wait again");
}

pub(crate) async fn a_figure_is_taken_once_and_again_after_its_lease(store: &impl Store) {
    store.request_figures(&[content(1), content(2)], at(0)).await.expect("asked");
    assert!(take(store, -1).await.is_empty(), "not due yet");
    assert_eq!(take(store, 0).await.len(), 2);
    assert!(take(store, 59).await.is_empty());
    store.keep_figure(&content(1), FigureImages { state: FigureState::Made, pages: vec![good(1)] }, 1).await.expect("kept");
    assert_eq!(take(store, 60).await, [FigureJob { content: content(2), attempts: 1 }], "the taker of the other one is dead");
    store.retry_figure(&content(2), at(500)).await.expect("put back");
    assert!(take(store, 499).await.is_empty());
    assert_eq!(take(store, 500).await, [FigureJob { content: content(2), attempts: 2 }]);
}

pub(crate) async fn a_newer_maker_makes_figures_again(store: &impl Store) {
    let made = FigureImages { state: FigureState::Made, pages: vec![good(1)] };
    store.keep_figure(&content(1), made.clone(), 1).await.expect("kept");
    let broken = FigureImages { state: FigureState::Broken(breakage("image-unsupported")), pages: Vec::new() };
    store.keep_figure(&content(2), broken, 1).await.expect("kept");
    store.keep_figure(&content(3), made.clone(), 2).await.expect("kept");
    assert_eq!(store.renew_figures(1, at(0)).await.expect("renewed"), 0);
    assert_eq!(store.renew_figures(2, at(0)).await.expect("renewed"), 2);
    assert_eq!(store.renew_figures(2, at(1)).await.expect("renewed"), 0);
    let waiting = FigureImages { state: FigureState::Waiting, pages: vec![good(1)] };
    assert_eq!(of(store, 1).await, Some(waiting), "what an older maker made is shown meanwhile");
    assert_eq!(of(store, 3).await, Some(made));
    assert_eq!(take(store, 0).await, [1, 2].map(|number| FigureJob { content: content(number), attempts: 0 }));
}
