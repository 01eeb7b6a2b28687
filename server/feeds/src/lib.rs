//! From an office's delivery to publications.
//!
//! A delivery is a directory, a file, or an archive (zip, tar, tar.gz, nested). [`read_delivery`] opens it, finds the format of every file
//! by its content, and hands each record to a [`DeliverySink`] as a [`ParsedRecord`] or a [`Reject`]. A record refused never stops a
//! delivery, and nothing from outside can make it panic, reach the network, or use memory or time without bound.

mod archive;
pub mod codes;
mod content;
mod decoding;
mod delivery;
mod excerpt;
mod formats;
mod head;
mod identity;
mod media;
mod numbers;
mod package_list;
mod progress;
pub mod transport;
mod unknown;
mod walk;
mod white_space;
mod xml;

pub use decoding::is_encoding;
pub use delivery::{
    DeliveryError, DeliveryProgress, DeliverySink, DeliverySummary, FeedSettings, FigureFile, FormatName, Limits, ParsedRecord, Reject,
    Remark, Stop,
};
pub use excerpt::{Excerpt, excerpt};
pub use identity::{DeliveryIdentity, delivery_identity};
pub use numbers::number_forms;
pub use publication::Operation;
pub use unknown::UNKNOWN_VALUES;
pub use walk::{read_bytes, read_delivery};
