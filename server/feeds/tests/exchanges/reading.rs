//! Deliveries as tests read them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use feeds::{DeliveryProgress, DeliverySink, DeliverySummary, FeedSettings, Limits, ParsedRecord, Reject, Stop, read_delivery};

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

pub(crate) fn read_for(office: &str, path: &Path) -> (Taken, DeliverySummary) {
    let office = office.parse().expect("an office");
    let settings = FeedSettings { office, right: None, format: None, encoding: None, language: None, sample: false };
    let mut taken = Taken::default();
    let summary = read_delivery(path, &settings, &Limits::default(), &mut taken).expect("a delivery");
    (taken, summary)
}

pub(crate) fn read_text(text: &str) -> Taken {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file.xml");
    fs::write(&path, text).expect("a file");
    read_for("TH", &path).0
}

pub(crate) fn only(text: &str) -> ParsedRecord {
    let mut taken = read_text(text);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    assert_eq!(taken.records.len(), 1);
    taken.records.pop().expect("one record")
}

/// A file or folder of real documents; `None`, said aloud, where there is none.
pub(crate) fn shared(file: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(file);
    if !path.exists() {
        eprintln!("skipped: no real documents ({file})");
        return None;
    }
    Some(path)
}

pub(crate) fn original(record: &ParsedRecord) -> &str {
    std::str::from_utf8(&record.original).expect("UTF-8")
}
