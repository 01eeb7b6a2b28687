//! Abstracts, descriptions, claims and figures of ST.36.

use publication::{Abstract, Claim, ClaimSet, Description, DescriptionBlock, Figure, FigureKind, LanguageTag, Publication};

use crate::{
    formats::{
        Context,
        running_text::{RunningText, trailing_number},
    },
    white_space::{fold_char, fold_into, trim_end},
    xml::{Piece, Tag, Xml, XmlResult},
};

/// The texts, each with the language it states.
#[derive(Default)]
pub(in crate::formats) struct FullText {
    abstracts: Vec<(Option<String>, Vec<String>)>,
    descriptions: Vec<(Option<String>, Vec<DescriptionBlock>)>,
    claim_sets: Vec<(Option<String>, Vec<Claim>)>,
}

impl FullText {
    /// Reads an `abstract`.
    pub(in crate::formats) fn read_abstract(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, figures: &mut Vec<Figure>) -> XmlResult<()> {
        let language = xml.attribute(tag, "lang")?;
        let mut paragraphs = Vec::new();
        let mut text = RunningText::of_abstract(figures);
        let mut keep = |paragraph: String| {
            if !paragraph.is_empty() {
                paragraphs.push(paragraph);
            }
        };
        let mut bare = String::new();
        loop {
            match xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "heading" => xml.skip()?,
                    // An abstract that came as a page image.
                    "doc-page" => text.page(xml, &tag)?,
                    _ => {
                        text.read(xml)?;
                        keep(text.take());
                    }
                },
                // Some offices write an abstract without paragraphs.
                Piece::Text(characters) => fold_into(&mut bare, &characters),
                Piece::Character(character) => fold_char(&mut bare, character),
                Piece::Close | Piece::End => break,
            }
        }
        trim_end(&mut bare);
        keep(bare);
        if !paragraphs.is_empty() {
            self.abstracts.push((language, paragraphs));
        }
        Ok(())
    }

    /// Reads a `description`: headings and paragraphs, also those within its sections.
    pub(in crate::formats) fn read_description(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, figures: &mut Vec<Figure>) -> XmlResult<()> {
        let language = xml.attribute(tag, "lang")?;
        let mut blocks = Vec::new();
        let mut text = RunningText::new(figures);
        let mut sections = 0_u32;
        loop {
            match xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "heading" => {
                        text.read(xml)?;
                        let text = text.take();
                        if !text.is_empty() {
                            blocks.push(DescriptionBlock::Heading { text });
                        }
                    }
                    "p" => {
                        let stated = xml.attribute(&tag, "num")?;
                        text.read(xml)?;
                        let number = stated.or(text.take_number());
                        let text = text.take();
                        if !text.is_empty() {
                            blocks.push(DescriptionBlock::Paragraph { number, text });
                        }
                    }
                    // A formula or a table between paragraphs.
                    "tables" | "maths" | "chemistry" | "img" | "sequence-listing" => {
                        text.element(xml, &tag)?;
                        let text = text.take();
                        if !text.is_empty() {
                            blocks.push(DescriptionBlock::Paragraph { number: None, text });
                        }
                    }
                    "doc-page" => text.page(xml, &tag)?,
                    // Sections of later DTDs: technical-field, background-art …
                    _ => sections += 1,
                },
                Piece::Close if sections > 0 => sections -= 1,
                Piece::Close | Piece::End => break,
                Piece::Text(_) | Piece::Character(_) => {}
            }
        }
        if !blocks.is_empty() {
            self.descriptions.push((language, blocks));
        }
        Ok(())
    }

    /// Reads one set of `claims`.
    pub(in crate::formats) fn read_claims(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, figures: &mut Vec<Figure>) -> XmlResult<()> {
        let language = xml.attribute(tag, "lang")?;
        let mut claims: Vec<Claim> = Vec::new();
        let mut text = RunningText::new(figures);
        while let Some(tag) = xml.child()? {
            if tag.name() != "claim" {
                xml.skip()?;
                continue;
            }
            let stated = match xml.attribute(&tag, "num")? {
                Some(number) => claim_number(&number),
                None => xml.attribute(&tag, "id")?.as_deref().and_then(trailing_number),
            };
            text.read(xml)?;
            let position = u32::try_from(claims.len()).unwrap_or(u32::MAX).saturating_add(1);
            let number = stated.filter(|number| *number > 0).unwrap_or(position);
            let mut depends_on = text.take_references();
            depends_on.retain(|claim| *claim != number);
            let text = text.take();
            if !text.is_empty() {
                claims.push(Claim { number, text, depends_on });
            }
        }
        if !claims.is_empty() {
            self.claim_sets.push((language, claims));
        }
        Ok(())
    }

    /// Puts the texts where they belong. A text that states no language has the document's.
    pub(in crate::formats) fn put_into(self, publication: &mut Publication, context: &Context<'_>) {
        let fallback = publication.language.clone().unwrap_or_else(|| context.default_language(publication.id.office()));
        let language = |stated: Option<String>| stated.map_or_else(|| fallback.clone(), |code| LanguageTag::from_office(&code));
        for (stated, paragraphs) in self.abstracts {
            publication.abstracts.push(Abstract { language: language(stated), paragraphs, written_by: None });
        }
        for (stated, blocks) in self.descriptions {
            publication.descriptions.push(Description { language: language(stated), blocks });
        }
        for (stated, claims) in self.claim_sets {
            publication.claim_sets.push(ClaimSet { language: language(stated), claims });
        }
    }
}

/// The number that a claim states; of claims left out in one (`00001-00020`), the first.
fn claim_number(stated: &str) -> Option<u32> {
    let number = |text: &str| text.trim_end_matches('.').parse::<u32>().ok();
    number(stated).or_else(|| {
        let (first, last) = stated.split_once('-')?;
        let (first, last) = (number(first)?, number(last)?);
        (first < last).then_some(first)
    })
}

/// Reads `drawings`: a figure for every image, by the figure's number.
pub(in crate::formats) fn read_drawings(xml: &mut Xml<'_>, figures: &mut Vec<Figure>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        let label = xml.attribute(&tag, "num")?;
        match tag.name() {
            "figure" => {
                while let Some(image) = xml.child()? {
                    read_image(xml, &image, FigureKind::Drawing, label.clone(), figures)?;
                }
            }
            _ => read_image(xml, &tag, FigureKind::Drawing, None, figures)?,
        }
    }
    Ok(())
}

/// Reads the page images of `search-report-data`.
pub(in crate::formats) fn read_pages(xml: &mut Xml<'_>, figures: &mut Vec<Figure>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        read_image(xml, &tag, FigureKind::Page, None, figures)?;
    }
    Ok(())
}

fn read_image(xml: &mut Xml<'_>, tag: &Tag<'_>, kind: FigureKind, label: Option<String>, figures: &mut Vec<Figure>) -> XmlResult<()> {
    if matches!(tag.name(), "img" | "doc-page")
        && let Some(file) = xml.attribute(tag, "file")?
    {
        figures.push(Figure { kind, label, file, content: None, media_type: None });
    }
    xml.skip()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_state_their_numbers_in_several_ways() {
        for (stated, number) in
            [("0001", Some(1)), ("12.", Some(12)), ("00001-00020", Some(1)), ("3-2", None), ("a", None), ("", None), ("c-1", None)]
        {
            assert_eq!(claim_number(stated), number, "{stated}");
        }
    }
}
