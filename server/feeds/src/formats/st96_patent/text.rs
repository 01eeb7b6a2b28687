//! Abstract, description, claims and drawings.

use publication::{Abstract, Claim, ClaimSet, Description, DescriptionBlock, Figure, FigureKind, LanguageTag, Publication};

use crate::{
    formats::{Context, running_text::RunningText},
    xml::{Piece, Tag, Xml, XmlResult},
};

/// The texts, each with the language it states.
#[derive(Debug, Default)]
pub(super) struct Texts {
    abstracts: Vec<(Option<String>, Vec<String>)>,
    descriptions: Vec<(Option<String>, Vec<DescriptionBlock>)>,
    claim_sets: Vec<(Option<String>, Vec<Claim>)>,
    figures: Vec<Figure>,
}

impl Texts {
    /// Reads the open `Abstract`.
    pub(super) fn read_abstract(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<()> {
        let language = xml.attribute(tag, "languageCode")?;
        let mut paragraphs = Vec::new();
        let mut text = RunningText::of_abstract(&mut self.figures);
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "Heading" | "InventionTitle" => xml.skip()?,
                "PageImage" | "Image" => text.image_of_st96(xml)?,
                _ => {
                    text.read(xml)?;
                    let paragraph = text.take();
                    if !paragraph.is_empty() {
                        paragraphs.push(paragraph);
                    }
                }
            }
        }
        if !paragraphs.is_empty() {
            self.abstracts.push((language, paragraphs));
        }
        Ok(())
    }

    /// Reads the open `Description`: headings and paragraphs, also those within its sections.
    pub(super) fn read_description(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<()> {
        let language = xml.attribute(tag, "languageCode")?;
        let mut blocks = Vec::new();
        let mut text = RunningText::new(&mut self.figures);
        let mut sections = 0_u32;
        loop {
            match xml.next()? {
                Piece::Open(tag) => match tag.name() {
                    "Heading" => {
                        text.read(xml)?;
                        let text = text.take();
                        if !text.is_empty() {
                            blocks.push(DescriptionBlock::Heading { text });
                        }
                    }
                    "P" => {
                        let number = xml.attribute(&tag, "pNumber")?;
                        text.read(xml)?;
                        let text = text.take();
                        if !text.is_empty() {
                            blocks.push(DescriptionBlock::Paragraph { number, text });
                        }
                    }
                    // The title once more.
                    "InventionTitle" => xml.skip()?,
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

    /// Reads an open set of `Claims`.
    pub(super) fn read_claims(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<()> {
        let language = xml.attribute(tag, "languageCode")?;
        let mut claims: Vec<Claim> = Vec::new();
        let mut text = RunningText::new(&mut self.figures);
        while let Some(tag) = xml.child()? {
            if tag.name() != "Claim" {
                xml.skip()?;
                continue;
            }
            let mut stated = None;
            while let Some(tag) = xml.child()? {
                match tag.name() {
                    "ClaimNumber" => stated = xml.text()?.trim_end_matches('.').parse::<u32>().ok().filter(|number| *number > 0),
                    "ClaimText" => {
                        text.break_line();
                        text.read(xml)?;
                    }
                    _ => xml.skip()?,
                }
            }
            let position = u32::try_from(claims.len()).unwrap_or(u32::MAX).saturating_add(1);
            let number = stated.unwrap_or(position);
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

    /// Reads the open `Drawings`: figures with an image each, or pages.
    pub(super) fn read_drawings(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while xml.child()?.is_some() {
            let mut drawing = Drawing::default();
            drawing.read(xml)?;
            for file in drawing.files {
                let label = drawing.label.clone();
                self.figures.push(Figure { kind: FigureKind::Drawing, label, file, content: None, media_type: None });
            }
        }
        Ok(())
    }

    /// Puts the texts where they belong. A text that states no language has the document's.
    pub(super) fn put_into(self, publication: &mut Publication, context: &Context<'_>) {
        let fallback = publication.language.clone().unwrap_or_else(|| context.default_language(publication.id.office()));
        let language = |stated: Option<String>| stated.map_or_else(|| fallback.clone(), |code| LanguageTag::from_office(&code));
        publication.abstracts = self
            .abstracts
            .into_iter()
            .map(|(stated, paragraphs)| Abstract { language: language(stated), paragraphs, written_by: None })
            .collect();
        publication.descriptions =
            self.descriptions.into_iter().map(|(stated, blocks)| Description { language: language(stated), blocks }).collect();
        publication.claim_sets =
            self.claim_sets.into_iter().map(|(stated, claims)| ClaimSet { language: language(stated), claims }).collect();
        publication.figures = self.figures;
    }
}

/// A figure or a page, with its images.
#[derive(Default)]
struct Drawing {
    label: Option<String>,
    files: Vec<String>,
}

impl Drawing {
    fn read(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "FigureNumber" => self.label = xml.some_text()?,
                "FileName" => self.files.extend(xml.some_text()?),
                "Image" | "PageImage" | "FigureImage" => self.read(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }
}
