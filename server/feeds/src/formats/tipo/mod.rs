//! Trademarks of the Taiwanese office (TIPO), in its own XML: applications (`tmarkappl`, as bulk data and as answers of its service) and the
//! gazette of registrations (`RegContentList`).
//!
//! Files begin with a byte order mark. Texts are traditional Chinese, names also English and Japanese. Dates are of the common era in
//! applications and of the Republic's in the gazette (`109.12.15`).

mod application;
mod gazette;

use crate::FormatName;

use super::{BagFormat, BagLayout};

/// TIPO's trademarks.
pub(crate) static FORMAT: BagFormat = BagFormat {
    name: FormatName::Tipo,
    layouts: &[
        BagLayout {
            is_of: |head| matches!(head.root(), Some("tmarkappl" | "API")) && head.text().contains("<tmarkcontent"),
            record: "tmarkcontent",
            read: application::read,
        },
        BagLayout { is_of: |head| head.root() == Some("RegContentList"), record: "RegContent", read: gazette::read },
    ],
};

/// The office.
const OFFICE: &str = "TW";

/// The language of what the office writes.
const LANGUAGE: &str = "zh-Hant";
