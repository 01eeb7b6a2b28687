//! Asking for an office's translation: first what it takes, then the asking itself.

use leptos::prelude::*;
use publication::OfficeCode;

use crate::{
    InterfaceLanguage,
    i18n::{TranslationText, billed_name, count, office_name},
    query::value,
    services::{EngineVolume, TranslationEstimate, TranslationScope, Volume},
};

/// What an address asks an estimate of; `None` where it asks for none.
pub(super) fn scope_of(query: &str) -> Option<TranslationScope> {
    let office = value(query, "office")?.parse().ok()?;
    let is = |key: &str, word: &str| value(query, key).as_deref() == Some(word);
    Some(TranslationScope { office, all_parts: is("parts", "all"), anew: is("anew", "machine") })
}

/// The form that asks for an estimate.
pub(super) fn ask_form(language: InterfaceLanguage, offices: &[OfficeCode], scope: Option<&TranslationScope>) -> AnyView {
    let text = TranslationText::of(language);
    let chosen = scope.map(|scope| scope.office);
    let options = offices
        .iter()
        .map(|office| {
            let name = format!("{} ({office})", office_name(language, *office));
            view! { <option value=office.to_string() selected=Some(*office) == chosen>{name}</option> }
        })
        .collect_view();
    let all = scope.is_some_and(|scope| scope.all_parts);
    view! {
        <section aria-labelledby="ask-heading">
            <h2 id="ask-heading">{text.ask}</h2>
            <p>{text.ask_lead}</p>
            <form class="account-form" method="get" action="/admin/engines">
                <div class="form-field">
                    <label class="field-label" for="ask-office">{text.office}</label>
                    <select class="input" id="ask-office" name="office">{options}</select>
                </div>
                <div class="form-field">
                    <label class="field-label" for="ask-parts">{text.ask_parts}</label>
                    <select class="input" id="ask-parts" name="parts">
                        <option value="first" selected=!all>{text.ask_first}</option>
                        <option value="all" selected=all>{text.ask_all}</option>
                    </select>
                </div>
                <div class="form-field">
                    <label class="check" for="ask-anew">
                        <input type="checkbox" id="ask-anew" name="anew" value="machine" checked=scope.is_some_and(|scope| scope.anew)
                            aria-describedby="ask-anew-hint"/>
                        <span>{text.ask_anew}</span>
                    </label>
                    <p class="hint" id="ask-anew-hint">{text.ask_anew_hint}</p>
                </div>
                <p><button class="button button-outline" type="submit">{text.estimate}</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn volume(language: InterfaceLanguage, (segments, characters): Volume) -> String {
    let text = TranslationText::of(language);
    format!("{} {}、{} {}", count(segments), text.segments, count(characters), text.characters).replace('、', language.pick("、", ", "))
}

/// An estimate, and the button that asks.
pub(super) fn estimate_section(language: InterfaceLanguage, estimate: &TranslationEstimate) -> AnyView {
    let text = TranslationText::of(language);
    let scope = &estimate.scope;
    let (looked_at, more) = estimate.publications;
    let row = |name: &'static str, amount: Volume| view! { <dt>{name}</dt><dd>{volume(language, amount)}</dd> };
    let engines = estimate.engines.iter().map(|engine| engine_rows(language, engine)).collect_view();
    let without = (estimate.without_engine.0 > 0).then(|| row(text.without_engine, estimate.without_engine));
    let parts = if scope.all_parts { "all" } else { "first" };
    let ask = (estimate.wanting > 0 || more).then(|| {
        view! {
            <form method="post" action="/admin/engines/translate">
                <input type="hidden" name="office" value=scope.office.to_string()/>
                <input type="hidden" name="parts" value=parts/>
                {scope.anew.then(|| view! { <input type="hidden" name="anew" value="machine"/> })}
                <p><button class="button" type="submit">{text.ask_now}</button></p>
            </form>
        }
    });
    view! {
        <section aria-labelledby="estimate-heading" class="estimate">
            <h2 id="estimate-heading">{format!("{}: {}", text.estimated, office_name(language, scope.office))}</h2>
            <dl class="definitions">
                <dt>{text.publications}</dt><dd>{count(looked_at)}{more.then_some(text.more)}</dd>
                <dt>{text.wanting}</dt><dd>{count(estimate.wanting)}</dd>
                {row(text.wanted, estimate.wanted)}
                {row(text.by_memory, estimate.memory)}
                {row(text.by_built_in, estimate.built_in)}
                {engines}
                {without}
            </dl>
            {(!estimate.engines.is_empty()).then(|| view! { <p class="hint">{text.estimate_note}</p> })}
            {ask}
        </section>
    }
    .into_any()
}

fn engine_rows(language: InterfaceLanguage, engine: &EngineVolume) -> AnyView {
    let text = TranslationText::of(language);
    let (billed, units) = engine.units;
    let paid = match (billed, units) {
        (crate::services::BilledBy::Tokens, None) => format!("{}: {}", billed_name(language, billed), text.units_unknown),
        (_, Some(units)) => format!("{}: {}", billed_name(language, billed), count(units)),
        (_, None) => billed_name(language, billed).to_owned(),
    };
    let budget = engine.budget.map(|(limit, spent, days)| {
        let today = format!("{}: {} / {}", text.today, count(spent), count(limit));
        let days = format!("{} {}", count(days), text.days_needed);
        view! { <br/>{today}<br/>{days} }
    });
    view! { <dt>{format!("{}: {}", text.to_engine, engine.id)}</dt><dd>{volume(language, engine.volume)}<br/>{paid}{budget}</dd> }
        .into_any()
}
