//! The forms in which indexes hold a number.

use super::{NumberQuery, spelling::Number};

/// The question for a number.
pub fn query(given: &str, number: &Number) -> NumberQuery {
    let mut cores = cores(number);
    for position in 0..cores.len() {
        let stripped = cores[position].trim_start_matches('0').to_owned();
        if !stripped.is_empty() {
            cores.push(stripped);
        }
    }
    let office = number.office.as_ref().map_or("", |office| office.as_str());
    let forms = |kind: &str| {
        let mut forms: Vec<String> = Vec::with_capacity(cores.len());
        for core in &cores {
            let form = format!("{office}{core}{kind}");
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    };
    let (exact, wider) = match &number.kind {
        Some(kind) => (forms(kind.as_str()), forms("")),
        None => (forms(""), Vec::new()),
    };
    NumberQuery { given: given.trim().to_owned(), office: number.office, kind: number.kind.clone(), forms: exact, wider }
}

/// The number without office and kind: as given first, then as data of the field also write it.
fn cores(number: &Number) -> Vec<String> {
    let groups: Vec<&str> = number.groups.iter().map(String::as_str).collect();
    if number.international_application {
        return international_application(&groups);
    }
    let given = groups.concat();
    let mut cores = vec![given.clone()];
    // The check digit is no part of the number everywhere.
    if number.check_digit {
        cores.push(groups[..groups.len() - 1].concat());
    }
    match number.office.as_ref().map(|office| office.as_str()) {
        Some("US") => cores.extend(united_states(&given)),
        Some("WO") => cores.extend(world(&given)),
        // Serial numbers of Japan have six digits, and are written without the zeroes in front.
        Some("JP") => {
            if let [year, serial] = groups.as_slice()
                && year.len() <= 4
                && serial.len() < 6
            {
                cores.push(format!("{year}{serial:0>6}"));
            }
        }
        // Korean numbers begin with the right; a number of that shape without an office may be one.
        Some("KR") | None => {
            if let [right, rest @ ..] = groups.as_slice()
                && korean_rights().iter().any(|(digits, _)| digits == right)
                && rest.iter().map(|group| group.len()).sum::<usize>() >= 7
                && (number.office.is_some() || rest.len() == 2)
            {
                cores.push(rest.concat());
            }
        }
        Some("VN") => {
            if let [right, serial] = groups.as_slice()
                && right.len() == 1
            {
                cores.push((*serial).to_owned());
            }
        }
        _ => {}
    }
    cores
}

fn korean_rights() -> &'static [(&'static str, publication::Right)] {
    "KR".parse::<publication::OfficeCode>().map_or(&[], |office| office.rules().right_digits)
}

/// Publications of applications: a year and seven digits, in exchange data often six.
fn united_states(number: &str) -> Option<String> {
    let year = number.get(..4).filter(|year| matches!(&year[..2], "20"))?;
    let serial = number.get(4..).filter(|serial| serial.bytes().all(|b| b.is_ascii_digit()))?;
    match serial.len() {
        7 if serial.starts_with('0') => Some(format!("{year}{}", &serial[1..])),
        6 => Some(format!("{year}0{serial}")),
        _ => None,
    }
}

/// International publications: a year of four digits and six digits since July 2002; before, a year of two digits and five.
fn world(number: &str) -> Vec<String> {
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    match number.len() {
        10 => {
            let (year, serial) = number.split_at(4);
            let short = &year[2..];
            let mut forms = vec![format!("{short}{serial}")];
            if let Some(serial) = serial.strip_prefix('0') {
                forms.push(format!("{short}{serial}"));
            }
            forms
        }
        7 | 8 => {
            let (year, serial) = number.split_at(2);
            vec![format!("{}{serial:0>6}", full_year(year))]
        }
        _ => Vec::new(),
    }
}

/// `PCTJP2019012345` first, then without `PCT` and with the short year.
fn international_application(groups: &[&str]) -> Vec<String> {
    let [office, year, serial] = groups else { return Vec::new() };
    let full = if year.len() == 2 { full_year(year) } else { (*year).to_owned() };
    let short = full.get(2..).unwrap_or_default();
    let five = serial.strip_prefix('0').filter(|five| five.len() == 5).unwrap_or(serial);
    vec![
        format!("PCT{office}{full}{serial:0>6}"),
        format!("{office}{full}{serial:0>6}"),
        format!("PCT{office}{short}{five}"),
        format!("{office}{short}{five}"),
    ]
}

/// The PCT began in 1978: 78 to 99 are of the last century.
fn full_year(short: &str) -> String {
    if short >= "78" { format!("19{short}") } else { format!("20{short}") }
}

#[cfg(test)]
mod tests {
    use crate::numbers_in;

    #[test]
    fn forms_cover_the_ways_in_which_data_write_a_number() {
        for (text, forms, wider) in [
            ("US 2020/0123456 A1", &["US20200123456A1", "US2020123456A1"][..], &["US20200123456", "US2020123456"][..]),
            ("US2020123456A1", &["US2020123456A1", "US20200123456A1"], &["US2020123456", "US20200123456"]),
            ("WO 99/12345", &["WO9912345", "WO1999012345"], &[]),
            ("WO 02/100000", &["WO02100000", "WO2002100000", "WO2100000"], &[]),
            ("WO1999/012345", &["WO1999012345", "WO99012345", "WO9912345"], &[]),
            ("CN 201480000788.4", &["CN2014800007884", "CN201480000788"], &[]),
            ("EP 18123456.7", &["EP181234567", "EP18123456"], &[]),
            ("特開2020-1234", &["JP20201234", "JP2020001234"], &[]),
            ("KR 10-2015-0012345", &["KR1020150012345", "KR20150012345"], &[]),
            ("10-2015-0012345", &["1020150012345", "20150012345"], &[]),
            ("VN 1-0012345", &["VN10012345", "VN0012345", "VN12345"], &[]),
            ("TH 0901001234 A", &["TH0901001234A", "TH901001234A"], &["TH0901001234", "TH901001234"]),
            ("2022259205", &["2022259205"], &[]),
            ("PCT/JP99/01234", &["PCTJP1999001234", "JP1999001234", "PCTJP9901234", "JP9901234"], &[]),
        ] {
            let numbers = numbers_in(text).expect(text);
            assert_eq!(
                (numbers[0].forms.as_slice(), numbers[0].wider.as_slice()),
                (owned(forms).as_slice(), owned(wider).as_slice()),
                "{text}"
            );
        }
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }
}
