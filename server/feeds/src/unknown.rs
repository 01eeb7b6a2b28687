//! Values that nobody has told the portal the meaning of: kept as they came, and listed so that somebody can.

use std::collections::BTreeSet;

use publication::{LanguageTag, Publication, kind_meaning, language_name};

use crate::formats::Remarks;

/// Codes of remarks about values that are unknown, with what they are in Japanese. A harvest lists the values of these.
pub const UNKNOWN_VALUES: &[(&str, &str)] = &[
    ("class-unreadable", "分類"),
    ("event-category-unknown", "経過情報の区分"),
    ("event-unknown", "経過情報"),
    ("figure-kind-unknown", "図の種類"),
    ("kind-unknown", "種別"),
    ("language-unknown", "言語"),
    ("mark-feature-unknown", "商標の種類"),
    ("operation-unknown", "処理区分"),
    ("status-unknown", "状態"),
];

/// Remarks on a publication's kind and languages, whatever format it came in.
pub(crate) fn remark(publication: &Publication, remarks: &mut Remarks) {
    let id = &publication.id;
    if let Some(kind) = id.kind()
        && kind_meaning(id.office(), id.right(), kind).is_none()
    {
        remarks.add("kind-unknown", "kind", &format!("{} {kind}", id.office()));
    }
    let unknown: BTreeSet<&LanguageTag> =
        languages(publication).filter(|language| !language.is_undetermined() && language_name(language).is_none()).collect();
    for language in unknown {
        remarks.add("language-unknown", "lang", language.as_str());
    }
}

/// The languages that a publication's texts are said to be in.
fn languages(publication: &Publication) -> impl Iterator<Item = &LanguageTag> {
    let goods = publication.mark.iter().flat_map(|mark| &mark.goods).map(|goods| &goods.language);
    let own = publication.language.iter();
    own.chain(publication.titles.iter().map(|text| &text.language))
        .chain(publication.abstracts.iter().map(|text| &text.language))
        .chain(publication.claim_sets.iter().map(|text| &text.language))
        .chain(publication.descriptions.iter().map(|text| &text.language))
        .chain(goods)
}

#[cfg(test)]
mod tests {
    use publication::{DocumentNumber, LocalizedText, Source};

    use super::*;

    #[test]
    fn unknown_kinds_and_languages_are_remarked_as_they_came() {
        let remarks = |id: &str, languages: &[&str]| {
            let id: publication::PublicationId = id.parse().expect("an id");
            let number = DocumentNumber { as_published: id.number().to_owned(), normalised: id.number().to_owned() };
            let source = Source { delivery: String::new(), file: String::new(), offset: 0, format: String::new() };
            let mut publication = Publication::new(id, number, source);
            publication.titles =
                languages.iter().map(|code| LocalizedText { language: LanguageTag::from_office(code), text: "x".to_owned() }).collect();
            let mut remarks = Remarks::default();
            remark(&publication, &mut remarks);
            remarks.0.into_iter().map(|remark| format!("{} {}", remark.code, remark.value)).collect::<Vec<_>>()
        };
        assert!(remarks("EP-patent-1000000-A1", &["en", "ol", "cn"]).is_empty());
        assert_eq!(remarks("EP-patent-1000000-D7", &["en", "qx", "qx"]), ["kind-unknown EP D7", "language-unknown qx"]);
    }

    #[test]
    fn codes_are_sorted() {
        assert!(UNKNOWN_VALUES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
