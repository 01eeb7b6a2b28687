//! The table of all routes: what is asked how, and who may. The router is built from it, every request is held to it, and a test asks each row
//! as every role and as nobody.

use std::sync::Arc;

use axum::{
    extract::DefaultBodyLimit,
    http::Method,
    routing::{MethodRouter, get, patch, post},
};
use publication::Role;
use tokio::sync::Semaphore;

use super::{
    PortalState,
    access::Access::{self, Anybody, AtLeast, Signed},
    accounts, api, console, correct, csv_files, files, language, package, provision, translate_form, translation,
};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The method; GET stands for HEAD, too.
    pub method: Method,
    /// The pattern of the path, as axum has it: `/publications/{office}/…`.
    pub pattern: &'static str,
    /// Who may ask.
    pub access: Access,
}

/// A row with what answers it.
pub(super) struct Handled {
    pub row: Row,
    pub handler: MethodRouter<PortalState>,
    /// Whether it takes files, which are as large and as slow as they are.
    pub is_upload: bool,
}

/// A row that reads.
fn reads(pattern: &'static str, access: Access, handler: MethodRouter<PortalState>) -> Handled {
    Handled { row: Row { method: Method::GET, pattern, access }, handler, is_upload: false }
}

/// A row that changes something.
fn changes(pattern: &'static str, access: Access, handler: MethodRouter<PortalState>) -> Handled {
    Handled { row: Row { method: Method::POST, pattern, access }, handler, is_upload: false }
}

/// A row that takes a file, or a piece of one.
fn uploads(method: Method, pattern: &'static str, access: Access, handler: MethodRouter<PortalState>) -> Handled {
    Handled { row: Row { method, pattern, access }, handler, is_upload: true }
}

/// Names completed at once; more are refused.
const COMPLETING: usize = 8;

/// Who keeps accounts and reads the log.
const ADMINISTRATORS: Access = AtLeast(Role::Administrator);

/// Who uses memory and terms.
const TRANSLATORS: Access = AtLeast(Role::Translator);

/// Room for a file beside the fields of its form.
fn files_too() -> DefaultBodyLimit {
    DefaultBodyLimit::max(translation::LARGEST_FILE + 64 * 1024)
}

/// The rows that handlers answer.
pub(super) fn handled() -> Vec<Handled> {
    let completing = Arc::new(Semaphore::new(COMPLETING));
    let mut rows = vec![
        reads("/search.csv", Anybody, get(csv_files::search)),
        reads("/coverage.csv", Anybody, get(csv_files::coverage)),
        reads("/exchanges.csv", Anybody, get(csv_files::exchanges)),
        reads("/language/{language}", Anybody, get(language::switch)),
        reads("/publications/{office}/{right}/{number}/{kind}/figures/{figure}/original", Anybody, get(files::figure)),
        reads("/publications/{office}/{right}/{number}/{kind}/figures/{figure}/pages/{page}/web", Anybody, get(files::web_image)),
        reads("/publications/{office}/{right}/{number}/{kind}/figures/{figure}/pages/{page}/thumbnail", Anybody, get(files::thumbnail)),
        reads("/publications/{office}/{right}/{number}/{kind}/original/package", Anybody, get(package::package)),
        reads("/publications/{office}/{right}/{number}/{kind}/original/file", Anybody, get(files::original)),
        changes("/publications/{office}/{right}/{number}/{kind}/translate", Anybody, post(translate_form::translate)),
        reads("/api/v1/search", Anybody, get(api::search)),
        reads(
            "/api/v1/applicants",
            Anybody,
            get(move |state, caller, query| api::applicants(state, caller, query, Arc::clone(&completing))),
        ),
        reads("/api/v1/publications/{id}", Anybody, get(api::publication)),
        reads("/api/v1/publications/{id}/translation", Anybody, get(api::translation)),
        reads("/api/v1/account", Signed, get(api::account)),
        reads("/api/{*rest}", Anybody, get(api::nowhere)),
        changes("/sign-in", Anybody, post(accounts::sign_in::sign_in)),
        changes("/sign-out", Signed, post(accounts::own::sign_out)),
        changes("/invitation/{token}", Anybody, post(accounts::links::take_invitation)),
        changes("/reset/{token}", Anybody, post(accounts::links::take_reset)),
        changes("/account/name", Signed, post(accounts::own::rename)),
        changes("/account/password", Signed, post(accounts::own::change_password)),
        changes("/account/sessions/{session}/sign-out", Signed, post(accounts::own::end_session)),
        changes("/account/sign-out-everywhere", Signed, post(accounts::own::end_sessions)),
        changes("/admin/accounts", ADMINISTRATORS, post(accounts::administration::invite)),
        changes("/admin/accounts/{account}", ADMINISTRATORS, post(accounts::administration::change)),
        changes("/admin/accounts/{account}/link", ADMINISTRATORS, post(accounts::administration::send_link)),
        changes("/admin/accounts/{account}/disable", ADMINISTRATORS, post(accounts::administration::disable)),
        changes("/admin/accounts/{account}/enable", ADMINISTRATORS, post(accounts::administration::enable)),
        changes("/admin/provision/{office}/{right}", ADMINISTRATORS, post(provision::decide)),
        changes("/admin/provision-proposals/{id}", ADMINISTRATORS, post(provision::answer)),
        changes("/admin/offices", ADMINISTRATORS, post(console::offices::open)),
        changes("/admin/offices/{office}", ADMINISTRATORS, post(console::offices::save)),
        reads("/admin/offices.csv", ADMINISTRATORS, get(console::files::registry)),
        changes("/admin/feeds", ADMINISTRATORS, post(console::feeds::add)),
        changes("/admin/feeds/{feed}", ADMINISTRATORS, post(console::feeds::save)),
        changes("/admin/feeds/{feed}/test", ADMINISTRATORS, post(console::feeds::test)),
        changes("/admin/feeds/{feed}/host-key", ADMINISTRATORS, post(console::feeds::accept_host_key)),
        changes("/admin/feeds/{feed}/run", ADMINISTRATORS, post(console::jobs::check)),
        uploads(Method::POST, "/admin/feeds/{feed}/upload", ADMINISTRATORS, post(console::upload::form)),
        uploads(Method::GET, "/admin/feeds/{feed}/uploads/{name}", ADMINISTRATORS, get(console::upload::offset)),
        uploads(Method::PATCH, "/admin/feeds/{feed}/uploads/{name}", ADMINISTRATORS, patch(console::upload::piece)),
        changes("/admin/inbox/{arrival}/try", ADMINISTRATORS, post(console::jobs::rehearse)),
        changes("/admin/inbox/{arrival}/harvest", ADMINISTRATORS, post(console::jobs::harvest)),
        changes("/admin/deliveries/{delivery}/roll-back", ADMINISTRATORS, post(console::deliveries::roll_back)),
        changes("/admin/runs/{job}/stop", ADMINISTRATORS, post(console::jobs::stop)),
        changes("/admin/runs/{job}/resume", ADMINISTRATORS, post(console::jobs::resume)),
        changes("/admin/runs/{job}/again", ADMINISTRATORS, post(console::jobs::again)),
        reads("/admin/runs/{job}/events", ADMINISTRATORS, get(console::jobs::events)),
        reads("/admin/runs/{job}/rejects.csv", ADMINISTRATORS, get(console::files::rejects)),
        reads("/admin/audit.csv", ADMINISTRATORS, get(accounts::audit::csv)),
        changes("/admin/engines/translate", ADMINISTRATORS, post(translation::engines::translate)),
        changes("/admin/memory/import", TRANSLATORS, post(translation::imports::memory).layer(files_too())),
        reads("/admin/memory/export", TRANSLATORS, get(translation::exports::memory)),
        changes("/admin/terms/import", TRANSLATORS, post(translation::imports::terms).layer(files_too())),
        reads("/admin/terms/export", TRANSLATORS, get(translation::exports::terms)),
    ];
    rows.extend(correct::rows());
    rows
}

/// The rows that pages answer.
const PAGES: &[(&str, Access)] = &[
    ("/", Anybody),
    ("/search", Anybody),
    ("/coverage", Anybody),
    ("/help", Anybody),
    ("/publications/{office}/{right}/{number}", Anybody),
    ("/publications/{office}/{right}/{number}/{kind}", Anybody),
    ("/publications/{office}/{right}/{number}/{kind}/figures/{figure}", Anybody),
    ("/publications/{office}/{right}/{number}/{kind}/figures/{figure}/pages/{page}", Anybody),
    ("/publications/{office}/{right}/{number}/{kind}/{tab}", Anybody),
    ("/sign-in", Anybody),
    ("/invitation/{token}", Anybody),
    ("/reset/{token}", Anybody),
    ("/account", Signed),
    ("/admin", ADMINISTRATORS),
    ("/admin/offices", ADMINISTRATORS),
    ("/admin/offices/{office}", ADMINISTRATORS),
    ("/admin/feeds", ADMINISTRATORS),
    ("/admin/feeds/new", ADMINISTRATORS),
    ("/admin/feeds/{feed}", ADMINISTRATORS),
    ("/admin/inbox", ADMINISTRATORS),
    ("/admin/deliveries", ADMINISTRATORS),
    ("/admin/deliveries/{delivery}", ADMINISTRATORS),
    ("/admin/runs", ADMINISTRATORS),
    ("/admin/runs/{job}", ADMINISTRATORS),
    ("/admin/runs/{job}/rejects/{ordinal}", ADMINISTRATORS),
    ("/admin/accounts", ADMINISTRATORS),
    ("/admin/accounts/{account}", ADMINISTRATORS),
    ("/admin/audit", ADMINISTRATORS),
    ("/admin/provision", ADMINISTRATORS),
    ("/admin/provision/{office}/{right}", ADMINISTRATORS),
    ("/admin/engines", ADMINISTRATORS),
    ("/admin/memory", TRANSLATORS),
    ("/admin/terms", TRANSLATORS),
];

/// What stands beside the rest: whether the server lives, and what the build made.
pub(super) const BESIDE: &[&str] = &["/healthz", "/pkg/", "/assets/"];

/// Every row.
#[must_use]
pub fn table() -> Vec<Row> {
    let pages = PAGES.iter().chain(correct::PAGES).map(|(pattern, access)| Row { method: Method::GET, pattern, access: *access });
    let beside = BESIDE.iter().map(|pattern| Row { method: Method::GET, pattern, access: Anybody });
    handled().into_iter().map(|handled| handled.row).chain(pages).chain(beside).collect()
}
