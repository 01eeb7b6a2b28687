//! The open sentence: a form, and what helps to fill it.
//!
//! Every button works without scripts. With them, the island takes what moves: `data-insert` puts a text where the cursor is, `data-open` opens
//! another sentence, `data-act` saves without leaving the page, and `data-key` names the keys that press a button.

mod changed_meanwhile;
mod findings;
mod form;
mod history;
mod offers;
mod rating;

use leptos::prelude::*;
use publication::Role;

use self::findings::findings;
use super::rows::mark_words;
use crate::{
    InterfaceLanguage, Visitor,
    components::provenance_badge,
    i18n::{CorrectText, DocumentText},
    query::encode,
    services::{CorrectionPanel, SegmentPlace},
};

/// What a panel is shown with.
pub(super) struct PanelPlace<'a> {
    pub(super) interface: InterfaceLanguage,
    pub(super) panel: &'a CorrectionPanel,
    pub(super) visitor: &'a Visitor,
    /// The list that is worked through; empty where none is.
    pub(super) list: &'a str,
}

impl PanelPlace<'_> {
    fn base(&self) -> String {
        format!("{}/{}/correct", self.panel.publication.path(), self.panel.part.as_str())
    }

    /// The address of another sentence.
    fn address(&self, place: &SegmentPlace) -> String {
        let list = if self.list.is_empty() { String::new() } else { format!("&list={}", encode(self.list)) };
        format!("{}?segment={place}&tl={}{list}#open", self.base(), encode(self.panel.language.as_str()))
    }

    fn act(&self, act: &str) -> String {
        format!("{}/{act}", self.base())
    }

    fn may_review(&self) -> bool {
        self.visitor.role >= Role::Reviewer
    }

    /// The whole panel.
    pub(super) fn view(&self) -> AnyView {
        let panel = self.panel;
        let text = CorrectText::of(self.interface);
        let api = format!("/api/v1/publications/{}/segments/{}/{}/{}", panel.publication, panel.part.as_str(), panel.language, panel.place);
        let heading = text.segment_of.replace("{n}", &panel.number.to_string()).replace("{of}", &panel.of.to_string());
        view! {
            <section
                class="panel"
                aria-labelledby="panel-heading"
                data-panel=panel.place.to_string()
                data-api=api
                data-revision=panel.revision.to_string()
                data-based=panel.based_on.to_string()
                data-version=panel.version.to_string()
                data-draft=panel.marks.draft.then_some("1")
            >
                // Enter within a field presses the first button of its form: this one, which does nothing.
                <button type="submit" form="panel-form" disabled hidden></button>
                <div class="panel-main">
                    <div class="panel-head">
                        <h2 id="panel-heading">{heading}</h2>
                        {self.state()}
                    </div>
                    {self.clash()}
                    {self.stale()}
                    {self.form()}
                </div>
                <div class="panel-side">
                    {findings(self.interface, &panel.findings)}
                    {self.matches()}
                    {self.terms()}
                    {self.suggestions()}
                    {self.concordance()}
                    {self.history()}
                    {self.rating()}
                </div>
            </section>
        }
        .into_any()
    }

    fn state(&self) -> AnyView {
        let badge = match &self.panel.japanese {
            Some(japanese) => provenance_badge(self.interface, japanese),
            None => view! { <span class="badge badge-none">{DocumentText::of(self.interface).untranslated}</span> }.into_any(),
        };
        let marks = mark_words(self.interface, self.panel.marks)
            .into_iter()
            .map(|(class, word)| view! { <span class=format!("chip mark-{class}")>{word}</span> })
            .collect_view();
        view! { <p class="row-state">{badge}{marks}</p> }.into_any()
    }

    /// What a form of its own sends of the segment: always the present revision.
    fn hidden(&self) -> AnyView {
        let panel = self.panel;
        view! {
            <input type="hidden" name="language" value=panel.language.as_str().to_owned()/>
            <input type="hidden" name="segment" value=panel.place.to_string()/>
            <input type="hidden" name="based_on" value=panel.revision.to_string()/>
            <input type="hidden" name="list" value=self.list.to_owned()/>
        }
        .into_any()
    }
}

/// A key as people write it.
pub(super) fn key_name(key: &str) -> String {
    key.split('+')
        .map(|part| match part {
            "ctrl" => "Ctrl".to_owned(),
            "alt" => "Alt".to_owned(),
            "shift" => "Shift".to_owned(),
            "ArrowUp" => "↑".to_owned(),
            "ArrowDown" => "↓".to_owned(),
            other => other.to_uppercase(),
        })
        .collect::<Vec<_>>()
        .join("+")
}
