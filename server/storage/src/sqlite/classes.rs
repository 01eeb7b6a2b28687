//! Subclasses of the IPC of publications, by which work is divided.

use std::collections::{BTreeMap, BTreeSet};

use publication::{ClassificationScheme, Publication};
use sqlx::SqliteConnection;

use super::{
    SqliteStore,
    error::corrupt,
    rows::{self, json_list},
};
use crate::{StorageError, content::Content, packing::Unpacker};

/// Publications read by one step of catching up.
const CATCH_UP: i64 = 1_000;
/// Characters of a subclass: section, class, subclass.
const SUBCLASS: usize = 4;

/// The subclasses of a publication; to the subclass, CPC is IPC.
pub(super) fn subclasses(publication: &Publication) -> BTreeSet<String> {
    publication
        .classifications
        .iter()
        .filter(|class| matches!(class.scheme, ClassificationScheme::Ipc | ClassificationScheme::Cpc))
        .filter_map(|class| class.symbol.get(..SUBCLASS).map(str::to_ascii_uppercase))
        .filter(|class| class.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        .collect()
}

/// Writes the classes of publications in the place of what was noted of them.
pub(super) async fn write(connection: &mut SqliteConnection, classes: BTreeMap<i64, BTreeSet<String>>) -> Result<(), StorageError> {
    if classes.is_empty() {
        return Ok(());
    }
    sqlx::query("DELETE FROM publication_class WHERE publication IN (SELECT value FROM json_each(?))")
        .bind(json_list(classes.keys())?)
        .execute(&mut *connection)
        .await?;
    let rows = classes.into_iter().flat_map(|(publication, classes)| classes.into_iter().map(move |class| (publication, class))).collect();
    rows::insert(connection, "INSERT INTO publication_class (publication, class)", 2, "", rows, |query, (publication, class)| {
        query.bind(publication).bind(class)
    })
    .await?;
    Ok(())
}

impl SqliteStore {
    /// Notes the classes of publications that were stored before there were any.
    pub(super) async fn catch_up_classes(&self) -> Result<(), StorageError> {
        loop {
            let (done, last): (i64, i64) = sqlx::query_as("SELECT done, last FROM publication_class_noted").fetch_one(&self.writer).await?;
            if done >= last {
                return Ok(());
            }
            let mut transaction = self.begin().await?;
            let packed: Vec<(i64, Vec<u8>)> = sqlx::query_as(
                "SELECT p.id, v.bibliographic FROM publication p JOIN publication_version v ON v.id = p.present \
                 WHERE p.id > ? AND p.id <= ? ORDER BY p.id LIMIT ?",
            )
            .bind(done)
            .bind(last)
            .bind(CATCH_UP)
            .fetch_all(&mut *transaction)
            .await?;
            let upto = packed.last().map_or(last, |(id, _)| *id);
            let mut unpacker = Unpacker::default();
            let mut classes = BTreeMap::new();
            for (id, packed) in packed {
                let source = publication::Source { delivery: String::new(), file: String::new(), offset: 0, format: String::new() };
                let publication =
                    Content::bibliographic(&unpacker.unpack(&packed)?, source).map_err(|error| corrupt("a publication", error))?;
                classes.insert(id, subclasses(&publication));
            }
            write(&mut transaction, classes).await?;
            sqlx::query("UPDATE publication_class_noted SET done = ?").bind(upto).execute(&mut *transaction).await?;
            transaction.commit().await?;
        }
    }
}
