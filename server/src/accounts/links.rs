//! Invitations and links to set another password: made, mailed where mail is configured, and taken once.

use app::Problem;
use publication::AccountId;
use storage::{Account, LinkPurpose};

use super::{Accounts, INVITATION, RESET, Refusal, SignedIn, Token, check_name};
use crate::{clock, mail::Letter};

/// The path of a link's page.
#[must_use]
pub fn path_of(purpose: LinkPurpose, token: &Token) -> String {
    format!("/{}/{}", purpose.as_str(), token.text())
}

/// What became of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkMade {
    /// It is under way to this address.
    Mailed(String),
    /// It is to be handed over.
    ToHandOver {
        /// The whole address.
        address: String,
        /// Whether mailing was tried and failed.
        mail_failed: bool,
    },
}

impl Accounts {
    /// Makes a link of an account, in the place of any before, and mails it where that is possible. Who has no password yet is invited, who
    /// has one may set another.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] where there is no such account; [`Problem::Disabled`].
    pub async fn send_link(&self, id: AccountId, by: Option<AccountId>) -> Result<(Account, LinkMade), Refusal> {
        let account = self.store.account(id).await?.ok_or(Refusal::NotFound)?;
        if account.disabled {
            return Err(Refusal::of("form", Problem::Disabled));
        }
        let (purpose, lasts) = if account.has_password { (LinkPurpose::Reset, RESET) } else { (LinkPurpose::Invitation, INVITATION) };
        let token = Token::new()?;
        let now = clock::now();
        self.store.make_link(id, purpose, token.hash(), now + lasts, by, now).await?;
        let address = format!("{}{}", self.public_url, path_of(purpose, &token));
        let made = match (&self.mailer, &account.mail) {
            (Some(mailer), Some(mail)) => match mailer.send(mail, &Letter::of_link(purpose, &account, &address)).await {
                Ok(()) => LinkMade::Mailed(mail.clone()),
                Err(failure) => {
                    tracing::error!(%failure, "a link cannot be mailed");
                    LinkMade::ToHandOver { address, mail_failed: true }
                }
            },
            _ => LinkMade::ToHandOver { address, mail_failed: false },
        };
        Ok((account, made))
    }

    /// Takes a link: sets the password (and the name, of an invitation) and signs in.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] where it was taken, replaced or is too old; what is wrong with which field.
    pub async fn take_link(
        &self,
        purpose: LinkPurpose,
        token: &str,
        typed: TypedIntoLink<'_>,
        browser: Option<Token>,
        user_agent: &str,
    ) -> Result<SignedIn, Refusal> {
        let hash = Token::read(token).ok_or(Refusal::NotFound)?.hash();
        let holder = self.store.link(&hash, purpose, clock::now()).await?.ok_or(Refusal::NotFound)?;
        let name = match purpose {
            LinkPurpose::Invitation => Some(check_name(typed.name).map_err(|problem| Refusal::of("name", problem))?),
            LinkPurpose::Reset => None,
        };
        let shown = name.as_deref().unwrap_or(&holder.name);
        let known = [holder.sign_in_name.as_str(), shown, holder.mail.as_deref().unwrap_or_default()];
        let password = self.hashed(typed.password, typed.repeated, &known).await?;
        let account = self.store.take_link(&hash, purpose, name, password, clock::now()).await?;
        self.begin_session(account.id, browser, user_agent).await
    }
}

/// What was typed on a link's page.
#[derive(Debug)]
pub struct TypedIntoLink<'a> {
    /// The name to be shown; of an invitation only.
    pub name: &'a str,
    /// The new password.
    pub password: &'a str,
    /// The same again.
    pub repeated: &'a str,
}
