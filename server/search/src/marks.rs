//! What marks read, without what tells no mark from another.

use index_config::MARK_CHARS;
use sha2::{Digest as _, Sha256};
use unicode_normalization::char::is_combining_mark;

use crate::{SearchError, analysis::folded};

/// Characters of a mark that are looked at; longer ones are slogans, and found by their beginning and by their words.
const LONGEST: usize = 400;
/// Longest whole that is compared as it is, in bytes; of a longer one the beginning and a digest stand for it.
const LONGEST_WHOLE: usize = 300;

/// The letters and digits of a mark in one form: case, width, accents, spaces and signs are gone.
fn plain(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).take(LONGEST).collect()
}

/// A mark as a whole; `None` where it has neither letters nor digits.
pub(crate) fn whole(text: &str) -> Option<String> {
    let plain = plain(text);
    if plain.len() <= LONGEST_WHOLE {
        return (!plain.is_empty()).then_some(plain);
    }
    let digest = Sha256::digest(plain.as_bytes());
    Some(format!("{}{}", &plain[..plain.floor_char_boundary(LONGEST_WHOLE - 40)], hex::encode(&digest[..16])))
}

/// A mark from each of its characters on, as far as may be asked for: what stands within it is the beginning of one of these.
pub(crate) fn parts(text: &str) -> Vec<String> {
    let plain = plain(text);
    plain.char_indices().filter_map(|(at, _)| Some(plain.get(at..)?.chars().take(MARK_CHARS).collect())).collect()
}

/// What is asked for as a part; `None` where it has neither letters nor digits.
///
/// # Errors
/// [`SearchError::TooLarge`] where it is longer than parts are.
pub(crate) fn part(text: &str) -> Result<Option<String>, SearchError> {
    let plain = plain(text);
    if plain.chars().count() > MARK_CHARS {
        return Err(SearchError::TooLarge(format!("a mark's text of more than {MARK_CHARS} characters")));
    }
    Ok((!plain.is_empty()).then_some(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_no_marks_apart_is_gone() {
        for (one, other) in [("Coco-Nut", "ＣＯＣＯ ＮＵＴ"), ("CAFÉ d'Or", "cafe dor"), ("かけはし", "かけ・はし"), ("МОСТ", "мост")]
        {
            assert_eq!(whole(one), whole(other), "{one} {other}");
        }
        assert_ne!(whole("ไม้"), whole("ไม"));
        assert_ne!(whole("かけはし"), whole("カケハシ"));
        assert_eq!(whole("!!"), None);
        let long = "あ".repeat(150);
        assert_ne!(whole(&long), whole(&format!("{long}い")));
        assert!(whole(&long).is_some_and(|whole| whole.len() <= LONGEST_WHOLE));
    }

    #[test]
    fn a_part_is_the_beginning_of_one_of_the_parts() {
        let parts = parts("KAKE HASHI");
        let holds = |text: &str| part(text).expect("short").is_some_and(|asked| parts.iter().any(|part| part.starts_with(&asked)));
        for (text, held) in [("kehas", true), ("hashi", true), ("KAKE-HASHI", true), ("kakeru", false), ("", false)] {
            assert_eq!(holds(text), held, "{text}");
        }
        assert!(matches!(part(&"a".repeat(81)), Err(SearchError::TooLarge(_))));
    }
}
