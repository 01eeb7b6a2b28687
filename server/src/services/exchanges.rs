//! How exchanges stand.

use app::services::{ExchangeStanding, OfficeHolding, ServiceError};
use publication::{Audience, IsoDate};
use storage::{StorageError, Store};

use super::{Portal, from_store, internal};
use crate::{
    clock,
    registry::{ArrivalDay, standings},
};

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
    let arrivals = match audience {
        Audience::Public => seen(holdings),
        Audience::Inside => arrived(store, holdings).await?,
    };
    Ok(standings(agreements, holdings, &arrivals, today))
}

/// Deliveries of which something is held.
fn seen(holdings: &[OfficeHolding]) -> Vec<ArrivalDay> {
    let of = |holding: &OfficeHolding| Some(ArrivalDay { office: holding.office, rights: Vec::new(), day: holding.last_delivery? });
    holdings.iter().filter(|holding| !holding.sample).filter_map(of).collect()
}

/// What arrived by feeds, and what was harvested without one. What could not be read has come all the same; samples never came from an
/// office.
async fn arrived(store: &dyn Store, holdings: &[OfficeHolding]) -> Result<Vec<ArrivalDay>, StorageError> {
    let by_feeds = store.last_arrivals().await?;
    let samples_only = |office| {
        let mut of = holdings.iter().filter(|holding| holding.office == office).peekable();
        of.peek().is_some() && of.all(|holding| holding.sample)
    };
    let mut arrivals: Vec<ArrivalDay> = Vec::new();
    for (delivery, _) in store.last_deliveries().await? {
        // What a feed brought is told by its feed, which knows the rights.
        let by_feed = by_feeds.iter().any(|arrival| arrival.office == delivery.office && arrival.received <= delivery.received);
        if let Some(day) = clock::day_in_japan(delivery.received).filter(|_| !by_feed && !samples_only(delivery.office)) {
            arrivals.push(ArrivalDay { office: delivery.office, rights: Vec::new(), day });
        }
    }
    for arrival in by_feeds {
        if let Some(day) = clock::day_in_japan(arrival.received) {
            arrivals.push(ArrivalDay { office: arrival.office, rights: arrival.rights, day });
        }
    }
    Ok(arrivals)
}
