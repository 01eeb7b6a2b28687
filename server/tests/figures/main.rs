//! Figures from delivery to browser: made once, whatever happens meanwhile; what is broken is said; files are had as they came.

mod apart;
#[path = "../common/mod.rs"]
mod common;
mod killed;
mod making;
mod outlets;
mod pdf;

#[path = "../../figures/tests/common/mod.rs"]
#[expect(dead_code, reason = "the package's own tests use more of it")]
mod tiffs;

use common::Fixture;
use server::harvest::HarvestReport;
use tiffs::{PageSpec, drawing, packed, tiff};

/// A patent record that names figures: file, kind, label.
fn record(number: &str, figures: &[(&str, &str, &str)]) -> String {
    let mut record = format!(
        "(19) TH\n(11) {number}\n(13) A\n(21) {number}9\n(22) 2019-03-04\n(26) en\n(43) 2020-05-06\n(54) [en] Separator\n(57) [en] A thin layer.\n\
         (71) Aozora Cells Co., Ltd. (TH)\n[CLAIMS en]\n1. A battery comprising a separator.\n[FIGURES]\n"
    );
    for (file, kind, label) in figures {
        record.push_str(&format!("{file} | {kind} | {label}\n"));
    }
    record
}

/// A drawing of some pages, small enough for tests.
fn pages(seeds: std::ops::Range<u32>) -> Vec<u8> {
    let specs: Vec<PageSpec> = seeds.map(|seed| PageSpec::bilevel(400, 300, 1, packed(&drawing(400, 300, seed)))).collect();
    tiff(&specs, None)
}

/// A portal with one publication and these files.
async fn portal_with(number: &str, files: &[(&str, &str, &str, Option<Vec<u8>>)]) -> Fixture {
    let fixture = Fixture::new().await;
    deliver(&fixture, number, files).await;
    fixture
}

async fn deliver(fixture: &Fixture, number: &str, files: &[(&str, &str, &str, Option<Vec<u8>>)]) {
    let report = delivered(fixture, number, files).await;
    assert_eq!((report.created, report.rejected), (1, 0), "{report:?}");
}

/// Writes and harvests them; what became of it is for the test to judge.
async fn delivered(fixture: &Fixture, number: &str, files: &[(&str, &str, &str, Option<Vec<u8>>)]) -> HarvestReport {
    for (file, _, _, bytes) in files {
        if let Some(bytes) = bytes {
            fixture.write(&format!("{number}/{file}"), bytes);
        }
    }
    let figures: Vec<(&str, &str, &str)> = files.iter().map(|(file, kind, label, _)| (*file, *kind, *label)).collect();
    let gazette = fixture.write(&format!("{number}/gazette.txt"), record(number, &figures));
    fixture.harvest(gazette.parent().expect("a folder"), "TH", true).await
}
