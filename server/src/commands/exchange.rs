//! Files that memory and termbase are read from: opened, their format and encoding told, and what became of each line.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Read},
    path::Path,
};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use storage::Stored;
use translator::{ExchangeDefect, ExchangeError, TextEncoding, text_encoding};

/// What is read ahead to tell the format.
const BEGINNING: usize = 64 * 1024;
/// Largest file read, bytes.
const LARGEST: u64 = 8 * 1024 * 1024 * 1024;
/// Rejects and notes that are listed; the counts tell all.
const MOST_LISTED: usize = 1_000;

/// What an import did, or would do.
#[derive(Debug, Default, Serialize)]
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
#[derive(Debug, Serialize)]
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
#[derive(Debug, Serialize)]
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

/// A file opened to be read.
pub struct SourceFile {
    /// Its path, for people.
    pub name: String,
    /// Its name without folders.
    pub short: String,
    /// Its first bytes.
    pub beginning: Vec<u8>,
    /// Its encoding.
    pub encoding: TextEncoding,
    /// What is read; a bar on a terminal follows it.
    pub reader: BufReader<Box<dyn Read>>,
    bar: ProgressBar,
}

impl SourceFile {
    /// Opens a file and reads it once, to tell its encoding.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(path: &Path) -> Result<Self, ExchangeError> {
        let unreadable = |error: &std::io::Error| fault(ExchangeDefect::Unreadable, error.to_string());
        let file = File::open(path).map_err(|error| unreadable(&error))?;
        let about = file.metadata().map_err(|error| unreadable(&error))?;
        if !about.is_file() {
            return Err(fault(ExchangeDefect::Unreadable, "ファイルではありません".to_owned()));
        }
        if about.len() > LARGEST {
            return Err(fault(ExchangeDefect::TooLarge, format!("{} バイト", about.len())));
        }
        let mut reader = BufReader::with_capacity(BEGINNING, file);
        let beginning = reader.fill_buf().map_err(|error| unreadable(&error))?.to_vec();
        let encoding = text_encoding(reader).map_err(|error| unreadable(&error))?;
        let bar = bar(about.len());
        let file = File::open(path).map_err(|error| unreadable(&error))?;
        let reader: Box<dyn Read> = Box::new(bar.wrap_read(file.take(LARGEST)));
        let short = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name: path.display().to_string(), short, beginning, encoding, reader: BufReader::with_capacity(BEGINNING, reader), bar })
    }
}

impl Drop for SourceFile {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Something wrong with a whole file.
pub fn fault(defect: ExchangeDefect, detail: String) -> ExchangeError {
    ExchangeError { defect, line: 0, detail, goes_on: false }
}

fn bar(bytes: u64) -> ProgressBar {
    use std::io::IsTerminal as _;
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(bytes) } else { ProgressBar::hidden() };
    let style =
        ProgressStyle::with_template("[{bar:30}] {bytes}/{total_bytes} (残り {eta})").unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    bar
}

/// Where an export goes: a file, or standard output.
///
/// # Errors
/// Where the file cannot be made.
pub fn output(path: Option<&Path>) -> std::io::Result<Box<dyn std::io::Write>> {
    Ok(match path {
        Some(path) => Box::new(std::io::BufWriter::new(File::create(path)?)),
        None => Box::new(std::io::BufWriter::new(std::io::stdout().lock())),
    })
}
