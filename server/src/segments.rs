//! The segments of a publication: one way of dividing it, for translating, for the parallel page and for the index.
//!
//! What a record says of a mark or a design in a field of its own is a part too: the products of a design stand with its title, the features of a
//! design and what is said of a mark with the description.

use std::collections::HashMap;

use app::services::FieldTextKind;
use publication::{DescriptionBlock, LanguageTag, Publication, TextPart};
use sha2::{Digest as _, Sha256};
use storage::SegmentKey;
use translator::{Language, SegmentKind};

/// A segment of the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSegment {
    /// How the store knows it.
    pub key: SegmentKey,
    /// What it is.
    pub kind: SegmentKind,
    /// Its text.
    pub text: String,
}

/// A claim, a paragraph, a heading, a title: what a page gives an anchor to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceBlock {
    /// Fragment id within the page.
    pub anchor: String,
    /// Number to show.
    pub label: Option<String>,
    /// For claims: those it depends on.
    pub depends_on: Vec<u32>,
    /// Whether it is a heading.
    pub heading: bool,
    /// Its segments, in order.
    pub segments: Vec<SourceSegment>,
}

/// The languages in which a publication holds a part, that of the publication first.
#[must_use]
pub fn languages_of(publication: &Publication, part: TextPart) -> Vec<LanguageTag> {
    let mut languages: Vec<LanguageTag> = Vec::new();
    let mut add = |language: &LanguageTag| {
        if !languages.contains(language) {
            languages.push(language.clone());
        }
    };
    match part {
        TextPart::Title => {
            publication.titles.iter().for_each(|title| add(&title.language));
            field_texts(publication, part).for_each(|(_, language, _)| add(&language));
        }
        TextPart::Abstract => publication.abstracts.iter().for_each(|text| add(&text.language)),
        TextPart::Claims => publication.claim_sets.iter().for_each(|set| add(&set.language)),
        TextPart::Description => {
            publication.descriptions.iter().for_each(|text| add(&text.language));
            field_texts(publication, part).for_each(|(_, language, _)| add(&language));
        }
        TextPart::Goods => publication.mark.iter().flat_map(|mark| &mark.goods).for_each(|goods| add(&goods.language)),
    }
    if let Some(own) = &publication.language
        && let Some(at) = languages.iter().position(|language| language == own)
    {
        languages[..=at].rotate_right(1);
    }
    languages
}

/// Divides a part of a publication in one language into blocks and segments.
#[must_use]
pub fn blocks_of(publication: &Publication, part: TextPart, language: &LanguageTag) -> Vec<SourceBlock> {
    let mut cutter = Cutter::new(part, language);
    match part {
        TextPart::Title => {
            for title in publication.titles.iter().filter(|title| title.language == *language) {
                cutter.block("title", None, SegmentKind::Title, &title.text);
            }
            cutter.fields(publication);
        }
        TextPart::Abstract => {
            let texts = publication.abstracts.iter().filter(|text| text.language == *language);
            for (at, paragraph) in texts.flat_map(|text| &text.paragraphs).enumerate() {
                cutter.block(&format!("abstract-{}", at + 1), None, SegmentKind::Sentence, paragraph);
            }
        }
        TextPart::Claims => {
            let sets: Vec<_> = publication.claim_sets.iter().filter(|set| set.language == *language).collect();
            for (set_at, set) in sets.iter().enumerate() {
                for claim in &set.claims {
                    // Two sets of one language (claims for different states) number alike; only the first keeps the plain anchor.
                    let anchor =
                        if set_at == 0 { format!("claim-{}", claim.number) } else { format!("set-{}-claim-{}", set_at + 1, claim.number) };
                    cutter.block(&anchor, Some(claim.number.to_string()), SegmentKind::Claim, &claim.text);
                    if let Some(block) = cutter.blocks.last_mut() {
                        block.depends_on = if claim.depends_on.is_empty() {
                            let mut found = translator::claim_references(&claim.text, &cutter.translator_language);
                            found.retain(|number| *number < claim.number);
                            found
                        } else {
                            claim.depends_on.clone()
                        };
                    }
                }
            }
        }
        TextPart::Description => {
            let texts = publication.descriptions.iter().filter(|text| text.language == *language);
            for (at, block) in texts.flat_map(|text| &text.blocks).enumerate() {
                match block {
                    DescriptionBlock::Heading { text } => {
                        cutter.block(&format!("h-{}", at + 1), None, SegmentKind::Heading, text);
                        if let Some(block) = cutter.blocks.last_mut() {
                            block.heading = true;
                        }
                    }
                    DescriptionBlock::Paragraph { number, text } => {
                        let anchor = match number {
                            Some(number) if number.len() <= 12 && number.bytes().all(|b| b.is_ascii_alphanumeric()) => {
                                format!("p-{number}")
                            }
                            _ => format!("b-{}", at + 1),
                        };
                        cutter.block(&anchor, number.clone(), SegmentKind::Sentence, text);
                    }
                }
            }
            cutter.fields(publication);
        }
        TextPart::Goods => {
            let goods = publication.mark.iter().flat_map(|mark| &mark.goods).filter(|goods| goods.language == *language);
            for (at, goods) in goods.enumerate() {
                let label = goods.class.map(|class| class.to_string());
                cutter.block(&format!("goods-{}", at + 1), label, SegmentKind::Goods, &goods.text);
            }
        }
    }
    cutter.blocks
}

/// What a record says of a mark or a design in fields of their own, by the part that they belong to. A product that is a title as well is none.
pub fn field_texts(publication: &Publication, part: TextPart) -> impl Iterator<Item = (FieldTextKind, LanguageTag, &str)> {
    let design = publication.design.iter();
    let products = design.clone().flat_map(|design| &design.products).filter(move |product| !publication.titles.contains(product));
    let products = products.map(|product| (FieldTextKind::Product, product.language.clone(), &product.text));
    let own = publication.text_language();
    let of_design = design.flat_map(|design| [(FieldTextKind::Features, &design.features), (FieldTextKind::Colours, &design.colours)]);
    let of_mark = publication.mark.iter().flat_map(|mark| {
        [
            (FieldTextKind::MarkDescription, &mark.description),
            (FieldTextKind::Colours, &mark.colours),
            (FieldTextKind::Disclaimer, &mark.disclaimer),
        ]
    });
    let said = of_design.chain(of_mark).filter_map(move |(kind, text)| Some((kind, own.clone(), text.as_ref()?)));
    let said = said.filter(move |_| part == TextPart::Description);
    let texts = products.filter(move |_| part == TextPart::Title).chain(said);
    texts.map(|(kind, language, text)| (kind, language, text.as_str())).filter(|(_, _, text)| !text.trim().is_empty())
}

/// The fragment id of the first of such texts.
#[must_use]
pub const fn field_anchor(kind: FieldTextKind) -> &'static str {
    match kind {
        FieldTextKind::Product => "product",
        FieldTextKind::Features => "features",
        FieldTextKind::MarkDescription => "mark-description",
        FieldTextKind::Colours => "colours",
        FieldTextKind::Disclaimer => "disclaimer",
    }
}

/// The hash that a segment is known by: the first 16 bytes of SHA-256 of its text, hexadecimal.
#[must_use]
pub fn source_hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest[..16].iter().fold(String::with_capacity(32), |mut hash, byte| {
        use std::fmt::Write as _;
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

/// The translator's name for a language of ours: tags of the same form.
#[must_use]
pub fn translator_language(language: &LanguageTag) -> Language {
    Language::parse(language.as_str()).unwrap_or_else(|_| Language::undetermined())
}

struct Cutter<'a> {
    part: TextPart,
    language: &'a LanguageTag,
    translator_language: Language,
    seen: HashMap<String, u32>,
    blocks: Vec<SourceBlock>,
}

impl<'a> Cutter<'a> {
    fn new(part: TextPart, language: &'a LanguageTag) -> Self {
        Self { part, language, translator_language: translator_language(language), seen: HashMap::new(), blocks: Vec::new() }
    }

    /// The texts of a mark's or a design's own fields.
    fn fields(&mut self, publication: &Publication) {
        for (kind, language, text) in field_texts(publication, self.part) {
            if language == *self.language {
                let kind_of_segment = if kind == FieldTextKind::Product { SegmentKind::Title } else { SegmentKind::Sentence };
                self.block(field_anchor(kind), None, kind_of_segment, text);
            }
        }
    }

    fn block(&mut self, anchor: &str, label: Option<String>, kind: SegmentKind, text: &str) {
        let mut segments = Vec::new();
        for range in translator::segments(text, &self.translator_language, kind) {
            let Some(text) = text.get(range) else { continue };
            let hash = source_hash(text);
            let occurrence = self.seen.entry(hash.clone()).and_modify(|count| *count += 1).or_insert(0);
            segments.push(SourceSegment {
                key: SegmentKey { part: self.part, language: self.language.clone(), source_hash: hash, occurrence: *occurrence },
                kind,
                text: text.to_owned(),
            });
        }
        self.blocks.push(SourceBlock { anchor: anchor.to_owned(), label, depends_on: Vec::new(), heading: false, segments });
    }
}
