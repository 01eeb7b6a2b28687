//! What storing would do, without doing it.

use std::collections::HashMap;

use publication::{Operation, Publication, PublicationId};
use storage::{PublicationRepository, PublicationToStore, StorageError, Stored};

/// Publications met in one dry run that storing would have changed: the last document of each, `None` where it was deleted. Later records of
/// the same id are compared with these.
#[derive(Default)]
pub struct DryRun {
    met: HashMap<PublicationId, Option<Publication>>,
}

impl DryRun {
    /// What storing this record would do.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn would_store(&mut self, store: &dyn PublicationRepository, record: PublicationToStore) -> Result<Stored, StorageError> {
        let (operation, publication) = (record.operation, record.publication.clone());
        let stored = match (self.met.get(&publication.id), operation) {
            (None, _) => store.would_store(vec![record]).await?.pop().unwrap_or(Stored::Unchanged),
            (Some(None), Operation::Delete | Operation::Supplement) => Stored::Unchanged,
            (Some(Some(_)), Operation::Delete) => Stored::Deleted,
            (Some(Some(met)), _) if same_content(met, &publication) => Stored::Unchanged,
            (Some(_), _) => Stored::Updated,
        };
        match stored {
            Stored::Unchanged => {}
            Stored::Deleted => {
                self.met.insert(publication.id.clone(), None);
            }
            Stored::Created | Stored::Updated => {
                self.met.insert(publication.id.clone(), Some(publication));
            }
        }
        Ok(stored)
    }
}

/// Equal in all but where they came from.
fn same_content(one: &Publication, other: &Publication) -> bool {
    let mut other = other.clone();
    other.source = one.source.clone();
    *one == other
}
