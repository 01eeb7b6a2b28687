//! Related documents: `related-documents` with a relation each (`division`, `continuation`, `utility-model-basis` …).

use publication::RelatedDocument;

use crate::{
    formats::{Remarks, docdb::reference::Reference},
    xml::{Xml, XmlResult},
};

/// Most related documents kept of one record.
const MOST: usize = 500;

/// Relations by element, with their INID code (WIPO ST.9).
const RELATIONS: &[(&str, &str)] = &[
    ("addition", "61"),
    ("division", "62"),
    ("continuation", "63"),
    ("continuation-in-part", "63"),
    ("reissue", "64"),
    ("related-publication", "65"),
    ("substitution", "66"),
    ("utility-model-basis", "67"),
    ("correction", "68"),
];

/// Reads the open `related-documents`.
pub(super) fn read(xml: &mut Xml<'_>, related: &mut Vec<RelatedDocument>, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        let name = tag.name();
        let relation = RELATIONS.iter().find(|(element, _)| *element == name).map_or(name, |(_, code)| code).to_owned();
        parents(xml, &relation, related, remarks)?;
    }
    Ok(())
}

/// The parents of a relation, at whatever depth; the child is the document itself.
fn parents(xml: &mut Xml<'_>, relation: &str, related: &mut Vec<RelatedDocument>, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "document-id" => {
                let mut reference = Reference::default();
                reference.read(xml)?;
                if reference.number.is_some() && related.len() < MOST {
                    let document = reference.document(relation, remarks);
                    related.push(RelatedDocument { relation: relation.to_owned(), document });
                }
            }
            "child-doc" => xml.skip()?,
            _ => parents(xml, relation, related, remarks)?,
        }
    }
    Ok(())
}
