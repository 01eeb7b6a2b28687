//! Facets, as links that add or take away a condition.

use index_config::{Facet, FacetCount, FacetField, SearchParams};
use leptos::prelude::*;

use crate::{
    InterfaceLanguage,
    i18n::{
        ResultsText, class_name, count, element_name, language_name, mark_feature_name, office_name, origin_name, right_name, status_name,
    },
    services::MatchedOrigin,
};

/// Values shown before the rest is folded away.
const SHOWN: usize = 8;

/// All facets with more than nothing in them; before them, in which texts the words were found. On narrow screens, where they would stand
/// before the hits, they appear when their link is followed: that needs no script and no element that is closed on one screen and open on
/// another.
pub(super) fn facet_list(language: InterfaceLanguage, params: &SearchParams, facets: &[Facet], matched: &[MatchedOrigin]) -> AnyView {
    let text = ResultsText::of(language);
    let matched = (!matched.is_empty()).then(|| matched_group(language, params, matched));
    let groups = facets.iter().filter(|facet| !facet.counts.is_empty()).map(|facet| facet_group(language, params, facet)).collect_view();
    view! {
        <aside class="facets" id="facets" aria-label=text.narrow>
            <a class="facets-open" href="#facets">{text.narrow}</a>
            <div class="facets-body">
                {matched}
                {groups}
                <a class="facets-close" href="#hits">{text.back_to_hits}</a>
            </div>
        </aside>
    }
    .into_any()
}

/// The texts that the words were found in. Counts are of hits that match within texts of that origin alone.
fn matched_group(language: InterfaceLanguage, params: &SearchParams, matched: &[MatchedOrigin]) -> AnyView {
    let rows = matched
        .iter()
        .map(|matched| (matched, params.origins.contains(&matched.origin)))
        .filter(|(matched, on)| matched.count > 0 || *on)
        .map(|(matched, on)| {
            let href = format!("/search?{}", params.toggled_text(matched.origin).to_query());
            row(language, origin_name(language, matched.origin).to_owned(), count(matched.count), href, on)
        })
        .collect_view();
    view! {
        <section class="facet">
            <h2>{ResultsText::of(language).facet_matched}</h2>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}

fn facet_group(language: InterfaceLanguage, params: &SearchParams, facet: &Facet) -> AnyView {
    let (shown, folded) = facet.counts.split_at(facet.counts.len().min(SHOWN));
    let row = |counted: &FacetCount| value(language, params, facet.field, counted);
    let rest = (!folded.is_empty()).then(|| {
        let open = folded.iter().any(|counted| params.has_facet(facet.field, &counted.value));
        view! {
            <details class="facet-rest" open=open>
                <summary>{language.pick("さらに表示", "More")}<span class="visually-hidden">{format!(": {}", facet_name(language, facet.field))}</span></summary>
                <ul>{folded.iter().map(row).collect_view()}</ul>
                {facet.more.then(|| view! { <p class="hint">{ResultsText::of(language).more_values}</p> })}
            </details>
        }
    });
    view! {
        <section class="facet">
            <h2>{facet_name(language, facet.field)}</h2>
            <ul>{shown.iter().map(row).collect_view()}</ul>
            {rest}
        </section>
    }
    .into_any()
}

fn value(language: InterfaceLanguage, params: &SearchParams, field: FacetField, counted: &FacetCount) -> AnyView {
    let label = value_name(language, field, &counted.value);
    let number = count(counted.count);
    // A value that cannot be asked for (an index knows it, the vocabulary does not) is shown without a link.
    let Some(toggled) = params.toggled_facet(field, &counted.value) else {
        return view! { <li><span class="facet-value"><span>{label}</span><span class="facet-count">{number}</span></span></li> }
            .into_any();
    };
    let on = params.has_facet(field, &counted.value);
    row(language, label, number, format!("/search?{}", toggled.to_query()), on)
}

fn row(language: InterfaceLanguage, label: String, number: String, href: String, on: bool) -> AnyView {
    let state = on.then(|| view! { <span class="visually-hidden">{ResultsText::of(language).narrowed}</span> });
    view! {
        <li>
            <a class="facet-value" href=href rel="nofollow" aria-current=on.then_some("true")>
                <span>{label}{state}</span><span class="facet-count">{number}</span>
            </a>
        </li>
    }
    .into_any()
}

/// What a facet is called.
pub(super) fn facet_name(language: InterfaceLanguage, field: FacetField) -> &'static str {
    let text = ResultsText::of(language);
    match field {
        FacetField::Office => text.facet_office,
        FacetField::Right => text.facet_right,
        FacetField::Kind => text.facet_kind,
        FacetField::Language => text.facet_language,
        FacetField::Year => text.facet_year,
        FacetField::IpcSection => text.facet_ipc_section,
        FacetField::IpcClass => text.facet_ipc_class,
        FacetField::IpcSubclass => text.facet_ipc_subclass,
        FacetField::IpcMainGroup => text.facet_ipc_main_group,
        FacetField::NiceClass => text.facet_nice,
        FacetField::LocarnoClass => text.facet_locarno,
        FacetField::ViennaCategory => text.facet_vienna,
        FacetField::MarkFeature => text.facet_mark_kind,
        FacetField::Applicant | FacetField::ApplicantName => text.facet_applicant,
        FacetField::Status => text.facet_status,
        FacetField::Element => text.facet_element,
        FacetField::Made => text.facet_made,
    }
}

/// What a value is called; the value itself where it is a name or a code.
pub(super) fn value_name(language: InterfaceLanguage, field: FacetField, value: &str) -> String {
    let named = match field {
        FacetField::Office => value.parse().ok().map(|office| format!("{} ({office})", office_name(language, office))),
        FacetField::Right => value.parse().ok().map(|right| right_name(language, right).to_owned()),
        FacetField::Language => value.parse().ok().map(|tag| language_name(language, &tag)),
        FacetField::Element => value.parse().ok().map(|element| element_name(language, element).to_owned()),
        FacetField::Made => value.parse().ok().map(|origin| origin_name(language, origin).to_owned()),
        FacetField::Status => value.parse().ok().map(|status| status_name(language, status).to_owned()),
        FacetField::NiceClass | FacetField::LocarnoClass | FacetField::ViennaCategory => {
            field.scheme().map(|scheme| class_name(language, scheme, value))
        }
        FacetField::MarkFeature => value.parse().ok().map(|feature| mark_feature_name(language, feature).to_owned()),
        FacetField::Year => Some(match language {
            InterfaceLanguage::Ja => format!("{value}年"),
            InterfaceLanguage::En => value.to_owned(),
        }),
        FacetField::Kind
        | FacetField::IpcSection
        | FacetField::IpcClass
        | FacetField::IpcSubclass
        | FacetField::IpcMainGroup
        | FacetField::Applicant
        | FacetField::ApplicantName => None,
    };
    named.unwrap_or_else(|| value.to_owned())
}
