//! Islands: the few places where something moves. Each makes easier what works without it.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod correcting;
mod correcting_keys;
mod country_picker;
mod figure_viewer;
mod file_sender;
mod hit_keys;
#[cfg(feature = "hydrate")]
mod job_events;
mod job_watcher;
mod key_guard;
#[cfg(feature = "hydrate")]
mod keys;
mod name_field;
#[cfg(feature = "hydrate")]
mod sending;
#[cfg(feature = "hydrate")]
mod stage;
mod translation_watcher;

pub use correcting_keys::CorrectingKeys;
pub use country_picker::{CountryPicker, RegionToggle};
pub use figure_viewer::{FigureViewer, ViewerWords};
pub use file_sender::{FileSender, SenderWords};
pub use hit_keys::HitKeys;
pub use job_watcher::{JobTold, JobWatcher};
pub use key_guard::{KeyGuard, Press};
pub use name_field::NameField;
pub use translation_watcher::TranslationWatcher;
