//! What the portal holds.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::services::{OfficeHolding, ServiceError};
use publication::{Audience, Element, OfficeCode, Right, TextPart};
use storage::{CoverageRow, StorageError, Store};

use super::{Portal, from_store};
use crate::clock;

/// How long what was counted is used again.
const RECENT: Duration = Duration::from_secs(2);

/// Holdings, and when they were counted.
type Counted = (Instant, Arc<Vec<OfficeHolding>>);

/// What was counted last, per audience.
#[derive(Default)]
pub(super) struct RecentHoldings {
    kept: Mutex<HashMap<Audience, Counted>>,
}

impl RecentHoldings {
    fn of(&self, audience: Audience) -> Option<Arc<Vec<OfficeHolding>>> {
        // A poisoned lock means a panic while a pointer was put in its place: what is there is whole.
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&audience).filter(|(when, _)| when.elapsed() < RECENT).map(|(_, holdings)| Arc::clone(holdings))
    }

    fn keep(&self, audience: Audience, holdings: &Arc<Vec<OfficeHolding>>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(audience, (Instant::now(), Arc::clone(holdings)));
    }
}

impl Portal {
    /// What is held, as of a few seconds ago at most: every page of results asks.
    pub(super) async fn holdings_of(&self, audience: Audience) -> Result<Arc<Vec<OfficeHolding>>, ServiceError> {
        if let Some(recent) = self.holdings.of(audience) {
            return Ok(recent);
        }
        let counted = Arc::new(count_holdings(self.store.as_ref(), audience).await.map_err(from_store)?);
        self.holdings.keep(audience, &counted);
        Ok(counted)
    }

    /// Offices, of those asked for or of all, that deliver this part for none of their publications of these rights.
    pub(super) fn without_part(holdings: &[OfficeHolding], part: TextPart, offices: &[OfficeCode], rights: &[Right]) -> Vec<OfficeCode> {
        let element = match part {
            TextPart::Title => Element::Title,
            TextPart::Abstract => Element::Abstract,
            TextPart::Claims => Element::Claims,
            TextPart::Description => Element::Description,
            TextPart::Goods => Element::Goods,
        };
        // Marks have no claims by nature, and patents no goods: only rights that can have the part count as lacking it.
        let can_have = |right: Right| match part {
            TextPart::Title => true,
            TextPart::Abstract | TextPart::Claims | TextPart::Description => matches!(right, Right::Patent | Right::UtilityModel),
            TextPart::Goods => right == Right::Trademark,
        };
        let mut with: BTreeMap<OfficeCode, bool> = BTreeMap::new();
        for holding in holdings {
            let asked = (offices.is_empty() || offices.contains(&holding.office)) && (rights.is_empty() || rights.contains(&holding.right));
            if asked && can_have(holding.right) {
                let has = holding.elements.iter().any(|(of, count)| *of == element && *count > 0);
                *with.entry(holding.office).or_default() |= has;
            }
        }
        with.into_iter().filter(|(_, has)| !has).map(|(office, _)| office).collect()
    }
}

/// What is held of every office and right, counted anew.
///
/// # Errors
/// When the store fails.
pub async fn count_holdings(store: &dyn Store, audience: Audience) -> Result<Vec<OfficeHolding>, StorageError> {
    let rows = store.coverage(audience).await?;
    let deliveries = store.last_deliveries().await?;
    let mut holdings: BTreeMap<(OfficeCode, Right), OfficeHolding> = BTreeMap::new();
    for row in rows {
        let holding = holdings.entry((row.office, row.right)).or_insert_with(|| OfficeHolding {
            office: row.office,
            right: row.right,
            count: 0,
            first: None,
            last: None,
            elements: Vec::new(),
            last_delivery: deliveries
                .iter()
                .filter(|(delivery, _)| delivery.office == row.office)
                .map(|(delivery, run)| run.finished.unwrap_or(delivery.received))
                .max()
                .and_then(clock::day_in_japan),
            human_segments: 0,
            human_publications: 0,
            years: Vec::new(),
            sample: true,
        });
        add(holding, row);
    }
    for corrected in store.corrected(audience).await? {
        if let Some(holding) = holdings.get_mut(&(corrected.office, corrected.right)) {
            holding.human_segments = corrected.segments;
            holding.human_publications = corrected.publications;
        }
    }
    Ok(holdings.into_values().collect())
}

fn add(holding: &mut OfficeHolding, row: CoverageRow) {
    holding.count += row.count;
    holding.sample &= row.samples == row.count;
    holding.first = [holding.first, row.first].into_iter().flatten().min();
    holding.last = [holding.last, row.last].into_iter().flatten().max();
    holding.years.push((row.year, row.count));
    holding.years.sort_unstable();
    for (element, count) in row.elements {
        match holding.elements.iter_mut().find(|(of, _)| *of == element) {
            Some((_, total)) => *total += count,
            None => holding.elements.push((element, count)),
        }
    }
    holding.elements.sort_unstable_by_key(|(element, _)| *element);
}
