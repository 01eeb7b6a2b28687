//! The registry of offices: what was agreed with each, beside what came.

mod change;
mod first_fill;
mod spreadsheet;
mod standing;

pub use change::AgreementChange;
pub use first_fill::fill;
pub use spreadsheet::{INSIDE_HEADER, PUBLIC_HEADER, public_row, row, state_in_japanese};
pub use standing::{ArrivalDay, standings};
