//! Signing in and out, and what somebody who is signed in does with his own account.

use std::{
    net::IpAddr,
    time::{Duration, Instant},
};

use app::Problem;
use publication::AccountId;
use storage::{Account, AccountChange, NewSession, Session};

use super::{Accounts, IDLE, LONGEST, NOTED, Refusal, Token, Tried, browser_name, check_name, counted_address};
use crate::clock;

/// A try to sign in.
#[derive(Debug)]
pub struct SignInTry<'a> {
    /// The name typed.
    pub sign_in_name: &'a str,
    /// The password typed.
    pub password: &'a str,
    /// Where it comes from.
    pub address: IpAddr,
    /// What the browser proves itself by, where it was here before.
    pub browser: Option<Token>,
    /// What the browser says it is.
    pub user_agent: &'a str,
}

/// What a browser is given when it has signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// The token of the session.
    pub session: Token,
    /// The token of the browser.
    pub browser: Token,
}

/// Seconds to wait, at least one.
fn wait(left: Duration) -> Problem {
    Problem::Wait(left.as_secs() + u64::from(left.subsec_nanos() > 0))
}

impl Accounts {
    /// Signs in by a password. Whatever is wrong (no such name, another password, an account that is disabled or was never taken), the answer
    /// is the same and takes as long.
    ///
    /// # Errors
    /// [`Problem::WrongCredentials`], [`Problem::Wait`] or [`Problem::Busy`]; failures of the store.
    pub async fn sign_in(&self, attempt: SignInTry<'_>) -> Result<SignedIn, Refusal> {
        let name = attempt.sign_in_name.trim();
        // No account has a longer one, and nothing longer is remembered.
        let name = if name.len() <= 64 { name.to_lowercase() } else { String::new() };
        let account = self.store.account_named(&name).await?;
        let mut tried = Vec::new();
        if let (Some(account), Some(browser)) = (&account, &attempt.browser)
            && self.store.knows_browser(account.id, &browser.hash()).await?
        {
            tried.push(Tried::KnownBrowser(account.id, browser.hash()));
        } else {
            let address = counted_address(attempt.address);
            tried.extend([Tried::NameFrom(name.clone(), address), Tried::Name(name), Tried::Address(address)]);
        }
        if let Err(left) = self.throttle.begin(&tried, Instant::now()) {
            tracing::warn!(address = %attempt.address, "sign-in is held up after many tries");
            return Err(Refusal::of("form", wait(left)));
        }
        let hash = match &account {
            Some(account) => self.store.password_hash(account.id).await?,
            None => None,
        };
        let right = self.hashing.verify(attempt.password.to_owned(), hash).await?;
        let Some(account) = account.filter(|account| right && !account.disabled) else {
            tracing::info!(address = %attempt.address, "a password was wrong");
            return Err(Refusal::of("form", Problem::WrongCredentials));
        };
        self.throttle.forgive(&tried);
        self.begin_session(account.id, attempt.browser, attempt.user_agent).await
    }

    /// Begins a session. A browser keeps its own token through all of them.
    pub(super) async fn begin_session(&self, account: AccountId, browser: Option<Token>, user_agent: &str) -> Result<SignedIn, Refusal> {
        let (session, browser) = (Token::new()?, browser.map_or_else(Token::new, Ok)?);
        let now = clock::now();
        let new = NewSession {
            account,
            token_hash: session.hash(),
            browser_hash: browser.hash(),
            browser: browser_name(user_agent),
            idle_until: now + IDLE,
            expires: now + LONGEST,
        };
        self.store.begin_session(new, now).await?;
        Ok(SignedIn { session, browser })
    }

    /// The session of a token, with its account.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn session(&self, token: &Token) -> Result<Option<(Session, Account)>, Refusal> {
        let now = clock::now();
        let found = self.store.session(&token.hash(), now).await?;
        if let Some((session, _)) = &found
            && now - session.last_seen > NOTED
        {
            // Nobody waits for this to be written; a session that ends some minutes early is no loss.
            let (store, id) = (std::sync::Arc::clone(&self.store), session.id);
            tokio::spawn(async move {
                if let Err(failure) = store.touch_session(id, now + IDLE, now).await {
                    tracing::warn!(%failure, "the use of a session cannot be noted");
                }
            });
        }
        Ok(found)
    }

    /// Ends one session of an account.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] where the account has no such session.
    pub async fn end_session(&self, account: AccountId, session: i64) -> Result<(), Refusal> {
        if self.store.end_session(account, session, clock::now()).await? { Ok(()) } else { Err(Refusal::NotFound) }
    }

    /// Ends all sessions of an account.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn end_sessions(&self, account: AccountId) -> Result<(), Refusal> {
        self.store.end_sessions(account, Some(account), clock::now()).await?;
        Ok(())
    }

    /// Changes the name that an account is shown by.
    ///
    /// # Errors
    /// What is wrong with the name.
    pub async fn rename(&self, account: AccountId, name: &str) -> Result<(), Refusal> {
        let name = check_name(name).map_err(|problem| Refusal::of("name", problem))?;
        let change = AccountChange { name: Some(name), ..AccountChange::default() };
        self.store.change_account(account, change, Some(account), clock::now()).await?;
        Ok(())
    }

    /// Changes the password of somebody who knows the present one. All other sessions end.
    ///
    /// # Errors
    /// What is wrong with which of the three fields.
    pub async fn change_password(
        &self,
        account: AccountId,
        session: i64,
        present: &str,
        password: &str,
        repeated: &str,
    ) -> Result<(), Refusal> {
        let tried = [Tried::Own(account)];
        self.throttle.begin(&tried, Instant::now()).map_err(|left| Refusal::of("present_password", wait(left)))?;
        let hash = self.store.password_hash(account).await?;
        if !self.hashing.verify(present.to_owned(), hash).await? {
            return Err(Refusal::of("present_password", Problem::WrongPassword));
        }
        self.throttle.forgive(&tried);
        let held = self.store.account(account).await?.ok_or(Refusal::NotFound)?;
        let known = [held.sign_in_name.as_str(), held.name.as_str(), held.mail.as_deref().unwrap_or_default()];
        let hash = self.hashed(password, repeated, &known).await?;
        self.store.set_password(account, hash, Some(session), Some(account), clock::now()).await?;
        Ok(())
    }
}
