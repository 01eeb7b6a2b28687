//! What is to be known before typing: somebody saved meanwhile, or the source is another one.

use leptos::prelude::*;

use super::PanelPlace;
use crate::{
    components::{Tone, direction, notice_box},
    i18n::CorrectText,
    pages::correct::difference::difference,
};

impl PanelPlace<'_> {
    pub(super) fn clash(&self) -> Option<AnyView> {
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

    pub(super) fn stale(&self) -> Option<AnyView> {
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
}
