//! Forms of engines, translation memory and termbase.

pub mod engines;
pub mod exports;
pub mod imports;
mod upload;

pub use upload::LARGEST as LARGEST_FILE;

use publication::AccountId;
use storage::{AuditEntry, StorageError};

use super::PortalState;
use crate::clock;

/// Notes an act.
async fn note(
    state: &PortalState,
    account: AccountId,
    act: &'static str,
    subject: String,
    after: &serde_json::Value,
) -> Result<(), StorageError> {
    let entry = AuditEntry { at: clock::now(), account: Some(account), act, subject, before: None, after: Some(after.to_string()) };
    state.portal.store().note(entry).await
}
