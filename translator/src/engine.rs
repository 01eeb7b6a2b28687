//! The port of machine translation engines.

use std::time::Duration;

use async_trait::async_trait;
use thiserror::Error;

use crate::{Language, SegmentKind, TermEntry, capabilities::Capabilities};

/// A segment to be translated, with what stands around it.
///
/// Placeholders `⟦1⟧`, `⟦2⟧` … in a text stand for what must come back unchanged; engines whose [`Capabilities::placeholders`] is true write
/// them in their own notation and back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentToTranslate {
    /// The source.
    pub text: String,
    /// What it is.
    pub kind: SegmentKind,
    /// The segment before it in the document, for context; not to be translated.
    pub before: Option<String>,
    /// The segment after it.
    pub after: Option<String>,
}

/// A term that the Japanese is to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermToFollow {
    /// In the source language.
    pub source: String,
    /// In Japanese.
    pub japanese: String,
}

/// An approved pair that resembles what is to be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// In the source language.
    pub source: String,
    /// In Japanese.
    pub japanese: String,
}

/// Where segments stand, as far as that decides which engine is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DocumentPart {
    /// The office that published the document, WIPO ST.3: `KR`.
    pub office: Option<String>,
    /// The part of it: `title`, `abstract`, `claims`, `description`.
    pub part: Option<String>,
}

/// A batch of segments of one pair of languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationRequest {
    /// The segments, in the order of the document.
    pub segments: Vec<SegmentToTranslate>,
    /// Language of the source.
    pub source: Language,
    /// Language wanted.
    pub target: Language,
    /// Terms that occur in the segments.
    pub terms: Vec<TermToFollow>,
    /// Examples from the memory, best first.
    pub examples: Vec<Example>,
    /// Where the segments stand.
    pub document: DocumentPart,
    /// Whether the engine itself is to be asked: what was kept of its answers did not do.
    pub fresh: bool,
}

impl TranslationRequest {
    /// A request for segments alone.
    #[must_use]
    pub fn new(segments: Vec<SegmentToTranslate>, source: Language) -> Self {
        Self {
            segments,
            source,
            target: Language::japanese(),
            terms: Vec::new(),
            examples: Vec::new(),
            document: DocumentPart::default(),
            fresh: false,
        }
    }

    /// The same request for other segments.
    #[must_use]
    pub fn with_segments(&self, segments: Vec<SegmentToTranslate>) -> Self {
        Self {
            segments,
            source: self.source.clone(),
            target: self.target.clone(),
            terms: self.terms.clone(),
            examples: self.examples.clone(),
            document: self.document.clone(),
            fresh: self.fresh,
        }
    }

    /// The small request that a [probe](MachineTranslator::probe) makes.
    #[must_use]
    pub fn probe() -> Self {
        let text = "A pump comprising a housing.".to_owned();
        let segment = SegmentToTranslate { text, kind: SegmentKind::Claim, before: None, after: None };
        Self { fresh: true, ..Self::new(vec![segment], Language::english()) }
    }

    /// Characters of all segments: what engines are paid by.
    #[must_use]
    pub fn characters(&self) -> u64 {
        let characters: usize = self.segments.iter().map(|segment| segment.text.chars().count()).sum();
        u64::try_from(characters).unwrap_or(u64::MAX)
    }
}

/// What an engine made of one segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Translated {
    /// The text in the target language.
    pub text: String,
    /// The engine that made it, by its stable name.
    pub engine: String,
    /// The model, as the engine names it.
    pub model: Option<String>,
    /// Its version, where the engine gives one.
    pub version: Option<String>,
    /// What it is paid by: characters, or tokens; 0 where the engine does not say.
    pub units_billed: u64,
    /// How sure the engine is, where it says so; only comparable within one engine and model.
    pub score: Option<f64>,
    /// The day it was made, `yyyy-mm-dd`, where that was another call.
    pub date: Option<String>,
    /// The engine's name in the configuration, where it was asked by that now.
    pub configured: Option<String>,
}

impl Translated {
    /// A text of which only its engine is known.
    #[must_use]
    pub fn new(engine: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            engine: engine.into(),
            model: None,
            version: None,
            units_billed: 0,
            score: None,
            date: None,
            configured: None,
        }
    }
}

/// One result per segment, in order.
pub type Results = Vec<Result<Translated, SegmentError>>;

/// Why one segment of a batch has no translation while others may have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SegmentError {
    /// The engine stopped before the end: its limit of length.
    #[error("the engine stopped before the end of the segment")]
    CutOff,
    /// The answer had nothing for this segment.
    #[error("the engine's answer has nothing for this segment")]
    Missing,
    /// The segment alone is larger than the engine takes.
    #[error("the segment is larger than the engine takes")]
    TooLong,
    /// The engine does not want to translate it.
    #[error("the engine refused the segment's content")]
    ContentRefused,
}

impl SegmentError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::CutOff => "segment-cut-off",
            Self::Missing => "segment-missing",
            Self::TooLong => "segment-too-long",
            Self::ContentRefused => "content-refused",
        }
    }
}

/// Why an engine gave no answer to a batch.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EngineError {
    /// Trying again may help: too many calls, an overloaded or broken server, a lost connection.
    #[error("the engine cannot answer now: {reason}")]
    Retryable {
        /// How long the engine asks to wait.
        after: Option<Duration>,
        /// What it said or what failed, without secrets.
        reason: String,
    },
    /// What may be spent in a day, by our own setting, is spent.
    #[error("the budget of the day is used up")]
    BudgetUsedUp {
        /// Until the next day.
        after: Duration,
    },
    /// What was paid for is used up: trying again does not help until somebody pays.
    #[error("the engine's quota is used up")]
    QuotaExhausted,
    /// The engine does not understand the request: model, address or settings are wrong.
    #[error("the engine refused the request: {reason}")]
    BadRequest {
        /// What it said, cut short.
        reason: String,
    },
    /// The key is wrong or has no right.
    #[error("the engine refused the key")]
    Authentication,
    /// The engine does not translate from this language into that.
    #[error("the engine does not translate this pair of languages")]
    UnsupportedPair,
    /// The engine does not want to translate this content.
    #[error("the engine refused the content")]
    ContentRefused,
    /// The answer is not what the engine's interface promises.
    #[error("the engine's answer cannot be read: {reason}")]
    Unreadable {
        /// What is wrong with it.
        reason: String,
    },
    /// No answer in time.
    #[error("the engine did not answer in time")]
    TimedOut,
}

impl EngineError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Retryable { .. } => "engine-unavailable",
            Self::BudgetUsedUp { .. } => "budget-used-up",
            Self::QuotaExhausted => "quota-exhausted",
            Self::BadRequest { .. } => "engine-bad-request",
            Self::Authentication => "engine-authentication",
            Self::UnsupportedPair => "unsupported-pair",
            Self::ContentRefused => "content-refused",
            Self::Unreadable { .. } => "engine-answer-unreadable",
            Self::TimedOut => "engine-timed-out",
        }
    }

    /// Whether the same request may succeed within minutes.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Retryable { .. } | Self::TimedOut)
    }
}

/// The reason for people, in Japanese, of a code of this package; the code itself where it is not one.
#[must_use]
pub fn reason_in_japanese(code: &str) -> &str {
    match code {
        "no-engine" => "翻訳エンジンが設定されていません",
        "engine-unavailable" => "翻訳エンジンが応答できません。しばらくして再試行します",
        "quota-exhausted" => "翻訳エンジンの利用枠を使い切りました",
        "engine-bad-request" => "翻訳エンジンが要求を受け付けません。設定を確認してください",
        "engine-authentication" => "翻訳エンジンの認証に失敗しました。鍵を確認してください",
        "unsupported-pair" => "翻訳エンジンがこの言語に対応していません",
        "content-refused" => "翻訳エンジンがこの内容の翻訳を拒みました",
        "engine-answer-unreadable" => "翻訳エンジンの応答を読み取れません",
        "engine-timed-out" => "翻訳エンジンが時間内に応答しませんでした",
        "budget-used-up" => "翻訳エンジンに定めた一日の文字数の上限に達しました",
        "segment-cut-off" => "翻訳エンジンの訳文が途中で切れました",
        "segment-missing" => "翻訳エンジンの応答に訳文がありません",
        "segment-too-long" => "文が長すぎて翻訳エンジンに送れません",
        "protection-lost" => "翻訳エンジンの応答から、保護した箇所が失われました",
        "language-undetermined" => "原文の言語が分かりません",
        "memory-unavailable" => "翻訳メモリを読み取れません",
        _ => crate::Check::of_code(code).map_or(code, |check| check.reason_in_japanese()),
    }
}

/// A machine translation engine.
///
/// Implementations never panic on what a server answers, read answers up to a limit, and keep keys out of errors and logs. Retrying, limits of
/// rate and budget are decorators around them.
#[async_trait]
pub trait MachineTranslator: Send + Sync {
    /// The engine's stable name: `openai-compatible`.
    fn name(&self) -> &str;

    /// The model that is asked for, where there is a choice. Part of the key under which answers are kept.
    fn model(&self) -> Option<&str>;

    /// The version of what is sent besides the text (a prompt): answers to another one are other answers.
    fn prompt_version(&self) -> &str;

    /// What it can take.
    fn capabilities(&self) -> Capabilities;

    /// Translates a batch. The answer has one result per segment, in order.
    ///
    /// # Errors
    /// Where there is no answer for the whole batch.
    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError>;

    /// Makes one small real call: is the engine there, and does it take the key?
    ///
    /// # Errors
    /// What [`translate`](Self::translate) would fail with.
    async fn probe(&self) -> Result<Translated, EngineError> {
        only(self.translate(&TranslationRequest::probe()).await?)
    }

    /// Brings the glossary that the engine keeps at its server in step with the termbase: all terms of all languages. Engines without one
    /// ([`Capabilities::glossary`]) do nothing.
    ///
    /// # Errors
    /// Where the server does not take it; what it had stays in use.
    async fn keep_glossary(&self, terms: &[TermEntry]) -> Result<(), EngineError> {
        let _ = terms;
        Ok(())
    }
}

/// The one result of a request for one segment.
pub(crate) fn only(results: Results) -> Result<Translated, EngineError> {
    match results.into_iter().next() {
        Some(Ok(translated)) => Ok(translated),
        Some(Err(error)) => Err(EngineError::Unreadable { reason: error.to_string() }),
        None => Err(EngineError::Unreadable { reason: "no result".to_owned() }),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A request for sentences of a language.
    pub(crate) fn request(language: &str, texts: &[&str]) -> TranslationRequest {
        let segments = texts
            .iter()
            .map(|text| SegmentToTranslate { text: (*text).into(), kind: SegmentKind::Sentence, before: None, after: None })
            .collect();
        TranslationRequest::new(segments, Language::parse(language).expect("a language"))
    }

    /// The texts of results.
    pub(crate) fn texts(results: Results) -> Vec<Result<String, SegmentError>> {
        results.into_iter().map(|result| result.map(|translated| translated.text)).collect()
    }
}
