//! Reading publications.

use std::collections::HashMap;

use async_trait::async_trait;
use publication::{Audience, KindCode, OfficeCode, ProvidedElement, Publication, PublicationId, Source, Withheld};
use sqlx::{Row, sqlite::SqliteRow};
use time::OffsetDateTime;

use super::{
    SqliteStore, aside,
    error::corrupt,
    prepared::bare,
    provision::{WITHHELD, seen, withheld_of},
    rows::{json_list, limit},
    time_of, word,
};
use crate::{
    CoverageRow, PublicationRepository, PublicationToStore, StorageError, Stored, Summary, Version, VersionKind,
    content::{Content, LongPart},
    packing::Unpacker,
};

/// Columns that [`Bibliographic`] is read from, beside `withheld`. The publication is `p`, its version `v`, the delivery `d`.
const BIBLIOGRAPHIC: &str = "p.name, p.public, v.id AS version_row, v.file, v.offset, v.format, v.bibliographic, d.hash \
     AS delivery";

/// A publication's version without its long texts, as the database has it.
struct Bibliographic {
    name: String,
    public: bool,
    /// What is kept back from the public.
    withheld: Withheld,
    version: i64,
    packed: Vec<u8>,
    source: Source,
}

impl Bibliographic {
    fn read(row: &SqliteRow) -> Result<Self, StorageError> {
        let offset: i64 = row.try_get("offset")?;
        let source = Source {
            delivery: row.try_get("delivery")?,
            file: row.try_get("file")?,
            offset: u64::try_from(offset).unwrap_or(0),
            format: row.try_get("format")?,
        };
        Ok(Self {
            name: row.try_get("name")?,
            public: row.try_get("public")?,
            withheld: withheld_of(row.try_get("withheld")?),
            version: row.try_get("version_row")?,
            packed: row.try_get("bibliographic")?,
            source,
        })
    }

    fn unpack(self, unpacker: &mut Unpacker) -> Result<Publication, StorageError> {
        Content::bibliographic(&unpacker.unpack(&self.packed)?, self.source)
    }
}

/// A long text: version, part, packed.
type PackedPart = (i64, i64, Vec<u8>);

/// Publications by the text of their id, with what is kept back from the public.
type Whole = HashMap<String, (Publication, Withheld)>;

/// Puts versions and their long texts together; for the public, without what is kept back.
fn put_together(versions: Vec<Bibliographic>, parts: Vec<PackedPart>, audience: Audience) -> Result<Whole, StorageError> {
    let mut unpacker = Unpacker::default();
    let mut by_version: HashMap<i64, Vec<(i64, Vec<u8>)>> = HashMap::new();
    for (version, part, packed) in parts {
        by_version.entry(version).or_default().push((part, packed));
    }
    let mut publications = HashMap::with_capacity(versions.len());
    for bibliographic in versions {
        let name = bibliographic.name.clone();
        let withheld = if bibliographic.public { bibliographic.withheld } else { Withheld::EVERYTHING };
        let parts = by_version.remove(&bibliographic.version).unwrap_or_default();
        let mut publication = bibliographic.unpack(&mut unpacker)?;
        for (part, packed) in parts {
            let part = LongPart::from_number(part).ok_or_else(|| corrupt("a long text", "of an unknown part"))?;
            Content::put_back(&mut publication, part, &unpacker.unpack(&packed)?)?;
        }
        if audience == Audience::Public {
            publication.withhold(withheld);
        }
        publications.insert(name, (publication, withheld));
    }
    Ok(publications)
}

impl SqliteStore {
    /// The present versions of publications, by the text of their id.
    async fn present(&self, ids: &[PublicationId], audience: Audience) -> Result<Vec<Bibliographic>, StorageError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {BIBLIOGRAPHIC}, {WITHHELD} AS withheld FROM publication p JOIN publication_version v ON v.id = p.present JOIN delivery d ON d.id = v.delivery \
             WHERE {} AND p.deleted = 0 AND p.name IN (SELECT value FROM json_each(?))",
            seen(audience)
        )))
        .bind(json_list(ids)?)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(Bibliographic::read).collect()
    }

    /// Long texts of versions, which never change once written.
    async fn parts(&self, versions: &[Bibliographic]) -> Result<Vec<PackedPart>, StorageError> {
        Ok(sqlx::query_as(
            "SELECT version, part, content FROM publication_part WHERE version IN (SELECT value FROM json_each(?)) \
             ORDER BY version, part, ordinal",
        )
        .bind(json_list(versions.iter().map(|version| version.version))?)
        .fetch_all(&self.readers)
        .await?)
    }

    async fn whole(&self, versions: Vec<Bibliographic>, audience: Audience) -> Result<Whole, StorageError> {
        if versions.is_empty() {
            return Ok(HashMap::new());
        }
        let parts = self.parts(&versions).await?;
        aside(move || put_together(versions, parts, audience)).await
    }

    /// The row of a version, if this audience may see it; of the present one where `None`.
    async fn version_row(&self, id: &PublicationId, version: Option<i64>, audience: Audience) -> Result<Option<i64>, StorageError> {
        Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "SELECT v.id FROM publication p JOIN publication_version v ON v.publication = p.id \
             WHERE p.name = ? AND {} AND p.deleted <= ? AND v.version = coalesce(?, p.version)",
            seen(audience)
        )))
        .bind(id.to_string())
        .bind(of_deleted(audience))
        .bind(version)
        .fetch_optional(&self.readers)
        .await?)
    }
}

/// The highest value of the `deleted` column whose history an audience reads.
const fn of_deleted(audience: Audience) -> i64 {
    match audience {
        Audience::Public => 0,
        Audience::Inside => 1,
    }
}

fn ids_of(names: Vec<String>) -> Result<Vec<PublicationId>, StorageError> {
    names.iter().map(|name| word("a publication id", name)).collect()
}

#[async_trait]
impl PublicationRepository for SqliteStore {
    async fn store(&self, delivery: &str, batch: Vec<PublicationToStore>, now: OffsetDateTime) -> Result<Vec<Stored>, StorageError> {
        self.store_batch(delivery, batch, now).await
    }

    async fn would_store(&self, batch: Vec<PublicationToStore>) -> Result<Vec<Stored>, StorageError> {
        self.would_store_batch(batch).await
    }

    async fn publication(&self, id: &PublicationId, audience: Audience) -> Result<Option<Publication>, StorageError> {
        let present = self.present(std::slice::from_ref(id), audience).await?;
        Ok(self.whole(present, audience).await?.into_values().next().map(|(publication, _)| publication))
    }

    async fn provision_of(&self, id: &PublicationId) -> Result<Option<Withheld>, StorageError> {
        let row: Option<(bool, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT p.public, {WITHHELD} FROM publication p WHERE p.name = ? AND p.deleted = 0"
        )))
        .bind(id.to_string())
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|(public, bits)| if public { withheld_of(bits) } else { Withheld::EVERYTHING }))
    }

    async fn held(&self, ids: &[PublicationId]) -> Result<Vec<Option<(Publication, Withheld)>>, StorageError> {
        let present = self.present(ids, Audience::Inside).await?;
        let publications = self.whole(present, Audience::Inside).await?;
        Ok(ids.iter().map(|id| publications.get(&id.to_string()).cloned()).collect())
    }

    async fn version(&self, id: &PublicationId, version: i64, audience: Audience) -> Result<Option<Publication>, StorageError> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {BIBLIOGRAPHIC}, {WITHHELD} AS withheld FROM publication p JOIN publication_version v ON v.publication = p.id JOIN delivery d ON d.id = \
             v.delivery WHERE {} AND p.deleted <= ? AND p.name = ? AND v.version = ? AND v.kind <> 2",
            seen(audience)
        )))
        .bind(of_deleted(audience))
        .bind(id.to_string())
        .bind(version)
        .fetch_optional(&self.readers)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let version = vec![Bibliographic::read(&row)?];
        Ok(self.whole(version, audience).await?.into_values().next().map(|(publication, _)| publication))
    }

    async fn original(&self, id: &PublicationId, version: Option<i64>, audience: Audience) -> Result<Option<Vec<u8>>, StorageError> {
        // Whatever is kept back stands in the record as it came.
        if audience == Audience::Public && self.provision_of(id).await?.is_none_or(|withheld| withheld.has(ProvidedElement::Original)) {
            return Ok(None);
        }
        let Some(row) = self.version_row(id, version, audience).await? else { return Ok(None) };
        let packed: Option<Vec<u8>> = sqlx::query_scalar("SELECT content FROM publication_original WHERE version = ?")
            .bind(row)
            .fetch_optional(&self.readers)
            .await?;
        match packed {
            Some(packed) => aside(move || Unpacker::default().unpack(&packed)).await.map(Some),
            None => Ok(None),
        }
    }

    async fn versions(&self, id: &PublicationId, audience: Audience) -> Result<Vec<Version>, StorageError> {
        let rows: Vec<(i64, String, String, i64, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT v.version, d.hash, coalesce(s.file, v.file), v.stored, v.kind FROM publication p \
             JOIN publication_version v ON v.publication = p.id LEFT JOIN version_supplement s ON s.version = v.id \
             JOIN delivery d ON d.id = coalesce(s.delivery, v.delivery) \
             WHERE p.name = ? AND {} AND p.deleted <= ? ORDER BY v.version DESC",
            seen(audience)
        )))
        .bind(id.to_string())
        .bind(of_deleted(audience))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(version, delivery, file, stored, kind)| {
                let kind = match kind {
                    0 => VersionKind::Document,
                    1 => VersionKind::Supplement,
                    2 => VersionKind::Deletion,
                    other => return Err(corrupt("a version", format!("of an unknown kind {other}"))),
                };
                Ok(Version { version, delivery, file, stored: time_of(stored)?, kind })
            })
            .collect()
    }

    async fn summaries(&self, ids: &[PublicationId], audience: Audience) -> Result<Vec<Summary>, StorageError> {
        self.read_summaries(ids, audience).await
    }

    async fn by_number(&self, numbers: &[String], audience: Audience, most: usize) -> Result<Vec<PublicationId>, StorageError> {
        let names = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "SELECT DISTINCT p.name FROM publication_number n JOIN publication p ON p.id = n.publication \
             WHERE n.number IN (SELECT value FROM json_each(?)) AND {} AND p.deleted = 0 ORDER BY p.name LIMIT ?",
            seen(audience)
        )))
        .bind(json_list(numbers.iter().map(|number| bare(number)))?)
        .bind(limit(most))
        .fetch_all(&self.readers)
        .await?;
        ids_of(names)
    }

    async fn family(&self, id: &PublicationId, audience: Audience, most: usize) -> Result<Vec<PublicationId>, StorageError> {
        let seen = seen(audience);
        let names = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "WITH asked AS (SELECT p.id, p.family FROM publication p WHERE p.name = ?1 AND {seen} AND p.deleted = 0), \
             members AS ( \
               SELECT other.id FROM asked JOIN publication other ON other.family = asked.family \
               UNION \
               SELECT other.publication FROM asked JOIN publication_filing own ON own.publication = asked.id \
               JOIN publication_filing other ON other.filing = own.filing) \
             SELECT p.name FROM members JOIN publication p ON p.id = members.id \
             WHERE p.name <> ?1 AND {seen} AND p.deleted = 0 ORDER BY p.name LIMIT ?2"
        )))
        .bind(id.to_string())
        .bind(limit(most))
        .fetch_all(&self.readers)
        .await?;
        ids_of(names)
    }

    async fn coverage(&self, audience: Audience) -> Result<Vec<CoverageRow>, StorageError> {
        self.read_coverage(audience).await
    }

    async fn kinds(&self, audience: Audience) -> Result<Vec<(OfficeCode, Option<KindCode>, u64)>, StorageError> {
        self.read_kinds(audience).await
    }

    async fn ids_after(&self, after: Option<&PublicationId>, most: usize) -> Result<Vec<PublicationId>, StorageError> {
        let names = sqlx::query_scalar("SELECT name FROM publication WHERE name > ? AND deleted = 0 ORDER BY name LIMIT ?")
            .bind(after.map(ToString::to_string).unwrap_or_default())
            .bind(limit(most))
            .fetch_all(&self.readers)
            .await?;
        ids_of(names)
    }

    async fn ids_of_office(
        &self,
        office: OfficeCode,
        after: Option<&PublicationId>,
        most: usize,
    ) -> Result<Vec<PublicationId>, StorageError> {
        // An id begins with its office and a hyphen; what comes after a hyphen in the order of bytes is a full stop.
        let names = sqlx::query_scalar("SELECT name FROM publication WHERE name > ? AND name < ? AND deleted = 0 ORDER BY name LIMIT ?")
            .bind(after.map_or_else(|| format!("{office}-"), ToString::to_string))
            .bind(format!("{office}."))
            .bind(limit(most))
            .fetch_all(&self.readers)
            .await?;
        ids_of(names)
    }
}
