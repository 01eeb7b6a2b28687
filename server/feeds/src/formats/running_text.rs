//! Running text of ST.36 and its kin: paragraphs and claims with their markup made readable.
//!
//! Subscripts and superscripts become Unicode characters where there are such, lists and tables lines, and an image within the text leaves a
//! mark (〔数式:imgb0001〕) beside the figure that it becomes.

use publication::{Figure, FigureKind};

use crate::{
    white_space::{fold_char, fold_into, trim_end},
    xml::{Piece, Tag, Xml, XmlResult},
};

use super::scripts;

/// Text being gathered, and what was found within it.
#[derive(Debug)]
pub(crate) struct RunningText<'f> {
    text: String,
    figures: &'f mut Vec<Figure>,
    depends_on: Vec<u32>,
    in_abstract: bool,
    /// The paragraph's number, where it stands as an element at the paragraph's beginning.
    number: Option<String>,
    /// Formulae and tables around what is being read: their numbers are counted by the writer and were never printed.
    units: u32,
    /// References around what is being read, which stay on one line whatever they hold.
    references: u32,
}

/// A list being read.
enum List {
    Bulleted(&'static str),
    Numbered(u32),
}

impl<'f> RunningText<'f> {
    /// A text whose images go to `figures`.
    pub(crate) fn new(figures: &'f mut Vec<Figure>) -> Self {
        Self { text: String::new(), figures, depends_on: Vec::new(), in_abstract: false, number: None, units: 0, references: 0 }
    }

    /// The text of an abstract: its drawing is the figure published with it, and leaves no mark.
    pub(crate) fn of_abstract(figures: &'f mut Vec<Figure>) -> Self {
        Self { in_abstract: true, ..Self::new(figures) }
    }

    /// Takes the text gathered so far, and begins anew.
    pub(crate) fn take(&mut self) -> String {
        trim_end(&mut self.text);
        std::mem::take(&mut self.text)
    }

    /// Takes the claims that claim references named, ascending, without doubles.
    pub(crate) fn take_references(&mut self) -> Vec<u32> {
        self.depends_on.sort_unstable();
        self.depends_on.dedup();
        std::mem::take(&mut self.depends_on)
    }

    /// Takes the number that stood at the paragraph's beginning: `1.` and `[0001]` without what sets them off.
    pub(crate) fn take_number(&mut self) -> Option<String> {
        let number = self.number.take()?;
        let number = number.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '.'));
        (!number.is_empty()).then(|| number.to_owned())
    }

    /// What follows begins a line.
    pub(crate) fn break_line(&mut self) {
        trim_end(&mut self.text);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Reads the open element to its end.
    pub(crate) fn read(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        loop {
            match xml.next()? {
                Piece::Text(text) => fold_into(&mut self.text, &text),
                Piece::Character(character) => fold_char(&mut self.text, character),
                Piece::Open(tag) => self.element(xml, &tag)?,
                Piece::Close | Piece::End => return Ok(()),
            }
        }
    }

    /// Reads an element that has just been opened, as what it is within a text.
    pub(crate) fn element(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<()> {
        match st36_name(tag.name()) {
            "sub" | "sub2" => self.script(xml, scripts::push_subscript),
            "sup" | "sup2" => self.script(xml, scripts::push_superscript),
            "br" => {
                xml.skip()?;
                self.break_line();
                Ok(())
            }
            "claim-text" | "row" | "tr" | "title" | "p" | "pre" | "thead" | "tbody" => self.line(xml),
            "entry" | "td" => {
                self.read(xml)?;
                // A cell's end is a tab, whatever the cell holds; the last one of a row is trimmed away.
                trim_blanks(&mut self.text);
                self.text.push('\t');
                Ok(())
            }
            "claim-ref" => {
                let ids = match xml.attribute(tag, "idref")? {
                    Some(ids) => Some(ids),
                    None => xml.attribute(tag, "idrefs")?,
                };
                if let Some(ids) = ids {
                    self.depends_on.extend(ids.split_ascii_whitespace().filter_map(trailing_number));
                }
                self.references += 1;
                self.read(xml)?;
                self.references -= 1;
                Ok(())
            }
            "number" => {
                let number = xml.some_text()?;
                if self.units == 0 && self.text.is_empty() {
                    self.number = self.number.take().or(number);
                }
                Ok(())
            }
            // The beginning and the end of what a reissue leaves out, in brackets as it is printed.
            "deletion-begins" => self.sign(xml, "["),
            "deletion-ends" => self.sign(xml, "]"),
            "tables" => self.unit(xml),
            "sequence-listing" => self.sign(xml, "〔配列表〕"),
            "ul" => {
                let style = xml.attribute(tag, "list-style")?;
                self.list(
                    xml,
                    match style.as_deref() {
                        Some("none") => List::Bulleted(""),
                        Some("dash") => List::Bulleted("- "),
                        _ => List::Bulleted("• "),
                    },
                )
            }
            "ol" => self.list(xml, List::Numbered(1)),
            "dl" => self.list(xml, List::Bulleted("")),
            "maths" => self.formula(xml, "数式"),
            "chemistry" => self.formula(xml, "化学式"),
            "img" => self.image(xml, tag, None),
            "custom-character" => self.image(xml, tag, Some("character")),
            "doc-page" => self.page(xml, tag),
            "Image" => self.image_of_st96(xml),
            _ => self.read(xml),
        }
    }

    fn sign(&mut self, xml: &mut Xml<'_>, sign: &str) -> XmlResult<()> {
        self.text.push_str(sign);
        xml.skip()
    }

    fn unit(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        self.units += 1;
        self.read(xml)?;
        self.units -= 1;
        Ok(())
    }

    fn line(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        if self.references > 0 {
            return self.read(xml);
        }
        self.break_line();
        self.read(xml)?;
        self.break_line();
        Ok(())
    }

    fn script(&mut self, xml: &mut Xml<'_>, push: fn(&mut String, &str)) -> XmlResult<()> {
        let inner = xml.text()?;
        push(&mut self.text, &inner);
        Ok(())
    }

    fn list(&mut self, xml: &mut Xml<'_>, mut list: List) -> XmlResult<()> {
        self.break_line();
        while let Some(tag) = xml.child()? {
            match st36_name(tag.name()) {
                "li" => {
                    self.break_line();
                    match &mut list {
                        List::Bulleted(bullet) => self.text.push_str(bullet),
                        List::Numbered(number) => {
                            self.text.push_str(&format!("{number}. "));
                            *number += 1;
                        }
                    }
                    self.read(xml)?;
                }
                "dt" => {
                    self.break_line();
                    self.read(xml)?;
                    fold_char(&mut self.text, ' ');
                }
                "dd" => self.read(xml)?,
                _ => self.element(xml, &tag)?,
            }
        }
        self.break_line();
        Ok(())
    }

    /// A formula: its image is the published form. Only where there is none, its characters are all there is.
    fn formula(&mut self, xml: &mut Xml<'_>, what: &str) -> XmlResult<()> {
        let before = std::mem::take(&mut self.text);
        let images = self.figures.len();
        self.unit(xml)?;
        let inner = std::mem::replace(&mut self.text, before);
        if self.figures.len() > images {
            for position in images..self.figures.len() {
                let mark = mark(what, &self.figures[position].file);
                self.text.push_str(&mark);
            }
        } else {
            fold_into(&mut self.text, &inner);
        }
        Ok(())
    }

    fn image(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, known: Option<&str>) -> XmlResult<()> {
        let content = match known {
            Some(content) => content.to_owned(),
            None => xml.attribute(tag, "img-content")?.unwrap_or_default(),
        };
        let file = xml.attribute(tag, "file")?;
        let label = xml.attribute(tag, "alt")?.filter(|label| label.len() <= 80);
        xml.skip()?;
        let Some(file) = file else { return Ok(()) };
        let drawing = matches!(content.as_str(), "" | "drawing" | "undefined");
        if self.in_abstract && drawing {
            self.figures.push(Figure { kind: FigureKind::Abstract, label, file, content: None, media_type: None });
            return Ok(());
        }
        let what = match content.as_str() {
            "math" | "maths" => "数式",
            "chem" | "chemistry" => "化学式",
            "table" => "表",
            "dna" | "sequence" => "配列",
            "character" => "文字",
            "program-listing" => "プログラム",
            "drawing" | "figure" => "図",
            _ => "画像",
        };
        self.text.push_str(&mark(what, &file));
        self.figures.push(Figure { kind: FigureKind::Inline, label, file, content: None, media_type: None });
        Ok(())
    }

    /// The open image of WIPO ST.96, which says in elements what ST.36 says in attributes.
    pub(crate) fn image_of_st96(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        let (mut file, mut content) = (None, String::new());
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "FileName" => file = xml.some_text()?,
                "ImageContentCategory" => content = xml.text()?.to_lowercase(),
                _ => xml.skip()?,
            }
        }
        let Some(file) = file else { return Ok(()) };
        let kind = if self.in_abstract { FigureKind::Abstract } else { FigureKind::Inline };
        if !self.in_abstract {
            let what = match content.as_str() {
                "mathematical formula" => "数式",
                "chemical formula" => "化学式",
                "table" => "表",
                "drawing" => "図",
                _ => "画像",
            };
            self.text.push_str(&mark(what, &file));
        }
        self.figures.push(Figure { kind, label: None, file, content: None, media_type: None });
        Ok(())
    }

    /// A page that came as an image: no text, but a figure.
    pub(crate) fn page(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<()> {
        let file = xml.attribute(tag, "file")?;
        xml.skip()?;
        if let Some(file) = file {
            self.figures.push(Figure { kind: FigureKind::Page, label: None, file, content: None, media_type: None });
        }
        Ok(())
    }
}

/// The names that WIPO ST.96 gives to elements of running text, by those of ST.36.
fn st36_name(name: &str) -> &str {
    match name {
        "Sub" => "sub",
        "Sup" => "sup",
        "Br" => "br",
        "P" => "p",
        "Pre" => "pre",
        "ClaimText" => "claim-text",
        "ClaimReference" => "claim-ref",
        "Row" => "row",
        "Entry" => "entry",
        "Title" => "title",
        "UnorderedList" | "UL" | "Ul" => "ul",
        "OrderedList" | "OL" | "Ol" => "ol",
        "DefinitionList" | "DL" | "Dl" => "dl",
        "ListItem" | "LI" | "Li" => "li",
        "DefinitionTerm" | "DT" | "Dt" => "dt",
        "DefinitionDescription" | "DD" | "Dd" => "dd",
        "Math" => "maths",
        "ChemicalFormulae" | "Chemistry" => "chemistry",
        other => other,
    }
}

fn trim_blanks(text: &mut String) {
    text.truncate(text.trim_end_matches([' ', '\n']).len());
}

fn mark(what: &str, file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("〔{what}:{stem}〕")
}

/// The number that an id ends in: `c-en-0012` → 12.
pub(crate) fn trailing_number(id: &str) -> Option<u32> {
    let digits = id.bytes().rev().take_while(u8::is_ascii_digit).count();
    id[id.len() - digits..].parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Entities;

    fn read(xml: &str) -> (String, Vec<u32>, Vec<Figure>) {
        let entities = Entities::default();
        let mut reader = Xml::new(xml, &entities, 100);
        assert!(reader.child().expect("an element").is_some());
        let mut figures = Vec::new();
        let mut text = RunningText::new(&mut figures);
        text.read(&mut reader).expect("a text");
        let (read, references) = (text.take(), text.take_references());
        (read, references, figures)
    }

    #[test]
    fn markup_becomes_readable() {
        for (xml, expected) in [
            ("<p>H<sub>2</sub>O, 10<sup>-3</sup> m<sup>2</sup>, x<sub>max</sub>, y<sub>W</sub></p>", "H₂O, 10⁻³ m², xₘₐₓ, y_W"),
            ("<p>a<br/> b <b>c</b><i>d</i> &lt;e&gt; &#x3b1;&deg;</p>", "a\nb cd <e> α°"),
            (
                "<p>x: <ul list-style='dash'><li>one<ul list-style='none'><li>deep</li></ul></li><li>two</li></ul>end</p>",
                "x:\n- one\ndeep\n- two\nend",
            ),
            ("<p><ol><li>one</li><li>two</li></ol></p>", "1. one\n2. two"),
            ("<p><dl><dt>10</dt><dd>pump</dd><dt>20</dt><dd>valve</dd></dl></p>", "10 pump\n20 valve"),
            (
                "<p><tables><table><title>T</title><tgroup><thead><row><entry>A</entry><entry/><entry>C</entry></row></thead><tbody><row><entry> 1 </entry><entry>2</entry></row></tbody></tgroup></table></tables></p>",
                "T\nA\t\tC\n1\t2",
            ),
            (
                "<claim><claim-text>A device: <claim-text>a pump;</claim-text> <claim-text>a valve</claim-text>.</claim-text></claim>",
                "A device:\na pump;\na valve\n.",
            ),
            ("<p>a<!-- EPO <DP n='2'> --> b</p>", "a b"),
            ("<p><![CDATA[x < y]]></p>", "x < y"),
        ] {
            assert_eq!(read(xml).0, expected, "{xml}");
        }
    }

    #[test]
    fn numbers_of_paragraphs_are_no_text_and_those_of_formulae_are_dropped() {
        let entities = Entities::default();
        let mut reader = Xml::new(
            "<p><number>[0012]</number> See <tables><number>1</number><table><row><entry>a</entry></row></table></tables></p>",
            &entities,
            100,
        );
        assert!(reader.child().expect("an element").is_some());
        let mut figures = Vec::new();
        let mut text = RunningText::new(&mut figures);
        text.read(&mut reader).expect("a text");
        assert_eq!((text.take_number().as_deref(), text.take().as_str()), (Some("0012"), "See\na"));
        let (text, references, _) = read(
            "<c>of <claim-ref idref='CLM-00002'><claim-text>claim 2</claim-text></claim-ref>, <deletion-begins/>x<deletion-ends/></c>",
        );
        assert_eq!((text.as_str(), references), ("of claim 2, [x]", vec![2]));
    }

    #[test]
    fn references_and_images_are_found() {
        let (text, references, _) =
            read("<c>as in <claim-ref idref='c-en-0003 c-en-0001'>1 or 3</claim-ref>, <claim-ref idref='c-en-0003'>3</claim-ref></c>");
        assert_eq!((text.as_str(), references), ("as in 1 or 3, 3", vec![1, 3]));
        let (text, _, figures) = read(
            "<p>E = <maths num='1'><math><mi>m</mi></math><img file='imgb0001.tif' img-content='math'/></maths> and <maths><math><mi>c</mi></math></maths><img file='d/t1.tif' img-content='table'/></p>",
        );
        assert_eq!(text, "E = 〔数式:imgb0001〕 and c〔表:t1〕");
        assert_eq!(figures.len(), 2);
        assert!(figures.iter().all(|figure| figure.kind == FigureKind::Inline));
    }
}
