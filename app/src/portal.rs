//! The two things that every page is made with: the request, and the services.

use leptos::prelude::use_context;

use crate::{
    RequestInfo,
    services::{Accounts, Corrections, Provisions, ServiceError, Services, Translations},
};

/// The request's description.
///
/// # Errors
/// When the server provided none.
pub(crate) fn request() -> Result<RequestInfo, ServiceError> {
    use_context::<RequestInfo>().ok_or_else(|| ServiceError::Internal("no-request".to_owned()))
}

/// The services.
///
/// # Errors
/// When the server provided none.
pub(crate) fn services() -> Result<Services, ServiceError> {
    use_context::<Services>().ok_or_else(|| ServiceError::Internal("no-services".to_owned()))
}

/// The services of accounts.
///
/// # Errors
/// When the server provided none.
pub(crate) fn accounts() -> Result<Accounts, ServiceError> {
    use_context::<Accounts>().ok_or_else(|| ServiceError::Internal("no-accounts".to_owned()))
}

/// The services of public provision.
///
/// # Errors
/// When the server provided none.
pub(crate) fn provisions() -> Result<Provisions, ServiceError> {
    use_context::<Provisions>().ok_or_else(|| ServiceError::Internal("no-provisions".to_owned()))
}

/// The services of correcting.
///
/// # Errors
/// When the server provided none.
pub(crate) fn corrections() -> Result<Corrections, ServiceError> {
    use_context::<Corrections>().ok_or_else(|| ServiceError::Internal("no-corrections".to_owned()))
}

/// The services of engines, memory and terms.
///
/// # Errors
/// When the server provided none.
pub(crate) fn translations() -> Result<Translations, ServiceError> {
    use_context::<Translations>().ok_or_else(|| ServiceError::Internal("no-translations".to_owned()))
}

/// Sets the status of the answer.
pub(crate) fn set_status(status: axum::http::StatusCode) {
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.set_status(status);
    }
}
