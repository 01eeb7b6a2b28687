//! The use cases of accounts: signing in and out, passwords, links, and keeping accounts.

mod administration;
mod browser_name;
mod links;
mod names;
mod pages;
mod password;
mod sign_in;
mod throttle;
mod token;

use std::{sync::Arc, time::Duration};

use app::{FieldProblem, Problem};
use publication::{Audience, Role};
use storage::{AccountError, StorageError, Store};

pub use administration::{Changed, Invited, NewInvitation};
pub use browser_name::browser_name;
pub use links::{LinkMade, TypedIntoLink, path_of};
pub use names::{check_mail, check_name, check_sign_in_name};
pub use pages::moment;
pub use password::{Busy, Hashing, check_new};
pub use sign_in::{SignInTry, SignedIn};
pub use throttle::{Throttle, Tried, counted_address};
pub use token::Token;

use crate::{config::Config, mail::Mailer};

/// How long a session lasts without being used.
pub const IDLE: time::Duration = time::Duration::days(7);
/// How long a session lasts at the most.
pub const LONGEST: time::Duration = time::Duration::days(30);
/// How often the use of a session is noted.
pub const NOTED: Duration = Duration::from_secs(5 * 60);
/// How long an invitation can be taken.
pub const INVITATION: time::Duration = time::Duration::days(7);
/// How long another password can be set by a link.
pub const RESET: time::Duration = time::Duration::days(1);

/// Why an act on accounts was not done.
#[derive(Debug)]
pub enum Refusal {
    /// Something in the form cannot be taken.
    Fields(Vec<FieldProblem>),
    /// There is no such account, session or link any more.
    NotFound,
    /// Something failed inside.
    Failed(anyhow::Error),
}

impl Refusal {
    /// One problem of one field.
    #[must_use]
    pub fn of(field: &'static str, problem: Problem) -> Self {
        Self::Fields(vec![FieldProblem { field, problem }])
    }
}

impl From<StorageError> for Refusal {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Busy> for Refusal {
    fn from(Busy: Busy) -> Self {
        Self::of("form", Problem::Busy)
    }
}

impl From<AccountError> for Refusal {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::NameTaken => Self::of("sign_in_name", Problem::NameTaken),
            AccountError::LastAdministrator => Self::of("form", Problem::LastAdministrator),
            AccountError::NotFound => Self::NotFound,
            AccountError::Store(failure) => failure.into(),
        }
    }
}

/// The use cases over the store.
pub struct Accounts {
    store: Arc<dyn Store>,
    hashing: Hashing,
    throttle: Throttle,
    mailer: Option<Mailer>,
    public_url: String,
}

impl Accounts {
    /// Over a store; links lead to the public address of the configuration, and are mailed where it says how.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, config: &Config) -> Self {
        let mailer = config.mail.as_ref().and_then(|mail| {
            // The configuration was held to this when it was read.
            Mailer::open(mail).inspect_err(|failure| tracing::error!(%failure, "mail cannot be sent")).ok()
        });
        Self { store, hashing: Hashing::default(), throttle: Throttle::default(), mailer, public_url: config.public_url() }
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    /// The hash of a new password, held to the rules.
    async fn hashed(&self, password: &str, repeated: &str, known: &[&str]) -> Result<String, Refusal> {
        if password.is_empty() {
            return Err(Refusal::of("password", Problem::Missing));
        }
        check_new(password, known).map_err(|problem| Refusal::of("password", problem))?;
        if password != repeated {
            return Err(Refusal::of("password_again", Problem::PasswordsDiffer));
        }
        Ok(self.hashing.hash(password.to_owned()).await??)
    }
}

/// What an account of a role may read where nothing else is said.
#[must_use]
pub const fn usual_audience(role: Role) -> Audience {
    match role {
        Role::Reader => Audience::Public,
        Role::Translator | Role::Reviewer | Role::Administrator => Audience::Inside,
    }
}
