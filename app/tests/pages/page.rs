//! A page as it is answered.

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header::LOCATION},
};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::site;

pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) html: String,
}

impl Page {
    pub(crate) fn has(&self, text: &str) {
        assert!(self.html.contains(text), "{text} is not in\n{}", self.html);
    }

    pub(crate) fn lacks(&self, text: &str) {
        assert!(!self.html.contains(text), "{text} is in\n{}", self.html);
    }
}

pub(crate) async fn get_from(router: Router, path: &str) -> Page {
    let request = Request::get(path).header("accept", "text/html").body(Body::empty()).expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let status = response.status();
    let location = response.headers().get(LOCATION).map(|to| to.to_str().expect("a path").to_owned());
    let bytes = response.into_body().collect().await.expect("a body").to_bytes();
    // Markers between nodes, which say nothing to a reader.
    let html = String::from_utf8(bytes.to_vec()).expect("UTF-8").replace("<!>", "");
    Page { status, location, html }
}

pub(crate) async fn get(path: &str) -> Page {
    get_from(site::site(), path).await
}
