//! The feeds' forms.

use std::time::Duration;

use app::{Refusal, SourceRefusal, services::SourceTrial};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use storage::{Feed, StorageError};

use super::{Administrator, PortalState, back, noted, pages, refused, value, values};
use crate::{
    clock,
    feed_work::{FeedChange, check_name, feed_words, new_feed, test_source},
    field_error::FieldError,
};

/// Longest trial of a connection: somebody waits for its page.
const LONGEST_TRIAL: Duration = Duration::from_secs(25);
/// Files that a trial shows.
const SHOWN: usize = 20;

/// Adds a feed.
pub async fn add(administrator: Administrator, State(state): State<PortalState>, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let name = value(&sent, "name").unwrap_or_default().trim().to_owned();
    if let Err(error) = check_name(&name) {
        return refused(&state, &administrator, "/admin/feeds/new", &error, sent).await;
    }
    let Some(office) = value(&sent, "office").and_then(|office| office.trim().to_ascii_uppercase().parse().ok()) else {
        return refused(&state, &administrator, "/admin/feeds/new", &FieldError::new("office", Refusal::MissingOffice), sent).await;
    };
    store_feed(administrator, state, new_feed(&name, office), "/admin/feeds/new", sent).await
}

/// A feed, or the answer where there is none.
pub(super) async fn feed_named(state: &PortalState, administrator: &Administrator, name: &str) -> Result<Feed, Response> {
    match state.portal.store().feed(name).await {
        Ok(Some(feed)) => Ok(feed),
        Ok(None) => Err(StatusCode::NOT_FOUND.into_response()),
        Err(failure) => Err(administrator.unavailable(&failure)),
    }
}

/// Changes a feed.
pub async fn save(
    administrator: Administrator,
    State(state): State<PortalState>,
    Path(name): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let mut feed = match feed_named(&state, &administrator, &name).await {
        Ok(feed) => feed,
        Err(refused) => return refused,
    };
    feed.revision = value(&sent, "revision").and_then(|revision| revision.parse().ok()).unwrap_or(feed.revision);
    let page = format!("/admin/feeds/{name}");
    store_feed(administrator, state, feed, &page, sent).await
}

async fn store_feed(administrator: Administrator, state: PortalState, mut feed: Feed, page: &str, sent: Vec<(String, String)>) -> Response {
    if let Err(error) = change_of(&sent).apply(&mut feed, &state.portal.config().feeds) {
        return refused(&state, &administrator, page, &error, sent).await;
    }
    match state.portal.store().save_feed(&feed, clock::now()).await {
        Ok(_) => {
            // Without its secret: what is noted is what pages show.
            noted(&state, &administrator, "feed-saved", feed.name.clone(), Some(feed_words(&feed).to_string())).await;
            back(&format!("/admin/feeds/{}?saved=1", feed.name))
        }
        Err(StorageError::Conflict { .. }) => {
            let (field, refusal) = match feed.id {
                0 => ("name", Refusal::FeedNameTaken),
                _ => ("revision", Refusal::Conflict),
            };
            refused(&state, &administrator, page, &FieldError::new(field, refusal), sent).await
        }
        Err(failure) => administrator.unavailable(&failure),
    }
}

fn change_of(sent: &[(String, String)]) -> FeedChange {
    // An empty field for a secret leaves what is kept: it is never shown, so nobody could send it back.
    let given = |name: &str| value(sent, name).filter(|text| !text.is_empty());
    let flags = values(sent, "flags");
    let flag = |name: &str| Some(flags.iter().any(|flag| flag == name));
    let forget = flags.iter().any(|flag| flag == "forget_secret");
    FeedChange {
        office: value(sent, "office").map(|office| office.trim().to_ascii_uppercase()),
        rights: Some(values(sent, "rights")),
        address: value(sent, "address"),
        pattern: value(sent, "pattern"),
        user: value(sent, "user"),
        secret: given("secret").or_else(|| forget.then(String::new)),
        reference: given("reference"),
        host_key: value(sent, "host_key"),
        format: value(sent, "format"),
        encoding: value(sent, "encoding"),
        language: value(sent, "language"),
        provision: value(sent, "provision"),
        translate_all: flag("translate_all"),
        // `cron` with nothing in its field is no schedule, and said so.
        schedule: match value(sent, "schedule").as_deref() {
            Some("cron") => given("cron").or_else(|| Some("cron".to_owned())),
            word => word.map(ToOwned::to_owned),
        },
        interval_days: value(sent, "interval_days"),
        file_mib: value(sent, "file_mib"),
        notify: value(sent, "notify"),
        enabled: flag("enabled"),
    }
}

/// Tries the connection, and shows the feed's page with how it went.
pub async fn test(administrator: Administrator, State(state): State<PortalState>, Path(name): Path<String>) -> Response {
    let feed = match state.portal.store().feed(&name).await {
        Ok(Some(feed)) => feed,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(failure) => return administrator.unavailable(&failure),
    };
    let trial = match tokio::time::timeout(LONGEST_TRIAL, test_source(&state.portal.config().feeds, &feed)).await {
        Ok(Ok(files)) => SourceTrial::Answers {
            count: files.len() as u64,
            first: files.into_iter().take(SHOWN).map(|file| (file.path, file.size, file.version.unwrap_or_default())).collect(),
        },
        Ok(Err(refused)) => {
            let host_key = (refused.code == "host-key-unknown").then(|| refused.detail.clone());
            SourceTrial::Refused { refused: SourceRefusal { code: refused.code, reason: refused.reason, detail: refused.detail }, host_key }
        }
        Err(_) => {
            let reason = "サーバーが時間内に応答しません".to_owned();
            SourceTrial::Refused { refused: SourceRefusal { code: "timed-out", reason, detail: String::new() }, host_key: None }
        }
    };
    pages::tried(&state, &administrator.parts, &format!("/admin/feeds/{name}"), trial).await
}

/// Registers the key of a server that the administrator has confirmed with the office.
pub async fn accept_host_key(
    administrator: Administrator,
    State(state): State<PortalState>,
    Path(name): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let mut feed = match feed_named(&state, &administrator, &name).await {
        Ok(feed) => feed,
        Err(refused) => return refused,
    };
    let change = FeedChange { host_key: value(&sent, "host_key"), ..FeedChange::default() };
    // Only where none is registered: a key that changed is never taken by a click.
    if feed.host_key.is_some() || change.apply(&mut feed, &state.portal.config().feeds).is_err() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    match state.portal.store().save_feed(&feed, clock::now()).await {
        Ok(_) => {
            noted(&state, &administrator, "host-key-accepted", name.clone(), feed.host_key.clone()).await;
            back(&format!("/admin/feeds/{name}?saved=1"))
        }
        Err(failure) => administrator.unavailable(&failure),
    }
}
