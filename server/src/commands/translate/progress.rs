//! Progress for people at a terminal; nothing where standard error is none.

use std::{io::IsTerminal as _, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
use storage::JobCounts;

fn bar(template: &str) -> ProgressBar {
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// How many publications were looked at for an estimate.
pub struct CountProgress(ProgressBar);

impl CountProgress {
    /// Nothing was yet.
    pub fn new() -> Self {
        Self(bar("{spinner} 見積もり中 {msg}"))
    }

    /// So many were.
    pub fn looked_at(&self, publications: u64) {
        self.0.set_message(format!("{publications} 件"));
    }

    /// Takes the line away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// How the jobs stand.
pub struct JobProgress(ProgressBar);

impl JobProgress {
    /// Not known yet.
    pub fn new() -> Self {
        Self(bar("{spinner} 翻訳 [{bar:30}] {pos}/{len} 件 {msg} (残り {eta})"))
    }

    /// Shows counts: what was there at first and is neither due nor taken now is done, or was put back.
    pub fn show(&self, counts: &JobCounts) {
        let open = counts.due + counts.taken;
        let later: u64 = counts.later.iter().map(|put_back| put_back.jobs).sum();
        let length = self.0.length().unwrap_or_default().max(open);
        self.0.set_length(length);
        self.0.set_position(length - open);
        self.0.set_message(format!("待ち {}、処理中 {}、保留 {later}", counts.due, counts.taken));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
