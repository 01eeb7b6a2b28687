//! Connections for lists.
//!
//! Every page of hits asks for a list, and waits for it. A pool asks each connection that comes back whether it still lives: that wakes two
//! threads beside each question, while the page is being made. Here a connection is put back when its question was answered, and closed where
//! it was not, by a failure or because nobody waits any more.

use std::sync::{Mutex, PoisonError};

use sqlx::{
    ConnectOptions as _, Connection as _, Sqlite, SqliteConnection,
    query::QueryScalar,
    sqlite::{SqliteArguments, SqliteConnectOptions},
};
use tokio::sync::Semaphore;

use crate::StorageError;

/// Connections that answer at once. Who asks when all of them do waits for his turn.
const MOST: usize = 4;

/// The connections.
#[derive(Debug)]
pub(super) struct ListReaders {
    options: SqliteConnectOptions,
    idle: Mutex<Vec<SqliteConnection>>,
    turns: Semaphore,
}

impl ListReaders {
    /// None yet; each is opened when it is first needed.
    pub(super) const fn new(options: SqliteConnectOptions) -> Self {
        Self { options, idle: Mutex::new(Vec::new()), turns: Semaphore::const_new(MOST) }
    }

    /// The one value that a question answers.
    pub(super) async fn text(&self, question: QueryScalar<'_, Sqlite, String, SqliteArguments>) -> Result<String, StorageError> {
        let closed = |_| StorageError::Failed("the store is closed".to_owned());
        let _turn = self.turns.acquire().await.map_err(closed)?;
        let idle = self.locked(Vec::pop);
        let mut connection = match idle {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        let answer = question.fetch_one(&mut connection).await?;
        self.locked(|idle| idle.push(connection));
        Ok(answer)
    }

    /// Closes them, when the questions in hand are answered.
    pub(super) async fn close(&self) {
        let in_hand = self.turns.acquire_many(u32::try_from(MOST).unwrap_or(u32::MAX)).await;
        self.turns.close();
        for connection in self.locked(std::mem::take) {
            // What cannot be closed is gone.
            let _ = connection.close().await;
        }
        drop(in_hand);
    }

    fn locked<T>(&self, look: impl FnOnce(&mut Vec<SqliteConnection>) -> T) -> T {
        // A poisoned lock means a panic while a connection was moved: those that are there are whole.
        look(&mut self.idle.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
