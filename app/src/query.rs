//! Keys of a query string that are no part of a search: which hit of which list, which language of the original.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value as it stands in a query string.
pub(crate) fn encode(value: &str) -> String {
    utf8_percent_encode(value, VALUE).to_string()
}

/// The first value of a key, decoded; `None` where the key is absent or its value is no UTF-8.
pub(crate) fn value(query: &str, key: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if name != key {
            return None;
        }
        // Forms write a space as a plus sign.
        percent_decode_str(&value.replace('+', " ")).decode_utf8().ok().map(|value| value.into_owned())
    })
}

/// The list that a reader came from, and his place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CameFrom {
    /// The canonical query string of the search.
    pub search: String,
    /// The position of the document in the list, from 1.
    pub position: u64,
}

impl CameFrom {
    /// Reads `s` and `n`. A page without them, or with senseless ones, was not reached from a list.
    pub(crate) fn read(query: &str) -> Option<Self> {
        let search = value(query, "s")?;
        let position = value(query, "n")?.parse().ok().filter(|position| *position >= 1)?;
        Some(Self { search, position })
    }

    /// The same list at another position, as the end of a link to a document.
    pub(crate) fn at(search: &str, position: u64) -> String {
        format!("?s={}&n={position}", encode(search))
    }
}

/// The value of `figures` that shows drawings beside the text.
pub(crate) const BESIDE: &str = "beside";

/// The end of a link that stays within a document: the list it was reached from, the language of the original where one was chosen, and
/// whether drawings stand beside the text.
pub(crate) fn within_document(came_from: Option<&CameFrom>, language: Option<&str>, figures_beside: bool) -> String {
    let mut end = String::new();
    if let Some(list) = came_from {
        end = CameFrom::at(&list.search, list.position);
    }
    if let Some(language) = language {
        let mark = if end.is_empty() { '?' } else { '&' };
        // Writing to a text does not fail.
        let _ = write!(end, "{mark}tl={}", encode(language));
    }
    if figures_beside {
        let mark = if end.is_empty() { '?' } else { '&' };
        let _ = write!(end, "{mark}figures={BESIDE}");
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_and_a_position_survive_the_link() {
        let search = "q=全固体電池 & more&office=TH";
        let link = CameFrom::at(search, 12);
        assert_eq!(CameFrom::read(&link[1..]), Some(CameFrom { search: search.to_owned(), position: 12 }));
    }

    #[test]
    fn senseless_positions_are_no_position() {
        for query in ["", "s=q%3Da", "n=3", "s=a&n=0", "s=a&n=-1", "s=a&n=x", "s=%ff&n=1"] {
            assert_eq!(CameFrom::read(query), None, "{query}");
        }
    }

    #[test]
    fn languages_and_drawings_are_added_to_whatever_stands_there() {
        let list = CameFrom { search: "q=a".to_owned(), position: 2 };
        assert_eq!(within_document(None, None, false), "");
        assert_eq!(within_document(None, None, true), "?figures=beside");
        assert_eq!(within_document(None, Some("zh-Hant"), false), "?tl=zh-Hant");
        assert_eq!(within_document(Some(&list), Some("en"), true), "?s=q%3Da&n=2&tl=en&figures=beside");
    }
}
