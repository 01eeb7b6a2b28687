//! One address per publication: other spellings are sent there.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use publication::{Audience, KindCode, OfficeCode, PublicationId, Right};

use super::PortalState;

/// The publication that the parts of a path name; `-` stands for "no kind".
#[must_use]
pub fn id_of(office: &str, right: &str, number: &str, kind: &str) -> Option<PublicationId> {
    let kind = if kind == "-" { None } else { Some(kind.parse::<KindCode>().ok()?) };
    PublicationId::new(office.parse::<OfficeCode>().ok()?, right.parse::<Right>().ok()?, number, kind).ok()
}

/// Sends other spellings of a publication's address to the one it has: `/publications/th/patent/0901-001234/a/claims`, and addresses by
/// number alone, `/publications/EP3383757B1`, where that means one document.
pub async fn redirect(State(state): State<PortalState>, request: Request, next: Next) -> Response {
    let Some(rest) = request.uri().path().strip_prefix("/publications/") else { return next.run(request).await };
    let rest = percent_encoding::percent_decode_str(rest).decode_utf8_lossy().into_owned();
    let parts: Vec<&str> = rest.trim_end_matches('/').split('/').collect();
    let target = match parts.as_slice() {
        [office, right, number, kind, tab @ ..] => id_of(office, right, number, kind).map(|id| (id, tab.join("/"))),
        [number] if !number.is_empty() => match state.portal.only_document(number, Audience::Public).await {
            Ok(found) => found.map(|id| (id, String::new())),
            Err(failure) => {
                tracing::error!(%failure, "a number cannot be looked up");
                None
            }
        },
        _ => None,
    };
    let Some((id, tab)) = target else { return next.run(request).await };
    let mut path = id.path();
    if !tab.is_empty() && tab.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'/' || b == b'-') {
        path.push('/');
        path.push_str(&tab);
    }
    if path == request.uri().path() || !matches!(*request.method(), axum::http::Method::GET | axum::http::Method::HEAD) {
        return next.run(request).await;
    }
    if let Some(query) = request.uri().query() {
        path.push('?');
        path.push_str(query);
    }
    match HeaderValue::from_str(&path) {
        Ok(path) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, path)]).into_response(),
        Err(_) => next.run(request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::id_of;

    #[test]
    fn paths_name_publications_in_any_spelling() {
        let path = |office, right, number, kind| id_of(office, right, number, kind).map(|id| id.path());
        assert_eq!(path("th", "Patent", "0901-001234", "a").as_deref(), Some("/publications/TH/patent/0901001234/A"));
        assert_eq!(path("US", "trademark", "2178784", "-").as_deref(), Some("/publications/US/trademark/2178784/-"));
        assert_eq!(path("US", "trademark", "2178784", "claims"), None);
        assert_eq!(path("USA", "patent", "1", "A"), None);
    }
}
