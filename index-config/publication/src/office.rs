//! Offices, WIPO ST.3.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::text_form::text_form;

/// A two-letter code of WIPO ST.3 for a state, other entity or organisation: `TH`, `EP`, `WO`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
pub struct OfficeCode([u8; 2]);

/// A text that is no office code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not an office code of WIPO ST.3: {0:?}")]
pub struct OfficeCodeError(pub String);

impl OfficeCode {
    /// The code of two letters, for codes known when the program is written: `OfficeCode::of(b"TH")`.
    #[must_use]
    pub const fn of(letters: &[u8; 2]) -> Option<Self> {
        if letters[0].is_ascii_alphabetic() && letters[1].is_ascii_alphabetic() {
            Some(Self([letters[0].to_ascii_uppercase(), letters[1].to_ascii_uppercase()]))
        } else {
            None
        }
    }

    /// The code, in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Two capital ASCII letters by construction.
        std::str::from_utf8(&self.0).unwrap_or("XX")
    }

    /// What is known of the office; `None` for codes outside the table, which are kept and shown as they are.
    #[must_use]
    pub fn office(self) -> Option<&'static Office> {
        OFFICES.iter().find(|office| office.code == self)
    }
}

impl fmt::Debug for OfficeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for OfficeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for OfficeCode {
    type Err = OfficeCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()])),
            _ => Err(OfficeCodeError(text.chars().take(40).collect())),
        }
    }
}

text_form!(OfficeCode, "an office code of WIPO ST.3", |code, serializer| serializer.serialize_str(code.as_str()));

/// A part of the world, to pick countries by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// 東アジア
    EastAsia,
    /// 東南アジア
    SoutheastAsia,
    /// 南アジア・中東
    SouthAndWestAsia,
    /// 欧州
    Europe,
    /// 米州
    Americas,
    /// アフリカ
    Africa,
    /// オセアニア
    Oceania,
    /// 国際機関・広域官庁
    International,
}

impl Region {
    /// All regions, in the order in which they are shown: those first that Japanese readers find nothing else for.
    pub const ALL: [Self; 8] = [
        Self::SoutheastAsia,
        Self::EastAsia,
        Self::SouthAndWestAsia,
        Self::Europe,
        Self::Americas,
        Self::Oceania,
        Self::Africa,
        Self::International,
    ];

    /// The region's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::EastAsia => "東アジア",
            Self::SoutheastAsia => "東南アジア",
            Self::SouthAndWestAsia => "南アジア・中東",
            Self::Europe => "欧州",
            Self::Americas => "米州",
            Self::Africa => "アフリカ",
            Self::Oceania => "オセアニア",
            Self::International => "国際機関・広域官庁",
        }
    }

    /// The region's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::EastAsia => "East Asia",
            Self::SoutheastAsia => "South-East Asia",
            Self::SouthAndWestAsia => "South Asia and Middle East",
            Self::Europe => "Europe",
            Self::Americas => "Americas",
            Self::Africa => "Africa",
            Self::Oceania => "Oceania",
            Self::International => "International and regional",
        }
    }
}

/// An office that publishes, as far as the portal needs to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its code of WIPO ST.3.
    pub code: OfficeCode,
    /// What Japanese readers call the country, region or organisation.
    pub japanese: &'static str,
    /// Its English short name.
    pub english: &'static str,
    /// Where it stands in the picker.
    pub region: Region,
    /// The language of its documents where a file states none and the script leaves no doubt; `None` for offices of several languages.
    pub language: Option<&'static str>,
}

const fn office(code: &[u8; 2], japanese: &'static str, english: &'static str, region: Region, language: Option<&'static str>) -> Office {
    Office { code: OfficeCode(*code), japanese, english, region, language }
}

/// Offices of the exchange and their neighbours. Names as Japanese patent information uses them.
static OFFICES: &[Office] = &[
    office(b"AE", "アラブ首長国連邦", "United Arab Emirates", Region::SouthAndWestAsia, Some("ar")),
    office(b"AP", "アフリカ広域知的財産機関(ARIPO)", "ARIPO", Region::International, Some("en")),
    office(b"AR", "アルゼンチン", "Argentina", Region::Americas, Some("es")),
    office(b"AT", "オーストリア", "Austria", Region::Europe, Some("de")),
    office(b"AU", "オーストラリア", "Australia", Region::Oceania, Some("en")),
    office(b"BE", "ベルギー", "Belgium", Region::Europe, None),
    office(b"BN", "ブルネイ", "Brunei Darussalam", Region::SoutheastAsia, None),
    office(b"BR", "ブラジル", "Brazil", Region::Americas, Some("pt")),
    office(b"CA", "カナダ", "Canada", Region::Americas, None),
    office(b"CH", "スイス", "Switzerland", Region::Europe, None),
    office(b"CL", "チリ", "Chile", Region::Americas, Some("es")),
    office(b"CN", "中国", "China", Region::EastAsia, Some("zh")),
    office(b"CO", "コロンビア", "Colombia", Region::Americas, Some("es")),
    office(b"CZ", "チェコ", "Czechia", Region::Europe, Some("cs")),
    office(b"DE", "ドイツ", "Germany", Region::Europe, Some("de")),
    office(b"DK", "デンマーク", "Denmark", Region::Europe, Some("da")),
    office(b"EA", "ユーラシア特許庁(EAPO)", "Eurasian Patent Office", Region::International, Some("ru")),
    office(b"EG", "エジプト", "Egypt", Region::Africa, Some("ar")),
    office(b"EM", "欧州連合知的財産庁(EUIPO)", "EUIPO", Region::International, None),
    office(b"EP", "欧州特許庁(EPO)", "European Patent Office", Region::International, None),
    office(b"ES", "スペイン", "Spain", Region::Europe, Some("es")),
    office(b"FI", "フィンランド", "Finland", Region::Europe, None),
    office(b"FR", "フランス", "France", Region::Europe, Some("fr")),
    office(b"GB", "英国", "United Kingdom", Region::Europe, Some("en")),
    office(b"GC", "湾岸協力会議特許庁(GCC)", "GCC Patent Office", Region::International, None),
    office(b"HK", "香港", "Hong Kong", Region::EastAsia, None),
    office(b"ID", "インドネシア", "Indonesia", Region::SoutheastAsia, Some("id")),
    office(b"IL", "イスラエル", "Israel", Region::SouthAndWestAsia, None),
    office(b"IN", "インド", "India", Region::SouthAndWestAsia, None),
    office(b"IT", "イタリア", "Italy", Region::Europe, Some("it")),
    office(b"JP", "日本", "Japan", Region::EastAsia, Some("ja")),
    office(b"KH", "カンボジア", "Cambodia", Region::SoutheastAsia, Some("km")),
    office(b"KR", "韓国", "Republic of Korea", Region::EastAsia, Some("ko")),
    office(b"LA", "ラオス", "Lao PDR", Region::SoutheastAsia, Some("lo")),
    office(b"MA", "モロッコ", "Morocco", Region::Africa, None),
    office(b"MM", "ミャンマー", "Myanmar", Region::SoutheastAsia, Some("my")),
    office(b"MX", "メキシコ", "Mexico", Region::Americas, Some("es")),
    office(b"MY", "マレーシア", "Malaysia", Region::SoutheastAsia, None),
    office(b"NL", "オランダ", "Netherlands", Region::Europe, Some("nl")),
    office(b"NO", "ノルウェー", "Norway", Region::Europe, None),
    office(b"NZ", "ニュージーランド", "New Zealand", Region::Oceania, Some("en")),
    office(b"OA", "アフリカ知的財産機関(OAPI)", "OAPI", Region::International, Some("fr")),
    office(b"PE", "ペルー", "Peru", Region::Americas, Some("es")),
    office(b"PH", "フィリピン", "Philippines", Region::SoutheastAsia, Some("en")),
    office(b"PL", "ポーランド", "Poland", Region::Europe, Some("pl")),
    office(b"PT", "ポルトガル", "Portugal", Region::Europe, Some("pt")),
    office(b"RU", "ロシア", "Russian Federation", Region::Europe, Some("ru")),
    office(b"SA", "サウジアラビア", "Saudi Arabia", Region::SouthAndWestAsia, Some("ar")),
    office(b"SE", "スウェーデン", "Sweden", Region::Europe, Some("sv")),
    office(b"SG", "シンガポール", "Singapore", Region::SoutheastAsia, Some("en")),
    office(b"SU", "ソビエト連邦", "Soviet Union", Region::Europe, Some("ru")),
    office(b"TH", "タイ", "Thailand", Region::SoutheastAsia, Some("th")),
    office(b"TR", "トルコ", "Türkiye", Region::SouthAndWestAsia, Some("tr")),
    office(b"TW", "台湾", "Taiwan", Region::EastAsia, Some("zh-Hant")),
    office(b"UA", "ウクライナ", "Ukraine", Region::Europe, Some("uk")),
    office(b"US", "米国", "United States", Region::Americas, Some("en")),
    office(b"VN", "ベトナム", "Viet Nam", Region::SoutheastAsia, Some("vi")),
    office(b"WO", "世界知的所有権機関(WIPO)", "WIPO", Region::International, None),
    office(b"ZA", "南アフリカ", "South Africa", Region::Africa, Some("en")),
];

/// The offices that the portal has names for, by code.
#[must_use]
pub fn offices() -> &'static [Office] {
    OFFICES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_has_no_code_twice() {
        assert!(OFFICES.windows(2).all(|pair| pair[0].code < pair[1].code));
    }

    #[test]
    fn languages_of_the_table_are_tags() {
        for office in OFFICES {
            if let Some(language) = office.language {
                assert_eq!(language.parse::<crate::LanguageTag>().expect(language).as_str(), language);
            }
        }
    }

    #[test]
    fn codes_are_two_letters() {
        assert_eq!("th".parse::<OfficeCode>().expect("th").as_str(), "TH");
        assert_eq!(OfficeCode::of(b"th").map(|code| code.to_string()).as_deref(), Some("TH"));
        assert_eq!(OfficeCode::of(b"T1"), None);
        for text in ["", "T", "THA", "T1", "日本"] {
            assert!(text.parse::<OfficeCode>().is_err(), "{text}");
        }
    }
}
