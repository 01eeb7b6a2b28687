//! Citations: `pat:ReferenceCitationBag`.

use publication::{Citation, CitedWork};

use crate::{
    formats::Remarks,
    xml::{Xml, XmlResult},
};

use super::bibliography::Identification;

/// Reads the open bag.
pub(super) fn read(xml: &mut Xml<'_>, citations: &mut Vec<Citation>, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "ReferenceCitation" {
            xml.skip()?;
            continue;
        }
        let phase = xml.attribute(&tag, "citingPartyCategory")?;
        let (mut cited, mut categories, mut passages) = (None, Vec::new(), Vec::new());
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "PatentCitation" => cited = patent(xml, remarks)?,
                "NPLCitation" => cited = xml.some_text()?.map(|text| CitedWork::Literature { text }),
                "CitationCategory" | "CitedDocumentCategory" | "RelevancyCategory" => categories.extend(xml.some_text()?),
                "RelevantPassageText" | "RelatedPassageText" => passages.extend(xml.some_text()?),
                _ => xml.skip()?,
            }
        }
        if let Some(cited) = cited {
            let passages = (!passages.is_empty()).then(|| passages.join("; "));
            citations.push(Citation { cited, categories, phase, passages });
        }
    }
    Ok(())
}

fn patent(xml: &mut Xml<'_>, remarks: &mut Remarks) -> XmlResult<Option<CitedWork>> {
    let (mut identification, mut text) = (None, None);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "CitedPatentDocumentIdentification" | "PatentDocumentIdentification" => identification = Some(Identification::read(xml)?),
            "PatentCitationText" => text = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    let mut document = identification.unwrap_or_default().document("ReferenceCitation", remarks);
    if let Some(text) = text {
        document.as_published = text;
    }
    Ok((!document.as_published.is_empty()).then_some(CitedWork::Patent { document }))
}
