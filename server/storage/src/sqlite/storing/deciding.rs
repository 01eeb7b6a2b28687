//! What each record of a batch does to what is stored.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use publication::Operation;

use super::Standing;
use crate::{
    Stored,
    sqlite::{coverage::Differences, prepared::Prepared},
};

/// A version to be written, of the record at a place of the batch.
pub(super) struct NewVersion {
    pub(super) row: i64,
    pub(super) publication: i64,
    pub(super) version: i64,
    pub(super) record: usize,
    /// 0 a document, 1 a supplement, 2 a deletion.
    pub(super) kind: i64,
}

/// What one transaction is to write.
#[derive(Default)]
pub(super) struct Writing {
    pub(super) versions: Vec<NewVersion>,
    /// The last state of each publication that changed, and the place of its change among all changes of the batch.
    pub(super) publications: BTreeMap<i64, (Standing, usize, String)>,
    /// The record that is the present content of each publication whose content changed.
    pub(super) contents: BTreeMap<i64, usize>,
    /// Publications whose content changed and that were there before.
    pub(super) superseded: BTreeSet<i64>,
    /// Publications that were for people inside before.
    pub(super) opened: BTreeSet<i64>,
    pub(super) differences: Differences,
    pub(super) changes: usize,
}

/// Goes through the records in order and decides what each of them does.
pub(super) fn decide(
    records: &[Prepared],
    mut standing: HashMap<String, Standing>,
    mut next_publication: i64,
    mut next_version: i64,
) -> (Writing, Vec<Stored>) {
    let mut writing = Writing::default();
    let mut outcomes = Vec::with_capacity(records.len());
    for (place, record) in records.iter().enumerate() {
        let before = standing.get(&record.name);
        if record.done {
            outcomes.push(Stored::Unchanged);
            continue;
        }
        if record.operation == Operation::Delete {
            match before.filter(|before| !before.deleted) {
                Some(before) => {
                    writing.differences.take(&before.counted);
                    let mut after = before.clone();
                    after.deleted = true;
                    after.version += 1;
                    let row = next_version;
                    next_version += 1;
                    writing.versions.push(NewVersion { row, publication: after.row, version: after.version, record: place, kind: 2 });
                    writing.changes += 1;
                    writing.publications.insert(after.row, (after.clone(), writing.changes, record.name.clone()));
                    standing.insert(record.name.clone(), after);
                    outcomes.push(Stored::Deleted);
                }
                None => outcomes.push(Stored::Unchanged),
            }
            continue;
        }
        let back = before.is_some_and(|before| before.deleted);
        let same_content = !back && before.is_some_and(|before| before.hash == record.hash);
        if same_content && before.is_some_and(|before| before.counted.public == record.counted.public) {
            outcomes.push(Stored::Unchanged);
            continue;
        }
        let mut after = match before {
            Some(before) => {
                if !back {
                    writing.differences.take(&before.counted);
                }
                before.clone()
            }
            None => {
                next_publication += 1;
                let row = next_publication - 1;
                Standing {
                    row,
                    version: 0,
                    present: 0,
                    hash: Vec::new(),
                    family: None,
                    counted: record.counted.clone(),
                    deleted: false,
                    supplemented: false,
                }
            }
        };
        outcomes.push(if before.is_some() { Stored::Updated } else { Stored::Created });
        if before.is_some() && !same_content {
            writing.superseded.insert(after.row);
        }
        if record.counted.public && !after.counted.public {
            writing.opened.insert(after.row);
        }
        after.counted = record.counted.clone();
        after.deleted = false;
        writing.differences.add(&after.counted);
        if !same_content {
            after.version += 1;
            after.present = next_version;
            after.hash = record.hash.to_vec();
            after.family.clone_from(&record.family);
            next_version += 1;
            let kind = i64::from(record.operation == Operation::Supplement);
            writing.versions.push(NewVersion { row: after.present, publication: after.row, version: after.version, record: place, kind });
            writing.contents.insert(after.row, place);
        }
        writing.changes += 1;
        writing.publications.insert(after.row, (after.clone(), writing.changes, record.name.clone()));
        standing.insert(record.name.clone(), after);
    }
    (writing, outcomes)
}
