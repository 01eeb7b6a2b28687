//! What the bibliographic data of a design hold beside those of every right (WIPO ST.80).

use leptos::prelude::*;
use publication::ClassificationScheme;

use super::{
    Answer,
    fields::{Field, field_texts, not_in_record},
};
use crate::{
    components::{passage, provenance_badge},
    i18n::{DocumentText, class_name, language_name},
    services::FieldTextKind,
};

/// The design itself: the products it is for, its class and its features.
pub(super) fn design_fields(answer: &Answer) -> Vec<Field> {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let summary = &answer.document.summary;
    let publication = &summary.publication;
    let design = publication.design.clone().unwrap_or_default();
    // Views stand before the table.
    let mut fields = Vec::new();
    if publication.figures.is_empty() {
        fields.push(Field::new("55", text.design_views, not_in_record(language)));
    }
    if let Some(japanese) = &summary.japanese_title {
        let content = view! { <span lang="ja">{japanese.text.clone()}</span>" "{provenance_badge(language, japanese)} };
        fields.push(Field::new("54", text.japanese_product, content));
    }
    for title in &publication.titles {
        let name = format!("{} ({})", text.product, language_name(language, &title.language));
        fields.push(Field::new("54", name, passage(&title.language, &title.text)));
    }
    fields.extend(field_texts(answer, FieldTextKind::Product, "54", text.product));
    if publication.titles.is_empty() && design.products.is_empty() {
        fields.push(Field::new("54", text.product, not_in_record(language)));
    }
    let classes: Vec<_> = publication
        .classifications
        .iter()
        .filter(|class| class.scheme == ClassificationScheme::Locarno)
        .map(|class| {
            let version = class.version.clone().map(|version| view! { <span class="faint">{format!(" ({version})")}</span> });
            view! { <li>{class_name(language, ClassificationScheme::Locarno, &class.symbol)}{version}</li> }
        })
        .collect();
    let classes = if classes.is_empty() { not_in_record(language) } else { view! { <ul class="class-list">{classes}</ul> }.into_any() };
    fields.push(Field::new("51", text.locarno, classes));
    if let Some(number) = design.number_of_designs {
        fields.push(Field::new("28", text.number_of_designs, number.to_string()));
    }
    if let Some(identifier) = design.identifier {
        fields.push(Field::new("", text.design_identifier, view! { <bdi class="number">{identifier}</bdi> }));
    }
    fields.extend(field_texts(answer, FieldTextKind::Features, "57", text.features));
    fields.extend(field_texts(answer, FieldTextKind::Colours, "57", text.colours));
    fields
}
