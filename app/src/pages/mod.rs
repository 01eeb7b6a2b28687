//! The pages.

mod accounts;
mod administration;
mod console;
mod correct;
mod coverage;
mod document;
mod failure;
mod help;
mod home;
mod import;
mod not_found;
mod search;
mod suggest;
mod translation;
mod work;

pub(crate) use accounts::{AccountPage, ForbiddenPage, InvitationPage, ResetPage, SignInPage};
pub(crate) use administration::{AccountsPage, AdministeredAccountPage, AuditPage, ProvisionClassPage, ProvisionPage};
pub use console::job_told;
pub(crate) use console::{
    DeliveriesPage, DeliveryPage, FeedPage, FeedsPage, InboxPage, NewFeedPage, OfficePage, OfficesPage, OverviewPage, RejectPage, RunPage,
    RunsPage,
};
pub use correct::correction_panel_html;

pub(crate) use correct::CorrectPage;
pub(crate) use coverage::CoveragePage;
pub(crate) use document::DocumentPage;
pub(crate) use help::HelpPage;
pub(crate) use home::HomePage;
pub(crate) use import::ImportPage;
pub(crate) use not_found::NotFoundPage;
pub(crate) use search::SearchPage;
pub(crate) use suggest::SuggestPage;
pub(crate) use translation::{EnginesPage, MemoryPage, TermsPage};
pub(crate) use work::WorkPage;

/// Whether browsers show an image of this media type. TIFF, which most offices send, they do not.
pub(crate) fn is_shown_by_browsers(media_type: &str) -> bool {
    matches!(media_type, "image/gif" | "image/jpeg" | "image/png" | "image/webp")
}
