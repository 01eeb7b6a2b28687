//! Deliveries as tests read them, and what is looked at in their publications.

use std::{
    fs,
    path::{Path, PathBuf},
};

use feeds::{DeliveryProgress, DeliverySink, FeedSettings, Limits, ParsedRecord, Reject, Stop, read_delivery};
use publication::{ClassificationScheme, DescriptionBlock, PartyRole, Publication};

#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) records: Vec<ParsedRecord>,
    pub(crate) rejects: Vec<Reject>,
}

impl DeliverySink for Taken {
    fn record(&mut self, record: ParsedRecord) -> Result<(), Stop> {
        self.records.push(record);
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Stop> {
        self.rejects.push(reject);
        Ok(())
    }

    fn progress(&mut self, _progress: DeliveryProgress) {}
}

pub(crate) fn read_for(office: &str, path: &Path) -> Taken {
    let office = office.parse().expect("an office");
    let settings = FeedSettings { office, right: None, format: None, encoding: None, language: None, sample: false };
    let mut taken = Taken::default();
    read_delivery(path, &settings, &Limits::default(), &mut taken).expect("a delivery");
    taken
}

pub(crate) fn read_text(office: &str, text: &str) -> Taken {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("documents.xml");
    fs::write(&path, text).expect("a file");
    read_for(office, &path)
}

/// The only publication of a text.
pub(crate) fn read_one(office: &str, text: &str) -> Publication {
    let taken = read_text(office, text);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    assert_eq!(taken.records.len(), 1);
    taken.records[0].publication.clone()
}

/// A file or folder of real documents; `None`, said aloud, where there is none.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !path.exists() {
        eprintln!("skipped: no real documents ({name})");
        return None;
    }
    Some(path)
}

/// What stands between two texts, first occurrence.
pub(crate) fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let rest = &text[text.find(from)? + from.len()..];
    Some(&rest[..rest.find(to)?])
}

pub(crate) fn count(text: &str, needle: &str) -> usize {
    text.matches(needle).count()
}

pub(crate) fn roles(publication: &Publication, role: PartyRole) -> Vec<&str> {
    publication.parties.iter().filter(|party| party.role == role).map(|party| party.names[0].name.as_str()).collect()
}

pub(crate) fn symbols(publication: &Publication, scheme: ClassificationScheme) -> Vec<&str> {
    publication.classifications.iter().filter(|class| class.scheme == scheme).map(|class| class.symbol.as_str()).collect()
}

pub(crate) fn related(publication: &Publication) -> Vec<(&str, &str, Option<&str>)> {
    publication
        .related
        .iter()
        .map(|related| {
            let number = related.document.number.as_ref().map(|number| number.normalised.as_str());
            (related.relation.as_str(), related.document.as_published.as_str(), number)
        })
        .collect()
}

pub(crate) fn blocks(publication: &Publication) -> (usize, usize) {
    let blocks = publication.descriptions.iter().flat_map(|description| &description.blocks);
    let paragraphs = blocks.clone().filter(|block| matches!(block, DescriptionBlock::Paragraph { .. })).count();
    (blocks.count() - paragraphs, paragraphs)
}

pub(crate) fn raw(record: &ParsedRecord) -> &str {
    std::str::from_utf8(&record.original).expect("UTF-8")
}
