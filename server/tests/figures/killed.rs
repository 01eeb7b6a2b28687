//! A worker killed with SIGKILL while it makes images, and started again, ends as an undisturbed one.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use storage::{FigureState, SqliteStore};

use super::{PageSpec, deliver, drawing, making::figures_of, packed, tiff};
use crate::common::Fixture;

const NUMBER: &str = "0100000010";
const FILES: usize = 6;
const KILLS: u32 = 8;

fn worker(data: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_kakehashi"))
        .args(["worker", "--data"])
        .arg(data)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .env("RUST_LOG", "error")
        .spawn()
        .expect("the program starts")
}

fn blobs(fixture: &Fixture) -> (u64, u64) {
    storage::BlobStore::open(&fixture.config.data.join("blobs")).expect("opened").size().expect("counted")
}

async fn delivered() -> Fixture {
    let fixture = Fixture::new().await;
    let page = |seed: u32| PageSpec::bilevel(1600, 1200, 1, packed(&drawing(1600, 1200, seed)));
    let names: Vec<String> = (0..FILES).map(|file| format!("f{file}.tif")).collect();
    let files: Vec<(&str, &str, &str, Option<Vec<u8>>)> = (0..)
        .step_by(4)
        .zip(&names)
        .map(|(seed, name)| {
            (name.as_str(), "drawing", "1", Some(tiff(&[page(seed), page(seed + 1), page(seed + 2), page(seed + 3)], None)))
        })
        .collect();
    deliver(&fixture, NUMBER, &files).await;
    fixture
}

#[tokio::test]
async fn a_killed_worker_started_again_makes_what_is_missing_and_nothing_twice() {
    let undisturbed = delivered().await;
    undisturbed.make_figures().await;
    let expected = figures_of(undisturbed.store.as_ref(), NUMBER).await;
    assert!(expected.iter().flatten().all(|images| images.state == FigureState::Made && images.pages.len() == 4));

    let killed = delivered().await;
    for kill in 0..KILLS {
        let mut child = worker(&killed.config.data);
        // From before it has opened the store to well within its work.
        std::thread::sleep(Duration::from_millis(u64::from(kill) * 60 + 20));
        child.kill().expect("it can be killed");
        child.wait().expect("it is dead");
    }
    // The next worker goes on where the last one ended, also with what was under way each time.
    let mut child = worker(&killed.config.data);
    let store = SqliteStore::open(&killed.config.data).await.expect("the store opens");
    let began = Instant::now();
    while storage::FigureRepository::figures_waiting(&store).await.expect("counted") > 0 {
        assert!(began.elapsed() < Duration::from_secs(60), "the worker makes no images");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it is dead");
    assert_eq!(figures_of(&store, NUMBER).await, expected);
    assert_eq!(blobs(&killed), blobs(&undisturbed), "every image once, and none left over");
}
