//! Words of claim references, by language. In lower case.

use crate::Language;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    /// "Claim", as it stands before numbers, in all its forms; the longest one that fits is taken.
    pub claim: &'static [&'static str],
    /// What may stand between it and the number.
    pub fillers: &'static [&'static str],
    /// Ranges.
    pub to: &'static [&'static str],
    /// Any one of several.
    pub or: &'static [&'static str],
    /// All of several.
    pub and: &'static [&'static str],
    /// Opening and closing of numbers that stand without the word: 제 … 항.
    pub ordinal: Option<(&'static str, &'static str)>,
    /// "Any of the preceding claims".
    pub preceding: &'static [&'static str],
}

/// Signs of ranges, in every language.
const TO_ENGLISH: &[&str] = &["-", "–", "—", "~", "～", "〜", "‐", "‑", "to", "through", "up to", "until"];

const ENGLISH: Words = Words {
    claim: &["claim", "claims"],
    fillers: &["no.", "nos.", "number", "any of", "any one of", "one of", "either of", "either"],
    to: TO_ENGLISH,
    or: &["or", "and/or", "or to", "or of", "or in"],
    and: &["and", "&"],
    ordinal: None,
    preceding: &[
        "preceding claim",
        "previous claim",
        "foregoing claim",
        "above claims",
        "the claims above",
        "prior claims",
        "precedent claims",
    ],
};

const GERMAN: Words = Words {
    claim: &[
        "anspruch",
        "anspruchs",
        "anspruches",
        "ansprüche",
        "ansprüchen",
        "ansprueche",
        "anspruechen",
        "patentanspruch",
        "patentansprüche",
        "patentansprüchen",
        "schutzanspruch",
        "schutzansprüche",
        "schutzansprüchen",
    ],
    fillers: &["nr.", "einem der"],
    to: &["-", "–", "—", "~", "bis", "bis einschließlich"],
    or: &["oder", "und/oder", "bzw."],
    and: &["und", "sowie", "&"],
    ordinal: None,
    preceding: &[
        "vorhergehenden ansprüche",
        "vorangehenden ansprüche",
        "vorstehenden ansprüche",
        "vorherigen ansprüche",
        "vorangegangenen ansprüche",
        "obigen ansprüche",
    ],
};

const FRENCH: Words = Words {
    claim: &["revendication", "revendications"],
    fillers: &["n°", "no.", "numéro", "l'une des", "l’une des"],
    to: &["-", "–", "—", "~", "à", "a", "jusqu'à"],
    or: &["ou", "et/ou"],
    and: &["et"],
    ordinal: None,
    preceding: &["revendications précédentes", "revendication précédente", "revendications précitées", "revendications qui précèdent"],
};

const SPANISH: Words = Words {
    claim: &["reivindicación", "reivindicaciones", "reivindicacion"],
    fillers: &["n.º", "nº", "no.", "número", "núm."],
    to: &["-", "–", "—", "~", "a", "a la", "hasta", "hasta la"],
    or: &["o", "u", "y/o", "o la", "ó"],
    and: &["y", "e", "y la"],
    ordinal: None,
    preceding: &["reivindicaciones anteriores", "reivindicación anterior", "reivindicaciones precedentes", "reivindicación precedente"],
};

const PORTUGUESE: Words = Words {
    claim: &["reivindicação", "reivindicações", "reivindicacao", "reivindicacoes"],
    fillers: &["n.º", "nº", "no.", "número"],
    to: &["-", "–", "—", "~", "a", "à", "até"],
    or: &["ou", "e/ou"],
    and: &["e"],
    ordinal: None,
    preceding: &["reivindicações anteriores", "reivindicação anterior", "reivindicações precedentes", "reivindicação precedente"],
};

const ITALIAN: Words = Words {
    claim: &["rivendicazione", "rivendicazioni"],
    fillers: &["n."],
    to: &["-", "–", "—", "~", "a", "alla", "da"],
    or: &["o", "od", "e/o", "oppure"],
    and: &["e", "ed"],
    ordinal: None,
    preceding: &["rivendicazioni precedenti", "rivendicazione precedente"],
};

const DUTCH: Words = Words {
    claim: &["conclusie", "conclusies"],
    fillers: &["nr."],
    to: &["-", "–", "—", "~", "tot", "tot en met", "t/m"],
    or: &["of", "en/of"],
    and: &["en"],
    ordinal: None,
    preceding: &["voorgaande conclusies", "voorafgaande conclusies"],
};

const POLISH: Words = Words {
    claim: &["zastrz.", "zastrzeżenia", "zastrzeżenie", "zastrzeżeniu", "zastrzeżeń", "zastrzeżeniem"],
    fillers: &["nr"],
    to: &["-", "–", "—", "~", "do"],
    or: &["lub", "albo", "i/lub"],
    and: &["i", "oraz"],
    ordinal: None,
    preceding: &["poprzednich zastrzeżeń", "poprzedzających zastrzeżeń", "powyższych zastrzeżeń"],
};

const RUSSIAN: Words = Words {
    claim: &[
        "п.",
        "пп.",
        "п.п.",
        "п. п.",
        "пункт",
        "пункта",
        "пункту",
        "пунктом",
        "пункте",
        "пунктов",
        "пунктам",
        "пункты",
        "пунктами",
        "пунктах",
    ],
    fillers: &["№", "формулы"],
    to: &["-", "–", "—", "~", "до", "по"],
    or: &["или", "и/или", "или по", "либо"],
    and: &["и", "и по"],
    ordinal: None,
    preceding: &[
        "предыдущих пунктов",
        "предшествующих пунктов",
        "предыдущему пункту",
        "вышеуказанных пунктов",
        "предыдущих пп.",
        "предшествующих пп.",
    ],
};

const UKRAINIAN: Words = Words {
    claim: &["п.", "пп.", "п.п.", "пункт", "пункту", "пунктом", "пункті", "пунктів", "пунктам", "пункти"],
    fillers: &["№", "формули"],
    to: &["-", "–", "—", "~", "до", "по"],
    or: &["або", "чи", "і/або", "та/або", "або за"],
    and: &["і", "та", "й"],
    ordinal: None,
    preceding: &["попередніх пунктів", "попереднього пункту", "попередніх пп."],
};

const CHINESE: Words = Words {
    claim: &["权利要求", "權利要求", "请求项", "請求項", "申请专利范围", "申請專利範圍", "权利要求书", "权要"],
    fillers: &["第", "的第", "中第", "书", "所述的", "：", ":"],
    to: &["-", "–", "—", "~", "～", "至", "到", "‑", "−", "－", "项至第", "項至第", "项至", "項至", "至第", "到第"],
    or: &["或", "或者", "或权利要求", "和/或", "项或第", "項或第", "项或", "項或", "或第", "任一"],
    and: &["和", "与", "及", "以及", "與", "和第", "项和第"],
    ordinal: None,
    preceding: &[
        "前述权利要求",
        "上述权利要求",
        "前述任一权利要求",
        "上述任一权利要求",
        "前面的权利要求",
        "以上任一权利要求",
        "前述請求項",
        "上述請求項",
        "前述任一請求項",
    ],
};

const JAPANESE: Words = Words {
    claim: &["請求項", "クレーム"],
    fillers: &["第"],
    to: &["-", "–", "—", "~", "～", "〜", "から", "ないし", "乃至", "－", "−", "から請求項"],
    or: &["または", "又は", "もしくは", "若しくは", "或いは", "あるいは"],
    and: &["および", "及び", "と", "並びに", "ならびに"],
    ordinal: None,
    preceding: &["先行する請求項", "前記請求項", "上記請求項", "前述の請求項"],
};

const KOREAN: Words = Words {
    claim: &["청구항", "청구항 제"],
    fillers: &["제"],
    to: &["-", "–", "—", "~", "～", "내지", "에서", "부터"],
    or: &["또는", "혹은", "이나", "및/또는"],
    and: &["및", "과", "와"],
    ordinal: Some(("제", "항")),
    preceding: &["선행하는 청구항", "전술한 청구항", "상기 청구항 중", "이전 청구항", "선행 청구항"],
};

const THAI: Words = Words {
    claim: &["ข้อถือสิทธิ", "ข้อถือสิทธิ์", "ข้อถือสิทธิข้อ", "ข้อถือสิทธิ์ข้อ", "ข้อถือสิทธิข้อที่", "ข้อถือสิทธิ์ข้อที่", "ข้อถือสิทธิที่", "ข้อถือสิทธิ์ที่"],
    fillers: &["ข้อที่", "ข้อใดข้อหนึ่งของ", "ข้อใดข้อหนึ่งใน", "ข้อ", "ที่", "หมายเลข"],
    to: &["-", "–", "—", "~", "ถึงข้อที่", "ถึงข้อ", "ถึงที่", "ถึง", "จนถึง"],
    or: &["หรือข้อที่", "หรือข้อ", "หรือที่", "หรือ", "และ/หรือ"],
    and: &["และข้อที่", "และข้อ", "และ", "กับ"],
    ordinal: None,
    preceding: &["ข้อถือสิทธิก่อนหน้า", "ข้อถือสิทธิใดๆ ก่อนหน้า", "ข้อถือสิทธิข้อก่อนหน้า", "ข้อถือสิทธิที่ผ่านมา", "ข้อถือสิทธิข้างต้น"],
};

const LAO: Words = Words {
    claim: &["ຂໍ້ຖືສິດ", "ຂໍ້ຮຽກຮ້ອງ", "ຂໍ້ຖືສິດທີ", "ຂໍ້ຮຽກຮ້ອງທີ"],
    fillers: &["ຂໍ້ທີ", "ຂໍ້", "ທີ"],
    to: &["-", "–", "—", "~", "ຫາ", "ເຖິງ"],
    or: &["ຫຼື", "ຫລື"],
    and: &["ແລະ"],
    ordinal: None,
    preceding: &["ຂໍ້ຖືສິດກ່ອນໜ້າ"],
};

const VIETNAMESE: Words = Words {
    claim: &[
        "điểm",
        "các điểm",
        "yêu cầu bảo hộ",
        "điểm yêu cầu bảo hộ",
        "các điểm yêu cầu bảo hộ",
        "yêu cầu bảo hộ số",
        "điểm bất kỳ trong số các điểm",
        "yêu cầu",
    ],
    fillers: &["số", "từ", "thứ"],
    to: &["-", "–", "—", "~", "đến", "đến điểm", "tới"],
    or: &["hoặc", "hoặc điểm", "và/hoặc", "hay"],
    and: &["và", "và điểm"],
    ordinal: None,
    preceding: &["các điểm trước", "điểm nêu trên", "các điểm nêu trên", "yêu cầu bảo hộ trước", "các điểm trên đây", "các điểm trên"],
};

const INDONESIAN: Words = Words {
    claim: &["klaim", "klaim-klaim"],
    fillers: &["nomor", "no.", "ke-"],
    to: &["-", "–", "—", "~", "sampai", "sampai dengan", "hingga", "s/d", "s.d."],
    or: &["atau", "dan/atau", "atau klaim"],
    and: &["dan", "serta"],
    ordinal: None,
    preceding: &[
        "klaim sebelumnya",
        "klaim-klaim sebelumnya",
        "klaim terdahulu",
        "klaim-klaim terdahulu",
        "klaim di atas",
        "klaim yang mendahului",
    ],
};

const MALAY: Words = Words {
    claim: &["tuntutan", "tuntutan-tuntutan", "klaim"],
    fillers: &["no.", "nombor", "ke-"],
    to: &["-", "–", "—", "~", "hingga", "sehingga", "sampai"],
    or: &["atau", "dan/atau"],
    and: &["dan", "serta"],
    ordinal: None,
    preceding: &["tuntutan terdahulu", "tuntutan-tuntutan terdahulu", "tuntutan sebelumnya", "tuntutan sebelum ini", "tuntutan di atas"],
};

const ARABIC: Words = Words {
    claim: &[
        "عنصر الحماية",
        "لعنصر الحماية",
        "عناصر الحماية",
        "لعناصر الحماية",
        "عنصر حماية",
        "المطلب",
        "للمطلب",
        "مطلب",
        "المطالب",
        "للمطالب",
    ],
    fillers: &["رقم", "أرقام", "من", "أي من"],
    to: &["-", "–", "—", "~", "إلى", "الى", "حتى"],
    or: &["أو", "او", "و/أو"],
    and: &["و"],
    ordinal: None,
    preceding: &["عناصر الحماية السابقة", "عنصر حماية سابق", "المطالب السابقة"],
};

const FILIPINO: Words = Words {
    claim: &["pag-aangkin", "claim", "claims", "paghahabol"],
    fillers: &["bilang", "blg.", "no."],
    to: &["-", "–", "—", "~", "hanggang", "to"],
    or: &["o", "at/o", "or"],
    and: &["at", "and"],
    ordinal: None,
    preceding: &["naunang pag-aangkin", "mga naunang pag-aangkin"],
};

/// The words for a text of this language: its own, and the English ones.
pub(super) fn of(language: &Language) -> &'static [&'static Words] {
    match language.primary() {
        "de" => &[&GERMAN, &ENGLISH],
        "fr" => &[&FRENCH, &ENGLISH],
        "es" => &[&SPANISH, &ENGLISH],
        "pt" => &[&PORTUGUESE, &ENGLISH],
        "it" => &[&ITALIAN, &ENGLISH],
        "nl" => &[&DUTCH, &ENGLISH],
        "pl" => &[&POLISH, &ENGLISH],
        "ru" | "be" | "kk" => &[&RUSSIAN, &ENGLISH],
        "uk" => &[&UKRAINIAN, &ENGLISH],
        "zh" => &[&CHINESE, &ENGLISH],
        "ja" => &[&JAPANESE, &ENGLISH],
        "ko" => &[&KOREAN, &ENGLISH],
        "th" => &[&THAI, &ENGLISH],
        "lo" => &[&LAO, &ENGLISH],
        "vi" => &[&VIETNAMESE, &ENGLISH],
        "id" => &[&INDONESIAN, &ENGLISH],
        "ms" => &[&MALAY, &ENGLISH],
        "ar" => &[&ARABIC, &ENGLISH],
        "fil" | "tl" => &[&FILIPINO, &ENGLISH],
        _ => &[&ENGLISH],
    }
}
