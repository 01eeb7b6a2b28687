//! What is written is read again as it was, whatever the texts.

use proptest::prelude::*;
use time::OffsetDateTime;

use super::*;
use crate::{Context, Language, UnitOrigin};

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a language")
}

/// Texts with everything that formats give a meaning to.
const TEXT: &str = "[a-c<>&\"';,=+@\t\n電池ฝา\u{E9}\u{1F50B}\\-]{0,12}[a-c電<&\"=]";
const WORDS: &str = "[a-c<>&\"';,=電池]{0,8}[a-c電]";

fn details() -> impl Strategy<Value = UnitDetails> {
    let date = || prop::option::of((0_i64..4_000_000_000).prop_map(|at| OffsetDateTime::from_unix_timestamp(at).expect("a time")));
    let name = || prop::option::of(WORDS);
    (name(), date(), name(), date(), prop::option::of(WORDS), 0_usize..4, name(), any::<bool>()).prop_map(
        |(author, created, changed_by, changed, before, origin, origin_name, restricted)| UnitDetails {
            author,
            created,
            changed_by,
            changed,
            context: before.map(|before| Context::of(Some(&before), None)),
            origin: UnitOrigin::ALL.get(origin).copied(),
            origin_name,
            restricted,
        },
    )
}

fn units() -> impl Strategy<Value = Vec<ExchangeUnit>> {
    let unit = (0_usize..3, TEXT, TEXT, details()).prop_map(|(tag, source, japanese, details)| ExchangeUnit {
        details,
        ..ExchangeUnit::new(language(["en", "zh-Hant", "th"][tag]), source, Some(japanese))
    });
    prop::collection::vec(unit, 0..6)
}

fn written(units: &[ExchangeUnit], format: WrittenFormat) -> Vec<u8> {
    let mut writer = UnitWriter::new(Vec::new(), format).expect("begun");
    for unit in units {
        writer.write(unit).expect("written");
    }
    writer.finish().expect("ended")
}

/// The units without what is a file's own.
fn read(bytes: &[u8], format: ExchangeFormat) -> Vec<ExchangeUnit> {
    exchange_units(bytes, format)
        .map(|unit| ExchangeUnit {
            id: None,
            line: 0,
            state: None,
            ..unit.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
        })
        .collect()
}

proptest! {
    #[test]
    fn units_come_back(units in units()) {
        for (format, as_read) in [
            (WrittenFormat::Tmx, ExchangeFormat::Tmx),
            (WrittenFormat::Xliff12, ExchangeFormat::Xliff),
            (WrittenFormat::Csv, ExchangeFormat::Csv),
        ] {
            let bytes = written(&units, format);
            prop_assert_eq!(exchange_format(&bytes), Some(as_read));
            prop_assert_eq!(&read(&bytes, as_read), &units, "{:?}", format);
        }
        let english: Vec<ExchangeUnit> = units.into_iter().filter(|unit| unit.language.as_str() == "en").collect();
        let bytes = written(&english, WrittenFormat::Xliff21);
        prop_assert_eq!(exchange_format(&bytes), Some(ExchangeFormat::Xliff));
        prop_assert_eq!(read(&bytes, ExchangeFormat::Xliff), english);
    }

    #[test]
    fn terms_come_back(rows in prop::collection::vec((0_usize..3, "[a-c ]{0,3}[a-c<&電]", 0_usize..2, 0_usize..3, any::<bool>(), 0_usize..3, "[a-c<&]{0,3}", "[a-c&]{0,3}"), 1..6), concept in "[a-c0-9 電~]{0,4}[a-c]") {
        let mut terms: Vec<ExchangeTerm> = Vec::new();
        for (tag, term, japanese, status, restricted, ipc, note, source) in rows {
            let term = crate::normalised(&term);
            let language = language(["en", "de", "ja"][tag]);
            if term.is_empty() || terms.iter().any(|known| known.language == language && known.term == term) {
                continue;
            }
            terms.push(ExchangeTerm {
                status: WordStatus::ALL[status],
                restricted,
                ipc: [vec![], vec!["H01M 10/05".to_owned()], vec!["B60L".to_owned(), "A61".to_owned()]][ipc].clone(),
                note: note.trim().to_owned(),
                source: source.trim().to_owned(),
                ..ExchangeTerm::new(concept.trim(), language, term, ["電池", "蓄電池"][japanese])
            });
        }
        let sorted = |mut terms: Vec<ExchangeTerm>| {
            terms.sort_by(|a, b| (&a.language, &a.term).cmp(&(&b.language, &b.term)));
            terms
        };
        let terms = sorted(terms);
        let bare = |read: Box<dyn Iterator<Item = Result<ExchangeTerm, ExchangeError>> + '_>| {
            sorted(read.map(|term| ExchangeTerm { line: 0, ..term.expect("readable") }).collect())
        };
        let mut csv = TermCsvWriter::new(Vec::new()).expect("begun");
        for term in &terms {
            csv.write(term).expect("written");
        }
        let csv = csv.finish().expect("ended");
        prop_assert_eq!(term_format(&csv), Some(TermFormat::Csv));
        prop_assert_eq!(&bare(exchange_terms(csv.as_slice(), TermFormat::Csv, TextEncoding::Utf8)), &terms);
        let mut tbx = TbxWriter::new(Vec::new()).expect("begun");
        tbx.write(&terms).expect("written");
        let tbx = tbx.finish().expect("ended");
        prop_assert_eq!(term_format(&tbx), Some(TermFormat::Tbx));
        prop_assert_eq!(&bare(exchange_terms(tbx.as_slice(), TermFormat::Tbx, TextEncoding::Utf8)), &terms, "{}", String::from_utf8_lossy(&tbx));
    }

    #[test]
    fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "(<tbx>|<martif>|<conceptEntry id=\"a\">|<langSec xml:lang=\"ja\">|<termSec>|<term>|</term>|</termSec>|</langSec>|<descripGrp>|concept,language,term,japanese\n|sep=;\n|\"|,|;|\n|a|&amp;){0,30}") {
        for encoding in [TextEncoding::Utf8, TextEncoding::Cp932, TextEncoding::Utf16Le] {
            for input in [bytes.as_slice(), text.as_bytes()] {
                prop_assert!(exchange_units_in(input, ExchangeFormat::Csv, encoding).take(1000).count() < 1000);
                prop_assert!(exchange_terms(input, TermFormat::Csv, encoding).take(1000).count() < 1000);
                prop_assert!(exchange_terms(input, TermFormat::Tbx, encoding).take(1000).count() < 1000);
                let _ = (exchange_format(input), term_format(input));
            }
        }
    }
}

#[test]
fn what_has_no_place_in_a_file_is_refused_and_the_file_goes_on() {
    let mut tmx = UnitWriter::new(Vec::new(), WrittenFormat::Tmx).expect("begun");
    let refused = tmx.write(&ExchangeUnit::new(language("en"), "a\u{1}", Some("あ".into())));
    assert!(matches!(&refused, Err(error) if error.code() == "exchange-character"), "{refused:?}");
    tmx.write(&ExchangeUnit::new(language("en"), "a", Some("あ".into()))).expect("written");
    assert_eq!(read(&tmx.finish().expect("ended"), ExchangeFormat::Tmx).len(), 1);
    let mut xliff = UnitWriter::new(Vec::new(), WrittenFormat::Xliff21).expect("begun");
    xliff.write(&ExchangeUnit::new(language("en"), "a", None)).expect("written");
    let refused = xliff.write(&ExchangeUnit::new(language("de"), "b", None));
    assert!(matches!(&refused, Err(error) if error.code() == "exchange-other-language"), "{refused:?}");
    assert_eq!(read(&xliff.finish().expect("ended"), ExchangeFormat::Xliff), [ExchangeUnit::new(language("en"), "a", None)]);
}
