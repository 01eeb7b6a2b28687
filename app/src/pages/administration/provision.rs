//! Public provision: what the public is shown, by office and right.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use publication::{OfficeCode, ProvidedElement, Right};

use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Table, Tone, notice_box},
    i18n::{ProvisionText, count, decision_words, effect_words, moment, office_name, provided_element_name, right_name},
    pages::{
        NotFoundPage,
        accounts::done_notice,
        failure::{failure_page, titled},
    },
    portal::{provisions, request},
    query::value,
    services::{ProvisionClass, ProvisionDecision, ProvisionEffect, ProvisionOverview, ProvisionProposal, ServiceError},
};

/// All classes, and what waits for consent.
#[component]
pub(crate) fn ProvisionPage() -> impl IntoView {
    let (request, provisions) = match (request(), provisions()) {
        (Ok(request), Ok(provisions)) => (request, provisions),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    Suspend::new(async move {
        let Some(visitor) = &request.visitor else { return view! { <NotFoundPage/> }.into_any() };
        match provisions.provision(visitor.account).await {
            Ok(overview) => overview_page(&request, &overview),
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

fn done(request: &RequestInfo) -> Option<AnyView> {
    let text = ProvisionText::of(request.language);
    done_notice(request, |code| match code {
        "decided" => Some(text.done_decided),
        "proposed" => Some(text.done_proposed),
        "refused" => Some(text.done_refused),
        "gone" => Some(text.done_gone),
        "own" => Some(text.own),
        _ => None,
    })
}

fn overview_page(request: &RequestInfo, overview: &ProvisionOverview) -> AnyView {
    let language = request.language;
    let text = ProvisionText::of(language);
    let waiting = if overview.proposals.is_empty() {
        view! { <p>{text.none_waiting}</p> }.into_any()
    } else {
        let items = overview.proposals.iter().map(|proposal| proposal_item(language, proposal)).collect_view();
        view! { <ul class="proposal-list">{items}</ul> }.into_any()
    };
    view! {
        {titled(language, text.title)}
        <h1>{text.title}</h1>
        {done(request)}
        <p class="lead">{text.lead}</p>
        <section aria-labelledby="waiting-heading">
            <h2 id="waiting-heading">{text.waiting}</h2>
            {waiting}
        </section>
        <section aria-labelledby="classes-heading">
            <h2 id="classes-heading">{text.classes}</h2>
            {class_table(language, &overview.classes)}
        </section>
    }
    .into_any()
}

fn proposal_item(language: InterfaceLanguage, proposal: &ProvisionProposal) -> AnyView {
    let text = ProvisionText::of(language);
    let decision = &proposal.decision;
    let action = format!("/admin/provision-proposals/{}", proposal.id);
    let button = |word: &'static str, name: &'static str, class: &'static str| {
        view! { <button class=class type="submit" name="decision" value=word>{name}</button> }
    };
    let buttons = if proposal.own {
        view! { <p class="hint">{text.own}</p>{button("refuse", text.withdraw, "button button-outline")} }.into_any()
    } else {
        view! { {button("accept", text.consent, "button")}" "{button("refuse", text.refuse, "button button-outline")} }.into_any()
    };
    view! {
        <li>
            <p>
                <strong>{named(language, decision.office, decision.right)}" "{provided_element_name(language, decision.element)}": "{decision_words(language, decision)}</strong>
            </p>
            <p>{effect_words(language, decision, proposal.effect.publications, proposal.effect.with_element)}</p>
            <p class="hint">{text.proposed_by}": "{proposal.by.clone().unwrap_or_default()}" "{moment(language, &proposal.at)}</p>
            <form method="post" action=action>{buttons}</form>
        </li>
    }
    .into_any()
}

fn named(language: InterfaceLanguage, office: OfficeCode, right: Right) -> String {
    format!("{} {}", office_name(language, office), right_name(language, right))
}

fn class_table(language: InterfaceLanguage, classes: &[ProvisionClass]) -> AnyView {
    let text = ProvisionText::of(language);
    let rows = classes.iter().map(|class| {
        let address = format!("/admin/provision/{}/{}", class.office, class.right.as_str());
        let label = format!("{}: {}", text.change, named(language, class.office, class.right));
        view! {
            <tr>
                <th scope="row">{office_name(language, class.office)}</th>
                <td>{right_name(language, class.right)}</td>
                <td class="number-cell">{count(class.held)}</td>
                <td>{state_words(language, class)}</td>
                <td><a href=address aria-label=label>{text.change}</a></td>
            </tr>
        }
    });
    Table::new(text.classes, "table")
        .heads(&[text.office, text.right])
        .head_of("number-cell", text.held)
        .heads(&[text.state])
        .unseen_head(text.change)
        .if_empty(text.none_held)
        .view(rows)
}

/// What holds of a class in a line: `公開`, or each decision that says otherwise.
fn state_words(language: InterfaceLanguage, class: &ProvisionClass) -> String {
    let text = ProvisionText::of(language);
    let said: Vec<String> = class
        .decisions
        .iter()
        .filter(|decision| !decision.public || decision.since.is_some())
        .map(|decision| format!("{}: {}", provided_element_name(language, decision.element), decision_words(language, decision)))
        .collect();
    if said.is_empty() { text.public.to_owned() } else { said.join(language.pick("、", ", ")) }
}

/// One class: what holds, what a change would do, and the way to it.
#[component]
pub(crate) fn ProvisionClassPage() -> impl IntoView {
    let (request, provisions) = match (request(), provisions()) {
        (Ok(request), Ok(provisions)) => (request, provisions),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let params = use_params_map().get_untracked();
    let part = |name: &str| params.get(name).unwrap_or_default();
    let class = part("office").parse::<OfficeCode>().ok().zip(part("right").parse::<Right>().ok());
    Suspend::new(async move {
        let (Some((office, right)), Some(visitor)) = (class, &request.visitor) else { return view! { <NotFoundPage/> }.into_any() };
        let asked = Asked::read(request.query(), office, right);
        let gathered: Result<_, ServiceError> = async {
            let overview = provisions.provision(visitor.account).await?;
            let effect = match &asked {
                Asked::Decision(decision) => Some(provisions.provision_effect(decision).await?),
                Asked::Nothing | Asked::Wrong => None,
            };
            Ok((overview, effect))
        }
        .await;
        match gathered {
            Ok((overview, effect)) => {
                let held = overview.classes.into_iter().find(|class| class.office == office && class.right == right);
                let none = || ProvisionClass { office, right, held: 0, withheld: publication::Withheld::NOTHING, decisions: Vec::new() };
                class_page(&request, &held.unwrap_or_else(none), &asked, effect)
            }
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

/// What the address asks to be shown.
enum Asked {
    Nothing,
    Decision(ProvisionDecision),
    Wrong,
}

impl Asked {
    fn read(query: &str, office: OfficeCode, right: Right) -> Self {
        let of = |name: &str| value(query, name).unwrap_or_default();
        let (element, provision, since) = (of("element"), of("provision"), of("since"));
        if element.is_empty() && provision.is_empty() {
            return Self::Nothing;
        }
        match ProvisionDecision::read(office, right, &element, &provision, &since) {
            Some(decision) => Self::Decision(decision),
            None => Self::Wrong,
        }
    }
}

fn class_page(request: &RequestInfo, class: &ProvisionClass, asked: &Asked, effect: Option<ProvisionEffect>) -> AnyView {
    let language = request.language;
    let text = ProvisionText::of(language);
    let title = format!("{} {}", text.title, named(language, class.office, class.right));
    let of = |name: &str| value(request.query(), name).unwrap_or_default();
    let (element, provision) = (of("element"), of("provision"));
    let elements = std::iter::once(None)
        .chain(ProvidedElement::ALL.map(Some))
        .map(|choice| {
            let word = choice.map_or(ProvisionDecision::WHOLE, ProvidedElement::as_str);
            view! { <option value=word selected=word == element>{provided_element_name(language, choice)}</option> }
        })
        .collect_view();
    let provisions = [("public", text.public), ("inside", text.inside)]
        .map(|(word, name)| view! { <option value=word selected=word == provision>{name}</option> })
        .into_iter()
        .collect_view();
    let address = format!("/admin/provision/{}/{}", class.office, class.right.as_str());
    let wrong =
        matches!(asked, Asked::Wrong).then(|| view! { <div role="alert">{notice_box(Tone::Error, view! { <p>{text.bad_day}</p> })}</div> });
    let preview = match (asked, effect) {
        (Asked::Decision(decision), Some(effect)) => Some(preview(language, &address, decision, effect)),
        _ => None,
    };
    view! {
        {titled(language, &title)}
        <p><a href="/admin/provision">{text.back}</a></p>
        <h1>{title}</h1>
        {done(request)}
        <dl class="definitions">
            <dt>{text.held}</dt><dd>{count(class.held)}</dd>
            <dt>{text.now}</dt><dd>{state_words(language, class)}</dd>
        </dl>
        {wrong}
        <section aria-labelledby="change-heading">
            <h2 id="change-heading">{text.change}</h2>
            <form class="account-form" method="get" action=address>
                <div class="form-field">
                    <label class="field-label" for="element">{text.element}</label>
                    <select class="input" id="element" name="element">{elements}</select>
                </div>
                <div class="form-field">
                    <label class="field-label" for="provision">{text.provision}</label>
                    <select class="input" id="provision" name="provision">{provisions}</select>
                </div>
                <div class="form-field">
                    <label class="field-label" for="since">{text.since}</label>
                    <p class="hint" id="since-hint">{text.since_hint}</p>
                    <input class="input" type="text" inputmode="numeric" id="since" name="since" value=of("since") autocomplete="off" aria-describedby="since-hint"/>
                </div>
                <p><button class="button button-outline" type="submit">{text.preview}</button></p>
            </form>
        </section>
        {preview}
    }
    .into_any()
}

fn preview(language: InterfaceLanguage, address: &str, decision: &ProvisionDecision, effect: ProvisionEffect) -> AnyView {
    let text = ProvisionText::of(language);
    let content = view! {
        <p>
            <strong>{provided_element_name(language, decision.element)}": "{decision_words(language, decision)}</strong>
        </p>
        <p>{effect_words(language, decision, effect.publications, effect.with_element)}</p>
        {(!decision.public && decision.element.is_some()).then(|| view! { <p>{text.original_too}</p> })}
        {(!decision.public).then(|| view! { <p>{text.lag}</p> })}
    };
    view! {
        <section aria-labelledby="preview-heading">
            <h2 id="preview-heading">{text.preview_heading}</h2>
            {notice_box(Tone::Warning, content)}
            <form method="post" action=address.to_owned()>
                <input type="hidden" name="element" value=decision.element.map_or(ProvisionDecision::WHOLE, ProvidedElement::as_str)/>
                <input type="hidden" name="provision" value=if decision.public { "public" } else { "inside" }/>
                <input type="hidden" name="since" value=decision.since.map(|day| day.to_string()).unwrap_or_default()/>
                <p><button class="button" type="submit">{text.decide}</button></p>
            </form>
        </section>
    }
    .into_any()
}
