//! One address per publication, and per search: other spellings are sent there.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use index_config::SearchParams;
use publication::{KindCode, OfficeCode, PublicationId, Right};

use super::{PortalState, caller::Caller};

/// The publication that the parts of a path name; `-` stands for "no kind".
#[must_use]
pub fn id_of(office: &str, right: &str, number: &str, kind: &str) -> Option<PublicationId> {
    let kind = if kind == "-" { None } else { Some(kind.parse::<KindCode>().ok()?) };
    PublicationId::new(office.parse::<OfficeCode>().ok()?, right.parse::<Right>().ok()?, number, kind).ok()
}

/// Sends other spellings of a publication's address to the one it has: `/publications/th/patent/0901-001234/a/claims`, and addresses by
/// number alone, `/publications/EP3383757B1`, where that means one document.
pub async fn redirect(State(state): State<PortalState>, caller: Caller, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    if request.uri().path() == "/search"
        && let Some(address) = request.uri().query().and_then(search_address)
        && let Ok(address) = HeaderValue::from_str(&address)
    {
        return (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response();
    }
    let Some(rest) = request.uri().path().strip_prefix("/publications/") else { return next.run(request).await };
    let rest = percent_encoding::percent_decode_str(rest).decode_utf8_lossy().into_owned();
    let parts: Vec<&str> = rest.trim_end_matches('/').split('/').collect();
    let target = match parts.as_slice() {
        [office, right, number, kind, tab @ ..] => id_of(office, right, number, kind).map(|id| (id, tab.join("/"))),
        [number] if !number.is_empty() => match state.portal.only_document(number, caller.audience).await {
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
    if path == request.uri().path() {
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

/// The one address of a search, where the query string is another spelling of it, as a form without scripts sends all its empty fields.
/// `None` where something of it could not be used: the page says what, and would not any more at an address without it.
fn search_address(query: &str) -> Option<String> {
    let (params, problems) = SearchParams::from_query(query);
    let canonical = params.to_query();
    if !problems.is_empty() || canonical == query {
        return None;
    }
    // An address that would not lead to itself would lead round and round.
    let is_fixed = SearchParams::from_query(&canonical).0.to_query() == canonical;
    is_fixed.then(|| if canonical.is_empty() { "/search".to_owned() } else { format!("/search?{canonical}") })
}

#[cfg(test)]
mod tests {
    use super::{id_of, search_address};

    #[test]
    fn a_search_has_one_address() {
        let sent = "q=%E5%BC%81&any=&not=&office=VN&office=TH&from=&applicant=&page=1";
        let address = search_address(sent).expect("another spelling");
        assert_eq!(address, "/search?q=%E5%BC%81&office=TH,VN");
        assert_eq!(search_address(&address["/search?".len()..]), None, "it leads nowhere else");
        assert_eq!(search_address("q=&any="), Some("/search".to_owned()));
        assert_eq!(search_address("q=a&from=someday"), None, "what could not be used is said on the page");
    }

    #[test]
    fn paths_name_publications_in_any_spelling() {
        let path = |office, right, number, kind| id_of(office, right, number, kind).map(|id| id.path());
        assert_eq!(path("th", "Patent", "0901-001234", "a").as_deref(), Some("/publications/TH/patent/0901001234/A"));
        assert_eq!(path("US", "trademark", "2178784", "-").as_deref(), Some("/publications/US/trademark/2178784/-"));
        assert_eq!(path("US", "trademark", "2178784", "claims"), None);
        assert_eq!(path("USA", "patent", "1", "A"), None);
    }
}
