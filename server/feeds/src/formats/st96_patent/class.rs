//! Classes: `pat:PatentClassificationBag`.

use publication::{Classification, ClassificationRank, ClassificationScheme};

use crate::{
    formats::{Remarks, st8, symbol_of},
    xml::{Xml, XmlResult},
};

/// Reads the open bag, and what it holds: IPC, CPC, sets of CPC symbols, and the offices' own.
pub(super) fn read(xml: &mut Xml<'_>, classes: &mut Vec<Classification>, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "IPCRClassification" | "IPCClassification" => one(xml, ClassificationScheme::Ipc, classes, remarks)?,
            "CPCClassification" => one(xml, ClassificationScheme::Cpc, classes, remarks)?,
            "NationalClassification" => national(xml, classes)?,
            "LocarnoClassification" => xml.skip()?,
            _ => read(xml, classes, remarks)?,
        }
    }
    Ok(())
}

fn one(xml: &mut Xml<'_>, scheme: ClassificationScheme, classes: &mut Vec<Classification>, remarks: &mut Remarks) -> XmlResult<()> {
    let mut class = plain(scheme, String::new());
    let (mut front, mut main, mut sub, mut text) = ([const { String::new() }; 3], String::new(), String::new(), None);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "Section" | "CPCSection" => front[0] = xml.text()?,
            "Class" => front[1] = xml.text()?,
            "Subclass" => front[2] = xml.text()?,
            "MainGroup" => main = xml.text()?,
            "Subgroup" => sub = xml.text()?,
            "ClassificationVersionDate" => class.version = version(&xml.text()?),
            "SymbolPositionCode" => class.rank = st8::rank(xml.text()?.bytes().next()),
            "IPCClassificationValueCode" | "CPCClassificationValueCode" => class.inventive = st8::inventive(xml.text()?.bytes().next()),
            "GeneratingOfficeCode" => class.office = xml.text()?.parse().ok(),
            "PatentClassificationText" | "ClassificationSymbolText" => text = xml.some_text()?,
            // Symbols of editions before 2006, one after the other.
            "MainClassification" | "MainIPC" => edition(xml, Some(ClassificationRank::First), classes, remarks)?,
            "FurtherClassification" | "FurtherIPC" => edition(xml, Some(ClassificationRank::Later), classes, remarks)?,
            _ => xml.skip()?,
        }
    }
    let slash = if sub.is_empty() { "" } else { "/" };
    let stated = text.unwrap_or_else(|| format!("{}{main}{slash}{sub}", front.concat()));
    if stated.is_empty() {
        return Ok(());
    }
    match symbol_of(&stated) {
        Some(symbol) => classes.push(Classification { symbol, as_published: stated, ..class }),
        None => remarks.add("class-unreadable", "PatentClassificationBag", &stated),
    }
    Ok(())
}

fn edition(xml: &mut Xml<'_>, rank: Option<ClassificationRank>, classes: &mut Vec<Classification>, remarks: &mut Remarks) -> XmlResult<()> {
    if let Some(class) = st8::edition_notation(&xml.text()?, None, "IPCClassification", remarks) {
        classes.push(Classification { rank, ..class });
    }
    Ok(())
}

fn national(xml: &mut Xml<'_>, classes: &mut Vec<Classification>) -> XmlResult<()> {
    let before = classes.len();
    let mut office = None;
    while let Some(tag) = xml.child()? {
        let rank = match tag.name() {
            "IPOfficeCode" => {
                office = xml.text()?.parse().ok();
                continue;
            }
            "MainNationalClassification" => Some(ClassificationRank::First),
            "FurtherNationalClassification" => Some(ClassificationRank::Later),
            _ => None,
        };
        let symbol = levels(xml)?;
        if !symbol.is_empty() {
            classes.push(Classification { rank, ..plain(ClassificationScheme::National, symbol) });
        }
    }
    for class in &mut classes[before..] {
        class.office = office;
    }
    Ok(())
}

/// Class and subclass, each in an element of its own: `438/455`.
fn levels(xml: &mut Xml<'_>) -> XmlResult<String> {
    let mut levels: Vec<String> = Vec::with_capacity(2);
    loop {
        match xml.next()? {
            crate::xml::Piece::Open(_) => levels.extend(xml.some_text()?),
            crate::xml::Piece::Text(text) if !text.trim().is_empty() => levels.push(text.trim().to_owned()),
            crate::xml::Piece::Text(_) | crate::xml::Piece::Character(_) => {}
            crate::xml::Piece::Close | crate::xml::Piece::End => return Ok(levels.join("/")),
        }
    }
}

/// `2006-01-01` → `2006-01`.
fn version(text: &str) -> Option<String> {
    let date = text.get(..10).unwrap_or(text);
    date.parse::<publication::IsoDate>().is_ok().then(|| date[..7].to_owned())
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
