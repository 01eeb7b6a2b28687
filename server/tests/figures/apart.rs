//! Reading a file in a process of its own: whatever becomes of that process, it is that file that is broken, and the portal goes on.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::http::StatusCode;
use server::figures::FigureMaking;
use storage::{Breakage, FigureState};
use tokio_util::sync::CancellationToken;

use super::{making::figures_of, pages, portal_with};
use crate::common::{Fixture, get};

const NUMBER: &str = "0100000030";

/// A portal whose one drawing somebody took and was never heard of again.
async fn left_under_way() -> Fixture {
    let fixture = portal_with(NUMBER, &[("f1.tif", "drawing", "1", Some(pages(0..2)))]).await;
    let taken = fixture.store.take_figures(1, 0, server::clock::now()).await.expect("taken");
    assert_eq!(taken.len(), 1);
    fixture
}

async fn state_of(fixture: &Fixture) -> FigureState {
    figures_of(fixture.store.as_ref(), NUMBER).await.remove(0).expect("an answer").state
}

/// Work with another program in the place of the portal's.
async fn make_with(fixture: &Fixture, program: PathBuf) {
    let making = FigureMaking::new(Arc::clone(&fixture.store), &fixture.config.figures, program, CancellationToken::new());
    assert_eq!(making.take_batch().await.expect("the store holds"), 1);
}

#[cfg(unix)]
fn script(fixture: &Fixture, words: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let path = fixture.write("program", format!("#!/bin/sh\n{words}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
    path
}

#[tokio::test]
async fn what_was_under_way_when_a_process_died_is_read_apart_and_is_the_same() {
    let fixture = left_under_way().await;
    fixture.make_figures().await;
    let images = figures_of(fixture.store.as_ref(), NUMBER).await.remove(0).expect("an answer");
    assert_eq!((&images.state, images.pages.len()), (&FigureState::Made, 2));
    let other = portal_with(NUMBER, &[("f1.tif", "drawing", "1", Some(pages(0..2)))]).await;
    other.make_figures().await;
    assert_eq!(figures_of(other.store.as_ref(), NUMBER).await.remove(0).expect("an answer"), images);
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_ends_its_process_is_broken_and_says_so() {
    let fixture = left_under_way().await;
    make_with(&fixture, script(&fixture, "exit 134")).await;
    let FigureState::Broken(Breakage { code, .. }) = state_of(&fixture).await else { panic!("its process ended") };
    assert_eq!(code, "image-process-ended");
    let page = get(&fixture.router().await, &format!("/publications/TH/patent/{NUMBER}/A/figures")).await;
    assert_eq!(page.status, StatusCode::OK);
    // Texts may end with a mark of where they end.
    let text = page.text.replace("<!>", "");
    assert!(text.contains("画像の変換が途中で止まりました") && text.contains("<code>image-process-ended</code>"), "{text}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_takes_too_long_is_given_up() {
    let mut fixture = left_under_way().await;
    fixture.config.figures.seconds = 1;
    let began = Instant::now();
    make_with(&fixture, script(&fixture, "exec sleep 600")).await;
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    let FigureState::Broken(Breakage { code, .. }) = state_of(&fixture).await else { panic!("its time is over") };
    assert_eq!(code, "image-timeout");
}

#[tokio::test]
async fn without_the_program_figures_wait() {
    let fixture = left_under_way().await;
    make_with(&fixture, fixture.folder.path().join("gone")).await;
    assert_eq!(state_of(&fixture).await, FigureState::Waiting);
    assert_eq!(fixture.figure_making().take_batch().await.expect("the store holds"), 0, "not at once");
}

#[tokio::test]
async fn a_file_of_too_many_pages_is_said_to_be_one() {
    let mut fixture = portal_with(NUMBER, &[("f1.tif", "drawing", "1", Some(pages(0..3)))]).await;
    fixture.config.figures.pages = 2;
    fixture.make_figures().await;
    let images = figures_of(fixture.store.as_ref(), NUMBER).await.remove(0).expect("an answer");
    let FigureState::Broken(Breakage { code, .. }) = images.state else { panic!("three pages are too many") };
    assert_eq!((code.as_str(), images.pages.len()), ("image-too-many-pages", 2), "pages until then are shown");
}
