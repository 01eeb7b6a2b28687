//! Offices' legal events by WIPO ST.27.
//!
//! The mapping is data: `events.tsv` has a row for every event of an office whose code, or code with the beginning of its text, is known to
//! be one of the standard's. What has no row stays as it came, without a category, and is listed among the remarks: nothing is guessed from
//! another office's use of a code.

use std::{collections::HashMap, sync::LazyLock};

use publication::{LegalEvent, LegalEventCategory, OfficeCode, Stage, State, StatusChange};

use super::Remarks;

/// Office, code, beginning of the text (`*` for any), ST.27, words; `#` begins a comment. ST.27 is a category's letter or a detailed event,
/// with `/state` where the event is about one designated state and says nothing of the others.
const TABLE: &str = include_str!("events.tsv");

/// What an office's event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mapping {
    /// The beginning of its text; empty for any.
    begins: &'static str,
    /// Category.
    pub(super) category: LegalEventCategory,
    /// Detailed event, where the office's event is exactly one.
    pub(super) detailed: Option<&'static str>,
    /// Whether it is about one state of several.
    in_state: bool,
    /// The office's words for it, where its data have none.
    pub(super) words: &'static str,
}

static EVENTS: LazyLock<HashMap<(&'static str, &'static str), Vec<Mapping>>> = LazyLock::new(|| {
    let mut events: HashMap<_, Vec<Mapping>> = HashMap::new();
    for row in TABLE.lines().filter(|row| !row.starts_with('#')) {
        let mut columns = row.split('\t');
        let (Some(office), Some(code), Some(begins), Some(standard), Some(words)) =
            (columns.next(), columns.next(), columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let (standard, in_state) = standard.strip_suffix("/state").map_or((standard, false), |standard| (standard, true));
        let Some(category) = category_of(standard) else { continue };
        let detailed = (standard.len() == 3).then_some(standard);
        let begins = if begins == "*" { "" } else { begins };
        events.entry((office, code)).or_default().push(Mapping { begins, category, detailed, in_state, words });
    }
    events
});

/// What an office's event of a code and a text is; `None` where that is not known.
pub(super) fn mapping_of(office: OfficeCode, code: &str, text: &str) -> Option<Mapping> {
    let rows = EVENTS.get(&(office.as_str(), code.trim()))?;
    let begins = |row: &&Mapping| text.trim_start().get(..row.begins.len()).is_some_and(|start| start.eq_ignore_ascii_case(row.begins));
    rows.iter().filter(begins).max_by_key(|row| row.begins.len()).copied()
}

/// Gives an event what the standard says of it. `state` is the designated state that the event is about, where it is about one. What has no
/// row is a remark, each code once.
pub(super) fn map(event: &mut LegalEvent, text: &str, state: Option<OfficeCode>, unknown: &mut Vec<String>) {
    let (Some(office), Some(code)) = (event.office, event.code.as_deref()) else { return };
    let mapping = mapping_of(office, code, text).filter(|mapping| !mapping.in_state || state.is_some());
    match mapping {
        Some(mapping) => {
            event.category = Some(mapping.category);
            event.detailed_event = mapping.detailed.map(str::to_owned);
            event.change = change_of(event.category, mapping.detailed);
            if mapping.in_state {
                event.office = state;
            }
        }
        None => {
            let value = format!("{office} {code}");
            if unknown.len() < 100 && !unknown.contains(&value) {
                unknown.push(value);
            }
        }
    }
}

/// Lists unknown events among the remarks.
pub(super) fn remark(unknown: &[String], remarks: &mut Remarks) {
    for value in unknown {
        remarks.add("event-unknown", "legal-event", value);
    }
}

/// The category of a letter or a detailed event.
pub(super) fn category_of(standard: &str) -> Option<LegalEventCategory> {
    use LegalEventCategory as C;
    Some(match standard.bytes().next()? {
        b'A' => C::A,
        b'B' => C::B,
        b'C' => C::C,
        b'D' => C::D,
        b'E' => C::E,
        b'F' => C::F,
        b'G' => C::G,
        b'H' => C::H,
        b'K' => C::K,
        b'L' => C::L,
        b'M' => C::M,
        b'N' => C::N,
        b'P' => C::P,
        b'Q' => C::Q,
        b'R' => C::R,
        b'S' => C::S,
        b'T' => C::T,
        b'U' => C::U,
        b'V' => C::V,
        b'W' => C::W,
        b'Y' => C::Y,
        _ => return None,
    })
}

/// State and stage before and after an event, as far as the event itself says; `None` where it changes neither.
pub(super) fn change_of(category: Option<LegalEventCategory>, detailed: Option<&str>) -> Option<StatusChange> {
    use LegalEventCategory as C;
    use Stage::{Examination, Filing, Grant, PostGrantChallenge, PreGrantChallenge};
    use State::{Active, NotActive, Terminated};
    const UNSAID: (State, Stage) = (State::Unspecified, Stage::Unspecified);
    const ANY: Stage = Stage::Unspecified;
    let (before, after) = match (category?, detailed) {
        (C::A, _) => (UNSAID, (Active, Filing)),
        (C::B, _) => ((Active, ANY), (NotActive, ANY)),
        (C::C, _) => ((NotActive, ANY), (Active, ANY)),
        (C::D, Some("D11")) => ((Active, Filing), (Active, Examination)),
        (C::D, Some(_)) => ((Active, Examination), (Active, Examination)),
        (C::D, None) => ((Active, ANY), (Active, Examination)),
        (C::E, _) => ((Active, ANY), (Active, PreGrantChallenge)),
        (C::F, Some("F11")) => ((Active, Examination), (Active, Grant)),
        (C::F, _) => ((Active, ANY), (Active, Grant)),
        (C::H, _) => ((Active, ANY), (NotActive, ANY)),
        (C::K, _) => ((NotActive, ANY), (Active, Grant)),
        (C::L, _) => ((Active, Grant), (Active, PostGrantChallenge)),
        (C::M, _) => ((Active, ANY), (Active, Grant)),
        (C::N, _) => (UNSAID, (Terminated, ANY)),
        (C::G | C::P | C::Q | C::R | C::S | C::T | C::U | C::V | C::W | C::Y, _) => return None,
    };
    Some(StatusChange { state_before: before.0, stage_before: before.1, state: after.0, stage: after.1 })
}

#[cfg(test)]
mod tests {
    use publication::{LanguageTag, PublishedDate};

    use super::*;

    #[test]
    fn every_row_is_well_formed_and_stands_once() {
        let rows: Vec<&str> = TABLE.lines().filter(|row| !row.starts_with('#')).collect();
        let mut seen = std::collections::HashSet::new();
        for row in &rows {
            let columns: Vec<&str> = row.split('\t').collect();
            let [office, code, begins, standard, words] = columns.as_slice() else { panic!("{row}") };
            assert!(office.parse::<OfficeCode>().is_ok_and(|office| office.office().is_some()), "{row}");
            assert!(!code.is_empty() && !begins.is_empty() && !words.is_empty(), "{row}");
            let standard = standard.strip_suffix("/state").unwrap_or(standard);
            assert!(category_of(standard).is_some() && matches!(standard.len(), 1 | 3), "{row}");
            assert!(standard[1..].bytes().all(|b| b.is_ascii_digit()), "{row}");
            assert!(seen.insert((*office, *code, *begins)), "{row} stands twice");
        }
        assert_eq!(EVENTS.values().map(Vec::len).sum::<usize>(), rows.len());
    }

    #[test]
    fn events_are_mapped_by_code_and_text_and_never_guessed() {
        for (office, code, text, standard) in [
            ("EP", "17P", "", Some("D11")),
            ("US", "AS  ", "ASSIGNMENT OF ASSIGNORS INTEREST;ASSIGNORS:X", Some("R14")),
            ("US", "AS", "SECURITY INTEREST;ASSIGNORS:X", Some("S")),
            ("US", "AS", "LICENSE", None),
            ("US", "STCB", "ABANDONED  --  FAILURE TO RESPOND", Some("B")),
            ("DE", "R119", "", Some("N")),
            ("FR", "R119", "", None),
            ("US", "PGR ", "TRIAL NO: PGR2020-00078", Some("L")),
        ] {
            let mapping = mapping_of(office.parse().expect("an office"), code, text);
            let found = mapping.map(|mapping| mapping.detailed.map_or_else(|| format!("{:?}", mapping.category), str::to_owned));
            assert_eq!(found.as_deref(), standard, "{office} {code} {text}");
        }
    }

    #[test]
    fn a_lapse_in_one_state_is_that_states() {
        let lapse = |state: Option<&str>| {
            let mut event = LegalEvent {
                date: Some(PublishedDate::read("2020-01-01")),
                office: "EP".parse().ok(),
                code: Some("PG25".to_owned()),
                description: "x".to_owned(),
                language: LanguageTag::from_office("en"),
                category: None,
                detailed_event: None,
                change: None,
            };
            let mut unknown = Vec::new();
            map(&mut event, "", state.and_then(|code| code.parse().ok()), &mut unknown);
            (event.office.map(|office| office.to_string()), event.category, unknown)
        };
        assert_eq!(lapse(Some("AT")), (Some("AT".to_owned()), Some(LegalEventCategory::H), Vec::new()));
        assert_eq!(lapse(None), (Some("EP".to_owned()), None, vec!["EP PG25".to_owned()]));
    }
}
