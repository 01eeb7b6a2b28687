//! Coverage: counts that are kept in the transaction that changes them, so that reading them costs the same at a million publications.

use std::collections::BTreeMap;

use publication::{Audience, Element, IsoDate, KindCode, OfficeCode, ProvidedElement, Right, Withheld};
use sqlx::{Row, SqliteConnection};

use super::{SqliteStore, error::corrupt, provision, rows, word};
use crate::{CoverageRow, StorageError};

/// What of a publication is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) office: String,
    pub(super) right: String,
    pub(super) kind: Option<String>,
    /// `yyyymmdd`
    pub(super) date: Option<i64>,
    pub(super) sample: bool,
    pub(super) public: bool,
    /// Bit per element, in the order of [`Element::ALL`].
    pub(super) elements: i64,
}

/// The elements as bits.
pub(super) fn element_bits(elements: &[Element]) -> i64 {
    Element::ALL.iter().enumerate().filter(|(_, element)| elements.contains(element)).map(|(bit, _)| 1_i64 << bit).sum()
}

/// The elements of bits.
pub(super) fn elements_of(bits: i64) -> Vec<Element> {
    Element::ALL.into_iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1).map(|(_, element)| element).collect()
}

/// Whether an element is kept back. Of publications that are not shown at all nothing is counted anyway.
pub(super) fn is_kept_back(element: Element, withheld: Withheld) -> bool {
    ProvidedElement::ALL.into_iter().any(|provided| provided.element() == Some(element) && withheld.has(provided))
}

/// Lowest value of each audience's `public` column: the public sees 1, the inside 0 and 1.
pub(super) const fn lowest(audience: Audience) -> i64 {
    match audience {
        Audience::Public => 1,
        Audience::Inside => 0,
    }
}

/// Office, right, year (0: undated), public.
type Group = (String, String, i64, bool);

#[derive(Debug, Default)]
struct Difference {
    count: i64,
    samples: i64,
    elements: [i64; Element::ALL.len()],
    first: Option<i64>,
    last: Option<i64>,
    /// Whether one with a date was taken away: the first or last date may have gone with it.
    taken: bool,
}

/// Differences of one transaction.
#[derive(Debug, Default)]
pub(super) struct Differences {
    groups: BTreeMap<Group, Difference>,
    kinds: BTreeMap<(String, String, String, bool), i64>,
    /// Whether anything was taken away, so that a count may have come down to nothing.
    fewer: bool,
}

impl Differences {
    /// One more.
    pub(super) fn add(&mut self, counted: &Counted) {
        self.difference(counted, 1);
    }

    /// One less.
    pub(super) fn take(&mut self, counted: &Counted) {
        self.fewer = true;
        self.difference(counted, -1);
    }

    fn difference(&mut self, counted: &Counted, by: i64) {
        let year = counted.date.map_or(0, |date| date / 10_000);
        let group = self.groups.entry((counted.office.clone(), counted.right.clone(), year, counted.public)).or_default();
        group.count += by;
        group.samples += if counted.sample { by } else { 0 };
        for (bit, element) in group.elements.iter_mut().enumerate() {
            *element += (counted.elements >> bit & 1) * by;
        }
        if by < 0 {
            group.taken |= counted.date.is_some();
        } else if let Some(date) = counted.date {
            group.first = Some(group.first.map_or(date, |first| first.min(date)));
            group.last = Some(group.last.map_or(date, |last| last.max(date)));
        }
        let kind = counted.kind.clone().unwrap_or_default();
        *self.kinds.entry((counted.office.clone(), counted.right.clone(), kind, counted.public)).or_default() += by;
    }

    /// Writes the differences; to be called when the publications themselves are written.
    pub(super) async fn write(self, connection: &mut SqliteConnection) -> Result<(), StorageError> {
        let (mut counts, mut elements, mut taken) = (Vec::new(), Vec::new(), Vec::new());
        for (group, difference) in self.groups {
            for (element, by) in difference.elements.into_iter().enumerate().filter(|(_, by)| *by != 0) {
                elements.push((group.clone(), rows::limit(element), by));
            }
            if difference.taken {
                taken.push(group.clone());
            }
            counts.push((group, difference.count, difference.samples, difference.first, difference.last));
        }
        // min and max of one NULL are NULL in SQLite, hence the coalesce.
        rows::insert(
            &mut *connection,
            "INSERT INTO coverage (office, right, year, public, count, samples, first, last)",
            8,
            "ON CONFLICT DO UPDATE SET count = count + excluded.count, samples = samples + excluded.samples, \
             first = coalesce(min(first, excluded.first), first, excluded.first), \
             last = coalesce(max(last, excluded.last), last, excluded.last)",
            counts,
            |query, ((office, right, year, public), count, samples, first, last)| {
                query.bind(office).bind(right).bind(year).bind(public).bind(count).bind(samples).bind(first).bind(last)
            },
        )
        .await?;
        rows::insert(
            &mut *connection,
            "INSERT INTO coverage_element (office, right, year, public, element, count)",
            6,
            "ON CONFLICT DO UPDATE SET count = count + excluded.count",
            elements,
            |query, ((office, right, year, public), element, count)| {
                query.bind(office).bind(right).bind(year).bind(public).bind(element).bind(count)
            },
        )
        .await?;
        rows::insert(
            &mut *connection,
            "INSERT INTO coverage_kind (office, right, kind, public, count)",
            5,
            "ON CONFLICT DO UPDATE SET count = count + excluded.count",
            self.kinds.into_iter().filter(|(_, by)| *by != 0).collect(),
            |query, ((office, right, kind, public), count)| query.bind(office).bind(right).bind(kind).bind(public).bind(count),
        )
        .await?;
        for (office, right, year, public) in taken {
            // One step into the index from either end.
            let dates = "SELECT publication_date FROM publication WHERE office = ?1 AND right = ?2 AND public = ?4 AND deleted = 0 \
                         AND publication_date BETWEEN ?3 * 10000 AND ?3 * 10000 + 9999 ORDER BY publication_date";
            sqlx::query(sqlx::AssertSqlSafe(format!(
                "UPDATE coverage SET first = ({dates} ASC LIMIT 1), last = ({dates} DESC LIMIT 1) \
                 WHERE office = ?1 AND right = ?2 AND year = ?3 AND public = ?4"
            )))
            .bind(office)
            .bind(right)
            .bind(year)
            .bind(public)
            .execute(&mut *connection)
            .await?;
        }
        if self.fewer {
            sqlx::query("DELETE FROM coverage WHERE count = 0").execute(&mut *connection).await?;
            sqlx::query("DELETE FROM coverage_element WHERE count = 0").execute(&mut *connection).await?;
            sqlx::query("DELETE FROM coverage_kind WHERE count = 0").execute(&mut *connection).await?;
        }
        Ok(())
    }
}

impl SqliteStore {
    /// Coverage per office, right and year, in that order, undated ones first.
    pub(super) async fn read_coverage(&self, audience: Audience) -> Result<Vec<CoverageRow>, StorageError> {
        // Both of one state.
        let mut reading = self.readers.begin().await?;
        let groups = sqlx::query(
            "SELECT office, right, year, sum(count) AS count, sum(samples) AS samples, min(first) AS first, max(last) AS last \
             FROM coverage WHERE public >= ? GROUP BY office, right, year ORDER BY office, right, year",
        )
        .bind(lowest(audience))
        .fetch_all(&mut *reading)
        .await?;
        let elements: Vec<(String, String, i64, i64, i64)> = sqlx::query_as(
            "SELECT office, right, year, element, sum(count) FROM coverage_element WHERE public >= ? \
             GROUP BY office, right, year, element ORDER BY element",
        )
        .bind(lowest(audience))
        .fetch_all(&mut *reading)
        .await?;
        let kept_back = provision::kept_back(&mut reading, audience).await?;
        let withheld = |office: &str, right: &str| kept_back.get(&(office.to_owned(), right.to_owned())).copied().unwrap_or_default();
        let mut by_group: BTreeMap<(String, String, i64), Vec<(Element, u64)>> = BTreeMap::new();
        for (office, right, year, element, count) in elements {
            let element = usize::try_from(element).ok().and_then(|at| Element::ALL.get(at).copied());
            let element = element.ok_or_else(|| corrupt("coverage", "an unknown element"))?;
            if !is_kept_back(element, withheld(&office, &right)) {
                by_group.entry((office, right, year)).or_default().push((element, rows::count(count)));
            }
        }
        let date = |number: Option<i64>| -> Result<Option<IsoDate>, StorageError> {
            let Some(number) = number else { return Ok(None) };
            let number = u32::try_from(number).map_err(|error| corrupt("a date", error))?;
            IsoDate::from_number(number).map(Some).map_err(|error| corrupt("a date", error))
        };
        let mut coverage = Vec::with_capacity(groups.len());
        for row in groups {
            let (office, right, year): (String, String, i64) = (row.try_get("office")?, row.try_get("right")?, row.try_get("year")?);
            if withheld(&office, &right).is_everything() {
                continue;
            }
            coverage.push(CoverageRow {
                office: word::<OfficeCode>("an office", &office)?,
                right: word::<Right>("a right", &right)?,
                year: u16::try_from(year).ok().filter(|year| *year != 0),
                count: rows::count(row.try_get("count")?),
                samples: rows::count(row.try_get("samples")?),
                elements: by_group.remove(&(office, right, year)).unwrap_or_default(),
                first: date(row.try_get("first")?)?,
                last: date(row.try_get("last")?)?,
            });
        }
        Ok(coverage)
    }

    /// Kinds per office, with counts.
    pub(super) async fn read_kinds(&self, audience: Audience) -> Result<Vec<(OfficeCode, Option<KindCode>, u64)>, StorageError> {
        let kinds: Vec<(String, String, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT p.office, p.kind, sum(p.count) FROM coverage_kind p WHERE {} GROUP BY p.office, p.kind ORDER BY p.office, p.kind",
            provision::seen(audience)
        )))
        .fetch_all(&self.readers)
        .await?;
        kinds
            .into_iter()
            .map(|(office, kind, count)| {
                let kind = if kind.is_empty() { None } else { Some(word("a kind", &kind)?) };
                Ok((word("an office", &office)?, kind, rows::count(count)))
            })
            .collect()
    }
}
