//! Why an image cannot be shown: stable codes, and the reasons that people read.

use thiserror::Error;

/// Why an image, or one page of it, was given up.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{code}: {detail}")]
pub struct FigureError {
    /// Stable code, kebab-case. A code once given keeps its meaning.
    pub code: &'static str,
    /// The page, from 1; `None` where the file as a whole is broken.
    pub page: Option<u32>,
    /// What was found, for people who know the format.
    pub detail: String,
}

/// No bytes.
pub(crate) const EMPTY: &str = "image-empty";
/// Of no type that is read.
pub(crate) const TYPE_UNKNOWN: &str = "image-type-unknown";
/// The structure of the file, or what is compressed in it, is damaged.
pub(crate) const CORRUPT: &str = "image-corrupt";
/// It ends before its end.
pub(crate) const TRUNCATED: &str = "image-truncated";
/// Its sizes cannot be true: none at all, or not those of its contents.
pub(crate) const DIMENSIONS: &str = "image-dimensions";
/// More pixels than the limit.
pub(crate) const TOO_MANY_PIXELS: &str = "image-too-many-pixels";
/// More pages than the limit.
pub(crate) const TOO_MANY_PAGES: &str = "image-too-many-pages";
/// More memory than the limit.
pub(crate) const TOO_LARGE: &str = "image-too-large";
/// The chain of its pages leads back into itself.
pub(crate) const PAGE_LOOP: &str = "image-page-loop";
/// A way of compression or a kind of colour that is not read.
pub(crate) const UNSUPPORTED: &str = "image-unsupported";
/// More time than the limit.
pub(crate) const TIMEOUT: &str = "image-timeout";
/// The process that read it ended before it was done: it ran out of memory or of stack, or was stopped.
pub(crate) const ENDED: &str = "image-process-ended";
/// The web image could not be written.
pub(crate) const ENCODING: &str = "image-encoding";

/// All codes with their reasons in Japanese, `{}` being what was found.
pub const ALL_CODES: &[(&str, &str)] = &[
    (EMPTY, "画像ファイルが空です。"),
    (TYPE_UNKNOWN, "対応していない種類の画像です（{}）。"),
    (CORRUPT, "画像が壊れています（{}）。"),
    (TRUNCATED, "画像が途中で切れています（{}）。"),
    (DIMENSIONS, "画像に記された大きさが正しくありません（{}）。"),
    (TOO_MANY_PIXELS, "画像の画素が多すぎます（{}）。"),
    (TOO_MANY_PAGES, "画像のページが多すぎます（{}）。"),
    (TOO_LARGE, "画像の展開に必要なメモリーが上限を超えます（{}）。"),
    (PAGE_LOOP, "画像のページの並びが循環しています。"),
    (UNSUPPORTED, "対応していない圧縮方式または色の形式です（{}）。"),
    (TIMEOUT, "画像の変換が制限時間を超えました（{}）。"),
    (ENDED, "画像の変換が途中で止まりました（{}）。"),
    (ENCODING, "表示用の画像を作れませんでした（{}）。"),
];

impl FigureError {
    pub(crate) fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self { code, page: None, detail: detail.into() }
    }

    /// What was given up because its time was over.
    #[must_use]
    pub fn timeout(limit: std::time::Duration) -> Self {
        Self::new(TIMEOUT, format!("{} 秒", limit.as_secs_f32()))
    }

    /// What was given up because whoever read it ended before it was done.
    #[must_use]
    pub fn ended(detail: impl Into<String>) -> Self {
        Self::new(ENDED, detail)
    }

    /// The error of a code, as another process told it; `None` where there is no such code.
    #[must_use]
    pub fn from_code(code: &str, page: Option<u32>, detail: String) -> Option<Self> {
        let (code, _) = ALL_CODES.iter().find(|(known, _)| *known == code)?;
        Some(Self { code, page, detail })
    }

    pub(crate) fn on_page(self, page: u32) -> Self {
        Self { page: Some(page), ..self }
    }

    /// The reason in Japanese, with the page where one is broken.
    #[must_use]
    pub fn reason(&self) -> String {
        let template = ALL_CODES.iter().find(|(code, _)| *code == self.code).map_or("{}", |(_, template)| *template);
        let detail: String = self.detail.chars().take(200).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let reason = template.replace("{}", &detail);
        match self.page {
            Some(page) => format!("{page} ページ目: {reason}"),
            None => reason,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_once_and_has_a_reason() {
        for (position, (code, template)) in ALL_CODES.iter().enumerate() {
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code}");
            assert!(!ALL_CODES[..position].iter().any(|(other, _)| other == code), "{code}");
            assert!(template.ends_with('。'));
        }
        let reason = FigureError::new(CORRUPT, "行\u{7}3").on_page(2).reason();
        assert_eq!(reason, "2 ページ目: 画像が壊れています（行 3）。");
    }
}
