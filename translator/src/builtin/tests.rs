//! What the built-in engine says, and that it is silent otherwise.

use super::*;
use crate::terms::TermEntry;

fn engine() -> BuiltIn {
    let entry = |tag: &str, term: &str, japanese: &str| TermEntry {
        language: Language::parse(tag).expect("a language"),
        term: term.into(),
        japanese: japanese.into(),
        ipc: Vec::new(),
    };
    BuiltIn::new(Arc::new(Termbase::new(vec![
        entry("en", "pump", "ポンプ"),
        entry("en", "device", "装置"),
        entry("de", "Vorrichtung", "装置"),
        entry("fr", "dispositif", "装置"),
        entry("ru", "устройство", "装置"),
        entry("id", "alat", "装置"),
        entry("ms", "peranti", "装置"),
        entry("vi", "thiết bị", "装置"),
        entry("zh", "装置", "装置"),
        entry("zh-Hant", "裝置", "装置"),
        entry("ko", "장치", "装置"),
        entry("th", "อุปกรณ์", "装置"),
        entry("ar", "جهاز", "装置"),
    ])))
}

fn say(text: &str, tag: &str, kind: SegmentKind) -> Option<(String, &'static str)> {
    engine().translate(text, kind, &Language::parse(tag).expect("a language")).map(|said| (said.text, said.rule))
}

#[test]
fn says_what_is_covered() {
    use SegmentKind::{Claim, Heading, Sentence, Title};
    let table = [
        ("en", Heading, "ABSTRACT", "要約", "heading"),
        ("en", Title, "Pump", "ポンプ", "term"),
        ("th", Sentence, "๑๒", "12", "sign"),
        ("de", Sentence, "3,5 – 12a", "3.5 – 12a", "sign"),
        ("en", Sentence, "FIG. 1A is a perspective view of the pump.", "図1Aは、ポンプの斜視図である。", "figure-caption"),
        ("zh", Sentence, "图3是装置的剖视图。", "図3は、装置の断面図である。", "figure-caption"),
        ("id", Sentence, "Gambar 2 adalah pandangan perspektif dari alat.", "図2は、装置の斜視図である。", "figure-caption"),
        ("en", Claim, "2. The device according to claim 1, wherein", "2. 請求項1に記載の装置であって、", "claim-reference"),
        ("en", Claim, "The pump as claimed in any one of claims 1 to 3", "請求項1〜3のいずれか一項に記載のポンプ", "claim-reference"),
        (
            "de",
            Claim,
            "Vorrichtung nach Anspruch 1 oder 2, dadurch gekennzeichnet, dass",
            "請求項1または2に記載の装置であって、",
            "claim-reference",
        ),
        ("fr", Claim, "Dispositif selon la revendication 1,", "請求項1に記載の装置", "claim-reference"),
        ("ru", Claim, "Устройство по п. 1, отличающееся тем, что", "請求項1に記載の装置であって、", "claim-reference"),
        ("zh", Claim, "根据权利要求1或2所述的装置，其特征在于，", "請求項1または2に記載の装置であって、", "claim-reference"),
        ("zh-Hant", Claim, "如請求項1所述之裝置，其中", "請求項1に記載の装置であって、", "claim-reference"),
        ("vi", Claim, "Thiết bị theo điểm 1, trong đó", "請求項1に記載の装置であって、", "claim-reference"),
        ("id", Claim, "Alat menurut klaim 1 atau 2, dimana", "請求項1または2に記載の装置であって、", "claim-reference"),
        ("ko", Claim, "제1항 또는 제2항에 따른 장치", "請求項1または2に記載の装置", "claim-reference"),
        ("ko", Claim, "제1항 내지 제3항 중 어느 한 항에 있어서,", "請求項1〜3のいずれか一項において、", "claim-reference"),
        ("th", Claim, "อุปกรณ์ตามข้อถือสิทธิ 1 หรือ 2 โดยที่", "請求項1または2に記載の装置であって、", "claim-reference"),
        ("th", Claim, "อุปกรณ์ตามข้อถือสิทธิข้อที่ ๑ ถึง ๓ ข้อใดข้อหนึ่ง", "請求項1〜3のいずれか一項に記載の装置", "claim-reference"),
        ("ar", Claim, "الجهاز وفقًا لعنصر الحماية 1، حيث", "請求項1に記載の装置であって、", "claim-reference"),
        ("ms", Claim, "Peranti mengikut tuntutan 1, di mana", "請求項1に記載の装置であって、", "claim-reference"),
    ];
    for (tag, kind, text, japanese, rule) in table {
        assert_eq!(say(text, tag, kind), Some((japanese.to_owned(), rule)), "{text}");
    }
}

#[test]
fn is_silent_on_what_it_cannot_justify() {
    let sentences = [
        ("en", "The pump is a device."),
        ("en", "FIG. 1 is a perspective view of the pump in use."),
        ("en", "FIG. 1 is a perspective view of the compressor."),
        ("en", "FIGS. 1 and 2 are views of the pump."),
        ("en", "The device according to claim 1, wherein the pump is red."),
        ("en", "The red device according to claim 1"),
        ("en", "The device according to claims 1 and 2"),
        ("en", "The device according to claim 1 and the pump according to claim 2"),
        ("en", "A device for use with the device of claim 1"),
        ("en", "2nd"),
        ("en", "12 mm"),
        ("en", "pump 10"),
        ("en", "background noise"),
        ("de", "Die Vorrichtung ist neu."),
        ("de", "1.234"),
        ("zh", "本发明涉及一种装置。"),
        ("zh", "图1是新装置的示意图。"),
        ("zh", "根据权利要求1所述的装置，其中所述泵为红色。"),
        ("zh", "不根据权利要求1所述的装置"),
        ("ko", "본 발명은 펌프에 관한 것이다."),
        ("th", "การประดิษฐ์นี้เกี่ยวกับปั๊ม 12"),
        ("vi", "Sáng chế đề cập đến thiết bị."),
        ("ko", "제1항에 있어서, 상기 장치는 새롭다."),
        ("ko", "제1항에 따른 새로운 장치"),
        ("th", "อุปกรณ์ใหม่ตามข้อถือสิทธิ 1"),
        ("ar", "الجهاز الجديد وفقًا لعنصر الحماية 1"),
        ("id", "Invensi ini berhubungan dengan alat."),
        ("ru", "Изобретение относится к насосам."),
        ("ar", "يتعلق الاختراع بجهاز."),
    ];
    for (tag, text) in sentences {
        for kind in [SegmentKind::Title, SegmentKind::Heading, SegmentKind::Sentence, SegmentKind::Claim, SegmentKind::Goods] {
            assert_eq!(say(text, tag, kind), None, "{text}");
        }
    }
}
