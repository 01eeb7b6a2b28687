//! What differs between two sentences, as a translator is shown it.

use std::ops::Range;

use super::tokens::tokens;

/// Cells of the table by which two sentences are laid side by side. Beyond it, what lies between their common ends is one edit.
const MOST_CELLS: usize = 4_000_000;

/// A place at which two sentences differ: byte ranges, of which one may be empty. What stands between two edits is the same in both, but for
/// white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// In the stored sentence: what the new one has not.
    pub stored: Range<usize>,
    /// In the new sentence: what stands there instead.
    pub new: Range<usize>,
}

/// The edits that make the new sentence of a stored one, in order: by words where the script has spaces, by characters where it has none.
#[must_use]
pub fn difference(stored: &str, new: &str) -> Vec<Edit> {
    let (a, b) = (tokens(stored), tokens(new));
    let same = |x: &Range<usize>, y: &Range<usize>| stored[x.clone()] == new[y.clone()];
    let start = a.iter().zip(&b).take_while(|(x, y)| same(x, y)).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| same(x, y)).count();
    let (inner_a, inner_b) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let mut pairs: Vec<(usize, usize)> = (0..start).map(|at| (at, at)).collect();
    pairs.extend(common(inner_a, inner_b, same).into_iter().map(|(x, y)| (start + x, start + y)));
    pairs.extend((0..end).map(|at| (a.len() - end + at, b.len() - end + at)));
    // Between one common token and the next: an edit.
    let mut edits = Vec::new();
    let (mut x, mut y) = (0, 0);
    for (to_x, to_y) in pairs.into_iter().chain([(a.len(), b.len())]) {
        if to_x > x || to_y > y {
            edits.push(Edit { stored: covered(&a, x, to_x, stored.len()), new: covered(&b, y, to_y, new.len()) });
        }
        (x, y) = (to_x + 1, to_y + 1);
    }
    edits
}

/// The range from one token to another; an empty one stands before the token it would begin with.
fn covered(tokens: &[Range<usize>], from: usize, to: usize, length: usize) -> Range<usize> {
    let start = tokens.get(from).map_or(length, |token| token.start);
    if to <= from {
        return start..start;
    }
    let end = tokens.get(to.saturating_sub(1)).map_or(length, |token| token.end);
    start..end
}

/// A longest row of tokens that both have in the same order, as pairs of positions.
fn common(a: &[Range<usize>], b: &[Range<usize>], same: impl Fn(&Range<usize>, &Range<usize>) -> bool) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    if a.is_empty() || b.is_empty() || (a.len() + 1).saturating_mul(width) > MOST_CELLS {
        return Vec::new();
    }
    // From the ends backwards, so that the row is read off forwards.
    let mut lengths = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i * width + j] = if same(&a[i], &b[j]) {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < a.len() && j < b.len() {
        if same(&a[i], &b[j]) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(stored: &str, new: &str) -> Vec<(String, String)> {
        difference(stored, new).into_iter().map(|edit| (stored[edit.stored].to_owned(), new[edit.new].to_owned())).collect()
    }

    fn pair(one: &str, other: &str) -> (String, String) {
        (one.to_owned(), other.to_owned())
    }

    #[test]
    fn words_and_characters_that_differ() {
        assert_eq!(shown("The lid is steel.", "The lid is brass."), [pair("steel", "brass")]);
        assert_eq!(shown("The lid is shut.", "The upper lid is shut tight."), [pair("", "upper"), pair("", "tight")]);
        assert_eq!(shown("The big old lid.", "The lid."), [pair("big old", "")]);
        assert_eq!(shown("所述盖由钢制成", "所述盖由铝合金制成"), [pair("钢", "铝合金")]);
        assert_eq!(shown("one", "two"), [pair("one", "two")]);
        assert!(shown("a  b", "a b").is_empty());
        assert_eq!(shown("", "a b"), [pair("", "a b")]);
    }

    proptest! {
        /// What is the same comes from the stored sentence, what differs from the new one: together they are the new one.
        #[test]
        fn the_edits_make_the_new_sentence(stored in "[a-c电池ฝา ,.1]{0,40}", new in "[a-c电池ฝา ,.1]{0,40}") {
            let mut out = String::new();
            let mut last = 0;
            for edit in difference(&stored, &new) {
                out.push_str(&stored[last..edit.stored.start]);
                out.push_str(&new[edit.new]);
                last = edit.stored.end;
            }
            out.push_str(&stored[last..]);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&out), bare(&new));
        }

        #[test]
        fn any_two_texts_are_compared(stored in "\\PC{0,40}", new in "\\PC{0,40}") {
            for edit in difference(&stored, &new) {
                prop_assert!(stored.get(edit.stored).is_some() && new.get(edit.new).is_some());
            }
        }
    }
}
