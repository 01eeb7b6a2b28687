//! Legal events, with WIPO ST.27 beside the office's own words.

use serde::{Deserialize, Serialize};

use crate::{LanguageTag, OfficeCode, PublishedDate};

/// A category of legal events, WIPO ST.27: the letter that its key events begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LegalEventCategory {
    /// Application filed (A).
    A,
    /// Application discontinued (B).
    B,
    /// Application revived (C).
    C,
    /// Search or examination requested (D).
    D,
    /// Pre-grant review requested (E).
    E,
    /// IP right granted (F).
    F,
    /// Protection beyond the term (G).
    G,
    /// IP right ceased (H).
    H,
    /// IP right revived (K).
    K,
    /// IP right review requested (L).
    L,
    /// IP right maintained (M).
    M,
    /// Terminated (N).
    N,
    /// Document modified (P).
    P,
    /// Document published (Q).
    Q,
    /// Party data changed (R).
    R,
    /// Licensing recorded (S).
    S,
    /// Administrative procedure adjusted (T).
    T,
    /// Fee paid (U).
    U,
    /// Appeal requested (V).
    V,
    /// Other (W).
    W,
    /// Event information corrected or deleted (Y).
    Y,
}

/// Something that happened to an application or a right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalEvent {
    /// When it happened.
    pub date: Option<PublishedDate>,
    /// The office where it happened.
    pub office: Option<OfficeCode>,
    /// The office's own code for it.
    pub code: Option<String>,
    /// The office's own words for it.
    pub description: String,
    /// The language of the description.
    pub language: LanguageTag,
    /// Its category of WIPO ST.27, where the office's event is mapped; never guessed.
    pub category: Option<LegalEventCategory>,
    /// Its detailed event of WIPO ST.27 (`F11`), where mapped.
    pub detailed_event: Option<String>,
}
