//! Goods and services: `tmk:GoodsServicesBag`.

use crate::{
    formats::register::{MarkRecord, StatedGoods},
    xml::{Xml, XmlResult},
};

/// Reads the open `GoodsServicesBag`, and what it holds.
pub(super) fn read(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "GoodsServicesClassification" => classification(xml, mark)?,
            "ClassDescription" => class_description(xml, mark)?,
            "GoodsServices" | "GoodsServicesClassificationBag" | "ClassDescriptionBag" => read(xml, mark)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Which classes, of which classification: Nice, or an office's own.
fn classification(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    let (mut kind, mut class) = (None, None);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "ClassificationKindCode" => kind = xml.some_text()?,
            "ClassNumber" => class = xml.some_text()?,
            "NationalClassNumber" => mark.national_classes.extend(xml.some_text()?),
            _ => xml.skip()?,
        }
    }
    if kind.is_none_or(|kind| kind.eq_ignore_ascii_case("nice")) {
        mark.classes.extend(class);
    }
    Ok(())
}

fn class_description(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    let mut class = None;
    let before = mark.goods.len();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "ClassNumber" => class = xml.some_text()?,
            "GoodsServicesDescriptionText" => {
                let language = xml.attribute(&tag, "languageCode")?;
                let text = xml.text()?;
                if !text.is_empty() {
                    mark.goods.push(StatedGoods { class: None, language, text });
                }
            }
            _ => xml.skip()?,
        }
    }
    for goods in mark.goods.iter_mut().skip(before) {
        goods.class.clone_from(&class);
    }
    if mark.goods.len() == before {
        mark.classes.extend(class);
    }
    Ok(())
}
