//! The home page: one search.

use index_config::SearchParams;
use leptos::prelude::*;

use super::failure::{failure_page, titled};
use crate::{
    InterfaceLanguage,
    components::{FormPlace, number_form, search_form},
    i18n::{Common, HomeText},
    portal::{request, services},
};

/// One big field, countries to pick, conditions, and a place to paste numbers.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let (request, services) = match (request(), services()) {
        (Ok(request), Ok(services)) => (request, services),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    Suspend::new(async move {
        let language = request.language;
        let text = HomeText::of(language);
        // The form works without the list of countries.
        let holdings = services.holdings(request.audience).await;
        // A link to the home page may bring a search along, to be changed.
        let (params, _) = SearchParams::from_query(request.query());
        view! {
            {titled(language, Common::of(language).site_claim)}
            <div class="hero">
                <h1>{text.heading}</h1>
                <p>{text.lead}</p>
            </div>
            {search_form(&request, &params, &holdings, FormPlace::Home)}
            <section class="form-section" aria-labelledby="numbers">
                <h2 id="numbers">{text.numbers}</h2>
                {number_form(language, &params.number)}
            </section>
        }
        .into_any()
    })
    .into_any()
}
