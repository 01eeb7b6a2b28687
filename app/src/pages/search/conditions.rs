//! The conditions in force, each with a link that takes it away.

use index_config::{Condition, FacetField, SearchParams};
use leptos::prelude::*;
use publication::IsoDate;

use super::facets::{facet_name, value_name};
use crate::{
    InterfaceLanguage,
    i18n::{HomeText, ResultsText, class_name, match_name, origin_name, part_name},
};

/// Longer values are cut in the chip; the form shows them whole.
const LONGEST_VALUE: usize = 60;

/// What a chip says, and the search without it.
struct Chip {
    name: &'static str,
    value: String,
    without: SearchParams,
}

/// Chips for all conditions but the words in the search field, which stand right above. Of a list, each value has its own.
pub(super) fn active_conditions(language: InterfaceLanguage, params: &SearchParams) -> Option<AnyView> {
    let text = ResultsText::of(language);
    let chips: Vec<AnyView> = Condition::ALL
        .into_iter()
        .filter(|condition| *condition != Condition::All && params.has_condition(*condition))
        .flat_map(|condition| chips(language, params, condition))
        .map(|Chip { name, value, without }| {
            let href = format!("/search?{}", without.to_query());
            view! {
                <li>
                    <a class="chip chip-remove" href=href rel="nofollow">
                        <span>{name}": "<b>{cut(value)}</b></span>
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

/// The facets whose values make a condition.
const fn facets_of(condition: Condition) -> &'static [FacetField] {
    match condition {
        Condition::Offices => &[FacetField::Office],
        Condition::Rights => &[FacetField::Right],
        Condition::Kinds => &[FacetField::Kind],
        Condition::Languages => &[FacetField::Language],
        Condition::Years => &[FacetField::Year],
        Condition::ApplicantNames => &[FacetField::Applicant],
        Condition::Ipc => &[FacetField::IpcSection, FacetField::IpcClass, FacetField::IpcSubclass, FacetField::IpcMainGroup],
        Condition::Nice => &[FacetField::NiceClass],
        Condition::Locarno => &[FacetField::LocarnoClass],
        Condition::Vienna => &[FacetField::ViennaCategory],
        Condition::MarkFeatures => &[FacetField::MarkFeature],
        Condition::Statuses => &[FacetField::Status],
        Condition::Has => &[FacetField::Element],
        Condition::Made => &[FacetField::Made],
        _ => &[],
    }
}

fn chips(language: InterfaceLanguage, params: &SearchParams, condition: Condition) -> Vec<Chip> {
    let form = HomeText::of(language);
    let whole = |name, value| vec![Chip { name, value, without: params.without_condition(condition) }];
    match condition {
        Condition::All => whole(form.words, params.all.clone()),
        Condition::Any => whole(form.any, params.any.clone()),
        Condition::Without => whole(form.without, params.without.clone()),
        Condition::Published => whole(form.published, range(params.published_from, params.published_to)),
        Condition::Filed => whole(form.filed, range(params.filed_from, params.filed_to)),
        Condition::Applicant => whole(form.applicant, params.applicant.clone()),
        Condition::Inventor => whole(form.inventor, params.inventor.clone()),
        Condition::Class => whole(form.class, params.class.clone()),
        Condition::Mark => whole(form.mark, format!("{} ({})", params.mark, match_name(language, params.mark_match))),
        Condition::Goods => whole(form.goods, params.goods.clone()),
        Condition::Number => whole(language.pick("文献番号", "Number"), params.number.clone()),
        Condition::Parts => params
            .parts
            .iter()
            .map(|part| Chip { name: form.parts, value: part_name(language, *part).to_owned(), without: params.toggled_part(*part) })
            .collect(),
        Condition::Origins => params
            .origins
            .iter()
            .map(|origin| Chip {
                name: form.texts,
                value: origin_name(language, *origin).to_owned(),
                without: params.toggled_text(*origin),
            })
            .collect(),
        _ => picked(language, params, condition),
    }
}

/// The values of facets, each to be taken away by itself.
fn picked(language: InterfaceLanguage, params: &SearchParams, condition: Condition) -> Vec<Chip> {
    let values = |field: FacetField| params.facet_values(field).into_iter().map(move |value| (field, value));
    let mut chips: Vec<Chip> = facets_of(condition)
        .iter()
        .flat_map(|field| values(*field))
        .filter_map(|(field, value)| {
            let without = params.toggled_facet(field, &value)?;
            Some(Chip { name: facet_name(language, field), value: value_name(language, field, &value), without })
        })
        .collect();
    // Levels below those that are counted stand in no facet.
    if let [field] = facets_of(condition)
        && let Some(scheme) = field.scheme()
    {
        let asked = match condition {
            Condition::Locarno => &params.locarno,
            Condition::Vienna => &params.vienna,
            _ => &params.nice,
        };
        let counted = params.facet_values(*field);
        chips.extend(asked.iter().filter(|class| !counted.contains(class)).filter_map(|class| {
            let without = params.toggled_facet(*field, class)?;
            Some(Chip { name: facet_name(language, *field), value: class_name(language, scheme, class), without })
        }));
    }
    // Groups below the main groups neither.
    if condition == Condition::Ipc {
        let below = params.ipc.iter().filter(|symbol| index_config::IpcLevel::at(symbol).is_none());
        chips.extend(below.map(|symbol| Chip {
            name: ResultsText::of(language).ipc,
            value: symbol.clone(),
            without: params.toggled_ipc(symbol),
        }));
    }
    chips
}

fn cut(value: String) -> String {
    let mut cut: String = value.chars().take(LONGEST_VALUE).collect();
    if cut.len() < value.len() {
        cut.push('…');
    }
    cut
}

fn range(from: Option<IsoDate>, to: Option<IsoDate>) -> String {
    let day = |day: Option<IsoDate>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{}〜{}", day(from), day(to))
}
