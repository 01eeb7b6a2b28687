//! Negation: a source that denies and Japanese that does not, or the other way round.

use std::ops::Range;

use super::{Check, Draft};
use crate::Language;

/// How a language says no.
struct Negation {
    /// Words and parts that deny, in lower case. Of languages with spaces they are whole words; `*` at the end: beginnings of words.
    words: &'static [&'static str],
    /// Phrases that hold one of them and deny nothing, or are said without a denial in Japanese (`not less than`: 以上).
    others: &'static [&'static str],
    /// Words that may become a denial in Japanese without being one: `prevent`, `only`, `-less`.
    related: &'static [&'static str],
    /// Whether words are set apart by spaces.
    spaced: bool,
}

const ENGLISH: Negation = Negation {
    words: &[
        "not", "cannot", "never", "neither", "nor", "without", "none", "nothing", "no", "isn't", "doesn't", "don't", "can't", "aren't",
        "won't",
    ],
    others: &[
        "not less than",
        "not more than",
        "not greater than",
        "not lower than",
        "not higher than",
        "not smaller than",
        "not larger than",
        "no more than",
        "no less than",
        "no greater than",
        "no later than",
        "no longer than",
        "not exceeding",
        "not exceed",
        "whether or not",
        "not only",
        "no.",
        "id no",
        "not later than",
        "not fewer than",
        "no fewer than",
        "not below",
        "not above",
        "no higher than",
        "no lower than",
        "no smaller than",
        "no larger than",
    ],
    related: &[
        "prevent*",
        "avoid*",
        "un*",
        "in*",
        "im*",
        "ir*",
        "non*",
        "dis*",
        "*less",
        "free",
        "fail*",
        "lack*",
        "absen*",
        "except*",
        "only",
        "unless",
        "until",
        "before",
        "hardly",
        "little",
        "few",
        "rather",
        "instead",
        "other than",
        "exclu*",
        "omit*",
        "prohibit*",
        "regardless",
        "limited",
        "must",
        "should",
        "need*",
        "necessary",
        "required",
        "always",
        "constantly",
        "deny",
        "denied",
        "reject*",
        "block*",
        "inhibit*",
        "suppress*",
        "stop*",
        "merely",
        "simply",
        "difficult*",
        "remain*",
        "same",
        "despite",
        "although",
        "even",
        "continu*",
        "anhydr*",
        "a*",
    ],
    spaced: true,
};

const GERMAN: Negation = Negation {
    words: &["nicht", "kein*", "ohne", "weder", "niemals", "nie", "nichts"],
    others: &[
        "nicht nur",
        "nicht weniger als",
        "nicht mehr als",
        "nicht größer als",
        "nicht kleiner als",
        "nicht höher als",
        "nicht niedriger als",
        "nicht überschreitet",
        "nicht unterschreitet",
    ],
    related: &[
        "verhinder*",
        "vermeid*",
        "un*",
        "*los",
        "*lose",
        "*losen",
        "*loser",
        "*loses",
        "*frei",
        "*freie",
        "*freien",
        "*freier",
        "*freies",
        "frei",
        "nur",
        "außer*",
        "fehl*",
        "anstatt",
        "statt",
        "bis",
        "bevor",
        "muss",
        "müssen",
        "soll*",
        "stets",
        "ständig",
        "kaum",
        "nicht*",
        "ausgeschlossen",
        "auszuschließen",
        "trotz",
        "obwohl",
        "lediglich",
        "unterbind*",
        "schwierig",
    ],
    spaced: true,
};

const FRENCH: Negation = Negation {
    words: &["ne", "n'*", "sans", "ni", "aucun*", "jamais", "non"],
    others: &[
        "non seulement",
        "ne dépasse pas",
        "ne dépassant pas",
        "n'excédant pas",
        "n'excède pas",
        "pas moins de",
        "pas plus de",
        "non inférieur",
        "non supérieur",
        "ne que",
    ],
    related: &[
        "empêch*",
        "évit*",
        "in*",
        "im*",
        "dé*",
        "seul*",
        "sauf",
        "exempt*",
        "dépourvu*",
        "manqu*",
        "avant",
        "jusqu*",
        "doit",
        "doivent",
        "non-*",
        "plutôt",
        "exclu*",
        "interdi*",
        "malgré",
        "bien que",
        "difficile*",
        "an*",
        "constamment",
        "toujours",
    ],
    spaced: true,
};

const RUSSIAN: Negation = Negation {
    words: &["не", "нет", "ни", "без", "нельзя", "никогда"],
    others: &[
        "не менее",
        "не более",
        "не меньше",
        "не больше",
        "не ниже",
        "не выше",
        "не только",
        "не превыша*",
        "не позднее",
        "не ранее",
        "не позже",
        "не раньше",
    ],
    related: &[
        "не*",
        "предотвра*",
        "исключ*",
        "избега*",
        "без*",
        "бес*",
        "только",
        "лишь",
        "кроме",
        "отсутств*",
        "должн*",
        "необходим*",
        "вместо",
        "до",
        "пока",
        "постоянно",
        "препятств*",
        "трудно",
        "несмотря",
        "всегда",
        "запре*",
        "устран*",
    ],
    spaced: true,
};

const CHINESE: Negation = Negation {
    words: &["不", "无", "無", "没", "沒", "未", "非", "否"],
    others: &[
        "不少于",
        "不大于",
        "不小于",
        "不超过",
        "不高于",
        "不低于",
        "不多于",
        "不超過",
        "不少於",
        "不大於",
        "不小於",
        "不低於",
        "不高於",
        "不仅",
        "不但",
        "不僅",
        "不同",
        "不锈钢",
        "不鏽鋼",
        "不断",
        "不斷",
        "不论",
        "无论",
        "無論",
        "不管",
        "是否",
        "无线",
        "無線",
        "非常",
        "除非",
        "不良",
        "不足",
        "不对称",
        "无机",
        "不久",
        "不饱和",
        "不規則",
        "不规则",
        "无人",
        "不等",
        "不晚于",
        "不早于",
        "不均匀",
        "不均",
        "不一致",
        "无菌",
        "无纺布",
        "非晶",
        "非织造",
        "非易失",
        "不透明",
        "不溶",
        "无水",
        "无刷",
        "非线性",
        "不稳定",
    ],
    related: &[
        "防止", "避免", "只", "仅", "僅", "除", "缺", "以外", "必须", "应", "需", "之前", "直到", "免", "禁止", "难", "不", "无", "非",
        "未", "停止", "消除", "始终", "持续", "阻",
    ],
    spaced: false,
};

const KOREAN: Negation = Negation {
    words: &["않", "없", "못하", "못한", "못할", "아니", "아닌", " 안 "],
    others: &[
        "뿐만 아니라",
        "뿐 아니라",
        "않고서",
        "지 않으면 안",
        "에 지나지 않",
        "틀림없",
        "관계없이",
        "상관없이",
        "끊임없이",
        "넘지 않",
        "초과하지 않",
    ],
    related: &[
        "방지", "불", "비", "무", "미", "만", "해야", "이외", "제외", "대신", "전에", "까지", "부재", "금지", "억제", "차단", "없", "않",
        "난", "어렵", "항상", "계속",
    ],
    spaced: false,
};

const THAI: Negation = Negation {
    words: &["ไม่", "มิได้", "มิให้", "ปราศจาก", "ไร้"],
    others: &["ไม่น้อยกว่า", "ไม่เกิน", "ไม่มากกว่า", "ไม่ต่ำกว่า", "ไม่สูงกว่า", "ไม่ว่า", "หรือไม่", "ไม่เพียง", "ไร้สาย"],
    related: &[
        "ป้องกัน",
        "หลีกเลี่ยง",
        "เท่านั้น",
        "ยกเว้น",
        "ขาด",
        "ต้อง",
        "ก่อน",
        "จนกว่า",
        "แทน",
        "ห้าม",
        "ยาก",
        "อโลหะ",
        "ไร้",
        "หยุด",
        "ตลอด",
        "อนินทรีย์",
        "นอกเหนือ",
    ],
    spaced: false,
};

const VIETNAMESE: Negation = Negation {
    words: &["không", "chưa", "chẳng"],
    others: &[
        "không khí",
        "không gian",
        "chân không",
        "hàng không",
        "không chỉ",
        "không những",
        "không nhỏ hơn",
        "không lớn hơn",
        "không quá",
        "không vượt quá",
        "không ít hơn",
        "không nhiều hơn",
        "không thấp hơn",
        "không cao hơn",
        "hay không",
        "không dây",
    ],
    related: &[
        "ngăn",
        "tránh",
        "chỉ",
        "trừ",
        "thiếu",
        "phải",
        "trước",
        "cho đến khi",
        "thay vì",
        "cấm",
        "vô",
        "phi",
        "bất",
        "khó",
        "ngoài",
        "luôn",
        "liên tục",
        "ngừng",
    ],
    spaced: true,
};

const INDONESIAN: Negation = Negation {
    words: &["tidak", "bukan", "tanpa", "tak", "belum"],
    others: &[
        "tidak kurang dari",
        "tidak lebih dari",
        "tidak hanya",
        "tidak melebihi",
        "tidak lebih daripada",
        "tidak kurang daripada",
        "tidak boleh kurang",
    ],
    related: &[
        "mencegah",
        "menghindari",
        "hanya",
        "kecuali",
        "harus",
        "mesti",
        "hendaklah",
        "sebelum",
        "non*",
        "bebas",
        "nir*",
        "sehingga",
        "mengelak*",
        "sukar",
    ],
    spaced: true,
};

const SPANISH: Negation = Negation {
    words: &["no", "sin", "ni", "nunca", "ningún", "ninguna", "ninguno"],
    others: &[
        "no menos de",
        "no más de",
        "no superior a",
        "no inferior a",
        "no solo",
        "no sólo",
        "não inferior",
        "não superior",
        "não só",
        "não menos de",
        "não mais de",
    ],
    related: &[
        "in*", "im*", "des*", "evit*", "imped*", "solo", "sólo", "apenas", "somente", "excepto", "exceto", "debe*", "deve*", "antes",
        "hasta", "até", "libre*", "livre*", "falta*", "prev*", "no*", "a*",
    ],
    spaced: true,
};

const PORTUGUESE: Negation = Negation {
    words: &["não", "sem", "nem", "nunca", "nenhum", "nenhuma"],
    others: &[
        "no menos de",
        "no más de",
        "no superior a",
        "no inferior a",
        "no solo",
        "no sólo",
        "não inferior",
        "não superior",
        "não só",
        "não menos de",
        "não mais de",
    ],
    related: &[
        "in*", "im*", "des*", "evit*", "imped*", "solo", "sólo", "apenas", "somente", "excepto", "exceto", "debe*", "deve*", "antes",
        "hasta", "até", "libre*", "livre*", "falta*", "prev*", "no*", "a*",
    ],
    spaced: true,
};

fn of(language: &Language) -> Option<&'static Negation> {
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
        "es" => &SPANISH,
        "pt" => &PORTUGUESE,
        _ => return None,
    })
}

/// Denials that a Japanese sentence may make in its words; those of verbs first.
const JAPANESE_VERBAL: &[&str] = &[
    "ない",
    "なかっ",
    "なけれ",
    "なく",
    "ません",
    "ずに",
    "せず",
    "れず",
    "きず",
    "ならず",
    "わず",
    "らず",
    "かず",
    "けず",
    "えず",
    "じず",
    "得ず",
];
/// Other words that deny or stand for a denial.
const JAPANESE_OTHER: &[&str] = &[
    "無し",
    "無く",
    "無い",
    "なし",
    "無関係",
    "不要",
    "不能",
    "不可",
    "不在",
    "未",
    "非",
    "不",
    "無",
    "禁止",
    "防止",
    "回避",
    "阻止",
    "以外",
    "除く",
    "除い",
    "省略",
    "困難",
    "欠く",
    "欠い",
    "否",
    "防ぐ",
    "防げ",
    "免れ",
    "抑制",
];
/// What looks like a denial and is none. Taken out before looking.
const JAPANESE_NONE: &[&str] = &[
    "少なくとも",
    "だけでなく",
    "のみでなく",
    "のみならず",
    "なければならない",
    "なければなりません",
    "に過ぎない",
    "にすぎない",
    "かもしれない",
    "に他ならない",
    "にほかならない",
    "間違いない",
    "違いない",
    "少ない",
    "少なく",
    "少なさ",
    "少なかっ",
    "絶えず",
    "必ず",
    "必ずし",
    "まず、第",
    "いずれ",
    "わずか",
    "僅か",
    "みずから",
    "ひずみ",
    "きずり",
    "くずれ",
    "にもかかわらず",
    "に関わらず",
    "にかかわらず",
    "によらず",
    "を問わず",
    "未満",
    "無線",
    "不織布",
    "非常",
    "無機",
    "不飽和",
    "無段",
    "無限",
    "つなぐ",
    "つなく",
    "つない",
    "はずれ",
    "はずし",
    "はずす",
    "ずれ",
    "短く",
    "危ない",
    "おこない",
    "行ない",
    "行なっ",
    "行なわ",
    "損なう",
    "損ない",
    "損なわ",
    "まかない",
    "伴ない",
    "伴なう",
    "ともない",
    "異なく",
    "はかない",
    "切ない",
    "きたない",
    "汚ない",
    "つたない",
    "超えない",
    "を下回らない",
    "上回らない",
    "越えない",
    "なくてもよい",
    "なお",
    "不足",
    "不良",
    "是非",
    "否か",
    "なくとも",
    "なくなる",
    "なくす",
    "無人",
    "不均一",
    "不規則",
    "無菌",
    "非晶",
    "不揮発",
    "非線形",
    "不透明",
    "無水",
    "未来",
    "不純物",
    "不活性",
];

/// Compares denials.
pub(super) fn check(source: &str, japanese: &str, language: &Language, out: &mut Vec<Draft>) {
    let Some(negation) = of(language) else { return };
    let lower = source.to_lowercase();
    let masked = without(&lower, negation.others, negation.spaced);
    let denied = denials(&masked, negation, language);
    let japanese_masked = without(japanese, JAPANESE_NONE, false);
    let verbal = first_of(&japanese_masked, JAPANESE_VERBAL);
    if let Some(range) = denied.first() {
        let said = denied.len();
        let heard = JAPANESE_VERBAL.iter().chain(JAPANESE_OTHER).any(|word| japanese_masked.contains(word));
        if !heard && said > 0 {
            // Lower case may have another length; then the place is not shown.
            let shown = (lower.len() == source.len()).then(|| range.clone()).filter(|range| source.get(range.clone()).is_some());
            let detail = lower.get(range.clone()).unwrap_or_default().to_owned();
            out.push(Draft::new(Check::Negation, shown, None, detail));
        }
        return;
    }
    // Nothing denied, nothing related: where does the Japanese have it from? Only what clearly denies a verb counts.
    const CLEAR: &[&str] = &[
        "されない",
        "しない",
        "できない",
        "でない",
        "ていない",
        "されず",
        "せず",
        "しなかった",
        "されなかった",
        "を有さない",
        "含まない",
        "ではない",
    ];
    if let Some(range) = verbal
        && CLEAR.iter().any(|word| japanese_masked.contains(word))
        && !masked_has_related(&masked, &lower, negation)
    {
        out.push(Draft::new(Check::NegationAdded, None, Some(range.clone()), japanese[range].to_owned()));
    }
}

/// The text with these phrases blanked, in the same length.
fn without(text: &str, phrases: &[&str], spaced: bool) -> String {
    let mut out = text.to_owned();
    for phrase in phrases {
        let phrase = phrase.trim_end_matches('*');
        let mut from = 0;
        while let Some(at) = out[from..].find(phrase).map(|at| from + at) {
            let end = at + phrase.len();
            let bounded = !spaced || out[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic());
            // `No. 5` is a number; `no.` may also end a sentence.
            let abbreviation = phrase != "no." || out[end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
            if bounded && abbreviation {
                out.replace_range(at..end, &" ".repeat(phrase.len()));
            }
            from = end;
        }
    }
    out
}

/// Where a text denies.
fn denials(text: &str, negation: &Negation, language: &Language) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    if negation.spaced {
        let mut at = 0;
        for token in text.split_inclusive(|c: char| !c.is_alphabetic() && c != '\'') {
            let word = token.trim_end_matches(|c: char| !c.is_alphabetic());
            let joined = text[..at].ends_with('-') || token.ends_with('-');
            if !joined && !word.is_empty() && negation.words.iter().any(|known| matches(known, word)) {
                out.push(at..at + word.len());
            }
            at += token.len();
        }
        if language.primary() == "fr" {
            // `ne … que` limits; `pas` is a pitch or a step, and only denies with `ne`.
            out.retain(|range| {
                let word = &text[range.clone()];
                if word != "ne" && !word.starts_with("n'") {
                    return true;
                }
                let rest: Vec<&str> = text[range.end..].split_whitespace().take(8).collect();
                rest.iter().any(|word| {
                    matches!(
                        word.trim_matches(|c: char| !c.is_alphabetic()),
                        "pas" | "plus" | "jamais" | "aucun" | "aucune" | "ni" | "point" | "rien" | "guère"
                    )
                })
            });
        }
    } else {
        for word in negation.words {
            out.extend(text.match_indices(word).map(|(at, found)| at..at + found.len()));
        }
        out.sort_by_key(|range| range.start);
    }
    out
}

fn matches(known: &str, word: &str) -> bool {
    match (known.strip_suffix('*'), known.strip_prefix('*')) {
        (Some(beginning), _) => word.starts_with(beginning) && (word.len() > beginning.len() || known.ends_with("'*")),
        (_, Some(ending)) => word.ends_with(ending),
        _ => word == known,
    }
}

fn masked_has_related(masked: &str, lower: &str, negation: &Negation) -> bool {
    if !negation.spaced {
        return negation.related.iter().any(|word| lower.contains(word)) || negation.others.iter().any(|phrase| lower.contains(phrase));
    }
    let phrases = negation.related.iter().filter(|word| word.contains(' ')).any(|phrase| lower.contains(phrase))
        || negation.others.iter().any(|phrase| lower.contains(phrase.trim_end_matches('*')));
    phrases
        || masked.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '-').any(|word| {
            !word.is_empty()
                && negation.related.iter().any(|known| {
                    // A prefix makes a word of some length: `in` is none of `in*`.
                    let long = !known.ends_with('*') || word.chars().count() > known.chars().count() + 2 || known.chars().count() > 4;
                    *known != "a*" && long && matches(known, word)
                })
        })
}

fn first_of(text: &str, words: &[&str]) -> Option<Range<usize>> {
    words.iter().filter_map(|word| text.find(word).map(|at| at..at + word.len())).min_by_key(|range| range.start)
}
