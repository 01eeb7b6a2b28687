//! Accounts, links, sessions.

use publication::{AccountId, Audience, Role};

use super::samples::at;
use crate::{Account, AccountChange, AccountError, AuditSearch, LinkPurpose, NewAccount, NewSession, StorageError, Store, TokenHash};

fn new(sign_in_name: &str, role: Role) -> NewAccount {
    NewAccount {
        sign_in_name: sign_in_name.to_owned(),
        name: format!("{sign_in_name} さん"),
        mail: None,
        role,
        audience: Audience::Public,
        password: Some("hash".to_owned()),
    }
}

async fn add(store: &impl Store, sign_in_name: &str, role: Role) -> Account {
    store.add_account(new(sign_in_name, role), None, at(0)).await.expect("added")
}

fn session(account: AccountId, token: u8) -> NewSession {
    NewSession {
        account,
        token_hash: [token; 32],
        browser_hash: [token.wrapping_add(100); 32],
        browser: "Firefox, Linux".to_owned(),
        idle_until: at(100),
        expires: at(1_000),
    }
}

async fn begin(store: &impl Store, account: AccountId, token: u8) -> i64 {
    store.begin_session(session(account, token), at(0)).await.expect("begun")
}

async fn lasts(store: &impl Store, token: u8, now: i64) -> bool {
    store.session(&[token; 32], at(now)).await.expect("read").is_some()
}

async fn acts(store: &impl Store) -> Vec<(String, String, Option<AccountId>)> {
    let (rows, all) = store.audit(&AuditSearch::default(), 0, 1_000).await.expect("read");
    assert_eq!(rows.len() as u64, all);
    rows.into_iter().rev().map(|row| (row.act, row.subject, row.account)).collect()
}

pub(crate) async fn names_are_unique_whatever_their_case(store: &impl Store) {
    let hanako = add(store, "Hanako", Role::Reader).await;
    let taken = store.add_account(new("hANAKO", Role::Reader), None, at(1)).await;
    assert!(matches!(taken, Err(AccountError::NameTaken)), "{taken:?}");
    assert_eq!(store.account_named("HANAKO").await.expect("read"), Some(hanako.clone()));
    assert_eq!(store.account(hanako.id).await.expect("read"), Some(hanako));
    assert_eq!(store.account_named("taro").await.expect("read"), None);
    assert_eq!(acts(store).await.len(), 1, "what was refused is no act");
}

pub(crate) async fn the_first_account_is_made_once(store: &impl Store) {
    let make = |name: &'static str| store.add_first_account(new(name, Role::Administrator), at(0));
    let (one, two) = tokio::join!(make("one"), make("two"));
    let made: Vec<Account> = [one, two].into_iter().filter_map(|made| made.expect("the store holds")).collect();
    assert_eq!(made.len(), 1);
    assert_eq!(store.accounts(&[], 0, 10).await.expect("read").0, made);
}

pub(crate) async fn accounts_are_found_page_by_page(store: &impl Store) {
    for name in ["charlie", "Alice", "bob"] {
        add(store, name, Role::Reader).await;
    }
    let mail = AccountChange { mail: Some(Some("Alice@Example.jp".to_owned())), ..AccountChange::default() };
    let alice = store.account_named("alice").await.expect("read").expect("is there").id;
    store.change_account(alice, mail, None, at(1)).await.expect("changed");
    let found = async |words: &[&str], offset, most| {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        let (found, all) = store.accounts(&words, offset, most).await.expect("read");
        (found.into_iter().map(|account| account.sign_in_name).collect::<Vec<_>>(), all)
    };
    assert_eq!(found(&[], 0, 2).await, (vec!["Alice".to_owned(), "bob".to_owned()], 3));
    assert_eq!(found(&[], 2, 2).await, (vec!["charlie".to_owned()], 3));
    assert_eq!(found(&["LI", "さん"], 0, 9).await.1, 2);
    assert_eq!(found(&["li", "example.JP"], 0, 9).await.0, ["Alice"]);
    assert_eq!(found(&["%"], 0, 9).await.1, 0, "no sign is a pattern");
}

pub(crate) async fn the_last_administrator_stays(store: &impl Store) {
    let only = add(store, "only", Role::Administrator).await;
    let invited =
        store.add_account(NewAccount { password: None, ..new("invited", Role::Administrator) }, None, at(0)).await.expect("added");
    let demote = AccountChange { role: Some(Role::Reviewer), ..AccountChange::default() };
    let disable = AccountChange { disabled: Some(true), ..AccountChange::default() };
    for change in [&demote, &disable] {
        let refused = store.change_account(only.id, change.clone(), None, at(1)).await;
        assert!(matches!(refused, Err(AccountError::LastAdministrator)), "who has not come yet is nobody: {refused:?}");
    }
    assert_eq!(store.account(only.id).await.expect("read").expect("is there"), only);
    store.set_password(invited.id, "hash".to_owned(), None, Some(invited.id), at(2)).await.expect("set");
    // Two who take the role from each other at once: one stays.
    let (one, two) = tokio::join!(
        store.change_account(only.id, demote.clone(), Some(invited.id), at(3)),
        store.change_account(invited.id, disable.clone(), Some(only.id), at(3)),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1, "{one:?} {two:?}");
}

pub(crate) async fn who_is_disabled_is_out_at_once(store: &impl Store) {
    let account = add(store, "hanako", Role::Translator).await;
    begin(store, account.id, 1).await;
    store.make_link(account.id, LinkPurpose::Reset, [7; 32], at(500), None, at(0)).await.expect("made");
    let disable = |disabled| AccountChange { disabled: Some(disabled), ..AccountChange::default() };
    store.change_account(account.id, disable(true), None, at(1)).await.expect("disabled");
    assert!(!lasts(store, 1, 1).await);
    assert_eq!(store.link(&[7; 32], LinkPurpose::Reset, at(1)).await.expect("read"), None);
    assert!(!store.knows_browser(account.id, &[101; 32]).await.expect("read"));
    let begun = store.begin_session(session(account.id, 2), at(1)).await;
    assert!(matches!(begun, Err(AccountError::NotFound)), "{begun:?}");
    let made = store.make_link(account.id, LinkPurpose::Reset, [8; 32], at(500), None, at(1)).await;
    assert!(matches!(made, Err(AccountError::NotFound)), "{made:?}");
    store.change_account(account.id, disable(false), None, at(2)).await.expect("enabled");
    assert!(!lasts(store, 1, 2).await, "what was ended does not come back");
    begin(store, account.id, 3).await;
    assert!(lasts(store, 3, 2).await);
}

pub(crate) async fn a_link_is_taken_once_and_in_time(store: &impl Store) {
    let account = store.add_account(NewAccount { password: None, ..new("hanako", Role::Reader) }, None, at(0)).await.expect("added");
    assert!(!account.has_password);
    let make = async |token: u8, now| {
        store.make_link(account.id, LinkPurpose::Invitation, [token; 32], at(now + 10), None, at(now)).await.expect("made");
    };
    let take = |token: u8, purpose, now| {
        let hash: TokenHash = [token; 32];
        async move { store.take_link(&hash, purpose, Some("花子".to_owned()), "hash".to_owned(), at(now)).await }
    };
    make(1, 0).await;
    make(2, 0).await;
    assert!(store.link(&[1; 32], LinkPurpose::Invitation, at(1)).await.expect("read").is_none(), "a newer link takes its place");
    assert!(store.link(&[2; 32], LinkPurpose::Reset, at(1)).await.expect("read").is_none(), "it is no link to reset");
    assert!(store.link(&[2; 32], LinkPurpose::Invitation, at(10)).await.expect("read").is_none(), "it is too old");
    for (token, purpose, now) in [(1, LinkPurpose::Invitation, 1), (2, LinkPurpose::Reset, 1), (2, LinkPurpose::Invitation, 10)] {
        assert!(matches!(take(token, purpose, now).await, Err(AccountError::NotFound)), "{token} {purpose:?} {now}");
    }
    begin(store, account.id, 9).await;
    let (one, two) = tokio::join!(take(2, LinkPurpose::Invitation, 2), take(2, LinkPurpose::Invitation, 2));
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1, "{one:?} {two:?}");
    let held = store.account(account.id).await.expect("read").expect("is there");
    assert_eq!((held.name.as_str(), held.has_password), ("花子", true));
    assert!(!lasts(store, 9, 2).await, "who signed in before is out");
}

pub(crate) async fn a_session_ends_by_idling_and_by_age(store: &impl Store) {
    let account = add(store, "hanako", Role::Reader).await;
    let id = begin(store, account.id, 1).await;
    assert!(lasts(store, 1, 99).await && !lasts(store, 1, 100).await, "it idles");
    store.touch_session(id, at(5_000), at(90)).await.expect("touched");
    let (session, of) = store.session(&[1; 32], at(100)).await.expect("read").expect("lasts");
    assert_eq!((session.id, session.last_seen, session.created, of.id), (id, at(90), at(0), account.id));
    assert_eq!(of.last_signed_in, Some(at(0)));
    assert!(!lasts(store, 1, 1_000).await, "it is too old, however much it is used");
    assert!(store.sessions(account.id, at(1_000)).await.expect("read").is_empty());
}

pub(crate) async fn sessions_are_ended_one_by_one_and_all(store: &impl Store) {
    let (one, other) = (add(store, "one", Role::Reader).await, add(store, "other", Role::Reader).await);
    let first = begin(store, one.id, 1).await;
    let second = begin(store, one.id, 2).await;
    begin(store, one.id, 3).await;
    begin(store, other.id, 4).await;
    assert!(!store.end_session(other.id, first, at(1)).await.expect("looked"), "it is another's");
    assert!(store.end_session(one.id, first, at(1)).await.expect("ended"));
    assert!(!store.end_session(one.id, first, at(1)).await.expect("looked"));
    assert!(!lasts(store, 1, 1).await && lasts(store, 2, 1).await);
    store.set_password(one.id, "other".to_owned(), Some(second), Some(one.id), at(2)).await.expect("set");
    assert!(lasts(store, 2, 2).await && !lasts(store, 3, 2).await, "another password ends all other sessions");
    assert!(store.knows_browser(one.id, &[102; 32]).await.expect("read"));
    assert!(!store.knows_browser(other.id, &[102; 32]).await.expect("read"), "a browser is known to an account, not to all");
    assert_eq!(store.end_sessions(one.id, Some(one.id), at(3)).await.expect("ended"), 1);
    assert!(!lasts(store, 2, 3).await && lasts(store, 4, 3).await);
    assert!(!store.knows_browser(one.id, &[102; 32]).await.expect("read"));
    assert_eq!(store.password_hash(one.id).await.expect("read").as_deref(), Some("other"));
}

pub(crate) async fn every_act_on_accounts_is_noted(store: &impl Store) {
    let chief = add(store, "chief", Role::Administrator).await;
    let hanako =
        store.add_account(NewAccount { password: None, ..new("hanako", Role::Reader) }, Some(chief.id), at(1)).await.expect("added");
    let change = AccountChange { role: Some(Role::Translator), audience: Some(Audience::Inside), ..AccountChange::default() };
    store.change_account(hanako.id, change.clone(), Some(chief.id), at(2)).await.expect("changed");
    store.change_account(hanako.id, change, Some(chief.id), at(3)).await.expect("the same again");
    store.make_link(hanako.id, LinkPurpose::Invitation, [1; 32], at(99), Some(chief.id), at(4)).await.expect("made");
    store.take_link(&[1; 32], LinkPurpose::Invitation, None, "hash".to_owned(), at(5)).await.expect("taken");
    let session = begin(store, hanako.id, 1).await;
    store.end_session(hanako.id, session, at(6)).await.expect("ended");
    store.end_sessions(hanako.id, Some(hanako.id), at(7)).await.expect("ended");
    let told = acts(store).await;
    let told: Vec<(&str, &str, Option<AccountId>)> = told.iter().map(|(act, subject, by)| (act.as_str(), subject.as_str(), *by)).collect();
    assert_eq!(
        told,
        [
            ("account-added", "chief", None),
            ("account-added", "hanako", Some(chief.id)),
            ("account-changed", "hanako", Some(chief.id)),
            ("invitation-made", "hanako", Some(chief.id)),
            ("invitation-taken", "hanako", Some(hanako.id)),
            ("signed-in", "hanako", Some(hanako.id)),
            ("signed-out", "hanako", Some(hanako.id)),
            ("signed-out-everywhere", "hanako", Some(hanako.id)),
        ]
    );
    let search = AuditSearch { account: Some(chief.id), act: Some("account-changed".to_owned()) };
    let (rows, all) = store.audit(&search, 0, 10).await.expect("read");
    assert_eq!(all, 1);
    let row = &rows[0];
    assert_eq!((row.at, row.sign_in_name.as_deref()), (at(2), Some("chief")));
    let (before, after) = (row.before.clone().unwrap_or_default(), row.after.clone().unwrap_or_default());
    assert!(before.contains("\"reader\"") && after.contains("\"translator\"") && after.contains("\"inside\""), "{before} {after}");
    let secret = store.audit(&AuditSearch::default(), 0, 99).await.expect("read").0;
    assert!(!format!("{secret:?}").contains("hash"), "no password's hash stands in the log");
}

pub(crate) async fn what_is_asked_of_nobody_is_not_found(store: &impl Store) {
    let nobody = AccountId(99);
    let changed = store.change_account(nobody, AccountChange::default(), None, at(0)).await;
    assert!(matches!(changed, Err(AccountError::NotFound)), "{changed:?}");
    let set = store.set_password(nobody, "hash".to_owned(), None, None, at(0)).await;
    assert!(matches!(set, Err(AccountError::NotFound)), "{set:?}");
    assert_eq!(store.end_sessions(nobody, None, at(0)).await.expect("looked"), 0);
    assert_eq!(store.password_hash(nobody).await.expect("read"), None);
    let none: Result<Vec<_>, StorageError> = store.sessions(nobody, at(0)).await;
    assert!(none.expect("read").is_empty());
    assert!(acts(store).await.is_empty());
}
