//! The query's words in other languages: what was looked for beside them, each with a link that takes it away.

use index_config::{DroppedTerm, SearchParams};
use leptos::prelude::*;
use publication::LanguageTag;

use crate::{
    InterfaceLanguage,
    i18n::{ResultsText, count, language_name},
    services::{CountedRendering, ExpandedTerm, Expansion},
};

/// The terms with their renderings, and the switch of it all.
pub(super) fn expansion_panel(language: InterfaceLanguage, params: &SearchParams, expansion: &Expansion) -> AnyView {
    let text = ResultsText::of(language);
    let switch = view! {
        <a class="expansion-switch" href=address(&params.with_expansion(!expansion.on)) rel="nofollow">
            {if expansion.on { text.expansion_turn_off } else { text.expansion_turn_on }}
        </a>
    };
    if !expansion.on {
        return view! { <section class="expansion" aria-label=text.expansion><p class="hint">{text.expansion_is_off}" "{switch}</p></section> }.into_any();
    }
    let terms = expansion.terms.iter().map(|term| expanded_term(language, params, term)).collect_view();
    view! {
        <section class="expansion" aria-labelledby="expansion">
            <h2 id="expansion">{text.expansion}</h2>
            <p class="hint">{text.expansion_hint}" "{switch}</p>
            <dl>{terms}</dl>
        </section>
    }
    .into_any()
}

fn expanded_term(language: InterfaceLanguage, params: &SearchParams, term: &ExpandedTerm) -> AnyView {
    let text = ResultsText::of(language);
    let whole = address(&params.toggled_expansion(DroppedTerm::new(term.language.clone(), &term.term)));
    if term.dropped {
        return view! {
            <div>
                <dt lang=term.language.as_str().to_owned()>{term.term.clone()}</dt>
                <dd>
                    <span class="hint">{text.term_dropped}</span>
                    <a class="chip chip-restore" href=whole rel="nofollow">{text.term_restore}<span class="visually-hidden">{format!(" ({})", term.term)}</span></a>
                </dd>
            </div>
        }
        .into_any();
    }
    // What finds nothing is named and not offered: there is nothing to take away.
    let (without, with): (Vec<_>, Vec<_>) = term.renderings.iter().partition(|rendering| rendering.count == Some(0) && !rendering.dropped);
    let chips = with.iter().map(|rendering| chip(language, params, rendering)).collect_view();
    let nothing = (!without.is_empty()).then(|| {
        let words = without
            .iter()
            .map(|rendering| view! { <span class="listed"><bdi lang=tag(&rendering.language)>{rendering.words.clone()}</bdi></span> })
            .collect_view();
        view! { <p class="hint">{text.renderings_without}": "{words}</p> }
    });
    view! {
        <div>
            <dt>
                <span lang=term.language.as_str().to_owned()>{term.term.clone()}</span>
                <a class="term-drop" href=whole rel="nofollow">{text.term_drop}<span class="visually-hidden">{format!(" ({})", term.term)}</span></a>
            </dt>
            <dd><ul>{chips}</ul>{nothing}</dd>
        </div>
    }
    .into_any()
}

fn chip(language: InterfaceLanguage, params: &SearchParams, rendering: &CountedRendering) -> AnyView {
    let text = ResultsText::of(language);
    let href = address(&params.toggled_expansion(DroppedTerm::new(rendering.language.clone(), &rendering.words)));
    let name = language_name(language, &rendering.language);
    let words = view! { <bdi lang=tag(&rendering.language)><b>{rendering.words.clone()}</b></bdi> };
    if rendering.dropped {
        return view! {
            <li>
                <a class="chip chip-restore" href=href rel="nofollow">
                    <span class="rendering-dropped">{name}" "{words}</span><span>{text.rendering_restore}</span>
                </a>
            </li>
        }
        .into_any();
    }
    let number = rendering
        .count
        .map(|number| view! { <span class="facet-count">{count(number)}<span class="visually-hidden">{text.count_unit}</span></span> });
    view! {
        <li>
            <a class="chip chip-remove" href=href rel="nofollow">
                <span>{name}" "{words}</span>{number}
                <span aria-hidden="true">"×"</span><span class="visually-hidden">{format!(" ({})", text.rendering_drop)}</span>
            </a>
        </li>
    }
    .into_any()
}

fn tag(language: &LanguageTag) -> String {
    language.as_str().to_owned()
}

fn address(params: &SearchParams) -> String {
    format!("/search?{}", params.to_query())
}
