//! Correcting without leaving the page.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the island says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectingWords {
    /// 保存済み
    pub saved: String,
    /// 下書き(保存済み)
    pub draft: String,
    /// 未送信
    pub unsent: String,
    /// 保存中…
    pub saving: String,
    /// 保存できませんでした
    pub failed: String,
    /// 人手翻訳
    pub human: String,
    /// 誤りの疑い
    pub error: String,
    /// 要確認
    pub warning: String,
    /// 指摘はありません
    pub none: String,
}

/// Takes over the page's own form: saves and goes on without loading the page again, keeps what is typed through a lost connection and a closed
/// tab, and listens to keys. It shows nothing itself; without it every button does what it says by the way of forms.
#[island]
pub fn CorrectingKeys(
    /// What it says.
    words: CorrectingWords,
    /// Whether reasons are said in English.
    english: bool,
) -> impl IntoView {
    Effect::new(move |_| {
        #[cfg(feature = "hydrate")]
        super::correcting::begin(words.clone(), english);
        #[cfg(not(feature = "hydrate"))]
        let _ = (&words, english);
    });
}
