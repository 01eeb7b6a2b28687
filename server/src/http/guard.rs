//! Changes are taken from our own pages only.

use axum::{
    extract::Request,
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Refuses requests that change something and come from another site: browsers say so by `Sec-Fetch-Site`, older ones by `Origin`.
/// A request without either comes from no browser, and carries no reader's cookies.
pub async fn same_origin(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    let headers = request.headers();
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = text(header::HOST.as_str()).unwrap_or_default();
            origin.split_once("://").map(|(_, of)| of) != Some(host)
        }
        (None, None) => false,
    };
    if foreign {
        (StatusCode::FORBIDDEN, "他のサイトからの操作は受け付けません。").into_response()
    } else {
        next.run(request).await
    }
}
