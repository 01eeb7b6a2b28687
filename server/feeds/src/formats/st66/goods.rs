//! Goods and services: `GoodsServicesDetails`.

use crate::{
    formats::register::{MarkRecord, StatedGoods},
    xml::{Xml, XmlResult},
};

/// Reads `GoodsServicesDetails` and what it holds, to `ClassDescription`.
pub(super) fn read(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "ClassDescription" => class_description(xml, mark)?,
            "GoodsServices" | "ClassDescriptionDetails" => read(xml, mark)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn class_description(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    let mut class = None;
    let before = mark.goods.len();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "ClassNumber" => class = xml.some_text()?,
            "GoodsServicesDescription" => {
                let language = xml.attribute(&tag, "languageCode")?;
                let text = xml.text()?;
                if !text.is_empty() {
                    mark.goods.push(StatedGoods { class: None, language, text });
                }
            }
            // The USPTO's classes of before 1973, which it still states beside the Nice classification.
            "ClassDescriptionExt" => {
                while let Some(tag) = xml.child()? {
                    if tag.name() == "DomesticClassNumbers" {
                        mark.national_classes.extend(xml.some_text()?);
                    } else {
                        xml.skip()?;
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    // The number may stand before its goods or behind them.
    for goods in mark.goods.iter_mut().skip(before) {
        goods.class.clone_from(&class);
    }
    if mark.goods.len() == before {
        mark.classes.extend(class);
    }
    Ok(())
}
