//! Units after numbers, in the spellings of the languages that offices write.

/// A unit and its spellings: symbols by letter case, words in lower case by their beginning.
struct Unit {
    name: &'static str,
    symbols: &'static [&'static str],
    words: &'static [&'static str],
}

const fn unit(name: &'static str, symbols: &'static [&'static str], words: &'static [&'static str]) -> Unit {
    Unit { name, symbols, words }
}

/// Units of measure. Words of months and years are left out: dates are written too differently. Ambiguous letters (Russian `с` and `в` are
/// also "with" and "in") are left out as well.
const UNITS: &[Unit] = &[
    unit(
        "%",
        &["%"],
        &[
            "percent",
            "per cent",
            "prozent",
            "pour cent",
            "パーセント",
            "퍼센트",
            "процент",
            "phần trăm",
            "เปอร์เซ็นต์",
            "persen",
            "peratus",
            "por ciento",
            "por cento",
        ],
    ),
    unit("‰", &["‰"], &["promille", "パーミル"]),
    unit("ppm", &["ppm"], &[]),
    unit("ppb", &["ppb"], &[]),
    unit(
        "km",
        &["km", "км"],
        &["kilomet", "キロメートル", "公里", "千米", "킬로미터", "километр", "กิโลเมตร", "กม.", "kilômét", "ki-lô-mét"],
    ),
    unit("m", &["m", "м"], &["meter", "metre", "mètre", "メートル", "米", "미터", "метр", "เมตร", "mét"]),
    unit(
        "cm",
        &["cm", "см"],
        &[
            "centimet",
            "zentimeter",
            "centimèt",
            "センチメートル",
            "センチ",
            "厘米",
            "公分",
            "센티미터",
            "сантиметр",
            "เซนติเมตร",
            "ซม.",
            "xentimét",
            "xăngtimét",
            "centimét",
        ],
    ),
    unit(
        "mm",
        &["mm", "мм"],
        &[
            "millimet",
            "millimèt",
            "ミリメートル",
            "ミリ",
            "毫米",
            "公厘",
            "밀리미터",
            "миллиметр",
            "มิลลิเมตร",
            "มม.",
            "มม",
            "milimét",
            "milimet",
        ],
    ),
    unit(
        "μm",
        &["μm", "um", "мкм"],
        &[
            "micromet",
            "mikromet",
            "micromèt",
            "micron",
            "mikron",
            "マイクロメートル",
            "ミクロン",
            "微米",
            "마이크로미터",
            "микрометр",
            "микрон",
            "ไมโครเมตร",
            "ไมครอน",
            "micrômét",
            "micromét",
        ],
    ),
    unit(
        "nm",
        &["nm", "нм"],
        &["nanomet", "nanomèt", "ナノメートル", "纳米", "奈米", "나노미터", "нанометр", "นาโนเมตร", "nanomét", "nanômét"],
    ),
    unit("Å", &["Å"], &["angstrom", "ångström", "オングストローム", "옹스트롬", "ангстрем"]),
    unit("inch", &[], &["inch", "zoll", "pouce", "インチ", "英寸", "인치", "дюйм", "นิ้ว"]),
    unit("kg", &["kg", "кг"], &["kilogram", "kilogramm", "キログラム", "千克", "公斤", "킬로그램", "килограмм", "กิโลกรัม", "กก."]),
    unit("g", &["g", "г"], &["gram", "gramm", "グラム", "克", "그램", "грамм", "กรัม"]),
    unit(
        "mg",
        &["mg", "мг"],
        &["milligram", "milligramm", "ミリグラム", "毫克", "밀리그램", "миллиграмм", "มิลลิกรัม", "มก.", "miligam", "miligram"],
    ),
    unit(
        "μg",
        &["μg", "ug", "мкг"],
        &["microgram", "mikrogramm", "マイクログラム", "微克", "마이크로그램", "микрограмм", "ไมโครกรัม", "microgam"],
    ),
    unit("ng", &["ng", "нг"], &["nanogram", "ナノグラム", "纳克", "나노그램"]),
    unit("t", &["t"], &["ton", "tonne", "トン", "吨", "噸", "톤", "тонн", "ตัน", "tấn"]),
    unit("L", &["L", "l", "ℓ", "л"], &["liter", "litre", "リットル", "升", "리터", "литр", "ลิตร", "lít"]),
    unit(
        "mL",
        &["mL", "ml", "мл", "cc"],
        &["milliliter", "millilitre", "ミリリットル", "毫升", "밀리리터", "миллилитр", "มิลลิลิตร", "มล.", "mililít", "mililit"],
    ),
    unit(
        "μL",
        &["μL", "μl", "мкл"],
        &["microliter", "mikroliter", "microlitre", "マイクロリットル", "微升", "마이크로리터", "микролитр", "ไมโครลิตร"],
    ),
    unit("s", &["s"], &["second", "sekunde", "seconde", "秒", "초", "секунд", "วินาที", "giây", "sec"]),
    unit(
        "ms",
        &["ms", "мс"],
        &[
            "millisecond",
            "millisekunde",
            "milliseconde",
            "ミリ秒",
            "毫秒",
            "밀리초",
            "миллисекунд",
            "มิลลิวินาที",
            "mili giây",
            "mili-giây",
            "miligiây",
        ],
    ),
    unit(
        "μs",
        &["μs", "мкс"],
        &[
            "microsecond",
            "mikrosekunde",
            "microseconde",
            "マイクロ秒",
            "微秒",
            "마이크로초",
            "микросекунд",
            "ไมโครวินาที",
            "micro giây",
            "micrô giây",
        ],
    ),
    unit("ns", &["ns", "нс"], &["nanosecond", "nanosekunde", "ナノ秒", "纳秒", "나노초"]),
    unit("min", &["min", "мин"], &["minute", "分", "분", "минут", "นาที", "phút", "menit", "minit"]),
    unit("h", &["h", "ч"], &["hour", "stunde", "heure", "時間", "小时", "小時", "시간", "час", "ชั่วโมง", "giờ", "jam", "hr", "ชม."]),
    unit("d", &[], &["day", "tag", "jour", "日", "天", "일", "день", "дня", "дней", "сут", "วัน", "ngày", "hari"]),
    unit("week", &[], &["week", "woche", "semaine", "週", "周", "주", "недел", "สัปดาห์", "tuần", "minggu"]),
    unit(
        "°C",
        &["°C", "℃", "° C", "°С", "oC", "ºC"],
        &[
            "degrees celsius",
            "degree celsius",
            "degrees centigrade",
            "deg. c",
            "deg c",
            "grad celsius",
            "degrés celsius",
            "度",
            "摄氏度",
            "攝氏度",
            "도",
            "градусов цельсия",
            "градус",
            "องศาเซลเซียส",
            "độ c",
            "độ",
        ],
    ),
    unit("°F", &["°F", "℉"], &["degrees fahrenheit", "華氏", "华氏度"]),
    unit("°", &["°", "º", "˚"], &["degree", "grad", "degré", "度", "도", "градус", "องศา", "độ", "derajat", "darjah"]),
    unit("K", &["K", "К"], &["kelvin", "ケルビン", "开尔文", "켈빈"]),
    unit("V", &["V", "В"], &["volt", "ボルト", "伏特", "볼트", "вольт", "โวลต์", "vôn"]),
    unit("mV", &["mV", "мВ"], &["millivolt", "ミリボルト", "毫伏", "밀리볼트", "милливольт", "มิลลิโวลต์"]),
    unit("kV", &["kV", "кВ"], &["kilovolt", "キロボルト", "千伏", "킬로볼트", "киловольт", "กิโลโวลต์"]),
    unit("A", &["A"], &["ampere", "ampère", "アンペア", "安培", "암페어", "ампер", "แอมแปร์", "ampe"]),
    unit("mA", &["mA", "мА"], &["milliampere", "milliampère", "ミリアンペア", "毫安", "밀리암페어", "миллиампер", "มิลลิแอมแปร์"]),
    unit("W", &["W", "Вт"], &["watt", "ワット", "瓦特", "와트", "ватт", "วัตต์", "oát"]),
    unit("kW", &["kW", "кВт"], &["kilowatt", "キロワット", "千瓦", "킬로와트", "киловатт", "กิโลวัตต์"]),
    unit("MW", &["MW", "МВт"], &["megawatt", "メガワット", "兆瓦", "메가와트", "мегаватт"]),
    unit("mW", &["mW", "мВт"], &["milliwatt", "ミリワット", "毫瓦"]),
    unit("Hz", &["Hz", "Гц"], &["hertz", "ヘルツ", "赫兹", "헤르츠", "герц", "เฮิรตซ์", "héc"]),
    unit("kHz", &["kHz", "кГц"], &["kilohertz", "キロヘルツ", "千赫", "킬로헤르츠", "килогерц", "กิโลเฮิรตซ์"]),
    unit("MHz", &["MHz", "МГц"], &["megahertz", "メガヘルツ", "兆赫", "메가헤르츠", "мегагерц", "เมกะเฮิรตซ์"]),
    unit("GHz", &["GHz", "ГГц"], &["gigahertz", "ギガヘルツ", "吉赫", "千兆赫", "기가헤르츠", "гигагерц", "กิกะเฮิรตซ์"]),
    unit("Pa", &["Pa", "Па"], &["pascal", "パスカル", "帕斯卡", "파스칼", "паскал", "ปาสคาล"]),
    unit("hPa", &["hPa", "гПа"], &["hectopascal", "ヘクトパスカル", "百帕"]),
    unit("kPa", &["kPa", "кПа"], &["kilopascal", "キロパスカル", "千帕", "킬로파스칼", "килопаскал", "กิโลปาสคาล"]),
    unit("MPa", &["MPa", "МПа"], &["megapascal", "メガパスカル", "兆帕", "메가파스칼", "мегапаскал", "เมกะปาสคาล", "เมกะปาสกาล"]),
    unit("GPa", &["GPa", "ГПа"], &["gigapascal", "ギガパスカル", "吉帕"]),
    unit("bar", &["bar", "бар"], &["バール", "บาร์"]),
    unit("mbar", &["mbar", "мбар"], &["ミリバール"]),
    unit("atm", &["atm", "атм"], &["気圧", "大气压", "기압"]),
    unit("psi", &["psi"], &[]),
    unit("N", &["N"], &["newton", "ニュートン", "牛顿", "뉴턴", "ньютон", "นิวตัน", "niutơn"]),
    unit("kN", &["kN", "кН"], &["キロニュートン", "千牛"]),
    unit("J", &["J", "Дж"], &["joule", "ジュール", "焦耳", "줄", "джоул", "จูล"]),
    unit("kJ", &["kJ", "кДж"], &["kilojoule", "キロジュール", "千焦"]),
    unit("Wh", &["Wh"], &["ワット時"]),
    unit("kWh", &["kWh", "кВт·ч"], &["キロワット時", "千瓦时"]),
    unit("mAh", &["mAh", "мАч"], &["ミリアンペア時", "毫安时"]),
    unit("Ω", &["Ω", "Ω", "Ом"], &["ohm", "オーム", "欧姆", "옴", "โอห์ม"]),
    unit("kΩ", &["kΩ", "kΩ", "кОм"], &["キロオーム", "千欧"]),
    unit("F", &["F"], &["farad", "ファラド", "法拉"]),
    unit("μF", &["μF", "мкФ"], &["マイクロファラド", "微法"]),
    unit("T", &["T", "Тл"], &["tesla", "テスラ", "特斯拉", "테슬라"]),
    unit("lx", &["lx", "lux", "лк"], &["ルクス", "勒克斯"]),
    unit("cd", &["cd"], &["カンデラ", "坎德拉"]),
    unit("lm", &["lm"], &["ルーメン", "流明"]),
    unit("dB", &["dB", "дБ"], &["decibel", "dezibel", "デシベル", "分贝", "데시벨", "децибел", "เดซิเบล"]),
    unit(
        "rpm",
        &["rpm", "r/min", "rev/min", "U/min", "об/мин", "tr/min", "min-1"],
        &[
            "revolutions per minute",
            "umdrehungen pro minute",
            "tours par minute",
            "回転/分",
            "回毎分",
            "转/分",
            "rpm",
            "รอบต่อนาที",
            "vòng/phút",
        ],
    ),
    unit("mol", &["mol", "моль"], &["mole", "モル", "摩尔", "몰", "mol"]),
    unit("mmol", &["mmol", "ммоль"], &["ミリモル", "毫摩尔"]),
    unit("M", &["M"], &["モル濃度"]),
    unit("mM", &["mM", "мМ"], &["ミリモル濃度"]),
    unit("eV", &["eV", "эВ"], &["電子ボルト", "电子伏"]),
    unit("kDa", &["kDa", "кДа"], &["キロダルトン"]),
    unit("Da", &["Da", "Да"], &["ダルトン"]),
    unit("cP", &["cP", "cp", "сП"], &["センチポアズ", "厘泊"]),
    unit("Pas", &["Pa·s", "Pa・s", "Pa.s"], &["パスカル秒"]),
    unit("bit", &[], &["bit", "ビット", "比特", "비트", "бит", "บิต"]),
    unit("byte", &[], &["byte", "octet", "バイト", "字节", "바이트", "байт", "ไบต์"]),
    unit("kB", &["kB", "KB"], &["キロバイト"]),
    unit("MB", &["MB", "МБ"], &["メガバイト", "兆字节"]),
    unit("GB", &["GB", "ГБ"], &["ギガバイト", "吉字节"]),
    unit("pixel", &["px"], &["pixel", "ピクセル", "画素", "像素", "픽셀", "พิกเซล"]),
    unit("m2", &["m2", "m^2", "м2"], &["square met", "quadratmeter", "mètres carrés", "平方メートル", "平方米", "제곱미터", "квадратн"]),
    unit("cm2", &["cm2", "cm^2", "см2"], &["平方センチメートル", "平方厘米"]),
    unit("mm2", &["mm2", "mm^2", "мм2"], &["平方ミリメートル", "平方毫米"]),
    unit("m3", &["m3", "m^3", "м3"], &["cubic met", "kubikmeter", "mètres cubes", "立方メートル", "立方米", "세제곱미터", "кубическ"]),
    unit("cm3", &["cm3", "cm^3", "см3"], &["立方センチメートル", "立方厘米"]),
    unit("mm3", &["mm3", "mm^3", "мм3"], &["立方ミリメートル", "立方毫米"]),
];

/// What may stand between a number and `%`: of what the share is.
const SHARES: &[(&str, &[&str])] = &[
    (
        "mass",
        &[
            "wt.",
            "wt",
            "mass",
            "重量",
            "質量",
            "质量",
            "중량",
            "질량",
            "gew.-",
            "gew.",
            "gew",
            "мас.",
            "масс.",
            "вес.",
            "w/w",
            "en poids",
            "โดยน้ำหนัก",
            "khối lượng",
        ],
    ),
    ("volume", &["vol.-", "vol.", "vol", "体積", "容量", "体积", "體積", "부피", "체적", "об.", "v/v"]),
    ("mole", &["mol.-", "mol-", "mol", "モル", "摩尔", "몰", "мол."]),
    ("atom", &["at.-", "at.", "atomic", "atom", "原子", "원자", "ат."]),
];

/// What stands after a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct UnitsAfter {
    /// The units it may be: 度 is of angles and of temperatures.
    pub names: Vec<&'static str>,
    /// Of what a share is: `mass`, `volume` …
    pub share: Option<&'static str>,
    /// Bytes from the number to the end of the unit.
    pub length: usize,
}

/// The unit at the beginning of what follows a number; none as a rule.
pub(super) fn after(text: &str) -> UnitsAfter {
    let trimmed = text.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    // At most one space: what comes after more is another column.
    let mut skipped = text.len() - trimmed.len();
    let mut rest = trimmed;
    if let Some(hyphenated) = rest.strip_prefix('-').filter(|after| after.starts_with(|c: char| c.is_ascii_lowercase())) {
        skipped += 1;
        rest = hyphenated;
    }
    let mut share = None;
    for (name, words) in SHARES {
        for word in *words {
            if let Some(length) = crate::claims::starts_with_folded(rest, word) {
                let after = rest[length..].trim_start_matches([' ', '\u{a0}', '-']);
                if after.starts_with('%') || crate::claims::starts_with_folded(after, "パーセント").is_some() {
                    share = Some(*name);
                    skipped += rest.len() - after.len();
                    rest = after;
                    break;
                }
            }
        }
        if share.is_some() {
            break;
        }
    }
    let Some((first, length)) = longest(rest) else { return UnitsAfter::default() };
    let end = &rest[length..];
    if first.contains(&"%") && share.is_none() {
        let after = end.trim_start();
        let says = [
            ("mass", ["by weight", "by mass", "en poids", "по масс", "theo khối lượng", "โดยน้ำหนัก"]),
            ("volume", ["by volume", "en volume", "по объ", "theo thể tích", "โดยปริมาตร", "by vol"]),
        ];
        share = says.iter().find(|(_, words)| words.iter().any(|word| after.starts_with(word))).map(|(name, _)| *name);
    }
    // mg/L: the first unit is compared, both are passed.
    let per = end.strip_prefix('/').and_then(longest).map_or(0, |(_, length)| length + 1);
    UnitsAfter { names: first, share, length: skipped + length + per }
}

/// The units of the longest spelling that a text begins with, and its length.
fn longest(text: &str) -> Option<(Vec<&'static str>, usize)> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() || first.is_whitespace() {
        return None;
    }
    let mut best: Option<(Vec<&'static str>, usize)> = None;
    let mut offer = |name: &'static str, length: usize| match &mut best {
        Some((names, longest)) if *longest == length => {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Some((_, longest)) if *longest > length => {}
        _ => best = Some((vec![name], length)),
    };
    for unit in UNITS {
        for symbol in unit.symbols {
            if text.starts_with(symbol) && !continues(&text[symbol.len()..]) {
                offer(unit.name, symbol.len());
            }
        }
        for word in unit.words {
            if let Some(length) = crate::claims::starts_with_folded(text, word) {
                // Words of Latin and Cyrillic letters go on with their endings.
                let stem_end = text[length..].find(|c: char| !is_spaced_letter(c)).map_or(text.len(), |more| length + more);
                let spaced = word.chars().next_back().is_some_and(is_spaced_letter);
                let end = if spaced { stem_end } else { length };
                // `second` is no beginning of `secondary`; stems are longer by what makes a word of them.
                let stem = word.ends_with("met") || word.ends_with("mèt") || word.chars().any(|c| ('а'..='я').contains(&c));
                if end - length <= if stem { 16 } else { 2 } && is_han_unit(word, &text[end..]) {
                    offer(unit.name, end);
                }
            }
        }
    }
    best
}

fn is_spaced_letter(c: char) -> bool {
    c.is_alphabetic() && matches!(c as u32, 0x41..=0x24F | 0x300..=0x36F | 0x400..=0x52F | 0x1E00..=0x1EFF)
}

fn continues(rest: &str) -> bool {
    rest.starts_with(is_spaced_letter) || rest.starts_with('\'')
}

/// Whether one Han letter is a unit before this text: 10分間 and 10分, but not 10分別.
fn is_han_unit(word: &str, rest: &str) -> bool {
    const AFTER: &str = "間的以至到内內后後時时左右前未超程钟鐘或和及且";
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    word.chars().count() > 1 || !word.chars().all(han) || !rest.chars().next().is_some_and(|c| han(c) && !AFTER.contains(c))
}

/// Whether a text has a unit's Japanese spelling anywhere.
pub(super) fn occurs(text: &str, name: &str) -> bool {
    UNITS.iter().filter(|unit| unit.name == name).any(|unit| {
        unit.symbols.iter().chain(unit.words).any(|spelling| (spelling.len() > 1 || !spelling.is_ascii()) && text.contains(spelling))
    })
}

/// Whether letters and a digit are a unit with its exponent, `mm2`, and no sign.
pub(super) fn is_power(sign: &str) -> bool {
    matches!(sign, "m2" | "m3" | "cm2" | "cm3" | "mm2" | "mm3" | "km2" | "dm3" | "nm2" | "nm3" | "in2" | "ft2" | "ft3" | "s2")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_in_many_spellings() {
        let table: &[(&str, &[&str])] = &[
            (" mm thick", &["mm"]),
            ("-mm pin", &["mm"]),
            ("ミリメートル", &["mm"]),
            ("毫米", &["mm"]),
            (" мм", &["mm"]),
            ("℃", &["°C"]),
            ("度", &["°C", "°"]),
            (" degrees Celsius", &["°C"]),
            (" Stunden", &["h"]),
            ("시간", &["h"]),
            (" นาที", &["min"]),
            ("重量%", &["%"]),
            (" Gew.-%", &["%"]),
            (" with", &[]),
            (" с корпусом", &[]),
            (" meshes", &[]),
            ("kΩ", &["kΩ"]),
            (" 3", &[]),
        ];
        for (text, names) in table {
            assert_eq!(after(text).names, *names, "{text}");
        }
        assert_eq!(after("質量%").share, Some("mass"));
        assert_eq!(after("% by volume").share, Some("volume"));
    }
}
