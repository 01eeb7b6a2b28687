//! Files whose encoding is not what they declare.

use std::fs;

use encoding_rs::SHIFT_JIS;
use feeds::{DeliveryError, FeedSettings, Limits};

use super::{back_file, docdb, read, read_as, settings};

fn declared(encoding: &str, records: &[String]) -> String {
    back_file(records).replace("version=\"1.0\"", &format!("version=\"1.0\" encoding=\"{encoding}\""))
}

#[test]
fn utf_8_that_declares_itself_something_else_is_utf_8() {
    for encoding in ["ISO-8859-1", "windows-874", "Shift_JIS", "UTF-16"] {
        let text = declared(encoding, &[docdb("1001", "é電ก")]);
        let taken = read(&[("a.xml", text.as_bytes())]);
        assert_eq!((taken.titles, taken.rejects.len()), (vec!["Té電ก".to_owned()], 0), "{encoding}");
    }
}

#[test]
fn a_declared_encoding_is_decoded_and_what_it_has_not_costs_one_record() {
    let text = declared("Shift_JIS", &[docdb("1001", "電池"), docdb("1002", "!"), docdb("1003", "表示")]);
    let mut bytes = SHIFT_JIS.encode(&text).0.into_owned();
    let at = bytes.iter().position(|b| *b == b'!').expect("the mark");
    bytes[at] = 0xFF;
    let taken = read(&[("a.xml", &bytes)]);
    assert_eq!(taken.titles, ["T電池", "T表示"]);
    assert_eq!(taken.codes(), ["encoding-invalid"]);
}

#[test]
fn another_encoding_declared_as_utf_8_costs_the_records_that_show_it() {
    let mut bytes = declared("UTF-8", &[docdb("1001", ""), docdb("1002", "!"), docdb("1003", "電")]).into_bytes();
    let at = bytes.iter().position(|b| *b == b'!').expect("the mark");
    // é in ISO 8859-1.
    bytes[at] = 0xE9;
    let taken = read(&[("a.xml", &bytes)]);
    assert_eq!(taken.ids, ["VN-patent-1001-A", "VN-patent-1003-A"]);
    assert_eq!(taken.codes(), ["encoding-invalid"]);
}

#[test]
fn an_encoding_that_is_none_refuses_the_delivery() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.xml"), docdb("1001", "")).expect("a file");
    let settings = FeedSettings { encoding: Some("klingon".to_owned()), ..settings() };
    match read_as(folder.path(), &settings, &Limits::default()) {
        Err(DeliveryError::Refused { code, reason }) => {
            assert!(code == "encoding-unknown" && reason.contains("klingon"), "{code}: {reason}")
        }
        other => panic!("{:?}", other.map(|(taken, _)| taken.ids)),
    }
}
