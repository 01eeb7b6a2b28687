//! Single pairs; the seeded corruptions of many are in `tests/seeded_corruption.rs`.

use proptest::prelude::*;

use super::*;
use crate::TermEntry;

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a language")
}

fn codes(tag: &str, source: &str, japanese: &str) -> Vec<&'static str> {
    findings(source, japanese, &language(tag)).iter().map(Finding::code).collect()
}

#[test]
fn finds_what_is_wrong() {
    let table: &[(&str, &str, &str, &str)] = &[
        ("en", "It is 1.035 mm.", "1.065mmである。", "check-numbers"),
        ("en", "Lid 12a is shut.", "蓋12bは閉じている。", "check-numbers"),
        ("en", "Lid 10 and pin 12.", "蓋10とピン。", "check-numbers"),
        ("de", "Es sind 1.234,5 mm.", "1.2345mmである。", "check-numbers"),
        ("en", "Lid", " ", "check-empty"),
        ("en", "The lid is shut.", "The lid is shut.", "check-identical"),
        ("ko", "덮개는 닫혀 있다.", "덮개は閉じている。", "check-source-script"),
        ("th", "ฝาปิดอยู่", "ฝาは閉じている。", "check-source-script"),
        ("en", "The lid is shut.", "蓋7は閉じている。", "check-numbers"),
        ("en", "from -40 °C to 85 °C", "40℃から85℃まで", "check-numbers"),
        ("en", "a tolerance of ±5 %", "5%の公差", "check-numbers"),
        ("zh", "该温度为５℃。", "この温度は6℃である。", "check-numbers"),
        ("th", "มีความยาว ๑๒ มม.", "長さは13mmである。", "check-numbers"),
        ("en", "2.5 million cells", "25万個の細胞", "check-numbers"),
        ("en", "about 10^5 cells", "約10⁶個の細胞", "check-numbers"),
        ("en", "a compound of formula III", "式IIの化合物", "check-numbers"),
        ("en", "5 mm long", "長さ5cmの", "check-units"),
        ("en", "at least 5 mm long", "長さ5mmの", "check-bounds"),
        ("zh", "不超过5mm", "5mm以上", "check-bounds"),
        ("ko", "5mm 이하", "5mm未満", "check-bounds"),
        ("en", "The lid is not closed.", "蓋は閉じている。", "check-negation"),
        ("ko", "덮개는 닫히지 않는다.", "蓋は閉じる。", "check-negation"),
        ("en", "The lid opens.", "蓋は開放されない。", "check-negation-added"),
        ("en", "The device according to claim 1 or 2", "請求項1または3に記載の装置", "check-claim-references"),
        ("en", "The housing 10 holds the lid 12a.", "筐体12aが蓋10を保持する。", "check-signs"),
        ("ko", "제1 전극(10)과 제2 전극(12)", "第1電極(12)と第2電極(10)", "check-signs"),
        ("en", "see https://example.org/a", "参照", "check-protected"),
        ("en", "The lid (upper) opens.", "蓋は開く。", "check-brackets"),
        ("en", "The lid opens.", "蓋は開く。蓋は開く。", "check-repetition"),
        ("en", "The lid is opened by the spring. The valve is closed by the motor.", "蓋はばねによって開かれる。", "check-omission"),
        ("de", "Das Gehäuse ist offen.", "Gehäuseは開いている。", "check-source-script"),
        ("zh", "所述壳体是开口的。", "所述壳体は開口している。", "check-source-script"),
        ("vi", "Vỏ được mở.", "vỏは開いている。", "check-source-script"),
    ];
    for (tag, source, japanese, code) in table {
        assert!(codes(tag, source, japanese).contains(code), "{japanese}: {:?}", codes(tag, source, japanese));
    }
}

#[test]
fn leaves_good_sentences_alone() {
    let table = [
        ("en", "It is 1,234.5 mm at 5 V.", "5Vで1234.5mmである。"),
        ("en", "10,000 holes", "1万個の孔"),
        ("en", "The first lid 10 of the 2nd box", "第２の箱の第1の蓋１０"),
        ("en", "On March 5, 2020", "2020年3月5日に"),
        ("en", "Lid 10 and its pin", "蓋10と、蓋10のピン"),
        ("de", "Es sind 1.234 Stück.", "1234個である。"),
        ("zh-Hant", "半導體裝置", "半導体装置"),
        ("zh", "装置", "装置"),
        ("en", "CO2", "CO2"),
        ("en", "CO₂ in 5 m²", "5m2中の二酸化炭素"),
        ("en", "not less than 5 mm", "5mm以上"),
        ("zh", "壳体不同于盖体。", "筐体は蓋体と異なる。"),
        ("vi", "không khí trong vỏ", "筐体内の空気"),
        ("en", "the lid 12a of the housing 10", "筐体10の蓋12a"),
        ("th", "ไม่น้อยกว่า ๑๐ มม.", "10mm以上"),
        ("ar", "درجة حرارة ٢٥", "温度25"),
    ];
    for (tag, source, japanese) in table {
        assert!(codes(tag, source, japanese).is_empty(), "{japanese}: {:?}", codes(tag, source, japanese));
    }
}

#[test]
fn terms_and_forbidden_words() {
    let en = language("en");
    let terms =
        Termbase::new(vec![TermEntry { language: en.clone(), term: "casing".into(), japanese: "ケーシング".into(), ipc: Vec::new() }]);
    let forbidden = [ForbiddenTerm { language: en.clone(), term: "casing".into(), japanese: "ケース".into() }];
    let checker = Checker::new().with_terms(&terms).with_forbidden(&forbidden);
    assert!(checker.findings("The casing is open.", "ケーシングは開いている。", &en).is_empty());
    let found = checker.findings("The casing is open.", "ケースは開いている。", &en);
    assert_eq!(found.iter().map(Finding::code).collect::<Vec<_>>(), ["check-forbidden-term", "check-term"]);
    assert_eq!(found[0].target, Some(0.."ケース".len()));
    assert_eq!(found[1].source, Some(4..10));
}

#[test]
fn places_are_those_of_the_texts() {
    let japanese = "長さ６㎜である。";
    let found = findings("长度为５㎜。", japanese, &language("zh"));
    assert_eq!(found[0].source.clone().map(|range| &"长度为５㎜。"[range]), Some("５"));
    assert_eq!(found[0].target.clone().map(|range| &japanese[range]), Some("６"));
    assert_eq!(found[0].reason_in_japanese(), "訳文の数値または符号が原文と一致しません: 5");
}

#[test]
fn codes_are_stable_and_known() {
    for check in Check::ALL {
        assert_eq!(Check::of_code(check.code()), Some(check));
        assert!(check.code().starts_with("check-"));
    }
}

proptest! {
    #[test]
    fn never_panics_and_places_lie_within(
        source in "(FIG\\. 1|10⁵|5 mm|−40 °C|claim 1|not |壳体|덮개|ฝา|\\PC){0,20}",
        japanese in "(図1|10⁶|５㎜|請求項1|ない|筐体10|（|」|\\PC){0,20}",
        tag in prop::sample::select(vec!["en", "zh", "ko", "de", "fr", "ru", "th", "vi", "ar", "und"]),
    ) {
        for finding in findings(&source, &japanese, &language(tag)) {
            prop_assert!(finding.source.is_none_or(|range| source.get(range).is_some()));
            prop_assert!(finding.target.is_none_or(|range| japanese.get(range).is_some()));
        }
    }
}
