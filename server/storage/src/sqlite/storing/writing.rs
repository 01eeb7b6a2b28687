//! Writes what was decided.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use sqlx::SqliteConnection;
use time::OffsetDateTime;

use super::{Standing, deciding::Writing};
use crate::{
    StorageError,
    sqlite::{
        changes, classes,
        composing::{self, Composed},
        figures, jobs, made_inside, memory, rows, stale,
    },
};

pub(super) async fn write(
    connection: &mut SqliteConnection,
    delivery: &str,
    composed: Composed,
    mut writing: Writing,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let (moment, now) = (now, now.unix_timestamp());
    sqlx::query("INSERT INTO delivery (hash) VALUES (?) ON CONFLICT DO NOTHING").bind(delivery).execute(&mut *connection).await?;
    let delivery: i64 = sqlx::query_scalar("SELECT id FROM delivery WHERE hash = ?").bind(delivery).fetch_one(&mut *connection).await?;
    let Composed { mut records, rows: publication_rows, contributions, taken } = composed;
    let supplemented: HashSet<i64> = contributions.iter().filter_map(|part| publication_rows.get(&part.name).copied()).collect();
    for (row, (standing, ..)) in &mut writing.publications {
        standing.supplemented |= supplemented.contains(row);
    }
    let sequence = changes::take_numbers(&mut *connection, rows::limit(writing.changes)).await?;

    rows::insert(
        &mut *connection,
        "INSERT INTO publication (id, name, office, right, kind, publication_date, sample, public, elements, family, version, present, \
         content_hash, changed, deleted, supplemented)",
        16,
        "ON CONFLICT (id) DO UPDATE SET publication_date = excluded.publication_date, sample = excluded.sample, public = excluded.public, \
         elements = excluded.elements, family = excluded.family, version = excluded.version, present = excluded.present, \
         content_hash = excluded.content_hash, changed = excluded.changed, deleted = excluded.deleted, \
         supplemented = excluded.supplemented",
        writing.publications.into_values().collect(),
        |query, (standing, change, name)| {
            let Standing { row, version, present, hash, family, counted, deleted, supplemented } = standing;
            query
                .bind(row)
                .bind(name)
                .bind(counted.office)
                .bind(counted.right)
                .bind(counted.kind)
                .bind(counted.date)
                .bind(counted.sample)
                .bind(counted.public)
                .bind(counted.elements)
                .bind(family)
                .bind(version)
                .bind(present)
                .bind(hash)
                .bind(sequence + rows::limit(change))
                .bind(deleted)
                .bind(supplemented)
        },
    )
    .await?;

    if !writing.superseded.is_empty() {
        let superseded = rows::json_list(&writing.superseded)?;
        for statement in [
            "DELETE FROM publication_number WHERE publication IN (SELECT value FROM json_each(?))",
            "DELETE FROM publication_filing WHERE publication IN (SELECT value FROM json_each(?))",
        ] {
            sqlx::query(statement).bind(&superseded).execute(&mut *connection).await?;
        }
    }
    let (mut numbers, mut filings, mut jobs, mut figures) = (Vec::new(), Vec::new(), Vec::new(), BTreeSet::new());
    let mut classes = BTreeMap::new();
    for (publication, place) in writing.contents {
        let record = &mut records[place];
        numbers.extend(std::mem::take(&mut record.numbers).into_iter().map(|number| (publication, number)));
        filings.extend(std::mem::take(&mut record.filings).into_iter().map(|filing| (publication, filing)));
        figures.append(&mut record.figures);
        classes.insert(publication, std::mem::take(&mut record.classes));
        if record.to_translate != 0 {
            jobs.push((publication, record.to_translate));
        }
    }
    rows::insert(&mut *connection, "INSERT INTO publication_number (publication, number)", 2, "", numbers, bind_pair).await?;
    rows::insert(&mut *connection, "INSERT INTO publication_filing (publication, filing)", 2, "", filings, bind_pair).await?;
    jobs::request(&mut *connection, jobs, now).await?;
    figures::request(&mut *connection, figures, now).await?;
    classes::write(&mut *connection, classes).await?;
    stale::ask(&mut *connection, &writing.superseded).await?;
    let opened: Vec<i64> = writing.opened.into_iter().collect();
    memory::open_units_of(&mut *connection, &opened).await?;
    made_inside::make_anew(&mut *connection, &opened, moment).await?;

    let (mut versions, mut parts, mut originals, mut supplements) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for version in writing.versions {
        let record = &mut records[version.record];
        if let Some(brought) = record.brought_by.take() {
            supplements.push((version.row, brought));
        }
        if version.kind == 2 {
            // A deletion names a document and describes none.
            record.parts.clear();
            record.bibliographic.clear();
        }
        parts.extend(std::mem::take(&mut record.parts).into_iter().map(|part| (version.row, part)));
        originals.push((version.row, std::mem::take(&mut record.original)));
        let bibliographic = std::mem::take(&mut record.bibliographic);
        let (file, format) = (std::mem::take(&mut record.source.file), std::mem::take(&mut record.source.format));
        // An offset beyond what SQLite counts to belongs to no file there is.
        let offset = i64::try_from(record.source.offset).unwrap_or(i64::MAX);
        let hash = if version.kind == 2 { Vec::new() } else { record.hash.to_vec() };
        versions.push((version, hash, file, offset, format, bibliographic, record.delivery.unwrap_or(delivery), record.counted.public));
    }
    rows::insert(
        &mut *connection,
        "INSERT INTO publication_version (id, publication, version, content_hash, delivery, file, offset, format, stored, bibliographic, \
         kind, public)",
        12,
        "",
        versions,
        |query, (version, hash, file, offset, format, bibliographic, of, public)| {
            let query = query.bind(version.row).bind(version.publication).bind(version.version).bind(hash).bind(of);
            query.bind(file).bind(offset).bind(format).bind(now).bind(bibliographic).bind(version.kind).bind(public)
        },
    )
    .await?;
    rows::insert(
        &mut *connection,
        "INSERT INTO publication_part (version, part, ordinal, language, content)",
        5,
        "",
        parts,
        |query, (version, part)| query.bind(version).bind(part.part as i64).bind(part.ordinal).bind(part.language).bind(part.json),
    )
    .await?;
    rows::insert(&mut *connection, "INSERT INTO publication_original (version, content)", 2, "", originals, |query, (version, content)| {
        query.bind(version).bind(content)
    })
    .await?;
    rows::insert(
        &mut *connection,
        "INSERT INTO version_supplement (version, delivery, file, offset, format, original)",
        6,
        "",
        supplements,
        |query, (version, brought)| {
            let offset = i64::try_from(brought.source.offset).unwrap_or(i64::MAX);
            query.bind(version).bind(delivery).bind(brought.source.file).bind(offset).bind(brought.source.format).bind(brought.original)
        },
    )
    .await?;
    composing::write(&mut *connection, delivery, &publication_rows, contributions, taken).await?;
    writing.differences.write(connection).await
}

fn bind_pair<'q>(query: rows::Bound<'q>, (publication, text): (i64, String)) -> rows::Bound<'q> {
    query.bind(publication).bind(text)
}
