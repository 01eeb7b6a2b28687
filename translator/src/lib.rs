//! Translation of patent documents into Japanese: segments, memory, terms, engines, and what made each sentence.
//!
//! Knows nothing of where publications are stored or how they are served.

mod provenance;

pub use provenance::{Provenance, SegmentKind, SegmentState};
