//! What made a Japanese text, in words.

use translator::{Provenance, SegmentState};

use crate::{InterfaceLanguage, services::JapaneseText};

/// A badge: a short word that is always seen, and the rest.
pub(crate) struct BadgeText {
    /// The maker's class, for the badge's look: `machine`, `memory`, `built-in`, `human`.
    pub maker: &'static str,
    /// 機械翻訳, 翻訳メモリ, 定型, 人手翻訳.
    pub word: &'static str,
    /// Engine, translator, date, state.
    pub details: String,
}

/// The badge of a Japanese text.
pub(crate) fn badge(language: InterfaceLanguage, japanese: &JapaneseText) -> BadgeText {
    let mut parts: Vec<String> = Vec::new();
    let (maker, word) = match &japanese.provenance {
        Provenance::Machine { engine, model, version, date } => {
            parts.push(engine.clone());
            parts.extend(model.clone());
            parts.extend(version.clone());
            parts.push(date.clone());
            ("machine", language.pick("機械翻訳", "Machine translation"))
        }
        Provenance::Memory { author, date, numbers_substituted } => {
            parts.push(author.clone());
            parts.push(date.clone());
            if *numbers_substituted {
                parts.push(language.pick("数値を置換", "numbers substituted").to_owned());
            }
            ("memory", language.pick("翻訳メモリ", "Translation memory"))
        }
        Provenance::BuiltIn { .. } => ("built-in", language.pick("定型", "Fixed phrase")),
        Provenance::Human { author, date } => {
            parts.push(author.clone());
            parts.push(date.clone());
            ("human", language.pick("人手翻訳", "Human translation"))
        }
    };
    // Whether a person has seen it is part of the maker's word for machine, memory and built-in texts; people's work has stages.
    match japanese.state {
        SegmentState::Draft => parts.push(language.pick("作業中", "draft").to_owned()),
        SegmentState::Reviewed => parts.push(language.pick("校閲済み", "reviewed").to_owned()),
        SegmentState::Final => parts.push(language.pick("承認済み", "approved").to_owned()),
        SegmentState::None | SegmentState::Machine | SegmentState::Translated => {}
    }
    parts.retain(|part| !part.is_empty());
    BadgeText { maker, word, details: parts.join(language.pick("・", ", ")) }
}
