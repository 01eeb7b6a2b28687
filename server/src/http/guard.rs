//! Changes are taken from our own pages only.

use app::{Refusal, refusal_words};
use axum::{
    extract::Request,
    http::{Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::{PortalState, language};

/// Refuses requests that change something and come from another site: browsers say so by `Sec-Fetch-Site`, older ones by `Origin`. A request
/// with neither comes from no browser; it is taken only where it carries no cookie of a session.
pub fn refusal(state: &PortalState, request: &Request) -> Option<Response> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return None;
    }
    let headers = request.headers();
    let language = language::of_request(headers);
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_ours = |origin: &str| {
        // A proxy may have put a name of its own in the place of the host.
        origin == state.portal.config().public_url()
            || origin.split_once("://").map(|(_, of)| of) == Some(text(header::HOST.as_str()).unwrap_or_default())
    };
    let ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => is_ours(origin),
        (None, None) => super::cookies::cookie(headers, state.cookies().session()).is_none(),
    };
    (!ours).then(|| (StatusCode::FORBIDDEN, refusal_words(language, &Refusal::OtherSite)).into_response())
}
