//! Engines and routes.

use leptos::prelude::*;

use crate::{
    InterfaceLanguage,
    components::Table,
    i18n::{TranslationText, billed_name, count, language_name, office_name, part_names, reason_words},
    services::{EngineView, RouteView},
};

/// Each engine with where texts go, what it costs and how it is.
pub(super) fn engine_list(language: InterfaceLanguage, engines: &[EngineView]) -> AnyView {
    engines.iter().map(|engine| engine_section(language, engine)).collect_view().into_any()
}

fn engine_section(language: InterfaceLanguage, engine: &EngineView) -> AnyView {
    let text = TranslationText::of(language);
    let where_to = match &engine.host {
        None => text.this_machine.to_owned(),
        Some(host) => format!("{host} ({})", if engine.third_party { text.outside } else { text.inside }),
    };
    let today = match engine.budget {
        Some((limit, spent)) => format!("{} / {}", count(spent), count(limit)),
        None => text.no_limit.to_owned(),
    };
    let state = match &engine.rests {
        _ if !engine.enabled => text.not_enabled.to_owned(),
        Some((seconds, reason)) => {
            format!("{} ({} {}): {}", text.rests, count(*seconds), text.seconds_left, reason_words(language, reason))
        }
        None => text.works.to_owned(),
    };
    let licence = engine.licence.as_ref().map(|licence| {
        let licence = if licence.is_empty() { text.licence_unknown.to_owned() } else { licence.clone() };
        view! { <dt>{text.licence}</dt><dd>{licence}</dd> }
    });
    let terms = engine.terms_of_use.as_ref().map(|terms| view! { <dt>{text.terms_of_use}</dt><dd lang="ja">{terms.clone()}</dd> });
    view! {
        <section class="engine" data-engine=engine.id.clone()>
            <h2>{engine.id.clone()}</h2>
            <dl class="definitions">
                <dt>{text.engine}</dt><dd>{engine.kind.clone()}</dd>
                {engine.model.as_ref().map(|model| view! { <dt>{text.model}</dt><dd>{model.clone()}</dd> })}
                <dt>{text.where_to}</dt><dd>{where_to}</dd>
                <dt>{text.billed}</dt><dd>{billed_name(language, engine.billed)}</dd>
                <dt>{text.today}</dt><dd>{today}</dd>
                <dt>{text.state}</dt><dd>{state}</dd>
                {licence}
                {terms}
            </dl>
        </section>
    }
    .into_any()
}

/// The routes, in the order in which they are looked at.
pub(super) fn route_table(language: InterfaceLanguage, routes: &[RouteView]) -> AnyView {
    let text = TranslationText::of(language);
    if routes.is_empty() {
        return view! { <p>{text.one_for_all}</p> }.into_any();
    }
    let joint = language.pick("、", ", ");
    let or_all = |names: Vec<String>| if names.is_empty() { text.all.to_owned() } else { names.join(joint) };
    let rows = routes.iter().map(|route| {
        let offices = or_all(route.offices.iter().map(|office| office_name(language, *office).to_owned()).collect());
        let languages = or_all(route.languages.iter().map(|tag| language_name(language, tag)).collect());
        view! {
            <tr>
                <td>{offices}</td>
                <td>{languages}</td>
                <td>{part_names(language, &route.parts)}</td>
                <td>{route.engines.join(" → ")}</td>
            </tr>
        }
    });
    let heads = [text.office, text.languages, text.parts, text.engines];
    view! { <p>{text.routes_lead}</p>{Table::new(text.routes, "table table-dense").heads(&heads).view(rows)} }.into_any()
}
