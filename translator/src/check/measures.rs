//! Numbers of a text as the checks compare them: every reading that counts as the same, the sign before, the unit after.

use std::ops::Range;

use super::units::{self, UnitsAfter};
use crate::{
    Language,
    number::{Number, NumberStyle, NumberValue, digit, numbers},
};

/// A number with what stands around it.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    /// Where the number stands, multiplier included.
    pub range: Range<usize>,
    /// Its values, as they are compared; a number that can be read in two ways has two.
    pub readings: Vec<String>,
    /// Pieces that may stand apart in the translation: a date's, a list's that was read as one number.
    pub pieces: Vec<String>,
    /// Whether it is below zero.
    pub negative: bool,
    /// Whether ± stands before it.
    pub tolerance: bool,
    /// The unit after it.
    pub unit: UnitsAfter,
    /// The power of ten it is an exponent of, `5` of `10^5`.
    pub exponent: bool,
}

impl Measure {
    /// Whether both can be one number.
    pub fn same(&self, other: &Self) -> bool {
        self.exponent == other.exponent && self.readings.iter().any(|reading| other.readings.contains(reading))
    }
}

/// Words that multiply the number before them, and the power of ten. By language, for `млн` is no word of Thai.
const MULTIPLIERS: &[(&str, &[(&str, usize)])] = &[
    ("en", &[("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3), ("hundred", 2)]),
    ("de", &[("milliarde", 9), ("mrd.", 9), ("million", 6), ("mio.", 6), ("tausend", 3)]),
    ("fr", &[("milliard", 9), ("million", 6), ("mille", 3)]),
    ("es", &[("mil millones", 9), ("millon", 6), ("millón", 6), ("mil", 3)]),
    ("pt", &[("bilhões", 9), ("milhões", 6), ("milhão", 6), ("mil", 3)]),
    ("ru", &[("миллиард", 9), ("млрд", 9), ("миллион", 6), ("млн", 6), ("тысяч", 3), ("тыс.", 3)]),
    ("vi", &[("tỷ", 9), ("tỉ", 9), ("triệu", 6), ("nghìn", 3), ("ngàn", 3), ("vạn", 4)]),
    ("id", &[("miliar", 9), ("juta", 6), ("ribu", 3)]),
    ("ms", &[("bilion", 9), ("juta", 6), ("ribu", 3)]),
    ("th", &[("พันล้าน", 9), ("ล้าน", 6), ("แสน", 5), ("หมื่น", 4), ("พัน", 3)]),
    ("zh", &[("万亿", 12), ("亿", 8), ("億", 8), ("百万", 6), ("千万", 7), ("万", 4), ("萬", 4), ("千", 3), ("百", 2)]),
    ("ko", &[("조", 12), ("억", 8), ("백만", 6), ("천만", 7), ("만", 4), ("천", 3)]),
    ("ja", &[("百万", 6), ("千万", 7), ("千", 3), ("百", 2)]),
];

/// The numbers of a plain text.
pub(super) fn measures(text: &str, language: &Language) -> Vec<Measure> {
    let style = NumberStyle::of(language);
    let multipliers = MULTIPLIERS.iter().find(|(tag, _)| *tag == language.primary()).map(|(_, words)| *words).unwrap_or_default();
    let mut out: Vec<Measure> = Vec::new();
    for number in numbers(text, style) {
        if matches!(&number.value, NumberValue::Sign(sign) if units::is_power(sign)) {
            continue;
        }
        let next = measure(text, number, multipliers, language);
        match out.last_mut() {
            Some(last) if language.decimal_comma() && is_group(text, last, &next) => {
                // 1 500 with an ordinary space: one number as a rule, and two at need.
                last.pieces =
                    [last.pieces.clone(), last.readings.iter().take(1).cloned().collect(), next.readings.iter().take(1).cloned().collect()]
                        .concat();
                let joined: String =
                    last.readings.iter().take(1).chain(split_digits_kept(&text[next.range.clone()]).iter()).map(String::as_str).collect();
                last.readings = vec![joined];
                last.range.end = next.range.end;
                last.unit = next.unit;
            }
            _ => out.push(next),
        }
    }
    out
}

/// Whether a number goes on with three digits after a space.
fn is_group(text: &str, number: &Measure, next: &Measure) -> bool {
    let whole = |measure: &Measure, longest: usize| {
        let digits = &text[measure.range.clone()];
        digits.len() <= longest && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let first = &text[number.range.clone()];
    let grouped = first.split(' ').skip(1).all(|group| group.len() == 3)
        && first.split(' ').next().is_some_and(|group| (1..=3).contains(&group.len()));
    let digits = first.bytes().all(|b| b.is_ascii_digit() || b == b' ') && !first.starts_with('0');
    digits
        && grouped
        && number.unit.names.is_empty()
        && whole(next, 3)
        && text[next.range.clone()].len() == 3
        && text.get(number.range.end..next.range.start) == Some(" ")
}

/// The digits of a group, leading zeros and all.
fn split_digits_kept(text: &str) -> Option<String> {
    Some(text.chars().filter_map(digit).map(|d| char::from(b'0' + d)).collect())
}

fn measure(text: &str, number: Number, multipliers: &[(&str, usize)], language: &Language) -> Measure {
    let before = &text[..number.range.start];
    let mut range = number.range.clone();
    let mut pieces = Vec::new();
    let mut readings = match &number.value {
        NumberValue::Quantity(value) => {
            if number.grouped || text[range.clone()].contains(',') {
                pieces = split_digits(&text[range.clone()]);
            }
            vec![value.clone()]
        }
        NumberValue::Sign(sign) => {
            pieces = split_digits(sign);
            sign_readings(sign)
        }
        NumberValue::Ambiguous(text) => {
            vec![text.replace(['.', ','], ""), text.replace(',', ".").trim_end_matches('0').trim_end_matches('.').to_owned()]
        }
    };
    let exponent = before.ends_with('^') || before.ends_with("^-");
    if let NumberValue::Quantity(value) | NumberValue::Ambiguous(value) = &number.value {
        let after = &text[range.end..];
        let trimmed = after.trim_start_matches([' ', '\u{a0}']);
        let word = multipliers.iter().find_map(|(word, power)| Some((crate::claims::starts_with_folded(trimmed, word)?, *power)));
        if let Some((length, power)) = word {
            let plain = readings.first().cloned().unwrap_or_else(|| value.clone());
            let multiplied = shifted(&plain, power);
            let spoken = matches!(language.primary(), "zh" | "ja") || after.len() > trimmed.len() || language.primary() != "ko";
            range.end += (after.len() - trimmed.len()) + length;
            if spoken {
                readings = vec![multiplied, plain];
            } else {
                // 만 is also "only".
                readings.push(multiplied);
            }
        }
    }
    let unit = match &number.value {
        NumberValue::Sign(_) if readings.len() == 1 => UnitsAfter::default(),
        _ => units::after(&text[range.end..]),
    };
    let unit = match (&number.value, unit.names.is_empty()) {
        // `5V` is read as one sign; its letter is the unit.
        (NumberValue::Sign(sign), true) if readings.len() > 1 => {
            UnitsAfter { length: 0, ..units::after(sign.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',')) }
        }
        _ => unit,
    };
    // In Thai the word for % may stand before.
    let unit =
        if before.trim_end().ends_with("ร้อยละ") { UnitsAfter { names: vec!["%"], share: None, length: 0 } } else { unit };
    let (negative, tolerance) = sign_before(before);
    Measure { range, readings, pieces, negative, tolerance, unit, exponent }
}

/// The ways of reading a sign: `2nd` is 2; `5V` and `5m2` are 5 as well, for their letters are units; `3D` is 3次元.
fn sign_readings(sign: &str) -> Vec<String> {
    let mut out = vec![sign.to_owned()];
    if let Some(value) = sign.strip_prefix("pH").filter(|value| value.bytes().all(|b| b.is_ascii_digit() || b == b'.')) {
        out.push(value.to_owned());
        return out;
    }
    let letters = sign.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let digits = &sign[..sign.len() - letters.len()];
    if digits.is_empty() || letters.is_empty() {
        return out;
    }
    let ordinal = matches!(letters.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "e" | "er" | "te" | "ter" | "th.");
    let unit = matches!(letters, "V" | "W" | "A" | "m" | "g" | "s" | "h" | "N" | "K" | "J" | "T" | "L" | "l" | "M" | "F" | "D")
        || units::is_power(letters)
        || letters.len() > 1 && units::after(letters).length == letters.len();
    if ordinal || unit {
        let value = digits.replace(',', "");
        let trimmed = value.trim_start_matches('0');
        out.push(if trimmed.is_empty() || trimmed.starts_with('.') { format!("0{trimmed}") } else { trimmed.to_owned() });
    }
    out
}

/// The runs of digits of a text, without leading zeros.
fn split_digits(text: &str) -> Vec<String> {
    text.split(|c: char| digit(c).is_none())
        .filter(|run| !run.is_empty())
        .map(|run| {
            let ascii: String = run.chars().filter_map(digit).map(|d| char::from(b'0' + d)).collect();
            let trimmed = ascii.trim_start_matches('0');
            if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() }
        })
        .collect()
}

/// Plain digits times a power of ten.
fn shifted(plain: &str, power: usize) -> String {
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let moved = fraction.len().min(power);
    let mut out = format!("{whole}{}", &fraction[..moved]);
    out.extend(std::iter::repeat_n('0', power - moved));
    let trimmed = out.trim_start_matches('0');
    let mut out = if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() };
    if moved < fraction.len() {
        out.push('.');
        out.push_str(&fraction[moved..]);
    }
    out
}

/// Whether the number after this text is below zero, and whether it is a tolerance.
fn sign_before(before: &str) -> (bool, bool) {
    let trimmed = before.trim_end_matches(' ');
    if trimmed.ends_with('±') || trimmed.ends_with("+/-") || trimmed.ends_with("プラスマイナス") {
        return (false, true);
    }
    const WORDS: &[&str] = &["マイナス", "氷点下", "minus ", "минус ", "零下", "负", "負", "영하", "마이너스", "ลบ ", " âm "];
    if WORDS.iter().any(|word| before.ends_with(word)) {
        return (true, false);
    }
    let Some(rest) = before.strip_suffix('-') else { return (false, false) };
    // A sign, not a hyphen, a range or a bond: nothing that could be joined stands before it.
    let negative = rest.chars().next_back().is_none_or(|c| {
        matches!(
            c,
            '(' | '['
                | '~'
                | '、'
                | '。'
                | '/'
                | '…'
                | '至'
                | '='
                | '<'
                | '>'
                | '≤'
                | '≥'
                | 'が'
                | 'は'
                | 'を'
                | 'ら'
                | 'に'
                | 'と'
                | 'で'
                | 'も'
                | 'の'
        ) || (c == ' ' && !rest.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == ')' || c == '%'))
    });
    (negative, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, tag: &str) -> Vec<String> {
        measures(text, &Language::parse(tag).expect("a language")).into_iter().map(|m| m.readings[0].clone()).collect()
    }

    #[test]
    fn multiplied_and_powers() {
        assert_eq!(read("1.5 million cells in 5 m2", "en"), ["1500000", "5"]);
        assert_eq!(read("3 млн клеток", "ru"), ["3000000"]);
        assert_eq!(read("10万个", "zh"), ["100000"]);
        assert_eq!(read("5 ล้านเซลล์", "th"), ["5000000"]);
        assert_eq!(read("500万個", "ja"), ["5000000"]);
        assert_eq!(read("1 500 cycles de 10 000 000 et 12 34", "fr"), ["1500", "10000000", "12", "34"]);
    }

    #[test]
    fn below_zero_or_a_range() {
        let ja = Language::japanese();
        let negative = |text: &str| measures(text, &ja).iter().map(|m| m.negative).collect::<Vec<_>>();
        assert_eq!(negative("-40℃~85℃"), [true, false]);
        assert_eq!(negative("10-20℃"), [false, false]);
        assert_eq!(negative("マイナス5℃"), [true]);
        assert!(measures("±5%", &ja)[0].tolerance);
    }
}
