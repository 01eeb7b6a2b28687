//! Frames of dependent claims: `The device according to claim 1 or 2, wherein` where the device is a term and nothing else is said.

use crate::{
    Language,
    claims::{japanese_references, references},
    terms::Termbase,
};

/// What a language says around a claim's subject and its reference. In lower case.
struct Frame {
    /// Before the subject.
    articles: &'static [&'static str],
    /// Between subject and reference; for languages with the reference first, before the reference.
    according: &'static [&'static str],
    /// After the reference (and, where it comes first, before the subject).
    after: &'static [&'static str],
    /// At the end: "wherein".
    wherein: &'static [&'static str],
    /// Whether the reference comes before the subject.
    reference_first: bool,
    /// After the reference, where it stands alone and the subject comes at the end of the claim: 에 있어서.
    alone: &'static [&'static str],
    /// Whether a space stands between the subject and what follows it.
    spaced: bool,
}

const ENGLISH: Frame = Frame {
    articles: &["the", "a", "an", ""],
    according: &[
        "according to",
        "according to any of",
        "according to any one of",
        "according to one of",
        "of",
        "of any of",
        "of any one of",
        "as claimed in",
        "as claimed in any of",
        "as claimed in any one of",
        "as recited in",
        "as defined in",
        "as set forth in",
        "in accordance with",
        "as in",
        "according to either",
    ],
    after: &[""],
    wherein: &["wherein", "in which", "characterized in that", "characterised in that", "where"],
    reference_first: false,
    alone: &[],
    spaced: true,
};

const GERMAN: Frame = Frame {
    articles: &["", "die", "der", "das"],
    according: &["nach", "gemäß", "nach einem der", "gemäß einem der", "nach mindestens einem der"],
    after: &[""],
    wherein: &["dadurch gekennzeichnet, dass", "dadurch gekennzeichnet", "dadurch gekennzeichnet, daß", "wobei"],
    reference_first: false,
    alone: &[],
    spaced: true,
};

const FRENCH: Frame = Frame {
    articles: &["", "le", "la"],
    according: &["selon la", "selon l'une des", "selon l'une quelconque des", "selon l’une quelconque des", "selon les"],
    after: &[""],
    wherein: &["dans lequel", "dans laquelle", "caractérisé en ce que", "caractérisée en ce que"],
    reference_first: false,
    alone: &[],
    spaced: true,
};

const SPANISH: Frame = Frame {
    articles: &["", "el", "la", "un", "una"],
    according: &[
        "según la",
        "de acuerdo con la",
        "según una de las",
        "según cualquiera de las",
        "de acuerdo con cualquiera de las",
        "según las",
    ],
    after: &[""],
    wherein: &["en el que", "en la que", "en donde", "caracterizado porque", "caracterizada porque"],
    reference_first: false,
    alone: &[],
    spaced: true,
};

const RUSSIAN: Frame = Frame {
    articles: &[""],
    according: &["по", "по любому из", "согласно"],
    after: &[""],
    wherein: &["отличающийся тем, что", "отличающаяся тем, что", "отличающееся тем, что", "в котором", "в которой", "где"],
    reference_first: false,
    alone: &[],
    spaced: true,
};

const INDONESIAN: Frame = Frame {
    articles: &["", "suatu"],
    according: &["menurut", "sesuai dengan", "menurut salah satu dari", "sesuai"],
    after: &[""],
    wherein: &["dimana", "di mana", "yang dicirikan bahwa", "yang mana"],
    reference_first: false,
    alone: &[],
    spaced: true,
};

const MALAY: Frame = Frame {
    articles: &["", "suatu", "sebuah"],
    according: &["mengikut", "mengikut mana-mana satu", "seperti yang dituntut dalam", "seperti dalam"],
    after: &[""],
    wherein: &["di mana", "dimana", "yang mana"],
    reference_first: false,
    alone: &[],
    spaced: true,
};

const VIETNAMESE: Frame = Frame {
    articles: &["", "một"],
    according: &["theo", "theo bất kỳ", "theo một trong"],
    after: &[""],
    wherein: &["trong đó", "khác biệt ở chỗ", "đặc trưng ở chỗ"],
    reference_first: false,
    alone: &[],
    spaced: true,
};

const CHINESE: Frame = Frame {
    articles: &[""],
    according: &["根据", "如", "按照", "根據", "依據", "一种根据", "一种如"],
    after: &[
        "所述的",
        "所述之",
        "所述",
        "任一项所述的",
        "任一項所述的",
        "任一項所述之",
        "中任一项所述的",
        "中任意一项所述的",
        "中任一項所述之",
        "任意一项所述的",
        "项所述之",
        "項所述之",
        "項之",
        "之",
    ],
    wherein: &["其特征在于", "其中", "其特徵在於", "其特征是"],
    reference_first: true,
    alone: &[],
    spaced: true,
};

const KOREAN: Frame = Frame {
    articles: &[""],
    according: &[""],
    after: &[
        "에 따른 ",
        "에 기재된 ",
        "에 기재의 ",
        "에 의한 ",
        "의 ",
        "중 어느 한 항에 따른 ",
        "중 어느 하나의 항에 따른 ",
        "중 어느 한 항에 기재된 ",
        "중 어느 한 항의 ",
        "중 어느 하나에 따른 ",
    ],
    wherein: &[],
    reference_first: true,
    alone: &["에 있어서", "중 어느 한 항에 있어서", "중 어느 하나의 항에 있어서", "중 어느 하나에 있어서", "중 어느 한 항에 있어서"],
    spaced: true,
};

const THAI: Frame = Frame {
    articles: &[""],
    according: &["ตาม", "ตามที่ระบุใน", "ตามที่ขอถือสิทธิใน", "ตามข้อใดข้อหนึ่งของ"],
    after: &["", "ข้อใดข้อหนึ่ง", "ข้อใดข้อหนึ่งข้างต้น"],
    wherein: &["โดยที่", "ที่ซึ่ง", "ซึ่ง", "มีลักษณะเฉพาะคือ", "ที่มีลักษณะเฉพาะคือ"],
    reference_first: false,
    alone: &[],
    spaced: false,
};

const ARABIC: Frame = Frame {
    // The article is written together with its noun.
    articles: &["", "ال"],
    according: &["وفقًا", "وفقا", "وفقاً", "طبقًا", "طبقا", "طبقاً", "حسب", "وفقًا لأي من", "وفقا لأي من", "وفقاً لأي من", "طبقًا لأي من", "كما في"],
    after: &[""],
    wherein: &["حيث", "حيث إن", "حيث أن", "يتميز بأن", "تتميز بأن"],
    reference_first: false,
    alone: &[],
    spaced: true,
};

fn frame(language: &Language) -> Option<&'static Frame> {
    Some(match language.primary() {
        "en" => &ENGLISH,
        "de" => &GERMAN,
        "fr" => &FRENCH,
        "es" => &SPANISH,
        "ru" => &RUSSIAN,
        "id" => &INDONESIAN,
        "ms" => &MALAY,
        "vi" => &VIETNAMESE,
        "zh" => &CHINESE,
        "ko" => &KOREAN,
        "th" => &THAI,
        "ar" => &ARABIC,
        _ => return None,
    })
}

/// The Japanese of a dependent claim's frame whose every part is known. A claim number before it is kept.
pub(super) fn translate(text: &str, language: &Language, terms: &Termbase) -> Option<String> {
    let frame = frame(language)?;
    let (number, text) = own_number(text);
    let found = references(text, language);
    let [reference] = found.as_slice() else { return None };
    let before = text[..reference.range.start].trim();
    let after = text[reference.range.end..].trim();
    let (after, wherein) = without_wherein(after, frame)?;
    if before.is_empty() && frame.alone.contains(&after) {
        return Some(format!("{number}{}において、", japanese_references(reference)?));
    }
    let subject = if frame.reference_first {
        if !frame.according.contains(&before) {
            return None;
        }
        frame.after.iter().filter(|words| !words.is_empty()).find_map(|words| terms.whole(after.strip_prefix(words)?, language))
    } else {
        if !frame.after.contains(&after) {
            return None;
        }
        let lower = before.to_lowercase();
        frame.according.iter().find_map(|according| {
            // Lower case of what precedes has the same length only if the text is cut by its own characters: compare from the end.
            let subject = lower.strip_suffix(according)?;
            let subject = if frame.spaced { subject.strip_suffix(' ')? } else { subject.trim_end() };
            frame.articles.iter().find_map(|article| {
                let attached = *article == "ال";
                let subject = if article.is_empty() || attached {
                    subject.strip_prefix(article)?
                } else {
                    subject.strip_prefix(article)?.strip_prefix(' ')?
                };
                terms.whole(subject.trim_end_matches(','), language)
            })
        })
    }?;
    let references = japanese_references(reference)?;
    let end = if wherein { "であって、" } else { "" };
    Some(format!("{number}{references}に記載の{subject}{end}"))
}

/// `3.` before a claim, kept as it stands.
fn own_number(text: &str) -> (String, &str) {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 4 {
        return (String::new(), text);
    }
    let rest = &text[digits..];
    match rest.strip_prefix(['.', ')', '、', '．']) {
        Some(after) => (format!("{}. ", &text[..digits]), after.trim_start()),
        None => (String::new(), text),
    }
}

/// What follows the reference without a closing "wherein", and whether there was one; `None` where the text ends in the middle.
fn without_wherein<'a>(after: &'a str, frame: &Frame) -> Option<(&'a str, bool)> {
    let around = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | ':' | '：' | '.' | '。' | '、' | '،' | '؛');
    let trimmed = after.trim_end_matches(around);
    let lower = trimmed.to_lowercase();
    for words in frame.wherein {
        if lower.ends_with(words) && trimmed.is_char_boundary(trimmed.len().checked_sub(words.len())?) {
            return Some((trimmed[..trimmed.len() - words.len()].trim_end_matches(around).trim_start_matches(','), true));
        }
    }
    Some((trimmed, false))
}
