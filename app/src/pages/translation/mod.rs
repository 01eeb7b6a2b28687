//! Engines, translation memory and termbase: what administrators and translators see to.

mod engine_table;
mod engines;
mod estimate;
mod import;
mod memory;
mod terms;
mod work;

pub(crate) use engines::EnginesPage;
pub(crate) use memory::MemoryPage;
pub(crate) use terms::TermsPage;
