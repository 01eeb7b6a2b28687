//! What can go wrong between here and the server.

use meilisearch_sdk::errors::Error as SdkError;
use thiserror::Error;

use crate::SearchError;

/// A request without an answer.
#[derive(Debug, Error)]
pub(super) enum Fault {
    /// Nobody is there.
    #[error("the server cannot be reached: {0}")]
    Gone(String),
    /// Time ran out.
    #[error("the server did not answer in time")]
    Slow,
    /// The connection broke in the middle.
    #[error("the connection broke: {0}")]
    Broken(String),
    /// The reply is longer than any honest one.
    #[error("the reply is too long")]
    TooLong,
    /// The reply is not what was agreed.
    #[error("the reply is none of Meilisearch: {0}")]
    Garbled(String),
    /// The server said no.
    #[error("{status} {code}: {message}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// Meilisearch's code; empty where the reply has none.
        code: String,
        /// For people.
        message: String,
    },
    /// A request that could not be made.
    #[error("{0}")]
    Own(String),
}

impl Fault {
    /// The fault of a request that has no reply.
    pub(super) fn of_transport(error: &reqwest::Error) -> Self {
        if error.is_connect() {
            // The address is not repeated: it stands in the configuration.
            return Self::Gone(cause(error));
        }
        if error.is_timeout() {
            return Self::Slow;
        }
        Self::Broken(cause(error))
    }

    /// Whether the index is missing.
    pub(super) fn is_missing_index(&self) -> bool {
        matches!(self, Self::Refused { code, .. } if code == "index_not_found")
    }
}

fn cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

impl From<Fault> for SearchError {
    fn from(fault: Fault) -> Self {
        let text = fault.to_string();
        match fault {
            Fault::Gone(_) | Fault::Broken(_) => Self::Unavailable(text),
            Fault::Slow => Self::Slow(text),
            Fault::Refused { status: 401 | 403, .. } => Self::Denied(text),
            Fault::Refused { status: 408 | 429 | 502..=504, .. } => Self::Unavailable(text),
            Fault::Refused { code, .. } if code == "index_not_found" => Self::OutOfDate("there is no index yet".to_owned()),
            // The index was exchanged between two requests.
            Fault::Refused { code, .. } if code == "invalid_search_attributes_to_search_on" => Self::Unavailable(text),
            Fault::Refused { .. } | Fault::TooLong | Fault::Garbled(_) | Fault::Own(_) => Self::Failed(text),
        }
    }
}

/// The fault within an error of the SDK.
pub(super) fn of_sdk(error: SdkError) -> Fault {
    match error {
        SdkError::Other(inner) => match inner.downcast::<Fault>() {
            Ok(fault) => *fault,
            Err(inner) => Fault::Own(inner.to_string()),
        },
        SdkError::ParseError(error) => Fault::Garbled(error.to_string()),
        SdkError::Timeout => Fault::Slow,
        error => Fault::Own(error.to_string()),
    }
}
