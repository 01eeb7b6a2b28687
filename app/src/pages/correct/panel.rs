//! The open sentence: a form, and what helps to fill it.
//!
//! Every button works without scripts. With them, the island takes what moves: `data-insert` puts a text where the cursor is, `data-open` opens
//! another sentence, `data-act` saves without leaving the page, and `data-key` names the keys that press a button.

use leptos::prelude::*;
use publication::Role;
use translator::SegmentState;

use super::{difference::difference, rows::mark_words};
use crate::{
    InterfaceLanguage, Visitor,
    components::{Tone, direction, notice_box, provenance_badge},
    escape::escaped,
    i18n::{CorrectText, DocumentText},
    query::encode,
    services::{CorrectionPanel, PanelFinding, SegmentPlace, SourceMarkKind},
};

/// Longest Japanese that the field takes, characters.
const LONGEST: usize = 30_000;
/// Characters of a line of the field, about.
const LINE: usize = 28;

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

    fn form(&self) -> AnyView {
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

    fn clash(&self) -> Option<AnyView> {
        let panel = self.panel;
        let clash = panel.clash.as_ref()?;
        let text = CorrectText::of(self.interface);
        let ancestor = clash.ancestor.clone().unwrap_or_else(|| text.clash_none.to_owned());
        Some(notice_box(
            Tone::Warning,
            view! {
                <h3>{text.clash}</h3>
                <p>{text.clash_hint}</p>
                <dl class="clash">
                    <div><dt>{text.clash_ancestor}</dt><dd lang="ja">{ancestor}</dd></div>
                    <div><dt>{text.clash_theirs}" "<bdi>{clash.by.clone()}</bdi></dt><dd lang="ja">{difference(&clash.theirs)}</dd></div>
                    <div><dt>{text.clash_yours}</dt><dd lang="ja">{difference(&clash.yours)}</dd></div>
                </dl>
                <p class="panel-buttons">
                    <button class="button" type="submit" form="panel-form" name="onto" value=panel.revision.to_string()>{text.keep_mine}</button>
                    <button class="button button-outline" type="submit" form="panel-form" formaction=self.act("drop-draft") data-act="drop-draft">{text.take_theirs}</button>
                </p>
            },
        ))
    }

    fn stale(&self) -> Option<AnyView> {
        let stale = self.panel.stale.as_ref()?;
        let text = CorrectText::of(self.interface);
        let language = self.panel.language.as_str().to_owned();
        Some(notice_box(
            Tone::Warning,
            view! {
                <h3>{text.stale}</h3>
                <p>{text.stale_hint}</p>
                <p lang=language dir=direction(&self.panel.language)>{difference(&stale.difference)}</p>
                <p class="hint">{text.likeness}": "{stale.likeness.to_string()}"%"</p>
                <p><b>{text.stale_words}</b>" "<bdi>{stale.author.clone()}</bdi></p>
                <p lang="ja">{stale.japanese.clone()}</p>
                <p class="panel-buttons">
                    <button class="button button-outline" type="submit" form="panel-form" formaction=self.act("draft") name="use" value=stale.japanese.clone() data-replace=stale.japanese.clone()>
                        {text.take}
                    </button>
                    <button class="button button-text" type="submit" form="panel-form" formaction=self.act("put-aside") name="before" value=stale.before.to_string()>
                        {text.put_aside}
                    </button>
                </p>
            },
        ))
    }

    fn matches(&self) -> AnyView {
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

    fn terms(&self) -> AnyView {
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

    fn suggestions(&self) -> Option<AnyView> {
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

    fn concordance(&self) -> AnyView {
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

    fn history(&self) -> AnyView {
        let text = CorrectText::of(self.interface);
        let rows = self
            .panel
            .history
            .iter()
            .map(|revision| {
                let act = match (revision.act.as_str(), revision.restored) {
                    ("approve", _) => self.interface.pick("承認", "approved").to_owned(),
                    ("send-back", _) => text.sent_back.to_owned(),
                    ("restore", Some(number)) => format!("{} {number}", self.interface.pick("復元:", "restored")),
                    ("import", _) => "XLIFF".to_owned(),
                    ("machine", _) => self.interface.pick("自動", "automatic").to_owned(),
                    _ => self.interface.pick("保存", "saved").to_owned(),
                };
                let older = revision.revision != self.panel.revision;
                view! {
                    <li class="help-entry">
                        <p class="help-head">
                            <b>{revision.revision.to_string()}</b>" "{act}" "
                            <span class="hint"><bdi>{revision.by.clone()}</bdi>" "{revision.at.clone()}</span>
                        </p>
                        <p lang="ja">{difference(&revision.difference)}</p>
                        {(!revision.reason.is_empty()).then(|| view! { <p class="hint">{revision.reason.clone()}</p> })}
                        {older.then(|| view! {
                            <button class="button button-text" type="submit" form="restore-form" name="revision" value=revision.revision.to_string()>
                                {text.restore}<span class="visually-hidden">{format!(" {}", revision.revision)}</span>
                            </button>
                        })}
                    </li>
                }
            })
            .collect_view();
        let none = self.panel.history.is_empty().then(|| view! { <p class="hint">{text.no_history}</p> });
        view! {
            <details class="panel-history">
                <summary>{text.history}" ("{self.panel.history.len().to_string()}")"</summary>
                {none}
                <form id="restore-form" method="post" action=self.act("restore")>{self.hidden()}</form>
                <ol class="help-list" reversed>{rows}</ol>
            </details>
        }
        .into_any()
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

    fn rating(&self) -> Option<AnyView> {
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

/// What the checks say; the island puts a new list in its place.
pub(super) fn findings(interface: InterfaceLanguage, findings: &[PanelFinding]) -> AnyView {
    let text = CorrectText::of(interface);
    let rows = findings
        .iter()
        .map(|finding| {
            let (class, word) = if finding.error { ("finding finding-error", text.error) } else { ("finding", text.warning) };
            let reason = interface.pick(&finding.reason, &finding.reason_in_english).to_owned();
            view! { <li class=class title=finding.code.clone()><b>{word}</b>" "{reason}</li> }
        })
        .collect_view();
    let none = findings.is_empty().then(|| view! { <p class="hint">{text.no_findings}</p> });
    view! { <div data-findings="" aria-live="polite"><h3>{text.findings}</h3>{none}<ul class="help-list">{rows}</ul></div> }.into_any()
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
