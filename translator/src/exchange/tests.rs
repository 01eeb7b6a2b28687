//! Files as tools write them, and hostile ones.

use proptest::prelude::*;

use super::*;

/// Language, source and Japanese; or code and line.
type Read = Result<(String, String, Option<String>), (&'static str, u64)>;

fn read(text: &str, format: ExchangeFormat) -> Vec<Read> {
    exchange_units(text.as_bytes(), format)
        .map(|unit| {
            unit.map(|unit| (unit.language.as_str().to_owned(), unit.source, unit.japanese)).map_err(|error| (error.code(), error.line))
        })
        .collect()
}

fn pair(language: &str, source: &str, japanese: &str) -> Read {
    Ok((language.to_owned(), source.to_owned(), Some(japanese.to_owned()).filter(|text| !text.is_empty())))
}

#[test]
fn reads_tsv_and_goes_on_behind_a_bad_line() {
    let text = "\u{FEFF}language\tsource\ttarget\nen\tA lid.\t蓋。\r\n\nen\tA lid.\nen\tA pin.\t\n??\ta\tb\nzh-hant\t蓋\t蓋\n";
    assert_eq!(
        read(text, ExchangeFormat::Tsv),
        [
            pair("en", "A lid.", "蓋。"),
            Err(("exchange-columns", 4)),
            pair("en", "A pin.", ""),
            Err(("exchange-language", 6)),
            pair("zh-Hant", "蓋", "蓋")
        ]
    );
}

#[test]
fn reads_xliff_of_both_generations() {
    let one = r#"<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="de" target-language="ja-JP" original="a"><header><note>x</note></header><body>
<group><trans-unit id="1"><source>Der <g id="1">Deckel</g> &amp; <bpt id="2">&lt;b></bpt>Stift<ept id="2"/></source><target state="translated">蓋&#x3068;ピン</target>
<alt-trans><source>no</source><target>いいえ</target></alt-trans></trans-unit></group><trans-unit id="2"><source>Nut</source></trans-unit></body></file></xliff>"#;
    assert_eq!(read(one, ExchangeFormat::Xliff), [pair("de", "Der Deckel & Stift", "蓋とピン"), pair("de", "Nut", "")]);
    let two = r#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ko" trgLang="ja"><file id="f"><unit id="u1"><notes><note>n</note></notes>
<segment id="s1" state="reviewed"><source>덮개 <pc id="1">12</pc></source><target>蓋<pc id="1">12</pc></target></segment><ignorable><source> </source></ignorable>
<segment id="s2"><source>핀<ph id="3"/></source><target/></segment></unit></file></xliff>"#;
    let units: Vec<ExchangeUnit> = exchange_units(two.as_bytes(), ExchangeFormat::Xliff).map(|unit| unit.expect("readable")).collect();
    assert_eq!((units[0].id.as_deref(), units[0].state.as_deref(), units[0].line), (Some("u1/s1"), Some("reviewed"), 2));
    assert_eq!((units[0].source.as_str(), units[0].japanese.as_deref()), ("덮개 12", Some("蓋12")));
    assert_eq!((units.len(), units[1].japanese.as_deref()), (2, None));
}

#[test]
fn reads_tmx_with_its_doctype() {
    let text = r#"<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-US" segtype="sentence"><prop type="x">y</prop></header><body>
<tu tuid="7"><prop type="p">q</prop><tuv xml:lang="en-US"><seg>A <bpt i="1">&lt;b&gt;</bpt>lid<ept i="1"/>.</seg></tuv><tuv xml:lang="fr"><seg>Un couvercle.</seg></tuv><tuv xml:lang="JA"><seg>蓋。</seg></tuv></tu>
<tu><tuv lang="en"><seg>no Japanese</seg></tuv></tu></body></tmx>"#;
    assert_eq!(read(text, ExchangeFormat::Tmx), [pair("en-US", "A lid.", "蓋。")]);
    let all = text.replace("srclang=\"en-US\"", "srclang=\"*all*\"");
    assert_eq!(read(&all, ExchangeFormat::Tmx), [pair("en-US", "A lid.", "蓋。"), pair("fr", "Un couvercle.", "蓋。")]);
}

#[test]
fn hostile_files_are_refused_with_place_and_code() {
    let bomb = "<!DOCTYPE tmx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<tmx><body><tu><tuv xml:lang=\"en\"><seg>&b;</seg></tuv></tu></body></tmx>";
    assert_eq!(read(bomb, ExchangeFormat::Tmx), [Err(("exchange-entity", 1))]);
    let entity = "<tmx>\n<body><tu><tuv xml:lang=\"en\"><seg>&secret;</seg></tuv></tu></body></tmx>";
    assert_eq!(read(entity, ExchangeFormat::Tmx), [Err(("exchange-entity", 2))]);
    let deep = format!("<xliff version=\"1.2\">{}", "<group>".repeat(200));
    assert_eq!(read(&deep, ExchangeFormat::Xliff), [Err(("exchange-too-deep", 1))]);
    let long = format!(
        "<xliff version=\"1.2\"><file><trans-unit><source>{}</source></trans-unit></file></xliff>",
        "a".repeat(LARGEST_PIECE + 100_000)
    );
    assert_eq!(read(&long, ExchangeFormat::Xliff), [Err(("exchange-too-large", 1))]);
    let many = format!(
        "<xliff version=\"1.2\"><file><trans-unit><source>{}</source></trans-unit></file></xliff>",
        format!("<g>{}</g>", "a".repeat(50)).repeat(LARGEST_UNIT / 40)
    );
    assert_eq!(read(&many, ExchangeFormat::Xliff), [Err(("exchange-too-large", 1))]);
    assert_eq!(read("<xliff version=\"1.2\"><file>", ExchangeFormat::Xliff), [Err(("exchange-malformed", 1))]);
    assert_eq!(read("<html/>", ExchangeFormat::Tmx), [Err(("exchange-format", 1))]);
    assert_eq!(
        read("<xliff version=\"2.1\" srcLang=\"en\" trgLang=\"fr\"/>", ExchangeFormat::Xliff),
        [Err(("exchange-target-language", 1))]
    );
    let line = format!("en\t{}\t", "a".repeat(LARGEST_PIECE));
    assert_eq!(read(&line, ExchangeFormat::Tsv), [Err(("exchange-too-large", 1))]);
    let broken: Vec<_> = exchange_units([b'e', b'n', b'\t', 0xFF, b'\n'].as_slice(), ExchangeFormat::Tsv).collect();
    assert!(matches!(&broken[..], [Err(error)] if error.code() == "exchange-encoding"));
}

#[test]
fn formats_by_their_beginning() {
    let table: [(&str, Option<ExchangeFormat>); 6] = [
        ("\u{FEFF}<?xml version=\"1.0\"?><!DOCTYPE tmx SYSTEM \"tmx14.dtd\"><tmx version=\"1.4\">", Some(ExchangeFormat::Tmx)),
        ("<xliff version=\"2.0\">", Some(ExchangeFormat::Xliff)),
        ("<x:xliff xmlns:x=\"u\">", Some(ExchangeFormat::Xliff)),
        ("en\ta\tb", Some(ExchangeFormat::Tsv)),
        ("<html>", None),
        ("plain", None),
    ];
    for (text, format) in table {
        assert_eq!(exchange_format(text.as_bytes()), format, "{text}");
    }
}

proptest! {
    #[test]
    fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "(<xliff version=\"1.2\">|<tmx>|<file>|<tu>|<tuv xml:lang=\"ja\">|<seg>|</seg>|<source>|</source>|&amp;|&x;|<!DOCTYPE a>|<!\\[CDATA\\[|\\]\\]>|\t|\n|a){0,30}") {
        for format in [ExchangeFormat::Tsv, ExchangeFormat::Xliff, ExchangeFormat::Tmx] {
            prop_assert!(exchange_units(bytes.as_slice(), format).take(1000).count() < 1000);
            prop_assert!(exchange_units(text.as_bytes(), format).take(1000).count() < 1000);
        }
    }
}
