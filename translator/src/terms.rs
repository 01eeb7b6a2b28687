//! Terms of the termbase, found in a source text.

use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, OnceLock},
};

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
    /// Beginnings of IPC symbols to whose documents it belongs (`H01M`, `H01M 10/05`); none: to all.
    pub ipc: Vec<String>,
}

/// All terms, ready to be looked for. Cheap to clone.
///
/// Where it is not known what a document is about, all terms are used. [`within`](Self::within) gives those of a document's classes.
#[derive(Clone, Debug, Default)]
pub struct Termbase {
    lists: Arc<HashMap<String, TermList>>,
    /// Every scope that some term has, as it is compared.
    scopes: Arc<[String]>,
    /// For each scope: whether the document is in it. `None`: not known.
    known: Option<Arc<[bool]>>,
    version: Arc<OnceLock<String>>,
}

/// The terms that hold for one language tag.
#[derive(Debug)]
struct TermList {
    automaton: AhoCorasick,
    /// By pattern of the automaton: what it may be rendered by.
    renderings: Vec<Vec<Rendering>>,
    /// Folded term to its pattern.
    patterns: HashMap<String, usize>,
}

/// Japanese of a term, and for which documents it is that.
#[derive(Debug)]
struct Rendering {
    japanese: String,
    /// Positions in the termbase's scopes.
    scopes: Vec<usize>,
}

/// A folded text, and for each of its bytes the byte of the text it came from.
struct Folded {
    text: String,
    origins: Vec<usize>,
}

impl Termbase {
    /// Builds the termbase. Terms that are empty or without Japanese are left out; of a term given twice for the same documents the first Japanese
    /// is marked.
    #[must_use]
    pub fn new(entries: Vec<TermEntry>) -> Self {
        let mut scopes: Vec<String> = entries.iter().flat_map(|entry| &entry.ipc).map(|symbol| compared(symbol)).collect();
        scopes.retain(|scope| !scope.is_empty());
        scopes.sort();
        scopes.dedup();
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
            let mut renderings: Vec<Vec<Rendering>> = Vec::new();
            let mut patterns: HashMap<String, usize> = HashMap::new();
            for entry in entries.iter().filter(holds) {
                let term = fold(entry.term.trim()).text;
                let japanese = entry.japanese.trim();
                if term.is_empty() || japanese.is_empty() {
                    continue;
                }
                let scopes: Vec<usize> = entry.ipc.iter().filter_map(|symbol| scopes.binary_search(&compared(symbol)).ok()).collect();
                let rendering = Rendering { japanese: japanese.to_owned(), scopes };
                match patterns.get(&term).and_then(|pattern| renderings.get_mut(*pattern)) {
                    Some(known) if known.iter().any(|known| known.japanese == rendering.japanese && known.scopes == rendering.scopes) => {}
                    Some(known) => known.push(rendering),
                    None => {
                        patterns.insert(term.clone(), folded_terms.len());
                        folded_terms.push(term);
                        renderings.push(vec![rendering]);
                    }
                }
            }
            // Building fails only beyond billions of states; such a list is not used.
            if let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&folded_terms) {
                lists.insert(tag.as_str().to_owned(), TermList { automaton, renderings, patterns });
            }
        }
        Self { lists: Arc::new(lists), scopes: scopes.into(), known: None, version: Arc::default() }
    }

    /// The scopes of terms that a document with these IPC symbols is in: documents with the same ones have the same terms.
    #[must_use]
    pub fn scopes_of<'a>(&self, classes: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let classes: Vec<String> = classes.into_iter().map(compared).collect();
        self.scopes.iter().filter(|scope| classes.iter().any(|class| class.starts_with(scope.as_str()))).cloned().collect()
    }

    /// The same terms for documents of these scopes, as [`scopes_of`](Self::scopes_of) tells them: a term of another scope is none, and one of
    /// theirs goes before one for all.
    #[must_use]
    pub fn within(&self, scopes: &[String]) -> Self {
        if self.scopes.is_empty() {
            return self.clone();
        }
        let known = self.scopes.iter().map(|scope| scopes.contains(scope)).collect();
        Self { lists: Arc::clone(&self.lists), scopes: Arc::clone(&self.scopes), known: Some(known), version: Arc::default() }
    }

    /// What a pattern may be rendered by in this document: by what is for its scope, or else by what is for all.
    fn fitting<'a>(&'a self, renderings: &'a [Rendering]) -> impl Iterator<Item = &'a str> {
        let in_scope = |rendering: &Rendering| {
            self.known.as_ref().is_some_and(|known| rendering.scopes.iter().any(|scope| known.get(*scope).copied().unwrap_or_default()))
        };
        let scoped = renderings.iter().any(in_scope);
        renderings
            .iter()
            .filter(move |rendering| match &self.known {
                None => true,
                Some(_) if scoped => in_scope(rendering),
                Some(_) => rendering.scopes.is_empty(),
            })
            .map(|rendering| rendering.japanese.as_str())
    }

    fn list(&self, language: &Language) -> Option<&TermList> {
        self.lists.get(language.as_str()).or_else(|| self.lists.get(language.primary()))
    }

    /// The terms of a text: byte ranges in order, not overlapping, the longest first come, with their Japanese.
    #[must_use]
    pub fn marks(&self, text: &str, language: &Language) -> Vec<(Range<usize>, String)> {
        let Some(list) = self.list(language) else { return Vec::new() };
        let folded = fold(text);
        let mut found: Vec<(Range<usize>, &str)> = list
            .automaton
            .find_overlapping_iter(&folded.text)
            .filter_map(|hit| {
                let end = boundary_end(&folded.text, hit.start(), hit.end(), language)?;
                Some((hit.start()..end, self.fitting(list.renderings.get(hit.pattern().as_usize())?).next()?))
            })
            .collect();
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut out: Vec<(Range<usize>, String)> = Vec::new();
        for (range, japanese) in found {
            let (Some(start), Some(end)) = (folded.origins.get(range.start), folded.origins.get(range.end)) else { continue };
            if out.last().is_none_or(|(last, _)| last.end <= *start) && start < end {
                out.push((*start..*end, japanese.to_owned()));
            }
        }
        out
    }

    /// The Japanese of a text that is a term and nothing else; `None` where it is none, or one with more than one Japanese.
    #[must_use]
    pub fn whole(&self, text: &str, language: &Language) -> Option<&str> {
        let list = self.list(language)?;
        let folded = fold(text.trim()).text;
        let known = |term: &str| {
            let mut fitting = self.fitting(list.renderings.get(*list.patterns.get(term)?)?);
            let first = fitting.next()?;
            fitting.all(|other| other == first).then_some(first)
        };
        known(&folded).or_else(|| {
            if list.patterns.contains_key(&folded) || language.primary() != "en" {
                return None;
            }
            folded.strip_suffix("es").and_then(known).or_else(|| folded.strip_suffix('s').and_then(known))
        })
    }

    /// Whether there are no terms at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lists.values().all(|list| list.patterns.is_empty())
    }

    /// A digest of all terms that are used: part of the key under which an engine's answer is kept, since an answer with other terms is another
    /// one.
    #[must_use]
    pub fn version(&self) -> &str {
        self.version.get_or_init(|| self.digest())
    }

    fn digest(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut lines: Vec<String> = Vec::new();
        for (tag, list) in self.lists.iter() {
            for (term, pattern) in &list.patterns {
                let Some(renderings) = list.renderings.get(*pattern) else { continue };
                let fitting: Vec<&str> = self.fitting(renderings).collect();
                if !fitting.is_empty() {
                    lines.push(format!("{tag}\t{term}\t{}\n", fitting.join("\t")));
                }
            }
        }
        lines.sort_unstable();
        let mut hash = Sha256::new();
        for line in lines {
            hash.update(line.as_bytes());
        }
        hex::encode(&hash.finalize()[..8])
    }
}

/// A symbol of the IPC as it is compared: capital letters, without spaces.
fn compared(symbol: &str) -> String {
    symbol.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
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
pub(crate) fn has_boundaries(c: char) -> bool {
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
        let entry = |tag: &str, term: &str, japanese: &str| TermEntry {
            language: language(tag),
            term: term.into(),
            japanese: japanese.into(),
            ipc: Vec::new(),
        };
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

    #[test]
    fn terms_are_those_of_a_documents_classes_where_these_are_known() {
        let entry = |term: &str, japanese: &str, ipc: &[&str]| TermEntry {
            language: language("en"),
            term: term.into(),
            japanese: japanese.into(),
            ipc: ipc.iter().map(|symbol| (*symbol).to_owned()).collect(),
        };
        let base = Termbase::new(vec![
            entry("cell", "細胞", &["C12N", "A61K 35"]),
            entry("cell", "電池", &["H01M"]),
            entry("cell", "セル", &[]),
            entry("seal", "封止材", &["H01M 10"]),
        ]);
        let seen = |base: &Termbase| {
            let marks = base.marks("A seal of a cell.", &language("en"));
            (
                marks.into_iter().map(|(_, japanese)| japanese).collect::<Vec<_>>().join(" "),
                base.whole("cell", &language("en")).map(str::to_owned),
            )
        };
        let of = |classes: &[&str]| base.within(&base.scopes_of(classes.iter().copied()));
        assert_eq!(seen(&of(&["H01M 10/0525"])), ("封止材 電池".into(), Some("電池".into())));
        assert_eq!(seen(&of(&["a61k  35/12"])), ("細胞".into(), Some("細胞".into())));
        assert_eq!(seen(&of(&["G06F 3/01"])), ("セル".into(), Some("セル".into())));
        assert_eq!(seen(&of(&["C12N 5/00", "H01M 4/00"])), ("細胞".into(), None), "which of the two is not certain");
        assert_eq!(seen(&base), ("封止材 細胞".into(), None), "nothing is known of the document");
        assert_eq!(of(&["H01M 10/05"]).version(), of(&["H01M 10/42", "B60L 1/00"]).version());
        assert_ne!(of(&["H01M 10/05"]).version(), of(&["G06F 3/01"]).version());
        assert_ne!(of(&["H01M 10/05"]).version(), base.version());
    }
}
