//! Engines, translation memory and termbase: what administrators and translators see to.

mod engine_table;
mod engines;
mod estimate;
mod import;
mod memory;
mod terms;
mod work;

pub(crate) use engines::EnginesPage;
pub(crate) use memory::MemoryPage;
pub(crate) use terms::TermsPage;

use leptos::prelude::*;

/// A table that is scrolled where it is wider than the page.
fn table(label: &'static str, heads: &[&'static str], rows: AnyView) -> AnyView {
    let heads = heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="table table-dense">
                <caption class="visually-hidden">{label}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
