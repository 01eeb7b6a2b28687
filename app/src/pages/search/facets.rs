//! Facets, as links that add or take away a condition.

use index_config::{Facet, FacetCount, FacetField, SearchParams};
use leptos::prelude::*;

use crate::{
    InterfaceLanguage,
    i18n::{ResultsText, count, element_name, language_name, office_name, origin_name, right_name},
};

/// Values shown before the rest is folded away.
const SHOWN: usize = 8;

/// All facets with more than nothing in them.
pub(super) fn facet_list(language: InterfaceLanguage, params: &SearchParams, facets: &[Facet]) -> AnyView {
    let text = ResultsText::of(language);
    let groups = facets.iter().filter(|facet| !facet.counts.is_empty()).map(|facet| facet_group(language, params, facet)).collect_view();
    view! {
        <aside class="facets" aria-label=text.narrow>
            <details class="facets-fold">
                <summary>{text.narrow}</summary>
                {groups}
            </details>
        </aside>
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
                <summary>{language.pick("さらに表示", "More")}<span class="visually-hidden">{format!(": {}", name(language, facet.field))}</span></summary>
                <ul>{folded.iter().map(row).collect_view()}</ul>
                {facet.more.then(|| view! { <p class="hint">{ResultsText::of(language).more_values}</p> })}
            </details>
        }
    });
    view! {
        <section class="facet">
            <h2>{name(language, facet.field)}</h2>
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
    let state = on.then(|| view! { <span class="visually-hidden">{ResultsText::of(language).narrowed}</span> });
    view! {
        <li>
            <a class="facet-value" href=format!("/search?{}", toggled.to_query()) rel="nofollow" aria-current=on.then_some("true")>
                <span>{label}{state}</span><span class="facet-count">{number}</span>
            </a>
        </li>
    }
    .into_any()
}

/// What a facet is called.
fn name(language: InterfaceLanguage, field: FacetField) -> &'static str {
    let text = ResultsText::of(language);
    match field {
        FacetField::Office => text.facet_office,
        FacetField::Right => text.facet_right,
        FacetField::Kind => text.facet_kind,
        FacetField::Language => text.facet_language,
        FacetField::Year => text.facet_year,
        FacetField::IpcSubclass => text.facet_class,
        FacetField::Applicant => text.facet_applicant,
        FacetField::Element => text.facet_element,
        FacetField::Made => text.facet_made,
    }
}

/// What a value is called; the value itself where it is a name or a code.
fn value_name(language: InterfaceLanguage, field: FacetField, value: &str) -> String {
    let named = match field {
        FacetField::Office => value.parse().ok().map(|office| format!("{} ({office})", office_name(language, office))),
        FacetField::Right => value.parse().ok().map(|right| right_name(language, right).to_owned()),
        FacetField::Language => value.parse().ok().map(|tag| language_name(language, &tag)),
        FacetField::Element => value.parse().ok().map(|element| element_name(language, element).to_owned()),
        FacetField::Made => value.parse().ok().map(|origin| origin_name(language, origin).to_owned()),
        FacetField::Year => Some(match language {
            InterfaceLanguage::Ja => format!("{value}年"),
            InterfaceLanguage::En => value.to_owned(),
        }),
        FacetField::Kind | FacetField::IpcSubclass | FacetField::Applicant => None,
    };
    named.unwrap_or_else(|| value.to_owned())
}
