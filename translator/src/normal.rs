//! The form in which sentences are compared: looked up in the memory and in the cache.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in NFC, trimmed, with every run of white space as one space. Letters and signs are kept as they are: a unit that differs in
/// letter case or in the width of digits is another unit.
#[must_use]
pub fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // ASCII, and most text that offices send, is in NFC already; the quick check is much cheaper than the composition.
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        collapse(text.chars(), &mut out);
    } else {
        collapse(text.nfc(), &mut out);
    }
    out
}

fn collapse(characters: impl Iterator<Item = char>, out: &mut String) {
    let mut space = false;
    for c in characters {
        if c.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        if space {
            out.push(' ');
            space = false;
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_composition_do_not_tell_sentences_apart() {
        assert_eq!(normalised("  a\u{a0}\n b\u{3000}c "), "a b c");
        assert_eq!(normalised("die\u{65}\u{301}"), "die\u{e9}");
        assert_eq!(normalised("\n \t"), "");
    }
}
