//! What the bibliographic data of a design hold beside those of every right (WIPO ST.80).

use leptos::prelude::*;
use publication::{ClassificationScheme, Figure, FigureKind, Publication};

use super::{
    Answer,
    fields::{Field, field_texts, not_in_record},
};
use crate::{
    InterfaceLanguage,
    components::{display_number, passage, provenance_badge},
    i18n::{DocumentText, class_name, figure_kind_name, language_name, side_name},
    pages::search::thumbnail_source,
    services::FieldTextKind,
};

/// Views shown in a row beside the data; all of them stand on their own tab.
const MOST_VIEWS: usize = 6;

/// The design itself: its views, the products it is for, its class and its features.
pub(super) fn design_fields(answer: &Answer) -> Vec<Field> {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let summary = &answer.document.summary;
    let publication = &summary.publication;
    let design = publication.design.clone().unwrap_or_default();
    let mut fields = vec![Field::new("55", text.design_views, views(language, publication))];
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

/// What a figure is called: a view by its side and number and by the office's words, others by their label.
pub(super) fn figure_name(language: InterfaceLanguage, publication: &Publication, index: usize, figure: &Figure) -> String {
    let text = DocumentText::of(language);
    let view = publication.design.iter().flat_map(|design| &design.views).find(|view| view.file == figure.file);
    if let Some(view) = view
        && (view.side.is_some() || view.number.is_some() || view.as_published.is_some())
    {
        let side = view.side.map(|side| side_name(language, side).to_owned());
        // The office's words where they say more than the side's name.
        let words = view.as_published.clone().filter(|words| side.as_ref() != Some(words));
        let words = match (&side, words) {
            (Some(_), Some(words)) => Some(format!("({words})")),
            (None, words) => words.or_else(|| figure.label.clone()),
            (_, None) => None,
        };
        return [view.number.clone(), side, words].into_iter().flatten().collect::<Vec<_>>().join(" ");
    }
    match (&figure.label, figure.kind) {
        // 「1」, 「2a」 are numbers of figures; 「斜視図」 is a name.
        (Some(label), _) if label.starts_with(|first: char| first.is_ascii_digit()) => format!("{} {label}", text.figure),
        (Some(label), _) => label.clone(),
        (None, kind) => format!("{} {}", figure_kind_name(language, kind), index + 1),
    }
}

/// The first views in a row, each leading to its place among all of them.
fn views(language: InterfaceLanguage, publication: &Publication) -> AnyView {
    let text = DocumentText::of(language);
    let views: Vec<_> = publication.figures.iter().enumerate().filter(|(_, figure)| figure.kind == FigureKind::DesignView).collect();
    if views.is_empty() {
        return not_in_record(language);
    }
    let path = publication.id.path();
    let number = display_number(publication);
    let shown = views
        .iter()
        .take(MOST_VIEWS)
        .map(|(index, figure)| {
            let name = figure_name(language, publication, *index, figure);
            let there = figure.content.is_some() && figure.media_type.as_deref().is_some_and(crate::pages::is_shown_by_browsers);
            let image = if there {
                view! { <img src=thumbnail_source(publication, *index) alt=format!("{number} {name}") loading="lazy" decoding="async"/> }
                    .into_any()
            } else {
                view! { <span class="view-missing">{text.no_view}</span> }.into_any()
            };
            view! { <li><a href=format!("{path}/figures#figure-{}", index + 1)>{image}<span>{name}</span></a></li> }
        })
        .collect_view();
    let more = views.len().saturating_sub(MOST_VIEWS);
    let more = (more > 0).then(|| {
        view! { <p><a href=format!("{path}/figures")>{text.all_views.replace("{n}", &views.len().to_string())}</a></p> }
    });
    view! { <ul class="views">{shown}</ul>{more} }.into_any()
}
