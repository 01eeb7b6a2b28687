//! The registry of offices.

use async_trait::async_trait;
use publication::{Audience, ExchangeAgreement, OfficeCode, Right, Standing};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use time::OffsetDateTime;

use super::{SqliteStore, error::corrupt, word};
use crate::{RegistryRepository, StorageError};

fn json(values: &impl Serialize) -> Result<String, StorageError> {
    serde_json::to_string(values).map_err(|error| StorageError::Failed(error.to_string()))
}

fn read_json<T: DeserializeOwned>(row: &SqliteRow, column: &str) -> Result<T, StorageError> {
    let text: String = row.try_get(column)?;
    serde_json::from_str(&text).map_err(|error| corrupt(column, error))
}

fn standing(row: &SqliteRow, column: &str) -> Result<Standing, StorageError> {
    word(column, row.try_get(column)?)
}

fn right_word(right: Option<Right>) -> &'static str {
    right.map_or("", |right| right.as_str())
}

fn agreement_of(row: &SqliteRow) -> Result<ExchangeAgreement, StorageError> {
    let right: String = row.try_get("right")?;
    Ok(ExchangeAgreement {
        office: word("an office", row.try_get("office")?)?,
        right: if right.is_empty() { None } else { Some(word("a right", &right)?) },
        revision: row.try_get("revision")?,
        agreement: standing(row, "agreement")?,
        exchange: standing(row, "exchange")?,
        provision: standing(row, "provision")?,
        steps: read_json(row, "steps")?,
        elements: read_json(row, "elements")?,
        products: read_json(row, "products")?,
        interval_days: row.try_get("interval_days")?,
        frequency: row.try_get("frequency")?,
        contact: row.try_get("contact")?,
        allowed_use: row.try_get("allowed_use")?,
        remarks: row.try_get("remarks")?,
        as_of: row.try_get("as_of")?,
        source: row.try_get("source")?,
    })
}

fn for_audience(agreement: ExchangeAgreement, audience: Audience) -> ExchangeAgreement {
    match audience {
        Audience::Public => agreement.for_public(),
        Audience::Inside => agreement,
    }
}

async fn write(
    connection: &mut SqliteConnection,
    agreement: &ExchangeAgreement,
    revision: i64,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO exchange_agreement (office, right, revision, updated, agreement, exchange, provision, steps, elements, products, \
         interval_days, frequency, contact, allowed_use, remarks, as_of, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (office, right) DO UPDATE SET revision = excluded.revision, updated = excluded.updated, agreement = excluded.agreement, \
         exchange = excluded.exchange, provision = excluded.provision, steps = excluded.steps, elements = excluded.elements, \
         products = excluded.products, interval_days = excluded.interval_days, frequency = excluded.frequency, contact = excluded.contact, \
         allowed_use = excluded.allowed_use, remarks = excluded.remarks, as_of = excluded.as_of, source = excluded.source",
    )
    .bind(agreement.office.as_str())
    .bind(right_word(agreement.right))
    .bind(revision)
    .bind(now.unix_timestamp())
    .bind(agreement.agreement.as_str())
    .bind(agreement.exchange.as_str())
    .bind(agreement.provision.as_str())
    .bind(json(&agreement.steps)?)
    .bind(json(&agreement.elements)?)
    .bind(json(&agreement.products)?)
    .bind(agreement.interval_days)
    .bind(&agreement.frequency)
    .bind(&agreement.contact)
    .bind(&agreement.allowed_use)
    .bind(&agreement.remarks)
    .bind(&agreement.as_of)
    .bind(&agreement.source)
    .execute(connection)
    .await?;
    Ok(())
}

#[async_trait]
impl RegistryRepository for SqliteStore {
    async fn agreements(&self, audience: Audience) -> Result<Vec<ExchangeAgreement>, StorageError> {
        let rows = sqlx::query("SELECT * FROM exchange_agreement ORDER BY office, right").fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok(for_audience(agreement_of(row)?, audience))).collect()
    }

    async fn agreement(
        &self,
        office: OfficeCode,
        right: Option<Right>,
        audience: Audience,
    ) -> Result<Option<ExchangeAgreement>, StorageError> {
        let row = sqlx::query("SELECT * FROM exchange_agreement WHERE office = ? AND right = ?")
            .bind(office.as_str())
            .bind(right_word(right))
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(|row| Ok(for_audience(agreement_of(row)?, audience))).transpose()
    }

    async fn save_agreement(&self, agreement: &ExchangeAgreement, now: OffsetDateTime) -> Result<i64, StorageError> {
        let mut transaction = self.begin().await?;
        let present: Option<i64> = sqlx::query_scalar("SELECT revision FROM exchange_agreement WHERE office = ? AND right = ?")
            .bind(agreement.office.as_str())
            .bind(right_word(agreement.right))
            .fetch_optional(&mut *transaction)
            .await?;
        let present = present.unwrap_or(0);
        if present != agreement.revision {
            return Err(StorageError::Conflict { based_on: agreement.revision, present });
        }
        write(&mut transaction, agreement, present + 1, now).await?;
        transaction.commit().await?;
        Ok(present + 1)
    }

    async fn fill_registry(&self, agreements: &[ExchangeAgreement], now: OffsetDateTime) -> Result<u64, StorageError> {
        let mut transaction = self.begin().await?;
        let filled: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM exchange_agreement)").fetch_one(&mut *transaction).await?;
        if filled {
            return Ok(0);
        }
        for agreement in agreements {
            write(&mut transaction, agreement, 1, now).await?;
        }
        transaction.commit().await?;
        Ok(agreements.len() as u64)
    }
}
