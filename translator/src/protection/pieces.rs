//! Finding the pieces that are to be protected.

use std::ops::Range;

use super::{ProtectedKind, ProtectedPiece, chemistry};
use crate::{
    Language,
    claims::{japanese_references, references, starts_with_folded},
    number::digit,
};

/// Longer texts are no segments; they are not masked.
const LONGEST: usize = 20_000;

/// Words for figures before their number, in lower case.
const FIGURE_WORDS: &[(&str, &[&str])] = &[
    ("en", &["fig.", "figure", "fig"]),
    ("de", &["fig.", "figur", "abb.", "abbildung", "bild"]),
    ("fr", &["fig.", "figure"]),
    ("es", &["fig.", "figura", "la figura"]),
    ("pt", &["fig.", "figura"]),
    ("it", &["fig.", "figura"]),
    ("ru", &["фиг.", "рис.", "фигура", "фигуре", "фигуры", "рисунке", "черт."]),
    ("uk", &["фіг.", "рис."]),
    ("zh", &["图", "圖", "附图", "附圖"]),
    ("ko", &["도면", "도"]),
    ("th", &["รูปที่", "รูป", "ภาพที่"]),
    ("vi", &["hình", "fig."]),
    ("id", &["gambar", "gbr."]),
    ("ms", &["rajah"]),
    ("ar", &["الشكل", "شكل"]),
];

/// The pieces of a text, in order, not overlapping.
#[must_use]
pub fn protected_pieces(text: &str, language: &Language) -> Vec<ProtectedPiece> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let mut found: Vec<ProtectedPiece> = Vec::new();
    let as_is = |range: Range<usize>, kind: ProtectedKind| ProtectedPiece { japanese: text[range.clone()].to_owned(), range, kind };
    words(text, &mut found);
    found.extend(sequences(text));
    found.extend(publications(text).into_iter().map(|range| as_is(range, ProtectedKind::PublicationNumber)));
    found.extend(equations(text).into_iter().map(|range| as_is(range, ProtectedKind::Formula)));
    for reference in references(text, language) {
        if let Some(japanese) = japanese_references(&reference) {
            found.push(ProtectedPiece { range: reference.range.clone(), kind: ProtectedKind::ClaimReference, japanese });
        }
    }
    found.extend(figures(text, language));
    for measure in crate::check::measures_of(text, language) {
        let quantity = measure.range.start..measure.range.end + measure.unit;
        let after_letter = text[..measure.range.start].chars().next_back().is_some_and(|c| c.is_alphanumeric() && c.is_ascii());
        if measure.unit > 0 {
            // A value that Japanese writes in another way is left to the engine and the comparison of numbers.
            if text[measure.range.clone()].bytes().all(|b| b.is_ascii_digit() || b == b'.')
                && text[quantity.clone()].is_ascii()
                && !language.decimal_comma()
            {
                found.push(as_is(quantity, ProtectedKind::Quantity));
            }
        } else if measure.sign && !after_letter {
            found.push(as_is(measure.range, ProtectedKind::Sign));
        }
    }
    // What begins first, and of those the longest, and of equals the first kind found.
    found.sort_by_key(|piece| (piece.range.start, std::cmp::Reverse(piece.range.end)));
    let mut out: Vec<ProtectedPiece> = Vec::with_capacity(found.len());
    for piece in found {
        let overlaps = out.last().is_some_and(|last| last.range.end > piece.range.start);
        if !overlaps {
            out.push(piece);
        } else if let Some(last) = out.last_mut().filter(|last| !last.kind.is_opaque() && piece.kind.is_opaque()) {
            *last = piece;
        }
    }
    out
}

/// Addresses, citations and formulae of chemistry: words between white space.
fn words(text: &str, out: &mut Vec<ProtectedPiece>) {
    let mut at = 0;
    for token in text.split_inclusive(|c: char| {
        c.is_whitespace() || matches!(c, '，' | '、' | '。' | '；' | '）' | '（') || (!c.is_ascii() && c.is_alphabetic())
    }) {
        let start = at;
        at += token.len();
        let mut end = token.chars().next_back().map_or(0, |c| token.len() - if is_separator(c) { c.len_utf8() } else { 0 });
        let mut begin = 0;
        while let Some(c) =
            token[begin..end].chars().next_back().filter(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '>' | '"' | '\''))
        {
            // A bracket that was opened within belongs to it.
            let opened = match c {
                ')' => token[begin..end].matches('(').count() >= token[begin..end].matches(')').count(),
                ']' => token[begin..end].matches('[').count() >= token[begin..end].matches(']').count(),
                _ => false,
            };
            if opened {
                break;
            }
            end -= c.len_utf8();
        }
        while let Some(c) =
            token[begin..end].chars().next().filter(|c| matches!(c, '<' | '"' | '\'') || (*c == '(' && !token[begin..end].contains(')')))
        {
            begin += c.len_utf8();
        }
        let word = &token[begin..end];
        let kind = if is_address(word) {
            ProtectedKind::Address
        } else if is_citation(word) {
            ProtectedKind::Citation
        } else if chemistry::is_formula(word) {
            ProtectedKind::Formula
        } else {
            continue;
        };
        out.push(ProtectedPiece { range: start + begin..start + end, kind, japanese: word.to_owned() });
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '，' | '、' | '。' | '；' | '）' | '（') || (!c.is_ascii() && c.is_alphabetic())
}

fn is_address(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let scheme = ["http://", "https://", "ftp://", "www."].iter().any(|scheme| lower.starts_with(scheme) && word.len() > scheme.len() + 2);
    let mail = word.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && host.contains('.')
            && !host.ends_with('.')
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || b".@_-+".contains(&b))
    });
    scheme || mail
}

fn is_citation(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let doi = lower.trim_start_matches("doi:").strip_prefix("10.").is_some_and(|rest| {
        let registrant = rest.bytes().take_while(u8::is_ascii_digit).count();
        (4..=9).contains(&registrant) && rest[registrant..].starts_with('/') && rest.len() > registrant + 1
    });
    doi || (lower.starts_with("arxiv:") && word.len() > 10)
}

/// `SEQ ID NO: 3`, `SEQ ID NOs: 1-4`.
fn sequences(text: &str) -> Vec<ProtectedPiece> {
    let mut out = Vec::new();
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(start) = lower[from..].find("seq").map(|at| from + at) {
        from = start + 3;
        let Some(after) = ["seq id nos", "seq id no", "seq. id. nos", "seq. id. no", "seq. id no", "seq id. no", "seqid no"]
            .iter()
            .find_map(|word| lower[start..].starts_with(word).then(|| start + word.len()))
        else {
            continue;
        };
        let number = after + (lower[after..].len() - lower[after..].trim_start_matches(['.', ':', ' ', 's', '\u{a0}', '(']).len());
        let digits = lower[number..].bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
        let numbers = lower[number..number + digits].trim_end_matches('-');
        if numbers.starts_with(|c: char| c.is_ascii_digit()) && number - after <= 6 {
            let end = number + numbers.len();
            out.push(ProtectedPiece {
                range: start..end,
                kind: ProtectedKind::Sequence,
                japanese: format!("配列番号{}", numbers.replace('-', "〜")),
            });
            from = end;
        }
    }
    out
}

/// `WO 2010/123456 A1`, `EP1234567B1`, `PCT/JP2010/123456`: two capitals of an office, five digits or more, a kind.
fn publications(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at + 6 < bytes.len() {
        let capitals = bytes[at].is_ascii_uppercase() && bytes[at + 1].is_ascii_uppercase();
        let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        if !(capitals && begins) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 2;
        if bytes[at..].starts_with(b"PCT/") && at + 6 < bytes.len() {
            end = at + 6;
        }
        end += usize::from(matches!(bytes.get(end), Some(b' ' | b'-')));
        let digits_from = end;
        let mut digits = 0;
        while let Some(b) = bytes.get(end) {
            let joins = matches!(b, b'/' | b',' | b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if b.is_ascii_digit() {
                digits += 1;
            } else if !joins {
                break;
            }
            end += 1;
        }
        if digits < 5 || end == digits_from {
            at += 1;
            continue;
        }
        // A kind of document: A1, B, U.
        let kind_from = end + usize::from(matches!(bytes.get(end), Some(b' ' | b'-')));
        if bytes.get(kind_from).is_some_and(u8::is_ascii_uppercase) {
            let kind_end = kind_from + 1 + usize::from(bytes.get(kind_from + 1).is_some_and(u8::is_ascii_digit));
            if bytes.get(kind_end).is_none_or(|b| !b.is_ascii_alphanumeric()) && (kind_end - kind_from == 2 || kind_from == end) {
                end = kind_end;
            }
        }
        out.push(start..end);
        at = end;
    }
    out
}

/// What stands around `=` between words: letters, numbers and operators.
fn equations(text: &str) -> Vec<Range<usize>> {
    let operand = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '+' | '-'
                    | '*'
                    | '/'
                    | '='
                    | '^'
                    | '_'
                    | '.'
                    | '('
                    | ')'
                    | '·'
                    | '×'
                    | '÷'
                    | '√'
                    | '²'
                    | '³'
                    | '{'
                    | '}'
                    | '|'
                    | '<'
                    | '>'
                    | '≤'
                    | '≥'
                    | ' '
            )
            || ('α'..='ω').contains(&c)
            || ('Α'..='Ω').contains(&c)
    };
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('=') {
        if out.last().is_some_and(|last| last.end > at) {
            continue;
        }
        // Words of three letters or more are words, unless they are functions.
        let fits = |token: &str| {
            let letters = token.chars().filter(|c| c.is_alphabetic()).count();
            let run = token.split(|c: char| !c.is_alphabetic()).map(|run| run.chars().count()).max().unwrap_or(0);
            (letters <= 2
                || run <= 2
                || token
                    .split(|c: char| !c.is_alphabetic())
                    .all(|word| word.len() <= 2 || matches!(word, "sin" | "cos" | "tan" | "log" | "exp" | "max" | "min" | "sqrt")))
                && token.chars().all(operand)
        };
        let mut start = at;
        for token in text[..at].rsplit(' ') {
            let begin = start.saturating_sub(token.len() + usize::from(start < at || text[..at].ends_with(' ') && token.is_empty()));
            if token.is_empty() && start == at {
                start = at.saturating_sub(1);
                continue;
            }
            if !fits(token) || matches!(token, "a" | "of" | "is" | "as" | "to" | "in" | "if" | "by") {
                break;
            }
            start = if start == at { at.saturating_sub(token.len()) } else { begin };
        }
        let mut end = at + 1;
        let mut first = true;
        for token in text[at + 1..].split(' ') {
            let width = token.len() + usize::from(!first);
            if token.is_empty() && first {
                first = false;
                continue;
            }
            if !fits(token.trim_end_matches([',', ';', '.'])) || matches!(token, "a" | "of" | "is" | "as" | "to" | "in" | "if" | "by") {
                break;
            }
            end += width;
            first = false;
            if token.ends_with([',', ';', '.']) {
                break;
            }
        }
        let range = start.min(text.len())..end.min(text.len());
        let Some(part) = text.get(range.clone()) else { continue };
        let trimmed = part.trim().trim_end_matches([',', ';', '.', ' ']);
        let Some(offset) = part.find(trimmed) else { continue };
        let sides = trimmed.split('=').all(|side| !side.trim().is_empty());
        if sides && trimmed.contains('=') {
            out.push(range.start + offset..range.start + offset + trimmed.len());
        }
    }
    out
}

/// `FIG. 3A`: one figure; lists of figures are left to the engine.
fn figures(text: &str, language: &Language) -> Vec<ProtectedPiece> {
    let words = FIGURE_WORDS.iter().filter(|(tag, _)| *tag == language.primary() || *tag == "en").flat_map(|(_, words)| words.iter());
    let words: Vec<&str> = words.copied().collect();
    let mut out: Vec<ProtectedPiece> = Vec::new();
    let mut last_end = 0;
    for (at, c) in text.char_indices() {
        let spaced = |c: char| c.is_alphabetic() && matches!(c as u32, 0x41..=0x24F | 0x400..=0x52F | 0x1E00..=0x1EFF);
        let begins = !spaced(c) || text[..at].chars().next_back().is_none_or(|before| !spaced(before));
        if at < last_end
            || !begins
            || (language.primary() == "ko" && text[..at].ends_with(|c: char| ('\u{AC00}'..='\u{D7AF}').contains(&c)))
        {
            continue;
        }
        let Some(length) = words.iter().filter_map(|word| starts_with_folded(&text[at..], word)).max() else { continue };
        let number = at + length + (text[at + length..].len() - text[at + length..].trim_start_matches([' ', '\u{a0}', '.']).len());
        let mut end = number;
        let mut plain = String::new();
        for c in text[number..].chars() {
            match digit(c) {
                Some(d) => plain.push(char::from(b'0' + d)),
                None => break,
            }
            end += c.len_utf8();
        }
        if plain.is_empty() || plain.len() > 3 {
            continue;
        }
        if let Some(letter) = text[end..].chars().next().filter(char::is_ascii_alphabetic)
            && text[end + 1..].chars().next().is_none_or(|c| !c.is_ascii_alphanumeric())
        {
            plain.push(letter);
            end += 1;
        }
        if text[end..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        out.push(ProtectedPiece { range: at..end, kind: ProtectedKind::Figure, japanese: format!("図{plain}") });
        last_end = end;
    }
    out
}
