//! Fields that several formats write alike: identities, offices, class symbols.

use publication::{DocumentNumber, KindCode, OfficeCode, PublicationId, PublishedDate, Right};

use crate::codes;

use super::{Refusal, Remarks};

/// What makes a publication: office, right, number and kind, as a record states them.
#[derive(Debug)]
pub(crate) struct Identity<'a> {
    /// The publishing office.
    pub(crate) office: OfficeCode,
    /// The right.
    pub(crate) right: Right,
    /// The number, in the form that identifies.
    pub(crate) number: &'a str,
    /// The number as published, where that is another form.
    pub(crate) as_published: Option<&'a str>,
    /// The kind; empty where there is none.
    pub(crate) kind: &'a str,
}

impl Identity<'_> {
    /// The publication's id and number.
    ///
    /// # Errors
    /// When number or kind are none.
    pub(crate) fn read(&self) -> Result<(PublicationId, DocumentNumber), Refusal> {
        if self.number.trim().is_empty() {
            return Err(Refusal::new(&codes::NUMBER_MISSING, ""));
        }
        let kind = match self.kind.trim() {
            "" => None,
            kind => Some(kind.parse::<KindCode>().map_err(|_| Refusal::new(&codes::KIND_INVALID, kind))?),
        };
        let invalid = || Refusal::new(&codes::NUMBER_INVALID, self.number);
        let id = PublicationId::new(self.office, self.right, self.number, kind).map_err(|_| invalid())?;
        let as_published = self.as_published.unwrap_or(self.number).trim().to_owned();
        let number = DocumentNumber { as_published, normalised: id.number().to_owned() };
        Ok((id, number))
    }
}

/// Reads a record's own office.
///
/// # Errors
/// When the code is none of ST.3.
pub(crate) fn as_office(code: &str) -> Result<OfficeCode, Refusal> {
    code.parse().map_err(|_| Refusal::new(&codes::OFFICE_INVALID, code))
}

/// Splits a reference such as `US2016049186` or `WO02020444` into office and number.
pub(crate) fn reference_office(text: &str) -> (Option<OfficeCode>, &str) {
    let text = text.trim();
    match text.get(..2).and_then(|code| code.parse::<OfficeCode>().ok()) {
        Some(office) if text[2..].bytes().any(|b| b.is_ascii_digit()) => (Some(office), text[2..].trim_start_matches([' ', '-'])),
        _ => (None, text),
    }
}

/// Reads the publication date, by which a record is searched and shown: what is no date at all refuses the record, and a month or day of
/// zeroes, as back files have them, is a remark.
pub(crate) fn publication_date(text: &str, place: &str, remarks: &mut Remarks) -> Result<Option<PublishedDate>, Refusal> {
    let text = text.trim();
    if text.is_empty() || text.bytes().all(|b| b == b'0') {
        return Ok(None);
    }
    let date = PublishedDate::read(text);
    accept_publication_date(date, place, remarks).map(Some)
}

/// The same for a date that a format reads in its own way.
pub(crate) fn accept_publication_date(date: PublishedDate, place: &str, remarks: &mut Remarks) -> Result<PublishedDate, Refusal> {
    if date.iso.is_none() {
        let text = &date.as_published;
        let year_only = text.len() == 8
            && text.bytes().all(|b| b.is_ascii_digit())
            && (text.ends_with("00") && (&text[4..6] == "00" || PublishedDate::read(&format!("{}01", &text[..6])).iso.is_some()))
            && PublishedDate::read(&format!("{}0101", &text[..4])).iso.is_some();
        if !year_only {
            return Err(Refusal::new(&codes::DATE_INVALID, text.clone()));
        }
        remarks.add("date-unreadable", place, text);
    }
    Ok(date)
}

/// Writes an IPC or CPC symbol without padding: `H04N   1/40` → `H04N 1/40`. `None` where the text is no such symbol.
pub(crate) fn symbol_of(text: &str) -> Option<String> {
    let mut compact = [0_u8; 24];
    let mut length = 0;
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace()) {
        *compact.get_mut(length)? = byte.to_ascii_uppercase();
        length += 1;
    }
    let compact = compact.get(..length)?;
    let [section, first, second, subclass, group @ ..] = compact else { return None };
    if !matches!(section, b'A'..=b'H' | b'Y') || !first.is_ascii_digit() || !second.is_ascii_digit() || !subclass.is_ascii_uppercase() {
        return None;
    }
    let mut symbol = String::with_capacity(16);
    symbol.extend(compact[..4].iter().map(|b| char::from(*b)));
    if group.is_empty() {
        return Some(symbol);
    }
    let slash = group.iter().position(|b| *b == b'/').unwrap_or(group.len());
    let (main, sub) = (&group[..slash], group.get(slash + 1..).unwrap_or_default());
    let main = &main[main.iter().take_while(|b| **b == b'0').count()..];
    if main.is_empty() || main.len() > 4 || sub.len() > 6 || !main.iter().chain(sub).all(u8::is_ascii_digit) {
        return None;
    }
    symbol.push(' ');
    symbol.extend(main.iter().map(|b| char::from(*b)));
    if slash < group.len() {
        symbol.push('/');
        symbol.extend(sub.iter().map(|b| char::from(*b)));
    }
    Some(symbol)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_lose_their_padding() {
        for (text, symbol) in [
            ("H04N   1/40        ", Some("H04N 1/40")),
            ("A61K2800/10        ", Some("A61K 2800/10")),
            ("c07c 029/44", Some("C07C 29/44")),
            ("H01M", Some("H01M")),
            ("H01M 10", Some("H01M 10")),
            ("", None),
            ("7C07C29/44", None),
            ("H0", None),
            ("H01M 10/05/2", None),
            ("ＨH01M", None),
        ] {
            assert_eq!(symbol_of(text).as_deref(), symbol, "{text}");
        }
    }

    #[test]
    fn references_are_split() {
        let office = |code: &str| code.parse::<OfficeCode>().ok();
        assert_eq!(reference_office("US2016049186"), (office("US"), "2016049186"));
        assert_eq!(reference_office("94202942.2"), (None, "94202942.2"));
        assert_eq!(reference_office("日本特許"), (None, "日本特許"));
    }

    #[test]
    fn a_publication_date_is_a_date_or_at_least_a_year() {
        let mut remarks = Remarks::default();
        for (text, taken) in [("20210707", true), ("19900000", true), ("19901200", true), ("", true), ("00000000", true)] {
            assert_eq!(publication_date(text, "x", &mut remarks).is_ok(), taken, "{text}");
        }
        for text in ["20210231", "99991231", "00010101", "2021133", "soon", "19901300"] {
            assert!(publication_date(text, "x", &mut remarks).is_err(), "{text}");
        }
        assert_eq!(remarks.0.len(), 2);
    }
}
