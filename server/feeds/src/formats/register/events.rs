//! Events of registers, with their category of legal status.
//!
//! WIPO ST.61 (trademarks) and ST.87 (designs) sort events as ST.27 does for patents: one letter for what an event is about. An event that is
//! not in these tables stays as the office wrote it, without a category, and is listed among the remarks.

use publication::{LanguageTag, LegalEvent, LegalEventCategory, OfficeCode, PublishedDate};

use crate::formats::Remarks;

use LegalEventCategory::{A, B, D, E, F, H, L, M, P, Q, R, U, V};

/// Events of the USPTO's trademark register, by code: only those whose own words say what they are.
const US_TRADEMARK: &[(&str, LegalEventCategory)] = &[
    ("NWAP", A),
    ("ABN1", B),
    ("ABN2", B),
    ("ABN6", B),
    ("CNRT", D),
    ("GNRT", D),
    ("CNFR", D),
    ("GNFR", D),
    ("OP.I", E),
    ("R.PR", F),
    ("R.SR", F),
    ("RNL1", M),
    ("RNL2", M),
    ("RNL3", M),
    ("89AG", M),
    ("C15A", M),
    ("A7OK", P),
    ("PUBO", Q),
    ("ASGN", R),
    ("ARAA", R),
    ("TCCA", R),
];

/// Words for events: of the standards' lists (ST.66, ST.96), and of offices that write their own, in small letters.
const WORDS: &[(&str, LegalEventCategory)] = &[
    ("filed", A),
    ("application filed", A),
    ("withdrawn", B),
    ("application withdrawn", B),
    ("abandoned", B),
    ("refused", B),
    ("application refused", B),
    ("examined", D),
    ("opposed", E),
    ("opposition filed", E),
    ("registered", F),
    ("design registered", F),
    ("registration", F),
    ("expired", H),
    ("cancelled", H),
    ("surrendered", H),
    ("lapsed", H),
    ("terminated", H),
    ("cancellation expiry term of protection", H),
    ("renewed", M),
    ("amended", P),
    ("corrected", P),
    ("published", Q),
    ("application published", Q),
    ("registration published", Q),
    ("transferred", R),
    ("assigned", R),
    ("appealed", V),
    ("fee paid", U),
    // The German register.
    ("anmeldung", A),
    ("eintragung", F),
    ("widerspruch", L),
    ("loeschung", H),
    ("löschung", H),
    ("loeschung inhaber", H),
    ("verlaengerung", M),
    ("verlängerung", M),
    ("berichtigung", P),
    ("umschreibung", R),
    ("teilumschreibung", R),
];

/// An event as a register states it.
#[derive(Clone, Debug, Default)]
pub(in crate::formats) struct RegisterEvent {
    /// When.
    pub(in crate::formats) date: Option<PublishedDate>,
    /// The office's code.
    pub(in crate::formats) code: Option<String>,
    /// The word that says what kind of event it is, where it is a word.
    pub(in crate::formats) kind: Option<String>,
    /// The office's words for it, the kind's included.
    pub(in crate::formats) description: String,
    /// Its number among the record's events, where they are numbered.
    pub(in crate::formats) number: Option<u32>,
}

/// The events, oldest first as far as dated and numbered; what has no category is a remark, each kind once.
pub(super) fn legal_events(
    events: Vec<RegisterEvent>,
    office: OfficeCode,
    language: &LanguageTag,
    remarks: &mut Remarks,
) -> Vec<LegalEvent> {
    let mut events = events;
    let day = |event: &RegisterEvent| event.date.as_ref().and_then(|date| date.iso);
    // Registers write the newest first: turned round, events of one day come in the order in which they happened.
    if events.first().map(day) > events.last().map(day) {
        events.reverse();
    }
    events.sort_by_key(|event| (day(event), event.number));
    let mut unknown: Vec<String> = Vec::new();
    let events = events
        .into_iter()
        .map(|event| {
            let category = category_of(office, event.code.as_deref(), event.kind.as_deref());
            if category.is_none() {
                let value = event.code.as_deref().or(event.kind.as_deref()).unwrap_or(&event.description);
                if unknown.len() < 100 && !unknown.iter().any(|held| held == value) {
                    unknown.push(value.to_owned());
                }
            }
            LegalEvent {
                date: event.date,
                office: Some(office),
                description: if event.description.is_empty() { event.code.clone().unwrap_or_default() } else { event.description },
                code: event.code,
                language: language.clone(),
                category,
                detailed_event: None,
                change: None,
            }
        })
        .collect();
    for value in &unknown {
        remarks.add("event-unknown", "MarkEvent", value);
    }
    events
}

/// The category of an event, by the office's code or by the words for its kind.
fn category_of(office: OfficeCode, code: Option<&str>, kind: Option<&str>) -> Option<LegalEventCategory> {
    if office.as_str() == "US"
        && let Some(code) = code
    {
        return US_TRADEMARK.iter().find(|(known, _)| *known == code).map(|(_, category)| *category);
    }
    let words: String = kind?.chars().take(80).flat_map(char::to_lowercase).collect();
    WORDS.iter().find(|(word, _)| *word == words.trim()).map(|(_, category)| *category)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(date: &str, code: Option<&str>, kind: Option<&str>, number: Option<u32>) -> RegisterEvent {
        RegisterEvent {
            date: Some(PublishedDate::read(date)),
            code: code.map(str::to_owned),
            kind: kind.map(str::to_owned),
            description: String::new(),
            number,
        }
    }

    #[test]
    fn events_stand_in_their_order_with_their_category() {
        let mut remarks = Remarks::default();
        let stated = vec![
            event("2009-12-01", Some("R.PR"), None, Some(4)),
            event("2009-09-15", Some("PUBO"), None, Some(3)),
            event("2009-09-15", Some("ZZZZ"), None, Some(2)),
            event("2008-05-22", Some("ZZZZ"), None, Some(1)),
        ];
        let events = legal_events(stated, "US".parse().expect("US"), &LanguageTag::from_office("en"), &mut remarks);
        let read: Vec<_> = events.iter().map(|event| (event.code.as_deref(), event.category)).collect();
        assert_eq!(read, [(Some("ZZZZ"), None), (Some("ZZZZ"), None), (Some("PUBO"), Some(Q)), (Some("R.PR"), Some(F))]);
        assert_eq!(remarks.0.iter().map(|remark| remark.value.as_str()).collect::<Vec<_>>(), ["ZZZZ"]);
    }

    #[test]
    fn words_are_those_of_the_event_and_codes_those_of_the_office() {
        let category = |office: &str, code, kind| category_of(office.parse().expect("an office"), code, kind);
        assert_eq!(category("DE", None, Some("Umschreibung")), Some(R));
        assert_eq!(category("EM", None, Some("Published")), Some(Q));
        assert_eq!(category("EM", Some("R.PR"), None), None);
        assert_eq!(category("DE", None, Some("Sonstiges")), None);
    }
}
