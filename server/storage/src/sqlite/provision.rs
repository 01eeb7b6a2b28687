//! Public provision in SQLite: decisions, and the conditions that every read for the public has.

use std::collections::HashMap;

use async_trait::async_trait;
use publication::{AccountId, Audience, IsoDate, OfficeCode, ProvidedElement, Right, Withheld};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use time::OffsetDateTime;

use super::{SqliteStore, audit, changes, coverage::element_bits, error::corrupt, made_inside, memory, rows, time_of, word};
use crate::{AuditEntry, Decided, Proposed, Provision, ProvisionEffect, ProvisionProposal, ProvisionRepository, StorageError, Unsettled};

/// What an audience sees of the table `publication`, named `p`, as far as its rows go: what a delivery left to people inside, and what is kept back
/// altogether, is not there for the public.
pub(super) const fn seen(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => {
            "p.public = 1 AND NOT EXISTS (SELECT 1 FROM withheld w WHERE w.office = p.office AND w.right = p.right AND w.element = 32768)"
        }
        Audience::Inside => "p.public >= 0",
    }
}

/// The bits of what is kept back from the public of a row `p`: an expression.
pub(super) const WITHHELD: &str = "(SELECT coalesce(sum(w.element), 0) FROM withheld w WHERE w.office = p.office AND w.right = p.right)";

/// Whether the public may read the part of segment `s` of publication `p`: the bits of parts are those of their numbers.
pub(super) const PART_IS_PUBLIC: &str = "(p.public = 1 AND NOT EXISTS (SELECT 1 FROM withheld w WHERE w.office = p.office AND w.right = p.right \
     AND (w.element = 32768 OR w.element = 1 << s.part)))";

/// Reads [`WITHHELD`].
pub(super) fn withheld_of(bits: i64) -> Withheld {
    Withheld::from_bits(u16::try_from(bits).unwrap_or(u16::MAX))
}

/// Office and right.
pub(super) type Class = (String, String);

/// What is kept back from an audience, by class.
pub(super) async fn kept_back(connection: &mut SqliteConnection, audience: Audience) -> Result<HashMap<Class, Withheld>, StorageError> {
    if audience == Audience::Inside {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, String, i64)> =
        sqlx::query_as("SELECT office, right, sum(element) FROM withheld GROUP BY office, right").fetch_all(connection).await?;
    Ok(rows.into_iter().map(|(office, right, bits)| ((office, right), withheld_of(bits))).collect())
}

fn bit_of(element: Option<ProvidedElement>) -> i64 {
    i64::from(Withheld::NOTHING.with(element).bits())
}

fn element_of(bit: i64) -> Result<Option<ProvidedElement>, StorageError> {
    let withheld = withheld_of(bit);
    let mut elements = withheld.elements();
    match (withheld.is_everything(), elements.next(), elements.next()) {
        (true, None, _) => Ok(None),
        (false, Some(element), None) => Ok(Some(element)),
        _ => Err(corrupt("a decision on public provision", "of an unknown element")),
    }
}

fn day(number: Option<i64>) -> Result<Option<IsoDate>, StorageError> {
    let Some(number) = number else { return Ok(None) };
    let number = u32::try_from(number).map_err(|error| corrupt("a date", error))?;
    IsoDate::from_number(number).map(Some).map_err(|error| corrupt("a date", error))
}

fn provision_of(row: &SqliteRow) -> Result<Provision, StorageError> {
    Ok(Provision {
        office: word("an office", row.try_get("office")?)?,
        right: word("a right", row.try_get("right")?)?,
        element: element_of(row.try_get("element")?)?,
        public: row.try_get("public")?,
        since: day(row.try_get("since")?)?,
    })
}

fn proposal_of(row: &SqliteRow) -> Result<ProvisionProposal, StorageError> {
    let account = |number: Option<i64>| number.map(AccountId);
    let decided: Option<i64> = row.try_get("decided")?;
    let accepted: Option<bool> = row.try_get("accepted")?;
    Ok(ProvisionProposal {
        id: row.try_get("id")?,
        provision: provision_of(row)?,
        proposed_by: account(row.try_get("proposed_by")?),
        proposed: time_of(row.try_get("proposed")?)?,
        decision: match (decided, accepted) {
            (Some(at), Some(accepted)) => Some((account(row.try_get("decided_by")?), time_of(at)?, accepted)),
            _ => None,
        },
    })
}

/// What the audit log says of a decision: `TH/patent/claims`, and `public`, `inside` or the day it is public from.
fn entry_of(act: &'static str, provision: &Provision, by: Option<AccountId>, now: OffsetDateTime) -> AuditEntry {
    let element = provision.element.map_or("all", ProvidedElement::as_str);
    let subject = format!("{}/{}/{element}", provision.office, provision.right.as_str());
    AuditEntry { at: now, account: by, act, subject, before: None, after: Some(told_of(provision)) }
}

fn told_of(provision: &Provision) -> String {
    match (provision.public, provision.since) {
        (false, _) => "inside".to_owned(),
        (true, None) => "public".to_owned(),
        (true, Some(day)) => format!("public from {day}"),
    }
}

async fn put_in_force(
    connection: &mut SqliteConnection,
    provision: &Provision,
    by: Option<AccountId>,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let before = sqlx::query("SELECT office, right, element, public, since FROM provision WHERE office = ? AND right = ? AND element = ?")
        .bind(provision.office.as_str())
        .bind(provision.right.as_str())
        .bind(bit_of(provision.element))
        .fetch_optional(&mut *connection)
        .await?;
    let before = before.as_ref().map(provision_of).transpose()?.map(|before| told_of(&before));
    audit::note(&mut *connection, AuditEntry { before, ..entry_of("provision-decided", provision, by, now) }).await?;
    sqlx::query(
        "INSERT INTO provision (office, right, element, public, since, decided) VALUES (?, ?, ?, ?, ?, ?) \
         ON CONFLICT (office, right, element) DO UPDATE SET public = excluded.public, since = excluded.since, decided = excluded.decided",
    )
    .bind(provision.office.as_str())
    .bind(provision.right.as_str())
    .bind(bit_of(provision.element))
    .bind(provision.public)
    .bind(provision.since.filter(|_| provision.public).map(IsoDate::as_number))
    .bind(now.unix_timestamp())
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes a proposal, and that others for the same element are thereby refused. Answers its number.
async fn note_proposal(
    connection: &mut SqliteConnection,
    provision: &Provision,
    by: Option<AccountId>,
    accepted: Option<bool>,
    now: OffsetDateTime,
) -> Result<i64, StorageError> {
    let (office, right, element) = (provision.office.as_str(), provision.right.as_str(), bit_of(provision.element));
    sqlx::query(
        "UPDATE provision_proposal SET decided_by = ?, decided = ?, accepted = 0 \
         WHERE decided IS NULL AND office = ? AND right = ? AND element = ?",
    )
    .bind(by.map(|account| account.0))
    .bind(now.unix_timestamp())
    .bind(office)
    .bind(right)
    .bind(element)
    .execute(&mut *connection)
    .await?;
    let decided = accepted.map(|_| now.unix_timestamp());
    Ok(sqlx::query_scalar(
        "INSERT INTO provision_proposal (office, right, element, public, since, proposed_by, proposed, decided_by, decided, accepted) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(office)
    .bind(right)
    .bind(element)
    .bind(provision.public)
    .bind(provision.since.filter(|_| provision.public).map(IsoDate::as_number))
    .bind(by.map(|account| account.0))
    .bind(now.unix_timestamp())
    .bind(by.filter(|_| accepted.is_some()).map(|account| account.0))
    .bind(decided)
    .bind(accepted)
    .fetch_one(connection)
    .await?)
}

/// How far the indexes have been told of a class.
struct Told {
    class: Class,
    /// What is kept back now.
    now: Withheld,
    withheld: Withheld,
    before: Withheld,
    change: i64,
    settling: Option<i64>,
    after: i64,
}

/// Every class that something is kept back of now, or that the indexes were told something of.
async fn told(connection: &mut SqliteConnection) -> Result<Vec<Told>, StorageError> {
    let rows = sqlx::query(
        "SELECT office, right, coalesce(max(now), 0) AS now, coalesce(max(withheld), 0) AS withheld, coalesce(max(before), 0) AS before, \
         coalesce(max(change), 0) AS change, max(settling) AS settling, coalesce(max(after), 0) AS after FROM ( \
           SELECT office, right, sum(element) AS now, NULL AS withheld, NULL AS before, NULL AS change, NULL AS settling, NULL AS after \
           FROM withheld GROUP BY office, right \
           UNION ALL SELECT office, right, NULL, withheld, before, change, settling, after FROM provision_settled) \
         GROUP BY office, right ORDER BY office, right",
    )
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Told {
                class: (row.try_get("office")?, row.try_get("right")?),
                now: withheld_of(row.try_get("now")?),
                withheld: withheld_of(row.try_get("withheld")?),
                before: withheld_of(row.try_get("before")?),
                change: row.try_get("change")?,
                settling: row.try_get("settling")?,
                after: row.try_get("after")?,
            })
        })
        .collect()
}

impl SqliteStore {
    /// Gives some publications of a class that is not settled their numbers; answers how many. `None` where all is settled.
    async fn settle_some(&self, limit: usize, now: OffsetDateTime) -> Result<Option<u64>, StorageError> {
        let unsettled = |told: &Told| told.now != told.withheld || told.settling.is_some();
        // Most times there is nothing to do, and the writer is not asked for.
        if !told(&mut *self.readers.acquire().await?).await?.iter().any(unsettled) {
            return Ok(None);
        }
        let mut transaction = self.begin().await?;
        let Some(told) = told(&mut transaction).await?.into_iter().find(unsettled) else { return Ok(None) };
        let (office, right) = &told.class;
        let goal = i64::from(told.now.bits());
        // A decision taken while another is being settled: from the beginning, for what is kept back now.
        let after = if told.settling == Some(goal) { told.after } else { 0 };
        let publications: Vec<i64> =
            sqlx::query_scalar("SELECT id FROM publication WHERE office = ? AND right = ? AND public = 1 AND id > ? ORDER BY id LIMIT ?")
                .bind(office)
                .bind(right)
                .bind(after)
                .bind(rows::limit(limit))
                .fetch_all(&mut *transaction)
                .await?;
        changes::note(&mut transaction, &publications).await?;
        // What the memory learnt from a part while it was hidden comes with it to the public.
        let opened = memory::open_units_of_class(&mut transaction, (office, right), limit).await?;
        // Japanese that was made of what is hidden does not.
        made_inside::make_anew(&mut transaction, &publications, now).await?;
        let all = publications.len() < limit && opened < limit;
        let (withheld, before, change) = if all {
            let last = changes::take_numbers(&mut transaction, 0).await?;
            (told.now, told.before.and(told.withheld), last)
        } else {
            (told.withheld, told.before, told.change)
        };
        sqlx::query(
            "INSERT INTO provision_settled (office, right, withheld, before, change, settling, after) VALUES (?, ?, ?, ?, ?, ?, ?) \
             ON CONFLICT (office, right) DO UPDATE SET withheld = excluded.withheld, before = excluded.before, change = excluded.change, \
             settling = excluded.settling, after = excluded.after",
        )
        .bind(office)
        .bind(right)
        .bind(i64::from(withheld.bits()))
        .bind(i64::from(before.bits()))
        .bind(change)
        .bind(if all { None } else { Some(goal) })
        .bind(if all { 0 } else { publications.last().copied().unwrap_or(after) })
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Some(publications.len() as u64))
    }
}

#[async_trait]
impl ProvisionRepository for SqliteStore {
    async fn provisions(&self) -> Result<Vec<Provision>, StorageError> {
        let rows = sqlx::query("SELECT office, right, element, public, since FROM provision ORDER BY office, right, element DESC")
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(provision_of).collect()
    }

    async fn withheld(&self) -> Result<Vec<(OfficeCode, Right, Withheld)>, StorageError> {
        let kept = kept_back(&mut *self.readers.acquire().await?, Audience::Public).await?;
        let mut withheld = kept
            .into_iter()
            .map(|((office, right), withheld)| Ok((word("an office", &office)?, word("a right", &right)?, withheld)))
            .collect::<Result<Vec<(OfficeCode, Right, Withheld)>, StorageError>>()?;
        withheld.sort_by_key(|(office, right, _)| (*office, *right));
        Ok(withheld)
    }

    async fn provide(&self, provision: &Provision, by: Option<AccountId>, now: OffsetDateTime) -> Result<(), StorageError> {
        let mut transaction = self.begin().await?;
        note_proposal(&mut transaction, provision, by, Some(true), now).await?;
        put_in_force(&mut transaction, provision, by, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn propose_provision(&self, provision: &Provision, by: AccountId, now: OffsetDateTime) -> Result<Proposed, StorageError> {
        let mut transaction = self.begin().await?;
        let others: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM account WHERE role = 'administrator' AND disabled = 0 AND password IS NOT NULL AND id <> ?)",
        )
        .bind(by.0)
        .fetch_one(&mut *transaction)
        .await?;
        let id = note_proposal(&mut transaction, provision, Some(by), (!others).then_some(true), now).await?;
        let proposed = if others {
            let entry = entry_of("provision-proposed", provision, Some(by), now);
            audit::note(&mut transaction, entry).await?;
            Proposed::Waiting(id)
        } else {
            put_in_force(&mut transaction, provision, Some(by), now).await?;
            Proposed::InForce
        };
        transaction.commit().await?;
        Ok(proposed)
    }

    async fn decide_provision(&self, id: i64, accept: bool, by: AccountId, now: OffsetDateTime) -> Result<Decided, StorageError> {
        let by = Some(by);
        let mut transaction = self.begin().await?;
        let open = sqlx::query("SELECT * FROM provision_proposal WHERE id = ? AND decided IS NULL").bind(id);
        let Some(open) = open.fetch_optional(&mut *transaction).await?.as_ref().map(proposal_of).transpose()? else {
            return Ok(Decided::NotOpen);
        };
        if accept && open.proposed_by == by {
            return Ok(Decided::OwnProposal);
        }
        sqlx::query("UPDATE provision_proposal SET decided_by = ?, decided = ?, accepted = ? WHERE id = ?")
            .bind(by.map(|account| account.0))
            .bind(now.unix_timestamp())
            .bind(accept)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        if accept {
            put_in_force(&mut transaction, &open.provision, by, now).await?;
        } else {
            audit::note(&mut transaction, entry_of("provision-refused", &open.provision, by, now)).await?;
        }
        transaction.commit().await?;
        Ok(if accept { Decided::InForce } else { Decided::Refused })
    }

    async fn provision_proposals(&self, open: bool, limit: usize) -> Result<Vec<ProvisionProposal>, StorageError> {
        let rows = sqlx::query("SELECT * FROM provision_proposal WHERE NOT ? OR decided IS NULL ORDER BY id DESC LIMIT ?")
            .bind(open)
            .bind(rows::limit(limit))
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(proposal_of).collect()
    }

    async fn provision_effect(
        &self,
        office: OfficeCode,
        right: Right,
        element: Option<ProvidedElement>,
    ) -> Result<ProvisionEffect, StorageError> {
        let publications: i64 =
            sqlx::query_scalar("SELECT coalesce(sum(count), 0) FROM coverage WHERE office = ? AND right = ? AND public = 1")
                .bind(office.as_str())
                .bind(right.as_str())
                .fetch_one(&self.readers)
                .await?;
        let with_element: i64 = match element.and_then(ProvidedElement::element) {
            None => publications,
            Some(element) => {
                sqlx::query_scalar(
                    "SELECT coalesce(sum(count), 0) FROM coverage_element WHERE office = ? AND right = ? AND public = 1 \
                     AND (1 << element) = ?",
                )
                .bind(office.as_str())
                .bind(right.as_str())
                .bind(element_bits(&[element]))
                .fetch_one(&self.readers)
                .await?
            }
        };
        Ok(ProvisionEffect { publications: rows::count(publications), with_element: rows::count(with_element) })
    }

    async fn settle_provision(&self, limit: usize, now: OffsetDateTime) -> Result<u64, StorageError> {
        loop {
            match self.settle_some(limit.max(1), now).await? {
                None => return Ok(0),
                // A class without publications is settled by knowing it.
                Some(0) => {}
                Some(told) => return Ok(told),
            }
        }
    }

    async fn unsettled_provision(&self) -> Result<Vec<Unsettled>, StorageError> {
        let told = told(&mut *self.readers.acquire().await?).await?;
        let mut unsettled = Vec::new();
        for told in told {
            let known_from = if !told.now.is_within(told.withheld) {
                None
            } else if told.now.is_within(told.before) {
                continue;
            } else {
                Some(rows::count(told.change))
            };
            let (office, right) = &told.class;
            unsettled.push(Unsettled { office: word("an office", office)?, right: word("a right", right)?, known_from });
        }
        Ok(unsettled)
    }
}
