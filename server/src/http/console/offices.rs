//! The registry's forms.

use app::Refusal;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use publication::{Audience, ExchangeAgreement, OfficeCode, Right};
use storage::StorageError;

use super::{Administrator, PortalState, back, noted, refused, value, values};
use crate::{clock, field_error::FieldError, registry::AgreementChange};

/// Opens an office that the registry may not have yet.
pub async fn open(administrator: Administrator, State(state): State<PortalState>, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let office = value(&sent, "office").unwrap_or_default().trim().to_ascii_uppercase();
    match office.parse::<OfficeCode>().ok().filter(|code| code.office().is_some()) {
        Some(code) => back(&format!("/admin/offices/{code}")),
        None => refused(&state, &administrator, "/admin/offices", &FieldError::new("office", Refusal::UnknownOffice(office)), sent).await,
    }
}

/// Saves an agreement.
pub async fn save(
    administrator: Administrator,
    State(state): State<PortalState>,
    Path(office): Path<OfficeCode>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let right = value(&sent, "right").filter(|right| !right.is_empty());
    let Ok(right) = right.map(|right| right.parse::<Right>()).transpose() else { return StatusCode::BAD_REQUEST.into_response() };
    let page = match right {
        Some(right) => format!("/admin/offices/{office}?right={right}"),
        None => format!("/admin/offices/{office}"),
    };
    let store = state.portal.store();
    let present = match store.agreement(office, right, Audience::Inside).await {
        Ok(present) => present,
        Err(failure) => return administrator.unavailable(&failure),
    };
    let mut agreement = present.unwrap_or_else(|| ExchangeAgreement::unknown(office, right));
    if let Err(error) = change_of(&sent).apply(&mut agreement) {
        return refused(&state, &administrator, &page, &error, sent).await;
    }
    agreement.revision = value(&sent, "revision").and_then(|revision| revision.parse().ok()).unwrap_or(agreement.revision);
    match store.save_agreement(&agreement, clock::now()).await {
        Ok(_) => {
            noted(
                &state,
                &administrator,
                "agreement-saved",
                page.trim_start_matches("/admin/offices/").to_owned(),
                serde_json::to_string(&agreement).ok(),
            )
            .await;
            back(&format!("{page}{}saved=1", if right.is_some() { "&" } else { "?" }))
        }
        Err(StorageError::Conflict { .. }) => {
            refused(&state, &administrator, &page, &FieldError::new("revision", Refusal::Conflict), sent).await
        }
        Err(failure) => administrator.unavailable(&failure),
    }
}

fn change_of(sent: &[(String, String)]) -> AgreementChange {
    let mut change = AgreementChange {
        agreement: value(sent, "agreement"),
        exchange: value(sent, "exchange"),
        provision: value(sent, "provision"),
        elements: Some(values(sent, "elements")),
        products: value(sent, "products"),
        interval_days: value(sent, "interval_days"),
        frequency: value(sent, "frequency"),
        contact: value(sent, "contact"),
        allowed_use: value(sent, "allowed_use"),
        remarks: value(sent, "remarks"),
        as_of: value(sent, "as_of"),
        source: value(sent, "source"),
        ..AgreementChange::default()
    };
    for (number, step) in (1..).zip(&mut change.steps) {
        *step = (value(sent, &format!("step{number}")), value(sent, &format!("step{number}_note")));
    }
    change
}
