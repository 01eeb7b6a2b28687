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
pub(in crate::formats) struct Reference {
    form: Form,
    /// Its place among those of its kind.
    pub(in crate::formats) sequence: Option<u32>,
    /// Office.
    pub(in crate::formats) country: Option<String>,
    /// Number.
    pub(in crate::formats) number: Option<String>,
    /// Kind.
    pub(in crate::formats) kind: Option<String>,
    /// Date.
    pub(in crate::formats) date: Option<String>,
    /// Language of the document.
    pub(in crate::formats) language: Option<String>,
}

impl Reference {
    /// A reference of a place and a language, yet to be read.
    pub(in crate::formats) fn of(sequence: Option<u32>, language: Option<String>) -> Self {
        Self { sequence, language, ..Self::default() }
    }

    /// Reads the open `document-id`.
    pub(in crate::formats) fn read(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
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
    pub(in crate::formats) fn document_number(&self, original: Option<&str>, remarks: &mut Remarks) -> Option<DocumentNumber> {
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

    /// The priority that the reference claims.
    pub(in crate::formats) fn priority(&self, remarks: &mut Remarks) -> Priority {
        Priority {
            office: self.office(),
            number: self.document_number(None, remarks),
            date: self.date.as_deref().and_then(|date| remarks.date("priority-claim/date", date)),
        }
    }

    /// The reference to a published document.
    pub(in crate::formats) fn document(&self, place: &str, remarks: &mut Remarks) -> DocumentReference {
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
pub(in crate::formats) struct References(Vec<Reference>);

impl References {
    /// Reads an element that holds a `document-id` and says of which form it is.
    pub(in crate::formats) fn read(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<()> {
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
    pub(in crate::formats) fn docdb(&self) -> Option<&Reference> {
        self.0.iter().find(|reference| reference.form == Form::Docdb)
    }

    /// The number as the office printed it.
    pub(in crate::formats) fn original(&self) -> Option<&str> {
        self.0.iter().find(|reference| reference.form == Form::Original).and_then(|reference| reference.number.as_deref())
    }

    /// Priorities. The printed forms are not paired with them: their sequence numbers count in another order.
    pub(in crate::formats) fn priorities(&self, remarks: &mut Remarks) -> Vec<Priority> {
        let mut claims: Vec<&Reference> = self.0.iter().filter(|reference| reference.form == Form::Docdb).collect();
        claims.sort_by_key(|reference| reference.sequence);
        claims.into_iter().map(|reference| reference.priority(remarks)).collect()
    }

    /// The references as related documents.
    pub(in crate::formats) fn related(&self, relation: &str, remarks: &mut Remarks) -> Vec<RelatedDocument> {
        self.0
            .iter()
            .filter(|reference| reference.form == Form::Docdb && reference.number.is_some())
            .map(|reference| RelatedDocument { relation: relation.to_owned(), document: reference.document(relation, remarks) })
            .collect()
    }
}
