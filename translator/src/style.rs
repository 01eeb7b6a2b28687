//! The house's style of Japanese: plain form (である調), punctuation, the word for "said".

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Punctuation of Japanese sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Punctuation {
    /// 、 and 。
    #[default]
    TouTen,
    /// ， and ．
    CommaPeriod,
}

/// The word by which claims refer to what was named before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaidWord {
    /// 前記
    #[default]
    Zenki,
    /// 上記
    Jouki,
    /// 該
    Gai,
}

impl SaidWord {
    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zenki => "前記",
            Self::Jouki => "上記",
            Self::Gai => "該",
        }
    }
}

/// A house's style. The usual one of patent documents is the default: である調, 、。, 前記.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct HouseStyle {
    /// Whether sentences end in the plain form.
    pub plain_form: bool,
    /// The punctuation.
    pub punctuation: Punctuation,
    /// The word for "said".
    pub said: SaidWord,
}

impl Default for HouseStyle {
    fn default() -> Self {
        Self { plain_form: true, punctuation: Punctuation::TouTen, said: SaidWord::Zenki }
    }
}

/// Polite endings and their plain forms, the longest first. Only those of which nothing else can be meant.
const ENDINGS: &[(&str, &str)] = &[
    ("ではありませんでした", "ではなかった"),
    ("ではありません", "ではない"),
    ("でありました", "であった"),
    ("であります", "である"),
    ("されませんでした", "されなかった"),
    ("されません", "されない"),
    ("されました", "された"),
    ("されます", "される"),
    ("できません", "できない"),
    ("できます", "できる"),
    ("しません", "しない"),
    ("しました", "した"),
    ("します", "する"),
    ("なりました", "なった"),
    ("なります", "なる"),
    ("ありません", "ない"),
    ("ありました", "あった"),
    ("あります", "ある"),
    ("られます", "られる"),
    ("られました", "られた"),
    ("ています", "ている"),
    ("でした", "であった"),
    ("です", "である"),
];

/// Where a sentence may end.
const ENDS: &[char] = &['。', '．', '\n', '」', ')', '）'];

impl HouseStyle {
    /// Reports what is not in this style: its place and the piece in question.
    pub(crate) fn check(&self, japanese: &str, report: &mut dyn FnMut(Range<usize>, String)) {
        if self.plain_form {
            for ending in ["です", "ます", "ません", "でした", "ました"] {
                for (at, found) in japanese.match_indices(ending) {
                    let end = at + found.len();
                    if japanese[end..].is_empty() || japanese[end..].starts_with(ENDS) {
                        report(at..end, found.to_owned());
                    }
                }
            }
        }
        let (comma, period) = self.marks();
        for (at, c) in japanese.char_indices() {
            if let Some(wanted) = self.mark_for(c, japanese, at)
                && wanted != c
                && (wanted == comma || wanted == period)
            {
                report(at..at + c.len_utf8(), c.to_string());
            }
        }
        for other in [SaidWord::Zenki, SaidWord::Jouki].into_iter().filter(|other| *other != self.said) {
            for (at, found) in japanese.match_indices(other.as_str()) {
                if is_said(japanese, at, found.len()) {
                    report(at..at + found.len(), found.to_owned());
                }
            }
        }
    }

    /// The Japanese in this style, as far as that changes no meaning: punctuation, endings that have one plain form, the word for "said".
    /// What cannot be put right safely stays, for [`Checker`](crate::Checker) to report.
    #[must_use]
    pub fn normalised(&self, japanese: &str) -> String {
        let mut out = String::with_capacity(japanese.len());
        let mut rest = 0;
        while rest < japanese.len() {
            let text = &japanese[rest..];
            if self.plain_form
                && let Some((polite, plain)) = ENDINGS
                    .iter()
                    .find(|(polite, _)| text.strip_prefix(polite).is_some_and(|after| after.is_empty() || after.starts_with(ENDS)))
            {
                out.push_str(plain);
                rest += polite.len();
                continue;
            }
            let said = [SaidWord::Zenki, SaidWord::Jouki]
                .into_iter()
                .find(|other| *other != self.said && text.starts_with(other.as_str()) && is_said(japanese, rest, other.as_str().len()));
            if let Some(other) = said {
                out.push_str(self.said.as_str());
                rest += other.as_str().len();
                continue;
            }
            let Some(c) = text.chars().next() else { break };
            out.push(self.mark_for(c, japanese, rest).unwrap_or(c));
            rest += c.len_utf8();
        }
        out
    }

    fn marks(&self) -> (char, char) {
        match self.punctuation {
            Punctuation::TouTen => ('、', '。'),
            Punctuation::CommaPeriod => ('，', '．'),
        }
    }

    /// The mark that is to stand for this one; `None` where it is no mark of a Japanese sentence.
    fn mark_for(&self, c: char, text: &str, at: usize) -> Option<char> {
        let (comma, period) = self.marks();
        let japanese = |c: Option<char>| c.is_some_and(|c| matches!(c as u32, 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF));
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        match c {
            '、' => Some(comma),
            '。' => Some(period),
            '，' | ',' if japanese(before) && (japanese(after) || after.is_none()) => Some(comma),
            '．' | '.' if japanese(before) && (japanese(after) || after.is_none() || after == Some('\n')) => Some(period),
            _ => None,
        }
    }
}

/// Whether 前記 or 上記 stands before a noun; 上記のように and 前記した are other words.
fn is_said(text: &str, at: usize, length: usize) -> bool {
    text[at + length..].chars().next().is_some_and(|c| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_right_what_is_safe() {
        let style = HouseStyle::default();
        let table = [
            ("蓋は閉じています。", "蓋は閉じている。"),
            ("蓋，ばねを備えます．", "蓋、ばねを備えます。"),
            ("上記蓋は、上記のように開く。", "前記蓋は、上記のように開く。"),
            ("値は1.5，2.5です。", "値は1.5，2.5である。"),
            ("これはポンプではありません。", "これはポンプではない。"),
            ("A,Bを含む。", "A,Bを含む。"),
        ];
        for (given, expected) in table {
            assert_eq!(style.normalised(given), expected);
        }
        let other = HouseStyle { punctuation: Punctuation::CommaPeriod, said: SaidWord::Jouki, ..style };
        assert_eq!(other.normalised("前記蓋は、開く。"), "上記蓋は，開く．");
        assert_eq!(style.normalised(&style.normalised("蓋です。前記蓋、")), "蓋である。前記蓋、");
    }

    #[test]
    fn reports_what_is_left() {
        let mut found = Vec::new();
        HouseStyle::default().check("蓋，ばねを備えます。", &mut |_, piece| found.push(piece));
        assert_eq!(found, ["ます", "，"]);
    }
}
