//! Related documents (INID 60 to 66): what the eras call a relation, and the documents in it.

use crate::{
    formats::document_id::{DocumentId, Referred},
    xml::{Xml, XmlResult},
};

use super::document::Document;

/// Words for relations by the elements of all eras: those of ICE, which the others are told in.
const RELATIONS: &[(&str, &str)] = &[
    ("addition", "addition"),
    ("division", "division"),
    ("continuation", "continuation"),
    ("continuation-in-part", "continuation-in-part"),
    ("continuing-reissue", "continuing-reissue"),
    ("reissue", "reissue"),
    ("us-divisional-reissue", "us-divisional-reissue"),
    ("reexamination", "reexamination"),
    ("us-reexamination-reissue-merger", "us-reexamination-reissue-merger"),
    ("substitution", "substitution"),
    ("us-provisional-application", "us-provisional-application"),
    ("utility-model-basis", "utility-model-basis"),
    ("correction", "correction"),
    ("related-publication", "related-publication"),
    // Applications of 2001 to 2004.
    ("division-of", "division"),
    ("continuation-of", "continuation"),
    ("continuation-in-part-of", "continuation-in-part"),
    ("continuing-reissue-of", "continuing-reissue"),
    ("reissue-of", "reissue"),
    ("substitution-for", "substitution"),
    ("non-provisional-of-provisional", "us-provisional-application"),
    ("prior-publication", "related-publication"),
    ("corrected-republication-of", "correction"),
    ("a-371-of-international", "86"),
    // The Red Book.
    ("B610", "addition"),
    ("B620", "division"),
    ("B631", "continuation"),
    ("B632", "continuation-in-part"),
    ("B633", "continuing-reissue"),
    ("B640", "reissue"),
    ("B641US", "us-divisional-reissue"),
    ("B645", "reexamination"),
    ("B646US", "reexamination"),
    ("B650", "related-publication"),
    ("B660", "substitution"),
    ("B680US", "us-provisional-application"),
    ("B690US", "related-publication"),
];

/// Relations to published documents; all others are to applications.
const TO_PUBLICATIONS: &[&str] = &["related-publication", "correction"];

/// The word for a relation; `None` where the element is none.
fn relation_of(element: &str) -> Option<&'static str> {
    RELATIONS.iter().find(|(name, _)| *name == element).map(|(_, relation)| *relation)
}

/// Reads the open element with all relations in it, grouped or not.
pub(super) fn read_related(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    let mut depth = 0_u32;
    loop {
        let Some(tag) = xml.child()? else {
            if depth == 0 {
                return Ok(());
            }
            depth -= 1;
            continue;
        };
        match relation_of(tag.name()) {
            Some(relation) => read_relation(xml, relation, document)?,
            // Groups of relations: `continuations`, B630.
            None => depth += 1,
        }
    }
}

/// Reads one open relation: the parent with what was published of it, or the documents that it names by themselves. The child is this
/// document, or another one's parent, and stands there.
fn read_relation(xml: &mut Xml<'_>, relation: &str, document: &mut Document) -> XmlResult<()> {
    let mut parent = None;
    let mut published: Vec<DocumentId> = Vec::new();
    let mut alone: Vec<DocumentId> = Vec::new();
    let (mut depth, mut in_parent) = (0_u32, None);
    loop {
        let Some(tag) = xml.child()? else {
            if depth == 0 {
                break;
            }
            in_parent = in_parent.filter(|at| *at < depth);
            depth -= 1;
            continue;
        };
        match tag.name() {
            "child-doc" | "sibling" => xml.skip()?,
            "parent-grant-document" | "parent-pct-document" | "B650" => published.extend(DocumentId::within(xml)?),
            "document-id" if in_parent.is_some() => {
                let id = DocumentId::read(xml)?;
                parent = parent.or(Some(id));
            }
            "document-id" => alone.push(DocumentId::read(xml)?),
            "parent-doc" => {
                depth += 1;
                in_parent = Some(depth);
            }
            _ => depth += 1,
        }
    }
    let referred = if TO_PUBLICATIONS.contains(&relation) { Referred::Publication } else { Referred::Application };
    if let Some(parent) = parent {
        push_parent(relation, &parent, &published, document);
    }
    for id in alone {
        document.add_related(relation, &id, referred);
    }
    Ok(())
}

/// Adds a parent: its application, and behind it what was published of it. The number is the patent's where there is one.
fn push_parent(relation: &str, parent: &DocumentId, published: &[DocumentId], document: &mut Document) {
    let before = document.related.len();
    document.add_related(relation, parent, Referred::Application);
    let Some(related) = document.related.get_mut(before) else {
        // A parent without a number of its own is its international application.
        for id in published {
            document.add_related(relation, id, Referred::Application);
        }
        return;
    };
    for id in published.iter().filter(|id| !id.number.is_empty()) {
        related.document.as_published.push_str(" / ");
        related.document.as_published.push_str(&id.as_published());
        let is_international = id.number.starts_with("PCT");
        if !is_international {
            let granted = id.reference(document.office, Referred::Publication, relation, &mut document.remarks);
            related.document.number = granted.number.or(related.document.number.take());
            related.document.kind = granted.kind.or(related.document.kind.take());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_once_and_relations_are_those_of_ice() {
        for (position, (element, relation)) in RELATIONS.iter().enumerate() {
            assert!(!RELATIONS[..position].iter().any(|(other, _)| other == element), "{element}");
            assert!(*relation == "86" || relation_of(relation) == Some(relation), "{relation}");
        }
        assert_eq!(relation_of("continuations"), None);
    }
}
