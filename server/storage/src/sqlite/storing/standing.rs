//! Where publications stand before a batch is written.

use std::collections::HashMap;

use sqlx::{Row, SqliteConnection};

use crate::{
    StorageError,
    sqlite::{coverage::Counted, prepared::Prepared, rows},
};

/// Where a publication stands.
#[derive(Clone, Debug)]
pub(in crate::sqlite) struct Standing {
    pub(in crate::sqlite) row: i64,
    pub(in crate::sqlite) version: i64,
    /// The row of the last version that has content.
    pub(in crate::sqlite) present: i64,
    pub(in crate::sqlite) hash: Vec<u8>,
    pub(in crate::sqlite) family: Option<String>,
    pub(in crate::sqlite) counted: Counted,
    pub(in crate::sqlite) deleted: bool,
    /// Whether it is made of more than one record.
    pub(in crate::sqlite) supplemented: bool,
}

/// Where one publication stands.
pub(in crate::sqlite) async fn standing_of(connection: &mut SqliteConnection, name: &str) -> Result<Option<Standing>, StorageError> {
    Ok(standings(connection, &[name]).await?.into_values().next())
}

pub(super) async fn standing(connection: &mut SqliteConnection, records: &[Prepared]) -> Result<HashMap<String, Standing>, StorageError> {
    let names: Vec<&str> = records.iter().map(|record| record.name.as_str()).collect();
    standings(connection, &names).await
}

async fn standings(connection: &mut SqliteConnection, names: &[&str]) -> Result<HashMap<String, Standing>, StorageError> {
    let rows = sqlx::query(
        "SELECT id, name, office, right, kind, publication_date, sample, public, elements, family, version, present, content_hash, \
         deleted, supplemented FROM publication WHERE name IN (SELECT value FROM json_each(?))",
    )
    .bind(rows::json_list(names)?)
    .fetch_all(connection)
    .await?;
    let mut standing = HashMap::with_capacity(rows.len());
    for row in rows {
        let counted = Counted {
            office: row.try_get("office")?,
            right: row.try_get("right")?,
            kind: row.try_get("kind")?,
            date: row.try_get("publication_date")?,
            sample: row.try_get("sample")?,
            public: row.try_get("public")?,
            elements: row.try_get("elements")?,
        };
        let found = Standing {
            row: row.try_get("id")?,
            version: row.try_get("version")?,
            present: row.try_get("present")?,
            hash: row.try_get("content_hash")?,
            family: row.try_get("family")?,
            deleted: row.try_get("deleted")?,
            supplemented: row.try_get("supplemented")?,
            counted,
        };
        standing.insert(row.try_get("name")?, found);
    }
    Ok(standing)
}
