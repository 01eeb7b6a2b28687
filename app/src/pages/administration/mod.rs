//! What administrators see to.

mod account;
mod accounts;
mod audit;
mod provision;

use publication::{Audience, Role};

pub(crate) use account::AdministeredAccountPage;
pub(crate) use accounts::AccountsPage;
pub(crate) use audit::AuditPage;
pub(crate) use provision::{ProvisionClassPage, ProvisionPage};

use crate::{
    InterfaceLanguage,
    i18n::{account_role_name, audience_name},
    query::value,
};

/// All roles, to choose from.
fn role_choices(language: InterfaceLanguage) -> [(&'static str, &'static str); 4] {
    Role::ALL.map(|role| (role.as_str(), account_role_name(language, role)))
}

/// Both audiences, to choose from.
fn audience_choices(language: InterfaceLanguage) -> [(&'static str, &'static str); 2] {
    [Audience::Public, Audience::Inside].map(|audience| (audience.as_str(), audience_name(language, audience)))
}

/// The page asked for, from 1.
fn page_of(query: &str) -> u32 {
    value(query, "page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1)
}
