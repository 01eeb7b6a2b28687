//! Japanese that was made with what people inside alone may read.
//!
//! It is shown while its part is kept back from the public, which sees neither. Once the public may read the part, nobody is shown it: the view
//! `shown_segment` leaves it out from the moment of the decision, and it is asked for anew, to be made of what everybody may read.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;
use time::OffsetDateTime;

use super::{jobs, provision::PART_IS_PUBLIC, rows::json_list};
use crate::StorageError;

/// The bit of the mark.
pub(super) const MADE_INSIDE: i64 = 16;

/// Asks, along the index of what has the mark, for the Japanese of these publications (rows) that was made so and is shown to nobody any more.
pub(super) async fn make_anew(connection: &mut SqliteConnection, publications: &[i64], now: OffsetDateTime) -> Result<(), StorageError> {
    if publications.is_empty() {
        return Ok(());
    }
    let parts: Vec<(i64, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT DISTINCT s.publication, s.part FROM segment s INDEXED BY segment_made_inside JOIN publication p ON p.id = s.publication \
         WHERE s.publication IN (SELECT value FROM json_each(?)) AND s.marks & {MADE_INSIDE} AND p.deleted = 0 AND {PART_IS_PUBLIC}"
    )))
    .bind(json_list(publications)?)
    .fetch_all(&mut *connection)
    .await?;
    let mut wanted: BTreeMap<i64, i64> = BTreeMap::new();
    for (publication, part) in parts {
        *wanted.entry(publication).or_default() |= 1 << part;
    }
    jobs::request(connection, wanted.into_iter().collect(), now.unix_timestamp()).await
}
