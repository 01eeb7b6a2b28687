//! XML of records: a pull reader over one record that is already in memory, indifferent to namespace prefixes, and a cutter that takes
//! records out of a stream.
//!
//! No DTD is fetched and no entity is expanded but the standard five, character references and character entities ([`entities`]).

mod cutter;
mod entities;
mod reader;
mod records;

pub(crate) use entities::Entities;
pub(crate) use reader::{Dialect, Piece, Tag, Xml, XmlDefect, XmlResult};
pub(crate) use records::{RecordElement, XmlRecord, read_xml_bags, read_xml_records};
