//! How well the present Japanese conveys its source, by the five levels of the JPO.

use leptos::prelude::*;

use super::PanelPlace;
use crate::{InterfaceLanguage, i18n::CorrectText};

impl PanelPlace<'_> {
    pub(super) fn rating(&self) -> Option<AnyView> {
        self.panel.japanese.as_ref()?;
        let text = CorrectText::of(self.interface);
        let counts = |level: u8| self.panel.ratings.iter().find(|(of, _)| *of == level).map(|(_, times)| format!(" ({times})"));
        let levels = (1..=5_u8)
            .rev()
            .map(|level| {
                view! {
                    <label class="check">
                        <input type="radio" name="level" value=level.to_string() required/>
                        <span>{level.to_string()}" "{level_words(self.interface, level)}{counts(level)}</span>
                    </label>
                }
            })
            .collect_view();
        Some(
            view! {
                <details class="panel-rating">
                    <summary>{text.rating}</summary>
                    <form method="post" action=self.act("rate")>
                        {self.hidden()}
                        <fieldset class="levels"><legend class="visually-hidden">{text.rating}</legend>{levels}</fieldset>
                        <button class="button button-outline" type="submit">{text.rate}</button>
                    </form>
                </details>
            }
            .into_any(),
        )
    }
}

/// The five levels by which the JPO's procedure judges how far the content is conveyed.
const fn level_words(interface: InterfaceLanguage, level: u8) -> &'static str {
    let (japanese, english) = match level {
        5 => ("重要な情報がすべて正確に伝わる", "All important information is conveyed correctly"),
        4 => ("ほとんどの重要な情報が正確に伝わる", "Almost all important information is conveyed correctly"),
        3 => ("半分以上の重要な情報が正確に伝わる", "More than half of it is conveyed correctly"),
        2 => ("いくつかの重要な情報が正確に伝わる", "Some of it is conveyed correctly"),
        _ => ("文意が分からない、または重要な情報が伝わらない", "None of it is conveyed correctly"),
    };
    interface.pick(japanese, english)
}
