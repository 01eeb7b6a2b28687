//! Claims that a claim refers to, recognised in its own words.
//!
//! A reference is a word for "claim" (`Anspruch`, 权利要求, `klaim` …) and numbers after it, joined by words for lists and ranges, which are data per
//! language; in Korean the numbers stand inside, `제1항`. Offices mix languages, so that the English words hold everywhere.

mod words;

use std::ops::{Range, RangeInclusive};

use crate::{Language, number::digit};

/// No claim has a higher number; larger ones are no references (years, parts per million).
const HIGHEST_CLAIM: u32 = 2000;

/// One reference to claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimReference {
    /// Where it stands in the text: from the word for "claim" (the first number, where that comes first) to the last number.
    pub range: Range<usize>,
    /// Single claims and ranges of claims, in the order given.
    pub claims: Vec<RangeInclusive<u32>>,
    /// Whether the last two are joined by "and", so that all are meant; otherwise any one of them.
    pub all: bool,
}

/// The numbers of all claims that a text refers to, ascending, each once.
///
/// The text is a claim's, without its own number where possible. "Any of the preceding claims" has no numbers: see [`refers_to_preceding`].
#[must_use]
pub fn claim_references(text: &str, language: &Language) -> Vec<u32> {
    let mut out: Vec<u32> = references(text, language).into_iter().flat_map(|reference| reference.claims.into_iter().flatten()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether a text refers to all claims before it: "according to any of the preceding claims".
#[must_use]
pub fn refers_to_preceding(text: &str, language: &Language) -> bool {
    let text = text.to_lowercase();
    words::of(language).iter().flat_map(|words| words.preceding).any(|phrase| text.contains(phrase))
}

/// The references of a text, in order.
#[must_use]
pub fn references(text: &str, language: &Language) -> Vec<ClaimReference> {
    let lists = words::of(language);
    let mut out: Vec<ClaimReference> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { break };
        // A word begins where no letter stands before; languages without spaces begin words anywhere.
        let begins = !separated_by_spaces(c) || text[..at].chars().next_back().is_none_or(|before| !separated_by_spaces(before));
        let found = if begins {
            lists
                .iter()
                .flat_map(|words| words.claim.iter().map(move |word| (*words, *word)))
                .filter_map(|(words, word)| starts_with_folded(rest, word).map(|length| (words, at + length)))
                .max_by_key(|(_, end)| *end)
        } else {
            None
        };
        let reference = match found {
            Some((words, after)) => {
                number_list(text, after, words).map(|(claims, all, end)| ClaimReference { range: at..end, claims, all })
            }
            None if rest.starts_with('제') || (digit(c).is_some() && language.primary() == "ko") => {
                lists.iter().find(|words| words.ordinal.is_some()).and_then(|words| ordinal_list(text, at, words))
            }
            None => None,
        };
        match reference {
            Some(reference) => {
                at = reference.range.end;
                out.push(reference);
            }
            None => at += c.len_utf8(),
        }
    }
    out
}

/// Reads `1`, `1, 2 or 5`, `1 to 3` … after the word for "claim".
fn number_list(text: &str, from: usize, words: &words::Words) -> Option<(Vec<RangeInclusive<u32>>, bool, usize)> {
    let mut at = skip_fillers(text, from, words);
    let (first, mut end) = claim_number(text, at)?;
    let mut claims = vec![first..=first];
    let mut all = false;
    while let Some((after, join)) = joint(text, end, words) {
        // The word for "claim" may be said again: `claim 1 or claim 2`.
        at = after;
        let space = skip_space(text, at);
        if let Some(length) = words.claim.iter().filter_map(|word| starts_with_folded(&text[space..], word)).max() {
            at = space + length;
        }
        at = skip_fillers(text, at, words);
        let Some((number, number_end)) = claim_number(text, at) else { break };
        if !push(&mut claims, number, join) {
            break;
        }
        all |= join == Join::And;
        end = number_end;
    }
    Some((claims, all, end))
}

/// Reads 제1항 내지 제3항, 제1항 또는 제2항: numbers between an opening and a closing word.
fn ordinal_list(text: &str, from: usize, words: &words::Words) -> Option<ClaimReference> {
    let (opening, closing) = words.ordinal?;
    let one = |at: usize, must_open: bool| {
        let at = match text[at..].strip_prefix(opening) {
            Some(_) => at + opening.len(),
            None if must_open => return None,
            None => at,
        };
        let (number, end) = digits(text, skip_space(text, at))?;
        text[skip_space(text, end)..].starts_with(closing).then(|| (number, skip_space(text, end) + closing.len()))
    };
    let (first, mut end) = one(from, true)?;
    let mut claims = vec![first..=first];
    let mut all = false;
    while let Some((after, join)) = joint(text, end, words) {
        let Some((number, number_end)) = one(skip_space(text, after), false) else { break };
        if !push(&mut claims, number, join) {
            break;
        }
        all |= join == Join::And;
        end = number_end;
    }
    Some(ClaimReference { range: from..end, claims, all })
}

/// Adds a number to a list; `false` where a range would go backwards, which is no range then.
fn push(claims: &mut Vec<RangeInclusive<u32>>, number: u32, join: Join) -> bool {
    if join == Join::To {
        return match claims.last_mut() {
            Some(last) if last.start() == last.end() && *last.start() <= number => {
                *last = *last.start()..=number;
                true
            }
            _ => false,
        };
    }
    // A text of nothing but numbers must not make a list without end.
    if claims.len() >= 256 {
        return false;
    }
    claims.push(number..=number);
    true
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    To,
    Or,
    And,
    /// A comma.
    Next,
}

/// What joins two numbers, and the end of it: one word, or a comma and a word.
fn joint(text: &str, from: usize, words: &words::Words) -> Option<(usize, Join)> {
    let mut at = skip_space(text, from);
    let mut comma = false;
    for _ in 0..2 {
        if let Some(c) = text[at..].chars().next().filter(|c| matches!(c, ',' | '、' | '，' | '،' | '/')) {
            at = skip_space(text, at + c.len_utf8());
            comma = true;
        }
    }
    let lists = [(words.to, Join::To), (words.or, Join::Or), (words.and, Join::And)];
    let found = lists
        .iter()
        .flat_map(|(list, join)| list.iter().map(move |word| (*word, *join)))
        .filter_map(|(word, join)| {
            let length = starts_with_folded(&text[at..], word)?;
            // `o` is a word only where no letter follows.
            let last = word.chars().next_back()?;
            let whole = !separated_by_spaces(last) || text[at + length..].chars().next().is_none_or(|next| !separated_by_spaces(next));
            whole.then_some((length, join))
        })
        .max_by_key(|(length, _)| *length);
    match found {
        Some((length, join)) => Some((at + length, join)),
        None if comma => Some((at, Join::Next)),
        None => None,
    }
}

/// Passes white space, brackets and words that may stand before a number (`No.`, ที่, `số`).
fn skip_fillers(text: &str, from: usize, words: &words::Words) -> usize {
    let mut at = skip_space(text, from);
    for _ in 0..3 {
        let passed = words.fillers.iter().filter_map(|filler| starts_with_folded(&text[at..], filler)).max();
        match passed {
            Some(length) => at = skip_space(text, at + length),
            None => break,
        }
    }
    at
}

fn skip_space(text: &str, from: usize) -> usize {
    from + (text[from..].len()
        - text[from..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '（' | '[' | '"' | '\u{200b}')).len())
}

/// A claim number that is no part of something longer: not `1a`, `1.5` or `10%`.
fn claim_number(text: &str, at: usize) -> Option<(u32, usize)> {
    let (number, end) = digits(text, at)?;
    let mut rest = text[end..].chars();
    let next = rest.next();
    let part = match next {
        Some('%' | '％' | '°') => true,
        Some('.' | ',') => rest.next().is_some_and(|c| digit(c).is_some()) && next == Some('.'),
        Some(c) => separated_by_spaces(c),
        None => false,
    };
    (!part).then_some((number, end))
}

/// Digits of any script, worth a possible claim number.
fn digits(text: &str, at: usize) -> Option<(u32, usize)> {
    let mut value = 0u32;
    let mut end = at;
    for c in text[at..].chars() {
        let Some(d) = digit(c) else { break };
        value = value.checked_mul(10)?.checked_add(u32::from(d))?;
        if value > HIGHEST_CLAIM {
            return None;
        }
        end += c.len_utf8();
    }
    (value > 0).then_some((value, end))
}

/// 請求項1または2, 請求項1〜3のいずれか一項. Claims that are all meant at once are left to people: what they mean depends on the sentence.
pub(crate) fn japanese_references(reference: &ClaimReference) -> Option<String> {
    if reference.all {
        return None;
    }
    let parts: Vec<String> = reference
        .claims
        .iter()
        .map(|range| if range.start() == range.end() { range.start().to_string() } else { format!("{}〜{}", range.start(), range.end()) })
        .collect();
    let any_range = reference.claims.iter().any(|range| range.start() != range.end());
    match parts.as_slice() {
        [] => None,
        [one] if any_range => Some(format!("請求項{one}のいずれか一項")),
        [one] => Some(format!("請求項{one}")),
        [one, other] if !any_range => Some(format!("請求項{one}または{other}")),
        _ => Some(format!("請求項{}のいずれか一項", parts.join("、"))),
    }
}

/// The length of `word` (in lower case) at the beginning of a text, whatever the letter case there.
pub(crate) fn starts_with_folded(text: &str, word: &str) -> Option<usize> {
    let mut characters = text.char_indices();
    for expected in word.chars() {
        let (_, c) = characters.next()?;
        let same = c == expected || c.to_lowercase().eq(std::iter::once(expected)) || (expected == ' ' && c.is_whitespace());
        if !same {
            return None;
        }
    }
    Some(characters.next().map_or(text.len(), |(at, _)| at))
}

/// Letters of scripts whose words are set apart by spaces. Arabic is not one here: `لعنصر` and `بعنصر` hold their prepositions.
fn separated_by_spaces(c: char) -> bool {
    c.is_alphabetic() && matches!(c as u32, 0x41..=0x24F | 0x370..=0x52F | 0x1E00..=0x1FFF)
}

#[cfg(test)]
mod tests;
