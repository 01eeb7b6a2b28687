//! What became of each line of files that memory and termbase were read from.

use serde::Serialize;
use storage::Stored;
use translator::ExchangeError;

/// Rejects and notes that are listed; the counts tell all.
const MOST_LISTED: usize = 1_000;

/// What an import did, or would do.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ImportReport {
    /// Whether nothing was stored.
    pub dry_run: bool,
    /// Read, rejects not counted.
    pub read: u64,
    /// New.
    pub created: u64,
    /// In the place of others.
    pub updated: u64,
    /// There already, or older than what is there.
    pub unchanged: u64,
    /// Refused.
    pub rejected: u64,
    /// Of those read: how many had something that is not kept, inline codes or categories of terms.
    pub left_out: u64,
    /// Files, in order.
    pub files: Vec<FileReport>,
    /// The first of those refused.
    pub rejects: Vec<Line>,
    /// The first of those of which something is not kept.
    pub notes: Vec<Line>,
}

/// A file that was read.
#[derive(Clone, Debug, Serialize)]
pub struct FileReport {
    /// Its path.
    pub file: String,
    /// Its format.
    pub format: &'static str,
    /// Its encoding.
    pub encoding: &'static str,
    /// Whether it was read to its end.
    pub complete: bool,
}

/// Something about a line of a file.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// The file.
    pub file: String,
    /// Its line, from 1; 0 where it could not be opened.
    pub line: u64,
    /// Stable code.
    pub code: &'static str,
    /// What it means, in Japanese.
    pub reason: String,
    /// What stands there.
    pub detail: String,
}

impl ImportReport {
    /// Counts what storing did.
    pub fn count(&mut self, stored: &[Stored]) {
        for stored in stored {
            match stored {
                Stored::Created => self.created += 1,
                Stored::Updated => self.updated += 1,
                Stored::Unchanged | Stored::Deleted => self.unchanged += 1,
            }
        }
    }

    /// A line that is refused.
    pub fn reject(&mut self, file: &str, error: &ExchangeError) {
        self.rejected += 1;
        if self.rejects.len() < MOST_LISTED {
            let reason = error.defect.reason_in_japanese().to_owned();
            self.rejects.push(Line { file: file.to_owned(), line: error.line, code: error.code(), reason, detail: error.detail.clone() });
        }
    }

    /// A line of which something is not kept.
    pub fn leave_out(&mut self, file: &str, line: u64, code: &'static str, reason: String) {
        self.left_out += 1;
        if self.notes.len() < MOST_LISTED {
            self.notes.push(Line { file: file.to_owned(), line, code, reason, detail: String::new() });
        }
    }

    /// The report for people, but for its last line.
    pub fn print(&self) {
        for line in self.rejects.iter().take(20) {
            let detail = if line.detail.is_empty() { String::new() } else { format!(": {}", line.detail) };
            eprintln!("不採用 {}:{}: [{}] {}{detail}", line.file, line.line, line.code, line.reason);
        }
        if self.rejected > 20 {
            eprintln!("ほか {} 件の不採用は --json で確認できます。", self.rejected - 20);
        }
        for line in self.notes.iter().take(5) {
            eprintln!("注意 {}:{}: [{}] {}", line.file, line.line, line.code, line.reason);
        }
        if self.left_out > 5 {
            eprintln!("ほか {} 件の注意は --json で確認できます。", self.left_out - 5);
        }
    }

    /// The last line: `翻訳メモリ: …`.
    pub fn summary(&self, what: &str) -> String {
        let dry = if self.dry_run { "(試行。保存していません)" } else { "" };
        format!(
            "{what}{dry}: {} 件を読み、追加 {} 件、更新 {} 件、変更なし {} 件、不採用 {} 件",
            self.read, self.created, self.updated, self.unchanged, self.rejected
        )
    }
}
