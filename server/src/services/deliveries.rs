//! Deliveries in the console: what they brought, and what taking one back does.

use app::services::{CONSOLE_DELIVERIES, ConsoleDelivery, DeliveryRow, JobCounts, RollBackPublication, ServiceError, TakenBack};
use storage::{HarvestRun, RollBackRow, RollBackStanding};

use super::{
    console::{PAGE, PortalConsole, shown},
    from_store,
};

fn counts_of(run: &HarvestRun) -> JobCounts {
    JobCounts {
        read: run.read,
        created: run.created,
        updated: run.updated,
        unchanged: run.unchanged,
        deleted: run.deleted,
        rejected: run.rejected,
        ..JobCounts::default()
    }
}

fn row_shown(row: RollBackRow) -> RollBackPublication {
    RollBackPublication { row: row.row, id: row.publication, effect: row.effect.as_str().to_owned(), other: row.other }
}

fn taken_back(standing: RollBackStanding) -> TakenBack {
    TakenBack {
        begun: shown(standing.begun),
        finished: standing.finished.map(shown),
        restored: standing.restored,
        taken_away: standing.taken_away,
    }
}

impl PortalConsole {
    /// The newest deliveries.
    pub(super) async fn deliveries_shown(&self) -> Result<Vec<DeliveryRow>, ServiceError> {
        let mut shown_rows = Vec::new();
        for (delivery, run) in self.store().deliveries(None, CONSOLE_DELIVERIES).await.map_err(from_store)? {
            let standing = self.store().roll_back_standing(&delivery.id).await.map_err(from_store)?;
            shown_rows.push(DeliveryRow {
                id: delivery.id,
                office: delivery.office,
                name: delivery.name,
                received: shown(delivery.received),
                harvested: run.as_ref().map(counts_of),
                is_taken_back: standing.is_some_and(|standing| standing.finished.is_some()),
            });
        }
        Ok(shown_rows)
    }

    /// A delivery, with a page of its publications; of those one effect or all, after a row.
    pub(super) async fn delivery_shown(&self, id: &str, effect: Option<&str>, after: i64) -> Result<Option<ConsoleDelivery>, ServiceError> {
        let store = self.store();
        let Some(delivery) = store.delivery(id).await.map_err(from_store)? else { return Ok(None) };
        let run = store.last_run(id).await.map_err(from_store)?;
        let outlook = store.roll_back_outlook(id).await.map_err(from_store)?;
        let effect = effect.and_then(|effect| effect.parse().ok());
        let rows = store.roll_back_rows(id, effect, after, PAGE).await.map_err(from_store)?;
        let standing = store.roll_back_standing(id).await.map_err(from_store)?;
        let arrival = store.arrival_of(id).await.map_err(from_store)?;
        let feed = match &arrival {
            Some(arrival) => store.feed_of(arrival.feed).await.map_err(from_store)?.map(|feed| feed.name),
            None => None,
        };
        let job = match store.roll_back_job(id).await.map_err(from_store)? {
            Some(job) => self.brief(job.id).await?,
            None => None,
        };
        Ok(Some(ConsoleDelivery {
            id: delivery.id,
            office: delivery.office,
            name: delivery.name,
            size: delivery.size,
            received: shown(delivery.received),
            harvesting: run.as_ref().is_some_and(|run| run.finished.is_none()),
            harvested: run.as_ref().map(counts_of),
            arrival: arrival.map(|arrival| (arrival.id, arrival.name)),
            feed: feed.unwrap_or_default(),
            effects: outlook.effects.iter().map(|(effect, number)| (effect.as_str().to_owned(), *number)).collect(),
            texts_of_people: outlook.texts_of_people,
            rows: rows.into_iter().map(row_shown).collect(),
            taken_back: standing.map(taken_back),
            job,
        }))
    }
}
