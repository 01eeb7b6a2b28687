//! Patent documents of the US office as it has published them since 2001, a bulk file of many documents in a row at a time: grants in SGML and
//! then in XML by the tags of WIPO ST.32 (`PATDOC`, the Red Book), applications of 2001 to 2004 in the office's own XML
//! (`patent-application-publication`, versions 1.5 and 1.6), and both by WIPO ST.36 with the office's additions (`us-patent-grant`,
//! `us-patent-application`, ICE, from version 4.0 on). Utility, design, plant and reissue patents are all written so.
//!
//! Sequence listings stand as documents of their own between those that they belong to (`sequence-cwu`); they are passed over.

mod citations;
mod document;
mod ice;
mod ice_parties;
mod national_class;
mod pre_grant;
mod pre_grant_names;
mod red_book;
mod red_book_names;
mod related;
mod sgml;

use std::io::Read;

use crate::{
    FormatName, Stop,
    archive::read_head,
    codes::{self, RejectCode},
    head::{Head, LENGTH},
    xml::{RecordElement, XmlRecord, read_xml_records},
};

use super::{Context, Draft, Format, Out, ReadEnd, Refusal};

/// Patent documents of the US office.
pub(crate) struct UsPatent;

/// The documents of one time, and how they are written.
struct Era {
    /// Their root element.
    root: &'static str,
    read: fn(&XmlRecord<'_>, &Context<'_>) -> Result<Draft, Refusal>,
}

/// The eras. A bulk file is of one of them.
const ERAS: &[Era] = &[
    Era { root: "us-patent-grant", read: ice::read },
    Era { root: "us-patent-application", read: ice::read },
    Era { root: "patent-application-publication", read: pre_grant::read },
    Era { root: "PATDOC", read: red_book::read },
];

/// Roots of documents that stand in bulk files and are no publications.
const LISTINGS: &[&str] = &["sequence-cwu", "us-sequence-listing"];

impl Format for UsPatent {
    fn name(&self) -> FormatName {
        FormatName::UsPatent
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.root().is_some_and(|root| LISTINGS.contains(&root) || ERAS.iter().any(|era| era.root == root))
    }

    fn read(&self, input: &mut dyn Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        let begin = read_head(input, LENGTH)?;
        let head = Head::read(&begin);
        let root = head.root().unwrap_or_default();
        // A file that begins with a listing is of the era of the first document in sight behind it.
        let by_root = ERAS.iter().find(|era| era.root == root);
        let [first, ..] = ERAS else { return Ok(()) };
        let era = by_root.or_else(|| ERAS.iter().find(|era| head.text().contains(&format!("<{}", era.root)))).unwrap_or(first);
        let element = RecordElement { name: era.root, is_document: true };
        let mut whole = begin.as_slice().chain(input);
        if LISTINGS.contains(&root) {
            return read_xml_records(element, &mut whole, context, &mut Listings(out), era.read);
        }
        read_xml_records(element, &mut whole, context, out, era.read)
    }
}

/// Takes records of a file that may hold listings alone: then there is no record, and nothing amiss.
struct Listings<'o>(&'o mut dyn Out);

impl Out for Listings<'_> {
    fn record(&mut self, draft: Draft) -> Result<(), Stop> {
        self.0.record(draft)
    }

    fn reject(&mut self, place: String, code: &'static RejectCode, detail: &str) -> Result<(), Stop> {
        if code == &codes::RECORD_MISSING { Ok(()) } else { self.0.reject(place, code, detail) }
    }
}
