//! Who asks: recognised once for every request, by the cookie of his session.

use app::Visitor;
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use publication::{Audience, Role};

use super::{PortalState, access, cookies, guard};

/// Who asks, and for whom is read.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who is signed in; `None` for anybody else.
    pub visitor: Option<Visitor>,
    /// For whom to read: the public, or what the visitor's account may see.
    pub audience: Audience,
    /// The session that the visitor is in.
    pub session: Option<i64>,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        // A request that nobody looked at is no stranger's: something is put together wrongly.
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// Somebody who is signed in. As an argument of a handler it turns all others away: to the page for signing in, or with 401 from the API.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who.
    pub visitor: Visitor,
    /// In which session.
    pub session: i64,
}

impl FromRequestParts<PortalState> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &PortalState) -> Result<Self, Response> {
        match Caller::from_request_parts(parts, state).await {
            Ok(Caller { visitor: Some(visitor), session: Some(session), .. }) => Ok(Self { visitor, session }),
            Ok(_) => Err(access::refuse_nobody(&parts.method, &parts.uri)),
            Err(status) => Err(status.into_response()),
        }
    }
}

impl Signed {
    /// Whether the visitor's role is this one or a higher one. Routes of the table are held to their roles before a handler is asked; this is
    /// for acts whose role depends on more than the address.
    #[must_use]
    pub fn is_at_least(&self, role: Role) -> bool {
        self.visitor.role >= role
    }
}

/// Recognises who asks, and lets a request go on if it comes from our own pages and its row admits who asks. What somebody who is signed in is
/// answered is kept nowhere.
///
/// One layer for all three: each layer copies all that lie within it, for every request.
pub async fn admit(State(state): State<PortalState>, mut request: Request, next: Next) -> Response {
    let mut caller = Caller { visitor: None, audience: Audience::Public, session: None };
    if let Some(token) = cookies::token(request.headers(), state.cookies().session()) {
        match state.portal.accounts().session(&token).await {
            Ok(Some((session, account))) => {
                caller.visitor = Some(Visitor { account: account.id, name: account.name, role: account.role });
                caller.audience = account.audience;
                caller.session = Some(session.id);
            }
            Ok(None) => {}
            Err(failure) => {
                tracing::error!(?failure, "sessions cannot be read");
                return (StatusCode::SERVICE_UNAVAILABLE, "ただいまご利用いただけません。しばらくしてからもう一度お試しください。")
                    .into_response();
            }
        }
    }
    let path = request.uri().path();
    let is_secret = caller.visitor.is_some() || ["/sign-in", "/invitation/", "/reset/"].iter().any(|of| path.starts_with(of));
    request.extensions_mut().insert(caller);
    let admitted = match guard::refusal(&state, &request) {
        Some(refusal) => Err(refusal),
        None => access::check(&state, request).await,
    };
    let mut response = match admitted {
        Ok(request) => next.run(request).await,
        Err(refusal) => refusal,
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("cookie"));
    if is_secret {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    } else if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    response
}
