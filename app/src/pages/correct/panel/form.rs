//! The form of the open sentence: its source, the field, and what can be done with it.

use leptos::prelude::*;
use translator::SegmentState;

use super::PanelPlace;
use crate::{
    components::direction,
    escape::escaped,
    i18n::CorrectText,
    services::{SegmentPlace, SourceMarkKind},
};

/// Longest Japanese that the field takes, characters.
const LONGEST: usize = 30_000;
/// Characters of a line of the field, about.
const LINE: usize = 28;

impl PanelPlace<'_> {
    pub(super) fn form(&self) -> AnyView {
        let panel = self.panel;
        let text = CorrectText::of(self.interface);
        // Where the draft clashes, its own buttons say which text is to hold.
        let clashes = panel.clash.is_some();
        let lines = (panel.source.chars().count() / LINE + panel.source.matches('\n').count() + 2).clamp(3, 16);
        let area = format!(
            "<textarea id=\"japanese\" name=\"japanese\" class=\"input\" lang=\"ja\" rows=\"{lines}\" maxlength=\"{LONGEST}\" \
             spellcheck=\"false\" autocomplete=\"off\" aria-describedby=\"draft-status\">\n{}</textarea>",
            escaped(&panel.text)
        );
        let status = match (panel.marks.draft, panel.revision) {
            (true, _) => text.status_draft,
            // Nothing is stored yet: what stands there is made anew for each look.
            (false, 0) => "",
            (false, _) => text.status_saved,
        };
        let save = (!clashes).then(|| {
            view! {
                <button class="button" type="submit" data-act="save" data-key="ctrl+Enter">{text.save_next}</button>
                {self.may_review().then(|| view! {
                    <button class="button button-outline" type="submit" formaction=self.act("save-reviewed") data-act="save-reviewed" data-key="ctrl+shift+Enter">
                        {text.save_reviewed}
                    </button>
                })}
                <button class="button button-outline" type="submit" formaction=self.act("draft")>{text.keep_draft}</button>
            }
        });
        let next = panel.next_listed.as_ref().filter(|_| !self.list.is_empty()).or(panel.next.as_ref());
        view! {
            <form id="panel-form" class="panel-form" method="post" action=self.act("save")>
                <input type="hidden" name="language" value=panel.language.as_str().to_owned()/>
                <input type="hidden" name="segment" value=panel.place.to_string()/>
                <input type="hidden" name="version" value=panel.version.to_string()/>
                <input type="hidden" name="based_on" value=panel.based_on.to_string()/>
                <input type="hidden" name="next" value=next.map(ToString::to_string).unwrap_or_default()/>
                <input type="hidden" name="list" value=self.list.to_owned()/>
                <h3 class="field-label">{text.source}</h3>
                {self.source()}
                <label class="field-label" for="japanese">{text.target}</label>
                <div inner_html=area></div>
                <p id="draft-status" class="panel-status" role="status" data-status="">{status}</p>
                <label class="field-label panel-reason-label" for="reason">{text.reason}</label>
                <input class="input" id="reason" name="reason" maxlength="500" autocomplete="off"/>
                <div class="panel-buttons">
                    {save}
                    {panel.marks.draft.then(|| view! {
                        <button class="button button-text" type="submit" formaction=self.act("drop-draft") data-act="drop-draft">{text.drop_draft}</button>
                    })}
                    <button class="button button-text" type="submit" formaction=self.act("draft") name="use" value=panel.source.clone() data-insert=panel.source.clone() data-key="ctrl+d">
                        {text.copy_source}
                    </button>
                    <button class="button button-text" type="button" data-undo="" data-key="alt+Backspace" hidden>{text.undo}</button>
                </div>
                {self.review()}
                {self.ways()}
            </form>
        }
        .into_any()
    }

    fn source(&self) -> AnyView {
        let panel = self.panel;
        let mut pieces: Vec<AnyView> = Vec::new();
        let mut at = 0;
        for mark in &panel.source_marks {
            let (Some(before), Some(marked)) = (panel.source.get(at..mark.range.start), panel.source.get(mark.range.clone())) else {
                continue;
            };
            pieces.push(before.to_owned().into_any());
            pieces.push(match &mark.kind {
                SourceMarkKind::Term(japanese) => {
                    view! { <ruby class="term">{marked.to_owned()}<rp>"("</rp><rt lang="ja">{japanese.clone()}</rt><rp>")"</rp></ruby> }
                        .into_any()
                }
                SourceMarkKind::Number => view! { <span class="number-mark">{marked.to_owned()}</span> }.into_any(),
            });
            at = mark.range.end;
        }
        pieces.push(panel.source.get(at..).unwrap_or_default().to_owned().into_any());
        let language = panel.language.as_str().to_owned();
        view! { <p class="panel-source" lang=language dir=direction(&panel.language)>{pieces}</p> }.into_any()
    }

    fn review(&self) -> Option<AnyView> {
        let panel = self.panel;
        let is_human = panel.japanese.as_ref().is_some_and(|japanese| {
            matches!(japanese.provenance, translator::Provenance::Human { .. }) && japanese.state > SegmentState::Machine
        });
        if !self.may_review() || panel.revision == 0 {
            return None;
        }
        let text = CorrectText::of(self.interface);
        let judged = is_human.then(|| {
            view! {
                <button class="button button-outline" type="submit" formaction=self.act("approve") data-key="alt+Enter">{text.approve}</button>
                <label class="field-label" for="remark">{text.remark}</label>
                <input class="input" id="remark" name="remark" maxlength="500" autocomplete="off"/>
                <button class="button button-outline" type="submit" formaction=self.act("send-back")>{text.send_back}</button>
            }
        });
        let (act, word) = if panel.marks.locked { ("unlock", text.unlock) } else { ("lock", text.lock) };
        Some(
            view! {
                <details class="panel-review" open=panel.marks.to_review>
                    <summary>{text.review}</summary>
                    {judged}
                    <button class="button button-text" type="submit" formaction=self.act(act)>{word}</button>
                </details>
            }
            .into_any(),
        )
    }

    fn ways(&self) -> AnyView {
        let panel = self.panel;
        let text = CorrectText::of(self.interface);
        let way = |place: &Option<SegmentPlace>, word: &'static str, key: &'static str| {
            place.as_ref().map(|place| {
                view! { <a class="button button-text" href=self.address(place) data-open=place.to_string() data-key=key>{word}</a> }
            })
        };
        let listed = if self.list.is_empty() { text.next_finding } else { text.next_listed };
        view! {
            <div class="panel-ways">
                {way(&panel.previous, text.previous, "alt+ArrowUp")}
                {way(&panel.next, text.next, "alt+ArrowDown")}
                {way(&panel.next_listed, listed, "F8")}
            </div>
        }
        .into_any()
    }
}
