//! How a mark looks and reads: `tmk:MarkRepresentation`.

use crate::{
    formats::register::{MarkRecord, append},
    xml::{Xml, XmlResult},
};

use super::localized;

/// What some writers put where a file's name belongs.
const NO_IMAGE: &str = "No image available";

/// Reads the open `MarkRepresentation`.
pub(super) fn read(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    let mut significant = None;
    fields(xml, mark, &mut significant)?;
    if mark.verbal_elements.is_empty() {
        mark.verbal_elements.extend(significant);
    }
    Ok(())
}

fn fields(xml: &mut Xml<'_>, mark: &mut MarkRecord, significant: &mut Option<(Option<String>, String)>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "MarkFeatureCategory" => append(&mut mark.feature, xml.some_text()?),
            "MarkFeatureCode" => mark.feature_code = xml.some_text()?,
            "MarkVerbalElementText" => mark.verbal_elements.extend(localized(xml, &tag)?),
            "MarkSignificantVerbalElementText" => *significant = localized(xml, &tag)?,
            "MarkTranslationText" | "MarkTranslation" => append(&mut mark.translation, xml.some_text()?),
            "MarkTransliteration" | "MarkTransliterationText" => append(&mut mark.transliteration, xml.some_text()?),
            "MarkStandardCharacterIndicator" => mark.standard_characters = xml.some_text()?,
            "MarkDescriptionText" => append(&mut mark.description, xml.some_text()?),
            "FileName" => mark.images.extend(xml.some_text()?.filter(|name| name != NO_IMAGE)),
            "MarkImageColourClaimedText" | "MarkImageColourPartClaimedText" | "ColourClaimedText" => {
                append(&mut mark.colours, xml.some_text()?)
            }
            "ViennaClassification" => mark.vienna.extend(vienna(xml)?),
            "NationalDesignCode" => mark.design_codes.extend(xml.some_text()?),
            "MarkReproduction"
            | "WordMarkSpecification"
            | "MarkImageBag"
            | "MarkImage"
            | "MarkDescriptionBag"
            | "NationalMarkDescription"
            | "MarkImageClassification"
            | "FigurativeElementClassificationBag"
            | "ViennaClassificationBag"
            | "NationalDesignSearchCodeBag"
            | "NationalDesignSearchCode" => fields(xml, mark, significant)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Category, division and section, each in an element of its own.
fn vienna(xml: &mut Xml<'_>) -> XmlResult<Option<String>> {
    let mut levels: Vec<String> = Vec::with_capacity(3);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "ViennaCategory" | "ViennaDivision" | "ViennaSection" | "ViennaClassificationText" => levels.extend(xml.some_text()?),
            _ => xml.skip()?,
        }
    }
    Ok((!levels.is_empty()).then(|| levels.join(".")))
}
