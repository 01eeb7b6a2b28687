//! What must hold whatever is read.

pub use feeds::FormatName;
use feeds::{DeliveryProgress, DeliverySink, FeedSettings, Limits, ParsedRecord, Reject, Stop, number_forms, read_bytes};
use index_config::{NumberQuery, SearchParams, classes_in, numbers_in, numbers_of_field, query_of};
use publication::{DocumentNumber, OfficeCode, Publication, PublicationId, PublishedDate};

/// Bytes that a record may grow to, by byte of what it was read from: names of fields stand in JSON and not in every format.
const GROWTH: usize = 60;
/// Bytes beside it.
const ROOM: usize = 64 * 1024;

/// One file of a format that is known.
pub fn format(format: FormatName, bytes: &[u8]) {
    read("file", bytes, Some(format));
}

/// A file of which nothing is known: records or an archive.
pub fn delivery(bytes: &[u8]) {
    read("delivery", bytes, None);
}

fn read(name: &str, bytes: &[u8], format: Option<FormatName>) {
    let settings =
        FeedSettings { office: "TH".parse().expect("an office"), right: None, format, encoding: None, language: None, sample: false };
    let limits = Limits {
        record_bytes: 1 << 20,
        file_bytes: 4 << 20,
        delivery_bytes: 16 << 20,
        files: 1_000,
        figure_bytes: 1 << 20,
        ..Limits::default()
    };
    let mut checking = Checking { input: bytes.len(), archive: format.is_none() };
    // A delivery may be refused; that it says why is checked with its rejects.
    let _ = read_bytes(name, bytes, &settings, &limits, &mut checking);
}

struct Checking {
    input: usize,
    archive: bool,
}

impl DeliverySink for Checking {
    fn record(&mut self, record: ParsedRecord) -> Result<(), Stop> {
        let publication = &record.publication;
        let id = publication.id.to_string();
        assert_eq!(id.parse::<PublicationId>().as_ref(), Ok(&publication.id), "an id is read as it is written");
        let json = serde_json::to_string(publication).expect("a publication is written");
        let read: Publication = serde_json::from_str(&json).expect("a publication is read as it is written");
        assert_eq!(&read, publication, "a publication is read as it is written");
        // What is unpacked may be larger than what came; it is bounded by the limits.
        let source = if self.archive { record.original.len() } else { self.input };
        assert!(json.len() <= source * GROWTH + ROOM, "{} bytes from {source}", json.len());
        assert!(!record.original.is_empty(), "a record has an original");
        for form in number_forms(publication) {
            assert!(!form.is_empty() && form.len() <= 200, "{form}");
        }
        for figure in &record.figures {
            assert!(figure.figure < publication.figures.len(), "a figure belongs to one that is named");
        }
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Stop> {
        assert!(!reject.file.is_empty() && !reject.place.is_empty() && !reject.code.is_empty() && !reject.reason.is_empty(), "{reject:?}");
        Ok(())
    }

    fn progress(&mut self, progress: DeliveryProgress) {
        assert!(progress.bytes <= progress.total, "{progress:?}");
    }
}

/// Numbers as people and offices write them: the first two letters are an office, the rest a number, a date, a class.
pub fn numbers(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for query in numbers_in(text).unwrap_or_default() {
        forms_are_sound(&query);
    }
    for query in numbers_of_field(text).into_iter().flatten() {
        forms_are_sound(&query);
    }
    let date = PublishedDate::read(text);
    if let Some(iso) = date.iso {
        assert_eq!(PublishedDate::read(&iso.to_string()).iso, Some(iso), "a date is read as it is written");
    }
    let _ = classes_in(text);
    if let Some((office, number)) = text.split_at_checked(2)
        && let Ok(office) = office.parse::<OfficeCode>()
        && let Ok(read) = DocumentNumber::read(office, number, None)
    {
        let again = DocumentNumber::read(office, &read.normalised, None).map(|number| number.normalised);
        assert!(again.is_ok(), "{office} {number}: what was normalised is a number: {:?}", read.normalised);
    }
    if let Ok(id) = text.parse::<PublicationId>() {
        assert_eq!(id.to_string().parse::<PublicationId>().as_ref(), Ok(&id), "an id is read as it is written");
    }
}

fn forms_are_sound(query: &NumberQuery) {
    assert!(query.forms.iter().all(|form| !form.is_empty()), "{query:?}");
}

/// Addresses of the search page.
pub fn queries(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (params, _) = SearchParams::from_query(text);
    let params = params.normalised();
    let address = params.to_query();
    let (again, _) = SearchParams::from_query(&address);
    assert_eq!(again.normalised().to_query(), address, "an address in canonical order leads to itself");
    let _ = query_of(&params);
}
