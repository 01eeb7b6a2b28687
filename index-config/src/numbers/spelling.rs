//! One number in any spelling.

use publication::{KindCode, OfficeCode, ascii_digit};
use unicode_normalization::UnicodeNormalization;

use super::frame;

/// The longest spelling of one number, in bytes: a full-width one with Japanese words around it.
const LONGEST: usize = 160;
/// Letters with which a number without office may begin, and the fewest digits behind them: US designs, reissues and plants, Indonesian,
/// Taiwanese and Brazilian numbers, Chinese patents.
const BARE_LETTERS: [(&str, usize); 9] = [("D", 5), ("RE", 5), ("PP", 5), ("P", 8), ("S", 8), ("I", 6), ("M", 6), ("PI", 6), ("ZL", 8)];

/// A number taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The office it names.
    pub office: Option<OfficeCode>,
    /// The kind it names.
    pub kind: Option<KindCode>,
    /// Runs of capital letters and digits between its separators, without office, kind and thousands' separators.
    pub groups: Vec<String>,
    /// Whether the last group is a check digit, set off by a point.
    pub check_digit: bool,
    /// Whether it is an international application, `PCT/JP2019/012345`: the groups are receiving office, year, serial number.
    pub international_application: bool,
}

/// A run of letters and digits, and the separator before it.
struct Group<'a> {
    before: char,
    text: &'a str,
}

/// Reads a text that is one number and nothing else.
pub fn read(text: &str) -> Option<Number> {
    // No number is without a digit, of whatever script; most of what is typed has none.
    if !text.chars().any(char::is_numeric) {
        return None;
    }
    let folded = fold(text)?;
    if let Some(framed) = frame::framed(&folded) {
        let mut number = match framed.office {
            Some(office) if !framed.number.starts_with(office) => with_office(office.parse().ok()?, framed.number, true)?,
            _ => ascii(framed.number)?,
        };
        if let Some(era) = framed.era {
            number.groups.first_mut()?.insert(0, era);
        }
        return Some(number);
    }
    ascii(&folded)
}

/// Reads a text that somebody says is a number: anything with a digit.
pub fn read_leniently(text: &str) -> Option<Number> {
    let folded = fold(text)?;
    let plain: String = folded.chars().filter(char::is_ascii_alphanumeric).collect();
    let foreign = folded.chars().any(|c| c.is_alphanumeric() && !c.is_ascii());
    let plausible = !foreign && plain.len() <= 40 && plain.bytes().any(|b| b.is_ascii_digit());
    plausible.then(|| Number { office: None, kind: None, groups: vec![plain], check_digit: false, international_application: false })
}

/// NFKC, digits of any script to ASCII, capitals, one kind of dash, spaces folded and dropped beside other separators.
fn fold(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc().map(ascii_digit).flat_map(char::to_uppercase) {
        let c = match c {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            '’' => '\'',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        let separator = |c: char| matches!(c, ' ' | '/' | '-' | '.' | ',' | '\'');
        match folded.chars().next_back() {
            Some(last) if c == ' ' && separator(last) => {}
            Some(' ') if separator(c) => {
                folded.pop();
                folded.push(c);
            }
            _ => folded.push(c),
        }
    }
    Some(folded.trim().to_owned())
}

fn ascii(text: &str) -> Option<Number> {
    if !text.is_ascii() {
        return None;
    }
    if let Some(rest) = text.strip_prefix("PCT") {
        return international(rest.strip_prefix(['/', '-', ' ']).unwrap_or(rest));
    }
    let code = text.get(..2).filter(|code| code.bytes().all(|b| b.is_ascii_uppercase())).and_then(|code| code.parse::<OfficeCode>().ok());
    if let Some(office) = code.filter(|office| office.office().is_some())
        && let Some(number) = with_office(office, text.get(2..)?.trim_start_matches([' ', '/', '-', '.']), false)
    {
        return Some(number);
    }
    bare(text)
}

/// `JP2019/012345`, `US99/01234`.
fn international(text: &str) -> Option<Number> {
    let groups = groups(text)?;
    let [first, serial] = groups.as_slice() else { return None };
    let (office, year) = (first.text.get(..2)?, first.text.get(2..)?);
    let _: OfficeCode = office.parse().ok()?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let plausible = matches!(year.len(), 2 | 4) && digits(year) && matches!(serial.text.len(), 5 | 6) && digits(serial.text);
    plausible.then(|| Number {
        office: None,
        kind: None,
        groups: vec![office.to_owned(), year.to_owned(), serial.text.to_owned()],
        check_digit: false,
        international_application: true,
    })
}

/// A number behind an office's code. Where words said that it is a number (`framed`), three digits are enough.
fn with_office(office: OfficeCode, text: &str, framed: bool) -> Option<Number> {
    let mut groups = groups(text)?;
    let kind = kind(&mut groups, true);
    let check_digit = check_digit(&groups);
    for (position, pair) in groups.windows(2).enumerate() {
        let (left, right) = (pair[0].text, &pair[1]);
        let fits = match right.before {
            ',' | '\'' => right.text.len() == 3 && is_digits(right.text) && (1..=4).contains(&left.len()),
            // "EP 3 383 757", "DE 10 2010 012 345", "US 2020 0123456"; but "EP 3383757 1234567" are two numbers.
            ' ' if is_digits(left) => {
                is_digits(right.text) && (is_year(left) && right.text.len() <= 7 || left.len() <= 3 && right.text.len() <= 4)
            }
            // "BR PI 0601234": letters stand in front, and digits behind them.
            ' ' => position == 0 && is_digits(right.text),
            _ => true,
        };
        if !fits {
            return None;
        }
    }
    let letters: usize = groups.iter().map(|group| group.text.bytes().filter(u8::is_ascii_uppercase).count()).sum();
    let digits: usize = groups.iter().map(|group| group.text.bytes().filter(u8::is_ascii_digit).count()).sum();
    let lone_year = groups.len() == 1 && groups.first().is_some_and(|group| is_year(group.text));
    let fewest = if framed { 3 } else { 4 };
    let ends_in_digit = check_digit || groups.last()?.text.ends_with(|c: char| c.is_ascii_digit());
    let plausible = ends_in_digit && letters <= 5 && (fewest..=20).contains(&digits) && (framed || !lone_year);
    plausible.then(|| Number { office: Some(office), kind, groups: texts(&groups), check_digit, international_application: false })
}

/// A number without office.
fn bare(text: &str) -> Option<Number> {
    let mut groups = groups(text)?;
    let kind = kind(&mut groups, false);
    let check_digit = check_digit(&groups);
    let body = if check_digit { &groups[..groups.len() - 1] } else { &groups[..] };
    let first = body.first()?;
    let letters = first.text.find(|c: char| c.is_ascii_digit()).unwrap_or(first.text.len());
    let all_digits = letters == 0 && body.iter().all(|group| is_digits(group.text));
    let total: usize = body.iter().map(|group| group.text.len()).sum();
    let serial = |group: &Group<'_>| group.text.len();
    let plausible = match body {
        _ if letters > 0 => {
            let digits: usize = body.iter().map(|group| group.text.bytes().filter(u8::is_ascii_digit).count()).sum();
            let (prefix, rest) = first.text.split_at(letters);
            BARE_LETTERS.iter().any(|(allowed, fewest)| prefix == *allowed && (*fewest..=14).contains(&digits))
                && is_digits(rest)
                && (body.len() == 1 || is_grouped_by_thousands(body, rest.len()))
        }
        _ if !all_digits || total > 20 => false,
        [_] => {
            if check_digit {
                total >= 8
            } else {
                total >= 5
            }
        }
        _ if is_grouped_by_thousands(body, first.text.len()) => {
            let by_point_or_space = body.get(1).is_some_and(|group| matches!(group.before, '.' | ' '));
            total >= 5 && (body.len() > 2 || !by_point_or_space)
        }
        [year, number] if is_dashed(number) && is_year(year.text) => {
            matches!(serial(number), 4..=7) && !(is_year(number.text) && number.before == '-')
        }
        [series, number] if is_dashed(number) => serial(series) <= 2 && matches!(serial(number), 5..=9),
        // "16/123,456"
        [series, thousands, rest] if is_dashed(thousands) && rest.before == ',' => {
            serial(series) <= 2 && serial(thousands) <= 3 && serial(rest) == 3
        }
        [series, year, number] => {
            is_dashed(year) && is_dashed(number) && serial(series) <= 2 && is_year(year.text) && matches!(serial(number), 4..=7)
        }
        _ => false,
    };
    plausible.then(|| Number { office: None, kind, groups: texts(&groups), check_digit, international_application: false })
}

/// Runs of letters and digits with the separators between them; `None` where anything else is in the text.
fn groups(text: &str) -> Option<Vec<Group<'_>>> {
    let mut groups = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    loop {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        if end == 0 || groups.len() == 8 {
            return None;
        }
        groups.push(Group { before, text: &rest[..end] });
        rest = &rest[end..];
        let Some(separator) = rest.chars().next() else { return Some(groups) };
        if !matches!(separator, ' ' | '/' | '-' | '.' | ',' | '\'') {
            return None;
        }
        before = separator;
        rest = &rest[1..];
    }
}

/// Takes a kind code off the end: a group of its own, or a letter and at most one digit behind a digit. Without an office only the kinds
/// that nearly every office has are believed: `100000V` is no document.
fn kind(groups: &mut Vec<Group<'_>>, with_office: bool) -> Option<KindCode> {
    let believed = |code: &str| {
        let letter = code.bytes().next().unwrap_or_default();
        if with_office { letter != b'X' } else { matches!(letter, b'A' | b'B' | b'C' | b'U' | b'Y') || code.len() == 2 && letter != b'X' }
    };
    let count = groups.len();
    let last = groups.last_mut()?;
    let text = last.text;
    let letter = text.rfind(|c: char| c.is_ascii_uppercase())?;
    if text.len() - letter > 2 {
        return None;
    }
    let (number, code) = text.split_at(letter);
    let kind: KindCode = code.parse().ok().filter(|_| believed(code))?;
    if number.is_empty() {
        if count == 1 || matches!(last.before, ',' | '\'') {
            return None;
        }
        groups.pop();
    } else if number.ends_with(|c: char| c.is_ascii_digit()) {
        last.text = number;
    } else {
        return None;
    }
    Some(kind)
}

/// Whether the last group is a single character behind a point.
fn check_digit(groups: &[Group<'_>]) -> bool {
    groups.len() > 1
        && groups.last().is_some_and(|group| group.before == '.' && (group.text == "X" || group.text.len() == 1 && is_digits(group.text)))
}

/// Whether all groups but the first have three digits behind one separator of thousands, the first one to three.
fn is_grouped_by_thousands(groups: &[Group<'_>], first: usize) -> bool {
    let separator = groups.get(1).map(|group| group.before);
    (1..=3).contains(&first)
        && separator.is_some_and(|separator| matches!(separator, ',' | '\'' | '.' | ' '))
        && groups.iter().skip(1).all(|group| group.text.len() == 3 && Some(group.before) == separator)
}

fn is_dashed(group: &Group<'_>) -> bool {
    matches!(group.before, '/' | '-')
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a group is a year in which offices published.
fn is_year(text: &str) -> bool {
    text.len() == 4 && is_digits(text) && matches!(&text[..2], "18" | "19" | "20")
}

/// The texts of the groups, those divided by thousands' separators put together again.
fn texts(groups: &[Group<'_>]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::with_capacity(groups.len());
    for group in groups {
        match texts.last_mut() {
            Some(last) if matches!(group.before, ',' | '\'') => last.push_str(group.text),
            _ => texts.push(group.text.to_owned()),
        }
    }
    texts
}
