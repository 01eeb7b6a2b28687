//! The revisions of the open sentence.

use leptos::prelude::*;

use super::PanelPlace;
use crate::{i18n::CorrectText, pages::correct::difference::difference};

impl PanelPlace<'_> {
    pub(super) fn history(&self) -> AnyView {
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
}
