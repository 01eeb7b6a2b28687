//! Classes: IPC of all editions, CPC, and the offices' own.

use publication::{Classification, ClassificationRank, ClassificationScheme};

use crate::{
    formats::{Remarks, st8, symbol_of},
    xml::{Xml, XmlResult},
};

/// Reads `classification-ipc`: symbols of editions before 2006.
pub(in crate::formats) fn read_ipc(xml: &mut Xml<'_>, classes: &mut Vec<Classification>, remarks: &mut Remarks) -> XmlResult<()> {
    let mut edition = None;
    while let Some(tag) = xml.child()? {
        let rank = match tag.name() {
            "edition" => {
                edition = xml.some_text()?;
                continue;
            }
            "main-classification" => Some(ClassificationRank::First),
            "further-classification" => Some(ClassificationRank::Later),
            "additional-info" | "linked-indexing-code-group" | "unlinked-indexing-code" => None,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        if let Some(mut class) = st8::edition_notation(&xml.text()?, edition.as_deref(), "classification-ipc", remarks) {
            class.rank = rank;
            class.inventive = rank.is_none().then_some(false);
            classes.push(class);
        }
    }
    Ok(())
}

/// Reads `classifications-ipcr`.
pub(in crate::formats) fn read_ipcr(xml: &mut Xml<'_>, classes: &mut Vec<Classification>, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "classification-ipcr" => read_ipcr(xml, classes, remarks)?,
            "text" => {
                let text = xml.verbatim()?;
                classes.extend(st8::fixed_width(ClassificationScheme::Ipc, &text, "classification-ipcr", remarks));
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Reads `patent-classifications`: CPC and national schemes, each saying its scheme.
pub(in crate::formats) fn read_patent_classifications(
    xml: &mut Xml<'_>,
    classes: &mut Vec<Classification>,
    remarks: &mut Remarks,
) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "patent-classification" => classes.extend(read_one(xml, remarks)?),
            // Sets of CPC symbols that only mean something together.
            "combination-set" | "combination-rank" => read_patent_classifications(xml, classes, remarks)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn read_one(xml: &mut Xml<'_>, remarks: &mut Remarks) -> XmlResult<Option<Classification>> {
    let (mut scheme, mut office, mut version) = (None, None, None);
    let (mut symbol, mut rank, mut inventive, mut generating) = (String::new(), None, None, None);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "classification-scheme" => {
                scheme = xml.attribute(&tag, "scheme")?;
                office = xml.attribute(&tag, "office")?;
                let date = xml.text()?;
                version = (date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit())).then(|| st8::month(date.as_bytes()));
            }
            "classification-symbol" => symbol = xml.text()?,
            "symbol-position" => rank = st8::rank(xml.text()?.bytes().next()),
            "classification-value" => inventive = st8::inventive(xml.text()?.bytes().next()),
            "generating-office" => generating = xml.text()?.parse().ok(),
            _ => xml.skip()?,
        }
    }
    if symbol.is_empty() {
        return Ok(None);
    }
    let name = scheme.unwrap_or_default();
    let kind = match name.to_ascii_uppercase().as_str() {
        "CPC" | "CPCI" | "CPCNO" | "CPCA" => ClassificationScheme::Cpc,
        "IPC" | "IPCR" => ClassificationScheme::Ipc,
        _ => ClassificationScheme::National,
    };
    let read = match kind {
        ClassificationScheme::National => Some(symbol.clone()),
        _ => symbol_of(&symbol),
    };
    let Some(read) = read else {
        remarks.add("class-unreadable", "patent-classification", &symbol);
        return Ok(None);
    };
    Ok(Some(Classification {
        scheme: kind,
        national_scheme: (kind == ClassificationScheme::National && !name.is_empty()).then_some(name),
        symbol: read,
        as_published: symbol,
        version,
        rank,
        inventive,
        office: generating.or_else(|| office.and_then(|code| code.parse().ok())),
    }))
}

/// Reads `classification-national`: the scheme is the one of the country it names.
pub(in crate::formats) fn read_national(xml: &mut Xml<'_>, classes: &mut Vec<Classification>) -> XmlResult<()> {
    let mut office = None;
    while let Some(tag) = xml.child()? {
        let rank = match tag.name() {
            "country" => {
                office = xml.text()?.parse().ok();
                continue;
            }
            "main-classification" => Some(ClassificationRank::First),
            "further-classification" => Some(ClassificationRank::Later),
            "text" => None,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        if let Some(symbol) = xml.some_text()? {
            classes.push(Classification {
                scheme: ClassificationScheme::National,
                national_scheme: None,
                as_published: symbol.clone(),
                symbol,
                version: None,
                rank,
                inventive: None,
                office,
            });
        }
    }
    Ok(())
}
