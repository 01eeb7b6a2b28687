//! Who may ask for what. A request whose route stands in no row of the table is not answered at all: nothing is open by being forgotten.

use std::{collections::HashMap, sync::Arc};

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Redirect, Response},
};
use publication::Role;

use super::{PortalState, api, caller::Caller, pages, routes::Row};

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Anybody,
    /// Whoever is signed in.
    Signed,
    /// Whoever is signed in with this role or a higher one.
    AtLeast(Role),
}

impl Access {
    /// Whether somebody of a role, or nobody, may.
    #[must_use]
    pub fn admits(self, role: Option<Role>) -> bool {
        match self {
            Self::Anybody => true,
            Self::Signed => role.is_some(),
            Self::AtLeast(least) => role.is_some_and(|role| role >= least),
        }
    }
}

/// The rows of the table, by what is looked up.
#[derive(Clone, Debug)]
pub struct Rules(Arc<HashMap<String, Vec<(Method, Access)>>>);

impl Rules {
    /// The rules of a table.
    #[must_use]
    pub fn new(rows: &[Row]) -> Self {
        let mut rules: HashMap<String, Vec<(Method, Access)>> = HashMap::new();
        for row in rows {
            rules.entry(row.pattern.to_owned()).or_default().push((row.method.clone(), row.access));
        }
        Self(Arc::new(rules))
    }
}

/// Holds a request to its row: gives it back where it may go on, and what is answered where it may not.
pub async fn check(state: &PortalState, request: Request) -> Result<Request, Response> {
    let Some(pattern) = request.extensions().get::<MatchedPath>() else {
        // No route at all: the page that says so is open to anybody.
        return Ok(request);
    };
    let Some(rules) = state.rules.0.get(pattern.as_str()) else {
        tracing::error!(pattern = pattern.as_str(), "a route stands in no row of the table");
        return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    let method = if request.method() == Method::HEAD { &Method::GET } else { request.method() };
    let Some((_, access)) = rules.iter().find(|(of, _)| of == method) else {
        let allowed: Vec<&str> = rules.iter().map(|(of, _)| of.as_str()).collect();
        let allowed = HeaderValue::from_str(&allowed.join(", ")).unwrap_or_else(|_| HeaderValue::from_static(""));
        return Err((StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, allowed)]).into_response());
    };
    let role = request.extensions().get::<Caller>().and_then(|caller| caller.visitor.as_ref()).map(|visitor| visitor.role);
    if access.admits(role) {
        return Ok(request);
    }
    if role.is_none() {
        return Err(refuse_nobody(request.method(), request.uri()));
    }
    if is_api(request.uri()) {
        return Err(api::error(StatusCode::FORBIDDEN, "not-allowed", "この操作をする権限がありません。"));
    }
    Err(pages::forbidden(state, &request.into_parts().0).await)
}

fn is_api(uri: &Uri) -> bool {
    uri.path().starts_with("/api/")
}

/// Answers nobody where somebody has to be signed in: he is asked to sign in, and led on from there.
#[must_use]
pub fn refuse_nobody(method: &Method, uri: &Uri) -> Response {
    if is_api(uri) {
        return api::error(StatusCode::UNAUTHORIZED, "not-signed-in", "サインインしてください。");
    }
    // What a form sent is lost by then: it is not asked for again.
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Redirect::to("/sign-in").into_response();
    }
    let here = uri.path_and_query().map_or("/", |path| path.as_str());
    let next = percent_encoding::utf8_percent_encode(here, percent_encoding::NON_ALPHANUMERIC);
    Redirect::to(&format!("/sign-in?next={next}")).into_response()
}
