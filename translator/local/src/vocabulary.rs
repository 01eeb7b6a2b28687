//! The words of a model: a list in JSON, or one a line.

use std::{collections::HashSet, fs::File, io::Read as _, path::Path};

use crate::folder::FolderError;

/// A vocabulary of half a million pieces is some ten megabytes.
const LARGEST: u64 = 64 << 20;

/// Reads the vocabulary of a file.
pub(crate) fn read(path: &Path) -> Result<HashSet<String>, FolderError> {
    let text = text_of(path, LARGEST)?;
    let words: Vec<String> = if path.extension().is_some_and(|extension| extension == "json") {
        serde_json::from_str(&text).map_err(|error| FolderError::new(path, format!("語彙の一覧ではありません ({error})")))?
    } else {
        text.lines().map(str::to_owned).collect()
    };
    if words.is_empty() {
        return Err(FolderError::new(path, "語彙がありません"));
    }
    Ok(words.into_iter().collect())
}

/// A whole text file, up to a size.
pub(crate) fn text_of(path: &Path, largest: u64) -> Result<String, FolderError> {
    let unreadable = |error: &std::io::Error| FolderError::new(path, format!("読めません ({error})"));
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let mut text = String::new();
    let read = file.take(largest + 1).read_to_string(&mut text).map_err(|error| unreadable(&error))?;
    if u64::try_from(read).unwrap_or(u64::MAX) > largest {
        return Err(FolderError::new(path, format!("{} MiB より大きいため読みません", largest >> 20)));
    }
    Ok(text)
}
