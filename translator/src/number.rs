//! Numbers and reference signs in a text, and what they are worth.
//!
//! `1,234.5` and `1.234,5` are one value, and so are `１０` and `10`, or `1万2000` and `12000`. Where a number cannot be read for certain
//! (`1.234` in German: is it more than a thousand or a little more than one?) it says so, and nobody computes with it.

use std::ops::Range;

use crate::Language;

/// How the numbers of a text are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberStyle {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
    /// As [`NumberStyle::Point`], and with 万, 億 and 兆.
    Japanese,
}

impl NumberStyle {
    /// The style of a language's texts.
    #[must_use]
    pub fn of(language: &Language) -> Self {
        match language.primary() {
            "ja" => Self::Japanese,
            _ if language.decimal_comma() => Self::Comma,
            _ => Self::Point,
        }
    }
}

/// What a number is worth, so that two numbers can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NumberValue {
    /// A number: decimal digits without needless zeros, `1234.5`.
    Quantity(String),
    /// Digits with letters or of an unusual form: a reference sign `12a`, a formula `CO2`, a date `12.03.2020`. Compared as written (width apart).
    Sign(String),
    /// Digits that can be read in two ways, as written.
    Ambiguous(String),
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is worth.
    pub value: NumberValue,
    /// As it is to be written in Japanese: ASCII digits, a decimal point, no separators of thousands.
    pub plain: String,
    /// Whether it was written in full-width digits.
    pub full_width: bool,
    /// Whether its thousands were separated.
    pub grouped: bool,
}

/// The value of a decimal digit of any script in use at the offices.
#[must_use]
pub fn digit(c: char) -> Option<u8> {
    // First digits of the blocks: Arabic, Persian, Devanagari, Bengali, Tamil, Thai, Lao, Myanmar, Khmer, full-width.
    const ZEROS: [u32; 10] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0BE6, 0x0E50, 0x0ED0, 0x1040, 0x17E0, 0xFF10];
    if c.is_ascii() {
        return c.to_digit(10).and_then(|d| u8::try_from(d).ok());
    }
    let code = c as u32;
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).and_then(|zero| u8::try_from(code - zero).ok())
}

/// A letter of the kind of which signs and formulae are made: Latin, half or full width. Answers its ASCII form.
fn sign_letter(c: char) -> Option<char> {
    match c {
        'A'..='Z' | 'a'..='z' => Some(c),
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0),
        _ => None,
    }
}

/// Separators within a number, in their ASCII form; a space stands for the narrow and unbreakable ones.
fn separator(c: char) -> Option<char> {
    match c {
        '.' | '．' | '\u{066B}' => Some('.'),
        ',' | '，' | '\u{066C}' => Some(','),
        '\'' | '’' => Some('\''),
        '\u{a0}' | '\u{2009}' | '\u{202f}' => Some(' '),
        _ => None,
    }
}

/// All numbers of a text, in order, not overlapping.
#[must_use]
pub fn numbers(text: &str, style: NumberStyle) -> Vec<Number> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let c = characters[at].1;
        if digit(c).is_none() && sign_letter(c).is_none() {
            at += 1;
            continue;
        }
        // A run of letters and digits; separators belong to it between digits only.
        let begin = at;
        let mut has_digit = false;
        while let Some(&(_, c)) = characters.get(at) {
            if digit(c).is_some() {
                has_digit = true;
            } else if sign_letter(c).is_none() {
                let between = separator(c).is_some()
                    && at > begin
                    && digit(characters[at - 1].1).is_some()
                    && characters.get(at + 1).is_some_and(|(_, next)| digit(*next).is_some());
                if !between {
                    break;
                }
            }
            at += 1;
        }
        if has_digit {
            let end = characters.get(at).map_or(text.len(), |(offset, _)| *offset);
            let run: Vec<(usize, char)> = characters[begin..at].to_vec();
            read_run(text, &run, end, style, &mut out);
        }
    }
    if style == NumberStyle::Japanese {
        join_myriads(text, &mut out);
    }
    out
}

/// Reads one run of letters, digits and separators that holds at least one digit.
fn read_run(text: &str, run: &[(usize, char)], end: usize, style: NumberStyle, out: &mut Vec<Number>) {
    let offset = |index: usize| run.get(index).map_or(end, |(offset, _)| *offset);
    let letters_from = run.iter().position(|(_, c)| sign_letter(*c).is_some());
    // Digits first, then two letters or more: a number and its unit, `100mm`. One letter: a sign, `12a`, or as good as one, `5V`.
    let unit =
        letters_from.filter(|first| *first > 0 && run.len() - first > 1 && run[*first..].iter().all(|(_, c)| sign_letter(*c).is_some()));
    let number_end = unit.unwrap_or(run.len());
    if letters_from.is_some() && unit.is_none() {
        let plain: String = run.iter().map(|(_, c)| plain_char(*c)).collect();
        out.push(Number {
            range: offset(0)..end,
            value: NumberValue::Sign(plain.clone()),
            plain,
            full_width: is_full_width(text, offset(0)),
            grouped: false,
        });
        return;
    }
    // Pieces between separators.
    let digits = &run[..number_end];
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut marks: Vec<char> = Vec::new();
    let mut start = 0;
    for (index, (_, c)) in digits.iter().enumerate() {
        if let Some(mark) = separator(*c) {
            groups.push((start, index));
            marks.push(mark);
            start = index + 1;
        }
    }
    groups.push((start, digits.len()));
    let pieces: Vec<String> = groups
        .iter()
        .map(|(from, to)| digits[*from..*to].iter().filter_map(|(_, c)| digit(*c)).map(|d| char::from(b'0' + d)).collect())
        .collect();
    let whole = offset(0)..offset(number_end);
    let number = |range: Range<usize>, value: NumberValue, plain: String, grouped: bool| Number {
        full_width: is_full_width(text, range.start),
        range,
        value,
        plain,
        grouped,
    };
    match reading(&pieces, &marks, style) {
        Reading::Number { plain, grouped } => {
            let value = quantity(&plain);
            out.push(number(whole, value, plain, grouped));
        }
        Reading::Sign => {
            let plain: String = digits.iter().map(|(_, c)| plain_char(*c)).collect();
            out.push(number(whole, NumberValue::Sign(plain.clone()), plain, false));
        }
        Reading::Ambiguous => {
            let plain: String = digits.iter().map(|(_, c)| plain_char(*c)).collect();
            out.push(number(whole, NumberValue::Ambiguous(plain.clone()), plain, false));
        }
        Reading::List => {
            for ((from, to), piece) in groups.iter().zip(pieces) {
                out.push(number(offset(*from)..offset(*to), quantity(&piece), piece, false));
            }
        }
    }
}

fn plain_char(c: char) -> char {
    if let Some(d) = digit(c) { char::from(b'0' + d) } else { sign_letter(c).or_else(|| separator(c)).unwrap_or(c) }
}

fn is_full_width(text: &str, at: usize) -> bool {
    text[at..].starts_with(|c: char| ('\u{FF01}'..='\u{FF5E}').contains(&c))
}

enum Reading {
    Number {
        plain: String,
        grouped: bool,
    },
    /// Numbers of their own: `1,2` in English.
    List,
    Sign,
    Ambiguous,
}

/// What digits between these separators mean.
fn reading(pieces: &[String], marks: &[char], style: NumberStyle) -> Reading {
    let [first, rest @ ..] = pieces else { return Reading::Sign };
    let Some(last) = rest.last() else { return Reading::Number { plain: first.clone(), grouped: false } };
    let (decimal, thousands) = if style == NumberStyle::Comma { (',', '.') } else { ('.', ',') };
    let grouping = |marks: &[char], groups: &[String]| {
        (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && groups.iter().all(|group| group.len() == 3)
            && marks.windows(2).all(|pair| pair[0] == pair[1])
    };
    let last_mark = marks.last().copied().unwrap_or(decimal);
    if marks.iter().all(|mark| *mark == thousands || *mark == '\'' || *mark == ' ') && grouping(marks, rest) {
        // The English way is so common in other languages' documents that one dot before three digits may be a decimal point.
        if style == NumberStyle::Comma && marks == ['.'] {
            return Reading::Ambiguous;
        }
        return Reading::Number { plain: pieces.concat(), grouped: true };
    }
    if last_mark == decimal && marks.iter().filter(|mark| **mark == decimal).count() == 1 {
        let whole = &rest[..rest.len() - 1];
        if whole.is_empty() || grouping(&marks[..marks.len() - 1], whole) {
            let mut plain: String = std::iter::once(first).chain(whole).map(String::as_str).collect();
            plain.push('.');
            plain.push_str(last);
            return Reading::Number { plain, grouped: !whole.is_empty() };
        }
    }
    match (style, marks) {
        // Not thousands, then: the other sign of decimals (`3.5` in a German text).
        (NumberStyle::Comma, ['.']) => Reading::Number { plain: format!("{first}.{last}"), grouped: false },
        // Two decimal commas or more: a list without spaces, `1,2,3`. One can only be told from a decimal by its meaning; it is read as such above.
        (NumberStyle::Point | NumberStyle::Japanese, marks) if marks.iter().all(|mark| *mark == ',') => Reading::List,
        _ => Reading::Sign,
    }
}

/// The value of plain digits: without needless zeros.
fn quantity(plain: &str) -> NumberValue {
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    NumberValue::Quantity(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

/// Joins numbers with 万, 億 and 兆 after them, `1億2000万`, into one.
fn join_myriads(text: &str, numbers: &mut Vec<Number>) {
    let mut out: Vec<Number> = Vec::with_capacity(numbers.len());
    // The power of ten that the number read last ended with, as long as it may go on.
    let mut open: Option<(usize, u32)> = None;
    for mut number in numbers.drain(..) {
        let joins = open.take().filter(|(end, _)| *end == number.range.start).map(|(_, power)| power);
        let power = text[number.range.end..].chars().next().and_then(|c| match c {
            '万' | '萬' => Some(4),
            '億' => Some(8),
            '兆' => Some(12),
            _ => None,
        });
        if !matches!(number.value, NumberValue::Quantity(_)) {
            out.push(number);
            continue;
        }
        if let Some(power) = power {
            number.range.end += '万'.len_utf8();
            number.plain = shifted(&number.plain, power);
            number.value = quantity(&number.plain);
            number.grouped = false;
        }
        if let (Some(upper), Some(previous)) = (joins, out.last_mut())
            && power.unwrap_or(0) < upper
            && let Some(sum) = added(&previous.plain, &number.plain)
        {
            previous.range.end = number.range.end;
            previous.plain = sum;
            previous.value = quantity(&previous.plain);
        } else {
            out.push(number);
        }
        if let (Some(power), Some(last)) = (power, out.last()) {
            open = Some((last.range.end, power));
        }
    }
    *numbers = out;
}

/// Plain digits times a power of ten.
fn shifted(plain: &str, power: u32) -> String {
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let power = usize::try_from(power).unwrap_or_default();
    let moved = fraction.len().min(power);
    let mut out = format!("{whole}{}", &fraction[..moved]);
    out.extend(std::iter::repeat_n('0', power - moved));
    if moved < fraction.len() {
        out.push('.');
        out.push_str(&fraction[moved..]);
    }
    out
}

/// The sum of whole numbers; `None` where they are too large or not whole.
fn added(a: &str, b: &str) -> Option<String> {
    Some(a.parse::<u64>().ok()?.checked_add(b.parse().ok()?)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, style: NumberStyle) -> Vec<String> {
        numbers(text, style)
            .into_iter()
            .map(|number| match number.value {
                NumberValue::Quantity(value) => value,
                NumberValue::Sign(sign) => format!("s:{sign}"),
                NumberValue::Ambiguous(text) => format!("?:{text}"),
            })
            .collect()
    }

    #[test]
    fn values_by_style() {
        let table: &[(NumberStyle, &str, &[&str])] = &[
            (NumberStyle::Point, "1,234.5 and 1,000 and 0.50", &["1234.5", "1000", "0.5"]),
            (NumberStyle::Point, "claims 1,2,3 or 10,20", &["1", "2", "3", "10", "20"]),
            (NumberStyle::Point, "12a, S101, 5V, 100mm, CO2", &["s:12a", "s:S101", "s:5V", "100", "s:CO2"]),
            (NumberStyle::Point, "1.2.3 and 1'000'000", &["s:1.2.3", "1000000"]),
            (NumberStyle::Point, "๑๒ and ٣٫٥ and １２", &["12", "3.5", "12"]),
            (NumberStyle::Comma, "1.234,5 und 3,5 und 12,035", &["1234.5", "3.5", "12.035"]),
            (NumberStyle::Comma, "1.234 und 3.5 und 1.234.567", &["?:1.234", "3.5", "1234567"]),
            (NumberStyle::Comma, "10\u{a0}000 und 12.03.2020", &["10000", "s:12.03.2020"]),
            (NumberStyle::Japanese, "1万2000個、1.5億円、3億2000万、５万", &["12000", "150000000", "320000000", "50000"]),
            (NumberStyle::Japanese, "請求項1,2、図３", &["1", "2", "3"]),
            (NumberStyle::Japanese, "1万2万", &["10000", "20000"]),
            (NumberStyle::Point, "no digits", &[]),
        ];
        for (style, text, expected) in table {
            assert_eq!(values(text, *style), *expected, "{text}");
        }
    }

    #[test]
    fn keeps_how_it_was_written() {
        let read = numbers("１０ and 1,000 and 1.50", NumberStyle::Point);
        assert!(read[0].full_width && !read[1].full_width);
        assert!(read[1].grouped);
        assert_eq!(read[2].plain, "1.50");
    }
}
