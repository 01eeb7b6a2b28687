//! What made a sentence of Japanese, and how far it has come.

use serde::{Deserialize, Serialize};

/// Who or what made the Japanese of a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Provenance {
    /// A machine translation engine.
    Machine {
        /// The engine, as configured: `openai-compatible`.
        engine: String,
        /// The model, as the engine names it.
        model: Option<String>,
        /// Version, where the engine gives one.
        version: Option<String>,
        /// Day, `yyyy-mm-dd`.
        date: String,
    },
    /// The translation memory: an approved translation of the same sentence.
    Memory {
        /// Who made the unit.
        author: String,
        /// Day the unit was made, `yyyy-mm-dd`.
        date: String,
        /// Whether numbers were put in the place of others: same sentence but for its numbers.
        numbers_substituted: bool,
    },
    /// The built-in engine: a heading, label or pattern that it covers word by word.
    BuiltIn {
        /// The rule's stable name: `heading`, `claim-reference`, `term` …
        rule: String,
    },
    /// A person.
    Human {
        /// As he or she wishes to be named.
        author: String,
        /// Day, `yyyy-mm-dd`.
        date: String,
    },
}

/// What a segment is, for engines that translate kinds differently and for pages that show them differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SegmentKind {
    /// 名称
    Title,
    /// A heading of a description.
    Heading,
    /// A sentence of an abstract or description.
    Sentence,
    /// A claim or a part of one.
    Claim,
    /// An entry of a list of goods and services.
    Goods,
}

/// How far the Japanese of a segment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SegmentState {
    /// 未翻訳: there is no Japanese.
    None,
    /// Made by an engine, memory or the built-in engine; no person has seen it.
    Machine,
    /// A person is at work on it.
    Draft,
    /// A person translated or corrected it.
    Translated,
    /// A second person read it.
    Reviewed,
    /// Approved.
    Final,
}
