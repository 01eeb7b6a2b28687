//! The conditions in force, each with a link that takes it away.

use index_config::{Condition, SearchParams};
use leptos::prelude::*;
use publication::IsoDate;

use crate::{
    InterfaceLanguage,
    i18n::{HomeText, ResultsText, element_name, language_name, office_name, origin_name, part_name, right_name},
};

/// Longer values are cut in the chip; the form shows them whole.
const LONGEST_VALUE: usize = 60;

/// Chips for all conditions but the words in the search field, which stand right above.
pub(super) fn active_conditions(language: InterfaceLanguage, params: &SearchParams) -> Option<AnyView> {
    let text = ResultsText::of(language);
    let chips: Vec<AnyView> = Condition::ALL
        .into_iter()
        .filter(|condition| *condition != Condition::All && params.has_condition(*condition))
        .map(|condition| {
            let (name, value) = describe(language, params, condition);
            let href = format!("/search?{}", params.without_condition(condition).to_query());
            view! {
                <li>
                    <a class="chip chip-remove" href=href rel="nofollow">
                        <span>{name}": "<b>{value}</b></span>
                        <span aria-hidden="true">"×"</span><span class="visually-hidden">{format!(" ({})", text.remove)}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    if chips.is_empty() {
        return None;
    }
    let bare = SearchParams { all: params.all.clone(), ..SearchParams::default() };
    Some(
        view! {
            <nav class="active" aria-label=text.active>
                <ul>
                    {chips}
                    <li><a class="chip chip-clear" href=format!("/search?{}", bare.to_query()) rel="nofollow">{HomeText::of(language).clear}</a></li>
                </ul>
            </nav>
        }
        .into_any(),
    )
}

fn describe(language: InterfaceLanguage, params: &SearchParams, condition: Condition) -> (&'static str, String) {
    let form = HomeText::of(language);
    let text = ResultsText::of(language);
    let separator = language.pick("・", ", ");
    let joined = |names: Vec<String>| names.join(separator);
    let (name, value) = match condition {
        Condition::All => (form.words, params.all.clone()),
        Condition::Any => (form.any, params.any.clone()),
        Condition::Without => (form.without, params.without.clone()),
        Condition::Parts => (form.parts, joined(params.parts.iter().map(|part| part_name(language, *part).to_owned()).collect())),
        Condition::Offices => {
            (form.countries, joined(params.offices.iter().map(|office| office_name(language, *office).to_owned()).collect()))
        }
        Condition::Rights => (form.rights, joined(params.rights.iter().map(|right| right_name(language, *right).to_owned()).collect())),
        Condition::Kinds => (form.kinds, joined(params.kinds.iter().map(ToString::to_string).collect())),
        Condition::Languages => (text.facet_language, joined(params.languages.iter().map(|tag| language_name(language, tag)).collect())),
        Condition::Published => (form.published, range(params.published_from, params.published_to)),
        Condition::Filed => (form.filed, range(params.filed_from, params.filed_to)),
        Condition::Applicant => (form.applicant, params.applicant.clone()),
        Condition::Inventor => (form.inventor, params.inventor.clone()),
        Condition::Class => (form.class, params.class.clone()),
        Condition::Has => (form.has, joined(params.has.iter().map(|element| element_name(language, *element).to_owned()).collect())),
        Condition::Made => (form.made, joined(params.made.iter().map(|origin| origin_name(language, *origin).to_owned()).collect())),
        Condition::Number => (language.pick("文献番号", "Number"), params.number.clone()),
    };
    let mut cut: String = value.chars().take(LONGEST_VALUE).collect();
    if cut.len() < value.len() {
        cut.push('…');
    }
    (name, cut)
}

fn range(from: Option<IsoDate>, to: Option<IsoDate>) -> String {
    let day = |day: Option<IsoDate>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{}〜{}", day(from), day(to))
}
