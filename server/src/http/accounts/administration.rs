//! What administrators do with accounts.

use app::{ShownLink, Submission};
use axum::{
    extract::{Path, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};
use publication::AccountId;
use storage::Account;

use super::{Form, refused};
use crate::{
    accounts::{Changed, LinkMade, NewInvitation, Refusal},
    http::{PortalState, caller::Signed, pages, sent::Sent},
};

/// An account that no path names: there is none of this number.
const NOBODY: AccountId = AccountId(0);

fn account_of(path: &str) -> AccountId {
    path.parse().map_or(NOBODY, AccountId)
}

fn page_of(account: AccountId) -> String {
    format!("/admin/accounts/{account}")
}

/// The page with a link that is shown this once; or the way to it where the link was mailed.
async fn link_made(state: &PortalState, parts: &Parts, form: &'static str, account: &Account, made: LinkMade) -> Response {
    let page = page_of(account.id);
    match made {
        LinkMade::Mailed(_) => Redirect::to(&format!("{page}?done=mailed")).into_response(),
        LinkMade::ToHandOver { address, mail_failed } => {
            let link = Some(ShownLink { address, sign_in_name: account.sign_in_name.clone(), mail_failed });
            pages::again(state, parts, &page, Submission { form, link, ..Submission::default() }, StatusCode::OK).await
        }
    }
}

/// Makes an account and invites to it.
pub async fn invite(State(state): State<PortalState>, signed: Signed, parts: Parts, sent: Sent) -> Response {
    let text = |name: &str| sent.field(name).to_owned();
    let typed = NewInvitation {
        sign_in_name: text("sign_in_name"),
        name: text("name"),
        mail: text("mail"),
        role: text("role"),
        audience: text("audience"),
    };
    match state.portal.accounts().invite(&typed, None, Some(signed.visitor.account)).await {
        Ok(invited) => match invited.link {
            Some(made) => link_made(&state, &parts, "invite", &invited.account, made).await,
            None => Redirect::to(&page_of(invited.account.id)).into_response(),
        },
        Err(refusal) => {
            let values = sent.values(&["sign_in_name", "name", "mail", "role", "audience"]);
            refused(&state, &parts, Form { name: "invite", page: "/admin/accounts", values }, refusal).await
        }
    }
}

/// Changes role, audience and mail address.
pub async fn change(State(state): State<PortalState>, signed: Signed, Path(path): Path<String>, parts: Parts, sent: Sent) -> Response {
    let account = account_of(&path);
    let text = |name: &str| sent.field(name).to_owned();
    let typed = Changed { mail: text("mail"), role: text("role"), audience: text("audience") };
    let changed = state.portal.accounts().change(account, &typed, Some(signed.visitor.account)).await;
    let values = sent.values(&["mail", "role", "audience"]);
    done(&state, &parts, account, "changed", Form { name: "change", page: &page_of(account), values }, changed).await
}

/// Keeps an account from signing in.
pub async fn disable(state: State<PortalState>, signed: Signed, path: Path<String>, parts: Parts) -> Response {
    set_disabled(state, signed, path, parts, true).await
}

/// Lets an account sign in again.
pub async fn enable(state: State<PortalState>, signed: Signed, path: Path<String>, parts: Parts) -> Response {
    set_disabled(state, signed, path, parts, false).await
}

async fn set_disabled(
    State(state): State<PortalState>,
    signed: Signed,
    Path(path): Path<String>,
    parts: Parts,
    disabled: bool,
) -> Response {
    let account = account_of(&path);
    let changed = state.portal.accounts().set_disabled(account, disabled, Some(signed.visitor.account)).await;
    let code = if disabled { "disabled" } else { "enabled" };
    done(&state, &parts, account, code, Form { name: "state", page: &page_of(account), values: Vec::new() }, changed).await
}

async fn done(
    state: &PortalState,
    parts: &Parts,
    account: AccountId,
    code: &str,
    form: Form<'_>,
    changed: Result<Account, Refusal>,
) -> Response {
    match changed {
        Ok(_) => Redirect::to(&format!("{}?done={code}", page_of(account))).into_response(),
        Err(refusal) => refused(state, parts, form, refusal).await,
    }
}

/// Makes a link: an invitation where no password was set yet, else one to set another.
pub async fn send_link(State(state): State<PortalState>, signed: Signed, Path(path): Path<String>, parts: Parts) -> Response {
    let account = account_of(&path);
    match state.portal.accounts().send_link(account, Some(signed.visitor.account)).await {
        Ok((account, made)) => link_made(&state, &parts, "link", &account, made).await,
        Err(refusal) => refused(&state, &parts, Form { name: "link", page: &page_of(account), values: Vec::new() }, refusal).await,
    }
}
