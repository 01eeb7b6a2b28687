//! Bounds of numbers: 以上, 超, 以下, 未満 and their counterparts.

mod asian;
mod european;

use std::ops::Range;

use asian::{CHINESE, INDONESIAN, JAPANESE, KOREAN, THAI, VIETNAMESE};
use european::{ENGLISH, FRENCH, GERMAN, RUSSIAN, SPANISH};

use super::{Check, Draft, measures::Measure, numbers::Pairs};
use crate::Language;

/// A bound: from below or from above, the value itself included or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bound {
    lower: bool,
    strict: bool,
}

const GE: Bound = Bound { lower: true, strict: false };
const GT: Bound = Bound { lower: true, strict: true };
const LE: Bound = Bound { lower: false, strict: false };
const LT: Bound = Bound { lower: false, strict: true };

/// Words before a number, and words after it (and its unit). In lower case; the longest that fits counts.
struct Words {
    before: &'static [(&'static str, Bound)],
    after: &'static [(&'static str, Bound)],
}

/// Signs of mathematics, in every language.
const SIGNS: &[(&str, Bound)] = &[("≥", GE), (">=", GE), ("≤", LE), ("<=", LE), (">", GT), ("<", LT)];

/// "At least" of anything, a number or not: in Japanese one of [`LOWER_WORDS`].
const AT_LEAST: &[(&str, &[&str])] = &[
    ("en", &["at least", "one or more", "or more of"]),
    ("de", &["mindestens", "wenigstens", "zumindest"]),
    ("fr", &["au moins"]),
    ("ru", &["по меньшей мере", "по крайней мере"]),
    ("zh", &["至少"]),
    ("ko", &["적어도"]),
    ("th", &["อย่างน้อย"]),
    ("vi", &["ít nhất"]),
    ("id", &["setidaknya", "sedikitnya", "sekurang-kurangnya", "paling sedikit"]),
    ("ms", &["sekurang-kurangnya", "setidak-tidaknya"]),
    ("es", &["al menos", "por lo menos"]),
    ("pt", &["pelo menos"]),
];

const LOWER_WORDS: &[&str] = &[
    "少なくとも",
    "以上",
    "最低",
    "超",
    "下限",
    "または複数",
    "又は複数",
    "もしくは複数",
    "若しくは複数",
    "あるいは複数",
    "より大",
    "より高",
    "より多",
    "最小",
];

fn of(language: &Language) -> Option<&'static Words> {
    Some(match language.primary() {
        "en" => &ENGLISH,
        "de" => &GERMAN,
        "fr" => &FRENCH,
        "ru" => &RUSSIAN,
        "zh" => &CHINESE,
        "ko" => &KOREAN,
        "th" => &THAI,
        "vi" => &VIETNAMESE,
        "id" | "ms" => &INDONESIAN,
        "es" | "pt" => &SPANISH,
        "ja" => &JAPANESE,
        _ => return None,
    })
}

/// Compares bounds of the numbers that belong together.
pub(super) fn check(
    source: &str,
    japanese: &str,
    language: &Language,
    wanted: &[Measure],
    found: &[Measure],
    pairs: &Pairs,
    out: &mut Vec<Draft>,
) {
    let Some(words) = of(language) else { return };
    let lower = source.to_lowercase();
    let source = if lower.len() == source.len() { lower.as_str() } else { source };
    let mut reported = false;
    for (number, slot) in wanted.iter().zip(pairs) {
        let Some((bound, place)) = bound_of(source, number, words) else { continue };
        // Without its Japanese number a bound has nothing to stand at; the number is reported.
        let Some(slot) = slot else { continue };
        let candidates = || found.iter().filter(|other| number.same(other));
        let same_way = candidates().any(|other| bound_of(japanese, other, &JAPANESE).is_some_and(|(there, _)| there.lower == bound.lower));
        if same_way {
            // 以下 for 以下 but not 未満; the other way round languages are loose.
            let strict = candidates()
                .any(|other| bound_of(japanese, other, &JAPANESE).is_some_and(|(there, _)| there.lower == bound.lower && !there.strict));
            if !bound.strict && !strict && is_plain(source, &place) {
                out.push(Draft::new(Check::Bounds, Some(place.clone()), Some(found[*slot].range.clone()), source[place].to_owned()));
            }
            continue;
        }
        if candidates().any(|other| in_range(japanese, other)) || (bound.lower && number.readings.iter().any(|r| r == "0")) {
            continue;
        }
        // `at least one` at the beginning of a list: said of the whole.
        if bound.lower && !number_is_digits(source, number) {
            continue;
        }
        reported = true;
        out.push(Draft::new(Check::Bounds, Some(place.clone()), Some(found[*slot].range.clone()), source[place].to_owned()));
    }
    let least = AT_LEAST.iter().find(|(tag, _)| *tag == language.primary()).map(|(_, list)| *list).unwrap_or_default();
    if !reported
        && let Some(range) = least.iter().find_map(|word| source.find(word).map(|at| at..at + word.len()))
        && !LOWER_WORDS.iter().any(|word| japanese.contains(word))
        && !(language.primary() == "ru" && japanese.contains('少'))
    {
        out.push(Draft::new(Check::Bounds, Some(range.clone()), None, source[range].to_owned()));
    }
}

fn number_is_digits(source: &str, number: &Measure) -> bool {
    source.get(number.range.clone()).is_some_and(|text| text.chars().any(|c| crate::number::digit(c).is_some()))
}

/// Whether the words are an inclusive bound that is meant exactly; `up to`, `within`, `from` are not.
fn is_plain(source: &str, place: &Range<usize>) -> bool {
    !matches!(
        &source[place.clone()],
        "up to"
            | "within"
            | "до"
            | "bis zu"
            | "jusqu'à"
            | "từ"
            | "đến"
            | "lên đến"
            | "lên tới"
            | "ภายใน"
            | "까지"
            | "hasta"
            | "até"
            | "hingga"
            | "최대"
            | "최소"
            | "ตั้งแต่"
            | "最大"
            | "最高"
            | "最低"
    )
}

/// Whether a Japanese number is one end of a range.
fn in_range(japanese: &str, number: &Measure) -> bool {
    let after = &japanese[number.range.end + number.unit.length.min(japanese.len() - number.range.end)..];
    let before = japanese[..number.range.start].trim_end();
    ["~", "–", "-", "から", "ないし", "乃至", "—", "と"].iter().any(|sign| after.starts_with(sign))
        || ["~", "–", "-", "から", "ないし", "乃至", "—"].iter().any(|sign| before.ends_with(sign))
}

/// The bound of a number, and where it is said.
fn bound_of(text: &str, number: &Measure, words: &Words) -> Option<(Bound, Range<usize>)> {
    let mut best: Option<(usize, Bound, Range<usize>)> = None;
    let mut offer = |length: usize, bound: Bound, range: Range<usize>| {
        if best.as_ref().is_none_or(|(longest, _, _)| length > *longest) {
            best = Some((length, bound, range));
        }
    };
    let end = number.range.end + number.unit.length;
    let after_all = text.get(end..)?;
    let closed = after_all.trim_start_matches([' ', ')', '\u{a0}', ',']);
    // 5重量%以上; 5個以上; 5 nm thick or more: a short word may stand between.
    let starts: Vec<&str> = gaps_after(closed).collect();
    for (word, bound) in words.after {
        for (index, start) in starts.iter().enumerate() {
            if start.starts_with(word) && bounded(&start[word.len()..], word) {
                let at = text.len() - start.len();
                offer(word.len() * 4 - index, *bound, at..at + word.len());
                break;
            }
        }
    }
    let before = text.get(..number.range.start)?;
    let trimmed = before.trim_end_matches([' ', '\u{a0}', '(', '約', '±', '-', '+', '第']);
    let starts: Vec<&str> = gaps_before(trimmed).collect();
    for (word, bound) in words.before.iter().chain(SIGNS) {
        for (index, stop) in starts.iter().enumerate() {
            if stop.ends_with(word) && bounded_before(&stop[..stop.len() - word.len()], word) {
                let at = stop.len() - word.len();
                offer(word.len() * 4 - index, *bound, at..stop.len());
                break;
            }
        }
    }
    best.map(|(_, bound, range)| (bound, range))
}

/// What follows a number and its unit, and what follows a counter after it.
fn gaps_after(text: &str) -> impl Iterator<Item = &str> {
    const COUNTERS: &[&str] = &[
        "質量部",
        "重量部",
        "モル部",
        "部",
        "個",
        "回",
        "本",
        "枚",
        "種",
        "つ",
        "层",
        "次",
        "个",
        "种",
        "개",
        "회",
        "종",
        "배",
        "인",
        "명",
        "번",
        "件",
        "層",
        "倍",
        "人",
        "台",
        "年",
        "点",
        "箇所",
        "か所",
        "段",
        "kind",
        "of",
        "度",
        "の",
        "の範囲",
        "ครั้ง",
        "ชั้น",
        "ตัว",
        "lớp",
        "lần",
        "cái",
        "chiếc",
        "mal",
        "fois",
        "times",
        "раз",
        "เท่า",
    ];
    let first = std::iter::once(text);
    first.chain(COUNTERS.iter().filter_map(move |counter| text.strip_prefix(counter)).map(|rest| rest.trim_start_matches([' '])))
}

/// What stands before a number, and what stands before "about".
fn gaps_before(text: &str) -> impl Iterator<Item = &str> {
    const ABOUT: &[&str] = &[
        "about",
        "approximately",
        "etwa",
        "ca.",
        "environ",
        "около",
        "примерно",
        "约",
        "約",
        "為",
        "为",
        "약",
        "ประมาณ",
        "ร้อยละ",
        "khoảng",
        "đến",
        "als",
        "de",
        "than",
        "to",
        "a",
        "the",
        "по",
        "d'",
        "của",
        "จาก",
        "เป็น",
        "คือ",
        "是",
        "或等于",
        "equal to",
        "be",
    ];
    let first = std::iter::once(text);
    first.chain(ABOUT.iter().filter_map(move |word| text.strip_suffix(word)).map(|rest| rest.trim_end_matches([' ', '\u{a0}'])))
}

fn is_spaced(c: char) -> bool {
    c.is_alphabetic() && matches!(c as u32, 0x41..=0x24F | 0x400..=0x52F | 0x1E00..=0x1EFF)
}

fn bounded(rest: &str, word: &str) -> bool {
    !word.chars().next_back().is_some_and(is_spaced)
        || !rest.starts_with(is_spaced)
        || word.ends_with("равн")
        || word.ends_with("превышающ")
}

fn bounded_before(rest: &str, word: &str) -> bool {
    !word.chars().next().is_some_and(is_spaced) || !rest.ends_with(is_spaced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::measures::measures;

    #[test]
    fn bounds_on_either_side() {
        /// Language, text, and the bound: from below, and without the value itself.
        type Row = (&'static str, &'static str, Option<(bool, bool)>);
        let table: &[Row] = &[
            ("en", "a length of not less than 5 mm", Some((true, false))),
            ("en", "5 mm or less", Some((false, false))),
            ("en", "pin 5 is above", None),
            ("de", "mehr als etwa 5 mm", Some((true, true))),
            ("ru", "не превышает 5 мм", Some((false, false))),
            ("zh", "不超过5个", Some((false, false))),
            ("ko", "5개 이상", Some((true, false))),
            ("ko", "5mm 미만", Some((false, true))),
            ("th", "ไม่เกิน 5 มม.", Some((false, false))),
            ("vi", "không nhỏ hơn 5 mm", Some((true, false))),
            ("ja", "5mmを超えない", Some((false, false))),
            ("ja", "5重量%以上", Some((true, false))),
            ("ja", "5mmを超える", Some((true, true))),
        ];
        for (tag, text, expected) in table {
            let language = Language::parse(tag).expect("a language");
            let read = measures(text, &language);
            let bound = bound_of(text, &read[0], of(&language).expect("words")).map(|(bound, _)| (bound.lower, bound.strict));
            assert_eq!(bound, *expected, "{text}");
        }
    }
}
