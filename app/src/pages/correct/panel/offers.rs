//! Words to take: matches in the memory, terms, suggestions, and what is looked up.

use leptos::prelude::*;

use super::{PanelPlace, key_name};
use crate::{components::direction, i18n::CorrectText, pages::correct::difference::difference};

impl PanelPlace<'_> {
    pub(super) fn matches(&self) -> AnyView {
        let text = CorrectText::of(self.interface);
        let language = self.panel.language.as_str().to_owned();
        let rows = self
            .panel
            .matches
            .iter()
            .enumerate()
            .map(|(at, one)| {
                let key = format!("ctrl+{}", at + 1);
                let kind = self.interface.pick(&one.kind, &one.kind_code).to_owned();
                let penalties = (!one.penalties.is_empty()).then(|| one.penalties.join("、"));
                view! {
                    <li class="help-entry">
                        <p class="help-head">
                            <b class="percent">{one.percent.to_string()}"%"</b>" "{kind}" "
                            <span class="hint"><bdi>{one.author.clone()}</bdi>" "{one.date.clone()}" "{penalties}</span>
                        </p>
                        <p lang=language.clone() dir=direction(&self.panel.language)>{difference(&one.difference)}</p>
                        <p lang="ja">{one.japanese.clone()}</p>
                        <button class="button button-text" type="submit" form="panel-form" formaction=self.act("draft") name="use" value=one.japanese.clone() data-insert=one.japanese.clone() data-key=key.clone()>
                            {text.insert}<span class="visually-hidden">{format!(" {}", at + 1)}</span><kbd>{key_name(&key)}</kbd>
                        </button>
                    </li>
                }
            })
            .collect_view();
        let none = self.panel.matches.is_empty().then(|| view! { <p class="hint">{text.no_matches}</p> });
        view! { <h3>{text.matches}</h3>{none}<ol class="help-list">{rows}</ol> }.into_any()
    }

    pub(super) fn terms(&self) -> AnyView {
        let text = CorrectText::of(self.interface);
        let language = self.panel.language.as_str().to_owned();
        let rows = self
            .panel
            .terms
            .iter()
            .enumerate()
            .map(|(at, (term, japanese))| {
                let key = format!("alt+{}", at + 1);
                view! {
                    <li class="term-entry">
                        <span lang=language.clone() dir=direction(&self.panel.language)>{term.clone()}</span>
                        <button class="button button-text" type="submit" form="panel-form" formaction=self.act("draft") name="add" value=japanese.clone() data-insert=japanese.clone() data-key=(at < 9).then(|| key.clone())>
                            <span lang="ja">{japanese.clone()}</span><span class="visually-hidden">" "{text.insert}</span>
                            {(at < 9).then(|| view! { <kbd>{key_name(&key)}</kbd> })}
                        </button>
                    </li>
                }
            })
            .collect_view();
        let none = self.panel.terms.is_empty().then(|| view! { <p class="hint">{text.no_terms}</p> });
        view! { <h3>{text.terms}</h3>{none}<ul class="help-list">{rows}</ul> }.into_any()
    }

    pub(super) fn suggestions(&self) -> Option<AnyView> {
        if self.panel.suggestions.is_empty() {
            return None;
        }
        let text = CorrectText::of(self.interface);
        let rows = self
            .panel
            .suggestions
            .iter()
            .map(|suggestion| {
                let name = if suggestion.name.is_empty() { text.anonymous.to_owned() } else { suggestion.name.clone() };
                view! {
                    <li class="help-entry">
                        <p class="help-head">
                            {suggestion.identical.then(|| view! { <b>{text.identical}</b>" " })}
                            <span class="hint"><bdi>{name}</bdi>" "{suggestion.date.clone()}</span>
                        </p>
                        <p lang="ja">{difference(&suggestion.difference)}</p>
                        {(!suggestion.reason.is_empty()).then(|| view! { <p class="hint"><bdi>{suggestion.reason.clone()}</bdi></p> })}
                        <button class="button button-text" type="submit" form="panel-form" formaction=self.act("draft") name="use" value=suggestion.japanese.clone() data-replace=suggestion.japanese.clone()>
                            {text.take}
                        </button>
                        <button class="button button-text" type="submit" form="panel-form" formaction=self.act("decline") name="suggestion" value=suggestion.id.to_string()>
                            {text.decline}
                        </button>
                    </li>
                }
            })
            .collect_view();
        Some(view! { <h3>{text.suggestions}</h3><ul class="help-list">{rows}</ul> }.into_any())
    }

    pub(super) fn concordance(&self) -> AnyView {
        let panel = self.panel;
        let text = CorrectText::of(self.interface);
        let (words, found) = panel.concordance.clone().unwrap_or_default();
        let asked = panel.concordance.is_some();
        let rows = found
            .into_iter()
            .map(|unit| {
                view! {
                    <li class="help-entry">
                        <p lang=unit.language.as_str().to_owned() dir=direction(&unit.language)>{unit.source.clone()}</p>
                        <p lang="ja">{unit.japanese.clone()}</p>
                        <button class="button button-text" type="submit" form="panel-form" formaction=self.act("draft") name="add" value=unit.japanese.clone() data-insert=unit.japanese.clone()>{text.insert}</button>
                    </li>
                }
            })
            .collect::<Vec<_>>();
        let none = (asked && rows.is_empty()).then(|| view! { <p class="hint">{text.concordance_none}</p> });
        view! {
            <div data-concordance="">
                <h3>{text.concordance}</h3>
                <form class="concordance-form" method="get" action=self.base() data-concordance-form="">
                    <input type="hidden" name="segment" value=panel.place.to_string()/>
                    <input type="hidden" name="tl" value=panel.language.as_str().to_owned()/>
                    <label class="field-label" for="concordance">{text.concordance_words}</label>
                    <input class="input" id="concordance" name="concordance" value=words maxlength="100" autocomplete="off" data-focus="" data-key="ctrl+k"/>
                    <button class="button button-outline" type="submit">{text.concordance_search}</button>
                </form>
                {none}
                <ul class="help-list">{rows}</ul>
            </div>
        }
        .into_any()
    }
}
