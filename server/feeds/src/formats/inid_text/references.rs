//! References: priorities, related documents, citations.

use publication::{Citation, CitedWork, DocumentNumber, DocumentReference, KindCode, OfficeCode, Priority, PublishedDate};

use super::dates::read_date;

/// Reads one reference: `US 62/123,456 2019-03-01`, `62/123,456 2019-03-01 US`, `JP 2019-012345 A 2019-03-01`.
pub(super) fn read(text: &str, office: OfficeCode) -> DocumentReference {
    let as_published = crate::white_space::folded(text);
    let mut words: Vec<&str> = as_published.split(' ').collect();
    let mut stated = None;
    let mut date = None;
    let mut kind = None;
    let is_office = |word: &str| word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase());
    if let Some(at) = [0, words.len().saturating_sub(1)].into_iter().find(|at| words.get(*at).is_some_and(|word| is_office(word))) {
        stated = words.remove(at).parse::<OfficeCode>().ok();
    }
    if words.len() > 1
        && let Some(found) = words.last().map(|word| read_date(word, office)).filter(|date| date.iso.is_some())
    {
        date = Some(found);
        words.pop();
    }
    if words.len() > 1
        && let Some(code) = words.last().and_then(|word| word.parse::<KindCode>().ok())
    {
        kind = Some(code);
        words.pop();
    }
    let joined = words.join("");
    let (inner, rest) = if stated.is_none() { crate::formats::reference_office(&joined) } else { (None, joined.as_str()) };
    let stated = stated.or(inner);
    let number = DocumentNumber::read(stated.unwrap_or(office), rest, kind.as_ref())
        .ok()
        .map(|number| DocumentNumber { as_published: words.join(" "), ..number });
    DocumentReference { office: stated, number, kind, date, as_published }
}

/// Reads (30): one priority a line.
pub(super) fn read_priorities(text: &str, office: OfficeCode) -> Vec<Priority> {
    text.split(['\n', ';'])
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let reference = read(line, office);
            Priority { office: reference.office, number: reference.number, date: reference.date }
        })
        .filter(|priority| priority.number.is_some() || priority.date.is_some())
        .collect()
}

/// Priorities of (31), (32) and (33), which belong together in their order.
#[derive(Default)]
pub(super) struct Triples {
    pub(super) numbers: Vec<String>,
    pub(super) dates: Vec<PublishedDate>,
    pub(super) offices: Vec<String>,
}

impl Triples {
    /// The priorities.
    pub(super) fn paired(self, office: OfficeCode) -> Vec<Priority> {
        let length = self.numbers.len().max(self.dates.len());
        let (mut numbers, mut dates, mut offices) = (self.numbers.into_iter(), self.dates.into_iter(), self.offices.into_iter());
        (0..length)
            .map(|_| {
                let stated = offices.next().and_then(|code| code.parse().ok());
                let number = numbers.next().and_then(|text| DocumentNumber::read(stated.unwrap_or(office), &text, None).ok());
                Priority { office: stated, number, date: dates.next() }
            })
            .collect()
    }
}

/// Reads (56): patents where an office and a number can be read, literature elsewhere.
pub(super) fn read_citations(text: &str, office: OfficeCode) -> Vec<Citation> {
    text.split(['\n', ';'])
        .map(crate::white_space::folded)
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            let document = read(&piece, office);
            let patent = document.office.is_some() && document.number.as_ref().is_some_and(|number| number.normalised.len() >= 4);
            let cited = if patent { CitedWork::Patent { document } } else { CitedWork::Literature { text: piece } };
            Citation { cited, categories: Vec::new(), phase: None, passages: None }
        })
        .collect()
}
