//! Classes: by fields, by the fixed-width text of WIPO ST.8, or as offices write their own.

use publication::{Classification, ClassificationRank, ClassificationScheme, OfficeCode};

use crate::{
    formats::{Remarks, st8, symbol_of},
    xml::{Tag, Xml, XmlResult},
};

/// Reads a group of classes of the IPC or the CPC, or one of them.
pub(super) fn read_group(xml: &mut Xml<'_>, tag: &Tag<'_>, classes: &mut Vec<Classification>, remarks: &mut Remarks) -> XmlResult<()> {
    match tag.name() {
        "classification-ipcr" => read_one(xml, ClassificationScheme::Ipc, classes, remarks),
        "classification-cpc" => read_one(xml, ClassificationScheme::Cpc, classes, remarks),
        "classifications-ipcr" | "classifications-cpc" | "main-cpc" | "further-cpc" | "combination-set" | "combination-rank" => {
            while let Some(tag) = xml.child()? {
                read_group(xml, &tag, classes, remarks)?;
            }
            Ok(())
        }
        _ => xml.skip(),
    }
}

/// Symbol and what is said about it, field by field.
#[derive(Default)]
struct Fields {
    section: String,
    class: String,
    subclass: String,
    main_group: String,
    subgroup: String,
    version: Option<String>,
    rank: Option<ClassificationRank>,
    inventive: Option<bool>,
    office: Option<OfficeCode>,
    text: Option<String>,
}

fn read_one(xml: &mut Xml<'_>, scheme: ClassificationScheme, classes: &mut Vec<Classification>, remarks: &mut Remarks) -> XmlResult<()> {
    let mut fields = Fields::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "section" => fields.section = xml.text()?,
            "class" => fields.class = xml.text()?,
            "subclass" => fields.subclass = xml.text()?,
            "main-group" => fields.main_group = xml.text()?,
            "subgroup" => fields.subgroup = xml.text()?,
            "ipc-version-indicator" | "cpc-version-indicator" => fields.version = version(&xml.text()?),
            "symbol-position" => fields.rank = st8::rank(xml.text()?.bytes().next()),
            "classification-value" => fields.inventive = st8::inventive(xml.text()?.bytes().next()),
            "generating-office" => fields.office = xml.text()?.parse().ok(),
            "text" => fields.text = Some(xml.verbatim()?),
            _ => xml.skip()?,
        }
    }
    classes.extend(fields.read(scheme, remarks));
    Ok(())
}

/// `2006.01`, `20060101`, `2006-01-01` → `2006-01`.
pub(super) fn version(text: &str) -> Option<String> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    (matches!(digits.len(), 6 | 8) && text.len() <= 12).then(|| st8::month(&digits))
}

impl Fields {
    fn read(self, scheme: ClassificationScheme, remarks: &mut Remarks) -> Option<Classification> {
        let place = "classification";
        if self.section.is_empty() {
            let text = self.text?;
            let mut class = match padded(&text) {
                Some(symbol) => Classification { as_published: text.trim().to_owned(), ..plain(scheme, symbol) },
                None => st8::fixed_width(scheme, &text, place, remarks)?,
            };
            class.version = class.version.or(self.version);
            class.rank = class.rank.or(self.rank);
            class.inventive = class.inventive.or(self.inventive);
            class.office = class.office.or(self.office);
            return Some(class);
        }
        let slash = if self.subgroup.is_empty() { "" } else { "/" };
        let stated = format!("{}{}{}{}{slash}{}", self.section, self.class, self.subclass, self.main_group, self.subgroup);
        let Some(symbol) = symbol_of(&stated) else {
            remarks.add("class-unreadable", place, &stated);
            return None;
        };
        Some(Classification {
            version: self.version,
            rank: self.rank,
            inventive: self.inventive,
            office: self.office,
            as_published: self.text.map_or(stated, |text| text.trim().to_owned()),
            ..plain(scheme, symbol)
        })
    }
}

fn plain(scheme: ClassificationScheme, symbol: String) -> Classification {
    Classification {
        scheme,
        national_scheme: None,
        as_published: symbol.clone(),
        symbol,
        version: None,
        rank: None,
        inventive: None,
        office: None,
    }
}

/// Reads the padded form of registers without a slash: four digits of the main group and six of the subgroup (`H02K0016000000` is H02K 16/00).
pub(in crate::formats) fn padded(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() != 14 || !text.is_ascii() || !text[4..].bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let subgroup = text[8..].trim_end_matches('0');
    // A subgroup has two digits at least.
    let subgroup = if subgroup.len() < 2 { &text[8..10] } else { subgroup };
    symbol_of(&format!("{}{}/{subgroup}", &text[..4], &text[4..8]))
}

/// Reads `classification-ipc`: with an edition, or the first and further symbols as the Japanese gazette writes them.
pub(super) fn read_ipc(xml: &mut Xml<'_>, classes: &mut Vec<Classification>, remarks: &mut Remarks) -> XmlResult<()> {
    let mut edition = None;
    while let Some(tag) = xml.child()? {
        let rank = match tag.name() {
            "edition" => {
                edition = xml.some_text()?;
                continue;
            }
            "main-classification" | "main-clsf" => Some(ClassificationRank::First),
            "further-classification" | "further-clsf" => Some(ClassificationRank::Later),
            "additional-info" => None,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        let text = xml.verbatim()?;
        // Since 2006 the gazettes put symbol, version and what is said about it into fixed columns here, too.
        let read = match edition.as_deref() {
            None => st8::fixed_width(ClassificationScheme::Ipc, &text, "classification-ipc", remarks),
            Some(edition) => st8::edition_notation(&text, Some(edition), "classification-ipc", remarks),
        };
        if let Some(mut class) = read {
            class.rank = class.rank.or(rank);
            class.inventive = class.inventive.or(rank.is_none().then_some(false));
            classes.push(class);
        }
    }
    Ok(())
}

/// Reads `classification-national`; in the Japanese gazette it holds the FI.
pub(super) fn read_national(xml: &mut Xml<'_>, classes: &mut Vec<Classification>) -> XmlResult<()> {
    let mut office: Option<OfficeCode> = None;
    let before = classes.len();
    let mut japanese = false;
    while let Some(tag) = xml.child()? {
        let (rank, gazette) = match tag.name() {
            "country" => {
                office = xml.text()?.parse().ok();
                continue;
            }
            "main-classification" => (Some(ClassificationRank::First), false),
            "further-classification" => (Some(ClassificationRank::Later), false),
            "main-clsf" => (Some(ClassificationRank::First), true),
            "further-clsf" => (Some(ClassificationRank::Later), true),
            "text" | "additional-info" => (None, false),
            _ => {
                xml.skip()?;
                continue;
            }
        };
        japanese |= gazette;
        if let Some(symbol) = xml.some_text()? {
            classes.push(Classification { rank, ..plain(ClassificationScheme::National, symbol) });
        }
    }
    let is_fi = japanese && office.is_none_or(|office| office.as_str() == "JP");
    for class in &mut classes[before..] {
        class.office = if is_fi { "JP".parse().ok() } else { office };
        class.national_scheme = is_fi.then(|| "FI".to_owned());
    }
    Ok(())
}

/// Reads the F-terms and their themes, as the Japanese gazette prints them.
pub(super) fn read_f_terms(xml: &mut Xml<'_>, classes: &mut Vec<Classification>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        let scheme = match tag.name() {
            "f-term" => "F-term",
            "theme-code" => "F-term theme",
            _ => {
                read_f_terms(xml, classes)?;
                continue;
            }
        };
        if let Some(symbol) = xml.some_text()? {
            let office = "JP".parse().ok();
            classes.push(Classification {
                national_scheme: Some(scheme.to_owned()),
                office,
                ..plain(ClassificationScheme::National, symbol)
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padded_symbols_lose_their_zeroes() {
        for (text, symbol) in [
            ("H02K0016000000", Some("H02K 16/00")),
            ("H01M0010052500", Some("H01M 10/0525")),
            ("A61K0031470000", Some("A61K 31/47")),
            ("A61K0031471000", Some("A61K 31/471")),
            ("H02K001600000", None),
            ("H02K   16/00  ", None),
            ("", None),
        ] {
            assert_eq!(padded(text).as_deref(), symbol, "{text}");
        }
    }

    #[test]
    fn versions_are_months() {
        for (text, month) in [("2006.01", Some("2006-01")), ("20060101", Some("2006-01")), ("2015-01-01", Some("2015-01")), ("7", None)] {
            assert_eq!(version(text).as_deref(), month, "{text}");
        }
    }
}
