//! The publication that an address below `/publications` names.

use leptos_router::params::ParamsMap;
use publication::{KindCode, OfficeCode, PublicationId, Right};

/// The publication, where the parts of the address can be one; and the parts, for people.
pub(crate) fn publication_of(params: &ParamsMap) -> (Option<PublicationId>, String) {
    let part = |name: &str| params.get(name).unwrap_or_default();
    let (office, right, number, kind) = (part("office"), part("right"), part("number"), part("kind"));
    let words = [office.as_str(), number.as_str(), kind.trim_matches('-')].join(" ").trim().to_owned();
    (id_of(&office, &right, &number, &kind), words)
}

/// The publication of these parts; an empty kind, or `-`, is none.
pub(crate) fn id_of(office: &str, right: &str, number: &str, kind: &str) -> Option<PublicationId> {
    let office: OfficeCode = office.parse().ok()?;
    let right: Right = right.parse().ok()?;
    let kind: Option<KindCode> = match kind {
        "" | "-" => None,
        kind => Some(kind.parse().ok()?),
    };
    PublicationId::new(office, right, number, kind).ok()
}
