//! The pieces by which two sentences are compared: words where a script sets them apart by spaces, characters where it does not.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::terms::has_boundaries;

/// The tokens of a text, as byte ranges in order. White space belongs to none.
///
/// A run of letters and digits is one token (`3.5` too), and so is every other sign. Of Han, kana, Hangul, Thai, Lao, Khmer and Burmese each
/// character is one, with the marks that stand on it.
pub(crate) fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(text.len() / 4 + 1);
    // Whether the last token is a word that may go on, and whether it ends with a digit.
    let (mut word, mut digit) = (false, false);
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            word = false;
            continue;
        }
        let joined = |last: &Range<usize>| last.end == at;
        if is_combining_mark(c) {
            if let Some(last) = out.last_mut().filter(|last| joined(last)) {
                last.end = end;
                continue;
            }
        } else if has_boundaries(c) {
            digit = c.is_numeric();
            if word && let Some(last) = out.last_mut().filter(|last| joined(last)) {
                last.end = end;
            } else {
                out.push(at..end);
                word = true;
            }
            continue;
        } else if word && digit && matches!(c, '.' | ',') && characters.peek().is_some_and(|(_, next)| next.is_numeric()) {
            if let Some(last) = out.last_mut() {
                last.end = end;
            }
            continue;
        }
        word = false;
        out.push(at..end);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_and_characters() {
        assert_eq!(cut("The lid 12a, of 3.5 mm."), ["The", "lid", "12a", ",", "of", "3.5", "mm", "."]);
        assert_eq!(cut("所述泵10的 盖"), ["所", "述", "泵", "10", "的", "盖"]);
        assert_eq!(cut("ฝาที่ปิด"), ["ฝ", "า", "ที่", "ปิ", "ด"]);
        assert_eq!(cut("die\u{301} Größe"), ["die\u{301}", "Größe"]);
        assert_eq!(cut("덮개는 1,000"), ["덮", "개", "는", "1,000"]);
        assert_eq!(cut("lid."), ["lid", "."]);
    }

    proptest! {
        #[test]
        fn tokens_are_all_of_a_text_but_its_white_space(text in "\\PC{0,40}") {
            let mut last = 0;
            for range in tokens(&text) {
                prop_assert!(range.start >= last && range.start < range.end);
                prop_assert!(text[last..range.start].chars().all(char::is_whitespace));
                last = range.end;
            }
            prop_assert!(text[last..].chars().all(char::is_whitespace));
        }
    }
}
