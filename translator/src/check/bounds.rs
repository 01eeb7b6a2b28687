//! Bounds of numbers: 以上, 超, 以下, 未満 and their counterparts.

use std::ops::Range;

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

const ENGLISH: Words = Words {
    before: &[
        ("at least", GE),
        ("not less than", GE),
        ("no less than", GE),
        ("a minimum of", GE),
        ("not lower than", GE),
        ("not smaller than", GE),
        ("no lower than", GE),
        ("no fewer than", GE),
        ("not fewer than", GE),
        ("greater than or equal to", GE),
        ("equal to or greater than", GE),
        ("equal to or more than", GE),
        ("not below", GE),
        ("no smaller than", GE),
        ("more than", GT),
        ("greater than", GT),
        ("larger than", GT),
        ("higher than", GT),
        ("in excess of", GT),
        ("exceeding", GT),
        ("exceeds", GT),
        ("exceed", GT),
        ("above", GT),
        ("over", GT),
        ("longer than", GT),
        ("thicker than", GT),
        ("at most", LE),
        ("not more than", LE),
        ("no more than", LE),
        ("not greater than", LE),
        ("no greater than", LE),
        ("up to", LE),
        ("a maximum of", LE),
        ("not exceeding", LE),
        ("not exceed", LE),
        ("does not exceed", LE),
        ("not higher than", LE),
        ("no higher than", LE),
        ("less than or equal to", LE),
        ("equal to or less than", LE),
        ("equal to or lower than", LE),
        ("not larger than", LE),
        ("no larger than", LE),
        ("not above", LE),
        ("no longer than", LE),
        ("less than", LT),
        ("lower than", LT),
        ("smaller than", LT),
        ("fewer than", LT),
        ("below", LT),
        ("under", LT),
        ("shorter than", LT),
        ("within", LE),
    ],
    after: &[
        ("or more", GE),
        ("or greater", GE),
        ("or higher", GE),
        ("or larger", GE),
        ("or above", GE),
        ("or longer", GE),
        ("or over", GE),
        ("or less", LE),
        ("or lower", LE),
        ("or smaller", LE),
        ("or below", LE),
        ("or fewer", LE),
        ("or under", LE),
        ("or shorter", LE),
        ("at least", GE),
        ("at most", LE),
    ],
};

const GERMAN: Words = Words {
    before: &[
        ("mindestens", GE),
        ("wenigstens", GE),
        ("zumindest", GE),
        ("nicht weniger als", GE),
        ("nicht unter", GE),
        ("größer oder gleich", GE),
        ("größer gleich", GE),
        ("minimal", GE),
        ("nicht kleiner als", GE),
        ("mehr als", GT),
        ("größer als", GT),
        ("über", GT),
        ("oberhalb von", GT),
        ("höher als", GT),
        ("länger als", GT),
        ("höchstens", LE),
        ("maximal", LE),
        ("nicht mehr als", LE),
        ("bis zu", LE),
        ("kleiner oder gleich", LE),
        ("kleiner gleich", LE),
        ("nicht über", LE),
        ("nicht größer als", LE),
        ("weniger als", LT),
        ("kleiner als", LT),
        ("unter", LT),
        ("unterhalb von", LT),
        ("geringer als", LT),
        ("niedriger als", LT),
        ("kürzer als", LT),
    ],
    after: &[
        ("oder mehr", GE),
        ("oder größer", GE),
        ("oder höher", GE),
        ("oder darüber", GE),
        ("oder weniger", LE),
        ("oder kleiner", LE),
        ("oder darunter", LE),
        ("oder niedriger", LE),
        ("nicht überschreitet", LE),
        ("nicht unterschreitet", GE),
        ("nicht übersteigt", LE),
        ("überschreitet", GT),
        ("übersteigt", GT),
        ("unterschreitet", LT),
    ],
};

const FRENCH: Words = Words {
    before: &[
        ("au moins", GE),
        ("d'au moins", GE),
        ("au minimum", GE),
        ("supérieure ou égale à", GE),
        ("supérieur ou égal à", GE),
        ("supérieurs ou égaux à", GE),
        ("pas moins de", GE),
        ("minimum de", GE),
        ("plus de", GT),
        ("supérieure à", GT),
        ("supérieur à", GT),
        ("supérieures à", GT),
        ("supérieurs à", GT),
        ("dépassant", GT),
        ("dépasse", GT),
        ("au-dessus de", GT),
        ("excédant", GT),
        ("au-delà de", GT),
        ("au plus", LE),
        ("au maximum", LE),
        ("inférieure ou égale à", LE),
        ("inférieur ou égal à", LE),
        ("inférieurs ou égaux à", LE),
        ("jusqu'à", LE),
        ("ne dépassant pas", LE),
        ("ne dépasse pas", LE),
        ("n'excédant pas", LE),
        ("n'excède pas", LE),
        ("pas plus de", LE),
        ("maximum de", LE),
        ("moins de", LT),
        ("inférieure à", LT),
        ("inférieur à", LT),
        ("inférieures à", LT),
        ("inférieurs à", LT),
        ("au-dessous de", LT),
        ("en dessous de", LT),
    ],
    after: &[("ou plus", GE), ("au moins", GE), ("au minimum", GE), ("ou moins", LE), ("au plus", LE), ("au maximum", LE)],
};

const RUSSIAN: Words = Words {
    before: &[
        ("не менее чем", GE),
        ("не менее", GE),
        ("по меньшей мере", GE),
        ("по крайней мере", GE),
        ("не меньше", GE),
        ("не ниже", GE),
        ("как минимум", GE),
        ("минимум", GE),
        ("больше или равн", GE),
        ("не короче", GE),
        ("более чем", GT),
        ("более", GT),
        ("больше", GT),
        ("выше", GT),
        ("свыше", GT),
        ("превышает", GT),
        ("превышающ", GT),
        ("превышающей", GT),
        ("превышающую", GT),
        ("не более чем", LE),
        ("не более", LE),
        ("не больше", LE),
        ("не выше", LE),
        ("не превышает", LE),
        ("не превышающ", LE),
        ("не превышающей", LE),
        ("не превышающую", LE),
        ("максимум", LE),
        ("до", LE),
        ("меньше или равн", LE),
        ("не превышая", LE),
        ("не превышать", LE),
        ("менее чем", LT),
        ("менее", LT),
        ("меньше", LT),
        ("ниже", LT),
    ],
    after: &[
        ("или более", GE),
        ("или больше", GE),
        ("или выше", GE),
        ("и более", GE),
        ("и выше", GE),
        ("или менее", LE),
        ("или меньше", LE),
        ("или ниже", LE),
        ("и менее", LE),
        ("и ниже", LE),
    ],
};

const CHINESE: Words = Words {
    before: &[
        ("至少为", GE),
        ("至少", GE),
        ("不少于", GE),
        ("不小于", GE),
        ("不低于", GE),
        ("大于等于", GE),
        ("大于或等于", GE),
        ("不少於", GE),
        ("不小於", GE),
        ("不低於", GE),
        ("大於等於", GE),
        ("大於或等於", GE),
        ("最少", GE),
        ("最低", GE),
        ("不短于", GE),
        ("大于", GT),
        ("超过", GT),
        ("高于", GT),
        ("多于", GT),
        ("大於", GT),
        ("超過", GT),
        ("高於", GT),
        ("长于", GT),
        ("超出", GT),
        ("至多", LE),
        ("不超过", LE),
        ("不大于", LE),
        ("不高于", LE),
        ("不多于", LE),
        ("小于等于", LE),
        ("小于或等于", LE),
        ("不超過", LE),
        ("不大於", LE),
        ("不高於", LE),
        ("小於等於", LE),
        ("小於或等於", LE),
        ("最多", LE),
        ("最高", LE),
        ("最大", LE),
        ("不长于", LE),
        ("小于", LT),
        ("低于", LT),
        ("少于", LT),
        ("不足", LT),
        ("不到", LT),
        ("小於", LT),
        ("低於", LT),
        ("少於", LT),
        ("短于", LT),
        ("未满", LT),
    ],
    after: &[
        ("以上", GE),
        ("及以上", GE),
        ("或以上", GE),
        ("或更多", GE),
        ("或更高", GE),
        ("以下", LE),
        ("及以下", LE),
        ("或以下", LE),
        ("或更少", LE),
        ("或更低", LE),
        ("以内", LE),
        ("之内", LE),
        ("以內", LE),
    ],
};

const KOREAN: Words = Words {
    before: &[("적어도", GE), ("최소", GE), ("최대", LE), ("최소한", GE), ("많아야", LE)],
    after: &[
        ("이상", GE),
        ("초과", GT),
        ("를 초과", GT),
        ("을 초과", GT),
        ("보다 크", GT),
        ("보다 큰", GT),
        ("보다 높", GT),
        ("보다 많", GT),
        ("를 넘", GT),
        ("을 넘", GT),
        ("이하", LE),
        ("이내", LE),
        ("미만", LT),
        ("보다 작", LT),
        ("보다 낮", LT),
        ("보다 적", LT),
        ("까지", LE),
    ],
};

const THAI: Words = Words {
    before: &[
        ("อย่างน้อย", GE),
        ("ไม่น้อยกว่า", GE),
        ("ไม่ต่ำกว่า", GE),
        ("มากกว่าหรือเท่ากับ", GE),
        ("ต่ำสุด", GE),
        ("อย่างต่ำ", GE),
        ("ตั้งแต่", GE),
        ("มากกว่า", GT),
        ("เกินกว่า", GT),
        ("เกิน", GT),
        ("สูงกว่า", GT),
        ("นานกว่า", GT),
        ("ยาวกว่า", GT),
        ("ไม่เกิน", LE),
        ("ไม่มากกว่า", LE),
        ("ไม่สูงกว่า", LE),
        ("น้อยกว่าหรือเท่ากับ", LE),
        ("อย่างมาก", LE),
        ("สูงสุด", LE),
        ("ไม่เกินกว่า", LE),
        ("อย่างสูง", LE),
        ("มากที่สุด", LE),
        ("น้อยกว่า", LT),
        ("ต่ำกว่า", LT),
        ("เล็กกว่า", LT),
        ("สั้นกว่า", LT),
        ("ภายใน", LE),
    ],
    after: &[
        ("ขึ้นไป", GE),
        ("หรือมากกว่า", GE),
        ("หรือสูงกว่า", GE),
        ("เป็นอย่างน้อย", GE),
        ("ลงมา", LE),
        ("หรือน้อยกว่า", LE),
        ("หรือต่ำกว่า", LE),
        ("เป็นอย่างมาก", LE),
    ],
};

const VIETNAMESE: Words = Words {
    before: &[
        ("ít nhất", GE),
        ("tối thiểu", GE),
        ("không nhỏ hơn", GE),
        ("không ít hơn", GE),
        ("không thấp hơn", GE),
        ("lớn hơn hoặc bằng", GE),
        ("không dưới", GE),
        ("từ", GE),
        ("lớn hơn", GT),
        ("nhiều hơn", GT),
        ("cao hơn", GT),
        ("hơn", GT),
        ("trên", GT),
        ("vượt quá", GT),
        ("dài hơn", GT),
        ("quá", GT),
        ("nhiều nhất", LE),
        ("tối đa", LE),
        ("không quá", LE),
        ("không lớn hơn", LE),
        ("không vượt quá", LE),
        ("không cao hơn", LE),
        ("nhỏ hơn hoặc bằng", LE),
        ("không nhiều hơn", LE),
        ("lên đến", LE),
        ("đến", LE),
        ("nhỏ hơn", LT),
        ("ít hơn", LT),
        ("thấp hơn", LT),
        ("dưới", LT),
        ("ngắn hơn", LT),
        ("trong vòng", LE),
    ],
    after: &[
        ("trở lên", GE),
        ("hoặc hơn", GE),
        ("hoặc lớn hơn", GE),
        ("hoặc nhiều hơn", GE),
        ("hoặc cao hơn", GE),
        ("trở xuống", LE),
        ("hoặc nhỏ hơn", LE),
        ("hoặc ít hơn", LE),
        ("hoặc thấp hơn", LE),
    ],
};

const INDONESIAN: Words = Words {
    before: &[
        ("sekurang-kurangnya", GE),
        ("sedikitnya", GE),
        ("paling sedikit", GE),
        ("setidaknya", GE),
        ("minimal", GE),
        ("tidak kurang dari", GE),
        ("tidak kurang daripada", GE),
        ("sekurangnya", GE),
        ("lebih dari", GT),
        ("melebihi", GT),
        ("lebih daripada", GT),
        ("di atas", GT),
        ("lebih besar dari", GT),
        ("paling banyak", LE),
        ("maksimal", LE),
        ("maksimum", LE),
        ("tidak lebih dari", LE),
        ("tidak melebihi", LE),
        ("tidak lebih daripada", LE),
        ("hingga", LE),
        ("kurang dari", LT),
        ("di bawah", LT),
        ("kurang daripada", LT),
        ("lebih kecil dari", LT),
    ],
    after: &[("atau lebih", GE), ("ke atas", GE), ("atau kurang", LE), ("ke bawah", LE)],
};

const SPANISH: Words = Words {
    before: &[
        ("al menos", GE),
        ("por lo menos", GE),
        ("como mínimo", GE),
        ("no menos de", GE),
        ("mayor o igual", GE),
        ("pelo menos", GE),
        ("no mínimo", GE),
        ("más de", GT),
        ("superior a", GT),
        ("mayor que", GT),
        ("mais de", GT),
        ("maior que", GT),
        ("como máximo", LE),
        ("no más de", LE),
        ("hasta", LE),
        ("menor o igual", LE),
        ("no máximo", LE),
        ("até", LE),
        ("a lo sumo", LE),
        ("menos de", LT),
        ("inferior a", LT),
        ("menor que", LT),
    ],
    after: &[("o más", GE), ("ou mais", GE), ("o menos", LE), ("ou menos", LE)],
};

const JAPANESE: Words = Words {
    before: &[
        ("少なくとも", GE),
        ("最低", GE),
        ("最小", GE),
        ("最低でも", GE),
        ("最大", LE),
        ("最高", LE),
        ("多くとも", LE),
        ("高々", LE),
        ("最大で", LE),
        ("最大でも", LE),
        ("長くとも", LE),
        ("最長", LE),
    ],
    after: &[
        ("以上", GE),
        ("超", GT),
        ("を超", GT),
        ("超え", GT),
        ("を越え", GT),
        ("を上回", GT),
        ("より大", GT),
        ("より高", GT),
        ("より多", GT),
        ("より長", GT),
        ("より厚", GT),
        ("より上", GT),
        ("を下回らな", GE),
        ("より低くならな", GE),
        ("以降", GE),
        ("より小さくならな", GE),
        ("よりも大", GT),
        ("よりも高", GT),
        ("よりも多", GT),
        ("よりも長", GT),
        ("以下", LE),
        ("以内", LE),
        ("未満", LT),
        ("を超えな", LE),
        ("を越えな", LE),
        ("を上回らな", LE),
        ("を下回", LT),
        ("より小", LT),
        ("より低", LT),
        ("より少な", LT),
        ("より短", LT),
        ("より薄", LT),
        ("まで", LE),
        ("に満たな", LT),
        ("を切", LT),
        ("よりも小", LT),
        ("よりも低", LT),
        ("よりも少な", LT),
        ("よりも短", LT),
        ("を最大", LE),
        ("を上限", LE),
        ("を下限", GE),
        ("が最大", LE),
        ("より大きくならな", LE),
    ],
};

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
