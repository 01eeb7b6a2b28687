//! Reference signs by position: whether each stands at the thing at which it stands in the source.
//!
//! That a sign is there at all is for the comparison of numbers to say. Here two that changed places are found: by the nouns before them,
//! where the lexicon or the termbase knows those; else by their order, where the grammar keeps it.

use std::{collections::BTreeSet, ops::Range};

use super::{Check, Draft, lexicon, measures::Measure};
use crate::{Language, Termbase};

/// More signs than this in one segment are a list of signs.
const MOST_SIGNS: usize = 60;

/// A sign in a text, and what it is the sign of.
#[derive(Debug)]
struct Sign {
    value: String,
    range: Range<usize>,
    /// The text before it that may name the thing.
    window: Range<usize>,
}

/// A sign of the source with what is known of its thing.
#[derive(Debug, Default)]
struct Thing {
    concepts: BTreeSet<lexicon::Concept>,
    /// Japanese of the termbase.
    terms: BTreeSet<String>,
}

/// Finds signs that changed places.
pub(super) fn check(
    source: &str,
    japanese: &str,
    language: &Language,
    wanted: &[Measure],
    found: &[Measure],
    terms: Option<&Termbase>,
    out: &mut Vec<Draft>,
) {
    let lower = source.to_lowercase();
    let text = if lower.len() == source.len() { lower.as_str() } else { source };
    let there = signs(text, wanted, language);
    let target = Language::japanese();
    let here = signs(japanese, found, &target);
    if there.len() < 2 || here.len() < 2 || there.len() > MOST_SIGNS || here.len() > MOST_SIGNS {
        return;
    }
    let mut values: Vec<&str> = Vec::new();
    for sign in &there {
        if !values.contains(&sign.value.as_str()) && here.iter().any(|other| other.value == sign.value) {
            values.push(&sign.value);
        }
    }
    let of_source: Vec<Vec<Thing>> = values
        .iter()
        .map(|value| there.iter().filter(|sign| sign.value == *value).map(|sign| thing(source, text, sign, language, terms)).collect())
        .collect();
    let of_japanese: Vec<Vec<BTreeSet<lexicon::Concept>>> = values
        .iter()
        .map(|value| {
            here.iter()
                .filter(|sign| sign.value == *value)
                .map(|sign| lexicon::concepts(&japanese[sign.window.clone()], &target).into_iter().map(|(_, concept)| concept).collect())
                .collect()
        })
        .collect();
    let windows: Vec<Vec<&str>> = values
        .iter()
        .map(|value| here.iter().filter(|sign| sign.value == *value).map(|sign| &japanese[sign.window.clone()]).collect())
        .collect();
    // Whether the Japanese things of a sign answer to those of the source.
    let mut reported: Vec<usize> = Vec::new();
    for one in 0..values.len() {
        for two in one + 1..values.len() {
            if reported.contains(&one) || reported.contains(&two) {
                continue;
            }
            let (mut straight, mut crossed) = (0usize, 0usize);
            for (this, that) in [(one, two), (two, one)] {
                let mine: BTreeSet<_> = of_source[this].iter().flat_map(|thing| thing.concepts.iter().copied()).collect();
                let yours: BTreeSet<_> = of_source[that].iter().flat_map(|thing| thing.concepts.iter().copied()).collect();
                for concept in mine.difference(&yours) {
                    let at_mine = of_japanese[this].iter().any(|set| set.contains(concept));
                    let at_yours = of_japanese[that].iter().any(|set| set.contains(concept));
                    straight += usize::from(at_mine);
                    crossed += usize::from(at_yours && !at_mine);
                }
                let my_terms: BTreeSet<&String> = of_source[this].iter().flat_map(|thing| thing.terms.iter()).collect();
                let your_terms: BTreeSet<&String> = of_source[that].iter().flat_map(|thing| thing.terms.iter()).collect();
                for term in my_terms.difference(&your_terms) {
                    let ends = |side: usize| windows[side].iter().any(|window| window.ends_with(term.as_str()));
                    straight += 2 * usize::from(ends(this));
                    crossed += 2 * usize::from(ends(that) && !ends(this));
                }
            }
            let first = |list: &[Sign], value: &str| list.iter().find(|sign| sign.value == value).map(|sign| sign.range.clone());
            let wrong = crossed > straight
                || (crossed == 0 && straight == 0 && order_is_wrong(text, language, &there, &here, values[one], values[two]));
            if wrong {
                reported.extend([one, two]);
                let detail = format!("{} ↔ {}", values[one], values[two]);
                out.push(Draft::new(Check::Signs, first(&there, values[one]), first(&here, values[one]), detail));
            }
        }
    }
}

fn thing(source: &str, lower: &str, sign: &Sign, language: &Language, terms: Option<&Termbase>) -> Thing {
    let concepts = lexicon::concepts(&lower[sign.window.clone()], language).into_iter().map(|(_, concept)| concept).collect();
    let known = terms.and_then(|terms| terms.marks(source.get(sign.window.clone())?, language).pop()).map(|(_, japanese)| japanese);
    Thing { concepts, terms: known.into_iter().collect() }
}

/// The signs of a text: whole numbers and numbers with letters that stand after a noun and have no unit.
fn signs(text: &str, measures: &[Measure], language: &Language) -> Vec<Sign> {
    let mut out: Vec<Sign> = Vec::new();
    let mut last = 0;
    for measure in measures {
        let Some(value) = measure.readings.first() else { continue };
        // 第1の電極: what tells one electrode from the other belongs to its name.
        if text[..measure.range.start].ends_with(['第', '제']) {
            continue;
        }
        let begin = last;
        last = measure.range.end;
        let sign_like = value.starts_with(|c: char| c.is_ascii_digit()) && !value.contains('.') && value.len() <= 6
            || value.len() <= 4 && value.starts_with(|c: char| c.is_ascii_uppercase());
        if !sign_like || !measure.unit.names.is_empty() || measure.exponent || measure.negative || measure.tolerance {
            continue;
        }
        let before = &text[begin..measure.range.start];
        let noun = before.trim_end_matches([' ', '(', '[', '\u{a0}']);
        if !noun.chars().next_back().is_some_and(char::is_alphabetic)
            && !noun.ends_with([
                'ー', '\u{0E31}', '\u{0E47}', '\u{0E4C}', '\u{0E48}', '\u{0E49}', '\u{0E34}', '\u{0E35}', '\u{0E37}', '\u{0E38}',
                '\u{0E39}',
            ])
        {
            continue;
        }
        if language.primary() == "ja" {
            let counter =
                text[measure.range.end..].chars().next().is_some_and(|c| "個つ本枚回種倍人年月日時分秒層段度%台次番件点以未超".contains(c));
            if counter || noun.ends_with('第') {
                continue;
            }
        }
        let window = window(text, begin, begin + noun.len(), language);
        out.push(Sign { value: value.clone(), range: measure.range.clone(), window });
    }
    out
}

/// Where the noun phrase that ends at `end` begins, as far as can be told.
fn window(text: &str, begin: usize, end: usize, language: &Language) -> Range<usize> {
    let part = &text[begin..end];
    let part_start = part.char_indices().rev().nth(59).map_or(begin, |(at, _)| begin + at);
    let part = &text[part_start..end];
    let hard = part
        .rfind([',', '、', '。', ';', ':', '(', ')', '\n', '；', '：'])
        .map_or(0, |at| at + part[at..].chars().next().map_or(1, char::len_utf8));
    let cut = part[hard..].to_owned();
    let soft = match language.primary() {
        "ja" => cut.rfind(['は', 'が', 'を', 'に', 'と', 'で', 'へ', 'も']).map_or(0, |at| at + 3),
        "zh" => last_end(
            &cut,
            &[
                "的", "和", "与", "或", "在", "将", "把", "由", "通过", "被", "向", "从", "到", "所述", "该", "有", "于", "经", "使", "與",
                "將", "於", "該", "及", "至", "沿", "给", "跟", "以",
            ],
        ),
        "th" => last_end(&cut, &["และ", "หรือ", "กับ", "ของ", "ด้วย", "ผ่าน", "จาก", "ถูก", "โดย", "ไปยัง", "ซึ่ง", "ให้", "คือ", "มี", "ต่อ", "อยู่"]),
        "ko" => {
            let particle = |c: char| "을를이가은는에의와과로서고여".contains(c);
            cut.char_indices().rfind(|(at, c)| *c == ' ' && cut[..*at].ends_with(particle)).map_or(0, |(at, _)| at + 1)
        }
        tag => {
            let words: &[&str] = match tag {
                "en" => &[
                    "the",
                    "a",
                    "an",
                    "of",
                    "to",
                    "in",
                    "on",
                    "with",
                    "by",
                    "and",
                    "or",
                    "is",
                    "are",
                    "from",
                    "at",
                    "for",
                    "into",
                    "through",
                    "each",
                    "said",
                    "which",
                    "that",
                    "between",
                    "via",
                    "onto",
                    "has",
                    "have",
                    "comprises",
                    "includes",
                    "when",
                    "its",
                ],
                "de" => &[
                    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "und", "oder", "in", "im",
                    "an", "am", "auf", "mit", "von", "vom", "zu", "zum", "zur", "über", "durch", "für", "bei", "beim", "aus", "ist",
                    "sind", "wird", "werden", "zwischen", "sowie", "als", "jede", "jeder", "jedes",
                ],
                "fr" => &[
                    "le", "la", "les", "un", "une", "et", "ou", "dans", "sur", "par", "avec", "est", "sont", "au", "aux", "que", "qui",
                    "entre", "vers", "comprend", "chaque", "via", "contre",
                ],
                "ru" => &[
                    "и",
                    "или",
                    "в",
                    "на",
                    "с",
                    "со",
                    "к",
                    "из",
                    "по",
                    "для",
                    "через",
                    "от",
                    "между",
                    "над",
                    "под",
                    "при",
                    "за",
                    "посредством",
                    "содержит",
                    "имеет",
                    "а",
                    "во",
                    "внутри",
                    "вокруг",
                    "помощью",
                ],
                "vi" => &[
                    "và", "hoặc", "với", "vào", "trong", "của", "bằng", "qua", "để", "được", "có", "là", "từ", "đến", "bởi", "ở", "một",
                    "các", "mỗi", "giữa", "gồm", "tới", "cho", "nối",
                ],
                _ => &["de", "la", "el", "le", "und", "and", "dan", "pada", "yang", "oleh", "ke", "dengan"],
            };
            let mut at = 0;
            let mut from = 0;
            for token in cut.split_inclusive(|c: char| c.is_whitespace() || c == '\'') {
                let word = token.trim_end_matches(|c: char| c.is_whitespace() || c == '\'');
                if words.contains(&word) || (token.ends_with('\'') && word.chars().count() <= 2) {
                    from = at + token.len();
                }
                at += token.len();
            }
            from
        }
    };
    part_start + hard + soft.min(cut.len())..end
}

fn last_end(text: &str, words: &[&str]) -> usize {
    words.iter().filter_map(|word| text.rfind(word).map(|at| at + word.len())).max().unwrap_or(0)
}

/// Whether two signs that stand once each in both texts have changed order although the grammar keeps it.
fn order_is_wrong(text: &str, language: &Language, there: &[Sign], here: &[Sign], one: &str, two: &str) -> bool {
    let only = |list: &[Sign], value: &str| {
        let mut places = list.iter().filter(|sign| sign.value == value);
        places.next().filter(|_| places.next().is_none()).map(|sign| sign.range.clone())
    };
    let (Some(a), Some(b), Some(x), Some(y)) = (only(there, one), only(there, two), only(here, one), only(here, two)) else { return false };
    if (a.start < b.start) == (x.start < y.start) {
        return false;
    }
    let between = if a.start < b.start { &text[a.end..b.start] } else { &text[b.end..a.start] };
    // Another sign between: three things may be told in any order.
    if there.iter().any(|sign| (a.end.min(b.end)..a.start.max(b.start)).contains(&sign.range.start)) && !matches!(language.primary(), "ko")
    {
        return false;
    }
    match language.primary() {
        "ko" => true,
        "zh" => !between.contains('。'),
        _ => joined(between, language),
    }
}

/// Whether a text between two signs only lists the second beside the first.
fn joined(between: &str, language: &Language) -> bool {
    let (and, articles): (&[&str], &[&str]) = match language.primary() {
        "en" => (&["and", "or"], &["the", "a", "an"]),
        "de" => (&["und", "oder", "sowie"], &["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer"]),
        "fr" => (&["et", "ou"], &["le", "la", "les", "un", "une", "l", "de", "du", "d"]),
        "ru" => (&["и", "или"], &[]),
        "vi" => (&["và", "hoặc"], &["một", "các"]),
        "th" => (&["และ", "หรือ"], &[]),
        _ => return false,
    };
    let trimmed = between.trim_start_matches([')', ' ']);
    let Some(rest) = trimmed.strip_prefix(',').map(str::trim_start).or_else(|| and.iter().find_map(|word| trimmed.strip_prefix(word)))
    else {
        return false;
    };
    if language.primary() == "th" {
        return rest.chars().count() <= 30 && !["ที่", "ซึ่ง", "ของ", "โดย", "ถูก"].iter().any(|word| rest.contains(word));
    }
    let words: Vec<&str> = rest
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty() && !articles.contains(word) && !and.contains(word))
        .collect();
    const MOVING: &[&str] = &[
        "of",
        "in",
        "on",
        "with",
        "by",
        "to",
        "from",
        "at",
        "for",
        "which",
        "that",
        "is",
        "are",
        "von",
        "im",
        "in",
        "an",
        "auf",
        "mit",
        "wobei",
        "welche",
        "ist",
        "dans",
        "sur",
        "par",
        "avec",
        "qui",
        "dont",
        "est",
        "в",
        "на",
        "с",
        "к",
        "котор",
        "trong",
        "của",
        "trên",
        "với",
        "mà",
    ];
    words.len() <= 4 && !words.iter().any(|word| MOVING.contains(word))
}
