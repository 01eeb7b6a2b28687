//! Lists of publications in which something is to be done.
//!
//! Each list goes along an index of its own: of the segments that it is about, which are few, or, where those may be most of all segments, of
//! the publications.

use publication::{Audience, TextPart};

use super::{
    SqliteStore,
    error::corrupt,
    provision::seen,
    rows::{count, limit},
    word,
};
use crate::{MOST_COUNTED, StorageError, WorkList, WorkQuestion, WorkRow};

/// Segments of a publication that a condition holds for, counted.
fn counted(condition: &str) -> String {
    format!("(SELECT count(*) FROM (SELECT 1 FROM segment s WHERE s.publication = p.id AND {condition} LIMIT {MOST_COUNTED})) AS segments")
}

/// The first part of a publication with a segment that a condition holds for.
fn first_part(condition: &str) -> String {
    format!("(SELECT s.part FROM segment s WHERE s.publication = p.id AND {condition} ORDER BY s.part LIMIT 1) AS part")
}

/// The publications of a list that is gone through along an index of segments, stale texts or suggestions: each once, with how many.
fn grouped(table: &str, condition: &str, part: &str) -> String {
    format!(
        "SELECT g.publication AS place, p.name, g.segments, {part} FROM (SELECT publication, count(*) AS segments FROM {table} WHERE {condition} \
         AND publication > ?1 GROUP BY publication) g CROSS JOIN publication p ON p.id = g.publication WHERE ?6 IS NOT NULL AND"
    )
}

/// What a list is gone through by, up to the conditions that all have, and its order.
fn statement(list: WorkList) -> (String, &'static str) {
    let marked = |mark: &str| (grouped("segment", mark, &first_part(&format!("s.{mark}"))), "g.publication");
    match list {
        WorkList::Mine => (
            format!(
                "SELECT w.touched AS place, p.name, {}, coalesce((SELECT part FROM (SELECT s.part FROM segment s WHERE s.publication = p.id \
                 AND s.account = ?6 UNION ALL SELECT d.part FROM segment_draft d WHERE d.publication = p.id AND d.account = ?6) \
                 ORDER BY part LIMIT 1), 0) AS part FROM account_work w CROSS JOIN publication p ON p.id = w.publication \
                 WHERE w.account = ?6 AND w.touched < ?1 AND",
                counted("s.account = ?6")
            ),
            "w.touched DESC",
        ),
        WorkList::ToDo => (
            format!(
                "SELECT p.id AS place, p.name, {}, {} FROM publication p WHERE p.id > ?1 AND ?6 IS NOT NULL \
                 AND EXISTS (SELECT 1 FROM segment s WHERE s.publication = p.id AND s.origin <> 'human') AND",
                counted("s.origin <> 'human'"),
                first_part("s.origin <> 'human'")
            ),
            "p.id",
        ),
        WorkList::WithFindings => marked("marks & 2"),
        WorkList::ToReview => marked("marks & 4"),
        WorkList::SentBack => marked("marks & 8"),
        WorkList::Stale => {
            let part = "(SELECT s.part FROM segment_stale t JOIN segment s ON s.id = t.segment WHERE t.publication = p.id \
                        AND t.settled IS NULL AND t.source_hash <> '' ORDER BY s.part LIMIT 1) AS part";
            (grouped("segment_stale", "settled IS NULL AND source_hash <> ''", part), "g.publication")
        }
        WorkList::Suggested => {
            let part = "(SELECT min(t.part) FROM suggestion t WHERE t.publication = p.id AND t.settled IS NULL) AS part";
            (grouped("suggestion", "settled IS NULL", part), "g.publication")
        }
    }
}

impl SqliteStore {
    pub(super) async fn work_rows(&self, question: &WorkQuestion, audience: Audience) -> Result<Vec<WorkRow>, StorageError> {
        let (from, order) = statement(question.list);
        // Conditions that are not asked for are left out, so that the planner sees none that could choose an index.
        let office = if question.office.is_some() { "AND p.office = ?3" } else { "AND ?3 IS NULL" };
        let class = match (&question.class, question.list) {
            (None, _) => "AND ?4 IS NULL",
            // Where most publications are in the list, the class is the narrower way.
            (Some(_), WorkList::ToDo) => "AND p.id IN (SELECT publication FROM publication_class WHERE class = ?4 AND publication > ?1)",
            (Some(_), _) => "AND EXISTS (SELECT 1 FROM publication_class c WHERE c.publication = p.id AND c.class = ?4)",
        };
        let first = if question.list == WorkList::Mine { i64::MAX } else { 0 };
        // The text is made of constants.
        let rows: Vec<(i64, String, i64, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{from} {} AND p.deleted = ?2 {office} {class} ORDER BY {order} LIMIT ?5",
            seen(audience)
        )))
        .bind(question.after.unwrap_or(first))
        // Deleted publications are in no list.
        .bind(false)
        .bind(question.office.map(|office| office.as_str().to_owned()))
        .bind(question.class.as_deref())
        .bind(limit(question.limit))
        .bind(question.account.0)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(place, name, segments, part)| {
                let part = usize::try_from(part).ok().and_then(|at| TextPart::ALL.get(at).copied());
                Ok(WorkRow {
                    place,
                    publication: word("a publication id", &name)?,
                    segments: count(segments),
                    part: part.ok_or_else(|| corrupt("a segment", "of an unknown part"))?,
                })
            })
            .collect()
    }
}
