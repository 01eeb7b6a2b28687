//! Terms of the termbase.

use publication::{Audience, LanguageTag};
use sqlx::Row;

use super::language_of;
use crate::{
    StorageError, Stored, Term,
    sqlite::{SqliteStore, coverage::lowest, word},
};

impl SqliteStore {
    pub(super) async fn put_terms(&self, terms: Vec<Term>, keep: bool) -> Result<Vec<Stored>, StorageError> {
        let mut transaction = self.begin().await?;
        let mut stored = Vec::with_capacity(terms.len());
        for term in terms {
            let known: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM term WHERE concept = ? AND language = ? AND term = ?)")
                .bind(&term.concept)
                .bind(term.language.as_str())
                .bind(&term.term)
                .fetch_one(&mut *transaction)
                .await?;
            let changed = sqlx::query(
                "INSERT INTO term (concept, language, term, japanese, status, public, ipc, note, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) \
                 ON CONFLICT DO UPDATE SET japanese = excluded.japanese, status = excluded.status, public = excluded.public, \
                 ipc = excluded.ipc, note = excluded.note, source = excluded.source \
                 WHERE (excluded.japanese, excluded.status, excluded.public, excluded.ipc, excluded.note, excluded.source) \
                 <> (japanese, status, public, ipc, note, source)",
            )
            .bind(term.concept)
            .bind(term.language.as_str())
            .bind(term.term)
            .bind(term.japanese)
            .bind(term.status.as_str())
            .bind(i64::from(term.public))
            .bind(term.ipc.join(SCOPES))
            .bind(term.note)
            .bind(term.source)
            .execute(&mut *transaction)
            .await?
            .rows_affected();
            stored.push(match (known, changed) {
                (false, _) => Stored::Created,
                (true, 0) => Stored::Unchanged,
                (true, _) => Stored::Updated,
            });
        }
        if keep {
            transaction.commit().await?;
        } else {
            transaction.rollback().await?;
        }
        Ok(stored)
    }

    pub(super) async fn all_terms(&self, language: Option<&LanguageTag>, audience: Audience) -> Result<Vec<Term>, StorageError> {
        let rows = sqlx::query(
            "SELECT concept, language, term, japanese, status, public, ipc, note, source FROM term \
             WHERE (?1 IS NULL OR language = ?1) AND public >= ?2 \
             ORDER BY concept, language, CASE status WHEN 'preferred' THEN 0 WHEN 'admitted' THEN 1 ELSE 2 END, term",
        )
        .bind(language.map(LanguageTag::as_str))
        .bind(lowest(audience))
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                let ipc: String = row.try_get("ipc")?;
                Ok(Term {
                    concept: row.try_get("concept")?,
                    language: language_of(row.try_get("language")?)?,
                    term: row.try_get("term")?,
                    japanese: row.try_get("japanese")?,
                    status: word("the status of a term", row.try_get("status")?)?,
                    public: row.try_get("public")?,
                    ipc: ipc.split(SCOPES).filter(|scope| !scope.is_empty()).map(str::to_owned).collect(),
                    note: row.try_get("note")?,
                    source: row.try_get("source")?,
                })
            })
            .collect()
    }
}

/// Between symbols of the IPC, which have spaces.
const SCOPES: &str = ";";
