//! Citations: `references-cited`.

use publication::{Citation, CitedWork};

use crate::{
    formats::Remarks,
    xml::{Xml, XmlResult},
};

use super::reference::Reference;

/// Reads `references-cited`.
pub(in crate::formats) fn read(xml: &mut Xml<'_>, citations: &mut Vec<Citation>, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "citation" {
            xml.skip()?;
            continue;
        }
        let phase = xml.attribute(&tag, "cited-phase")?;
        let (mut cited, mut categories, mut passages) = (None, Vec::new(), Vec::new());
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "patcit" => cited = Some(patent(xml, remarks)?),
                "nplcit" => {
                    let text = literature(xml)?;
                    cited = (!text.is_empty()).then_some(CitedWork::Literature { text });
                }
                "category" => categories.extend(xml.some_text()?),
                "rel-passage" => passage(xml, &mut categories, &mut passages)?,
                _ => xml.skip()?,
            }
        }
        if let Some(cited) = cited {
            categories.dedup();
            let passages = (!passages.is_empty()).then(|| passages.join("; "));
            citations.push(Citation { cited, categories, phase, passages });
        }
    }
    Ok(())
}

fn patent(xml: &mut Xml<'_>, remarks: &mut Remarks) -> XmlResult<CitedWork> {
    let mut reference = Reference::default();
    let mut text = None;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "document-id" => reference.read(xml)?,
            "text" => text = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    let mut document = reference.document("citation", remarks);
    if let Some(text) = text {
        document.as_published = text;
    }
    Ok(CitedWork::Patent { document })
}

fn literature(xml: &mut Xml<'_>) -> XmlResult<String> {
    let (mut stated, mut parts) = (None, Vec::new());
    while let Some(tag) = xml.child()? {
        if tag.name() == "text" {
            stated = xml.some_text()?;
        } else {
            parts.extend(xml.some_text()?);
        }
    }
    Ok(stated.unwrap_or_else(|| parts.join(", ")))
}

/// Passages and claims to which a category applies.
fn passage(xml: &mut Xml<'_>, categories: &mut Vec<String>, passages: &mut Vec<String>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "category" => categories.extend(xml.some_text()?),
            "rel-claims" => passages.extend(xml.some_text()?.map(|claims| format!("[claims {claims}]"))),
            _ => passages.extend(xml.some_text()?),
        }
    }
    Ok(())
}
