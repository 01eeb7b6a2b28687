//! A file that memory or termbase is read from: opened, its encoding told.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Read},
    path::Path,
};

use indicatif::{ProgressBar, ProgressStyle};
use translator::{ExchangeDefect, ExchangeError, TextEncoding, text_encoding};

/// What is read ahead to tell the format.
const BEGINNING: usize = 64 * 1024;
/// Largest file read, bytes.
const LARGEST: u64 = 8 * 1024 * 1024 * 1024;

/// Where a file is and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct NamedFile<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What it is called, where that is not its path: a file that was sent.
    pub name: Option<&'a str>,
    /// Whether reading is followed by a bar on a terminal.
    pub bar: bool,
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
    pub reader: BufReader<Box<dyn Read + Send>>,
    bar: ProgressBar,
}

impl SourceFile {
    /// Opens a file and reads it once, to tell its encoding.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(named: NamedFile<'_>) -> Result<Self, ExchangeError> {
        let path = named.path;
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
        let bar = if named.bar { bar(about.len()) } else { ProgressBar::hidden() };
        let file = File::open(path).map_err(|error| unreadable(&error))?;
        let reader: Box<dyn Read + Send> = Box::new(bar.wrap_read(file.take(LARGEST)));
        let short = named.name.map(str::to_owned);
        let short = short.or_else(|| path.file_name().map(|name| name.to_string_lossy().into_owned())).unwrap_or_default();
        let name = named.name.map_or_else(|| path.display().to_string(), str::to_owned);
        Ok(Self { name, short, beginning, encoding, reader: BufReader::with_capacity(BEGINNING, reader), bar })
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
