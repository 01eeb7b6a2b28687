//! What models call languages.

use std::collections::{BTreeMap, HashSet};

use translator::Language;

/// NLLB's codes (FLORES-200) of languages that offices publish in.
const FLORES: &[(&str, &str)] = &[
    ("ar", "arb_Arab"),
    ("az", "azj_Latn"),
    ("be", "bel_Cyrl"),
    ("bg", "bul_Cyrl"),
    ("bs", "bos_Latn"),
    ("cs", "ces_Latn"),
    ("da", "dan_Latn"),
    ("de", "deu_Latn"),
    ("el", "ell_Grek"),
    ("en", "eng_Latn"),
    ("es", "spa_Latn"),
    ("et", "est_Latn"),
    ("fa", "pes_Arab"),
    ("fi", "fin_Latn"),
    ("fil", "tgl_Latn"),
    ("fr", "fra_Latn"),
    ("ga", "gle_Latn"),
    ("he", "heb_Hebr"),
    ("hi", "hin_Deva"),
    ("hr", "hrv_Latn"),
    ("hu", "hun_Latn"),
    ("hy", "hye_Armn"),
    ("id", "ind_Latn"),
    ("is", "isl_Latn"),
    ("it", "ita_Latn"),
    ("ja", "jpn_Jpan"),
    ("ka", "kat_Geor"),
    ("kk", "kaz_Cyrl"),
    ("km", "khm_Khmr"),
    ("ko", "kor_Hang"),
    ("lo", "lao_Laoo"),
    ("lt", "lit_Latn"),
    ("lv", "lvs_Latn"),
    ("mk", "mkd_Cyrl"),
    ("mn", "khk_Cyrl"),
    ("ms", "zsm_Latn"),
    ("mt", "mlt_Latn"),
    ("my", "mya_Mymr"),
    ("nb", "nob_Latn"),
    ("nl", "nld_Latn"),
    ("pl", "pol_Latn"),
    ("pt", "por_Latn"),
    ("ro", "ron_Latn"),
    ("ru", "rus_Cyrl"),
    ("sk", "slk_Latn"),
    ("sl", "slv_Latn"),
    ("sq", "als_Latn"),
    ("sr", "srp_Cyrl"),
    ("sv", "swe_Latn"),
    ("th", "tha_Thai"),
    ("tl", "tgl_Latn"),
    ("tr", "tur_Latn"),
    ("uk", "ukr_Cyrl"),
    ("uz", "uzn_Latn"),
    ("vi", "vie_Latn"),
    ("zh-Hans", "zho_Hans"),
    ("zh-Hant", "zho_Hant"),
];

/// Words of a model that stand for languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageCodes(BTreeMap<Language, String>);

impl LanguageCodes {
    /// The codes of M2M100 in its vocabulary: `__th__`.
    pub(crate) fn of_m2m100(words: &HashSet<String>) -> Self {
        let code = |word: &String| {
            let tag = word.strip_prefix("__")?.strip_suffix("__")?;
            Some((Language::parse(tag).ok().filter(|_| tag.len() <= 3)?, word.clone()))
        };
        Self(words.iter().filter_map(code).collect())
    }

    /// The codes of NLLB in its vocabulary: `tha_Thai`. Languages beyond those that offices publish in are left out.
    pub(crate) fn of_nllb(words: &HashSet<String>) -> Self {
        let known = FLORES.iter().filter(|(_, code)| words.contains(*code));
        Self(known.filter_map(|(tag, code)| Some((Language::parse(tag).ok()?, (*code).to_owned()))).collect())
    }

    /// Adds what a configuration says, in the place of what was known.
    pub(crate) fn insert(&mut self, language: Language, code: String) {
        self.0.insert(language, code);
    }

    /// The code of a language: its own, else that of the language without script or region, else that of its usual script.
    #[must_use]
    pub fn of(&self, language: &Language) -> Option<&str> {
        let general = Language::parse(language.primary()).ok()?;
        let usual = match language.as_str() {
            "zh" | "zh-CN" | "zh-SG" => Language::parse("zh-Hans").ok(),
            "zh-TW" | "zh-HK" | "zh-MO" => Language::parse("zh-Hant").ok(),
            _ => match language.primary() {
                "fil" => Language::parse("tl").ok(),
                "tl" => Language::parse("fil").ok(),
                "no" => Language::parse("nb").ok(),
                _ => None,
            },
        };
        [Some(language.clone()), usual, Some(general)].into_iter().flatten().find_map(|one| self.0.get(&one)).map(String::as_str)
    }

    /// The languages that have a code, Japanese left out.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        self.0.keys().filter(|language| language.primary() != "ja").cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> HashSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("a tag")
    }

    #[test]
    fn languages_are_found_under_what_each_family_calls_them() {
        let nllb = LanguageCodes::of_nllb(&words(&["tha_Thai", "zho_Hans", "zho_Hant", "tgl_Latn", "jpn_Jpan", "ace_Latn", "the"]));
        let told: Vec<_> = ["th", "zh", "zh-TW", "zh-Hant", "fil", "tl", "en"].iter().map(|tag| nllb.of(&language(tag))).collect();
        let expected = [Some("tha_Thai"), Some("zho_Hans"), Some("zho_Hant"), Some("zho_Hant"), Some("tgl_Latn"), Some("tgl_Latn"), None];
        assert_eq!(told, expected);
        assert!(!nllb.languages().contains(&Language::japanese()));
        let m2m100 = LanguageCodes::of_m2m100(&words(&["__th__", "__zh__", "__ja__", "__tl__", "____", "__madeupword0__", "th"]));
        let told: Vec<_> = ["th", "zh-Hant", "zh-CN", "fil", "en"].iter().map(|tag| m2m100.of(&language(tag))).collect();
        assert_eq!(told, [Some("__th__"), Some("__zh__"), Some("__zh__"), Some("__tl__"), None]);
        assert_eq!(m2m100.languages().len(), 3);
    }
}
