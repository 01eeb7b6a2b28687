//! What pages ask about accounts.

use app::services::{
    AccountList, AccountServices, AccountState, AccountSummary, AuditConditions, AuditEvent, AuditPage, LinkHolder, LinkKind, Moment,
    ServiceError, SessionSummary,
};
use async_trait::async_trait;
use publication::AccountId;
use storage::{Account, AuditRow, AuditSearch, LinkPurpose, StorageError};
use time::OffsetDateTime;

use super::{Accounts, Token};
use crate::{clock, services::internal};

/// Accounts, or acts, on a page.
const PER_PAGE: usize = 50;

fn failed(failure: StorageError) -> ServiceError {
    internal(&failure)
}

/// A moment as it is shown, to the minute or the second.
///
/// # Errors
/// Of a moment outside our calendar.
pub fn moment(at: OffsetDateTime, seconds: bool) -> Result<Moment, ServiceError> {
    let day = clock::day_in_japan(at).ok_or_else(|| internal(&"a moment is out of our calendar"))?;
    let (hour, minute, second) = at.to_offset(time::macros::offset!(+9)).to_hms();
    let time = if seconds { format!("{hour:02}:{minute:02}:{second:02}") } else { format!("{hour:02}:{minute:02}") };
    Ok(Moment { day, time })
}

fn summary(account: Account) -> Result<AccountSummary, ServiceError> {
    let state = match (account.disabled, account.has_password) {
        (true, _) => AccountState::Disabled,
        (false, false) => AccountState::Invited,
        (false, true) => AccountState::Active,
    };
    Ok(AccountSummary {
        id: account.id,
        sign_in_name: account.sign_in_name,
        name: account.name,
        mail: account.mail,
        role: account.role,
        audience: account.audience,
        state,
        created: moment(account.created, false)?,
        last_signed_in: account.last_signed_in.map(|at| moment(at, false)).transpose()?,
    })
}

fn event(row: AuditRow) -> Result<AuditEvent, ServiceError> {
    let who = row.sign_in_name.or_else(|| row.account.map(|account| format!("#{account}")));
    Ok(AuditEvent { id: row.id, at: moment(row.at, true)?, who, act: row.act, subject: row.subject, before: row.before, after: row.after })
}

/// The last page of so many rows; there is always one.
fn last_page(total: u64) -> u32 {
    u32::try_from(total.div_ceil(PER_PAGE as u64)).unwrap_or(u32::MAX).max(1)
}

fn offset(page: u32) -> u64 {
    u64::from(page.saturating_sub(1)) * PER_PAGE as u64
}

impl Accounts {
    /// What of the log the conditions ask for; `None` where they name no account.
    async fn search_of(&self, conditions: &AuditConditions) -> Result<Option<AuditSearch>, StorageError> {
        let mut search = AuditSearch { account: None, act: (!conditions.act.is_empty()).then(|| conditions.act.clone()) };
        let name = conditions.account.trim();
        if !name.is_empty() {
            let Some(account) = self.store.account_named(name).await? else { return Ok(None) };
            search.account = Some(account.id);
        }
        Ok(Some(search))
    }

    /// Rows of the log for a file, newest first, at most `limit`.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn audit_rows(&self, conditions: &AuditConditions, limit: usize) -> Result<Vec<AuditRow>, StorageError> {
        match self.search_of(conditions).await? {
            Some(search) => Ok(self.store.audit(&search, 0, limit).await?.0),
            None => Ok(Vec::new()),
        }
    }
}

#[async_trait]
impl AccountServices for Accounts {
    async fn account(&self, id: AccountId) -> Result<Option<AccountSummary>, ServiceError> {
        self.store.account(id).await.map_err(failed)?.map(summary).transpose()
    }

    async fn accounts(&self, words: &str, page: u32) -> Result<AccountList, ServiceError> {
        // More words than this find nothing more.
        let words: Vec<String> = words.split_whitespace().take(8).map(str::to_owned).collect();
        let (accounts, total) = self.store.accounts(&words, offset(page), PER_PAGE).await.map_err(failed)?;
        let accounts = accounts.into_iter().map(summary).collect::<Result<_, _>>()?;
        Ok(AccountList { accounts, total, page: page.max(1), last: last_page(total), mails: self.mailer.is_some() })
    }

    async fn sessions(&self, account: AccountId) -> Result<Vec<SessionSummary>, ServiceError> {
        let sessions = self.store.sessions(account, clock::now()).await.map_err(failed)?;
        let told = sessions.into_iter().map(|session| {
            Ok(SessionSummary {
                id: session.id,
                browser: session.browser,
                began: moment(session.created, false)?,
                last_seen: moment(session.last_seen, false)?,
            })
        });
        told.collect()
    }

    async fn link_holder(&self, kind: LinkKind, token: &str) -> Result<Option<LinkHolder>, ServiceError> {
        let Some(token) = Token::read(token) else { return Ok(None) };
        let purpose = match kind {
            LinkKind::Invitation => LinkPurpose::Invitation,
            LinkKind::Reset => LinkPurpose::Reset,
        };
        let account = self.store.link(&token.hash(), purpose, clock::now()).await.map_err(failed)?;
        Ok(account.map(|account| LinkHolder { sign_in_name: account.sign_in_name, name: account.name }))
    }

    async fn audit(&self, conditions: &AuditConditions, page: u32) -> Result<AuditPage, ServiceError> {
        let (rows, total) = match self.search_of(conditions).await.map_err(failed)? {
            Some(search) => self.store.audit(&search, offset(page), PER_PAGE).await.map_err(failed)?,
            None => (Vec::new(), 0),
        };
        let acts = self.store.acts().await.map_err(failed)?;
        let events = rows.into_iter().map(event).collect::<Result<_, _>>()?;
        Ok(AuditPage { events, total, page: page.max(1), last: last_page(total), acts })
    }
}
