//! What the bibliographic data of a mark hold beside those of every right (WIPO ST.60).

use leptos::prelude::*;
use publication::ClassificationScheme;

use super::{
    Answer,
    fields::{Field, field_texts, not_in_record},
};
use crate::{
    components::{passage, provenance_badge},
    i18n::{DocumentText, class_name, language_name, mark_feature_name},
    services::FieldTextKind,
};

/// The mark itself: what it reads and of what kind it is.
pub(super) fn mark_fields(answer: &Answer) -> Vec<Field> {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let summary = &answer.document.summary;
    let publication = &summary.publication;
    let mark = publication.mark.clone().unwrap_or_default();
    // What there is to be seen stands before the table.
    let mut fields = Vec::new();
    if publication.figures.is_empty() {
        fields.push(Field::new("540", text.mark_image, not_in_record(language)));
    }
    if let Some(japanese) = &summary.japanese_title {
        let content = view! { <span lang="ja">{japanese.text.clone()}</span>" "{provenance_badge(language, japanese)} };
        fields.push(Field::new("", text.japanese_of_mark, content));
    }
    for title in &publication.titles {
        let name = format!("{} ({})", text.verbal_element, language_name(language, &title.language));
        fields.push(Field::new("541", name, passage(&title.language, &title.text)));
    }
    let words = mark.verbal_element.clone().filter(|words| !publication.titles.iter().any(|title| title.text == *words));
    if let Some(words) = words {
        fields.push(Field::new("541", text.verbal_element, passage(&publication.text_language(), &words)));
    } else if publication.titles.is_empty() {
        fields.push(Field::new("541", text.verbal_element, not_in_record(language)));
    }
    let mut plain = |code: &'static str, name: &'static str, content: &Option<String>| {
        if let Some(content) = content {
            fields.push(Field::new(code, name, view! { <bdi>{content.clone()}</bdi> }));
        }
    };
    plain("561", text.transliteration, &mark.transliteration);
    plain("566", text.mark_translation, &mark.translation);
    if mark.feature.is_some() || mark.kind.is_some() {
        let meaning = mark.feature.map(|feature| mark_feature_name(language, feature));
        // The office's own word beside what it means, where it says more than that.
        let word = mark.kind.clone().filter(|kind| meaning.is_none_or(|meaning| !meaning.eq_ignore_ascii_case(kind)));
        let word = match (meaning, word) {
            (Some(_), Some(word)) => {
                Some(view! { <span class="faint">" ("{text.status_as_published}": "<bdi>{word}</bdi>")"</span> }.into_any())
            }
            (None, Some(word)) => Some(view! { <bdi>{word}</bdi> }.into_any()),
            (_, None) => None,
        };
        fields.push(Field::new("550", text.mark_kind, view! { {meaning}{word} }));
    }
    if let Some(standard) = mark.standard_characters {
        fields.push(Field::new("", text.standard_characters, if standard { text.standard_yes } else { text.standard_no }));
    }
    if let Some(category) = mark.category {
        fields.push(Field::new("551", text.mark_category, view! { <bdi>{category}</bdi> }));
    }
    for (kind, code, name) in [
        (FieldTextKind::MarkDescription, "571", text.mark_description),
        (FieldTextKind::Colours, "591", text.colours),
        (FieldTextKind::Disclaimer, "526", text.disclaimer),
    ] {
        fields.extend(field_texts(answer, kind, code, name));
    }
    fields
}

/// The classes of goods and services, each leading to its list; figurative elements.
pub(super) fn mark_classes(answer: &Answer) -> Vec<Field> {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let publication = &answer.document.summary.publication;
    let mut fields = vec![Field::new("511", text.goods_classes, goods_classes(answer))];
    let vienna: Vec<_> = publication
        .classifications
        .iter()
        .filter(|class| class.scheme == ClassificationScheme::Vienna)
        .map(|class| view! { <li>{class_name(language, ClassificationScheme::Vienna, &class.symbol)}</li> })
        .collect();
    if !vienna.is_empty() {
        fields.push(Field::new("531", text.vienna, view! { <ul class="class-list">{vienna}</ul> }));
    }
    fields
}

fn goods_classes(answer: &Answer) -> AnyView {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let publication = &answer.document.summary.publication;
    let goods = publication.mark.as_ref().map_or(&[][..], |mark| mark.goods.as_slice());
    let stated = publication.classifications.iter().filter(|class| class.scheme == ClassificationScheme::Nice);
    let mut classes: Vec<String> = stated.map(|class| class.symbol.clone()).collect();
    for class in goods.iter().filter_map(|goods| goods.class).map(|class| class.to_string()) {
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    if classes.is_empty() && goods.is_empty() {
        return not_in_record(language);
    }
    let path = format!("{}/goods{}", publication.id.path(), answer.link_end());
    // The tab shows the lists of one language; within them each has the place of its list.
    let first = answer.chosen.clone().or_else(|| publication.language.clone()).or_else(|| goods.first().map(|list| list.language.clone()));
    let shown: Vec<_> = {
        let of_first: Vec<_> = goods.iter().filter(|list| Some(&list.language) == first.as_ref()).collect();
        let other = goods.first().map(|list| &list.language);
        if of_first.is_empty() { goods.iter().filter(|list| Some(&list.language) == other).collect() } else { of_first }
    };
    let listed = classes
        .iter()
        .map(|class| {
            let name = class_name(language, ClassificationScheme::Nice, class);
            let at = shown.iter().position(|list| list.class.is_some_and(|number| number.to_string() == *class));
            match at {
                Some(at) => view! { <li><a href=format!("{path}#goods-{}", at + 1)>{name}</a></li> }.into_any(),
                None => view! { <li>{name}</li> }.into_any(),
            }
        })
        .collect_view();
    let read = (!goods.is_empty()).then(|| view! { <p><a href=path.clone()>{text.goods_read}</a></p> });
    view! { <ul class="class-list">{listed}</ul>{read} }.into_any()
}
