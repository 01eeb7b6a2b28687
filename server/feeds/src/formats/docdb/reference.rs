//! References in three forms: `docdb` identifies, `epodoc` is the EPO's older form of it, `original` is what the office printed.

use publication::{DocumentNumber, DocumentReference, KindCode, OfficeCode, Priority, RelatedDocument};

use crate::{
    formats::Remarks,
    xml::{Tag, Xml, XmlResult},
};

/// Which of the three forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    #[default]
    Docdb,
    Epodoc,
    Original,
}

/// One `document-id`, as it stands.
#[derive(Debug, Default)]
pub(super) struct Reference {
    form: Form,
    sequence: Option<u32>,
    /// Office.
    pub(super) country: Option<String>,
    /// Number.
    pub(super) number: Option<String>,
    /// Kind.
    pub(super) kind: Option<String>,
    /// Date.
    pub(super) date: Option<String>,
    /// Language of the document.
    pub(super) language: Option<String>,
}

impl Reference {
    /// Reads the open `document-id`.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "country" => self.country = xml.some_text()?,
                "doc-number" => self.number = xml.some_text()?,
                "kind" => self.kind = xml.some_text()?,
                "date" => self.date = xml.some_text()?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn office(&self) -> Option<OfficeCode> {
        self.country.as_deref().and_then(|code| code.parse().ok())
    }

    /// The number, with the form that the office printed where there is one.
    pub(super) fn document_number(&self, original: Option<&str>, remarks: &mut Remarks) -> Option<DocumentNumber> {
        let text = self.number.as_deref()?;
        let office = self.office()?;
        match DocumentNumber::read(office, text, None) {
            Ok(mut number) => {
                if let Some(original) = original {
                    number.as_published = original.to_owned();
                }
                Some(number)
            }
            Err(_) => {
                remarks.add("number-unreadable", "document-id", text);
                None
            }
        }
    }

    /// The reference to a published document.
    pub(super) fn document(&self, place: &str, remarks: &mut Remarks) -> DocumentReference {
        let parts = [self.country.as_deref(), self.number.as_deref(), self.kind.as_deref()];
        DocumentReference {
            office: self.office(),
            number: self.document_number(None, remarks),
            kind: self.kind.as_deref().and_then(|code| code.parse::<KindCode>().ok()),
            date: self.date.as_deref().and_then(|date| remarks.date(place, date)),
            as_published: parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
        }
    }
}

/// References of one kind, in all their forms.
#[derive(Debug, Default)]
pub(super) struct References(Vec<Reference>);

impl References {
    /// Reads an element that holds a `document-id` and says of which form it is.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<()> {
        let form = match xml.attribute(tag, "data-format")?.as_deref() {
            Some("epodoc") => Form::Epodoc,
            Some("original") => Form::Original,
            _ => Form::Docdb,
        };
        let mut reference =
            Reference { form, sequence: xml.attribute(tag, "sequence")?.and_then(|number| number.parse().ok()), ..Reference::default() };
        while let Some(tag) = xml.child()? {
            if tag.name() == "document-id" {
                reference.language = xml.attribute(&tag, "lang")?;
                reference.read(xml)?;
            } else {
                xml.skip()?;
            }
        }
        self.0.push(reference);
        Ok(())
    }

    /// The form that identifies.
    pub(super) fn docdb(&self) -> Option<&Reference> {
        self.0.iter().find(|reference| reference.form == Form::Docdb)
    }

    /// The number as the office printed it.
    pub(super) fn original(&self) -> Option<&str> {
        self.0.iter().find(|reference| reference.form == Form::Original).and_then(|reference| reference.number.as_deref())
    }

    /// Priorities. The printed forms are not paired with them: their sequence numbers count in another order.
    pub(super) fn priorities(&self, remarks: &mut Remarks) -> Vec<Priority> {
        let mut claims: Vec<&Reference> = self.0.iter().filter(|reference| reference.form == Form::Docdb).collect();
        claims.sort_by_key(|reference| reference.sequence);
        claims
            .into_iter()
            .map(|reference| Priority {
                office: reference.office(),
                number: reference.document_number(None, remarks),
                date: reference.date.as_deref().and_then(|date| remarks.date("priority-claim/date", date)),
            })
            .collect()
    }

    /// The references as related documents.
    pub(super) fn related(&self, relation: &str, remarks: &mut Remarks) -> Vec<RelatedDocument> {
        self.0
            .iter()
            .filter(|reference| reference.form == Form::Docdb && reference.number.is_some())
            .map(|reference| RelatedDocument { relation: relation.to_owned(), document: reference.document(relation, remarks) })
            .collect()
    }
}
