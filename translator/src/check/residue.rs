//! What of the source was left standing in the Japanese: letters of its script, letters that Japanese does not have, words.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use super::{Check, Draft};
use crate::Language;

/// Simplified Chinese letters that no Japanese text has: those of GB 2312 that JIS X 0208 lacks.
static SIMPLIFIED_ONLY: LazyLock<HashSet<char>> = LazyLock::new(|| {
    // New forms of the list of usual kanji that JIS X 0208 lacks but GB 2312 has.
    const JAPANESE_TOO: &str = "剥叱填頬";
    (0x4E00u32..=0x9FFF)
        .filter_map(char::from_u32)
        .filter(|c| {
            let mut buffer = [0; 4];
            let letter: &str = c.encode_utf8(&mut buffer);
            let (chinese, _, not_chinese) = encoding_rs::GBK.encode(letter);
            let simplified = !not_chinese && matches!(*chinese, [0xB0..=0xF7, 0xA1..=0xFE]);
            simplified && encoding_rs::SHIFT_JIS.encode(letter).2 && !JAPANESE_TOO.contains(*c)
        })
        .collect()
});

/// Traditional letters whose Japanese form is another one.
const TRADITIONAL_ONLY: &str = "體對應發與變壓續澤轉關觸獨歸實寫寶廣廳彈徑從惠收數斷晝會條樞樂樓橫檢歐歲歷殘殼氣澁濕濟瀧灣燒狀獵產畫當疊癡眞稱穩竊粹絲經縱總繼纖聲膽臟臺舊莊裝覺觀譯讀豐賣輕辭遞邊鄰醫釀釋鐵鑛險隨雙雜靈顯驗驅點齊龍圍圖團國圓壯壹壽奧將專屬嶽巖帶峯廢惡惱慘懷戀戰戲拂擇擊據擧擴攝於係個們這該爲";

/// Chinese words that Japanese does not use, of letters that both have.
const CHINESE_WORDS: &[&str] = &[
    "所述",
    "其中",
    "其特征",
    "的一",
    "在于",
    "包括以下",
    "用于",
    "一种",
    "一個",
    "一个",
    "根据权",
    "之間的",
    "使得",
    "以及其",
    "和所",
    "被配置",
    "位于",
];

/// Finds what was left.
pub(super) fn check(source: &str, japanese: &str, language: &Language, out: &mut Vec<Draft>) {
    let script = |c: char| is_source_script(c, language);
    if let Some(range) = run_of(japanese, script) {
        // One letter may be a quoted sign; two are a word that was left.
        if language.primary() == "vi" || japanese.chars().filter(|c| script(*c)).take(2).count() == 2 {
            out.push(Draft::new(
                Check::SourceScript,
                source.find(&japanese[range.clone()]).map(|at| at..at + range.len()),
                Some(range.clone()),
                japanese[range].to_owned(),
            ));
            return;
        }
    }
    match language.primary() {
        "zh" => chinese(japanese, source, out),
        "ko" | "th" | "lo" | "km" | "my" | "ja" | "und" => {}
        _ => latin(source, japanese, language, out),
    }
}

fn run_of(text: &str, wanted: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let start = text.find(&wanted)?;
    let end = text[start..].find(|c: char| !wanted(c)).map_or(text.len(), |at| start + at);
    Some(start..end)
}

/// Letters that are the source language's and never Japanese.
pub(super) fn is_source_script(c: char, language: &Language) -> bool {
    let code = c as u32;
    match language.primary() {
        "ko" => matches!(code, 0xAC00..=0xD7AF | 0x1100..=0x11FF | 0x3130..=0x318F),
        "th" => matches!(code, 0x0E01..=0x0E3A | 0x0E40..=0x0E4E),
        "lo" => matches!(code, 0x0E80..=0x0ECF | 0x0EDC..=0x0EDF),
        "km" => matches!(code, 0x1780..=0x17DD),
        "my" => matches!(code, 0x1000..=0x103F),
        "ru" | "uk" | "be" | "bg" | "kk" | "sr" => matches!(code, 0x0400..=0x052F),
        "ar" | "fa" => matches!(code, 0x0620..=0x065F | 0x0671..=0x06D3),
        "vi" => matches!(code, 0x1EA0..=0x1EF9 | 0x01A0 | 0x01A1 | 0x01AF | 0x01B0 | 0x0110 | 0x0111 | 0x0102 | 0x0103),
        "hi" => matches!(code, 0x0900..=0x097F),
        _ => false,
    }
}

fn chinese(japanese: &str, source: &str, out: &mut Vec<Draft>) {
    let only =
        |c: char| SIMPLIFIED_ONLY.contains(&c) || (TRADITIONAL_ONLY.contains(c) && !"収数個該係於爲".contains(c) && source.contains(c));
    let place = run_of(japanese, only).or_else(|| {
        CHINESE_WORDS.iter().filter(|word| source.contains(**word)).find_map(|word| japanese.find(word).map(|at| at..at + word.len()))
    });
    let place = place.or_else(|| copied_han(source, japanese));
    if let Some(range) = place {
        let left = source.find(&japanese[range.clone()]).map(|at| at..at + range.len());
        out.push(Draft::new(Check::SourceScript, left, Some(range.clone()), japanese[range].to_owned()));
    }
}

/// A run of Han letters that stands in both texts and holds a word of Chinese grammar: no compound of Japanese.
fn copied_han(source: &str, japanese: &str) -> Option<Range<usize>> {
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let mut from = 0;
    while let Some(start) = japanese[from..].find(han).map(|at| from + at) {
        let end = japanese[start..].find(|c: char| !han(c)).map_or(japanese.len(), |at| start + at);
        let run = &japanese[start..end];
        if run.chars().count() >= 4
            && run.contains(['在', '和', '与', '从', '其', '所', '被', '将', '把', '的', '是', '由', '使', '及'])
            && source.contains(run)
        {
            return Some(start..end);
        }
        from = end;
    }
    None
}

/// Words written the same way in every language: units, Latin of the trades, functions.
const SHARED: &[&str] = &[
    "vitro", "vivo", "situ", "silico", "voce", "alia", "type", "mol", "wt", "vol", "rpm", "ppm", "ppb", "max", "min", "sin", "cos", "tan",
    "log", "exp", "lim", "const", "per", "bar", "mbar", "cis", "trans", "tert", "iso", "sec", "mer", "bit", "byte", "kbit", "pixel", "lux",
    "ohm", "volt", "watt", "http", "https", "www", "web", "mRNA", "siRNA", "miRNA", "tRNA", "rRNA", "cDNA", "eNB", "gNB", "eNodeB",
    "gNodeB", "true", "false", "null", "ortho", "meta", "para", "alpha", "beta", "gamma", "delta",
];

/// Words of names that German writes with a capital as every noun.
const NAMES: &[&str] = &[
    "Bluetooth",
    "Ethernet",
    "Internet",
    "Java",
    "Linux",
    "Android",
    "Windows",
    "Zigbee",
    "Wi",
    "Fi",
    "Python",
    "Unicode",
    "Teflon",
    "Kevlar",
    "Nylon",
    "Peltier",
    "Hall",
    "Fourier",
    "Kalman",
    "Schottky",
    "Zener",
];

fn latin(source: &str, japanese: &str, language: &Language, out: &mut Vec<Draft>) {
    let in_source: HashSet<&str> = words(source)
        .flat_map(|range| {
            let word = &source[range];
            [word].into_iter().chain(word.split('\'').skip(1))
        })
        .collect();
    let german = language.primary() == "de";
    let mut run: Option<(Range<usize>, usize, bool)> = None;
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut close = |run: &mut Option<(Range<usize>, usize, bool)>| {
        if let Some((range, count, plain)) = run.take()
            && (plain || count > 1)
        {
            places.push(range);
        }
    };
    for range in words(japanese) {
        let word = &japanese[range.clone()];
        let letters = word.chars().count();
        let first_lower = word.chars().next().is_some_and(char::is_lowercase);
        let all_lower = word.chars().all(|c| c.is_lowercase() || c == '\'' || c == '-');
        let capital_noun = german && !first_lower && word.chars().skip(1).all(char::is_lowercase) && !NAMES.contains(&word);
        let greek = word.chars().any(|c| ('\u{370}'..='\u{3FF}').contains(&c));
        let left = !greek
            && in_source.contains(word)
            && !SHARED.contains(&word)
            && ((first_lower && all_lower && letters > 1) || (capital_noun && letters > 3))
            && !part_of_name(japanese, &range)
            && !glossed(japanese, &range);
        if !left {
            close(&mut run);
            continue;
        }
        let plain = if capital_noun { letters >= 6 || !word.is_ascii() } else { letters >= 4 || !word.is_ascii() };
        match &mut run {
            Some((open, count, any)) if japanese[open.end..range.start].trim().is_empty() => {
                open.end = range.end;
                *count += 1;
                *any |= plain;
            }
            _ => {
                close(&mut run);
                run = Some((range, 1, plain));
            }
        }
    }
    close(&mut run);
    for range in places {
        let text = &japanese[range.clone()];
        out.push(Draft::new(Check::SourceScript, source.find(text).map(|at| at..at + text.len()), Some(range.clone()), text.to_owned()));
    }
}

fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let letter =
        |c: char| c.is_alphabetic() && matches!(c as u32, 0x41..=0x24F | 0x300..=0x36F | 0x370..=0x52F | 0x1E00..=0x1EFF) || c == '\'';
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(letter)?;
        let end = text[start..].find(|c: char| !letter(c)).map_or(text.len(), |at| start + at);
        from = end;
        Some(start..end)
    })
}

/// Whether a word is part of something longer that is no word: `x1`, `user@host`, `a.b`, `poly-A`.
fn part_of_name(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let joins = |c: Option<char>| {
        c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '_' | '@' | '.' | '/' | ':' | '=' | '\\' | '-' | '#' | '&' | '^'))
    };
    // A word that goes on with a sign, `valve20`, is a word; `x1` is a name.
    let word = &text[range.clone()];
    let signed = after.is_some_and(|c| c.is_ascii_digit()) && (word.chars().count() >= 4 || !word.is_ascii());
    let numbered = before.is_some_and(|c| c.is_ascii_digit()) && !word.is_ascii();
    (joins(before) && !numbered) || (joins(after) && !signed && !matches!(after, Some('.' | ':' | '-')))
}

/// Whether a word is quoted or in brackets: a gloss of what stands before.
fn glossed(text: &str, range: &Range<usize>) -> bool {
    let open = text[..range.start].rfind(['(', '「', '[', '"', '“', '『', '<', '\'']);
    let closed = text[..range.start].rfind([')', '」', ']', '”', '』', '>']);
    open.is_some_and(|open| closed.is_none_or(|closed| closed < open))
}

/// Whether nothing was translated. A short phrase of Han letters may be the same in both languages, and so may numbers and signs.
pub(super) fn identical(source: &str, japanese: &str, language: &Language) -> bool {
    if source != japanese {
        return false;
    }
    let letters = source.chars().filter(|c| c.is_alphabetic()).count();
    letters > if language.primary() == "zh" { 12 } else { 3 }
}
