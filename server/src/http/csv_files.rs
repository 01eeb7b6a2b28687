//! Tables as CSV files.

use app::services::PortalServices as _;
use axum::{
    extract::{RawQuery, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use index_config::SearchParams;
use publication::{Element, PartyRole};

use super::{PortalState, caller::Caller};
use crate::{
    registry::{PUBLIC_HEADER, public_row},
    spreadsheet::csv_bytes,
};

/// Most hits written to one file.
const MOST_ROWS: usize = 1_000;

/// The hits of a search.
pub async fn search(State(state): State<PortalState>, caller: Caller, RawQuery(query): RawQuery) -> Response {
    let (params, _) = SearchParams::from_query(query.as_deref().unwrap_or_default());
    match state.portal.hits_for_csv(&params, MOST_ROWS, caller.audience).await {
        Ok(hits) => {
            let header = [
                "番号",
                "官庁",
                "権利",
                "公報番号",
                "種別",
                "公開・発行日",
                "出願日",
                "名称(原文)",
                "名称(日本語)",
                "日本語の由来",
                "出願人・権利者",
                "分類",
                "サンプル",
                "URL",
            ];
            let rows = hits.iter().map(|hit| {
                let publication = &hit.publication;
                let date = |date: Option<&publication::PublishedDate>| {
                    date.map(|date| date.iso.map_or_else(|| date.as_published.clone(), |iso| iso.to_string())).unwrap_or_default()
                };
                let applicants: Vec<&str> = publication
                    .parties
                    .iter()
                    .filter(|party| matches!(party.role, PartyRole::Applicant | PartyRole::Owner | PartyRole::InventorApplicant))
                    .filter_map(|party| party.names.first().map(|name| name.name.as_str()))
                    .collect();
                let classes: Vec<&str> = publication.classifications.iter().map(|class| class.symbol.as_str()).collect();
                vec![
                    publication.id.to_string(),
                    publication.id.office().to_string(),
                    publication.id.right().japanese().to_owned(),
                    publication.number.as_published.clone(),
                    publication.id.kind().map(ToString::to_string).unwrap_or_default(),
                    date(publication.publication_date.as_ref()),
                    date(publication.application.as_ref().and_then(|application| application.date.as_ref())),
                    publication.titles.first().map(|title| title.text.clone()).unwrap_or_default(),
                    hit.japanese_title.as_ref().map(|japanese| japanese.text.clone()).unwrap_or_default(),
                    hit.japanese_title.as_ref().map(|japanese| made_by(&japanese.provenance)).unwrap_or_default(),
                    applicants.join("; "),
                    classes.join("; "),
                    if publication.sample { "サンプル".to_owned() } else { String::new() },
                    publication.id.path(),
                ]
            });
            csv_response("kakehashi-search.csv", &header, rows)
        }
        Err(failure) => unavailable(&failure),
    }
}

/// Coverage per office and right.
pub async fn coverage(State(state): State<PortalState>, caller: Caller) -> Response {
    match state.portal.holdings(caller.audience).await {
        Ok(holdings) => {
            let mut header = vec!["官庁", "権利", "件数", "最初の公開日", "最後の公開日", "最終納品日"];
            header.extend(Element::ALL.iter().map(|element| element.japanese()));
            let rows = holdings.iter().map(|holding| {
                let date = |date: Option<publication::IsoDate>| date.map(|date| date.to_string()).unwrap_or_default();
                let mut row = vec![
                    holding.office.to_string(),
                    holding.right.japanese().to_owned(),
                    holding.count.to_string(),
                    date(holding.first),
                    date(holding.last),
                    date(holding.last_delivery),
                ];
                row.extend(Element::ALL.iter().map(|element| {
                    let with = holding.elements.iter().find(|(of, _)| of == element).map_or(0, |(_, count)| *count);
                    with.to_string()
                }));
                row
            });
            csv_response("kakehashi-coverage.csv", &header, rows)
        }
        Err(failure) => unavailable(&failure),
    }
}

/// How exchanges stand, as the public is told.
pub async fn exchanges(State(state): State<PortalState>, caller: Caller) -> Response {
    match state.portal.exchanges(caller.audience).await {
        Ok(exchanges) => csv_response("kakehashi-exchanges.csv", &PUBLIC_HEADER, exchanges.iter().map(public_row)),
        Err(failure) => unavailable(&failure),
    }
}

fn made_by(provenance: &translator::Provenance) -> String {
    match provenance {
        translator::Provenance::Machine { engine, date, .. } => format!("機械翻訳・{engine}・{date}"),
        translator::Provenance::Memory { author, date, .. } => format!("翻訳メモリ・{author}・{date}"),
        translator::Provenance::BuiltIn { .. } => "定型".to_owned(),
        translator::Provenance::Human { author, date } => format!("人手・{author}・{date}"),
    }
}

/// A file of rows.
pub(super) fn csv_response<C: AsRef<str>>(name: &str, columns: &[C], rows: impl IntoIterator<Item = Vec<String>>) -> Response {
    match csv_bytes(columns, rows) {
        Ok(bytes) => {
            let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
            let mut response = ([(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"))], bytes).into_response();
            if let Ok(disposition) = disposition {
                response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
            }
            response
        }
        Err(failure) => {
            tracing::error!(failure, "a CSV file cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

pub(super) fn unavailable(failure: &app::services::ServiceError) -> Response {
    use app::services::ServiceError;
    match failure {
        ServiceError::BadRequest(part) => (StatusCode::BAD_REQUEST, format!("検索条件を理解できません: {part}")).into_response(),
        ServiceError::SearchUnavailable => (StatusCode::SERVICE_UNAVAILABLE, "検索エンジンが応答しません。").into_response(),
        ServiceError::Internal(id) => (StatusCode::INTERNAL_SERVER_ERROR, format!("内部エラーが発生しました({id})。")).into_response(),
    }
}
