//! What is wrong with a file, in words for programs and for people.

use thiserror::Error;

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExchangeDefect {
    /// It cannot be read from.
    Unreadable,
    /// It is not in the encoding that it is said to be in.
    Encoding,
    /// It is no well-formed XML, or no CSV.
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
    /// A text has characters that none may have: NUL and other control characters.
    Character,
    /// What must be there is empty.
    Empty,
    /// There is no Japanese.
    NoJapanese,
    /// A date cannot be read.
    Date,
    /// A word is none of those that may stand there.
    Word,
}

impl ExchangeDefect {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Unreadable,
        Self::Encoding,
        Self::Malformed,
        Self::Format,
        Self::Entity,
        Self::TooLarge,
        Self::TooDeep,
        Self::Columns,
        Self::Language,
        Self::TargetLanguage,
        Self::Character,
        Self::Empty,
        Self::NoJapanese,
        Self::Date,
        Self::Word,
    ];

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
            Self::Character => "exchange-character",
            Self::Empty => "exchange-empty",
            Self::NoJapanese => "exchange-no-japanese",
            Self::Date => "exchange-date",
            Self::Word => "exchange-word",
        }
    }

    /// What it means, in Japanese.
    #[must_use]
    pub fn reason_in_japanese(self) -> &'static str {
        match self {
            Self::Unreadable => "ファイルを読み取れません",
            Self::Encoding => "文字コードが正しくありません",
            Self::Malformed => "XML または CSV として正しくありません",
            Self::Format => "読み取れる形式ではありません",
            Self::Entity => "実体の宣言または未知の実体参照は受け付けません",
            Self::TooLarge => "一つの行または要素が大きすぎます",
            Self::TooDeep => "要素の入れ子が深すぎます",
            Self::Columns => "列が足りないか、多すぎるか、名前が違います",
            Self::Language => "言語タグとして読めません",
            Self::TargetLanguage => "訳文の言語が日本語ではありません",
            Self::Character => "使えない制御文字が含まれています",
            Self::Empty => "必要な欄が空です",
            Self::NoJapanese => "日本語がありません",
            Self::Date => "日付として読めません",
            Self::Word => "決められた語のいずれでもありません",
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
    pub(super) fn fatal(defect: ExchangeDefect, line: u64, detail: impl Into<String>) -> Self {
        Self { defect, line, detail: cut(&detail.into()), goes_on: false }
    }

    /// One unit or term is wrong: the others may be right.
    pub(super) fn of_one(defect: ExchangeDefect, line: u64, detail: impl Into<String>) -> Self {
        Self { defect, line, detail: cut(&detail.into()), goes_on: true }
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

/// Whether a text has a character that XML has no room for, and that no text of a document has.
pub(super) fn has_control(text: &str) -> bool {
    text.chars().any(|c| (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')) || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_defect_has_a_code_of_its_own_and_a_reason() {
        let codes: HashSet<&str> = ExchangeDefect::ALL.into_iter().map(ExchangeDefect::code).collect();
        let reasons: HashSet<&str> = ExchangeDefect::ALL.into_iter().map(ExchangeDefect::reason_in_japanese).collect();
        assert_eq!((codes.len(), reasons.len()), (ExchangeDefect::ALL.len(), ExchangeDefect::ALL.len()));
    }

    #[test]
    fn control_characters_are_told_from_line_ends() {
        assert!(["\0", "a\u{1b}", "\u{FFFE}", "\u{7f}"].into_iter().all(has_control));
        assert!(!has_control("a\tb\r\nc\u{85}　電池"));
    }
}
