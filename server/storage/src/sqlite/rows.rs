//! Many rows by few statements.

use sqlx::{AssertSqlSafe, Sqlite, SqliteConnection, query::Query, sqlite::SqliteArguments};

use crate::StorageError;

/// A query of this adapter, with parameters bound so far.
pub(super) type Bound<'q> = Query<'q, Sqlite, SqliteArguments>;

/// Rows a statement. Few sizes, so that every statement is prepared once and found in the connection's cache afterwards.
const SIZES: [usize; 3] = [64, 8, 1];

/// Inserts rows: `head` is the statement up to `VALUES`, `tail` what follows the rows (a conflict clause). Answers how many rows were
/// changed.
pub(super) async fn insert<T>(
    connection: &mut SqliteConnection,
    head: &'static str,
    columns: usize,
    tail: &'static str,
    rows: Vec<T>,
    bind: impl for<'q> Fn(Bound<'q>, T) -> Bound<'q>,
) -> Result<u64, StorageError> {
    let mut left = rows.len();
    let mut rows = rows.into_iter();
    let mut changed = 0;
    for size in SIZES {
        if left < size {
            continue;
        }
        // The text is made of constants and question marks only.
        let row = format!("({})", vec!["?"; columns].join(","));
        let text = format!("{head} VALUES {} {tail}", vec![row.as_str(); size].join(","));
        while left >= size {
            let mut query = sqlx::query(AssertSqlSafe(text.as_str()));
            for row in rows.by_ref().take(size) {
                query = bind(query, row);
            }
            changed += query.execute(&mut *connection).await?.rows_affected();
            left -= size;
        }
    }
    Ok(changed)
}

/// A list as the JSON array that `json_each` reads: one parameter for any number of values.
pub(super) fn json_list<T: serde::Serialize>(values: impl IntoIterator<Item = T>) -> Result<String, StorageError> {
    let values: Vec<T> = values.into_iter().collect();
    serde_json::to_string(&values).map_err(|error| StorageError::Failed(error.to_string()))
}

/// A count of rows; SQLite counts in signed numbers.
pub(super) fn count(rows: i64) -> u64 {
    u64::try_from(rows).unwrap_or(0)
}

/// A limit for SQL.
pub(super) fn limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
