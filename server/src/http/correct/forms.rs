//! Correcting by forms: what was asked for is done, and the page is shown again; what cannot be done is said on it, and nothing typed is lost.

use axum::{
    Form,
    extract::{Path, State},
    http::{Extensions, HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use publication::Role;
use serde::Deserialize;
use storage::Act;

use super::{
    PartPath,
    answers::{Acting, require},
    named, part_of,
};
use crate::{
    clock,
    http::{PortalState, pages},
    services::{Corrected, DraftAsked, NamedSegment, RestoreAsked, SaveAsked},
};

/// Everything that a form may send; each act takes its part.
#[derive(Deserialize)]
pub struct CorrectionForm {
    language: String,
    segment: String,
    #[serde(default)]
    japanese: String,
    #[serde(default)]
    based_on: i64,
    /// The present revision, where the text is to take its place knowingly.
    onto: Option<i64>,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    reason: String,
    /// A reviewer's words to the author.
    #[serde(default)]
    remark: String,
    /// A text to put into the field, by a button; or to add to what stands there.
    #[serde(rename = "use")]
    replacing: Option<String>,
    add: Option<String>,
    taken: Option<i64>,
    revision: Option<i64>,
    suggestion: Option<i64>,
    level: Option<u8>,
    /// An earlier sentence to be put aside.
    before: Option<String>,
    /// The segment to go on to.
    next: Option<String>,
    #[serde(default)]
    list: String,
}

/// The least role that an act asks for; `None` for what is no act.
fn role_of(act: &str) -> Option<Role> {
    match act {
        "save" | "draft" | "drop-draft" | "restore" | "decline" | "put-aside" | "rate" => Some(Role::Translator),
        "approve" | "send-back" | "lock" | "unlock" | "save-reviewed" => Some(Role::Reviewer),
        _ => None,
    }
}

/// Whether an act goes on to the next segment.
fn goes_on(act: &str) -> bool {
    matches!(act, "save" | "save-reviewed" | "approve" | "send-back")
}

/// The path and the act.
type ActPath = (String, String, String, String, String, String);

/// Does what a form asks for.
pub async fn act(
    State(state): State<PortalState>,
    Path((office, right, number, kind, part, act)): Path<ActPath>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(form): Form<CorrectionForm>,
) -> Response {
    let path: PartPath = (office, right, number, kind, part);
    let (Some(role), Some((id, part))) = (role_of(&act), part_of(&path)) else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("{}/{}/correct", id.path(), part.as_str());
    let signed = match require(&extensions, role) {
        Ok(acting) => acting,
        Err(refused) => return *refused,
    };
    let Some(named) = named(id, part, &form.language, &form.segment) else { return StatusCode::BAD_REQUEST.into_response() };
    let corrected = match done(&state, &named, &act, &form, &signed).await {
        Ok(corrected) => corrected,
        Err(failure) => {
            tracing::debug!(%failure, "a correction failed");
            // The text is in the browser's form, and its sender can go back to it.
            return (StatusCode::SERVICE_UNAVAILABLE, "保存できませんでした。前の画面に戻り、もう一度お試しください。").into_response();
        }
    };
    let address = |segment: &str, said: &str| {
        let list = if form.list.is_empty() { String::new() } else { format!("&list={}", pages::encoded(&form.list)) };
        format!("{page}?segment={}&tl={}{list}{said}", pages::encoded(segment), pages::encoded(&form.language))
    };
    let problem = match corrected {
        Corrected::Done { .. } => {
            let next = form.next.as_deref().filter(|next| goes_on(&act) && !next.is_empty());
            let to = address(next.unwrap_or(&form.segment), &format!("&done={act}"));
            return Redirect::to(&format!("{to}#open")).into_response();
        }
        Corrected::NotThere => return StatusCode::NOT_FOUND.into_response(),
        Corrected::Clash(_) => (StatusCode::CONFLICT, "conflict"),
        Corrected::SourceChanged => (StatusCode::CONFLICT, "source-changed"),
        Corrected::Locked => (StatusCode::LOCKED, "locked"),
        Corrected::Wrong(field, _) => (StatusCode::UNPROCESSABLE_ENTITY, if field == "reason" { "reason" } else { "japanese" }),
        Corrected::Own => (StatusCode::FORBIDDEN, "own-text"),
        Corrected::NotHuman => (StatusCode::CONFLICT, "not-human"),
    };
    // What was typed stands on the page again, as the draft that it is.
    if matches!(act.as_str(), "save" | "save-reviewed") {
        let draft = DraftAsked {
            named,
            japanese: form.japanese.clone(),
            based_on: form.based_on,
            typed: clock::now().unix_timestamp().saturating_mul(1_000),
        };
        if let Err(failure) = state.portal.keep_draft(draft, &signed.visitor, signed.audience).await {
            tracing::warn!(%failure, "a draft cannot be kept");
        }
    }
    pages::page_at(state, &address(&form.segment, &format!("&problem={}", problem.1)), headers, extensions, problem.0).await
}

async fn done(
    state: &PortalState,
    named: &NamedSegment,
    act: &str,
    form: &CorrectionForm,
    signed: &Acting,
) -> Result<Corrected, app::services::ServiceError> {
    let (portal, Acting { visitor, audience }) = (&state.portal, signed);
    let audience = *audience;
    match act {
        "save" | "save-reviewed" => {
            let asked = SaveAsked {
                named: named.clone(),
                japanese: form.japanese.clone(),
                based_on: form.onto.unwrap_or(form.based_on),
                version: form.version,
                reason: form.reason.clone(),
                taken: form.taken,
                reviewed: act == "save-reviewed",
                act: Act::Save,
            };
            portal.save_correction(asked, visitor, audience).await
        }
        "draft" => {
            let typed = clock::now().unix_timestamp().saturating_mul(1_000);
            let japanese = match (&form.replacing, &form.add) {
                (Some(text), _) => text.clone(),
                (None, Some(added)) => format!("{}{added}", form.japanese),
                (None, None) => form.japanese.clone(),
            };
            let asked = DraftAsked { named: named.clone(), japanese, based_on: form.based_on, typed };
            portal.keep_draft(asked, visitor, audience).await
        }
        "drop-draft" => portal.drop_draft(named, visitor, audience).await,
        "restore" => {
            let asked = RestoreAsked { named: named.clone(), revision: form.revision.unwrap_or(0), based_on: form.based_on };
            portal.restore_revision(asked, visitor, audience).await
        }
        "approve" => portal.approve(named, form.based_on, visitor, audience).await,
        "send-back" => portal.send_back(named, form.based_on, &form.remark, visitor, audience).await,
        "lock" | "unlock" => portal.lock_segment(named, act == "lock", visitor, audience).await,
        "decline" => portal.decline_suggestion(named, form.suggestion.unwrap_or(0), visitor, audience).await,
        "put-aside" => match form.before.as_deref().and_then(|before| before.parse().ok()) {
            Some(place) => portal.put_stale_aside(&NamedSegment { place, ..named.clone() }, audience).await,
            None => Ok(Corrected::NotThere),
        },
        "rate" => portal.rate_segment(named, form.based_on, form.level.unwrap_or(0), visitor, audience).await,
        _ => Ok(Corrected::NotThere),
    }
}
