//! The change sequence.

use async_trait::async_trait;
use publication::OfficeCode;
use sqlx::SqliteConnection;

use super::{
    SqliteStore,
    rows::{count, json_list, limit},
    word,
};
use crate::{Change, ChangeRepository, StorageError};

/// Takes the next `numbers` numbers, within the caller's transaction; answers the last one before them.
pub(super) async fn take_numbers(connection: &mut SqliteConnection, numbers: i64) -> Result<i64, StorageError> {
    let last: i64 =
        sqlx::query_scalar("UPDATE change_sequence SET last = last + ? RETURNING last").bind(numbers).fetch_one(connection).await?;
    Ok(last - numbers)
}

/// Gives publications, by their row, the next numbers in the order given.
pub(super) async fn note(connection: &mut SqliteConnection, publications: &[i64]) -> Result<(), StorageError> {
    if publications.is_empty() {
        return Ok(());
    }
    let before = take_numbers(&mut *connection, limit(publications.len())).await?;
    sqlx::query("UPDATE publication SET changed = ?1 + 1 + each.key FROM json_each(?2) AS each WHERE publication.id = each.value")
        .bind(before)
        .bind(json_list(publications)?)
        .execute(connection)
        .await?;
    Ok(())
}

#[async_trait]
impl ChangeRepository for SqliteStore {
    async fn last_change(&self) -> Result<u64, StorageError> {
        Ok(count(sqlx::query_scalar("SELECT last FROM change_sequence").fetch_one(&self.readers).await?))
    }

    async fn changes_after(&self, sequence: u64, most: usize) -> Result<Vec<Change>, StorageError> {
        let Ok(sequence) = i64::try_from(sequence) else { return Ok(Vec::new()) };
        let rows: Vec<(i64, String)> = sqlx::query_as("SELECT changed, name FROM publication WHERE changed > ? ORDER BY changed LIMIT ?")
            .bind(sequence)
            .bind(limit(most))
            .fetch_all(&self.readers)
            .await?;
        rows.into_iter()
            .map(|(changed, name)| Ok(Change { sequence: count(changed), publication: word("a publication id", &name)? }))
            .collect()
    }

    async fn touch(&self, office: Option<OfficeCode>) -> Result<u64, StorageError> {
        let office = office.map(|office| office.as_str().to_owned());
        let mut transaction = self.begin().await?;
        let numbers: i64 = sqlx::query_scalar("SELECT count(*) FROM publication WHERE ?1 IS NULL OR office = ?1")
            .bind(&office)
            .fetch_one(&mut *transaction)
            .await?;
        let before = take_numbers(&mut transaction, numbers).await?;
        // The order of the sequence is kept, so that what changed last is also indexed last.
        sqlx::query(
            "UPDATE publication SET changed = ?1 + touched.number \
             FROM (SELECT id, row_number() OVER (ORDER BY changed) AS number FROM publication WHERE ?2 IS NULL OR office = ?2) AS touched \
             WHERE publication.id = touched.id",
        )
        .bind(before)
        .bind(&office)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(count(numbers))
    }
}
