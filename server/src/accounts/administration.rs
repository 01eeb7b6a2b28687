//! What administrators do with accounts, on pages and by commands.

use app::{FieldProblem, Problem};
use publication::{AccountId, Audience, Role};
use storage::{Account, AccountChange, NewAccount};

use super::{Accounts, LinkMade, Refusal, check_mail, check_name, check_sign_in_name, usual_audience};
use crate::clock;

/// Somebody to be invited, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewInvitation {
    /// What is typed to sign in.
    pub sign_in_name: String,
    /// The name shown until the invited person chooses one; the sign-in name where empty.
    pub name: String,
    /// Where the invitation is mailed; may be empty.
    pub mail: String,
    /// The role's word.
    pub role: String,
    /// The audience's word; what is usual for the role where empty.
    pub audience: String,
}

/// An account that was made, and its invitation.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The account.
    pub account: Account,
    /// The invitation; `None` where a password was given.
    pub link: Option<LinkMade>,
}

/// What is to be changed of an account, as typed.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// Where mail is sent; empty for none.
    pub mail: String,
    /// The role's word.
    pub role: String,
    /// The audience's word.
    pub audience: String,
}

fn audience_of(word: &str) -> Option<Audience> {
    [Audience::Public, Audience::Inside].into_iter().find(|audience| audience.as_str() == word)
}

/// Gathers what is wrong with several fields.
#[derive(Default)]
struct Problems(Vec<FieldProblem>);

impl Problems {
    fn take<T>(&mut self, field: &'static str, checked: Result<T, Problem>) -> Option<T> {
        checked.map_err(|problem| self.0.push(FieldProblem { field, problem })).ok()
    }
}

impl Accounts {
    /// Makes an account and invites to it; or gives it a password at once, where one is given.
    ///
    /// # Errors
    /// What is wrong with which field.
    pub async fn invite(&self, typed: &NewInvitation, password: Option<&str>, by: Option<AccountId>) -> Result<Invited, Refusal> {
        let mut problems = Problems::default();
        let sign_in_name = problems.take("sign_in_name", check_sign_in_name(&typed.sign_in_name));
        let shown = if typed.name.trim().is_empty() { typed.sign_in_name.trim() } else { typed.name.as_str() };
        let name = if shown.is_empty() { None } else { problems.take("name", check_name(shown)) };
        let mail = problems.take("mail", check_mail(&typed.mail));
        let role = problems.take("role", typed.role.parse::<Role>().map_err(|_| Problem::BadChoice));
        let audience = match (typed.audience.as_str(), role) {
            ("", role) => role.map(usual_audience),
            (word, _) => problems.take("audience", audience_of(word).ok_or(Problem::BadChoice)),
        };
        let (Some(sign_in_name), Some(name), Some(mail), Some(role), Some(audience), true) =
            (sign_in_name, name, mail, role, audience, problems.0.is_empty())
        else {
            return Err(Refusal::Fields(problems.0));
        };
        let known = [sign_in_name.as_str(), name.as_str(), mail.as_deref().unwrap_or_default()];
        let password = match password {
            Some(password) => Some(self.hashed(password, password, &known).await?),
            None => None,
        };
        let invited = password.is_none();
        let new = NewAccount { sign_in_name, name, mail, role, audience, password };
        let account = self.store.add_account(new, by, clock::now()).await?;
        let link = if invited { Some(self.send_link(account.id, by).await?.1) } else { None };
        Ok(Invited { account, link })
    }

    /// Makes the first administrator, named `admin`, with an invitation to hand over; `None` where there is an account already.
    ///
    /// # Errors
    /// Failures of the store.
    pub async fn invite_first(&self) -> Result<Option<LinkMade>, Refusal> {
        let new = NewAccount {
            sign_in_name: "admin".to_owned(),
            name: "システム管理者".to_owned(),
            mail: None,
            role: Role::Administrator,
            audience: usual_audience(Role::Administrator),
            password: None,
        };
        match self.store.add_first_account(new, clock::now()).await? {
            Some(account) => Ok(Some(self.send_link(account.id, None).await?.1)),
            None => Ok(None),
        }
    }

    /// Changes an account.
    ///
    /// # Errors
    /// What is wrong with which field; [`Problem::LastAdministrator`]; [`Refusal::NotFound`].
    pub async fn change(&self, id: AccountId, typed: &Changed, by: Option<AccountId>) -> Result<Account, Refusal> {
        let mut problems = Problems::default();
        let mail = problems.take("mail", check_mail(&typed.mail));
        let role = problems.take("role", typed.role.parse::<Role>().map_err(|_| Problem::BadChoice));
        let audience = problems.take("audience", audience_of(&typed.audience).ok_or(Problem::BadChoice));
        if !problems.0.is_empty() {
            return Err(Refusal::Fields(problems.0));
        }
        let change = AccountChange { mail, role, audience, ..AccountChange::default() };
        self.store.change_account(id, change, by, clock::now()).await.map_err(|refused| match refused {
            storage::AccountError::LastAdministrator => Refusal::of("role", Problem::LastAdministrator),
            other => other.into(),
        })
    }

    /// Keeps an account from signing in, or lets it again.
    ///
    /// # Errors
    /// [`Problem::LastAdministrator`]; [`Refusal::NotFound`].
    pub async fn set_disabled(&self, id: AccountId, disabled: bool, by: Option<AccountId>) -> Result<Account, Refusal> {
        let change = AccountChange { disabled: Some(disabled), ..AccountChange::default() };
        Ok(self.store.change_account(id, change, by, clock::now()).await?)
    }

    /// Sets an account's password, for the command line: who has the machine has the data.
    ///
    /// # Errors
    /// What is wrong with the password.
    pub async fn set_password(&self, account: &Account, password: &str) -> Result<(), Refusal> {
        let known = [account.sign_in_name.as_str(), account.name.as_str(), account.mail.as_deref().unwrap_or_default()];
        let hash = self.hashed(password, password, &known).await?;
        self.store.set_password(account.id, hash, None, None, clock::now()).await?;
        Ok(())
    }
}
