//! XML formats of which one element may hold several records, each of which may be refused by itself: transactions with marks, applications
//! with designs.

use std::io::Read;

use crate::{
    FormatName,
    archive::read_head,
    head::{Head, LENGTH},
    xml::{RecordElement, XmlRecord, read_xml_bags},
};

use super::{Context, Draft, Format, Out, ReadEnd, Refusal};

/// The records of one element.
pub(crate) type Drafts = Vec<Result<Draft, Refusal>>;

/// An XML format by its layouts.
pub(crate) struct BagFormat {
    /// The name.
    pub(crate) name: FormatName,
    /// The layouts, in the order in which a file is compared with them. Where the feed's setting names the format and no layout is the
    /// file's, the last one reads it.
    pub(crate) layouts: &'static [BagLayout],
}

/// How records stand in one kind of file.
pub(crate) struct BagLayout {
    /// Whether a file that begins so is laid out like this.
    pub(crate) is_of: fn(&Head<'_>) -> bool,
    /// The element that is cut out of the file and read in one piece, without prefix.
    pub(crate) record: &'static str,
    /// Reads the records of one such element.
    pub(crate) read: fn(&XmlRecord<'_>, &Context<'_>) -> Result<Drafts, Refusal>,
}

impl Format for BagFormat {
    fn name(&self) -> FormatName {
        self.name
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        self.layouts.iter().any(|layout| (layout.is_of)(head))
    }

    fn read(&self, input: &mut dyn Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        let begin = read_head(input, LENGTH)?;
        let head = Head::read(&begin);
        let layout = self.layouts.iter().find(|layout| (layout.is_of)(&head)).or(self.layouts.last());
        let Some(layout) = layout else { return Ok(()) };
        let mut whole = begin.as_slice().chain(input);
        read_xml_bags(RecordElement { name: layout.record, is_document: false }, &mut whole, context, out, &layout.read)
    }
}
