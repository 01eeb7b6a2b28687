//! Claim references as offices' documents write them.

use proptest::prelude::*;

use super::*;

fn references_of(text: &str, tag: &str) -> Vec<u32> {
    claim_references(text, &Language::parse(tag).expect("a language"))
}

#[test]
fn references_by_language() {
    let table: &[(&str, &str, &[u32])] = &[
        ("en", "The device according to claim 1 or 2, wherein 5 pins are used.", &[1, 2]),
        ("en", "A method as claimed in any one of claims 1 to 3 and 7", &[1, 2, 3, 7]),
        ("en", "The device of Claims 1, 2, or 5 – 6.", &[1, 2, 5, 6]),
        ("en", "The device of claim 1 or claim 4, with 12 V", &[1, 4]),
        ("en", "The claimed device with claim width 1.5 and claim 2a", &[]),
        ("en", "reclaim 3 proclaims 4", &[]),
        ("de", "Vorrichtung nach Anspruch 1 oder 2, dadurch gekennzeichnet", &[1, 2]),
        ("de", "Vorrichtung nach einem der Ansprüche 1 bis 3", &[1, 2, 3]),
        ("fr", "Dispositif selon l'une quelconque des revendications 1 à 3 ou 5", &[1, 2, 3, 5]),
        ("es", "Dispositivo según la reivindicación 1 o 2", &[1, 2]),
        ("es", "según las reivindicaciones 1, 2 y 4", &[1, 2, 4]),
        ("pt", "de acordo com qualquer uma das reivindicações 1 a 3", &[1, 2, 3]),
        ("it", "secondo una delle rivendicazioni 1-3", &[1, 2, 3]),
        ("ru", "Устройство по п. 1 или 2, отличающееся тем", &[1, 2]),
        ("ru", "Способ по любому из пп. 1-3", &[1, 2, 3]),
        ("ru", "Способ по любому из пунктов 1–3, 5", &[1, 2, 3, 5]),
        ("uk", "Пристрій за п. 1 або 2", &[1, 2]),
        ("zh", "根据权利要求1-3任一项所述的装置", &[1, 2, 3]),
        ("zh", "如权利要求1至3中任意一项所述", &[1, 2, 3]),
        ("zh", "根据权利要求1或2所述的方法，其中10个", &[1, 2]),
        ("zh-Hant", "如請求項1或2所述之裝置", &[1, 2]),
        ("zh-Hant", "如申請專利範圍第1項所述之裝置", &[1]),
        ("ja", "請求項１または２に記載の装置", &[1, 2]),
        ("ja", "請求項1～3のいずれか一項に記載", &[1, 2, 3]),
        ("ja", "請求項1乃至請求項3の何れか", &[1, 2, 3]),
        ("ko", "제1항에 있어서, 상기 장치는", &[1]),
        ("ko", "제1항 내지 제3항 중 어느 한 항에 있어서", &[1, 2, 3]),
        ("ko", "제 1 항 또는 제 2 항에 있어서", &[1, 2]),
        ("ko", "청구항 1 또는 청구항 4에 있어서", &[1, 4]),
        ("th", "อุปกรณ์ตามข้อถือสิทธิ 1 ถึง 3 ข้อใดข้อหนึ่ง", &[1, 2, 3]),
        ("th", "อุปกรณ์ตามข้อถือสิทธิข้อที่ ๑ หรือ ๒", &[1, 2]),
        ("lo", "ອຸປະກອນຕາມຂໍ້ຖືສິດທີ 1 ຫຼື 2", &[1, 2]),
        ("vi", "Thiết bị theo điểm 1 hoặc 2, trong đó", &[1, 2]),
        ("vi", "Thiết bị theo điểm bất kỳ trong số các điểm từ 1 đến 3", &[1, 2, 3]),
        ("vi", "Phương pháp theo yêu cầu bảo hộ 4", &[4]),
        ("id", "Alat menurut klaim 1 atau 2, dimana", &[1, 2]),
        ("id", "menurut salah satu dari klaim 1 sampai dengan 3", &[1, 2, 3]),
        ("ms", "Peranti mengikut tuntutan 1 atau 2", &[1, 2]),
        ("ms", "mengikut mana-mana satu tuntutan 1 hingga 3", &[1, 2, 3]),
        ("ar", "الجهاز وفقًا لعنصر الحماية 1 أو 2", &[1, 2]),
        ("ar", "طريقة وفقا لأي من عناصر الحماية من ١ إلى ٣", &[1, 2, 3]),
        ("fil", "Ang aparato ayon sa pag-aangkin 1 o 2", &[1, 2]),
        // Offices keep English where the language is another.
        ("th", "The device according to claim 1", &[1]),
        ("en", "claims 3 to 1", &[3]),
        ("en", "claim 99999", &[]),
    ];
    for (language, text, expected) in table {
        assert_eq!(references_of(text, language), *expected, "{text}");
    }
}

#[test]
fn preceding_claims_are_said_without_numbers() {
    let table = [
        ("en", "as claimed in any of the preceding claims", true),
        ("de", "nach einem der vorhergehenden Ansprüche", true),
        ("fr", "selon l'une des revendications précédentes", true),
        ("zh", "根据上述任一权利要求所述的装置", true),
        ("en", "as claimed in claim 1", false),
    ];
    for (language, text, expected) in table {
        assert_eq!(refers_to_preceding(text, &Language::parse(language).expect("a language")), expected, "{text}");
    }
}

#[test]
fn tells_and_from_or() {
    let en = Language::parse("en").expect("a language");
    let read = references("claims 1 and 2; claims 4 to 6 or 8", &en);
    assert!(read[0].all && !read[1].all);
    assert_eq!(read[1].claims, [4..=6, 8..=8]);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(claim|제|항|权利要求|klaim|п\\.|[0-9 ,.-]|to|or|ı|İ|ก|\\PC){0,40}", tag in prop::sample::select(vec!["en", "ko", "zh", "ru", "th", "ar"])) {
        let language = Language::parse(tag).expect("a language");
        for reference in references(&text, &language) {
            prop_assert!(text.get(reference.range).is_some());
        }
        prop_assert!(claim_references(&text, &language).iter().all(|n| (1..=HIGHEST_CLAIM).contains(n)));
    }
}
