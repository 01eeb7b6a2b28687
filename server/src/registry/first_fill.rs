//! What a new portal's registry begins with.

use anyhow::Context as _;
use figment::{
    Figment,
    providers::{Format as _, Toml},
};
use publication::ExchangeAgreement;
use serde::Deserialize;
use storage::RegistryRepository;

use crate::clock;

/// The offices and states that the Japan Patent Office has told of.
const OFFICES: &str = include_str!("../../registry/offices.toml");

/// Of when they are. The presentation itself bears no date.
const AS_OF: &str = "2023年頃(資料に日付の記載なし)";

/// Who told.
const SOURCE: &str = "特許庁の説明資料「データ交換の現状」";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offices {
    office: Vec<ExchangeAgreement>,
}

fn offices() -> anyhow::Result<Vec<ExchangeAgreement>> {
    let Offices { office } = Figment::from(Toml::string(OFFICES)).extract().context("the offices to begin with")?;
    Ok(office.into_iter().map(|office| ExchangeAgreement { as_of: AS_OF.to_owned(), source: SOURCE.to_owned(), ..office }).collect())
}

/// Fills a registry in which there is nothing yet.
///
/// # Errors
/// When the store fails.
pub async fn fill(store: &(impl RegistryRepository + ?Sized)) -> anyhow::Result<()> {
    let filled = store.fill_registry(&offices()?, clock::now()).await.context("官庁台帳を用意できません")?;
    if filled > 0 {
        tracing::info!(offices = filled, "the registry of offices was filled");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use publication::Standing;

    use super::*;

    #[test]
    fn the_registry_begins_with_known_offices_each_once_and_guesses_nothing() {
        let offices = offices().expect("it can be read");
        let codes: BTreeSet<_> = offices.iter().map(|office| office.office).collect();
        assert_eq!((offices.len(), codes.len()), (18, 18));
        assert!(offices.iter().all(|office| office.office.office().is_some_and(|known| !known.japanese.is_empty())));
        let signs = |code: &str| {
            let found = offices.iter().find(|office| office.office.as_str() == code).expect("it is there");
            [found.agreement, found.exchange, found.provision].map(Standing::sign)
        };
        assert_eq!(signs("SG"), ["○", "△", "×"]);
        assert_eq!(signs("ID"), ["○", "○", "○"]);
        assert_eq!(signs("UA"), ["○", "不明", "不明"]);
        assert!(offices.iter().all(|office| office.interval_days.is_none() && office.elements.is_empty()));
    }
}
