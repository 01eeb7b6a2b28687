//! The language of a text, where nobody said it.
//!
//! Script first, for it is certain; then whatlang, which knows no Lao and calls Malay Indonesian. A statement of the office is always better.

use whatlang::Lang;

use crate::Language;

/// How much of a text is looked at.
const LOOKED_AT: usize = 2000;

/// The language a text seems to be in; `None` rather than a guess. Malay and Indonesian are never told apart: neither is answered.
#[must_use]
pub fn detect(text: &str) -> Option<Language> {
    let mut counts: [usize; SCRIPTS.len()] = [0; SCRIPTS.len()];
    let (mut han, mut kana, mut letters) = (0usize, 0usize, 0usize);
    let sample: String = text.chars().filter(|c| !c.is_numeric()).take(LOOKED_AT).collect();
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        let code = c as u32;
        match code {
            0x3040..=0x30FF => kana += 1,
            0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => han += 1,
            _ => {
                if let Some(slot) = SCRIPTS.iter().position(|(from, to, _)| (*from..=*to).contains(&code)) {
                    counts[slot] += 1;
                }
            }
        }
    }
    if letters < 2 {
        return None;
    }
    // Offices' texts hold Latin terms and signs: a third of the letters decides.
    let most = |count: usize| count * 3 >= letters;
    if most(kana + han) {
        if kana * 10 >= kana + han {
            return Language::parse("ja").ok();
        }
        return chinese(&sample);
    }
    if let Some((slot, _)) = counts.iter().enumerate().max_by_key(|(_, count)| **count).filter(|(_, count)| most(**count)) {
        return Language::parse(SCRIPTS[slot].2).ok();
    }
    let info = whatlang::detect(&sample)?;
    if !info.is_reliable() || letters < 20 {
        return None;
    }
    let tag = match info.lang() {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Vie => "vi",
        Lang::Tur => "tr",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Ell => "el",
        Lang::Heb => "he",
        Lang::Tgl => "fil",
        _ => return None,
    };
    Language::parse(tag).ok()
}

/// What a text seems to be in, beside what its office said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageEvidence {
    /// The language to go by: what was stated, else what was found, else `und`.
    pub language: Language,
    /// What the text seems to be in, where it seems to be in another language than was stated. To be reported, never acted on: a Thai
    /// document may well quote a page of English.
    pub disagrees: Option<Language>,
}

/// The language of a text of which its office says that it is in `stated`.
#[must_use]
pub fn language_evidence(text: &str, stated: Option<&Language>) -> LanguageEvidence {
    let found = detect(text);
    let Some(stated) = stated.filter(|stated| !stated.is_undetermined()) else {
        return LanguageEvidence { language: found.unwrap_or_else(Language::undetermined), disagrees: None };
    };
    // Within one language the statement is better, but for the two ways of writing Chinese, which letters tell apart for certain.
    let other_script = |found: &Language| matches!((stated.as_str(), found.as_str()), ("zh-Hans", "zh-Hant") | ("zh-Hant", "zh-Hans"));
    let disagrees = found.filter(|found| (found.primary() != stated.primary() && !are_alike(found, stated)) || other_script(found));
    LanguageEvidence { language: stated.clone(), disagrees }
}

/// Languages that a program takes for one another too easily for their difference to mean anything.
fn are_alike(one: &Language, other: &Language) -> bool {
    const ALIKE: &[&[&str]] = &[
        &["id", "ms"],
        &["no", "nb", "nn", "da"],
        &["ru", "be", "uk", "bg", "sr", "mk", "kk"],
        &["hr", "sr", "bs", "sl"],
        &["cs", "sk"],
        &["es", "pt", "gl"],
        &["hi", "mr", "ne"],
        &["fil", "tl"],
    ];
    ALIKE.iter().any(|group| group.contains(&one.primary()) && group.contains(&other.primary()))
}

/// Scripts that are one language's, as far as offices send them.
const SCRIPTS: [(u32, u32, &str); 6] = [
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0xAC00, 0xD7AF, "ko"),
    (0x1000, 0x109F, "my"),
    (0x1780, 0x17FF, "km"),
    (0x0900, 0x097F, "hi"),
];

/// Simplified or traditional by letters that only one of them has; `zh` where none of them occurs.
fn chinese(text: &str) -> Option<Language> {
    const SIMPLIFIED: &str =
        "们这为发进过与实现关从对应开设备种构装电极层组说书图权项术领导体测试验预压缩线连结点单设计处热转动轮轴机车门关闭";
    const TRADITIONAL: &str =
        "們這為發進過與實現關從對應開設備種構裝電極層組說書圖權項術領導體測試驗預壓縮線連結點單設計處熱轉動輪軸機車門關閉";
    let (mut simplified, mut traditional) = (0usize, 0usize);
    for c in text.chars() {
        let (in_simplified, in_traditional) = (SIMPLIFIED.contains(c), TRADITIONAL.contains(c));
        simplified += usize::from(in_simplified && !in_traditional);
        traditional += usize::from(in_traditional && !in_simplified);
    }
    let tag = match simplified.cmp(&traditional) {
        std::cmp::Ordering::Greater => "zh-Hans",
        std::cmp::Ordering::Less => "zh-Hant",
        std::cmp::Ordering::Equal => "zh",
    };
    Language::parse(tag).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_office_says_holds_and_a_difference_is_reported() {
        let language = |tag: &str| Language::parse(tag).expect("a language");
        let english = "The present invention relates to a pump with a housing and an impeller.";
        let table: [(&str, Option<&str>, &str, Option<&str>); 6] = [
            (english, Some("th"), "th", Some("en")),
            (english, Some("en-US"), "en-US", None),
            (english, None, "en", None),
            ("12 34", Some("th"), "th", None),
            ("半導體裝置及其製造方法，該電極層", Some("zh-Hans"), "zh-Hans", Some("zh-Hant")),
            ("12", None, "und", None),
        ];
        for (text, stated, expected, disagrees) in table {
            let evidence = language_evidence(text, stated.map(language).as_ref());
            assert_eq!((evidence.language.as_str(), evidence.disagrees.as_ref().map(Language::as_str)), (expected, disagrees), "{text}");
        }
    }

    #[test]
    fn script_first_then_words_then_nothing() {
        let table = [
            ("อุปกรณ์สำหรับ pump", Some("th")),
            ("ອຸປະກອນ", Some("lo")),
            ("반도체 장치 및 그 제조 방법", Some("ko")),
            ("半导体装置及其制造方法，所述电极层", Some("zh-Hans")),
            ("半導體裝置及其製造方法，該電極層", Some("zh-Hant")),
            ("半導体装置の製造方法", Some("ja")),
            ("The present invention relates to a pump with a housing and an impeller.", Some("en")),
            ("Die vorliegende Erfindung betrifft eine Pumpe mit einem Gehäuse und einem Laufrad.", Some("de")),
            ("Sáng chế đề cập đến thiết bị bơm có vỏ và cánh quạt được lắp bên trong.", Some("vi")),
            // Malay: whatlang would say Indonesian, and be sure of it.
            ("Rekacipta ini berkaitan dengan peranti pam yang mempunyai perumah dan pendesak.", None),
            ("Invensi ini berhubungan dengan alat pompa yang memiliki rumah dan impeler.", None),
            ("12 34", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(detect(text).as_ref().map(Language::as_str), expected, "{text}");
        }
    }
}
