//! Bibliographic data, with INID codes beside the labels.

use leptos::prelude::*;
use publication::{
    ApplicationReference, Classification, ClassificationScheme, DocumentNumber, OfficeCode, Party, PartyRole, Publication, PublishedDate,
    Right,
};

use super::{
    Answer,
    citations::citations,
    design::design_fields,
    fields::{Field, inid, not_in_record},
    figures::image_first,
    mark::{mark_classes, mark_fields},
};
use crate::{
    InterfaceLanguage,
    components::{passage, status_words},
    i18n::{DocumentText, date, kind_name, language_name, office_name, role_name, scheme_name},
};

/// The table of the publication's own data, then what is cited.
pub(super) fn bibliographic_tab(answer: &Answer) -> AnyView {
    use ClassificationScheme as S;
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let publication = &answer.document.summary.publication;
    // A mark and a design are what they look like: they stand first, and what is registered about them follows.
    let fields: Vec<Field> = match publication.id.right() {
        Right::Trademark => [
            mark_fields(answer),
            mark_classes(answer),
            classifications(language, publication, &[S::Nice, S::Vienna]),
            status(language, publication),
            numbers_and_dates(language, publication),
            parties(language, publication),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Right::Design => [
            design_fields(answer),
            classifications(language, publication, &[S::Locarno]),
            status(language, publication),
            numbers_and_dates(language, publication),
            parties(language, publication),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Right::Patent | Right::UtilityModel => [
            numbers_and_dates(language, publication),
            status(language, publication),
            titles(answer),
            classifications(language, publication, &[]),
            parties(language, publication),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    let rows = fields.into_iter().map(Field::row).collect_view();
    view! {
        {image_first(answer)}
        <table class="table table-fields">
            <caption class="visually-hidden">{text.bibliographic}</caption>
            <thead class="visually-hidden">
                <tr><th scope="col">{text.inid}</th><th scope="col">{text.item}</th><th scope="col">{text.content}</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {citations(answer)}
    }
    .into_any()
}

fn numbers_and_dates(language: InterfaceLanguage, publication: &Publication) -> Vec<Field> {
    let text = DocumentText::of(language);
    let right = publication.id.right();
    let mut fields = vec![Field::new(inid(right, "11", "11", "111"), text.number, publication.number.as_published.clone())];
    if let Some(words) = kind_name(language, publication) {
        // The code of a kind code, or that of a kind in plain language.
        let code = if publication.id.kind().is_some() { inid(right, "13", "", "") } else { inid(right, "12", "12", "") };
        fields.push(Field::new(code, text.kind, view! { <bdi>{words}</bdi> }));
    }
    fields.push(Field::new(inid(right, "19", "19", "190"), language.pick("発行官庁", "Office"), office(language, publication.id.office())));
    let mut day = |code: &'static str, name: &'static str, published: Option<&PublishedDate>| {
        if let Some(published) = published {
            fields.push(Field::new(code, name, date_as_published(language, published)));
        }
    };
    day(inid(right, "40", "40", "400"), text.published, publication.publication_date.as_ref());
    day(inid(right, "24", "15", "151"), text.registration_date, publication.registration_date.as_ref());
    day(inid(right, "", "18", "180"), text.expiry_date, publication.expiry_date.as_ref());
    if let Some(application) = &publication.application {
        fields.extend(application_fields(language, right, application));
    }
    for priority in &publication.priorities {
        let content = reference(language, priority.office, priority.number.as_ref(), priority.date.as_ref());
        fields.push(Field::new(inid(right, "30", "30", "300"), text.priority, content));
    }
    if let Some(tag) = &publication.filing_language {
        fields.push(Field::new(inid(right, "25", "", ""), text.filing_language, language_name(language, tag)));
    }
    if let Some(tag) = &publication.language {
        fields.push(Field::new(inid(right, "26", "", ""), text.publication_language, language_name(language, tag)));
    }
    for related in &publication.related {
        // The relation may be an INID code itself.
        let code = related.relation.clone();
        let document = &related.document;
        let content = view! {
            {document.as_published.clone()}
            {document.date.as_ref().map(|published| format!(" {}", date(language, published)))}
            <span class="faint">{format!(" ({code})")}</span>
        };
        fields.push(Field::new(inid(right, "60", "60", ""), text.related, content));
    }
    if !publication.designated_states.is_empty() {
        fields.push(Field::new(inid(right, "81", "81", ""), text.designated, publication.designated_states.join(", ")));
    }
    fields
}

/// Where the right stands, in the office's own words too; that the record does not say, of rights whose registers always do.
fn status(language: InterfaceLanguage, publication: &Publication) -> Vec<Field> {
    let text = DocumentText::of(language);
    let mut fields = Vec::new();
    match status_words(language, publication) {
        Some(words) => {
            let unmapped = publication.register_status.is_none();
            let unmapped = unmapped.then(|| view! { <span class="faint">" "{text.status_unmapped}</span> });
            fields.push(Field::new("", text.status_meaning, view! { {words}{unmapped} }));
        }
        None if matches!(publication.id.right(), Right::Trademark | Right::Design) => {
            fields.push(Field::new("", text.status_meaning, not_in_record(language)));
        }
        None => {}
    }
    if let Some(since) = &publication.status_date {
        fields.push(Field::new("", text.status_since, date_as_published(language, since)));
    }
    fields
}

/// A date; what was published beside it where the two differ in more than spelling, as far as that is known.
fn date_as_published(language: InterfaceLanguage, published: &PublishedDate) -> String {
    match published.iso {
        Some(iso) if published.as_published == iso.to_string() || published.as_published == iso.as_number().to_string() => {
            date(language, published)
        }
        Some(_) => format!("{} ({})", date(language, published), published.as_published),
        None => published.as_published.clone(),
    }
}

fn application_fields(language: InterfaceLanguage, right: Right, application: &ApplicationReference) -> Vec<Field> {
    let text = DocumentText::of(language);
    let mut fields = Vec::new();
    if application.number.is_some() {
        let content = reference(language, application.office, application.number.as_ref(), None);
        fields.push(Field::new(inid(right, "21", "21", "210"), text.application, content));
    }
    if let Some(filed) = &application.date {
        fields.push(Field::new(inid(right, "22", "22", "220"), text.filing_date, date_as_published(language, filed)));
    }
    fields
}

fn office(language: InterfaceLanguage, code: OfficeCode) -> String {
    format!("{} ({code})", office_name(language, code))
}

/// A number with its office and its date.
fn reference(
    language: InterfaceLanguage,
    of: Option<OfficeCode>,
    number: Option<&DocumentNumber>,
    published: Option<&PublishedDate>,
) -> AnyView {
    let number = number.map(|number| view! { <span class="number">{number.as_published.clone()}</span> });
    let of = of.map(|code| view! { <span class="faint">{format!(" {}", office(language, code))}</span> });
    let published = published.map(|published| format!(" {}", date(language, published)));
    view! { {number}{of}{published} }.into_any()
}

fn titles(answer: &Answer) -> Vec<Field> {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let summary = &answer.document.summary;
    let code = inid(summary.publication.id.right(), "54", "54", "540");
    let mut fields: Vec<Field> = Vec::new();
    if let Some(japanese) = &summary.japanese_title {
        let content = view! { <span lang="ja">{japanese.text.clone()}</span>" "{crate::components::provenance_badge(language, japanese)} };
        fields.push(Field::new(code, text.japanese_title, content));
    }
    for title in &summary.publication.titles {
        let name = format!("{} ({})", text.original_title, language_name(language, &title.language));
        fields.push(Field::new(code, name, passage(&title.language, &title.text)));
    }
    fields
}

/// All classifications but those of schemes that are shown elsewhere.
fn classifications(language: InterfaceLanguage, publication: &Publication, elsewhere: &[ClassificationScheme]) -> Vec<Field> {
    use ClassificationScheme as S;
    let text = DocumentText::of(language);
    let symbol = |class: &Classification| {
        let version = class.version.clone().map(|version| view! { <span class="faint">{format!(" ({version})")}</span> });
        let additional = (class.inventive == Some(false)).then(|| view! { <span class="faint">{format!(" {}", text.additional)}</span> });
        let national = class.national_scheme.clone().map(|name| view! { <span class="faint">{format!(" {name}")}</span> });
        view! { <li>{class.symbol.clone()}{national}{version}{additional}</li> }
    };
    [(S::Ipc, "51"), (S::Cpc, "52"), (S::Locarno, "51"), (S::Nice, "511"), (S::Vienna, "531"), (S::National, "52")]
        .into_iter()
        .filter(|(scheme, _)| !elsewhere.contains(scheme))
        .filter_map(|(scheme, code)| {
            let symbols: Vec<_> = publication.classifications.iter().filter(|class| class.scheme == scheme).map(symbol).collect();
            (!symbols.is_empty()).then(|| Field::new(code, scheme_name(language, scheme), view! { <ul class="symbols">{symbols}</ul> }))
        })
        .collect()
}

fn parties(language: InterfaceLanguage, publication: &Publication) -> Vec<Field> {
    use PartyRole as R;
    let right = publication.id.right();
    [
        (R::Applicant, inid(right, "71", "71", "731")),
        (R::InventorApplicant, inid(right, "75", "", "")),
        (R::Inventor, inid(right, "72", "72", "")),
        (R::Owner, inid(right, "73", "73", "732")),
        (R::Representative, inid(right, "74", "74", "740")),
        (R::Opponent, ""),
    ]
    .into_iter()
    .filter_map(|(role, code)| {
        let of_role: Vec<_> = publication.parties.iter().filter(|party| party.role == role).map(|found| party(language, found)).collect();
        let name = role_name(language, role, right);
        if !of_role.is_empty() {
            return Some(Field::new(code, name, view! { <ul class="parties">{of_role}</ul> }));
        }
        // Whose mark or design it is, and who made a design, is asked first of all: that it is not told is told.
        let has = |roles: &[R]| publication.parties.iter().any(|party| roles.contains(&party.role));
        let missing = match (right, role) {
            (Right::Trademark | Right::Design, R::Owner) => !has(&[R::Owner, R::Applicant, R::InventorApplicant]),
            (Right::Design, R::Inventor) => !has(&[R::Inventor, R::InventorApplicant]),
            _ => false,
        };
        missing.then(|| Field::new(code, name, not_in_record(language)))
    })
    .collect()
}

/// A party with its name in every form, its address and its country.
fn party(language: InterfaceLanguage, party: &Party) -> AnyView {
    let text = DocumentText::of(language);
    let name = |name: &publication::PartyName| {
        view! { <bdi lang=name.language.as_ref().map(|tag| tag.as_str().to_owned())>{name.name.clone()}</bdi> }
    };
    let first = party.names.first().map(name);
    let others: Vec<_> = party.names.iter().skip(1).map(name).map(|name| view! { <span class="listed">{name}</span> }).collect();
    let others = (!others.is_empty()).then(|| view! { <span class="faint">" "{text.also}": "{others}</span> });
    let country = party.country.map(|code| view! { <span class="faint">{format!(" {}", office(language, code))}</span> });
    let address = party.address.clone().map(|address| view! { <bdi class="address">{address}</bdi> });
    view! { <li>{first}{country}{others}{address}</li> }.into_any()
}
