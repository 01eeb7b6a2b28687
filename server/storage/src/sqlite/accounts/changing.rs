//! Making accounts and changing them.

use publication::{AccountId, Role};
use sqlx::SqliteConnection;
use time::OffsetDateTime;

use super::{links, read, sessions};
use crate::{
    Account, AccountChange, AccountError, AuditEntry, NewAccount, StorageError,
    sqlite::{SqliteStore, audit},
};

/// An account as the audit log tells of it.
fn told(account: &Account) -> String {
    serde_json::json!({
        "name": account.name, "mail": account.mail, "role": account.role, "audience": account.audience, "disabled": account.disabled,
    })
    .to_string()
}

/// Whether somebody else could keep accounts.
async fn has_other_administrator(connection: &mut SqliteConnection, id: AccountId) -> Result<bool, StorageError> {
    let other: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM account WHERE role = 'administrator' AND disabled = 0 AND password IS NOT NULL AND id <> ? LIMIT 1",
    )
    .bind(id.0)
    .fetch_optional(connection)
    .await?;
    Ok(other.is_some())
}

async fn insert(
    connection: &mut SqliteConnection,
    new: NewAccount,
    by: Option<AccountId>,
    now: OffsetDateTime,
) -> Result<Account, AccountError> {
    let id: Option<i64> = sqlx::query_scalar(
        "INSERT INTO account (sign_in_name, folded_name, name, mail, role, audience, password, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (folded_name) DO NOTHING RETURNING id",
    )
    .bind(&new.sign_in_name)
    .bind(new.sign_in_name.to_lowercase())
    .bind(&new.name)
    .bind(&new.mail)
    .bind(new.role.as_str())
    .bind(new.audience.as_str())
    .bind(&new.password)
    .bind(now.unix_timestamp())
    .fetch_optional(&mut *connection)
    .await?;
    let id = AccountId(id.ok_or(AccountError::NameTaken)?);
    let account = read(&mut *connection, id).await?.ok_or(AccountError::NotFound)?;
    let entry = AuditEntry {
        at: now,
        account: by,
        act: "account-added",
        subject: account.sign_in_name.clone(),
        before: None,
        after: Some(told(&account)),
    };
    audit::note(connection, entry).await?;
    Ok(account)
}

impl SqliteStore {
    pub(super) async fn add_one(&self, new: NewAccount, by: Option<AccountId>, now: OffsetDateTime) -> Result<Account, AccountError> {
        let mut transaction = self.begin().await?;
        let account = insert(&mut transaction, new, by, now).await?;
        transaction.commit().await?;
        Ok(account)
    }

    pub(super) async fn add_first(&self, new: NewAccount, now: OffsetDateTime) -> Result<Option<Account>, AccountError> {
        let mut transaction = self.begin().await?;
        let held: Option<i64> = sqlx::query_scalar("SELECT 1 FROM account LIMIT 1").fetch_optional(&mut *transaction).await?;
        if held.is_some() {
            return Ok(None);
        }
        let account = insert(&mut transaction, new, None, now).await?;
        transaction.commit().await?;
        Ok(Some(account))
    }

    pub(super) async fn change_one(
        &self,
        id: AccountId,
        change: AccountChange,
        by: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<Account, AccountError> {
        let mut transaction = self.begin().await?;
        let before = read(&mut transaction, id).await?.ok_or(AccountError::NotFound)?;
        let after = Account {
            name: change.name.unwrap_or_else(|| before.name.clone()),
            mail: change.mail.unwrap_or_else(|| before.mail.clone()),
            role: change.role.unwrap_or(before.role),
            audience: change.audience.unwrap_or(before.audience),
            disabled: change.disabled.unwrap_or(before.disabled),
            ..before.clone()
        };
        if after == before {
            return Ok(before);
        }
        let was_administrator = before.role == Role::Administrator && !before.disabled;
        let is_administrator = after.role == Role::Administrator && !after.disabled;
        if was_administrator && !is_administrator && !has_other_administrator(&mut transaction, id).await? {
            return Err(AccountError::LastAdministrator);
        }
        sqlx::query("UPDATE account SET name = ?, mail = ?, role = ?, audience = ?, disabled = ? WHERE id = ?")
            .bind(&after.name)
            .bind(&after.mail)
            .bind(after.role.as_str())
            .bind(after.audience.as_str())
            .bind(after.disabled)
            .bind(id.0)
            .execute(&mut *transaction)
            .await?;
        if after.disabled && !before.disabled {
            sessions::end(&mut transaction, id, None).await?;
            links::remove(&mut transaction, id).await?;
        }
        let act = match (before.disabled, after.disabled) {
            (false, true) => "account-disabled",
            (true, false) => "account-enabled",
            _ => "account-changed",
        };
        let entry = AuditEntry {
            at: now,
            account: by,
            act,
            subject: after.sign_in_name.clone(),
            before: Some(told(&before)),
            after: Some(told(&after)),
        };
        audit::note(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(after)
    }

    pub(super) async fn set_password_of(
        &self,
        id: AccountId,
        password: String,
        keep: Option<i64>,
        by: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<(), AccountError> {
        let mut transaction = self.begin().await?;
        let account = read(&mut transaction, id).await?.ok_or(AccountError::NotFound)?;
        sqlx::query("UPDATE account SET password = ? WHERE id = ?").bind(password).bind(id.0).execute(&mut *transaction).await?;
        sessions::end(&mut transaction, id, keep).await?;
        links::remove(&mut transaction, id).await?;
        let entry = AuditEntry { at: now, account: by, act: "password-set", subject: account.sign_in_name, before: None, after: None };
        audit::note(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(())
    }
}
