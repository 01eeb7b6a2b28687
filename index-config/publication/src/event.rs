//! Legal events, with WIPO ST.27 beside the office's own words.

use serde::{Deserialize, Serialize};

use crate::{LanguageTag, OfficeCode, PublishedDate, StatusChange};

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

impl LegalEventCategory {
    /// The category's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::A => "出願",
            Self::B => "出願手続の終了",
            Self::C => "出願の回復",
            Self::D => "調査・審査の請求",
            Self::E => "付与前の不服・異議",
            Self::F => "権利の付与",
            Self::G => "存続期間を超える保護",
            Self::H => "権利の消滅",
            Self::K => "権利の回復",
            Self::L => "付与後の異議・無効請求",
            Self::M => "権利の維持",
            Self::N => "終結",
            Self::P => "書類の訂正",
            Self::Q => "公開・公告",
            Self::R => "当事者の変更",
            Self::S => "実施権・取引の登録",
            Self::T => "手続の調整",
            Self::U => "料金の納付",
            Self::V => "審判・上訴",
            Self::W => "その他",
            Self::Y => "経過情報の訂正・削除",
        }
    }

    /// The category's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::A => "Application filed",
            Self::B => "Application discontinued",
            Self::C => "Application revived",
            Self::D => "Search or examination requested",
            Self::E => "Pre-grant review requested",
            Self::F => "IP right granted",
            Self::G => "Protection beyond the term",
            Self::H => "IP right ceased",
            Self::K => "IP right revived",
            Self::L => "IP right review requested",
            Self::M => "IP right maintained",
            Self::N => "Terminated",
            Self::P => "Document modified",
            Self::Q => "Document published",
            Self::R => "Party data changed",
            Self::S => "Licensing recorded",
            Self::T => "Administrative procedure adjusted",
            Self::U => "Fee paid",
            Self::V => "Appeal requested",
            Self::W => "Other",
            Self::Y => "Event information corrected or deleted",
        }
    }
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
    /// What it does to state and stage (WIPO ST.27), where mapped; `None` also where it changes neither.
    #[serde(default)]
    pub change: Option<StatusChange>,
}

impl LegalEvent {
    /// Its key event of WIPO ST.27: the category's letter, and the group of its detailed event (`F10`).
    #[must_use]
    pub fn key_event(&self) -> Option<String> {
        let group = match self.detailed_event.as_deref().map(str::as_bytes) {
            Some([_, group, _]) if group.is_ascii_digit() => char::from(*group),
            _ => '1',
        };
        self.category.map(|category| format!("{category:?}{group}0"))
    }
}
