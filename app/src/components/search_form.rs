//! The search form: on the home page with everything open, above results with the conditions folded away.

use index_config::{SearchParams, Sort, TextOrigin};
use leptos::prelude::*;
use publication::{Element, IsoDate, LegalStatus, Region, Right, TextPart};

use super::{PickerOffice, Tone, mark_fields::mark_fields, notice_box, offices_by_region, sample_chip};
use crate::{
    InterfaceLanguage, RequestInfo,
    escape::escaped,
    i18n::{
        HomeText, ResultsText, count, element_name, office_name, origin_name, part_name, plain_date, region_name, right_name, status_name,
    },
    islands::{CountryPicker, NameField, RegionToggle},
    services::{OfficeHolding, ServiceError},
};

/// Where the form stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormPlace {
    /// On the home page.
    Home,
    /// Above results.
    Results,
}

/// Elements that it helps to ask for: the others nearly every publication has.
const ASKED_FOR: [Element; 8] = [
    Element::Abstract,
    Element::Claims,
    Element::Description,
    Element::Figures,
    Element::Citation,
    Element::LegalEvent,
    Element::Family,
    Element::Goods,
];

/// The form with the state of a search in it.
pub(crate) fn search_form(
    request: &RequestInfo,
    params: &SearchParams,
    holdings: &Result<Vec<OfficeHolding>, ServiceError>,
    place: FormPlace,
) -> AnyView {
    let language = request.language;
    let text = HomeText::of(language);
    let conditions = view! {
        {countries(request, params, holdings)}
        {rights(language, params)}
        {more(language, params)}
        {mark_fields(language, params)}
    };
    let (conditions, summary_submit) = match place {
        FormPlace::Home => (conditions.into_any(), Some(submit(text.submit))),
        FormPlace::Results => (
            view! {
                <details class="form-more">
                    <summary>{crate::i18n::ResultsText::of(language).change}</summary>
                    {conditions}
                    {submit(text.submit)}
                </details>
            }
            .into_any(),
            None,
        ),
    };
    // What the form does not show is carried along, so that changing a word keeps the order.
    let sort = (params.sort != Sort::default()).then(|| view! { <input type="hidden" name="sort" value=params.sort.as_str()/> });
    view! {
        <form class="search-form" method="get" action="/search" role="search">
            <div class="search-main">
                <label class="field-label" for="q">{text.query}</label>
                <p class="hint" id="q-hint">{text.query_hint}</p>
                <div class="search-row">
                    <input class="input input-search" type="search" id="q" name="q" value=params.all.clone() aria-describedby="q-hint" maxlength="8000" autocomplete="off"/>
                    {submit(text.submit)}
                </div>
            </div>
            {conditions}
            {sort}
            {summary_submit.map(|button| view! { <div class="form-end">{button}</div> })}
        </form>
    }
    .into_any()
}

/// A list of numbers, one a line.
pub(crate) fn number_form(language: InterfaceLanguage, numbers: &str) -> AnyView {
    let text = HomeText::of(language);
    view! {
        <form class="number-form" method="get" action="/search">
            <label class="field-label" for="number">{text.numbers_label}</label>
            <p class="hint" id="number-hint">{text.numbers_hint}</p>
            <textarea class="input" id="number" name="number" rows="4" aria-describedby="number-hint" maxlength="8000" spellcheck="false">{escaped(numbers)}</textarea>
            <button class="button button-outline" type="submit">{text.numbers_submit}</button>
        </form>
    }
    .into_any()
}

fn submit(word: &'static str) -> AnyView {
    view! { <button class="button" type="submit">{word}</button> }.into_any()
}

/// A box to tick.
pub(super) fn checkbox(name: &'static str, value: String, label: impl IntoView, checked: bool) -> AnyView {
    view! {
        <label class="check"><input type="checkbox" name=name value=value checked=checked/><span>{label.into_any()}</span></label>
    }
    .into_any()
}

fn countries(request: &RequestInfo, params: &SearchParams, holdings: &Result<Vec<OfficeHolding>, ServiceError>) -> AnyView {
    let language = request.language;
    let text = HomeText::of(language);
    let holdings = match holdings {
        Ok(holdings) if holdings.is_empty() => return notice_box(Tone::Information, view! { <p>{text.holdings_empty}</p> }),
        Ok(holdings) => holdings,
        Err(_) => {
            // The offices chosen before stay chosen.
            let kept =
                params.offices.iter().map(|office| view! { <input type="hidden" name="office" value=office.to_string()/> }).collect_view();
            return view! { {notice_box(Tone::Warning, view! { <p>{text.holdings_failed}</p> })} {kept} }.into_any();
        }
    };
    let regions = offices_by_region(holdings, request.today);
    let held = |office| regions.iter().any(|(_, offices)| offices.iter().any(|held| held.code == office));
    let not_held = params
        .offices
        .iter()
        .filter(|office| !held(**office))
        .map(|office| view! { <input type="hidden" name="office" value=office.to_string()/> })
        .collect_view();
    let initial = u32::try_from(params.offices.len()).unwrap_or(u32::MAX);
    let groups = regions.iter().map(|(region, offices)| region_group(language, params, *region, offices)).collect_view();
    view! {
        <section class="form-section" aria-labelledby="countries">
            <h2 id="countries">{text.countries}</h2>
            <p class="hint">{text.countries_hint}</p>
            <CountryPicker chosen=text.chosen.to_owned() none=text.chosen_none.to_owned() initial=initial>
                <div class="regions">{groups}</div>
            </CountryPicker>
            {not_held}
        </section>
    }
    .into_any()
}

fn region_group(language: InterfaceLanguage, params: &SearchParams, region: Region, offices: &[PickerOffice]) -> AnyView {
    let text = HomeText::of(language);
    let boxes = offices
        .iter()
        .map(|office| {
            let last = office.last.map(|last| view! { <span class="office-last">{format!("{} {}", text.until, plain_date(language, last))}</span> });
            let stale = office.stale_years.map(|years| view! { <span class="office-stale">{text.stale.replace("{n}", &years.to_string())}</span> });
            let sample = office.sample.then(|| sample_chip(language));
            let label = view! {
                <span class="office-name">{office_name(language, office.code)}<span class="office-code">{office.code.to_string()}</span></span>
                <span class="office-facts">
                    <span class="office-count">{format!("{}{}{}", count(office.count), language.pick("", " "), text.publications)}</span>
                    {last}{stale}{sample}
                </span>
            };
            checkbox("office", office.code.to_string(), label, params.offices.contains(&office.code))
        })
        .collect_view();
    let name = region_name(language, region);
    view! {
        <fieldset class="region">
            <legend>{name}</legend>
            <RegionToggle select=text.select_region.to_owned() clear=text.clear_region.to_owned() region=name.to_owned()/>
            {boxes}
        </fieldset>
    }
    .into_any()
}

fn rights(language: InterfaceLanguage, params: &SearchParams) -> AnyView {
    let text = HomeText::of(language);
    let boxes = Right::ALL
        .into_iter()
        .map(|right| checkbox("right", right.to_string(), right_name(language, right), params.rights.contains(&right)))
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>{text.rights}</legend>
            <p class="hint">{text.rights_hint}</p>
            <div class="choice-row">{boxes}</div>
        </fieldset>
    }
    .into_any()
}

/// A text field with a label and, where it has one, a hint.
pub(super) fn text_field(name: &'static str, label: &'static str, hint: Option<&'static str>, value: String) -> AnyView {
    let hint_id = hint.map(|_| format!("{name}-hint"));
    view! {
        <div class="field">
            <label class="field-label" for=name>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            <input class="input" type="text" id=name name=name value=value aria-describedby=hint_id maxlength="1000" autocomplete="off"/>
        </div>
    }
    .into_any()
}

/// The applicant's name, completed from what is held where scripts run.
fn applicant_field(language: InterfaceLanguage, params: &SearchParams) -> AnyView {
    let text = HomeText::of(language);
    view! {
        <div class="field">
            <label class="field-label" for="applicant">{text.applicant}</label>
            <NameField name="applicant".to_owned() value=params.applicant.clone() label=text.applicants_offered.to_owned()
                found=text.applicants_found.to_owned() unit=text.publications.to_owned()/>
        </div>
    }
    .into_any()
}

fn day_range(language: InterfaceLanguage, legend: &'static str, names: [&'static str; 2], days: [Option<IsoDate>; 2]) -> AnyView {
    let text = HomeText::of(language);
    let day = |name: &'static str, label: &'static str, day: Option<IsoDate>| {
        let value = day.map(|day| day.to_string()).unwrap_or_default();
        view! {
            <label class="day">
                <span class="visually-hidden">{legend}" "</span>
                <input class="input" type="date" name=name value=value min="1700-01-01" max="2199-12-31"/>
                <span>{label}</span>
            </label>
        }
    };
    let [from_name, to_name] = names;
    let [from, to] = days;
    view! {
        <fieldset class="field day-range">
            <legend class="field-label">{legend}</legend>
            {day(from_name, text.from, from)}
            {day(to_name, text.to, to)}
        </fieldset>
    }
    .into_any()
}

fn more(language: InterfaceLanguage, params: &SearchParams) -> AnyView {
    let text = HomeText::of(language);
    let parts = TextPart::ALL
        .into_iter()
        .map(|part| checkbox("in", part.as_str().to_owned(), part_name(language, part), params.parts.contains(&part)))
        .collect_view();
    let has = ASKED_FOR
        .into_iter()
        .map(|element| checkbox("has", element.as_str().to_owned(), element_name(language, element), params.has.contains(&element)))
        .collect_view();
    let other_has = params
        .has
        .iter()
        .filter(|element| !ASKED_FOR.contains(element))
        .map(|element| view! { <input type="hidden" name="has" value=element.as_str()/> })
        .collect_view();
    let made = TextOrigin::ALL
        .into_iter()
        .filter(|origin| *origin != TextOrigin::Original)
        .map(|origin| checkbox("made", origin.as_str().to_owned(), origin_name(language, origin), params.made.contains(&origin)))
        .collect_view();
    let texts = TextOrigin::ALL
        .into_iter()
        .map(|origin| checkbox("text", origin.as_str().to_owned(), origin_name(language, origin), params.origins.contains(&origin)))
        .collect_view();
    let statuses = LegalStatus::ALL
        .into_iter()
        .map(|status| checkbox("status", status.as_str().to_owned(), status_name(language, status), params.statuses.contains(&status)))
        .collect_view();
    let kinds = params.kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
    let languages =
        params.languages.iter().map(|tag| view! { <input type="hidden" name="lang" value=tag.as_str().to_owned()/> }).collect_view();
    // Picked among facets: kept, and taken away above the results.
    let hidden = |name: &'static str, value: String| view! { <input type="hidden" name=name value=value/> };
    let years = params.years.iter().map(|year| hidden("year", year.to_string()));
    let symbols = params.ipc.iter().map(|symbol| hidden("ipc", symbol.clone()));
    let names = params.applicant_names.iter().map(|name| hidden("applicant-is", name.clone()));
    let expansion = params.unexpanded.then(|| hidden("expand", "off".to_owned())).into_iter();
    let dropped = params.expand_not.iter().map(|dropped| hidden("expand-not", dropped.to_string()));
    let picked = years.chain(symbols).chain(names).chain(expansion).chain(dropped).collect_view();
    let open = has_details(params);
    view! {
        <details class="form-more" open=open>
            <summary>{text.more}</summary>
            <div class="fields">
                {text_field("any", text.any, None, params.any.clone())}
                {text_field("not", text.without, None, params.without.clone())}
                {applicant_field(language, params)}
                {text_field("inventor", text.inventor, None, params.inventor.clone())}
                {text_field("class", text.class, Some(text.class_hint), params.class.clone())}
                {text_field("kind", text.kinds, Some(text.kinds_hint), kinds)}
                {day_range(language, text.published, ["from", "to"], [params.published_from, params.published_to])}
                {day_range(language, text.filed, ["filed-from", "filed-to"], [params.filed_from, params.filed_to])}
            </div>
            <fieldset class="choices">
                <legend>{text.parts}</legend>
                <p class="hint">{text.parts_hint}</p>
                <div class="choice-row">{parts}</div>
            </fieldset>
            <fieldset class="choices">
                <legend>{text.texts}</legend>
                <p class="hint">{text.texts_hint}</p>
                <div class="choice-row">{texts}</div>
            </fieldset>
            <fieldset class="choices"><legend>{ResultsText::of(language).facet_status}</legend><div class="choice-row">{statuses}</div></fieldset>
            <fieldset class="choices"><legend>{text.has}</legend><div class="choice-row">{has}</div></fieldset>
            <fieldset class="choices"><legend>{text.made}</legend><div class="choice-row">{made}</div></fieldset>
            {other_has}{languages}{picked}
        </details>
    }
    .into_any()
}

/// Whether anything is set that the form shows only when opened.
fn has_details(params: &SearchParams) -> bool {
    use index_config::Condition as C;
    [
        C::Any,
        C::Without,
        C::Parts,
        C::Origins,
        C::Kinds,
        C::Published,
        C::Filed,
        C::Applicant,
        C::Inventor,
        C::Class,
        C::Statuses,
        C::Has,
        C::Made,
    ]
    .into_iter()
    .any(|condition| params.has_condition(condition))
}
