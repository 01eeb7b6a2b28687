//! Links by which a password is set.

use publication::AccountId;
use sqlx::SqliteConnection;
use time::OffsetDateTime;

use super::{account_of, read, selecting, sessions};
use crate::{
    Account, AccountError, AuditEntry, LinkPurpose, StorageError, TokenHash,
    sqlite::{SqliteStore, audit},
};

/// Takes an account's link away, within the caller's transaction.
pub(super) async fn remove(connection: &mut SqliteConnection, account: AccountId) -> Result<(), StorageError> {
    sqlx::query("DELETE FROM account_link WHERE account = ?").bind(account.0).execute(connection).await?;
    Ok(())
}

/// The account of a link that can still be taken.
pub(super) async fn account_of_link(
    connection: &mut SqliteConnection,
    token_hash: &TokenHash,
    purpose: LinkPurpose,
    now: OffsetDateTime,
) -> Result<Option<Account>, StorageError> {
    let found = sqlx::query(selecting(
        "JOIN account_link l ON l.account = a.id WHERE l.token_hash = ? AND l.purpose = ? AND l.expires > ? AND a.disabled = 0",
    ))
    .bind(token_hash.as_slice())
    .bind(purpose.as_str())
    .bind(now.unix_timestamp())
    .fetch_optional(connection)
    .await?;
    found.as_ref().map(account_of).transpose()
}

impl SqliteStore {
    pub(super) async fn make_link_of(
        &self,
        id: AccountId,
        purpose: LinkPurpose,
        token_hash: TokenHash,
        expires: OffsetDateTime,
        by: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<(), AccountError> {
        let mut transaction = self.begin().await?;
        let account = read(&mut transaction, id).await?.filter(|account| !account.disabled).ok_or(AccountError::NotFound)?;
        sqlx::query(
            "INSERT INTO account_link (account, token_hash, purpose, created, expires) VALUES (?, ?, ?, ?, ?) ON CONFLICT (account) DO \
             UPDATE SET token_hash = excluded.token_hash, purpose = excluded.purpose, created = excluded.created, expires = excluded.expires",
        )
        .bind(id.0)
        .bind(token_hash.as_slice())
        .bind(purpose.as_str())
        .bind(now.unix_timestamp())
        .bind(expires.unix_timestamp())
        .execute(&mut *transaction)
        .await?;
        let act = match purpose {
            LinkPurpose::Invitation => "invitation-made",
            LinkPurpose::Reset => "reset-made",
        };
        audit::note(&mut transaction, AuditEntry { at: now, account: by, act, subject: account.sign_in_name, before: None, after: None })
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn take_link_once(
        &self,
        token_hash: &TokenHash,
        purpose: LinkPurpose,
        name: Option<String>,
        password: String,
        now: OffsetDateTime,
    ) -> Result<Account, AccountError> {
        let mut transaction = self.begin().await?;
        let before = account_of_link(&mut transaction, token_hash, purpose, now).await?.ok_or(AccountError::NotFound)?;
        let name = name.unwrap_or_else(|| before.name.clone());
        sqlx::query("UPDATE account SET name = ?, password = ? WHERE id = ?")
            .bind(&name)
            .bind(password)
            .bind(before.id.0)
            .execute(&mut *transaction)
            .await?;
        remove(&mut transaction, before.id).await?;
        sessions::end(&mut transaction, before.id, None).await?;
        let act = match purpose {
            LinkPurpose::Invitation => "invitation-taken",
            LinkPurpose::Reset => "password-reset",
        };
        let named = |name: &str| serde_json::json!({ "name": name }).to_string();
        let is_renamed = name != before.name;
        let entry = AuditEntry {
            at: now,
            account: Some(before.id),
            act,
            subject: before.sign_in_name.clone(),
            before: is_renamed.then(|| named(&before.name)),
            after: is_renamed.then(|| named(&name)),
        };
        audit::note(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(Account { name, has_password: true, ..before })
    }
}
