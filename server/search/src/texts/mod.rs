//! A record's texts as engines keep them: apart by part, language and origin, and read back to show where a query matched.

mod excerpt;
mod highlight;
mod packed;
mod slot;
mod stored_text;

pub(crate) use highlight::{Asked, Matcher, Needles, ORDER, Shown, is_long};
pub(crate) use packed::{PackedText, UnpackedText, pack};
pub(crate) use slot::{Slot, group, languages, looks_into, prefix};
pub(crate) use stored_text::{StoredText, read, write};
