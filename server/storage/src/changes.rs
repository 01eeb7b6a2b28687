//! The change sequence, and its port.

use async_trait::async_trait;
use publication::{OfficeCode, PublicationId};

use crate::StorageError;

/// One change of the sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub sequence: u64,
    /// The publication that changed, or whose Japanese did.
    pub publication: PublicationId,
}

/// The change sequence.
#[async_trait]
pub trait ChangeRepository: Send + Sync {
    /// The last number given out; 0 where nothing has changed yet.
    async fn last_change(&self) -> Result<u64, StorageError>;

    /// Changes after a number, oldest first, each publication once (at its last change), at most `limit`.
    async fn changes_after(&self, sequence: u64, limit: usize) -> Result<Vec<Change>, StorageError>;

    /// Gives every publication (of an office) a new number, so that indexes take them again. Answers how many.
    async fn touch(&self, office: Option<OfficeCode>) -> Result<u64, StorageError>;
}
