//! What the checks say of the Japanese.

use leptos::prelude::*;

use crate::{InterfaceLanguage, i18n::CorrectText, services::PanelFinding};

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
