//! What storing would do, without doing it.

use std::collections::HashMap;

use publication::{Publication, PublicationId};
use storage::{PublicationRepository, StorageError, Stored};

/// Publications met in one dry run, by what storing them would have done; later records of the same id are compared with these.
#[derive(Default)]
pub struct DryRun {
    met: HashMap<PublicationId, Publication>,
}

impl DryRun {
    /// What storing this publication would do.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn would_store(&mut self, store: &dyn PublicationRepository, publication: &Publication) -> Result<Stored, StorageError> {
        let present = match self.met.get(&publication.id) {
            Some(met) => Some(met.clone()),
            None => store.publication(&publication.id, publication::Audience::Inside).await?,
        };
        let stored = match present {
            None => Stored::Created,
            Some(present) if same_content(&present, publication) => Stored::Unchanged,
            Some(_) => Stored::Updated,
        };
        if stored != Stored::Unchanged {
            self.met.insert(publication.id.clone(), publication.clone());
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
