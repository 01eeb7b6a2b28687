//! The segments of a publication: one way of dividing it, for translating, for the parallel page and for the index.

use std::collections::HashMap;

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
        TextPart::Title => publication.titles.iter().for_each(|title| add(&title.language)),
        TextPart::Abstract => publication.abstracts.iter().for_each(|text| add(&text.language)),
        TextPart::Claims => publication.claim_sets.iter().for_each(|set| add(&set.language)),
        TextPart::Description => publication.descriptions.iter().for_each(|text| add(&text.language)),
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
