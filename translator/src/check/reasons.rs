//! Codes and reasons of findings.

use super::{Check, Finding, Severity};

impl Check {
    /// Every check.
    pub const ALL: [Self; 19] = [
        Self::Empty,
        Self::Identical,
        Self::SourceScript,
        Self::Numbers,
        Self::Signs,
        Self::Units,
        Self::Bounds,
        Self::Negation,
        Self::NegationAdded,
        Self::ClaimReferences,
        Self::Protected,
        Self::Brackets,
        Self::Repetition,
        Self::Omission,
        Self::Length,
        Self::TermNotFollowed,
        Self::ForbiddenTerm,
        Self::TermConsistency,
        Self::Style,
    ];

    /// Stable code, for machines.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "check-empty",
            Self::Identical => "check-identical",
            Self::SourceScript => "check-source-script",
            Self::Numbers => "check-numbers",
            Self::Signs => "check-signs",
            Self::Units => "check-units",
            Self::Bounds => "check-bounds",
            Self::Negation => "check-negation",
            Self::NegationAdded => "check-negation-added",
            Self::ClaimReferences => "check-claim-references",
            Self::Protected => "check-protected",
            Self::Brackets => "check-brackets",
            Self::Repetition => "check-repetition",
            Self::Omission => "check-omission",
            Self::Length => "check-length",
            Self::TermNotFollowed => "check-term",
            Self::ForbiddenTerm => "check-forbidden-term",
            Self::TermConsistency => "check-term-consistency",
            Self::Style => "check-style",
        }
    }

    /// How bad what it finds is.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Empty
            | Self::Identical
            | Self::SourceScript
            | Self::Numbers
            | Self::Signs
            | Self::Units
            | Self::Bounds
            | Self::Negation
            | Self::ClaimReferences
            | Self::Protected
            | Self::Repetition
            | Self::Omission
            | Self::ForbiddenTerm => Severity::Error,
            Self::NegationAdded | Self::Brackets | Self::Length | Self::TermNotFollowed | Self::TermConsistency | Self::Style => {
                Severity::Warning
            }
        }
    }

    /// What a finding means, in Japanese.
    #[must_use]
    pub fn reason_in_japanese(self) -> &'static str {
        match self {
            Self::Empty => "訳文が空です",
            Self::Identical => "訳文が原文のままです",
            Self::SourceScript => "訳文に原文の文字または語が残っています",
            Self::Numbers => "訳文の数値または符号が原文と一致しません",
            Self::Signs => "訳文で符号が入れ替わっています",
            Self::Units => "訳文の単位が原文と一致しません",
            Self::Bounds => "訳文の範囲の表現(以上・超・以下・未満など)が原文と一致しません",
            Self::Negation => "原文の否定が訳文にありません",
            Self::NegationAdded => "原文にない否定が訳文にあります",
            Self::ClaimReferences => "訳文が引用する請求項が原文と一致しません",
            Self::Protected => "原文の式・配列番号・文献番号・アドレスが訳文にありません",
            Self::Brackets => "訳文の括弧が原文と対応していません",
            Self::Repetition => "訳文に繰り返しがあります",
            Self::Omission => "訳文に訳抜けの疑いがあります",
            Self::Length => "訳文が原文に比べて長すぎます",
            Self::TermNotFollowed => "用語集の訳語が使われていません",
            Self::ForbiddenTerm => "使用を禁じた訳語が使われています",
            Self::TermConsistency => "同じ語が文書内で別の訳語に訳されています",
            Self::Style => "訳文が表記の規則に合っていません",
        }
    }

    /// What a finding means, in English.
    #[must_use]
    pub fn reason_in_english(self) -> &'static str {
        match self {
            Self::Empty => "the translation is empty",
            Self::Identical => "the translation is the source",
            Self::SourceScript => "letters or words of the source are left in the translation",
            Self::Numbers => "numbers or reference signs differ from the source",
            Self::Signs => "reference signs have changed places",
            Self::Units => "a unit differs from the source",
            Self::Bounds => "a bound (at least, more than, at most, less than) differs from the source",
            Self::Negation => "the source's negation is missing",
            Self::NegationAdded => "the translation denies what the source does not",
            Self::ClaimReferences => "the translation refers to other claims",
            Self::Protected => "a formula, sequence number, citation or address of the source is missing",
            Self::Brackets => "brackets do not answer to the source's",
            Self::Repetition => "the translation repeats itself",
            Self::Omission => "something of the source seems to be missing",
            Self::Length => "the translation is too long for its source",
            Self::TermNotFollowed => "a term of the termbase is not followed",
            Self::ForbiddenTerm => "a forbidden word is used",
            Self::TermConsistency => "a word is rendered otherwise than before in the document",
            Self::Style => "the translation is not in the house style",
        }
    }

    /// The check of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.code() == code)
    }
}

impl Finding {
    /// The whole reason, in Japanese: what a finding means and the piece in question.
    #[must_use]
    pub fn reason_in_japanese(&self) -> String {
        let reason = self.check.reason_in_japanese();
        if self.detail.is_empty() { reason.to_owned() } else { format!("{reason}: {}", self.detail) }
    }

    /// The whole reason, in English.
    #[must_use]
    pub fn reason_in_english(&self) -> String {
        let reason = self.check.reason_in_english();
        if self.detail.is_empty() { reason.to_owned() } else { format!("{reason}: {}", self.detail) }
    }
}
