//! Headings of patent documents in Japanese.

mod table;

use std::{collections::HashMap, sync::LazyLock};

use crate::{Language, SegmentKind, number::digit};

/// Per primary language, headings in their compared form and their Japanese.
static BY_LANGUAGE: LazyLock<HashMap<&'static str, HashMap<String, &'static str>>> = LazyLock::new(|| {
    table::HEADINGS
        .iter()
        .map(|(language, rows)| {
            let headings =
                rows.iter().flat_map(|(japanese, variants)| variants.iter().map(move |variant| (compared(variant), *japanese))).collect();
            (*language, headings)
        })
        .collect()
});

/// The Japanese of a heading, with its numbering as it stands. Among sentences only a line that looks like a heading is taken for one: no
/// full stop, and written in capitals, in brackets or as a phrase of several words or letters without case.
pub(super) fn translate(text: &str, kind: SegmentKind, language: &Language) -> Option<String> {
    if text.chars().count() > 160 {
        return None;
    }
    if kind == SegmentKind::Sentence && !looks_like_heading(text) {
        return None;
    }
    let (numbering, rest) = numbering(text);
    let (body, bracketed) = stripped(rest);
    let key = compared(body);
    let own = if language.primary() == "tl" { "fil" } else { language.primary() };
    // Documents of any language carry English headings.
    let (japanese, number) = [own, "en"].iter().find_map(|tag| {
        let headings = BY_LANGUAGE.get(tag)?;
        if let Some(japanese) = headings.get(&key) {
            return Some((*japanese, String::new()));
        }
        // `Example 3`, `实施例3`, `제3실시예`: a heading and its number.
        let (word, number) = trailing_number(&key)?;
        let japanese = *headings.get(word)?;
        table::NUMBERED.contains(&japanese).then_some((japanese, number))
    })?;
    let open = if bracketed { "【" } else { "" };
    let close = if bracketed { "】" } else { "" };
    Some(format!("{numbering}{open}{japanese}{number}{close}"))
}

fn looks_like_heading(text: &str) -> bool {
    if text.ends_with(['.', '。', '!', '?']) {
        return false;
    }
    let has_case = text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    !has_case || !text.chars().any(char::is_lowercase) || text.trim_end().ends_with(':') || text.split_whitespace().count() >= 2
}

/// Numbering at the beginning (`1.`, `(a)`, `[0001]`, `II.`), to be kept, and the rest.
fn numbering(text: &str) -> (String, &str) {
    let end = text
        .char_indices()
        .find(|(_, c)| c.is_whitespace() || matches!(c, '、' | '．'))
        .map_or(text.len(), |(at, c)| at + if c.is_whitespace() { 0 } else { c.len_utf8() });
    let head = &text[..end];
    let rest = text[end..].trim_start();
    let inner = head.trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '[' | ']' | ':' | '、' | '．' | '-'));
    let marked = inner.len() < head.len();
    let digits = !inner.is_empty() && inner.chars().all(|c| digit(c).is_some() || c == '.');
    let letter = marked && inner.chars().count() == 1 && inner.chars().all(|c| c.is_ascii_alphabetic());
    let roman = marked && !inner.is_empty() && inner.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    if !rest.is_empty() && (digits || letter || roman) { (format!("{head} "), rest) } else { (String::new(), text) }
}

/// Without brackets, colons and other signs around; and whether there were 【】.
fn stripped(text: &str) -> (&str, bool) {
    let text = text.trim();
    let bracketed = text.starts_with('【') && text.ends_with('】');
    let around = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：'
                    | '.'
                    | '。'
                    | '-'
                    | '–'
                    | '—'
                    | '*'
                    | '<'
                    | '>'
                    | '['
                    | ']'
                    | '【'
                    | '】'
                    | '〈'
                    | '〉'
                    | '《'
                    | '》'
                    | '「'
                    | '」'
                    | '"'
                    | '“'
                    | '”'
                    | '_'
                    | '#'
            )
    };
    (text.trim_matches(around), bracketed)
}

/// Lower case, one space between words, none between letters of Chinese.
fn compared(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if out.chars().next_back().is_some_and(|c| !is_han(c)) {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '’' | '`' => out.push('\''),
                '－' => out.push('-'),
                _ => out.extend(c.to_lowercase()),
            }
        }
    }
    out
}

fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x9FFF)
}

/// A heading and the number at its end, in ASCII.
fn trailing_number(key: &str) -> Option<(&str, String)> {
    let word = key.trim_end_matches(|c: char| digit(c).is_some());
    if word.len() == key.len() {
        return None;
    }
    let number: String = key[word.len()..].chars().filter_map(digit).map(|d| char::from(b'0' + d)).collect();
    (number.len() <= 4).then(|| (word.trim_end(), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str, language: &str) -> Option<String> {
        translate(text, SegmentKind::Heading, &Language::parse(language).expect("a language"))
    }

    #[test]
    fn headings_of_many_offices() {
        let table = [
            ("en", "TECHNICAL FIELD", "技術分野"),
            ("en", "2. Background Art:", "2. 背景技術"),
            ("en", "Brief description of the drawings", "図面の簡単な説明"),
            ("en", "[0001] Example 3", "[0001] 実施例3"),
            ("de", "Kurze Beschreibung der Zeichnungen", "図面の簡単な説明"),
            ("fr", "ABRÉGÉ", "要約"),
            ("es", "Reivindicaciones", "請求の範囲"),
            ("zh", "背景技术", "背景技術"),
            ("zh-Hant", "【先前技術】", "【先行技術】"),
            ("zh", "实施例１", "実施例1"),
            ("ko", "발명의 상세한 설명", "発明の詳細な説明"),
            ("ko", "【기술분야】", "【技術分野】"),
            ("th", "บทสรุปการประดิษฐ์", "要約"),
            ("vi", "Mô tả vắn tắt các hình vẽ", "図面の簡単な説明"),
            ("id", "Latar Belakang Invensi", "発明の背景"),
            ("ms", "Ringkasan rekacipta", "発明の概要"),
            ("ru", "Уровень техники", "背景技術"),
            ("uk", "Формула винаходу", "請求の範囲"),
            ("ar", "خلفية الاختراع", "発明の背景"),
            ("pt", "Campo da invenção", "発明の属する技術分野"),
            ("th", "Technical Field", "技術分野"),
        ];
        for (language, text, japanese) in table {
            assert_eq!(heading(text, language).as_deref(), Some(japanese), "{text}");
        }
        assert_eq!(heading("Background of my life", "en"), None);
        assert_eq!(heading("Claims 3", "en"), None);
    }

    #[test]
    fn a_word_among_sentences_is_no_heading() {
        let en = Language::parse("en").expect("a language");
        assert_eq!(translate("Example.", SegmentKind::Sentence, &en), None);
        assert_eq!(translate("drawings", SegmentKind::Sentence, &en), None);
        assert_eq!(translate("BACKGROUND", SegmentKind::Sentence, &en).as_deref(), Some("背景技術"));
    }

    #[test]
    fn no_heading_means_two_things() {
        for (language, rows) in table::HEADINGS {
            let mut seen: HashMap<String, &str> = HashMap::new();
            for (japanese, variants) in *rows {
                for variant in *variants {
                    if let Some(before) = seen.insert(compared(variant), japanese) {
                        assert_eq!(before, *japanese, "{language}: {variant}");
                    }
                }
            }
        }
    }
}
