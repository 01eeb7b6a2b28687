//! Files of a size that no memory holds: refused within bounds, while the rest goes on.
//!
//! One test alone, so that the process's memory is that of what it reads.

use std::{
    fs::{self, File},
    io::{Seek as _, SeekFrom, Write as _},
    path::Path,
};

use feeds::{DeliveryProgress, DeliverySink, FeedSettings, Limits, ParsedRecord, Reject, Stop, read_delivery};

/// Bytes of the long lines.
const LINE: u64 = 2 * 1024 * 1024 * 1024;
/// What reading them may add to the process's memory at its largest: some copies of the largest record allowed.
const ROOM: u64 = 4 * 64 * 1024 * 1024;

#[derive(Default)]
struct Taken {
    ids: Vec<String>,
    rejects: Vec<(String, String)>,
}

impl DeliverySink for Taken {
    fn record(&mut self, record: ParsedRecord) -> Result<(), Stop> {
        self.ids.push(record.publication.id.to_string());
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Stop> {
        self.rejects.push((reject.file, reject.code));
        Ok(())
    }

    fn progress(&mut self, _: DeliveryProgress) {}
}

/// A file with a hole of two gibibytes, which reads as a line of zero bytes and takes no room on disk. It begins with blanks, as a file that begins
/// with zero bytes is no text.
fn with_hole(path: &Path, before: &str, after: &str) {
    let mut file = File::create(path).expect("a file");
    file.write_all(before.as_bytes()).expect("written");
    file.write_all(" ".repeat(100_000).as_bytes()).expect("written");
    file.seek(SeekFrom::Current(i64::try_from(LINE).expect("a size"))).expect("a hole");
    file.write_all(after.as_bytes()).expect("written");
}

/// The most memory that this process has had, bytes.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? * 1024)
}

#[test]
fn lines_of_two_gibibytes_cost_their_record_and_no_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let docdb = |number: u32, title: &str| {
        format!(
            "<exchange-document country=\"VN\" doc-number=\"{number}\" kind=\"A\" date-publ=\"20200102\"><bibliographic-data><invention-title>{title}"
        )
    };
    let end = "</invention-title></bibliographic-data></exchange-document>";
    with_hole(
        &folder.path().join("a.xml"),
        &format!("<exchange-documents>{}{end}{}", docdb(1001, "T"), docdb(1002, "")),
        &format!("{end}{}{end}</exchange-documents>", docdb(1003, "T")),
    );
    with_hole(&folder.path().join("b.txt"), "(11) 1004\n(54) T\n(57) ", "\n%%\n(11) 1005\n(54) T\n(71) A\n");
    with_hole(&folder.path().join("c.bin"), "\0", "(11) 1006\n(54) T\n");
    fs::write(folder.path().join("d.xml"), format!("<exchange-documents>{}{end}</exchange-documents>", docdb(1007, "T"))).expect("a file");

    let settings =
        FeedSettings { office: "TH".parse().expect("TH"), right: None, format: None, encoding: None, language: None, sample: false };
    let before = peak();
    let mut taken = Taken::default();
    read_delivery(folder.path(), &settings, &Limits::default(), &mut taken).expect("the delivery is read");
    assert_eq!(taken.ids, ["VN-patent-1001-A", "VN-patent-1003-A", "TH-patent-1005", "VN-patent-1007-A"], "{:?}", taken.rejects);
    let rejects: Vec<(&str, &str)> = taken.rejects.iter().map(|(file, code)| (file.as_str(), code.as_str())).collect();
    assert_eq!(rejects, [("a.xml", "record-too-large"), ("b.txt", "record-too-large")]);
    match (before, peak()) {
        (Some(before), Some(after)) => assert!(after - before <= ROOM, "{} MiB", (after - before) / 1024 / 1024),
        _ => eprintln!("not measured: this system does not say how much memory a process has"),
    }
}
