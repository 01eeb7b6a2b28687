//! Citations (INID 56): patents and literature, and who cited them.

use publication::{Citation, CitedWork, Figure, OfficeCode};

use crate::{
    formats::{
        Remarks,
        document_id::{DocumentId, Referred},
        running_text::RunningText,
    },
    xml::{Xml, XmlResult},
};

/// Reads the open citation. Who cited a document stands as its phase, in the office's words: "cited by examiner".
pub(super) fn read_citation(xml: &mut Xml<'_>, office: OfficeCode, remarks: &mut Remarks) -> XmlResult<Option<Citation>> {
    let (mut cited, mut phase, mut passages) = (None, None, Vec::new());
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "patcit" => {
                let (id, text, passage) = patent(xml)?;
                passages.extend(passage);
                cited = patent_citation(&id, text, office, remarks).or(cited);
            }
            "nplcit" => cited = literature(xml)?.or(cited),
            "category" => phase = xml.some_text()?,
            "rel-passage" | "rel-claims" => passages.extend(xml.some_text()?),
            "cited-by-examiner" => {
                phase = Some("cited by examiner".to_owned());
                xml.skip()?;
            }
            "cited-by-other" => {
                phase = Some("cited by other".to_owned());
                xml.skip()?;
            }
            _ => xml.skip()?,
        }
    }
    let passages = (!passages.is_empty()).then(|| passages.join("; "));
    Ok(cited.map(|cited| Citation { cited, categories: Vec::new(), phase, passages }))
}

/// The parts of a `patcit`: the document, a reference that is text alone, passages.
fn patent(xml: &mut Xml<'_>) -> XmlResult<(DocumentId, Option<String>, Option<String>)> {
    let (mut id, mut text, mut passage) = (DocumentId::default(), None, None);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "document-id" => {
                let name = std::mem::take(&mut id.name);
                id = DocumentId::read(xml)?;
                if id.name.is_empty() {
                    id.name = name;
                }
            }
            "text" => text = xml.some_text()?,
            "party" => id.name = xml.text()?,
            "rel-passage" => passage = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    Ok((id, text, passage))
}

/// A patent cited, with the name of its first party as the office prints it behind the number.
fn patent_citation(id: &DocumentId, text: Option<String>, office: OfficeCode, remarks: &mut Remarks) -> Option<CitedWork> {
    if id.number.is_empty() {
        return text.map(|text| CitedWork::Literature { text });
    }
    let mut document = id.reference(office, Referred::Publication, "patcit", remarks);
    if id.country.is_empty() {
        document.as_published = format!("{office} {}", document.as_published);
    }
    if !id.name.is_empty() {
        document.as_published.push(' ');
        document.as_published.push_str(&id.name);
    }
    Some(CitedWork::Patent { document })
}

/// A reference to literature, with its markup made readable.
fn literature(xml: &mut Xml<'_>) -> XmlResult<Option<CitedWork>> {
    let mut images: Vec<Figure> = Vec::new();
    let mut text = RunningText::new(&mut images);
    text.read(xml)?;
    let text = text.take().replace('\n', " ");
    Ok((!text.is_empty()).then_some(CitedWork::Literature { text }))
}
