//! A publication made ready for its rows, before the writer is asked for.

use std::collections::BTreeSet;

use publication::{DocumentNumber, OfficeCode, Operation, Publication, PublishedDate, Right, Source, TextPart};

use super::{coverage::Counted, coverage::element_bits};
use crate::{
    PublicationToStore, StorageError,
    content::{Content, PartContent},
    packing::{Packer, Unpacker},
};

/// What is written of one record.
#[derive(Debug)]
pub(super) struct Prepared {
    /// What it does.
    pub(super) operation: Operation,
    /// Whether there is nothing to do after all.
    pub(super) done: bool,
    /// The record that brings it about, where that is not the document's own.
    pub(super) brought_by: Option<Brought>,
    /// The row of the delivery that the document came by, where that is not the one being stored.
    pub(super) delivery: Option<i64>,
    /// The id's text.
    pub(super) name: String,
    pub(super) counted: Counted,
    pub(super) family: Option<String>,
    pub(super) hash: [u8; 32],
    pub(super) source: Source,
    pub(super) numbers: BTreeSet<String>,
    pub(super) filings: BTreeSet<String>,
    /// Subclasses of the IPC.
    pub(super) classes: BTreeSet<String>,
    /// Contents of its figures.
    pub(super) figures: BTreeSet<String>,
    /// Parts to be translated at once, as bits.
    pub(super) to_translate: i64,
    /// JSON; packed after [`Prepared::pack`].
    pub(super) bibliographic: Vec<u8>,
    /// JSON; packed after [`Prepared::pack`].
    pub(super) parts: Vec<PartContent>,
    /// As it came; packed after [`Prepared::pack`].
    pub(super) original: Vec<u8>,
}

/// A record that adds to a document.
#[derive(Clone, Debug)]
pub(super) struct Brought {
    pub(super) source: Source,
    /// As it came, packed.
    pub(super) original: Vec<u8>,
}

/// Whose numbers of families a format's are: the EPO's services number them alike.
fn numbering(format: &str) -> &str {
    if format == "ops" { "docdb" } else { format }
}

impl Prepared {
    /// Takes a record apart and hashes it.
    pub(super) fn prepare(record: PublicationToStore) -> Result<Self, StorageError> {
        let format = record.publication.source.format.clone();
        Self::prepare_of_family(record, &format)
    }

    /// The same where the family was stated by another format than the document.
    pub(super) fn prepare_of_family(record: PublicationToStore, format: &str) -> Result<Self, StorageError> {
        let PublicationToStore { operation, publication, public, original, numbers } = record;
        let counted = counted(&publication, public);
        let family = publication.family.as_ref().and_then(|family| family.id.as_deref());
        // One source's number of a family says nothing about another's.
        let family = family.map(|id| format!("{}:{id}", numbering(format)));
        let mut numbers: BTreeSet<String> = numbers.iter().map(|number| bare(number)).filter(|number| !number.is_empty()).collect();
        numbers.insert(publication.id.number().to_owned());
        let filings = filings(&publication);
        let classes = super::classes::subclasses(&publication);
        let to_translate = part_bits(to_translate(&publication));
        let name = publication.id.to_string();
        let figures = publication.figures.iter().filter_map(|figure| figure.content.clone()).collect();
        let Content { bibliographic, parts, hash, source } = Content::take_apart(publication)?;
        let (done, brought_by, delivery) = (false, None, None);
        Ok(Self {
            operation,
            done,
            brought_by,
            delivery,
            name,
            counted,
            family,
            hash,
            source,
            numbers,
            filings,
            classes,
            figures,
            to_translate,
            bibliographic,
            parts,
            original,
        })
    }

    /// The publication again, after [`Prepared::pack`].
    pub(super) fn publication(&self, unpacker: &mut Unpacker) -> Result<Publication, StorageError> {
        let mut publication = Content::bibliographic(&unpacker.unpack(&self.bibliographic)?, self.source.clone())?;
        for part in &self.parts {
            Content::put_back(&mut publication, part.part, &unpacker.unpack(&part.json)?)?;
        }
        Ok(publication)
    }

    /// Packs what is written packed.
    pub(super) fn pack(&mut self, packer: &mut Packer) -> Result<(), StorageError> {
        self.bibliographic = packer.pack_bibliographic(&self.bibliographic)?;
        self.original = packer.pack(&self.original)?;
        for part in &mut self.parts {
            part.json = packer.pack(&part.json)?;
        }
        Ok(())
    }
}

/// The parts that are translated without being asked for: what lists and first pages show. Of a mark these are its goods and services and what
/// is said of it, of a design its products and features.
fn to_translate(publication: &Publication) -> impl Iterator<Item = TextPart> {
    let (mark, design) = (publication.mark.as_ref(), publication.design.as_ref());
    let products = design.is_some_and(|design| !design.products.is_empty());
    let said_of_design = design.is_some_and(|design| design.features.is_some() || design.colours.is_some());
    let said_of_mark = mark.is_some_and(|mark| mark.description.is_some() || mark.colours.is_some() || mark.disclaimer.is_some());
    [
        (TextPart::Title, !publication.titles.is_empty() || products),
        (TextPart::Abstract, !publication.abstracts.is_empty()),
        (TextPart::Description, said_of_design || said_of_mark),
        (TextPart::Goods, mark.is_some_and(|mark| !mark.goods.is_empty())),
    ]
    .into_iter()
    .filter_map(|(part, is_there)| is_there.then_some(part))
}

/// Parts of text as bits, in the order of [`TextPart::ALL`].
pub(super) fn part_bits(parts: impl IntoIterator<Item = TextPart>) -> i64 {
    parts.into_iter().filter_map(|part| TextPart::ALL.iter().position(|other| *other == part)).fold(0, |bits, at| bits | 1 << at)
}

/// The parts of bits.
pub(super) fn parts_of(bits: i64) -> Vec<TextPart> {
    TextPart::ALL.into_iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, part)| part).collect()
}

/// A number as it is looked up: capital letters and digits.
pub(super) fn bare(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn counted(publication: &Publication, public: bool) -> Counted {
    Counted {
        office: publication.id.office().as_str().to_owned(),
        right: publication.id.right().as_str().to_owned(),
        kind: publication.id.kind().map(|kind| kind.as_str().to_owned()),
        date: number_of(publication.publication_date.as_ref()),
        sample: publication.sample,
        public,
        elements: element_bits(&publication.elements()),
    }
}

fn number_of(date: Option<&PublishedDate>) -> Option<i64> {
    date?.iso.map(|date| i64::from(date.as_number()))
}

/// First filings: the priorities, and the application itself, which later ones elsewhere claim. Marks and designs are numbered apart from
/// patents, so the same number among them is another filing.
fn filings(publication: &Publication) -> BTreeSet<String> {
    let register = match publication.id.right() {
        Right::Patent | Right::UtilityModel => "patent",
        right => right.as_str(),
    };
    let filing = |office: Option<OfficeCode>, number: Option<&DocumentNumber>, date: Option<&PublishedDate>| {
        let (office, number) = (office?, number?);
        Some(format!("{register}/{office}/{}/{}", number.normalised, number_of(date).unwrap_or(0)))
    };
    let priorities = publication.priorities.iter().map(|first| filing(first.office, first.number.as_ref(), first.date.as_ref()));
    let own = publication.application.as_ref().map(|own| filing(own.office, own.number.as_ref(), own.date.as_ref()));
    priorities.chain(own).flatten().collect()
}
