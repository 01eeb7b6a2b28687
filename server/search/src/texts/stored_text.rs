//! A text as the index keeps it: one line that says what it is, and the text.

use index_config::{IndexText, TextOrigin};
use publication::LanguageTag;

/// A text read back.
pub(crate) struct StoredText<'a> {
    /// Its language.
    pub language: LanguageTag,
    /// What made it.
    pub origin: TextOrigin,
    /// The text.
    pub text: &'a str,
}

/// Writes a text, or several of one part, language group and origin, which are then one.
pub(crate) fn write(texts: &[&IndexText]) -> String {
    let mut value = String::with_capacity(24 + texts.iter().map(|text| text.text.len() + 1).sum::<usize>());
    if let Some(first) = texts.first() {
        value.push_str(first.language.as_str());
        value.push('\t');
        value.push_str(first.origin.as_str());
    }
    for text in texts {
        value.push('\n');
        value.push_str(&text.text);
    }
    value
}

/// Reads a text back. `None` where it is none of ours.
pub(crate) fn read(value: &str) -> Option<StoredText<'_>> {
    let (line, text) = value.split_once('\n')?;
    let (language, origin) = head(line)?;
    Some(StoredText { language, origin, text })
}

/// Reads the line that says what a text is.
pub(super) fn head(line: &str) -> Option<(LanguageTag, TextOrigin)> {
    let (language, origin) = line.split_once('\t')?;
    Some((language.parse().ok()?, origin.parse().ok()?))
}
