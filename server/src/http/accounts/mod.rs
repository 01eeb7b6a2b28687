//! The forms of accounts.

pub mod administration;
pub mod audit;
pub mod links;
pub mod own;
pub mod sign_in;

use app::{Problem, Submission};
use axum::{
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};

use super::{PortalState, pages};
use crate::accounts::{Refusal, SignedIn};

/// A form and where it stands.
struct Form<'a> {
    /// Which form of the page.
    name: &'static str,
    /// The page's path.
    page: &'a str,
    /// What was typed and is shown again.
    values: Vec<(String, String)>,
}

/// The page of a form that could not be taken, with what is wrong; or the page that says that something is not there.
async fn refused(state: &PortalState, parts: &Parts, form: Form<'_>, refusal: Refusal) -> Response {
    let problems = match refusal {
        Refusal::Fields(problems) => problems,
        Refusal::NotFound => return pages::again(state, parts, form.page, Submission::default(), StatusCode::NOT_FOUND).await,
        Refusal::Failed(failure) => return super::failed(&format!("{failure:#}")),
    };
    let wait = problems.iter().find_map(|found| match found.problem {
        Problem::Wait(seconds) => Some((StatusCode::TOO_MANY_REQUESTS, seconds)),
        Problem::Busy => Some((StatusCode::SERVICE_UNAVAILABLE, 5)),
        _ => None,
    });
    let status = wait.map_or(StatusCode::UNPROCESSABLE_ENTITY, |(status, _)| status);
    let submission = Submission { form: form.name, values: form.values, problems, link: None };
    let mut response = pages::again(state, parts, form.page, submission, status).await;
    if let Some((_, seconds)) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Goes on to a path with the cookies of a session that has begun.
fn signed_in(state: &PortalState, signed_in: &SignedIn, path: &str) -> Response {
    let mut response = Redirect::to(path).into_response();
    for cookie in state.cookies().keep(signed_in).into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// What the browser says it is.
fn user_agent(parts: &Parts) -> &str {
    parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
