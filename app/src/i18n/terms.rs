//! Names of the field's terms, in the interface's language. The names themselves belong to the vocabulary.

use index_config::{MarkMatch, TextOrigin};
use publication::{
    ClassificationScheme, Element, FigureKind, LanguageTag, LegalEventCategory, LegalStatus, MarkFeature, OfficeCode, PartyRole,
    Publication, Region, RegisterStatus, Right, Stage, State, StatusChange, TextPart, ViewSide,
};

use super::{DocumentText, HomeText};
use crate::InterfaceLanguage;

/// A country, region or organisation.
pub(crate) fn office_name(language: InterfaceLanguage, code: OfficeCode) -> &'static str {
    match code.office() {
        Some(office) => language.pick(office.japanese, office.english),
        None => language.pick("その他の官庁", "Other office"),
    }
}

/// A region.
pub(crate) const fn region_name(language: InterfaceLanguage, region: Region) -> &'static str {
    language.pick(region.japanese(), region.english())
}

/// A right.
pub(crate) const fn right_name(language: InterfaceLanguage, right: Right) -> &'static str {
    language.pick(right.japanese(), right.english())
}

/// A part of a publication.
pub(crate) const fn part_name(language: InterfaceLanguage, part: TextPart) -> &'static str {
    language.pick(part.japanese(), part.english())
}

/// An element.
pub(crate) const fn element_name(language: InterfaceLanguage, element: Element) -> &'static str {
    language.pick(element.japanese(), element.english())
}

/// What made a text.
pub(crate) const fn origin_name(language: InterfaceLanguage, origin: TextOrigin) -> &'static str {
    language.pick(origin.japanese(), origin.english())
}

/// A legal status.
pub(crate) const fn status_name(language: InterfaceLanguage, status: LegalStatus) -> &'static str {
    language.pick(status.japanese(), status.english())
}

/// What a register's status means.
pub(crate) const fn register_status_name(language: InterfaceLanguage, status: RegisterStatus) -> &'static str {
    language.pick(status.japanese(), status.english())
}

/// A kind of mark.
pub(crate) const fn mark_feature_name(language: InterfaceLanguage, feature: MarkFeature) -> &'static str {
    language.pick(feature.japanese(), feature.english())
}

/// A side of a design.
pub(crate) const fn side_name(language: InterfaceLanguage, side: ViewSide) -> &'static str {
    language.pick(side.japanese(), side.english())
}

/// A way of comparing what a mark reads.
pub(crate) fn match_name(language: InterfaceLanguage, way: MarkMatch) -> &'static str {
    let text = HomeText::of(language);
    match way {
        MarkMatch::Words => text.match_words,
        MarkMatch::Containing => text.match_containing,
        MarkMatch::Exact => text.match_exact,
    }
}

/// A class of marks or designs with what it is about: 第25類 被服・履物; 06-01 家具・寝具; 26.4 幾何学図形.
pub(crate) fn class_name(language: InterfaceLanguage, scheme: ClassificationScheme, symbol: &str) -> String {
    let number = match scheme {
        ClassificationScheme::Nice => DocumentText::of(language).nice_class.replace("{n}", symbol),
        _ => symbol.to_owned(),
    };
    match publication::class_heading(scheme, symbol) {
        Some((japanese, english)) => format!("{number} {}", language.pick(japanese, english)),
        None => number,
    }
}

/// What a party is to the document. Inventors are called otherwise in each right.
pub(crate) const fn role_name(language: InterfaceLanguage, role: PartyRole, right: Right) -> &'static str {
    match (role, right) {
        (PartyRole::Inventor, Right::Patent) => language.pick("発明者", "Inventor"),
        (PartyRole::Inventor, Right::UtilityModel) => language.pick("考案者", "Creator"),
        (PartyRole::Inventor, Right::Design) => language.pick("創作者", "Designer"),
        (role, _) => language.pick(role.japanese(), role.english()),
    }
}

/// A classification scheme.
pub(crate) const fn scheme_name(language: InterfaceLanguage, scheme: ClassificationScheme) -> &'static str {
    language.pick(scheme.japanese(), scheme.english())
}

/// A category of WIPO ST.27, with its letter.
pub(crate) fn category_name(language: InterfaceLanguage, category: LegalEventCategory) -> String {
    format!("{category:?} {}", language.pick(category.japanese(), category.english()))
}

/// What an event does to state and stage: 「存続・審査 → 存続・付与 (A24)」. What the event does not say is left out.
pub(crate) fn status_change_name(language: InterfaceLanguage, change: StatusChange) -> String {
    let name = |state: State, stage: Stage| {
        let parts = [state.japanese().zip(state.english()), stage.japanese().zip(stage.english())];
        let parts = parts.map(|names| names.map(|(japanese, english)| language.pick(japanese, english)));
        parts.into_iter().flatten().collect::<Vec<_>>().join(language.pick("・", ", "))
    };
    let before = name(change.state_before, change.stage_before);
    let after = name(change.state, change.stage);
    let arrow = if before.is_empty() { "" } else { " → " };
    format!("{before}{arrow}{after} ({})", change.code())
}

/// A kind of figure.
pub(crate) const fn figure_kind_name(language: InterfaceLanguage, kind: FigureKind) -> &'static str {
    language.pick(kind.japanese(), kind.english())
}

/// A language; its tag where it has no name.
pub(crate) fn language_name(language: InterfaceLanguage, tag: &LanguageTag) -> String {
    match publication::language_name(tag) {
        Some((japanese, english)) => language.pick(japanese, english).to_owned(),
        None if tag.is_undetermined() => language.pick("言語不明", "language not stated").to_owned(),
        None => tag.as_str().to_owned(),
    }
}

/// What kind of document it is: the code, what it means at its office where that is known, and the office's own words.
pub(crate) fn kind_name(language: InterfaceLanguage, publication: &Publication) -> Option<String> {
    let id = &publication.id;
    let meaning = id.kind().and_then(|kind| publication::kind_meaning(id.office(), id.right(), kind));
    let mut parts: Vec<String> = id.kind().map(ToString::to_string).into_iter().collect();
    parts.extend(meaning.map(|(japanese, english)| language.pick(japanese, english).to_owned()));
    parts.extend(publication.kind_text.clone().filter(|words| !parts.contains(words)));
    (!parts.is_empty()).then(|| parts.join(" "))
}
