//! The glossary at DeepL, kept in step with the termbase (`/v3/glossaries`).
//!
//! One glossary, found by its name, has a dictionary for each source language into Japanese. Dictionaries are compared with the termbase and
//! replaced where they differ; those of languages without terms are deleted. Glossaries of other names are left alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use serde::Deserialize;
use serde_json::json;

use super::{DeepLEngine, code};
use crate::{Language, TermEntry, engine::EngineError};

/// Bytes that a term may have.
const LONGEST_TERM: usize = 1024;
/// Bytes of one dictionary. The service takes 10 MiB for all of a glossary.
const LARGEST_DICTIONARY: usize = 1 << 20;

const TARGET: &str = "JA";

#[derive(Deserialize)]
struct Glossaries {
    glossaries: Vec<Glossary>,
}

#[derive(Deserialize)]
struct Glossary {
    glossary_id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    dictionaries: Vec<Dictionary>,
}

#[derive(Deserialize)]
struct Dictionary {
    source_lang: String,
    target_lang: String,
}

#[derive(Deserialize)]
struct EntriesOf {
    dictionaries: Vec<Entries>,
}

#[derive(Deserialize)]
struct Entries {
    #[serde(default)]
    entries: String,
}

impl DeepLEngine {
    pub(super) async fn bring_in_step(&self, name: &str, terms: &[TermEntry]) -> Result<(), EngineError> {
        let mut wanted = dictionaries(terms);
        let listed: Glossaries = self.send(self.client.get(self.address(&["v3", "glossaries"])?)).await?.json()?;
        let Some(there) = listed.glossaries.into_iter().find(|glossary| glossary.name == name) else {
            return self.create(name, &wanted).await;
        };
        let id = there.glossary_id;
        let held = |dictionary: &Dictionary| dictionary.target_lang.eq_ignore_ascii_case(TARGET);
        for source in there.dictionaries.into_iter().filter(held).map(|dictionary| dictionary.source_lang.to_uppercase()) {
            match wanted.remove_entry(&source) {
                Some((source, entries)) => {
                    if self.entries(&id, &source).await? != lines(&entries) {
                        self.replace(&id, &source, &entries).await?;
                    }
                    self.in_use(&id, &source);
                }
                None => {
                    self.out_of_use(&source);
                    let mut address = self.address(&["v3", "glossaries", &id, "dictionaries"])?;
                    address.query_pairs_mut().append_pair("source_lang", &source).append_pair("target_lang", TARGET);
                    self.send(self.client.delete(address)).await?;
                }
            }
        }
        for (source, entries) in wanted {
            self.replace(&id, &source, &entries).await?;
            self.in_use(&id, &source);
        }
        Ok(())
    }

    async fn create(&self, name: &str, wanted: &BTreeMap<String, String>) -> Result<(), EngineError> {
        if wanted.is_empty() {
            return Ok(());
        }
        let dictionaries: Vec<_> = wanted.iter().map(|(source, entries)| dictionary(source, entries)).collect();
        let body = json!({"name": name, "dictionaries": dictionaries});
        let made: Glossary = self.send(self.client.post(self.address(&["v3", "glossaries"])?).json(&body)).await?.json()?;
        for source in wanted.keys() {
            self.in_use(&made.glossary_id, source);
        }
        Ok(())
    }

    /// The entries that the service has, as lines in order.
    async fn entries(&self, id: &str, source: &str) -> Result<BTreeSet<String>, EngineError> {
        let mut address = self.address(&["v3", "glossaries", id, "entries"])?;
        address.query_pairs_mut().append_pair("source_lang", source).append_pair("target_lang", TARGET);
        let entries: EntriesOf = self.send(self.client.get(address)).await?.json()?;
        Ok(entries.dictionaries.first().map(|dictionary| lines(&dictionary.entries)).unwrap_or_default())
    }

    async fn replace(&self, id: &str, source: &str, entries: &str) -> Result<(), EngineError> {
        let address = self.address(&["v3", "glossaries", id, "dictionaries"])?;
        self.send(self.client.put(address).json(&dictionary(source, entries))).await?;
        Ok(())
    }

    fn in_use(&self, id: &str, source: &str) {
        let mut known = self.known_mut();
        match &mut known.glossary {
            Some((in_use, languages)) if in_use == id => {
                if !languages.iter().any(|language| language == source) {
                    languages.push(source.to_owned());
                }
            }
            other => *other = Some((id.to_owned(), vec![source.to_owned()])),
        }
    }

    fn out_of_use(&self, source: &str) {
        if let Some((_, languages)) = &mut self.known_mut().glossary {
            languages.retain(|language| language != source);
        }
    }
}

fn dictionary(source: &str, entries: &str) -> serde_json::Value {
    json!({"source_lang": source, "target_lang": TARGET, "entries": entries, "entries_format": "tsv"})
}

/// The order of entries is the service's own business.
fn lines(entries: &str) -> BTreeSet<String> {
    entries.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Entries (source, tab, Japanese) by source language. Left out is what the service would refuse the whole dictionary for: a term with a tab or a
/// line break, one that is too long, and a second Japanese of the same term.
fn dictionaries(terms: &[TermEntry]) -> BTreeMap<String, String> {
    let mut seen: BTreeSet<(String, &str)> = BTreeSet::new();
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    let usable = |text: &str| !text.is_empty() && text.len() <= LONGEST_TERM && !text.chars().any(char::is_control);
    for entry in terms {
        let (term, japanese) = (entry.term.trim(), entry.japanese.trim());
        let source = code(&entry.language);
        if !usable(term) || !usable(japanese) || entry.language.primary() == Language::japanese().primary() {
            continue;
        }
        let list = out.entry(source.clone()).or_default();
        if list.len() + term.len() + japanese.len() + 2 <= LARGEST_DICTIONARY && seen.insert((source, term)) {
            // Writing to a string cannot fail.
            let _ = writeln!(list, "{term}\t{japanese}");
        }
    }
    out
}
