//! The simple family, where a record lists its members (`patent-family`).

use publication::{FamilyMember, PublicationId};

use crate::{
    formats::Remarks,
    xml::{Xml, XmlResult},
};

use super::reference::Reference;

/// Most members kept; the largest simple families have some hundred.
const MOST: usize = 2000;

/// Reads `patent-family`: the publications of every member.
pub(in crate::formats) fn read(xml: &mut Xml<'_>, members: &mut Vec<FamilyMember>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "family-member" => read(xml, members)?,
            "publication-reference" if matches!(xml.attribute(&tag, "data-format")?.as_deref(), None | Some("docdb")) => {
                let mut reference = Reference::default();
                while let Some(tag) = xml.child()? {
                    if tag.name() == "document-id" {
                        reference.read(xml)?;
                    } else {
                        xml.skip()?;
                    }
                }
                let document = reference.document("patent-family", &mut Remarks::default());
                if document.number.is_some() && members.len() < MOST {
                    members.push(FamilyMember { document, family_id: None });
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// The members but for the document itself, each once.
pub(in crate::formats) fn others(members: Vec<FamilyMember>, own: &PublicationId) -> Vec<FamilyMember> {
    let mut kept: Vec<FamilyMember> = Vec::with_capacity(members.len());
    let mut seen = std::collections::HashSet::new();
    for member in members {
        let document = &member.document;
        let number = document.number.as_ref().map(|number| number.normalised.clone()).unwrap_or_default();
        let is_own = document.office == Some(own.office()) && number == own.number() && document.kind.as_ref() == own.kind();
        if !is_own && seen.insert((document.office, number, document.kind.clone())) {
            kept.push(member);
        }
    }
    kept
}
