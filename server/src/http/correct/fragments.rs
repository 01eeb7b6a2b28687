//! The open segment's part of the page, alone: the island puts it in the place of the one before.

use app::correction_panel_html;
use axum::{
    extract::{Path, Query, State},
    http::{Extensions, HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use publication::Role;
use serde::Deserialize;

use super::{
    PartPath,
    answers::{private, require},
    named, part_of,
};
use crate::http::{PortalState, api, language};

/// Which segment, and what is looked for beside it.
#[derive(Deserialize)]
pub struct PanelQuery {
    segment: String,
    tl: String,
    concordance: Option<String>,
}

/// The open segment, as the page has it.
pub async fn panel(
    State(state): State<PortalState>,
    Path(path): Path<PartPath>,
    Query(query): Query<PanelQuery>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    let signed = match require(&extensions, Role::Translator) {
        Ok(signed) => signed,
        Err(refused) => return *refused,
    };
    let named = part_of(&path).and_then(|(id, part)| named(id, part, &query.tl, &query.segment));
    let Some(named) = named else {
        return api::error(StatusCode::BAD_REQUEST, "bad-segment", "文の指定が正しくありません。");
    };
    match state.portal.correction_panel(&named, query.concordance.as_deref(), &signed.visitor, signed.audience).await {
        Ok(Some(panel)) => {
            let html = correction_panel_html(language::of_request(&headers), &panel, &signed.visitor);
            private(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
        }
        Ok(None) => api::error(StatusCode::NOT_FOUND, "not-found", "その文はありません。"),
        Err(failure) => api::service_error(&failure),
    }
}
