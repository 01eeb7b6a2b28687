//! A Japanese text with its maker, and how much of a text each maker covers.

use serde::{Deserialize, Serialize};
use translator::{Provenance, SegmentState};

/// A Japanese text and what made it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JapaneseText {
    /// The text.
    pub text: String,
    /// What made it.
    pub provenance: Provenance,
    /// How far it has come.
    pub state: SegmentState,
}

/// How much of a text each maker's Japanese covers: characters of source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageMeter {
    /// By people.
    pub human: u64,
    /// By the memory.
    pub memory: u64,
    /// By an engine.
    pub machine: u64,
    /// By the built-in engine.
    pub built_in: u64,
    /// Untranslated.
    pub none: u64,
}

impl CoverageMeter {
    /// Counts another text in.
    pub const fn add(&mut self, other: &Self) {
        self.human += other.human;
        self.memory += other.memory;
        self.machine += other.machine;
        self.built_in += other.built_in;
        self.none += other.none;
    }
}
