//! Deliveries that are damaged, odd or hostile: a reject or a refusal with its code, while the rest goes on.

mod archives;
mod encodings;
mod exchanges;
mod patents;

use std::{
    fs,
    io::{Cursor, Write},
    path::Path,
};

use feeds::{
    DeliveryError, DeliveryProgress, DeliverySink, DeliverySummary, FeedSettings, Limits, ParsedRecord, Reject, Stop, read_delivery,
};
use proptest::prelude::*;

#[derive(Default)]
struct Taken {
    ids: Vec<String>,
    titles: Vec<String>,
    files: Vec<String>,
    rejects: Vec<Reject>,
}

impl DeliverySink for Taken {
    fn record(&mut self, record: ParsedRecord) -> Result<(), Stop> {
        self.ids.push(record.publication.id.to_string());
        self.titles.extend(record.publication.titles.iter().map(|title| title.text.clone()));
        self.files.push(record.publication.source.file.clone());
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Stop> {
        self.rejects.push(reject);
        Ok(())
    }

    fn progress(&mut self, _progress: DeliveryProgress) {}
}

impl Taken {
    fn codes(&self) -> Vec<&str> {
        self.rejects.iter().map(|reject| reject.code.as_str()).collect()
    }
}

fn settings() -> FeedSettings {
    FeedSettings { office: "TH".parse().expect("TH"), right: None, format: None, encoding: None, language: None, sample: false }
}

fn try_read(path: &Path, limits: &Limits) -> Result<(Taken, DeliverySummary), DeliveryError> {
    read_as(path, &settings(), limits)
}

fn read_as(path: &Path, settings: &FeedSettings, limits: &Limits) -> Result<(Taken, DeliverySummary), DeliveryError> {
    let mut taken = Taken::default();
    let summary = read_delivery(path, settings, limits, &mut taken)?;
    assert_eq!((summary.records as usize, summary.rejects as usize), (taken.ids.len(), taken.rejects.len()));
    Ok((taken, summary))
}

/// Reads a delivery of some files.
fn read(files: &[(&str, &[u8])]) -> Taken {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    try_read(folder.path(), &Limits::default()).expect("a delivery").0
}

fn docdb(number: &str, inside: &str) -> String {
    format!(
        "<exchange-document country=\"VN\" doc-number=\"{number}\" kind=\"A\" date-publ=\"20200102\"><bibliographic-data><invention-title lang=\"en\">T{inside}</invention-title></bibliographic-data></exchange-document>"
    )
}

fn back_file(records: &[String]) -> String {
    format!("<?xml version=\"1.0\"?>\n<exchange-documents>{}</exchange-documents>", records.join("\n"))
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("a zip").into_inner()
}

#[test]
fn a_defect_costs_one_record() {
    for (inside, code) in [
        ("<b>", "xml-malformed"),
        ("&lol;", "xml-entity"),
        ("</x>", "xml-malformed"),
        ("&#xFFFFFFF;", "xml-malformed"),
        (&"<a>".repeat(200), "xml-too-deep"),
    ] {
        let taken =
            read(&[("a.xml", back_file(&[docdb("1001", ""), docdb("1002", inside), docdb("1003", " & Co &alpha;&SACUTE;")]).as_bytes())]);
        assert_eq!(taken.ids, ["VN-patent-1001-A", "VN-patent-1003-A"], "{code}");
        assert_eq!(taken.codes(), [code]);
        assert!(taken.rejects[0].place.contains("byte"), "{}", taken.rejects[0].place);
    }
    for (record, code) in [
        (docdb("", ""), "number-missing"),
        (docdb("ABC", ""), "number-invalid"),
        (docdb(&"9".repeat(60), ""), "number-invalid"),
        (docdb("1002", "").replace("kind=\"A\"", "kind=\"A99\""), "kind-invalid"),
        (docdb("1002", "").replace("\"VN\"", "\"VNM\""), "office-invalid"),
        (docdb("1002", "").replace("20200102", "20201345"), "date-invalid"),
        ("<exchange-document country='VN'>".to_owned(), "xml-malformed"),
    ] {
        let taken = read(&[("a.xml", back_file(&[docdb("1001", ""), record, docdb("1003", "")]).as_bytes())]);
        assert_eq!(taken.ids, ["VN-patent-1001-A", "VN-patent-1003-A"], "{code}");
        assert_eq!(taken.codes(), [code]);
    }
}

#[test]
fn entities_are_never_expanded_or_fetched() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY one \"&#945;\"><!ENTITY e SYSTEM \"file:///etc/passwd\"><!ENTITY % p SYSTEM \"http://127.0.0.1:1/x.dtd\">%p;]>";
    let text = format!(
        "{bomb}<exchange-documents>{}{}{}</exchange-documents>",
        docdb("1001", "&b;"),
        docdb("1002", "&e;"),
        docdb("1003", "&one;")
    );
    let taken = read(&[("a.xml", text.as_bytes())]);
    assert_eq!(taken.ids, ["VN-patent-1003-A"]);
    assert_eq!(taken.codes(), ["xml-entity", "xml-entity"]);
}

#[test]
fn files_that_are_no_records_are_passed_over_or_refused() {
    let good = docdb("1001", "");
    let utf16: Vec<u8> = format!("\u{FEFF}{}", docdb("1002", "电")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut damaged = docdb("1003", "é").into_bytes();
    let at = damaged.iter().position(|b| *b == 0xC3).expect("the letter");
    damaged.remove(at);
    let taken = read(&[
        ("a.xml", good.as_bytes()),
        ("b.xml", &utf16),
        ("c.xml", &damaged),
        ("d.xml", b""),
        ("e.xml", b"<unknown/>"),
        ("f.xml", b"<!-- nothing -->"),
        ("g.xml", b"<?xml version='1.0' encoding='klingon'?><exchange-document/>"),
        ("h.xml", b"\xEF\xBB\xBF\n\n<?xml version='1.0'?>\n<exchange-documents></exchange-documents>"),
        ("i.dtd", b"<!ELEMENT a (b)>"),
        ("j.pdf", b"%PDF-1.4"),
        ("k.csv", b"a,b\n1,2\n"),
        ("l.xml", b"<toc/>"),
        ("m.xml", &good.as_bytes()[..good.len() - 40]),
    ]);
    assert_eq!(taken.ids, ["VN-patent-1001-A", "VN-patent-1002-A"]);
    let found: Vec<(&str, &str)> = taken.rejects.iter().map(|reject| (reject.file.as_str(), reject.code.as_str())).collect();
    assert_eq!(
        found,
        [
            ("c.xml", "encoding-invalid"),
            ("d.xml", "file-empty"),
            ("e.xml", "format-unknown"),
            ("f.xml", "xml-malformed"),
            ("g.xml", "encoding-unknown"),
            ("h.xml", "record-missing"),
            ("m.xml", "xml-malformed"),
        ]
    );
}

#[test]
fn a_thousand_elements_within_each_other_cost_one_record() {
    let (open, close) = ("<b>".repeat(1_000), "</b>".repeat(1_000));
    let deep = format!("{open}x{close}");
    let unknown = docdb("1002", "").replace("<bibliographic-data>", &format!("<unheard-of>{deep}</unheard-of><bibliographic-data>"));
    for record in [docdb("1002", &deep), unknown] {
        let text = back_file(&[docdb("1001", ""), record, docdb("1003", "")]);
        // A setting beyond what the stack holds changes nothing.
        for depth in [Limits::default().depth, u32::MAX] {
            let folder = tempfile::tempdir().expect("a folder");
            fs::write(folder.path().join("a.xml"), &text).expect("a file");
            let (taken, _) = try_read(folder.path(), &Limits { depth, ..Limits::default() }).expect("read");
            assert_eq!(taken.ids, ["VN-patent-1001-A", "VN-patent-1003-A"]);
            assert_eq!(taken.codes(), ["xml-too-deep"]);
        }
    }
    let head = "<ep-patent-document lang=\"en\" country=\"EP\" doc-number=\"1004\" kind=\"A1\"><description><p>";
    let st36 =
        |deep: usize| format!("{head}{}x{}</p></description></ep-patent-document>", "<ul><li>".repeat(deep), "</li></ul>".repeat(deep));
    assert_eq!(read(&[("a.xml", st36(500).as_bytes())]).codes(), ["xml-too-deep"]);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.xml"), st36(120)).expect("a file");
    let (taken, _) = try_read(folder.path(), &Limits { depth: u32::MAX, ..Limits::default() }).expect("read");
    assert_eq!(taken.ids, ["EP-patent-1004-A1"], "{:?}", taken.rejects);
}

#[test]
fn what_is_small_in_the_file_and_large_in_memory_is_refused() {
    let elements = back_file(&[docdb("1001", ""), docdb("1002", &"<b/>".repeat(1_000_001)), docdb("1003", "")]);
    let lines = format!("(11) 1004\n(54) T\n[DESCRIPTION en]\n{}%%\n(11) 1005\n(54) T\n(71) A\n", "\n".repeat(1_000_001));
    let taken = read(&[("a.xml", elements.as_bytes()), ("b.txt", lines.as_bytes())]);
    assert_eq!(taken.ids, ["VN-patent-1001-A", "VN-patent-1003-A", "TH-patent-1005"]);
    assert_eq!(taken.codes(), ["record-too-large", "record-too-large"]);
    assert!(taken.rejects[1].reason.contains("1000000 行"), "{}", taken.rejects[1].reason);
}

#[test]
fn limits_of_the_delivery_refuse_it_as_a_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..5 {
        fs::write(folder.path().join(format!("{number}.xml")), docdb(&format!("100{number}"), "")).expect("a file");
    }
    let code = |limits: Limits| match try_read(folder.path(), &limits) {
        Err(DeliveryError::Refused { code, .. }) => code,
        other => format!("{:?}", other.map(|(taken, _)| taken.rejects)),
    };
    assert_eq!(code(Limits { files: 3, ..Limits::default() }), "delivery-too-many-files");
    assert_eq!(code(Limits { delivery_bytes: 300, ..Limits::default() }), "delivery-too-large");
    let (taken, _) = try_read(folder.path(), &Limits { record_bytes: 100, ..Limits::default() }).expect("read");
    assert_eq!(taken.codes(), ["record-too-large"; 5]);
    let (taken, _) = try_read(folder.path(), &Limits { file_bytes: 100, ..Limits::default() }).expect("read");
    assert_eq!(taken.codes(), ["file-too-large"; 5]);
    assert!(try_read(&folder.path().join("none"), &Limits::default()).is_err());
}

#[test]
fn the_same_document_twice_is_handed_over_twice() {
    let text = back_file(&[docdb("1001", ""), docdb("1001", " other")]);
    assert_eq!(read(&[("a.xml", text.as_bytes())]).ids.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_without_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..600), begin in 0..6_usize, at in 0..2000_usize) {
        let record = back_file(&[docdb("1001", "&alpha;<sub>2</sub>")]);
        let begins: [&[u8]; 6] = [b"", b"<exchange-document country=", b"<ep-patent-document lang='en'><SDOBI>", b"(11) 1\n(54) ", b"PK\x03\x04", b"\x1F\x8B\x08\0"];
        let mut spoilt = record.into_bytes();
        let at = at % spoilt.len();
        if let Some(byte) = bytes.first() { spoilt[at] = *byte; }
        let mut file = begins[begin].to_vec();
        file.append(&mut bytes);
        read(&[("a", &file), ("b.xml", &spoilt)]);
    }
}
