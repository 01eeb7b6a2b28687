//! The registry of offices: what was agreed on the exchange of publications with each, for all rights or for one.

use async_trait::async_trait;
use publication::{Audience, ExchangeAgreement, OfficeCode, Right};
use time::OffsetDateTime;

use crate::StorageError;

/// The registry of offices.
#[async_trait]
pub trait RegistryRepository: Send + Sync {
    /// All agreements, by office; the whole office before its rights. The public is given [`ExchangeAgreement::for_public`].
    async fn agreements(&self, audience: Audience) -> Result<Vec<ExchangeAgreement>, StorageError>;

    /// The agreement of an office, or of one of its rights alone.
    async fn agreement(
        &self,
        office: OfficeCode,
        right: Option<Right>,
        audience: Audience,
    ) -> Result<Option<ExchangeAgreement>, StorageError>;

    /// Saves an agreement, based on the revision it names, and answers its new revision.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] where that is not the present revision.
    async fn save_agreement(&self, agreement: &ExchangeAgreement, now: OffsetDateTime) -> Result<i64, StorageError>;

    /// Fills a registry in which there is nothing. Answers how many agreements it took: none where there is one already.
    async fn fill_registry(&self, agreements: &[ExchangeAgreement], now: OffsetDateTime) -> Result<u64, StorageError>;
}
