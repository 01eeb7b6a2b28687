//! The spellings by which people look a number up.

use publication::{DocumentNumber, OfficeCode, Publication};

/// All normalised forms of a publication's numbers by which people search for it: the publication number with and without office and kind,
/// leading zeroes stripped, years of two and four digits; the application number, with and without check digit; priority numbers with and
/// without office. Sorted, each once.
#[must_use]
pub fn number_forms(publication: &Publication) -> Vec<String> {
    let mut forms = Vec::new();
    let office = publication.id.office();
    let known = publication.id.number();
    // The form as the file has it may be padded: 08930553 beside 8930553, 1014769820000 beside 101476982.
    let filed = publication::normalise_number(office, &publication.number.as_published, publication.id.kind()).ok();
    let filed = filed.as_deref().filter(|filed| *filed != known);
    for number in [Some(known), filed].into_iter().flatten().flat_map(|number| spellings(office, number)) {
        if let Some(kind) = publication.id.kind() {
            forms.push(format!("{office}{number}{kind}"));
            forms.push(format!("{number}{kind}"));
        }
        forms.push(format!("{office}{number}"));
        forms.push(number);
    }
    if let Some(application) = &publication.application
        && let Some(number) = &application.number
    {
        with_office(application.office.unwrap_or(office), number, &mut forms);
    }
    for priority in &publication.priorities {
        if let Some(number) = &priority.number {
            match priority.office {
                Some(office) => with_office(office, number, &mut forms),
                None => forms.push(number.normalised.clone()),
            }
        }
    }
    forms.retain(|form| !form.is_empty());
    forms.sort_unstable();
    forms.dedup();
    forms
}

fn with_office(office: OfficeCode, number: &DocumentNumber, forms: &mut Vec<String>) {
    let mut add = |normalised: &str| {
        for spelling in spellings(office, normalised) {
            forms.push(format!("{office}{spelling}"));
            forms.push(spelling);
        }
    };
    add(&number.normalised);
    if let Some(without) = without_check_digit(office, number) {
        add(&without);
    }
    // The form as printed may be longer than the one that identifies: PCT/US98/16128 beside 9816128.
    if let Ok(printed) = DocumentNumber::read(office, &number.as_published, None) {
        add(&printed.normalised);
        if let Some(without) = without_check_digit(office, &printed) {
            add(&without);
        }
    }
}

fn without_check_digit(office: OfficeCode, number: &DocumentNumber) -> Option<String> {
    let (body, check) = number.as_published.trim().rsplit_once('.')?;
    let is_check = check.len() == 1 && check.bytes().all(|b| b.is_ascii_digit() || b == b'X');
    (is_check && office.rules().check_digit).then(|| publication::normalise_number(office, body, None).ok())?
}

/// The spellings of one normalised number: as it is, without leading zeroes, with the other form of its year.
fn spellings(office: OfficeCode, number: &str) -> Vec<String> {
    let mut spellings = vec![number.to_owned()];
    let stripped = number.trim_start_matches('0');
    if stripped.len() < number.len() && !stripped.is_empty() {
        spellings.push(stripped.to_owned());
    }
    spellings.extend(years(number, office.rules().serials_of_years));
    spellings
}

/// Four-digit years shortened, two-digit ones completed; serial numbers with and without the zero that came with the longer form.
fn years(number: &str, serials: &[usize]) -> Vec<String> {
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for length in serials {
        let Some(year_length) = number.len().checked_sub(*length) else { continue };
        let (year, serial) = number.split_at(year_length);
        let long = match (year_length, year.parse::<u32>()) {
            (4, Ok(1978..=2099)) => year.to_owned(),
            (2, Ok(short @ 78..=99)) => format!("19{short}"),
            (2, Ok(short)) => format!("20{short:02}"),
            _ => continue,
        };
        let shorter = serial.strip_prefix('0').filter(|serial| *length == 6 && serial.len() == 5);
        let padded = (*length == 5).then(|| format!("0{serial}"));
        for serial in [Some(serial), shorter, padded.as_deref()].into_iter().flatten() {
            found.push(format!("{long}{serial}"));
            found.push(format!("{}{serial}", &long[2..]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use publication::{ApplicationReference, Priority, PublicationId, Right, Source};

    use super::*;

    fn forms(office: &str, number: &str, kind: Option<&str>, application: Option<(&str, &str)>) -> Vec<String> {
        let code: OfficeCode = office.parse().expect("an office");
        let kind = kind.map(|kind| kind.parse().expect("a kind"));
        let id = PublicationId::new(code, Right::Patent, number, kind).expect("an id");
        let number = DocumentNumber::read(code, number, None).expect("a number");
        let source = Source { delivery: String::new(), file: String::new(), offset: 0, format: String::new() };
        let mut publication = Publication::new(id, number, source);
        publication.application = application.map(|(office, text)| {
            let office: OfficeCode = office.parse().expect("an office");
            ApplicationReference { office: Some(office), number: DocumentNumber::read(office, text, None).ok(), date: None }
        });
        publication.priorities.push(Priority {
            office: "US".parse().ok(),
            number: DocumentNumber::read("US".parse().expect("US"), "62/123,456", None).ok(),
            date: None,
        });
        number_forms(&publication)
    }

    #[test]
    fn numbers_are_found_in_every_usual_spelling() {
        for (office, number, kind, application, expected) in [
            (
                "WO",
                "2022259205",
                Some("A1"),
                None,
                ["2022259205", "WO2022259205A1", "22259205", "WO22259205", "US62123456", "62123456"].as_slice(),
            ),
            ("WO", "2002020444", Some("A1"), None, &["WO2002020444", "WO0220444", "0220444", "WO02020444"]),
            ("WO", "0220444", None, None, &["WO2002020444", "WO200220444", "WO0220444"]),
            ("US", "20210123456", Some("A1"), None, &["US20210123456A1", "US210123456", "20210123456"]),
            ("US", "7654321", Some("B2"), None, &["US7654321B2", "7654321"]),
            ("EP", "1667425", Some("A1"), Some(("EP", "05255002.7")), &["EP1667425A1", "EP05255002", "052550027", "5255002"]),
            ("CN", "105612345", Some("A"), Some(("CN", "201480000788.4")), &["CN2014800007884", "201480000788"]),
            ("DE", "1258188", Some("B"), Some(("DE", "10027360.2")), &["DE10027360", "100273602"]),
            ("TH", "0901001234", Some("A"), None, &["TH0901001234A", "901001234", "TH901001234"]),
            ("VN", "12345", None, None, &["VN12345", "12345"]),
        ] {
            let forms = forms(office, number, kind, application);
            for form in expected {
                assert!(forms.iter().any(|found| found == form), "{form} of {office} {number}: {forms:?}");
            }
        }
        let mut publication = Publication::new(
            "KR-patent-101476982-B1".parse().expect("an id"),
            DocumentNumber { as_published: "10-1476982-0000".to_owned(), normalised: "101476982".to_owned() },
            Source { delivery: String::new(), file: String::new(), offset: 0, format: String::new() },
        );
        publication.priorities.clear();
        let padded = number_forms(&publication);
        for form in ["KR101476982B1", "101476982", "1014769820000"] {
            assert!(padded.iter().any(|found| found == form), "{form}: {padded:?}");
        }
        assert!(!forms("JP", "2019123456", None, Some(("JP", "2019-1234.5"))).contains(&"20191234".to_owned()));
    }
}
