//! What the portal holds, and what it lacks.

use leptos::prelude::*;
use publication::{Element, IsoDate, Right};

use super::failure::{failure_page, titled};
use crate::{
    InterfaceLanguage,
    components::{Tone, exchange_table, is_stale, notice_box, sample_chip, up_to_date},
    i18n::{CoverageText, ExchangeText, count, element_name, office_name, percent, plain_date, right_name},
    portal::{request, services},
    services::{ExchangeStanding, OfficeHolding},
};

/// Counts, periods, years and fill rates by office and right.
#[component]
pub(crate) fn CoveragePage() -> impl IntoView {
    let (request, services) = match (request(), services()) {
        (Ok(request), Ok(services)) => (request, services),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    Suspend::new(async move {
        let language = request.language;
        let holdings = services.holdings(request.audience).await;
        let exchanges = services.exchanges(request.audience).await;
        match (holdings, exchanges) {
            (Ok(holdings), Ok(exchanges)) => coverage(language, request.today, &holdings, &exchanges),
            (Err(error), _) | (_, Err(error)) => failure_page(language, &error),
        }
    })
    .into_any()
}

fn coverage(language: InterfaceLanguage, today: IsoDate, holdings: &[OfficeHolding], exchanges: &[ExchangeStanding]) -> AnyView {
    let text = CoverageText::of(language);
    let content = if holdings.is_empty() {
        let none = notice_box(Tone::Information, view! { <p>{text.none}</p> });
        view! { {none}{exchange_section(language, exchanges)} }.into_any()
    } else {
        view! {
            <p><a class="button button-text" href="/coverage.csv">{text.csv}</a></p>
            {summary_table(language, today, holdings)}
            {exchange_section(language, exchanges)}
            <h2>{text.details}</h2>
            {holdings.iter().map(|holding| holding_section(language, holding)).collect_view()}
        }
        .into_any()
    };
    view! {
        {titled(language, text.title)}
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        {content}
    }
    .into_any()
}

/// What was agreed beside what came; nothing where the registry is empty.
fn exchange_section(language: InterfaceLanguage, exchanges: &[ExchangeStanding]) -> Option<AnyView> {
    if exchanges.is_empty() {
        return None;
    }
    let text = ExchangeText::of(language);
    Some(
        view! {
            <section id="exchanges" aria-labelledby="exchanges-title">
                <h2 id="exchanges-title">{text.title}</h2>
                <p>{text.lead}</p>
                <p><a class="button button-text" href="/exchanges.csv">{text.csv}</a></p>
                {exchange_table(language, exchanges, |_| None)}
            </section>
        }
        .into_any(),
    )
}

/// The fragment of a holding's section.
fn fragment(holding: &OfficeHolding) -> String {
    format!("{}-{}", holding.office, holding.right)
}

fn summary_table(language: InterfaceLanguage, today: IsoDate, holdings: &[OfficeHolding]) -> AnyView {
    let text = CoverageText::of(language);
    let day = |day: Option<IsoDate>| day.map_or_else(|| "-".to_owned(), |day| plain_date(language, day));
    let total = holdings.iter().fold(0_u64, |sum, holding| sum.saturating_add(holding.count));
    let rows = holdings
        .iter()
        .map(|holding| {
            let state = match (is_stale(holding.last, up_to_date(holdings, holding.sample, today)), holding.sample) {
                (true, _) => view! { <span class="chip chip-partial">{text.stale}</span> }.into_any(),
                // Nothing will ever come after a sample.
                (false, true) => "-".into_any(),
                (false, false) => text.current.into_any(),
            };
            view! {
                <tr>
                    <th scope="row">
                        <a href=format!("#{}", fragment(holding))>{office_name(language, holding.office)}</a>
                        <span class="office-code">{holding.office.to_string()}</span>" "
                        {holding.sample.then(|| sample_chip(language))}
                    </th>
                    <td>{right_name(language, holding.right)}</td>
                    <td class="figure-cell">{count(holding.count)}</td>
                    <td>{day(holding.first)}</td>
                    <td>{day(holding.last)}</td>
                    <td>{day(holding.last_delivery)}</td>
                    <td>{state}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=text.summary>
            <table class="table table-unbroken">
                <caption>{text.summary}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text.office}</th>
                        <th scope="col">{text.right}</th>
                        <th scope="col" class="figure-cell">{text.count}</th>
                        <th scope="col">{text.first}</th>
                        <th scope="col">{text.last}</th>
                        <th scope="col">{text.delivery}</th>
                        <th scope="col">{text.state}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row" colspan="2">{text.all}</th><td class="figure-cell">{count(total)}</td><td colspan="4"></td></tr></tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn holding_section(language: InterfaceLanguage, holding: &OfficeHolding) -> AnyView {
    let text = CoverageText::of(language);
    let name = format!("{} {}", office_name(language, holding.office), right_name(language, holding.right));
    let search = format!("/search?office={}&right={}", holding.office, holding.right);
    let human = match holding.human_segments {
        0 => text.human_none.to_owned(),
        segments => text.human_counts.replace("{segments}", &count(segments)).replace("{publications}", &count(holding.human_publications)),
    };
    view! {
        <section class="holding" id=fragment(holding) aria-label=name.clone()>
            <h3>{name.clone()}{holding.sample.then(|| sample_chip(language))}</h3>
            <p><a href=search>{text.search_here}</a></p>
            <p>{text.human}": "{human}</p>
            <div class="holding-tables">{fill_rates(language, &name, holding)}{years(language, &name, holding)}</div>
        </section>
    }
    .into_any()
}

/// A bar as wide as a share; the number stands beside it.
fn bar(share: u64) -> AnyView {
    view! { <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><path d=format!("M0 0H{share}V1H0")/></svg> }
        .into_any()
}

/// Whether publications of a right can have an element: what nobody delivers is not missing.
const fn belongs_to(element: Element, right: Right) -> bool {
    match element {
        Element::Goods => matches!(right, Right::Trademark),
        Element::Abstract | Element::Claims | Element::Description | Element::Citation | Element::Family => {
            matches!(right, Right::Patent | Right::UtilityModel)
        }
        Element::Inventor => !matches!(right, Right::Trademark),
        _ => true,
    }
}

fn fill_rates(language: InterfaceLanguage, name: &str, holding: &OfficeHolding) -> AnyView {
    let text = CoverageText::of(language);
    let rows = Element::ALL
        .into_iter()
        .map(|element| (element, holding.elements.iter().find(|(known, _)| *known == element).map_or(0, |(_, number)| *number)))
        .filter(|(element, with)| *with > 0 || belongs_to(*element, holding.right))
        .map(|(element, with)| {
            let share = percent(with, holding.count);
            let words = match (with, share) {
                (0, _) => text.not_delivered.to_owned(),
                // What is there, however little, is not nothing.
                (_, 0) => format!("<1% ({})", count(with)),
                _ => format!("{share}% ({})", count(with)),
            };
            view! { <tr><th scope="row">{element_name(language, element)}</th><td class="bar-cell">{bar(share)}{words}</td></tr> }
        })
        .collect_view();
    view! {
        <table class="table table-dense">
            <caption>{text.fill_rates}<span class="visually-hidden">{format!(": {name}")}</span></caption>
            <thead><tr><th scope="col">{text.element}</th><th scope="col">{text.rate}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn years(language: InterfaceLanguage, name: &str, holding: &OfficeHolding) -> Option<AnyView> {
    if holding.years.is_empty() {
        return None;
    }
    let text = CoverageText::of(language);
    let most = holding.years.iter().map(|(_, number)| *number).max().unwrap_or_default();
    let rows = holding
        .years
        .iter()
        .map(|(year, number)| {
            let label = year.map_or_else(|| text.undated.to_owned(), |year| year.to_string());
            view! { <tr><th scope="row">{label}</th><td class="bar-cell">{bar(percent(*number, most))}{count(*number)}</td></tr> }
        })
        .collect_view();
    Some(
        view! {
            <table class="table table-dense">
                <caption>{text.years}<span class="visually-hidden">{format!(": {name}")}</span></caption>
                <thead><tr><th scope="col">{text.year}</th><th scope="col">{text.count}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    )
}
