//! Lists of publications in which something is to be done.
//!
//! Each list goes along an index of its own: of the segments that it is about, which are few, or, where those may be most of all segments, of
//! the publications.

use publication::Audience;

use super::{
    SqliteStore,
    coverage::lowest,
    rows::{count, limit},
    word,
};
use crate::{MOST_COUNTED, StorageError, WorkList, WorkQuestion, WorkRow};

/// Segments of a publication that a condition holds for, counted.
fn counted(condition: &str) -> String {
    format!("(SELECT count(*) FROM (SELECT 1 FROM segment s WHERE s.publication = p.id AND {condition} LIMIT {MOST_COUNTED}))")
}

/// The publications of a list that is gone through along an index of segments, stale texts or suggestions: each once, with how many.
fn grouped(table: &str, condition: &str) -> String {
    format!(
        "SELECT g.publication AS place, p.name, g.segments FROM (SELECT publication, count(*) AS segments FROM {table} WHERE {condition} \
         AND publication > ?1 GROUP BY publication) g CROSS JOIN publication p ON p.id = g.publication"
    )
}

impl SqliteStore {
    pub(super) async fn work_rows(&self, question: &WorkQuestion, audience: Audience) -> Result<Vec<WorkRow>, StorageError> {
        let mine = question.list == WorkList::Mine;
        let (from, order) = match question.list {
            WorkList::Mine => (
                format!(
                    "SELECT w.touched AS place, p.name, {} AS segments FROM account_work w CROSS JOIN publication p ON p.id = w.publication \
                     WHERE w.account = ?6 AND w.touched < ?1 AND",
                    counted("s.account = ?6")
                ),
                "w.touched DESC",
            ),
            WorkList::ToDo => (
                format!(
                    "SELECT p.id AS place, p.name, {} AS segments FROM publication p WHERE p.id > ?1 AND ?6 IS NOT NULL \
                     AND EXISTS (SELECT 1 FROM segment s WHERE s.publication = p.id AND s.origin <> 'human') AND",
                    counted("s.origin <> 'human'")
                ),
                "p.id",
            ),
            WorkList::WithFindings => (format!("{} WHERE ?6 IS NOT NULL AND", grouped("segment", "marks & 2")), "g.publication"),
            WorkList::ToReview => (format!("{} WHERE ?6 IS NOT NULL AND", grouped("segment", "marks & 4")), "g.publication"),
            WorkList::SentBack => (format!("{} WHERE ?6 IS NOT NULL AND", grouped("segment", "marks & 8")), "g.publication"),
            WorkList::Stale => {
                (format!("{} WHERE ?6 IS NOT NULL AND", grouped("segment_stale", "settled IS NULL AND source_hash <> ''")), "g.publication")
            }
            WorkList::Suggested => (format!("{} WHERE ?6 IS NOT NULL AND", grouped("suggestion", "settled IS NULL")), "g.publication"),
        };
        // Conditions that are not asked for are left out, so that the planner sees none that could choose an index.
        let office = if question.office.is_some() { "AND p.office = ?3" } else { "AND ?3 IS NULL" };
        let class = match (&question.class, question.list) {
            (None, _) => "AND ?4 IS NULL",
            // Where most publications are in the list, the class is the narrower way.
            (Some(_), WorkList::ToDo) => "AND p.id IN (SELECT publication FROM publication_class WHERE class = ?4 AND publication > ?1)",
            (Some(_), _) => "AND EXISTS (SELECT 1 FROM publication_class c WHERE c.publication = p.id AND c.class = ?4)",
        };
        // The text is made of constants.
        let rows: Vec<(i64, String, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{from} p.public >= ?2 AND p.deleted = 0 {office} {class} ORDER BY {order} LIMIT ?5"
        )))
        .bind(question.after.unwrap_or(if mine { i64::MAX } else { 0 }))
        .bind(lowest(audience))
        .bind(question.office.map(|office| office.as_str().to_owned()))
        .bind(question.class.as_deref())
        .bind(limit(question.limit))
        .bind(question.account.0)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(place, name, segments)| Ok(WorkRow { place, publication: word("a publication id", &name)?, segments: count(segments) }))
            .collect()
    }
}
