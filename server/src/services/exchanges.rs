//! How exchanges stand.

use std::collections::BTreeMap;

use app::services::{ExchangeStanding, OfficeHolding, ServiceError};
use publication::{Audience, IsoDate, OfficeCode};
use storage::{StorageError, Store};

use super::{Portal, from_store, internal};
use crate::{clock, registry::standings};

impl Portal {
    /// The registry beside what came.
    pub(super) async fn exchanges_of(&self, audience: Audience) -> Result<Vec<ExchangeStanding>, ServiceError> {
        let today = clock::day_in_japan(clock::now()).ok_or_else(|| internal(&"the clock shows no day of our calendar"))?;
        let holdings = self.holdings_of(audience).await?;
        exchanges_beside(self.store.as_ref(), &holdings, audience, today).await.map_err(from_store)
    }
}

/// The registry beside what is held and what came. The public hears of arrivals only where it may see something of what arrived.
///
/// # Errors
/// When the store fails.
pub async fn exchanges_beside(
    store: &dyn Store,
    holdings: &[OfficeHolding],
    audience: Audience,
    today: IsoDate,
) -> Result<Vec<ExchangeStanding>, StorageError> {
    let agreements = store.agreements(audience).await?;
    let mut arrivals: BTreeMap<OfficeCode, IsoDate> =
        holdings.iter().filter(|holding| !holding.sample).filter_map(|holding| Some((holding.office, holding.last_delivery?))).collect();
    if audience == Audience::Inside {
        // What came and could not be read has come all the same. Samples never came from an office.
        let samples_only = |office| {
            let mut of = holdings.iter().filter(|holding| holding.office == office).peekable();
            of.peek().is_some() && of.all(|holding| holding.sample)
        };
        for (delivery, _) in store.last_deliveries().await? {
            if let Some(day) = clock::day_in_japan(delivery.received).filter(|_| !samples_only(delivery.office)) {
                arrivals.entry(delivery.office).and_modify(|known| *known = day.max(*known)).or_insert(day);
            }
        }
    }
    Ok(standings(agreements, holdings, &arrivals, today))
}
