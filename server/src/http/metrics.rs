//! Figures for monitoring, in Prometheus' text format, on a listener of their own.

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{family::Family, gauge::Gauge},
    registry::Registry,
};
use publication::Audience;
use storage::{StorageError, Store};

use crate::{
    clock,
    services::{Portal, count_holdings, exchanges_beside},
};

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfState {
    state: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfOffice {
    office: String,
    right: String,
}

/// The one route of the listener.
pub fn router(portal: Arc<Portal>) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(portal)
}

async fn metrics(State(portal): State<Arc<Portal>>) -> Response {
    match told(portal.store()).await {
        Ok(text) => ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response(),
        Err(failure) => {
            tracing::error!(%failure, "figures for monitoring cannot be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

async fn told(store: &dyn Store) -> Result<String, StorageError> {
    let mut registry = Registry::with_prefix("kakehashi");
    let jobs = Family::<OfState, Gauge>::default();
    for (state, count) in store.count_feed_jobs().await? {
        jobs.get_or_create(&OfState { state: state.as_str().to_owned() }).set(number(count));
    }
    registry.register("feed_jobs", "Jobs of feeds by state", jobs);
    let arrivals = Family::<OfState, Gauge>::default();
    for (state, count) in store.count_arrivals().await? {
        arrivals.get_or_create(&OfState { state: state.as_str().to_owned() }).set(number(count));
    }
    registry.register("arrivals", "Files that arrived by state", arrivals);
    let waiting: Gauge = Gauge::default();
    waiting.set(number(store.jobs_waiting().await?));
    registry.register("translation_waiting", "Publications that wait to be translated", waiting);
    let figures: Gauge = Gauge::default();
    figures.set(number(store.figures_waiting().await?));
    registry.register("figures_waiting", "Figures whose images wait to be made", figures);
    let change: Gauge = Gauge::default();
    change.set(number(store.last_change().await?));
    registry.register("last_change", "Last number of the change sequence", change);
    let (held, overdue) = (Family::<OfOffice, Gauge>::default(), Family::<OfOffice, Gauge>::default());
    if let Some(today) = clock::day_in_japan(clock::now()) {
        let holdings = count_holdings(store, Audience::Inside).await?;
        for row in exchanges_beside(store, &holdings, Audience::Inside, today).await? {
            let right = row.agreement.right.map(|right| right.to_string()).unwrap_or_default();
            let of = OfOffice { office: row.agreement.office.to_string(), right };
            held.get_or_create(&of).set(number(row.count));
            // What cannot be told is not there: a zero would say that all is well.
            if let Some(days) = row.overdue_days {
                overdue.get_or_create(&of).set(days);
            }
        }
    }
    registry.register("publications", "Publications held, samples left out", held);
    registry.register("overdue_days", "Days by which an office's next delivery is late", overdue);
    let mut text = String::new();
    encode(&mut text, &registry).map_err(|error| StorageError::Failed(error.to_string()))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use storage::{RegistryRepository as _, SqliteStore};

    use super::*;

    #[tokio::test]
    async fn figures_are_told_as_far_as_they_are_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(folder.path()).await.expect("opened");
        let agreement = publication::ExchangeAgreement::unknown("SG".parse().expect("a code"), None);
        store.save_agreement(&agreement, clock::now()).await.expect("saved");
        let text = told(&store).await.expect("told");
        assert!(text.contains("kakehashi_translation_waiting 0") && text.ends_with("# EOF\n"), "{text}");
        assert!(text.contains("kakehashi_publications{office=\"SG\",right=\"\"} 0"), "{text}");
        assert!(!text.contains("kakehashi_overdue_days{"), "no interval was told, so nothing is overdue or not: {text}");
    }
}
