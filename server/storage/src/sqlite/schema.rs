//! The schema and its migrations.
//!
//! The version stands in SQLite's own `user_version`. Migrations run in one immediate transaction, so that of two processes that open a
//! fresh folder at the same moment one waits for the other and finds the work done.

use sqlx::{Connection, SqliteConnection};

use crate::StorageError;

/// "Kake" in ASCII: marks the file as ours (`application_id`), so that another program's database is not migrated by mistake.
pub(super) const APPLICATION: i64 = 0x4b61_6b65;

/// In order; the version of the schema is how many of these have run. Released ones are never changed, only followed.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_publications.sql"),
    include_str!("../../migrations/0002_translations.sql"),
    include_str!("../../migrations/0003_harvest_runs.sql"),
    include_str!("../../migrations/0004_term_status.sql"),
    include_str!("../../migrations/0005_operations.sql"),
    include_str!("../../migrations/0006_figures.sql"),
    include_str!("../../migrations/0007_memory_and_terms.sql"),
    include_str!("../../migrations/0020_provision.sql"),
    include_str!("../../migrations/0008_accounts.sql"),
    include_str!("../../migrations/0010_rolling_back.sql"),
    include_str!("../../migrations/0009_correction.sql"),
    include_str!("../../migrations/0010_review.sql"),
    include_str!("../../migrations/0014_engine_work.sql"),
    include_str!("../../migrations/0011_registry.sql"),
    include_str!("../../migrations/0012_feeds.sql"),
    include_str!("../../migrations/0013_feed_jobs.sql"),
    include_str!("../../migrations/0030_memory_provision.sql"),
    include_str!("../../migrations/0031_made_inside.sql"),
    include_str!("../../migrations/0032_rolling_back_jobs.sql"),
    include_str!("../../migrations/0033_members_left_out.sql"),
    include_str!("../../migrations/0034_publication_for_lists.sql"),
];

/// The version that this program reads and writes.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// Brings the schema to [`VERSION`].
///
/// # Errors
/// [`StorageError::Corrupt`] where the database belongs to another program or to a newer version of this one.
pub(super) async fn migrate(connection: &mut SqliteConnection) -> Result<(), StorageError> {
    migrate_to(connection, VERSION).await
}

/// Brings the schema to a version, as a program of that time did.
pub(super) async fn migrate_to(connection: &mut SqliteConnection, goal: i64) -> Result<(), StorageError> {
    if version(&mut *connection).await? == goal {
        return Ok(());
    }
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    // Read again: another process may have been faster.
    let present = version(&mut transaction).await?;
    let place = |version: i64| usize::try_from(version).unwrap_or(0);
    for migration in MIGRATIONS.iter().take(place(goal)).skip(place(present)) {
        sqlx::raw_sql(*migration).execute(&mut *transaction).await?;
    }
    // Both numbers are constants of this program: pragmas take no parameters.
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {goal};")))
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// The version that the database has; 0 for an empty one.
pub(super) async fn version(connection: &mut SqliteConnection) -> Result<i64, StorageError> {
    let application: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *connection).await?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *connection).await?;
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *connection).await?;
    let ours = application == APPLICATION || (application == 0 && version == 0 && tables == 0);
    if !ours {
        return Err(StorageError::Corrupt("the file is another program's database".to_owned()));
    }
    if !(0..=VERSION).contains(&version) {
        return Err(StorageError::Corrupt(format!(
            "the database has schema version {version}, this program knows versions up to {VERSION}: run the newer program"
        )));
    }
    Ok(version)
}
