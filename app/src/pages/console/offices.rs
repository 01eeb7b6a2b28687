//! The registry of offices, and one of its agreements.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use publication::{Element, ExchangeAgreement, OfficeCode, Right, Standing, StepName};

use super::{failed, form::Fields, frame, open, parameter};
use crate::{
    InterfaceLanguage,
    components::exchange_table,
    i18n::{ConsoleText, element_name, office_name, right_name, standing_sign},
    pages::NotFoundPage,
    services::ExchangeStanding,
};

/// The address of an agreement's page.
pub(super) fn address(row: &ExchangeStanding) -> String {
    match row.agreement.right {
        Some(right) => format!("/admin/offices/{}?right={right}", row.agreement.office),
        None => format!("/admin/offices/{}", row.agreement.office),
    }
}

/// All offices.
#[component]
pub(crate) fn OfficesPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    Suspend::new(async move {
        let text = ConsoleText::of(request.language);
        match console.registry().await {
            Ok(exchanges) => {
                let fields = Fields::here(request.language);
                let content = view! {
                    <p class="lead">{text.registry_lead}</p>
                    <p><a class="button button-text" href="/admin/offices.csv">{text.registry_csv}</a></p>
                    {exchange_table(request.language, &exchanges, |row| Some(address(row)))}
                    <h2>{text.add_office}</h2>
                    {fields.summary(text.refused)}
                    <form method="post" action="/admin/offices" class="number-form">
                        {fields.text("office", text.office_code, "", None)}
                        <button class="button">{text.open}</button>
                    </form>
                };
                frame(&request, text.offices, content.into_any())
            }
            Err(error) => failed(&request, &error),
        }
    })
    .into_any()
}

/// One office: what was agreed, to be changed.
#[component]
pub(crate) fn OfficePage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    let office = use_params_map().read_untracked().get("office").unwrap_or_default();
    let Some(office) = office.parse::<OfficeCode>().ok().filter(|code| code.office().is_some()) else {
        return NotFoundPage().into_any();
    };
    let right = parameter(&request, "right").and_then(|right| right.parse::<Right>().ok());
    Suspend::new(async move {
        match console.agreement(office, right).await {
            Ok(agreement) => {
                let language = request.language;
                let of = right.map_or_else(String::new, |right| format!(" {}", right_name(language, right)));
                let title = format!("{}{of}", office_name(language, office));
                frame(&request, &title, agreement_form(language, &agreement))
            }
            Err(error) => failed(&request, &error),
        }
    })
    .into_any()
}

fn standings(language: InterfaceLanguage, without_partly: bool) -> Vec<(String, String)> {
    let known = Standing::ALL.into_iter().filter(|standing| !(without_partly && *standing == Standing::Partly));
    known.map(|standing| (standing.as_str().to_owned(), standing_sign(language, standing).to_owned())).collect()
}

/// Names of the four steps' fields.
const STEPS: [(&str, &str); 4] = [("step1", "step1_note"), ("step2", "step2_note"), ("step3", "step3_note"), ("step4", "step4_note")];

fn agreement_form(language: InterfaceLanguage, agreement: &ExchangeAgreement) -> AnyView {
    let text = ConsoleText::of(language);
    let fields = Fields::here(language);
    let all = standings(language, false);
    let steps = StepName::ALL
        .into_iter()
        .zip(STEPS)
        .zip(&agreement.steps)
        .map(|((step, (state, note)), kept)| {
            let name = language.pick(step.japanese(), step.english());
            view! {
                <fieldset class="field">
                    <legend class="field-label">{name}</legend>
                    {fields.choice(state, text.state, kept.state.as_str(), &all)}
                    {fields.text(note, text.step_note, &kept.note, None)}
                </fieldset>
            }
        })
        .collect_view();
    let elements: Vec<(String, String, bool)> = Element::ALL
        .into_iter()
        .map(|element| (element.as_str().to_owned(), element_name(language, element).to_owned(), agreement.elements.contains(&element)))
        .collect();
    let products: Vec<String> =
        agreement.products.iter().map(|product| format!("{};{};{}", product.product, product.format, product.coverage)).collect();
    let interval = agreement.interval_days.map(|days| days.to_string()).unwrap_or_default();
    let right = agreement.right.map(|right| right.to_string()).unwrap_or_default();
    let rights = Right::ALL.into_iter().map(|right| {
        let here = agreement.right == Some(right);
        let href = format!("/admin/offices/{}?right={right}", agreement.office);
        view! { <li><a class="chip chip-choice" href=href aria-current=here.then_some("page")>{right_name(language, right)}</a></li> }
    });
    view! {
        <nav aria-label=text.rights_of_its_own>
            <ul class="choice-row plain-list">
                <li><a class="chip chip-choice" href=format!("/admin/offices/{}", agreement.office) aria-current=agreement.right.is_none().then_some("page")>{text.whole_office}</a></li>
                {rights.collect_view()}
            </ul>
        </nav>
        {fields.summary(text.refused)}
        <form method="post" action=format!("/admin/offices/{}", agreement.office) class="console-form">
            <input type="hidden" name="right" value=right/>
            <input type="hidden" name="revision" value=fields.value("revision", &agreement.revision.to_string())/>
            <div class="fields">
                {fields.choice("agreement", text.agreement, agreement.agreement.as_str(), &all)}
                {fields.choice("exchange", text.exchange, agreement.exchange.as_str(), &all)}
                {fields.choice("provision", text.provision, agreement.provision.as_str(), &standings(language, true))}
                {fields.text("interval_days", text.interval, &interval, None)}
                {fields.text("frequency", text.frequency, &agreement.frequency, None)}
                {fields.text("contact", text.contact, &agreement.contact, None)}
            </div>
            {fields.checks("elements", text.elements, &elements)}
            <h2>{text.steps}</h2>
            <div class="fields">{steps}</div>
            {fields.lines("products", text.products, &products.join("\n"), 4)}
            <div class="fields">
                {fields.lines("allowed_use", text.allowed_use, &agreement.allowed_use, 3)}
                {fields.lines("remarks", text.remarks, &agreement.remarks, 3)}
                {fields.text("as_of", text.as_of, &agreement.as_of, None)}
                {fields.text("source", text.source, &agreement.source, None)}
            </div>
            <p class="form-end"><button class="button">{text.save}</button></p>
        </form>
    }
    .into_any()
}
