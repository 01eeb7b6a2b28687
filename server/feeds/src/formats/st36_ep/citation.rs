//! Citations: INID 56 (B560), and the list of references in the description.

use publication::{Citation, CitedWork, DocumentNumber, DocumentReference, KindCode, OfficeCode};

use crate::{
    formats::Remarks,
    xml::{Xml, XmlResult},
};

/// Reads B560: patents (B561) and literature (B562).
pub(super) fn read_b560(xml: &mut Xml<'_>, citations: &mut Vec<Citation>, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        let cited = match tag.name() {
            "B561" => CitedWork::Patent { document: patent_reference(&xml.text()?, remarks) },
            "B562" => CitedWork::Literature { text: xml.text()? },
            _ => {
                xml.skip()?;
                continue;
            }
        };
        push(citations, cited, None);
    }
    Ok(())
}

/// Reads `ep-reference-list`: what the description itself cites, at any depth of its lists.
pub(super) fn read_reference_list(xml: &mut Xml<'_>, citations: &mut Vec<Citation>, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "patcit" => {
                let stated = xml.attribute(&tag, "dnum")?;
                let document = document_id(xml, stated, remarks)?;
                push(citations, CitedWork::Patent { document }, Some("description"));
            }
            "nplcit" => {
                let text = literature(xml)?;
                push(citations, CitedWork::Literature { text }, Some("description"));
            }
            "crossref" => xml.skip()?,
            _ => read_reference_list(xml, citations, remarks)?,
        }
    }
    Ok(())
}

fn push(citations: &mut Vec<Citation>, cited: CitedWork, phase: Option<&str>) {
    let empty = match &cited {
        CitedWork::Patent { document } => document.as_published.is_empty(),
        CitedWork::Literature { text } => text.is_empty(),
    };
    if !empty {
        citations.push(Citation { cited, categories: Vec::new(), phase: phase.map(str::to_owned), passages: None });
    }
}

/// Reads a reference as search reports write it: `US-B1- 6 382 450`, `WO-A-03/008444`, `DE-A1-102009 041 527`.
pub(super) fn patent_reference(text: &str, remarks: &mut Remarks) -> DocumentReference {
    let as_published = text.trim().to_owned();
    let mut parts = as_published.splitn(3, '-').map(str::trim);
    let office = parts.next().and_then(|code| code.parse::<OfficeCode>().ok());
    let second = parts.next().unwrap_or_default();
    let kind = second.parse::<KindCode>().ok();
    // Without a kind, the number is all that follows the office.
    let number = match (office, &kind, parts.next()) {
        (Some(office), Some(kind), Some(number)) => DocumentNumber::read(office, number, Some(kind)).ok(),
        (Some(office), None, _) => as_published.split_once('-').and_then(|(_, number)| DocumentNumber::read(office, number, None).ok()),
        _ => None,
    };
    if number.is_none() {
        remarks.add("citation-unreadable", "B561", &as_published);
    }
    DocumentReference { office, number, kind, date: None, as_published }
}

/// Reads a `document-id` within a `patcit`.
fn document_id(xml: &mut Xml<'_>, stated: Option<String>, remarks: &mut Remarks) -> XmlResult<DocumentReference> {
    let (mut country, mut number, mut kind, mut date, mut text) = (String::new(), String::new(), String::new(), None, String::new());
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "text" => text = xml.text()?,
            "document-id" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "country" => country = xml.text()?,
                        "doc-number" => number = xml.text()?,
                        "kind" => kind = xml.text()?,
                        "date" => date = remarks.date("patcit/date", &xml.text()?),
                        _ => xml.skip()?,
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    let office = country.parse::<OfficeCode>().ok();
    let kind = kind.parse::<KindCode>().ok();
    let read = office.and_then(|office| DocumentNumber::read(office, &number, kind.as_ref()).ok());
    let as_published = if !text.is_empty() {
        text
    } else if let Some(stated) = stated {
        stated
    } else {
        format!("{country}{number}{}", kind.as_ref().map_or("", KindCode::as_str))
    };
    Ok(DocumentReference { office, number: read, kind, date, as_published })
}

/// A reference to literature: its text where it has one, else its parts in their order.
fn literature(xml: &mut Xml<'_>) -> XmlResult<String> {
    let mut parts: Vec<String> = Vec::new();
    while let Some(tag) = xml.child()? {
        if tag.name() == "text" {
            let text = xml.text()?;
            if !text.is_empty() {
                parts = vec![text];
                xml.skip()?;
                break;
            }
        } else {
            leaves(xml, &mut parts)?;
        }
    }
    Ok(parts.join(", "))
}

fn leaves(xml: &mut Xml<'_>, parts: &mut Vec<String>) -> XmlResult<()> {
    use crate::xml::Piece;
    let mut text = String::new();
    loop {
        match xml.next()? {
            Piece::Open(_) => leaves(xml, parts)?,
            Piece::Text(characters) => crate::white_space::fold_into(&mut text, &characters),
            Piece::Character(character) => crate::white_space::fold_char(&mut text, character),
            Piece::Close | Piece::End => break,
        }
    }
    crate::white_space::trim_end(&mut text);
    if !text.is_empty() {
        parts.push(text);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_search_reports_are_read() {
        let mut remarks = Remarks::default();
        for (text, office, kind, number) in [
            ("US-B1- 6 382 450", "US", Some("B1"), "6382450"),
            ("WO-A-03/008444", "WO", Some("A"), "03008444"),
            ("DE-A1-102009 041 527", "DE", Some("A1"), "102009041527"),
            ("WO-A1-2014/114885", "WO", Some("A1"), "2014114885"),
            ("JP-2001 12345", "JP", None, "200112345"),
        ] {
            let reference = patent_reference(text, &mut remarks);
            assert_eq!(reference.office.map(|office| office.to_string()).as_deref(), Some(office), "{text}");
            assert_eq!(reference.kind.as_ref().map(KindCode::as_str), kind, "{text}");
            assert_eq!(reference.number.map(|number| number.normalised).as_deref(), Some(number), "{text}");
        }
        assert!(remarks.0.is_empty());
        assert_eq!(patent_reference("see above", &mut remarks).number, None);
        assert_eq!(remarks.0.len(), 1);
    }
}
