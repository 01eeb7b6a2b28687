//! What an engine said twice.

use std::{collections::HashMap, ops::Range};

use super::{Check, Draft};

/// Texts longer than this are only looked at by clauses.
const LONGEST: usize = 4000;

/// Finds a phrase that follows on itself, or a clause that comes again, where the source does not do so as well.
pub(super) fn check(source: &str, japanese: &str, out: &mut Vec<Draft>) {
    if let Some(range) = doubled(japanese).or_else(|| repeated_clause(japanese)).or_else(|| stuttered(japanese)) {
        let source_repeats = doubled(source).is_some() || repeated_clause(source).is_some();
        if !source_repeats {
            out.push(Draft::new(Check::Repetition, None, Some(range.clone()), japanese[range].to_owned()));
        }
    }
}

/// A string of four characters or more directly after itself, or with a comma or a particle between; one of two or three after itself twice.
fn doubled(text: &str) -> Option<Range<usize>> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    if characters.len() > LONGEST {
        return None;
    }
    let offset = |index: usize| characters.get(index).map_or(text.len(), |(at, _)| *at);
    let at = |index: usize| characters[index].1;
    for length in (2..=characters.len() / 2).take(120) {
        let mut same = 0;
        for end in length..characters.len() {
            same = if at(end) == at(end - length) { same + 1 } else { 0 };
            let wanted = if length >= 4 { length } else { 2 * length };
            if same >= wanted {
                let piece = &characters[end + 1 - length..=end];
                if is_phrase(piece) {
                    return Some(offset(end + 1 - wanted)..offset(end + 1));
                }
            }
        }
    }
    // With a comma or a space between: X、X.
    for length in 3..=(characters.len().saturating_sub(1) / 2).min(80) {
        for start in 0..characters.len().saturating_sub(2 * length) {
            let middle = start + length;
            if matches!(at(middle), '、' | ',' | ' ' | '。' | '・')
                && (0..length).all(|step| at(start + step) == at(middle + 1 + step))
                && is_phrase(&characters[start..middle])
                // Whole words: what goes on after the second time is no longer the same word.
                && (length >= 6 || "のをにがはとで".contains(at(middle - 1)) || (start == 0 || !is_word(at(start - 1))) && (middle + 1 + length >= characters.len() || !is_word(at(middle + 1 + length))))
            {
                return Some(offset(middle + 1)..offset(middle + 1 + length));
            }
        }
    }
    None
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == 'ー'
}

/// Whether a piece is worth being a phrase: letters, not one and the same, no chain of numbers, signs or chemical groups.
fn is_phrase(piece: &[(usize, char)]) -> bool {
    let first = piece[0].1;
    let letters = piece.iter().filter(|(_, c)| c.is_alphabetic() && !c.is_ascii()).count();
    let mixed = piece.iter().any(|(_, c)| *c != first);
    mixed && letters * 2 >= piece.len() && !(piece.len() == 2 && letters < 2)
}

/// A clause of eight characters or more that comes twice.
fn repeated_clause(text: &str) -> Option<Range<usize>> {
    let mut seen: HashMap<&str, ()> = HashMap::new();
    let mut start = 0;
    for (end, c) in
        text.char_indices().filter(|(_, c)| matches!(c, '。' | '、' | '；' | ';' | '，' | '．' | '\n')).chain([(text.len(), '。')])
    {
        if let Some(clause) = text.get(start..end).map(str::trim)
            && clause.chars().filter(|c| c.is_alphabetic()).count() >= 8
            && seen.insert(clause, ()).is_some()
        {
            return Some(start..end);
        }
        start = end + c.len_utf8();
    }
    None
}

/// A word doubled with its particle in between: 蓋の蓋の.
fn stuttered(text: &str) -> Option<Range<usize>> {
    const PARTICLES: &[char] = &['の', 'を', 'に', 'が', 'は', 'と', 'で'];
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    if characters.len() > LONGEST {
        return None;
    }
    for length in 2..=12usize {
        for start in 0..characters.len().saturating_sub(2 * length - 1) {
            let (one, two) = (&characters[start..start + length], &characters[start + length..start + 2 * length]);
            if PARTICLES.contains(&one[length - 1].1)
                && one.iter().map(|(_, c)| c).eq(two.iter().map(|(_, c)| c))
                && one[..length - 1].iter().all(|(_, c)| is_word(*c) && !('ぁ'..='ん').contains(c))
                && (start == 0 || !is_word(characters[start - 1].1) || ('ぁ'..='ん').contains(&characters[start - 1].1))
            {
                return Some(two[0].0..two[length - 1].0 + two[length - 1].1.len_utf8());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_or_as_it_should_be() {
        let repeats = |text: &str| {
            let mut out = Vec::new();
            check("", text, &mut out);
            !out.is_empty()
        };
        for text in [
            "蓋は筐体に取り付けられる。蓋は筐体に取り付けられる。",
            "蓋の蓋のばね",
            "筐体に、筐体に取り付けられる",
            "開くことができることができる",
            "である。である。である。",
        ] {
            assert!(repeats(text), "{text}");
        }
        for text in [
            "それぞれの蓋を開く。",
            "第1の電極と第2の電極と",
            "ますます大きくなる",
            "2つの歯車のうちの1つの歯車",
            "前記第1の蓋および前記第2の蓋",
            "-CH2-CH2-CH2-CH2-",
        ] {
            assert!(!repeats(text), "{text}");
        }
    }
}
