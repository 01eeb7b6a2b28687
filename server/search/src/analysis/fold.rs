//! Folding of characters: NFKC, small letters, ASCII digits, each with its place in the original.
//!
//! Variants of characters (異体字, long vowels) are to be folded here and nowhere else, as documents, queries and highlights all pass.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A folded character and the bytes of the text that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    /// The character.
    pub c: char,
    /// First byte in the text.
    pub from: u32,
    /// First byte behind it.
    pub to: u32,
}

/// A base character takes at most this many marks along; what is piled higher is folded by itself.
const LONGEST_CLUSTER: usize = 32;

/// Folds a line of a text; `base` is the line's first byte in the text. Appends to `folded`.
pub(super) fn fold(line: &str, base: u32, folded: &mut Vec<Folded>) {
    let mut rest = line.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let followed = rest.peek().is_some_and(|&(_, next)| continues(next));
        let from = base + position(at);
        if !followed && stands_for_itself(c) {
            push(c, from, from + position(c.len_utf8()), folded);
            continue;
        }
        if keeps_its_marks_apart(c) {
            // The sign for the vowel am is one character, however it was typed: NFKC would take it apart, and no dictionary knows the parts.
            let whole = match (c, rest.peek()) {
                ('\u{0E4D}', Some(&(_, '\u{0E32}'))) => Some('\u{0E33}'),
                ('\u{0ECD}', Some(&(_, '\u{0EB2}'))) => Some('\u{0EB3}'),
                _ => None,
            };
            if let Some(whole) = whole {
                rest.next();
                push(whole, from, from + position(c.len_utf8() * 2), folded);
            } else {
                push(c, from, from + position(c.len_utf8()), folded);
            }
            continue;
        }
        let mut end = at + c.len_utf8();
        let mut length = 1;
        while length < LONGEST_CLUSTER
            && let Some(&(_, next)) = rest.peek()
            && continues(next)
        {
            end += next.len_utf8();
            length += 1;
            rest.next();
        }
        let to = base + position(end);
        if let Some(cluster) = line.get(at..end) {
            for c in cluster.nfkc() {
                push(c, from, to, folded);
            }
        }
    }
}

/// A text longer than 4 GiB is none.
fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn push(c: char, from: u32, to: u32, folded: &mut Vec<Folded>) {
    if c.is_ascii() {
        folded.push(Folded { c: c.to_ascii_lowercase(), from, to });
    } else if let Some(digit) = ascii_digit(c) {
        folded.push(Folded { c: digit, from, to });
    } else if !is_invisible(c) {
        for c in c.to_lowercase() {
            // A sigma is a sigma wherever it stands.
            let c = if c == 'ς' { 'σ' } else { c };
            folded.push(Folded { c, from, to });
        }
    }
}

/// Characters that NFKC leaves alone unless a mark follows: nearly all of nearly every text.
fn stands_for_itself(c: char) -> bool {
    matches!(c,
        '\0'..='\x7F'
        | '\u{00C0}'..='\u{00FF}' | '\u{0400}'..='\u{0481}' | '\u{0620}'..='\u{064A}' | '\u{1EA0}'..='\u{1EF9}'
        | '\u{3001}'..='\u{302F}' | '\u{3041}'..='\u{3096}' | '\u{309D}' | '\u{309E}' | '\u{30A0}'..='\u{30FE}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Scripts whose marks are vowels and tones with places of their own.
fn keeps_its_marks_apart(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EDB}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

/// Whether the character may melt into the one before it.
fn continues(c: char) -> bool {
    c >= '\u{0300}'
        && (matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{1160}'..='\u{11FF}') || (!keeps_its_marks_apart(c) && is_combining_mark(c)))
}

/// What is not seen and must not keep two letters apart: soft hyphens, zero-width spaces and joiners, directions, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{0640}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

/// The ASCII digit of a digit of the scripts that offices print numbers in.
fn ascii_digit(c: char) -> Option<char> {
    const ZEROES: [char; 7] = ['\u{0660}', '\u{06F0}', '\u{0966}', '\u{0E50}', '\u{0ED0}', '\u{1040}', '\u{17E0}'];
    ZEROES.into_iter().find_map(|zero| {
        let distance = u32::from(c).wrapping_sub(u32::from(zero));
        if distance < 10 { char::from_digit(distance, 10) } else { None }
    })
}
