//! Archives: nested, damaged, hostile.

use std::io::{Cursor, Write};

use super::{back_file, docdb, read, zip};

#[test]
fn archives_are_read_nested_and_by_content() {
    let (one, two) = (docdb("1001", ""), docdb("1002", ""));
    let mut tape = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_ustar();
    header.set_size(two.len() as u64);
    header.set_mode(0o644);
    tape.append_data(&mut header, "x/two.xml", two.as_bytes()).expect("an entry");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&tape.into_inner().expect("a tar")).expect("packed");
    let tgz = packed.finish().expect("a gzip");
    let outer = zip(&[("inner.bin", &zip(&[("one.dat", one.as_bytes())])), ("t.tar.gz", &tgz)]);
    let taken = read(&[("delivery", &outer)]);
    assert_eq!(taken.ids, ["VN-patent-1001-A", "VN-patent-1002-A"]);
    assert_eq!(taken.files, ["delivery!/inner.bin!/one.dat", "delivery!/t.tar.gz!/t.tar!/x/two.xml"]);
    let mut deep = one.into_bytes();
    for _ in 0..8 {
        deep = zip(&[("x", &deep)]);
    }
    assert_eq!(read(&[("deep.zip", &deep)]).codes(), ["archive-nesting"]);
}

/// Writes a zip and puts bytes in place of others, of the same length, wherever they stand.
fn zip_with(files: &[(&str, &[u8])], instead: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut bytes = zip(files);
    for (old, new) in instead {
        assert_eq!(old.len(), new.len());
        let places: Vec<usize> = (0..=bytes.len() - old.len()).filter(|at| bytes[*at..].starts_with(old)).collect();
        assert_eq!(places.len(), 2, "the local and the central header");
        for at in places {
            bytes[at..at + new.len()].copy_from_slice(new);
        }
    }
    bytes
}

/// Where an entry's central header begins.
fn central_header(zip: &[u8], name: &str) -> usize {
    let at = (0..zip.len()).find(|at| zip[*at..].starts_with(b"PK\x01\x02") && zip[at + 46..].starts_with(name.as_bytes()));
    at.expect("an entry of that name")
}

#[test]
fn a_name_twice_in_a_zip_is_read_once() {
    let (one, two) = (docdb("1001", ""), docdb("1002", ""));
    let twice = zip_with(&[("a.xml", one.as_bytes()), ("b.xml", two.as_bytes())], &[(b"b.xml", b"a.xml")]);
    let other_case = zip(&[("a.xml", one.as_bytes()), ("A.xml", two.as_bytes()), ("c.xml", docdb("1003", "").as_bytes())]);
    let taken = read(&[("1.zip", &twice), ("2.zip", &other_case), ("3.xml", docdb("1004", "").as_bytes())]);
    assert_eq!(taken.codes(), ["archive-duplicate", "archive-duplicate"]);
    let names: Vec<&str> = taken.rejects.iter().map(|reject| reject.file.as_str()).collect();
    assert_eq!(names, ["1.zip!/a.xml", "2.zip!/A.xml"]);
    assert_eq!(taken.ids.len(), 4);
    assert!(taken.ids.ends_with(&["VN-patent-1003-A".to_owned(), "VN-patent-1004-A".to_owned()]), "{:?}", taken.ids);
}

#[test]
fn entries_that_share_bytes_refuse_the_archive() {
    let (one, two) = (docdb("1001", ""), docdb("1002", ""));
    let mut shared = zip(&[("a.xml", one.as_bytes()), ("b.xml", two.as_bytes())]);
    // The second entry's data are said to begin where the first one's do.
    let at = central_header(&shared, "b.xml");
    shared[at + 42..at + 46].fill(0);
    let taken = read(&[("1.zip", &shared), ("2.xml", two.as_bytes())]);
    assert_eq!(taken.codes(), ["archive-overlap"]);
    assert_eq!(taken.rejects[0].file, "1.zip");
    assert_eq!(taken.files, ["2.xml"]);
}

#[test]
fn entries_with_a_password_or_another_compression_are_refused() {
    let (one, two, three) = (docdb("1001", ""), docdb("1002", ""), docdb("1003", ""));
    let mut bytes = zip(&[("a.xml", one.as_bytes()), ("b.xml", two.as_bytes()), ("c.xml", three.as_bytes())]);
    let at = central_header(&bytes, "a.xml");
    bytes[at + 8] |= 1;
    // 98 is PPMd.
    let at = central_header(&bytes, "b.xml");
    bytes[at + 10] = 98;
    let taken = read(&[("1.zip", &bytes)]);
    let found: Vec<(&str, &str)> = taken.rejects.iter().map(|reject| (reject.file.as_str(), reject.code.as_str())).collect();
    assert_eq!(found, [("1.zip!/a.xml", "archive-encrypted"), ("1.zip!/b.xml", "archive-method")]);
    assert_eq!(taken.files, ["1.zip!/c.xml"]);
}

#[test]
fn names_in_cp932_are_read_and_never_mistaken_for_paths() {
    let one = docdb("1001", "");
    // "公報.xml" and "表示.xml", whose first letter ends in the byte of a backslash.
    let bytes = zip_with(
        &[("aaaa.xml", one.as_bytes()), ("bbbb.xml", one.as_bytes())],
        &[(b"aaaa.xml", b"\x8C\xF6\x95\xF1.xml"), (b"bbbb.xml", b"\x95\x5C\x8E\xA6.xml")],
    );
    let taken = read(&[("1.zip", &bytes), ("2.tar", &tar_of(&[(b"\x95\x5C\x8E\xA6.xml", tar::EntryType::Regular, one.as_bytes())]))]);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    assert_eq!(taken.files, ["1.zip!/公報.xml", "1.zip!/表示.xml", "2.tar!/表示.xml"]);
}

/// A tar of raw names, as no writer would write them.
fn tar_of(files: &[(&[u8], tar::EntryType, &[u8])]) -> Vec<u8> {
    let mut tape = Vec::new();
    for (name, kind, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name);
        header.set_entry_type(*kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tape.extend_from_slice(header.as_bytes());
        tape.extend_from_slice(bytes);
        tape.resize(tape.len().next_multiple_of(512), 0);
    }
    tape.resize(tape.len() + 1024, 0);
    tape
}

#[test]
fn links_devices_and_names_that_lead_out_of_a_tar_are_refused() {
    let (one, two) = (docdb("1001", ""), docdb("1002", ""));
    let tape = tar_of(&[
        (b"a.xml", tar::EntryType::Symlink, b""),
        (b"b.xml", tar::EntryType::Link, b""),
        (b"c.xml", tar::EntryType::Fifo, b""),
        (b"d.xml", tar::EntryType::Char, b""),
        (b"../../e.xml", tar::EntryType::Regular, one.as_bytes()),
        (b"/f.xml", tar::EntryType::Regular, one.as_bytes()),
        (b"g.xml", tar::EntryType::Regular, one.as_bytes()),
        (b"g.xml", tar::EntryType::Regular, two.as_bytes()),
        (b"folder/", tar::EntryType::Directory, b""),
        (b"h.xml", tar::EntryType::Regular, two.as_bytes()),
    ]);
    let taken = read(&[("1.tar", &tape)]);
    let mut codes = vec!["archive-link"; 4];
    codes.extend(["archive-path", "archive-path", "archive-duplicate"]);
    assert_eq!(taken.codes(), codes);
    assert_eq!(taken.files, ["1.tar!/g.xml", "1.tar!/h.xml"]);
    assert_eq!(taken.ids, ["VN-patent-1001-A", "VN-patent-1002-A"]);
}

#[test]
fn headers_without_end_and_a_cut_end_cost_what_they_hide() {
    let (one, two) = (docdb("1001", ""), docdb("1002", ""));
    let long = vec![b'a'; 2 * 1024 * 1024];
    let tape = tar_of(&[
        (b"a.xml", tar::EntryType::Regular, one.as_bytes()),
        (b"././@LongLink", tar::EntryType::GNULongName, &long),
        (b"b.xml", tar::EntryType::Regular, two.as_bytes()),
    ]);
    let taken = read(&[("1.tar", &tape), ("2.xml", two.as_bytes())]);
    assert_eq!(taken.codes(), ["archive-corrupt"]);
    assert_eq!(taken.files, ["1.tar!/a.xml", "2.xml"]);
    let whole = tar_of(&[(b"a.xml", tar::EntryType::Regular, one.as_bytes()), (b"b.xml", tar::EntryType::Regular, two.as_bytes())]);
    let taken = read(&[("1.tar", &whole[..512 + 512 + 512 + 100])]);
    assert_eq!(taken.codes(), ["archive-corrupt"]);
    assert_eq!(taken.files, ["1.tar!/a.xml"]);
}

#[test]
fn a_gzip_that_is_cut_gives_what_stands_before_the_cut() {
    let records: Vec<String> = (0..3_000).map(|number| docdb(&format!("{}", 100_000 + number * 7), "")).collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(back_file(&records).as_bytes()).expect("packed");
    let whole = packed.finish().expect("a gzip");
    let mut spoilt = whole.clone();
    let end = spoilt.len();
    spoilt[end - 8] ^= 0xFF;
    let taken = read(&[("1.xml.gz", &whole[..whole.len() / 2]), ("2.xml", docdb("1001", "").as_bytes())]);
    assert_eq!(taken.codes(), ["archive-corrupt"]);
    assert_eq!(taken.rejects[0].file, "1.xml.gz!/1.xml");
    assert!((1_000..2_500).contains(&taken.ids.len()), "{}", taken.ids.len());
    assert_eq!(taken.files.last().map(String::as_str), Some("2.xml"));
    let taken = read(&[("1.xml.gz", &spoilt)]);
    assert_eq!((taken.codes(), taken.ids.len()), (vec!["archive-corrupt"], 3_000), "a wrong check sum");
}

#[test]
fn hostile_archives_are_refused_and_the_rest_goes_on() {
    let good = docdb("1001", "");
    let taken =
        read(&[("a.zip", &zip(&[("../../evil.xml", good.as_bytes()), ("/abs.xml", good.as_bytes()), ("good.xml", good.as_bytes())]))]);
    assert_eq!(taken.codes(), ["archive-path", "archive-path"]);
    assert_eq!(taken.ids.len(), 1);
    let blanks = vec![b' '; 64 * 1024 * 1024];
    let mut bomb = docdb("1002", "").into_bytes();
    bomb.extend_from_slice(&blanks);
    let taken = read(&[("a.zip", &zip(&[("bomb.xml", &bomb), ("good.xml", good.as_bytes())]))]);
    assert_eq!(taken.codes(), ["archive-ratio"]);
    assert_eq!(taken.ids.last().map(String::as_str), Some("VN-patent-1001-A"));
    let nested = zip(&[("bomb.bin", &zip(&[("bomb.xml", &blanks)])), ("good.xml", good.as_bytes())]);
    assert_eq!(read(&[("a.zip", &nested)]).codes().len(), 1);
    let whole = zip(&[("good.xml", good.as_bytes())]);
    assert_eq!(read(&[("cut.zip", &whole[..whole.len() - 30])]).codes(), ["archive-corrupt"]);
    let mut link = zip::ZipWriter::new(Cursor::new(Vec::new()));
    link.add_symlink("link.xml", "/etc/passwd", zip::write::SimpleFileOptions::default()).expect("a link");
    assert_eq!(read(&[("l.zip", &link.finish().expect("a zip").into_inner())]).codes(), ["archive-link"]);
}
