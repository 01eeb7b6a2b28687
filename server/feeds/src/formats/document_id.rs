//! A document by its parts, `document-id` of WIPO ST.36: country, number, kind, name of the first party, date.

use publication::{DocumentNumber, DocumentReference, KindCode, OfficeCode, PublishedDate, normalise_number};

use crate::xml::{Xml, XmlResult};

use super::{Remarks, office_numbers::document_number};

/// What a reference means: applications are numbered otherwise than the documents published of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Referred {
    /// A published document.
    Publication,
    /// An application.
    Application,
}

/// The parts, empty where they are not stated.
#[derive(Clone, Debug, Default)]
pub(crate) struct DocumentId {
    pub(crate) country: String,
    pub(crate) number: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) date: String,
}

impl DocumentId {
    /// Reads the open `document-id`, or another element that holds the parts.
    pub(crate) fn read(xml: &mut Xml<'_>) -> XmlResult<Self> {
        let mut id = Self::default();
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "country" => id.country = xml.text()?,
                "doc-number" => id.number = xml.text()?,
                "kind" => id.kind = xml.text()?,
                "name" => id.name = xml.text()?,
                "date" => id.date = xml.text()?,
                _ => xml.skip()?,
            }
        }
        Ok(id)
    }

    /// Reads the open element to its end: the first `document-id` within it that has a number.
    pub(crate) fn within(xml: &mut Xml<'_>) -> XmlResult<Option<Self>> {
        let mut found = None;
        let mut depth = 0_u32;
        loop {
            match xml.child()? {
                Some(tag) if tag.name() == "document-id" => {
                    let id = Self::read(xml)?;
                    found = found.or((!id.number.is_empty()).then_some(id));
                }
                Some(_) => depth += 1,
                None if depth == 0 => return Ok(found),
                None => depth -= 1,
            }
        }
    }

    /// Takes what is not stated from another statement of the same document.
    pub(crate) fn complete(&mut self, other: Self) {
        for (held, other) in [
            (&mut self.country, other.country),
            (&mut self.number, other.number),
            (&mut self.kind, other.kind),
            (&mut self.date, other.date),
        ] {
            if held.is_empty() {
                *held = other;
            }
        }
    }

    /// The reference as it reads on paper: `US 7844851 B2`, `WO2009/157308`, `PCT/JP2014/059529`.
    pub(crate) fn as_published(&self) -> String {
        let names_its_office = self.number.starts_with("PCT") || self.number.starts_with(&self.country);
        let country = if names_its_office { "" } else { &self.country };
        // Some files have a kind of zeroes where there is none.
        let kind = if self.kind.parse::<KindCode>().is_ok() { self.kind.as_str() } else { "" };
        [country, &self.number, kind].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The number by which the document or application is known; what is none is a remark.
    pub(crate) fn number(&self, office: OfficeCode, referred: Referred, place: &str, remarks: &mut Remarks) -> Option<DocumentNumber> {
        if self.number.is_empty() {
            return None;
        }
        let known = match referred {
            Referred::Publication => document_number(office, &self.number),
            Referred::Application => self.number.as_str().into(),
        };
        let kind = self.kind.parse::<KindCode>().ok();
        match normalise_number(office, &known, kind.as_ref()) {
            Ok(normalised) => Some(DocumentNumber { as_published: self.number.clone(), normalised }),
            Err(_) => {
                remarks.add("number-unreadable", place, &self.number);
                None
            }
        }
    }

    /// The reference, of `office` where it names none.
    pub(crate) fn reference(&self, office: OfficeCode, referred: Referred, place: &str, remarks: &mut Remarks) -> DocumentReference {
        let office = if self.country.is_empty() { Some(office) } else { self.country.parse().ok() };
        DocumentReference {
            office,
            number: office.and_then(|office| self.number(office, referred, place, remarks)),
            kind: self.kind.parse().ok(),
            date: date_or_month(&self.date, place, remarks),
            as_published: self.as_published(),
        }
    }
}

/// Reads a date that may be a month alone, as citations have it (`20101100`): that is how it was published, and no remark.
pub(crate) fn date_or_month(text: &str, place: &str, remarks: &mut Remarks) -> Option<PublishedDate> {
    let text = text.trim();
    let is_month = text.len() == 8
        && text.bytes().all(|b| b.is_ascii_digit())
        && text.ends_with("00")
        && PublishedDate::read(&format!("{}01", &text[..6])).iso.is_some();
    if is_month { Some(PublishedDate { iso: None, as_published: text.to_owned() }) } else { remarks.date(place, text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Entities;

    fn office(code: &str) -> OfficeCode {
        code.parse().expect("an office")
    }

    #[test]
    fn references_are_read_by_their_parts() {
        let mut remarks = Remarks::default();
        for (parts, referred, published, normalised) in [
            (["US", "08930553", "B2"], Referred::Publication, "US 08930553 B2", Some("8930553")),
            (["US", "09126808", ""], Referred::Application, "US 09126808", Some("09126808")),
            (["US", "2007/0140112", "A1"], Referred::Publication, "US 2007/0140112 A1", Some("20070140112")),
            (["WO", "WO2009/157308", ""], Referred::Publication, "WO2009/157308", Some("2009157308")),
            (["WO", "PCT/IB2019/057948", "00"], Referred::Application, "PCT/IB2019/057948", Some("PCTIB2019057948")),
            (["", "5526830", "A"], Referred::Publication, "5526830 A", Some("5526830")),
            (["XQ9", "12", ""], Referred::Publication, "XQ9 12", None),
        ] {
            let [country, number, kind] = parts.map(str::to_owned);
            let id = DocumentId { country, number, kind, ..DocumentId::default() };
            let reference = id.reference(office("US"), referred, "x", &mut remarks);
            assert_eq!(reference.as_published, published);
            assert_eq!(reference.number.map(|number| number.normalised).as_deref(), normalised, "{published}");
        }
        assert!(remarks.0.is_empty());
        let nothing = DocumentId { country: "US".to_owned(), number: "pending".to_owned(), ..DocumentId::default() };
        assert_eq!(nothing.reference(office("US"), Referred::Application, "x", &mut remarks).number, None);
        assert_eq!(remarks.0.len(), 1);
    }

    #[test]
    fn the_first_document_with_a_number_is_taken_at_any_depth() {
        let entities = Entities::default();
        let text = "<a><b><document-id><date>00000000</date></document-id></b><c><d><document-id><doc-number>7</doc-number></document-id></d></c><document-id><doc-number>8</doc-number></document-id></a>";
        let mut xml = Xml::new(text, &entities, 100);
        assert!(xml.child().expect("an element").is_some());
        let found = DocumentId::within(&mut xml).expect("well-formed").expect("a document");
        assert_eq!(found.number, "7");
        assert!(matches!(xml.next(), Ok(crate::xml::Piece::End)));
    }

    #[test]
    fn a_month_is_a_date_of_citations() {
        let mut remarks = Remarks::default();
        let date = date_or_month("20101100", "x", &mut remarks).expect("a date");
        assert_eq!((date.iso, date.as_published.as_str()), (None, "20101100"));
        assert!(date_or_month("20101109", "x", &mut remarks).is_some_and(|date| date.iso.is_some()));
        assert!(remarks.0.is_empty());
        assert!(date_or_month("20101300", "x", &mut remarks).is_some() && remarks.0.len() == 1);
        assert_eq!(date_or_month("00000000", "x", &mut remarks), None);
    }
}
