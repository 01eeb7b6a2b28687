//! The audit log as a file.

use app::services::AuditConditions;
use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;
use time::format_description::well_known::Rfc3339;

use crate::http::{PortalState, csv_files::csv_response, failed};

/// Most rows written to one file: the newest.
const MOST_ROWS: usize = 50_000;

/// The conditions, as the page has them.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    account: String,
    #[serde(default)]
    act: String,
}

/// Rows of the log, newest first.
pub async fn csv(State(state): State<PortalState>, Query(Asked { account, act }): Query<Asked>) -> Response {
    match state.portal.accounts().audit_rows(&AuditConditions { account, act }, MOST_ROWS).await {
        Ok(rows) => {
            let header = ["番号", "日時", "アカウント", "操作", "対象", "変更前", "変更後"];
            let rows = rows.into_iter().map(|row| {
                vec![
                    row.id.to_string(),
                    row.at.to_offset(time::macros::offset!(+9)).format(&Rfc3339).unwrap_or_default(),
                    row.sign_in_name.unwrap_or_default(),
                    row.act,
                    row.subject,
                    row.before.unwrap_or_default(),
                    row.after.unwrap_or_default(),
                ]
            });
            csv_response("kakehashi-audit.csv", &header, rows)
        }
        Err(failure) => failed(&failure),
    }
}
