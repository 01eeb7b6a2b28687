//! From an office's delivery to publications.
//!
//! A delivery is a directory, a file, or an archive (zip, tar, tar.gz, nested). [`read_delivery`] opens it, finds the format of every file
//! by its content, and hands each record to a [`DeliverySink`] as a [`ParsedRecord`] or a [`Reject`]. A record refused never stops a
//! delivery, and nothing from outside can make it panic, reach the network, or use memory or time without bound.

mod delivery;

pub use delivery::{
    DeliveryError, DeliveryProgress, DeliverySink, DeliverySummary, FeedSettings, FigureFile, FormatName, Limits, ParsedRecord, Reject, Remark,
    Stop,
};
