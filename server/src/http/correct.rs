//! Correcting: forms that work without scripts, JSON for the island, fragments of the page, and files for other tools.

mod answers;
mod files;
mod forms;
mod fragments;
mod json;
mod limits;
mod suggestions;

use std::sync::Arc;

use app::services::SegmentPlace;
use axum::{
    extract::DefaultBodyLimit,
    http::Method,
    routing::{MethodRouter, delete, get, post, put},
};
use publication::{LanguageTag, PublicationId, Role, TextPart};

use super::{
    PortalState,
    access::Access,
    canonical,
    routes::{Handled, Row},
};
use crate::services::NamedSegment;
use limits::SuggestionLimits;

/// Largest body of a form: Japanese is nine times as long in a form as it is in characters.
const LARGEST_FORM: usize = 1024 * 1024;
/// Largest file that is brought back.
const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// Who corrects.
const TRANSLATORS: Access = Access::AtLeast(Role::Translator);

/// The rows of correcting. Of forms, acts of reviewers are told apart within.
pub(super) fn rows() -> Vec<Handled> {
    let limits = Arc::new(SuggestionLimits::default());
    let for_api = Arc::clone(&limits);
    let row = |method: Method, pattern: &'static str, access: Access, handler: MethodRouter<PortalState>| Handled {
        row: Row { method, pattern, access },
        handler: handler.layer(DefaultBodyLimit::max(LARGEST_FORM)),
        is_upload: false,
    };
    const SEGMENT: &str = "/api/v1/publications/{id}/segments/{part}/{language}/{segment}";
    const DRAFT: &str = "/api/v1/publications/{id}/segments/{part}/{language}/{segment}/draft";
    const FINDINGS: &str = "/api/v1/publications/{id}/segments/{part}/{language}/{segment}/findings";
    const SUGGESTIONS: &str = "/api/v1/publications/{id}/segments/{part}/{language}/{segment}/suggestions";
    const SUGGEST: &str = "/publications/{office}/{right}/{number}/{kind}/{tab}/suggest/send";
    const IMPORT: &str = "/publications/{office}/{right}/{number}/{kind}/import/send";
    let by_form = post(move |state, path, parts, form| suggestions::form(state, path, parts, form, Arc::clone(&limits)));
    let by_program = post(move |state, path, parts, body| suggestions::json(state, path, parts, body, Arc::clone(&for_api)));
    let import = Row { method: Method::POST, pattern: IMPORT, access: TRANSLATORS };
    vec![
        row(Method::GET, "/publications/{office}/{right}/{number}/{kind}/{tab}/correct/panel", TRANSLATORS, get(fragments::panel)),
        row(Method::POST, "/publications/{office}/{right}/{number}/{kind}/{tab}/correct/{act}", TRANSLATORS, post(forms::act)),
        row(Method::GET, "/publications/{office}/{right}/{number}/{kind}/xliff", TRANSLATORS, get(files::document)),
        row(Method::GET, "/publications/{office}/{right}/{number}/{kind}/{tab}/xliff", TRANSLATORS, get(files::part)),
        Handled { row: import, handler: post(files::bring_back).layer(DefaultBodyLimit::max(LARGEST_FILE)), is_upload: false },
        row(Method::POST, SUGGEST, Access::Anybody, by_form),
        row(Method::GET, SEGMENT, TRANSLATORS, get(json::segment)),
        row(Method::POST, SEGMENT, TRANSLATORS, post(json::save)),
        row(Method::PUT, DRAFT, TRANSLATORS, put(json::draft)),
        row(Method::DELETE, DRAFT, TRANSLATORS, delete(json::drop_draft)),
        row(Method::POST, FINDINGS, TRANSLATORS, post(json::findings)),
        row(Method::POST, SUGGESTIONS, Access::Anybody, by_program),
    ]
}

/// The pages of correcting.
pub(super) const PAGES: &[(&str, Access)] = &[
    ("/publications/{office}/{right}/{number}/{kind}/{tab}/correct", TRANSLATORS),
    ("/publications/{office}/{right}/{number}/{kind}/{tab}/suggest", Access::Anybody),
    ("/publications/{office}/{right}/{number}/{kind}/import", TRANSLATORS),
    ("/work", TRANSLATORS),
];

/// The parts of a path that names a part of a publication.
type PartPath = (String, String, String, String, String);

fn part_of(path: &PartPath) -> Option<(PublicationId, TextPart)> {
    let (office, right, number, kind, part) = path;
    Some((canonical::id_of(office, right, number, kind)?, part.parse().ok()?))
}

/// A segment by its names; `None` where they are none.
fn named(id: PublicationId, part: TextPart, language: &str, segment: &str) -> Option<NamedSegment> {
    let (language, place): (LanguageTag, SegmentPlace) = (language.parse().ok()?, segment.parse().ok()?);
    Some(NamedSegment { id, part, language, place })
}
