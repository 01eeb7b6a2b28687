//! Reading the records of an XML file, one after the other.

use std::io::Read;

use crate::{
    codes,
    formats::{Context, Draft, Drafts, Out, ReadEnd, Refusal},
};

use super::{
    Entities, Xml, XmlDefect,
    cutter::{Cut, Cutter},
};

/// How a format's records stand in its files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecordElement<'n> {
    /// The element that is a record, without prefix.
    pub(crate) name: &'n str,
    /// Whether every record is a document with its own XML declaration and DTD, which then belong to it: one in a file, or many in a row.
    pub(crate) is_document: bool,
}

/// One record, ready to be read.
pub(crate) struct XmlRecord<'a> {
    /// The record.
    pub(crate) text: &'a str,
    /// Its byte offset in the file.
    pub(crate) offset: u64,
    /// Character entities that the file declares.
    pub(crate) entities: &'a Entities,
}

impl<'a> XmlRecord<'a> {
    /// A reader over the record.
    pub(crate) fn open(&self, context: &Context<'_>) -> Xml<'a> {
        Xml::new(self.text, self.entities, context.limits.depth)
    }

    /// A reader over another spelling of the record: SGML made XML.
    pub(crate) fn open_respelt<'t>(&self, text: &'t str, context: &Context<'_>) -> Xml<'t>
    where
        'a: 't,
    {
        Xml::new(text, self.entities, context.limits.depth)
    }
}

impl From<XmlDefect> for Refusal {
    fn from(defect: XmlDefect) -> Self {
        Self { code: defect.code, at: defect.at, detail: defect.detail }
    }
}

/// Cuts the records out of a file and has each read by `read`; what that refuses is a reject, and the next record follows.
pub(crate) fn read_xml_records(
    element: RecordElement<'_>,
    input: &mut dyn Read,
    context: &Context<'_>,
    out: &mut dyn Out,
    read: fn(&XmlRecord<'_>, &Context<'_>) -> Result<Draft, Refusal>,
) -> Result<(), ReadEnd> {
    read_xml_bags(element, input, context, out, &|record, context| Ok(vec![Ok(read(record, context)?)]))
}

/// The same for elements that hold several records, each of which may be refused by itself.
pub(crate) fn read_xml_bags(
    element: RecordElement<'_>,
    input: &mut dyn Read,
    context: &Context<'_>,
    out: &mut dyn Out,
    read: &dyn Fn(&XmlRecord<'_>, &Context<'_>) -> Result<Drafts, Refusal>,
) -> Result<(), ReadEnd> {
    let mut cutter = Cutter::new(input, element.name, context.limits.record_bytes);
    let mut entities = Entities::default();
    let mut position = 0_u64;
    loop {
        let cut = cutter.next()?;
        if !matches!(cut, Cut::End) {
            position += 1;
        }
        let place = |at: u64| format!("{} {position}, byte {at}", element.name);
        match cut {
            Cut::End if position == 0 => return Ok(out.reject("byte 0".to_owned(), &codes::RECORD_MISSING, "")?),
            Cut::End => return Ok(()),
            Cut::Unended { offset } => out.reject(place(offset), &codes::XML_MALFORMED, "終了タグがありません")?,
            Cut::TooLarge { offset } => {
                out.reject(place(offset), &codes::RECORD_TOO_LARGE, &format!("{} バイト", context.limits.record_bytes))?
            }
            Cut::Record { prologue, record, offset } => {
                let text = match std::str::from_utf8(record) {
                    Ok(text) => text,
                    Err(error) => {
                        let at = offset + error.valid_up_to() as u64;
                        out.reject(place(at), &codes::ENCODING_INVALID, &format!("{at} バイト目がUTF-8ではありません"))?;
                        continue;
                    }
                };
                if context.decoder_replaced() && text.contains('\u{FFFD}') {
                    out.reject(place(offset), &codes::ENCODING_INVALID, "宣言された文字コードにない並びがあります")?;
                    continue;
                }
                let prologue = if element.is_document { own_prologue(prologue, position == 1) } else { prologue };
                if memchr::memmem::find(prologue, b"<!ENTITY").is_some() {
                    if position == 1 || element.is_document {
                        entities = Entities::declared_in(&String::from_utf8_lossy(prologue));
                    }
                } else if element.is_document {
                    // What one document declares is no other's.
                    entities = Entities::default();
                }
                let record_read = XmlRecord { text, offset, entities: &entities };
                let drafts = read(&record_read, context).unwrap_or_else(|refusal| vec![Err(refusal)]);
                if drafts.is_empty() {
                    out.reject(place(offset), &codes::RECORD_MISSING, "")?;
                }
                for draft in drafts {
                    match draft {
                        Ok(mut draft) => {
                            // A record that is one of several in its element has said which part of it is its own.
                            let is_part = !draft.original.is_empty();
                            if element.is_document && !is_part {
                                // A transcoded record has lost what its declaration says; all else before the root element is its own.
                                let kept = if context.is_transcoded() { without_declaration(prologue) } else { prologue };
                                draft.original.reserve_exact(kept.len() + record.len());
                                draft.original.extend_from_slice(kept);
                            }
                            if !is_part {
                                draft.original.extend_from_slice(record);
                            }
                            out.record(draft)?;
                        }
                        Err(refusal) => {
                            let at = offset + refusal.at.unwrap_or(0);
                            out.reject(place(at), refusal.code, &refusal.detail)?;
                        }
                    }
                }
            }
        }
    }
}

/// What belongs to a document of what stands before it. Files that put documents in a row hold others between them that are no records
/// (sequence listings): a document's own begins with its XML declaration, or with its document type where it has none. Of the first, blank
/// lines before that stay.
fn own_prologue(prologue: &[u8], is_first: bool) -> &[u8] {
    let declaration = memchr::memmem::rfind(prologue, b"<?xml ").or_else(|| memchr::memmem::rfind(prologue, b"<!DOCTYPE "));
    match declaration {
        Some(begin) if !is_first || memchr::memchr(b'<', &prologue[..begin]).is_some() => &prologue[begin..],
        _ => prologue,
    }
}

fn without_declaration(prologue: &[u8]) -> &[u8] {
    match memchr::memmem::find(prologue, b"?>") {
        Some(end) if prologue.starts_with(b"<?xml") => &prologue[end + 2..],
        _ => prologue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_its_own_prologue_and_no_other_documents() {
        for (before, is_first, own) in [
            ("\n\u{FEFF}<?xml version='1.0'?>\n<!DOCTYPE a>\n", true, "\n\u{FEFF}<?xml version='1.0'?>\n<!DOCTYPE a>\n"),
            ("\n<?xml version='1.0'?>\n<!DOCTYPE a>\n", false, "<?xml version='1.0'?>\n<!DOCTYPE a>\n"),
            (
                "\n<?xml version='1.0'?><!DOCTYPE list><list>ACGT</list>\n<?xml version='1.0'?>\n<!DOCTYPE a>",
                true,
                "<?xml version='1.0'?>\n<!DOCTYPE a>",
            ),
            ("</rest><!DOCTYPE a [<!ENTITY b 'c'>]>", false, "<!DOCTYPE a [<!ENTITY b 'c'>]>"),
            ("<?xml-stylesheet href='x'?>", false, "<?xml-stylesheet href='x'?>"),
            ("", false, ""),
        ] {
            assert_eq!(own_prologue(before.as_bytes(), is_first), own.as_bytes(), "{before}");
        }
    }
}
