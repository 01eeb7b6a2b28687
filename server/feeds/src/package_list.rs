//! `toc.xml`, the list of a WIPO ST.36 package: beside a record it names what belongs to the same document. The record itself names its images;
//! the document as a PDF stands in the list alone.

use std::cell::Cell;

use crate::{
    archive::{Guarded, Lookup, read_head},
    walk::{Visit, Walk},
    xml::{Entities, Xml, XmlResult},
};

/// Name of the list.
const LIST: &str = "toc.xml";
/// Longest list that is read; a package has some dozens of files.
const LONGEST: usize = 1024 * 1024;
/// Elements within elements of a list.
const DEEPEST: u32 = 16;
/// Most documents that one record takes from it.
const MOST: usize = 8;

/// The PDF files that the list beside a record names together with the record; none where there is no list, or it cannot be read.
pub(crate) fn page_documents(walk: &Walk<'_>, visit: &Visit<'_>, lookup: &mut Option<Lookup>) -> Vec<String> {
    let entries = visit.container.entries();
    if entries.len() < 2 {
        return Vec::new();
    }
    let lookup = lookup.get_or_insert_with(|| Lookup::new(entries));
    let Some(entry) = lookup.find(entries, &visit.entry.name, LIST).and_then(|at| entries.get(at)) else { return Vec::new() };
    let read = Cell::new(0);
    let mut list = Vec::new();
    let opened = visit.container.open(entry, &mut |input| {
        let mut guarded = Guarded::new(input, walk.budget, entry.is_compressed.then_some(entry.packed), &read);
        list = read_head(&mut guarded, LONGEST).unwrap_or_default();
    });
    let own = visit.entry.name.rsplit('/').next().unwrap_or_default();
    match (opened, std::str::from_utf8(&list)) {
        (Ok(()), Ok(list)) => listed_with(list, own).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The PDF files of the document to which a file belongs.
fn listed_with(list: &str, own: &str) -> XmlResult<Vec<String>> {
    let entities = Entities::declared_in("");
    let mut xml = Xml::new(list.trim_start_matches('\u{FEFF}'), &entities, DEEPEST);
    let mut found = Vec::new();
    if xml.child()?.is_none() {
        return Ok(found);
    }
    while let Some(document) = xml.child()? {
        if document.name() != "Document" {
            xml.skip()?;
            continue;
        }
        let mut files = Vec::new();
        while let Some(file) = xml.child()? {
            if file.name() == "ExtRef" {
                files.extend(xml.attribute(&file, "FileName")?);
            }
            xml.skip()?;
        }
        if files.iter().any(|file| file.eq_ignore_ascii_case(own)) {
            found.extend(files.into_iter().filter(|file| file.to_ascii_lowercase().ends_with(".pdf")).take(MOST));
            break;
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_takes_the_documents_listed_with_it() {
        let list = r#"<?xml version="1.0"?><!DOCTYPE Application-body [<!ELEMENT Application-body (Document+)>]>
            <Application-body id="1"><Title>x</Title>
            <Document><ExtRef FileName="A.xml"/><ExtRef FileName="A.PDF"/><ExtRef FileName="a.tif"/></Document>
            <Document><StartPage>1</StartPage><ExtRef FileName="B.xml"/><ExtRef FileName="B1.pdf"/><ExtRef FileName="B2.pdf"/></Document>
            </Application-body>"#;
        let of = |own: &str| listed_with(list, own).expect("a list");
        assert_eq!(of("a.XML"), ["A.PDF"]);
        assert_eq!(of("B.xml"), ["B1.pdf", "B2.pdf"]);
        assert!(of("C.xml").is_empty());
        for broken in ["", "<", "<a", "<a><Document>", "<a><Document><ExtRef FileName='&x;'/></Document></a>", "no list"] {
            assert!(listed_with(broken, "A.xml").is_err() || listed_with(broken, "A.xml").is_ok_and(|found| found.is_empty()), "{broken}");
        }
    }
}
