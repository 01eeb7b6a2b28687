//! Tables and termbases as other programs write them, and hostile ones.

use super::*;
use crate::{Context, Language, UnitOrigin};

type Told = Result<(u64, String, String), (&'static str, u64)>;

fn units(bytes: &[u8], encoding: TextEncoding) -> Vec<Told> {
    assert_eq!(exchange_format(bytes), Some(ExchangeFormat::Csv));
    exchange_units_in(bytes, ExchangeFormat::Csv, encoding)
        .map(|unit| {
            unit.map(|unit| (unit.line, unit.source, unit.japanese.unwrap_or_default())).map_err(|error| (error.code(), error.line))
        })
        .collect()
}

fn one(line: u64, source: &str, japanese: &str) -> Told {
    Ok((line, source.to_owned(), japanese.to_owned()))
}

#[test]
fn tables_of_spreadsheets() {
    // Quoted line ends and marks, CR LF, empty rows, columns in another order.
    let text = "\u{FEFF}訳文,言語,原文\r\n蓋。,en,\"A \"\"lid\"\",\r\nshut.\"\r\n,,\r\n'=和。,en,'=sum\r\n";
    assert_eq!(units(text.as_bytes(), TextEncoding::Utf8), [one(2, "A \"lid\",\r\nshut.", "蓋。"), one(5, "=sum", "=和。")]);
    // Semicolons, named and not.
    let text = "sep=;\r\nlanguage;source;japanese\r\nde;a, b;あ\r\n";
    assert_eq!(units(text.as_bytes(), TextEncoding::Utf8), [one(3, "a, b", "あ")]);
    let text = "language;source;japanese;date\nde;a, b;あ;2026/3/1\n";
    assert_eq!(units(text.as_bytes(), TextEncoding::Utf8), [one(2, "a, b", "あ")]);
    // CP932, with characters of Windows' own.
    let cp932 = encoding_rs::SHIFT_JIS.encode("言語,原文,訳文\r\nen,first,第①の髙い表示\r\n").0.into_owned();
    assert_eq!(text_encoding(cp932.as_slice()).expect("read"), TextEncoding::Cp932);
    assert_eq!(units(&cp932, TextEncoding::Cp932), [one(2, "first", "第①の髙い表示")]);
    // Excel's Unicode text.
    let utf16: Vec<u8> =
        "\u{FEFF}language\tsource\tjapanese\tauthor\r\nen\t\"a \"\"b\"\"\"\tあ\t\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text_encoding(utf16.as_slice()).expect("read"), TextEncoding::Utf16Le);
    assert_eq!(units(&utf16, TextEncoding::Utf16Le), [one(2, "a \"b\"", "あ")]);
    // Plain TSV with its dates: marks are characters.
    let text = "language\tsource\tjapanese\tauthor\tdate\nen\t\"A\" lid\t「A」蓋\t訳者\t2026-03-01\n";
    assert_eq!(units(text.as_bytes(), TextEncoding::Utf8), [one(2, "\"A\" lid", "「A」蓋")]);
}

#[test]
fn a_wrong_row_is_told_and_the_next_one_read() {
    let text = "language,source,japanese,created,provision,origin\nen,a,あ,yesterday,public,\nen,b,い\nx,c,う,,,\nen,d,え,,secret,\nen,e,お,,,elsewhere\nen,f,か,2026-03-01,inside,sample\n";
    let told = units(text.as_bytes(), TextEncoding::Utf8);
    assert_eq!(
        told,
        [
            Err(("exchange-date", 2)),
            Err(("exchange-columns", 3)),
            Err(("exchange-language", 4)),
            Err(("exchange-word", 5)),
            Err(("exchange-word", 6)),
            one(7, "f", "か")
        ]
    );
}

#[test]
fn hostile_tables_are_refused() {
    let endless = format!("language,source,japanese\nen,\"{}", "a".repeat(LARGEST_PIECE + 100_000));
    assert_eq!(units(endless.as_bytes(), TextEncoding::Utf8), [Err(("exchange-too-large", 2))]);
    let wide = format!("language,source,japanese{}\n", ",x".repeat(50_000));
    let told = exchange_units_in(wide.as_bytes(), ExchangeFormat::Csv, TextEncoding::Utf8).next();
    assert!(matches!(told, Some(Err(error)) if error.code() == "exchange-too-large"));
    for (header, code) in [
        ("language,source\n", "exchange-columns"),
        ("language,source,japanese,language\n", "exchange-columns"),
        ("language,source,japanese,x\n", "exchange-columns"),
        ("", "exchange-columns"),
    ] {
        let told: Vec<_> = exchange_units_in(header.as_bytes(), ExchangeFormat::Csv, TextEncoding::Utf8).collect();
        assert!(matches!(&told[..], [Err(error)] if error.code() == code), "{header}: {told:?}");
    }
    let broken = b"language,source,japanese\nen,a,\x81\x0A\n";
    for encoding in [TextEncoding::Utf8, TextEncoding::Cp932] {
        let told: Vec<_> = exchange_units_in(broken.as_slice(), ExchangeFormat::Csv, encoding).collect();
        assert!(matches!(&told[..], [Err(error)] if error.code() == "exchange-encoding" && !error.goes_on), "{told:?}");
    }
}

#[test]
fn what_a_memory_cannot_keep_is_told() {
    let unit = |tag: &str, source: &str, japanese: &str| ExchangeUnit {
        line: 7,
        ..ExchangeUnit::new(Language::parse(tag).expect("a language"), source, Some(japanese.to_owned()))
    };
    for (unit, code) in [
        (unit("en", " ", "あ"), "exchange-empty"),
        (unit("en", "a", "\n"), "exchange-no-japanese"),
        (unit("en", "a\0", "あ"), "exchange-character"),
        (unit("en", "a", "あ\u{1b}"), "exchange-character"),
        (unit("und", "a", "あ"), "exchange-language"),
        (unit("ja", "あ", "い"), "exchange-language"),
    ] {
        assert!(matches!(unit.complete(), Err(error) if error.code() == code && error.line == 7), "{unit:?}");
    }
    assert_eq!(unit("en", "a\nb", "あ\tい").complete().ok(), Some(("a\nb", "あ\tい")));
}

#[test]
fn tmx_of_other_tools_tells_who_when_and_where() {
    let text = r#"<tmx version="1.4"><header srclang="en"/><body>
<tu creationid="tu" creationdate="20250101T000000Z"><prop type="x-context-pre">Before.</prop><prop type="x-context-post">After.</prop>
<tuv xml:lang="en"><seg>A <ph x="1"/>lid.</seg></tuv><tuv xml:lang="ja" changeid="校閲者" changedate="20260301T120000Z"><seg>蓋<hi>。</hi></seg></tuv></tu></body></tmx>"#;
    let unit = exchange_units(text.as_bytes(), ExchangeFormat::Tmx).next().expect("a unit").expect("readable");
    let details = &unit.details;
    assert_eq!((details.author.as_deref(), details.changed_by.as_deref()), (Some("tu"), Some("校閲者")));
    assert_eq!(details.changed.map(|at| at.unix_timestamp()), Some(1_772_366_400));
    assert_eq!(details.context, Some(Context::of(Some("Before."), Some("After."))));
    assert_eq!((unit.codes, unit.source.as_str(), unit.japanese.as_deref()), (2, "A lid.", Some("蓋。")));
    assert!(!details.restricted && details.origin != Some(UnitOrigin::Sample));
}

/// Concept, language, word, Japanese and status; or code and line.
type ToldTerm = Result<(String, String, String, String, &'static str), (&'static str, u64)>;

fn terms(text: &str) -> Vec<ToldTerm> {
    assert_eq!(term_format(text.as_bytes()), Some(TermFormat::Tbx));
    exchange_terms(text.as_bytes(), TermFormat::Tbx, TextEncoding::Utf8)
        .map(|term| {
            term.map(|term| (term.concept, term.language.as_str().to_owned(), term.term, term.japanese, term.status.as_str()))
                .map_err(|error| (error.code(), error.line))
        })
        .collect()
}

fn word(concept: &str, tag: &str, term: &str, japanese: &str, status: &'static str) -> ToldTerm {
    Ok((concept.into(), tag.into(), term.into(), japanese.into(), status))
}

#[test]
fn termbases_of_all_generations() {
    let dca = r#"<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc/></tbxHeader><text><body>
<conceptEntry id="c1"><descrip type="subjectField">batteries</descrip>
<langSec xml:lang="en"><termSec><term>cell</term><termNote type="partOfSpeech">noun</termNote></termSec><termSec><term>element</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec></langSec>
<langSec xml:lang="ja"><termSec><term>電池</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec><termSec><term>セル</term></termSec></langSec></conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>lid</term></termSec></langSec></conceptEntry>
<conceptEntry id="c3"><langSec xml:lang="ja"><termSec><term>蓋</term></termSec></langSec></conceptEntry></body></text></tbx>"#;
    assert_eq!(
        terms(dca),
        [
            word("c1", "en", "cell", "セル", "preferred"),
            word("c1", "en", "element", "セル", "forbidden"),
            word("c1", "ja", "電池", "セル", "admitted"),
            Err(("exchange-no-japanese", 5)),
            word("c3", "ja", "蓋", "蓋", "preferred"),
        ]
    );
    let first = exchange_terms(dca.as_bytes(), TermFormat::Tbx, TextEncoding::Utf8).next().expect("a term").expect("readable");
    assert_eq!(first.left_out, 2, "a subject field and a part of speech");
    let dct = r#"<tbx type="TBX-Basic" style="dct" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="a" xmlns:basic="b"><text><body><conceptEntry id="x"><basic:definition>a cover</basic:definition>
<langSec xml:lang="de"><termSec><term>Deckel</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus><basic:source>DIN</basic:source></termSec></langSec>
<langSec xml:lang="ja"><termSec><term>蓋</term></termSec></langSec></conceptEntry></body></text></tbx>"#;
    assert_eq!(terms(dct), [word("x", "de", "Deckel", "蓋", "preferred")]);
    let deckel = exchange_terms(dct.as_bytes(), TermFormat::Tbx, TextEncoding::Utf8).next().expect("a term").expect("readable");
    assert_eq!((deckel.note.as_str(), deckel.source.as_str()), ("定義: a cover", "DIN"));
    let martif = r#"<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd"><martif type="TBX-Basic"><martifHeader/><text><body><termEntry><langSet xml:lang="fr"><ntig><termGrp><term>couvercle</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
<langSet xml:lang="ja"><tig><term>蓋</term></tig></langSet></termEntry></body></text></martif>"#;
    assert_eq!(terms(martif), [word("c1", "fr", "couvercle", "蓋", "forbidden")]);
}

#[test]
fn hostile_termbases_are_refused() {
    let table = [
        ("<!DOCTYPE tbx [<!ENTITY a \"aaaa\">]><tbx/>", "exchange-entity"),
        (
            "<tbx><text><body><conceptEntry><langSec xml:lang=\"en\"><termSec><term>&b;</term></termSec></langSec></conceptEntry></body></text></tbx>",
            "exchange-entity",
        ),
        ("<tbx><text><body><conceptEntry><langSec xml:lang=\"??\"/></conceptEntry></body></text></tbx>", "exchange-language"),
        ("<tbx><text><body><conceptEntry>", "exchange-malformed"),
        ("<html/>", "exchange-format"),
    ];
    for (text, code) in table {
        let told: Vec<_> = exchange_terms(text.as_bytes(), TermFormat::Tbx, TextEncoding::Utf8).collect();
        assert!(matches!(&told[..], [Err(error)] if error.code() == code), "{text}: {told:?}");
    }
    let heavy = format!("<tbx><conceptEntry>{}", "<note>much</note>".repeat(40_000));
    let told = exchange_terms(heavy.as_bytes(), TermFormat::Tbx, TextEncoding::Utf8).next();
    assert!(matches!(told, Some(Err(error)) if error.code() == "exchange-too-large"));
    let deep = format!("<tbx>{}", "<a>".repeat(200));
    assert!(
        matches!(exchange_terms(deep.as_bytes(), TermFormat::Tbx, TextEncoding::Utf8).next(), Some(Err(error)) if error.code() == "exchange-too-deep")
    );
    let csv = "concept,language,term,japanese,status\nc,en,a\0,あ,\nc,en,a,,\n,en,a,あ,\nc,en,a,あ,good\nc,en,a,あ,使用禁止\n";
    let told: Vec<_> = exchange_terms(csv.as_bytes(), TermFormat::Csv, TextEncoding::Utf8)
        .map(|term| term.map(|term| term.status).map_err(|error| error.code()))
        .collect();
    assert_eq!(
        told,
        [Err("exchange-character"), Err("exchange-no-japanese"), Err("exchange-empty"), Err("exchange-word"), Ok(WordStatus::Forbidden)]
    );
}
