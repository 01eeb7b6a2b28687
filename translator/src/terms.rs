//! Terms of the termbase, found in a source text.

use std::{collections::HashMap, ops::Range};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::Language;

/// A word of a concept in one language, and the Japanese of the concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermEntry {
    /// Language of the word.
    pub language: Language,
    /// The word.
    pub term: String,
    /// Its Japanese.
    pub japanese: String,
}

/// All terms, ready to be looked for.
#[derive(Debug, Default)]
pub struct Termbase {
    lists: HashMap<String, TermList>,
}

/// The terms that hold for one language tag.
#[derive(Debug)]
struct TermList {
    automaton: AhoCorasick,
    /// By pattern of the automaton.
    japanese: Vec<String>,
    /// Folded term to its Japanese; `None` where there is more than one.
    whole: HashMap<String, Option<String>>,
}

/// A folded text, and for each of its bytes the byte of the text it came from.
struct Folded {
    text: String,
    origins: Vec<usize>,
}

impl Termbase {
    /// Builds the termbase. Terms that are empty or without Japanese are left out; of a term given twice the first Japanese is marked.
    #[must_use]
    pub fn new(entries: Vec<TermEntry>) -> Self {
        // For a text of `zh-Hant`: terms of `zh-Hant` and of `zh`. For a text that only says `zh`: all Chinese terms.
        let mut tags: Vec<Language> = entries.iter().map(|entry| entry.language.clone()).collect();
        tags.extend(entries.iter().filter_map(|entry| Language::parse(entry.language.primary()).ok()));
        tags.sort();
        tags.dedup();
        let mut lists = HashMap::new();
        for tag in tags {
            let general = tag.as_str() == tag.primary();
            let holds = |entry: &&TermEntry| {
                entry.language.primary() == tag.primary() && (general || entry.language == tag || entry.language.as_str() == tag.primary())
            };
            let mut folded_terms: Vec<String> = Vec::new();
            let mut japanese = Vec::new();
            let mut whole: HashMap<String, Option<String>> = HashMap::new();
            for entry in entries.iter().filter(holds) {
                let term = fold(entry.term.trim()).text;
                if term.is_empty() || entry.japanese.trim().is_empty() {
                    continue;
                }
                match whole.get_mut(&term) {
                    Some(known) if known.as_deref() != Some(entry.japanese.trim()) => *known = None,
                    Some(_) => {}
                    None => {
                        whole.insert(term.clone(), Some(entry.japanese.trim().to_owned()));
                        folded_terms.push(term);
                        japanese.push(entry.japanese.trim().to_owned());
                    }
                }
            }
            // Building fails only beyond billions of states; such a list is not used.
            if let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&folded_terms) {
                lists.insert(tag.as_str().to_owned(), TermList { automaton, japanese, whole });
            }
        }
        Self { lists }
    }

    fn list(&self, language: &Language) -> Option<&TermList> {
        self.lists.get(language.as_str()).or_else(|| self.lists.get(language.primary()))
    }

    /// The terms of a text: byte ranges in order, not overlapping, the longest first come, with their Japanese.
    #[must_use]
    pub fn marks(&self, text: &str, language: &Language) -> Vec<(Range<usize>, String)> {
        let Some(list) = self.list(language) else { return Vec::new() };
        let folded = fold(text);
        let mut found: Vec<(Range<usize>, usize)> = list
            .automaton
            .find_overlapping_iter(&folded.text)
            .filter_map(|hit| {
                let end = boundary_end(&folded.text, hit.start(), hit.end(), language)?;
                Some((hit.start()..end, hit.pattern().as_usize()))
            })
            .collect();
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut out: Vec<(Range<usize>, String)> = Vec::new();
        for (range, pattern) in found {
            let (Some(start), Some(end)) = (folded.origins.get(range.start), folded.origins.get(range.end)) else { continue };
            if out.last().is_none_or(|(last, _)| last.end <= *start)
                && start < end
                && let Some(japanese) = list.japanese.get(pattern)
            {
                out.push((*start..*end, japanese.clone()));
            }
        }
        out
    }

    /// The Japanese of a text that is a term and nothing else; `None` where it is none, or one with more than one Japanese.
    #[must_use]
    pub fn whole(&self, text: &str, language: &Language) -> Option<&str> {
        let list = self.list(language)?;
        let folded = fold(text.trim()).text;
        let known = |term: &str| list.whole.get(term).and_then(Option::as_deref);
        known(&folded).or_else(|| {
            if list.whole.contains_key(&folded) || language.primary() != "en" {
                return None;
            }
            folded.strip_suffix("es").and_then(known).or_else(|| folded.strip_suffix('s').and_then(known))
        })
    }

    /// Whether there are no terms at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lists.values().all(|list| list.japanese.is_empty())
    }

    /// A digest of all terms: part of the key under which an engine's answer is kept, since an answer with other terms is another one.
    #[must_use]
    pub fn version(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut lines: Vec<String> = self
            .lists
            .iter()
            .flat_map(|(tag, list)| {
                list.whole.iter().map(move |(term, japanese)| format!("{tag}\t{term}\t{}\n", japanese.as_deref().unwrap_or_default()))
            })
            .collect();
        lines.sort_unstable();
        let mut hash = Sha256::new();
        for line in lines {
            hash.update(line.as_bytes());
        }
        hex::encode(&hash.finalize()[..8])
    }
}

/// Lower case, runs of white space as one space.
fn fold(text: &str) -> Folded {
    let mut out = Folded { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len() + 1) };
    let mut space = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if !space {
                out.text.push(' ');
                out.origins.push(at);
            }
            space = true;
            continue;
        }
        space = false;
        if c.is_ascii() {
            out.text.push(c.to_ascii_lowercase());
        } else {
            out.text.extend(c.to_lowercase());
        }
        out.origins.resize(out.text.len(), at);
    }
    out.origins.push(text.len());
    out
}

/// The end of a hit if it stands between word boundaries, where its script knows any. English plurals are taken along.
fn boundary_end(text: &str, start: usize, end: usize, language: &Language) -> Option<usize> {
    let before = text[..start].chars().next_back();
    let first = text[start..].chars().next();
    if first.is_some_and(has_boundaries) && before.is_some_and(|c| c.is_alphanumeric() && has_boundaries(c)) {
        return None;
    }
    if !text[..end].chars().next_back().is_some_and(has_boundaries) {
        return Some(end);
    }
    let free = |at: usize| text[at..].chars().next().is_none_or(|c| !(c.is_alphanumeric() && has_boundaries(c)));
    if free(end) {
        return Some(end);
    }
    if language.primary() == "en" {
        return ["es", "s"]
            .iter()
            .find(|ending| text[end..].starts_with(**ending) && free(end + ending.len()))
            .map(|ending| end + ending.len());
    }
    None
}

/// Whether words of this character's script are set apart by spaces.
fn has_boundaries(c: char) -> bool {
    c.is_alphanumeric()
        && !matches!(c as u32,
            // Thai, Lao, Myanmar, Khmer; Hangul, whose particles follow without a space; kana and Han.
            0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x1100..=0x11FF | 0x3040..=0x30FF | 0x3130..=0x318F | 0x3400..=0x9FFF
            | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("a language")
    }

    fn base() -> Termbase {
        let entry =
            |tag: &str, term: &str, japanese: &str| TermEntry { language: language(tag), term: term.into(), japanese: japanese.into() };
        Termbase::new(vec![
            entry("en", "gate", "ゲート"),
            entry("en", "gate electrode", "ゲート電極"),
            entry("en", "bank", "土手"),
            entry("en", "bank", "銀行"),
            entry("de", "Gehäuse", "筐体"),
            entry("zh-Hans", "半导体", "半導体"),
            entry("zh", "装置", "装置"),
            entry("th", "ฝา", "蓋"),
            entry("ru", "Насос", "ポンプ"),
            entry("ko", "장치", "装置"),
            entry("en", " ", "空"),
        ])
    }

    fn found(text: &str, tag: &str) -> Vec<(String, String)> {
        base().marks(text, &language(tag)).into_iter().map(|(range, japanese)| (text[range].to_owned(), japanese)).collect()
    }

    #[test]
    fn longest_first_and_whole_words() {
        let expect = |list: &[(&str, &str)]| list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
        assert_eq!(
            found("A Gate  electrode, gates and delegates.", "en-US"),
            expect(&[("Gate  electrode", "ゲート電極"), ("gates", "ゲート")])
        );
        assert_eq!(found("半导体装置", "zh"), expect(&[("半导体", "半導体"), ("装置", "装置")]));
        assert_eq!(found("該装置", "zh-Hant"), expect(&[("装置", "装置")]));
        assert_eq!(found("ปิดฝากล่อง", "th"), expect(&[("ฝา", "蓋")]));
        assert_eq!(found("насос и насосы", "ru"), expect(&[("насос", "ポンプ")]));
        assert_eq!(found("반도체장치는", "ko"), expect(&[("장치", "装置")]));
        assert_eq!(found("İ GEHÄUSE", "de"), expect(&[("GEHÄUSE", "筐体")]));
        assert!(found("gate", "fr").is_empty());
    }

    #[test]
    fn whole_terms_are_certain_or_not_at_all() {
        let base = base();
        assert_eq!(base.whole(" Gate Electrodes ", &language("en")), Some("ゲート電極"));
        assert_eq!(base.whole("bank", &language("en")), None);
        assert_eq!(base.whole("gate lid", &language("en")), None);
    }

    #[test]
    fn version_follows_the_terms() {
        assert_eq!(base().version(), base().version());
        assert_ne!(base().version(), Termbase::default().version());
    }
}
