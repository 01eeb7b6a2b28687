//! What became of something asked for, told to programs.

use app::{
    Visitor,
    services::{JapaneseText, ServiceError},
};
use axum::{
    Json,
    http::{Extensions, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use publication::{Audience, Role};
use serde_json::{Value, json};

use crate::{
    http::{api, caller::Caller},
    services::Corrected,
};

/// Somebody who works here, and for whom he or she reads.
#[derive(Clone, Debug)]
pub struct Acting {
    /// Who.
    pub visitor: Visitor,
    /// For whom is read.
    pub audience: Audience,
}

/// Whoever acts, or why not: 401 for nobody, 403 for a lesser role. Rows of the table are held to their roles before; this is for acts whose role
/// depends on more than the address.
pub fn require(extensions: &Extensions, role: Role) -> Result<Acting, Box<Response>> {
    match extensions.get::<Caller>() {
        Some(Caller { visitor: Some(visitor), audience, .. }) if visitor.role >= role => {
            Ok(Acting { visitor: visitor.clone(), audience: *audience })
        }
        Some(Caller { visitor: Some(_), .. }) => {
            Err(Box::new(api::error(StatusCode::FORBIDDEN, "not-allowed", "この操作をする権限がありません。")))
        }
        _ => Err(Box::new(api::error(StatusCode::UNAUTHORIZED, "not-signed-in", "サインインしてください。"))),
    }
}

/// What is said of a field, in Japanese.
pub fn wrong_in_japanese(code: &str) -> &'static str {
    match code {
        "empty" => "入力してください。",
        "too-long" => "長すぎます。",
        "control-characters" => "使えない文字(制御文字)があります。",
        _ => "この値は使えません。",
    }
}

fn text(of: &Option<(i64, JapaneseText)>) -> Value {
    of.as_ref().map_or(Value::Null, |(revision, japanese)| json!({ "revision": revision, "japanese": japanese }))
}

/// The answer to a program.
pub fn answer(corrected: &Corrected) -> Response {
    match corrected {
        Corrected::Done { revision, findings } => private(Json(json!({ "revision": revision, "findings": findings })).into_response()),
        Corrected::Clash(texts) => {
            let error = json!({ "code": "conflict", "message": "訳文が競合しています。ほかの人が先に保存しました。" });
            let body = json!({ "error": error, "present": text(&texts.present), "ancestor": text(&texts.ancestor) });
            private((StatusCode::CONFLICT, Json(body)).into_response())
        }
        Corrected::Locked => api::error(StatusCode::LOCKED, "locked", "この訳文はロックされています。"),
        Corrected::NotThere => api::error(StatusCode::NOT_FOUND, "not-found", "その公報または部分はありません。"),
        Corrected::SourceChanged => {
            api::error(StatusCode::CONFLICT, "source-changed", "原文が変わりました。この文は現在の版にはありません。")
        }
        Corrected::Wrong(field, code) => {
            let error = json!({ "code": code, "field": field, "message": wrong_in_japanese(code) });
            (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": error }))).into_response()
        }
        Corrected::Own => api::error(StatusCode::FORBIDDEN, "own-text", "自分の訳文は自分では承認できません。"),
        Corrected::NotHuman => api::error(StatusCode::CONFLICT, "not-human", "人の訳した文ではありません。"),
    }
}

/// The answer, or the failure.
pub fn outcome(corrected: Result<Corrected, ServiceError>) -> Response {
    match corrected {
        Ok(corrected) => answer(&corrected),
        Err(failure) => api::service_error(&failure),
    }
}

/// Says that an answer is one person's.
pub fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}
