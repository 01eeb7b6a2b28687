//! Translators' files: pairs of TSV, XLIFF 1.2 and 2.1, and TMX 1.4b, read one at a time.
//!
//! Files come from outside. No DTD is fetched, no entity expanded but the five of XML and character references, nothing nested without end,
//! and no more held in memory than one pair; what cannot be read is an error with its code and line, and nothing is guessed.

mod bounded;
mod tmx;
mod tsv;
mod xliff;
mod xml;

use std::io::BufRead;

use thiserror::Error;

use crate::Language;

/// Bytes of one tag or text, or of one line of TSV.
const LARGEST_PIECE: usize = 4 * 1024 * 1024;
/// Characters of the texts of one pair, in bytes.
const LARGEST_UNIT: usize = 4 * 1024 * 1024;

/// A format of translators' files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExchangeFormat {
    /// Lines of language, source and Japanese, between tabs.
    Tsv,
    /// XLIFF 1.2 (`xliff` with `file` and `trans-unit`) or 2.0, 2.1, 2.2 (`unit` and `segment`); the file says which.
    Xliff,
    /// TMX 1.4b and its predecessors.
    Tmx,
}

/// A pair as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeUnit {
    /// The id within the file, where it has one: of the unit, and of the segment after a `/`.
    pub id: Option<String>,
    /// Line of the file, from 1, at which the pair ends.
    pub line: u64,
    /// Language of the source; `und` where the file does not say.
    pub language: Language,
    /// The source, without the codes of its markup.
    pub source: String,
    /// The Japanese; `None` where there is none yet.
    pub japanese: Option<String>,
    /// The state, as the file writes it.
    pub state: Option<String>,
}

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExchangeDefect {
    /// It cannot be read from.
    Unreadable,
    /// It is no UTF-8.
    Encoding,
    /// It is no well-formed XML.
    Malformed,
    /// It is none of the formats, or its root is another one.
    Format,
    /// It declares entities, or uses one that XML does not have by itself.
    Entity,
    /// A line, tag or text is too large.
    TooLarge,
    /// Elements are nested too deeply.
    TooDeep,
    /// A line has not the columns it is to have.
    Columns,
    /// A language is no BCP 47 tag.
    Language,
    /// The translation is not into Japanese.
    TargetLanguage,
}

impl ExchangeDefect {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "exchange-unreadable",
            Self::Encoding => "exchange-encoding",
            Self::Malformed => "exchange-malformed",
            Self::Format => "exchange-format",
            Self::Entity => "exchange-entity",
            Self::TooLarge => "exchange-too-large",
            Self::TooDeep => "exchange-too-deep",
            Self::Columns => "exchange-columns",
            Self::Language => "exchange-language",
            Self::TargetLanguage => "exchange-target-language",
        }
    }

    /// What it means, in Japanese.
    #[must_use]
    pub fn reason_in_japanese(self) -> &'static str {
        match self {
            Self::Unreadable => "ファイルを読み取れません",
            Self::Encoding => "UTF-8 のテキストではありません",
            Self::Malformed => "XML として正しくありません",
            Self::Format => "TSV、XLIFF、TMX のいずれの形式でもありません",
            Self::Entity => "実体の宣言または未知の実体参照は受け付けません",
            Self::TooLarge => "一つの行または要素が大きすぎます",
            Self::TooDeep => "要素の入れ子が深すぎます",
            Self::Columns => "列は language、source、target の三つでなければなりません",
            Self::Language => "言語タグとして読めません",
            Self::TargetLanguage => "訳文の言語が日本語ではありません",
        }
    }
}

/// A file, or one line of it, that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {}: {detail}", defect.code())]
pub struct ExchangeError {
    /// What is wrong.
    pub defect: ExchangeDefect,
    /// Where, from 1.
    pub line: u64,
    /// What was found.
    pub detail: String,
    /// Whether reading goes on behind it.
    pub goes_on: bool,
}

impl ExchangeError {
    fn fatal(defect: ExchangeDefect, line: u64, detail: impl Into<String>) -> Self {
        Self { defect, line, detail: cut(&detail.into()), goes_on: false }
    }

    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.defect.code()
    }
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(120).collect()
}

/// The format of a file by its first bytes (some hundreds are enough); `None` where it is none of them.
#[must_use]
pub fn exchange_format(beginning: &[u8]) -> Option<ExchangeFormat> {
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with('<') {
        let at = |name: &str| {
            text.match_indices(name)
                .find(|(at, _)| text[..*at].ends_with('<') || (text[..*at].ends_with(':') && !text[..*at].ends_with(' ')))
                .map(|(at, _)| at)
        };
        return match (at("xliff"), at("tmx")) {
            (Some(_), None) => Some(ExchangeFormat::Xliff),
            (None, Some(_)) => Some(ExchangeFormat::Tmx),
            (Some(one), Some(two)) => Some(if one < two { ExchangeFormat::Xliff } else { ExchangeFormat::Tmx }),
            (None, None) => None,
        };
    }
    text.lines().next().is_some_and(|line| line.contains('\t')).then_some(ExchangeFormat::Tsv)
}

/// The pairs of a file, in order. After an error that does not [go on](ExchangeError::goes_on) there is nothing more.
pub fn exchange_units<'a, R: BufRead + 'a>(
    reader: R,
    format: ExchangeFormat,
) -> Box<dyn Iterator<Item = Result<ExchangeUnit, ExchangeError>> + 'a> {
    match format {
        ExchangeFormat::Tsv => Box::new(tsv::Tsv::new(reader)),
        ExchangeFormat::Xliff => Box::new(xliff::Xliff::new(reader)),
        ExchangeFormat::Tmx => Box::new(tmx::Tmx::new(reader)),
    }
}

#[cfg(test)]
mod tests;
