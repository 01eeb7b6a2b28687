//! The Japanese words around a number: `特開2020-123456号公報`, `米国特許第10,123,456号`.

use publication::{OfficeCode, offices};

/// A number without the words around it, and what they said.
pub struct Framed<'a> {
    /// What stands between the words.
    pub number: &'a str,
    /// The office that the words name.
    pub office: Option<&'static str>,
    /// The letter of the Japanese era that the number's year is counted in.
    pub era: Option<char>,
}

/// Names of Japanese documents, longest first where one begins another.
const JAPANESE_DOCUMENTS: [&str; 16] =
    ["特開", "特願", "特表", "特公", "再公表", "再表", "実開", "実願", "実公", "実登", "実全", "意登", "意願", "商登", "商願", "登実"];
/// Short names of countries that the table of offices does not have.
const SHORT_NAMES: [(&str, &str); 6] =
    [("欧州", "EP"), ("独国", "DE"), ("仏国", "FR"), ("ユーラシア", "EA"), ("国際公開", "WO"), ("国際", "WO")];
/// Words between a country and a number.
const NOUNS: [&str; 12] = ["特許", "実用新案", "意匠", "商標", "出願", "公開", "公告", "登録", "公表", "公報", "番号", "第"];
/// Words behind a number, longest first.
const BEHIND: [&str; 5] = ["号公報", "号明細書", "号", "公報", "明細書"];
/// Eras, as numbers of the last century are counted by.
const ERAS: [(&str, char); 5] = [("平成", 'H'), ("昭和", 'S'), ("平", 'H'), ("昭", 'S'), ("大", 'T')];

/// Takes Japanese words off a number; `None` where there are none, or nothing is left.
pub fn framed(text: &str) -> Option<Framed<'_>> {
    let mut rest = text;
    let mut office = None;
    let mut document = false;
    if let Some(behind) = JAPANESE_DOCUMENTS.iter().find_map(|word| rest.strip_prefix(word)) {
        (office, document, rest) = (Some("JP"), true, behind.trim_start());
    } else if let Some((code, behind)) = country(rest) {
        // 国際公開 is the name of a document already, 米国 only that of a country.
        (office, document, rest) = (Some(code), code == "WO", behind.trim_start());
    }
    while let Some(behind) = NOUNS.iter().find_map(|noun| rest.strip_prefix(noun)) {
        (document, rest) = (true, behind.trim_start());
    }
    if !document {
        return None;
    }
    let number = BEHIND.iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest).trim();
    // 特許6123456 is a Japanese patent; 特許US10123456 says otherwise itself.
    let office = office.or_else(|| number.starts_with(|c: char| c.is_ascii_digit()).then_some("JP"));
    let (era, number) = match ERAS.iter().find_map(|(word, letter)| Some((*letter, number.strip_prefix(word)?))) {
        Some((era, number)) => (Some(era), number.trim_start()),
        None => (None, number),
    };
    (!number.is_empty()).then_some(Framed { number, office, era })
}

fn country(text: &str) -> Option<(&'static str, &str)> {
    if let Some(found) = SHORT_NAMES.iter().find_map(|(name, code)| Some((*code, text.strip_prefix(name)?))) {
        return Some(found);
    }
    offices().iter().find_map(|office| {
        let name = office.japanese.split('(').next()?;
        Some((OfficeCode::as_str(&office.code), text.strip_prefix(name)?))
    })
}
