//! A record as a document of the index.

use std::collections::BTreeMap;

use index_config::{IndexRecord, IndexText, IpcLevel, TextOrigin, counted_name, top_class};
use publication::{ClassificationScheme, TextPart};
use tantivy::TantivyDocument;

use super::schema::{Fields, SCHEME_COLUMNS};
use crate::{
    classes, marks,
    texts::{self, Slot},
};

/// The term of records for the public.
pub(super) const PUBLIC: &str = "p";
/// The term of records for people inside.
pub(super) const INSIDE: &str = "i";

/// Whether a text holds anything; one of white space is taken as absent.
pub(crate) fn is_there(text: &IndexText) -> bool {
    !text.text.trim().is_empty()
}

/// The languages under which an original text counts: its own tag and all that it belongs to (`zh-Hant`: `zh-hant`, `zh`).
pub(crate) fn language_terms(tag: &str) -> Vec<String> {
    let tag = tag.to_ascii_lowercase();
    let mut terms: Vec<String> = tag.match_indices('-').map(|(at, _)| tag[..at].to_owned()).collect();
    terms.push(tag);
    terms
}

/// What made the Japanese of a record.
pub(crate) fn made(record: &IndexRecord) -> Vec<TextOrigin> {
    let japanese =
        |origin: TextOrigin| record.texts.iter().any(|text| text.origin == origin && text.language.primary() == "ja" && is_there(text));
    TextOrigin::ALL.into_iter().filter(|&origin| japanese(origin)).collect()
}

/// The document of a record.
pub(super) fn document(record: &IndexRecord, fields: &Fields) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(fields.id, record.id.to_string());
    if record.audiences.public {
        document.add_text(fields.audience, PUBLIC);
    }
    if record.audiences.inside {
        document.add_text(fields.audience, INSIDE);
    }
    document.add_text(fields.office, record.id.office().as_str());
    document.add_text(fields.right, record.id.right().as_str());
    if let Some(kind) = record.id.kind() {
        document.add_text(fields.kind, kind.as_str());
    }
    if let Some(date) = record.publication_date {
        document.add_u64(fields.published, u64::from(date));
    }
    if let Some(date) = record.application_date {
        document.add_u64(fields.filed, u64::from(date));
    }
    for number in distinct(record.numbers.iter().cloned()) {
        document.add_text(fields.number, number);
    }
    for element in distinct(record.elements.iter().map(|element| element.as_str().to_owned())) {
        document.add_text(fields.element, element);
    }
    document.add_text(fields.status, record.status.as_str());
    for origin in made(record) {
        document.add_text(fields.made, origin.as_str());
    }
    add_marks(record, fields, &mut document);
    add_classes(record, fields, &mut document);
    add_names(record, fields, &mut document);
    add_texts(record, fields, &mut document);
    document
}

fn add_classes(record: &IndexRecord, fields: &Fields, document: &mut TantivyDocument) {
    let classes = &record.classifications;
    for term in distinct(classes.iter().flat_map(|class| classes::level_terms(class.scheme, &class.symbol))) {
        document.add_text(fields.class, term);
    }
    for (level, field) in IpcLevel::ALL.into_iter().zip(fields.ipc) {
        let ipc = classes.iter().filter(|class| class.scheme == ClassificationScheme::Ipc);
        for symbol in distinct(ipc.filter_map(|class| level.of(&class.symbol))) {
            document.add_text(field, symbol);
        }
    }
    for ((scheme, _), field) in SCHEME_COLUMNS.into_iter().zip(fields.schemes) {
        let of_scheme = classes.iter().filter(|class| class.scheme == scheme);
        for class in distinct(of_scheme.filter_map(|class| top_class(scheme, &class.symbol))) {
            document.add_text(field, class);
        }
    }
}

fn add_marks(record: &IndexRecord, fields: &Fields, document: &mut TantivyDocument) {
    if let Some(feature) = record.mark_feature {
        document.add_text(fields.mark_feature, feature.as_str());
    }
    if !record.mark_texts.is_empty() {
        document.add_text(fields.mark, lines(&record.mark_texts));
    }
    for part in distinct(record.mark_texts.iter().flat_map(|text| marks::parts(text))) {
        document.add_text(fields.mark_part, part);
    }
    for whole in distinct(record.mark_texts.iter().filter_map(|text| marks::whole(text))) {
        document.add_text(fields.mark_whole, whole);
    }
}

/// Names a line each.
fn lines(names: &[String]) -> String {
    names.iter().map(|name| name.replace('\n', " ")).collect::<Vec<_>>().join("\n")
}

fn add_names(record: &IndexRecord, fields: &Fields, document: &mut TantivyDocument) {
    if !record.applicants.is_empty() {
        document.add_text(fields.applicant, lines(&record.applicants));
    }
    if !record.inventors.is_empty() {
        document.add_text(fields.inventor, lines(&record.inventors));
    }
    for name in distinct(record.applicants_counted.iter().filter_map(|name| counted_name(name))) {
        document.add_text(fields.applicant_count, name);
    }
    for name in distinct(record.applicants.iter().filter_map(|name| counted_name(name))) {
        document.add_text(fields.applicant_name, name);
    }
}

fn add_texts(record: &IndexRecord, fields: &Fields, document: &mut TantivyDocument) {
    let mut slots: BTreeMap<Slot, Vec<&IndexText>> = BTreeMap::new();
    for text in record.texts.iter().filter(|text| is_there(text)) {
        let slot = Slot { part: text.part, language: texts::group(&text.language), origin: text.origin };
        slots.entry(slot).or_default().push(text);
    }
    for (slot, texts) in &slots {
        document.add_text(fields.slot, slot.term());
        let written = texts::write(texts);
        if slot.part == TextPart::Description
            && let Some(packed) = texts::pack(&written)
        {
            document.add_text(fields.packed, packed);
        }
        document.add_text(fields.text(slot.part), written);
    }
    let originals =
        || record.texts.iter().filter(|text| text.origin == TextOrigin::Original && is_there(text)).map(|text| text.language.as_str());
    for term in distinct(originals().flat_map(language_terms)) {
        document.add_text(fields.language, term);
    }
    for tag in distinct(originals().map(str::to_owned)) {
        document.add_text(fields.language_count, tag);
    }
}

/// Each value once, in the order of values.
fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut values: Vec<String> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}
