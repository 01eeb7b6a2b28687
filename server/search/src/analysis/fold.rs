//! Folding of characters: NFKC, small letters, ASCII digits, one form of each Han character, each with its place in the original.
//!
//! What is folded here is folded in documents, queries and highlights alike; what a query's word may be spelled like in a document, and is not
//! one with it, is for [`super::kana`], [`super::hangul`] and [`super::Rules`].

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{ideographs::one_form, kana};

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

/// Folds a line of a text; `base` is the line's first byte in the text, `japanese` whether 旧字体 and 異体字 are to be today's Japanese forms. Appends
/// to `folded`.
pub(super) fn fold(line: &str, base: u32, japanese: bool, folded: &mut Vec<Folded>) {
    let first = folded.len();
    // Nearly every line of nearly every language of Europe.
    if line.is_ascii() {
        folded.extend(line.bytes().enumerate().map(|(at, b)| {
            let from = base.saturating_add(position(at));
            Folded { c: char::from(b.to_ascii_lowercase()), from, to: from.saturating_add(1) }
        }));
        return;
    }
    let mut sink = Sink { folded, japanese, has_vu: false };
    let mut rest = line.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let followed = rest.peek().is_some_and(|&(_, next)| continues(next));
        let from = base + position(at);
        if !followed && stands_for_itself(c) {
            sink.push(c, from, from + position(c.len_utf8()));
            continue;
        }
        if keeps_its_marks_apart(c) {
            let behind = line.get(at + c.len_utf8()..).unwrap_or_default();
            let length = match retyped(c, behind) {
                Some(Retyped::One(whole, length)) => {
                    sink.push(whole, from, from + position(length));
                    length
                }
                Some(Retyped::Tone(tone, whole, length)) => {
                    sink.push(tone, from, from + position(length));
                    sink.push(whole, from, from + position(length));
                    length
                }
                None => {
                    sink.push(c, from, from + position(c.len_utf8()));
                    c.len_utf8()
                }
            };
            while rest.next_if(|&(next, _)| next < at + length).is_some() {}
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
                sink.push(c, from, to);
            }
        }
    }
    if sink.has_vu {
        kana::settle_vu(folded, first);
    }
}

/// What was typed in another way than dictionaries write it.
enum Retyped {
    /// One character, and the bytes that it stands for.
    One(char, usize),
    /// A tone mark and the vowel that belongs before it, and the bytes that both stand for.
    Tone(char, char, usize),
}

/// The vowel am of Thai and Lao from its two parts, also with the tone between them, and the vowel ae from two signs for e. NFKC would take am
/// apart, and no dictionary knows the parts.
fn retyped(c: char, behind: &str) -> Option<Retyped> {
    let (am, second, ae) = match c {
        '\u{0E4D}' => (Some('\u{0E33}'), '\u{0E32}', None),
        '\u{0ECD}' => (Some('\u{0EB3}'), '\u{0EB2}', None),
        '\u{0E40}' => (None, '\u{0E40}', Some('\u{0E41}')),
        '\u{0EC0}' => (None, '\u{0EC0}', Some('\u{0EC1}')),
        _ => return None,
    };
    let mut behind = behind.chars();
    let next = behind.next()?;
    if next == second {
        return Some(Retyped::One(am.or(ae)?, c.len_utf8() * 2));
    }
    let is_tone = matches!(next, '\u{0E48}'..='\u{0E4B}' | '\u{0EC8}'..='\u{0ECB}');
    if is_tone && behind.next() == Some(second) { Some(Retyped::Tone(next, am?, c.len_utf8() * 3)) } else { None }
}

/// A text longer than 4 GiB is none.
fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Takes folded characters.
struct Sink<'f> {
    folded: &'f mut Vec<Folded>,
    japanese: bool,
    /// Whether a ヴ is among them.
    has_vu: bool,
}

impl Sink<'_> {
    fn push(&mut self, c: char, from: u32, to: u32) {
        let c = match c {
            '\0'..='\x7F' => c.to_ascii_lowercase(),
            '\u{3400}'..='\u{4DBF}' | '\u{AC00}'..='\u{D7A3}' => c,
            '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => one_form(c, self.japanese),
            kana::VU => {
                self.has_vu = true;
                c
            }
            'ヵ' => 'カ',
            'ヶ' => 'ケ',
            '\u{3041}'..='\u{30FF}' => c,
            // Small letters of Latin and Cyrillic, which most other texts are made of.
            'à'..='ö' | 'ø'..='ÿ' | 'а'..='я' => c,
            // The decimal and thousands signs of Arabic numbers.
            '\u{066B}' => '.',
            '\u{066C}' => ',',
            _ => match ascii_digit(c) {
                Some(digit) => digit,
                None if is_invisible(c) => return,
                None if has_no_case(c) => c,
                None => {
                    for c in c.to_lowercase() {
                        // A sigma is a sigma wherever it stands.
                        let c = if c == 'ς' { 'σ' } else { c };
                        self.folded.push(Folded { c, from, to });
                    }
                    return;
                }
            },
        };
        self.folded.push(Folded { c, from, to });
    }
}

/// Scripts of one case only, so that nothing need be looked up: Hebrew, Arabic, those of India and South-East Asia.
fn has_no_case(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

/// Characters that NFKC leaves alone unless a mark follows: nearly all of nearly every text.
fn stands_for_itself(c: char) -> bool {
    matches!(c,
        '\0'..='\x7F'
        | '\u{00C0}'..='\u{00FF}' | '\u{0400}'..='\u{0481}' | '\u{0620}'..='\u{064A}' | '\u{1EA0}'..='\u{1EF9}'
        | '\u{3001}'..='\u{302F}' | '\u{3041}'..='\u{3096}' | '\u{309D}' | '\u{309E}' | '\u{30A0}'..='\u{30FE}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Whether the character becomes one character, whatever stands beside it that does so too.
pub(super) fn folds_alone(c: char) -> bool {
    let is_itself = std::iter::once(c).nfkc().eq(std::iter::once(c));
    is_itself && !continues(c) && !is_invisible(c) && !keeps_its_marks_apart(c) && c.to_lowercase().count() == 1
}

/// Scripts whose marks are vowels and tones with places of their own.
fn keeps_its_marks_apart(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EDB}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

/// Whether the character may melt into the one before it.
fn continues(c: char) -> bool {
    // Most characters of most scripts; that they are no marks need not be looked up.
    if matches!(c, '\0'..='\u{02FF}' | '\u{0400}'..='\u{0482}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
    {
        return false;
    }
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
