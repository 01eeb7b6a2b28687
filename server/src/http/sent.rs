//! What a form sends.

use axum::{
    Form,
    extract::{FromRequest, Request, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

/// The fields of a form, as typed. Fields that were not sent are empty.
#[derive(Debug, Default)]
pub struct Sent(Vec<(String, String)>);

impl Sent {
    /// A field.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// What was typed into some fields, to be shown again. Passwords are none of these.
    #[must_use]
    pub fn values(&self, names: &[&str]) -> Vec<(String, String)> {
        self.0.iter().filter(|(name, _)| names.contains(&name.as_str())).cloned().collect()
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        match Form::<Vec<(String, String)>>::from_request(request, state).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(refused) => Err(refusal(&refused)),
        }
    }
}

fn refusal(refused: &FormRejection) -> Response {
    let status = refused.status();
    let words = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "送信された内容が大きすぎます。",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "フォームとして送信してください (application/x-www-form-urlencoded)。",
        _ => "送信された内容を読み取れません。",
    };
    (status, words).into_response()
}
