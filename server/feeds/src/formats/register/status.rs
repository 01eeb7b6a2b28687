//! What statuses of registers mean: the words that ST.66, ST.86 and ST.96 list, offices' own words, and codes of the USPTO.

use publication::{OfficeCode, RegisterStatus};

use RegisterStatus::{Ceased, Expired, InForce, Pending, Refused, Withdrawn};

/// Words that mean one thing in whatever office's register, in small letters.
const WORDS: &[(&str, RegisterStatus)] = &[
    // The standards' own, as offices that write the standards use them.
    ("application filed", Pending),
    ("filed", Pending),
    ("pending", Pending),
    ("filing date accorded", Pending),
    ("classification checked", Pending),
    ("application under examination", Pending),
    ("application published", Pending),
    ("application opposed", Pending),
    ("application accepted", Pending),
    ("registration pending", Pending),
    ("registered", InForce),
    ("registration published", InForce),
    ("registered and published", InForce),
    ("registered and fully published", InForce),
    ("registered and subject to deferment", InForce),
    ("registration renewed", InForce),
    ("renewed", InForce),
    ("design registered", InForce),
    ("application refused", Refused),
    ("refused", Refused),
    ("rejected", Refused),
    ("application withdrawn", Withdrawn),
    ("withdrawn", Withdrawn),
    ("abandoned", Withdrawn),
    ("application abandoned", Withdrawn),
    ("registration expired", Expired),
    ("expired", Expired),
    ("registration cancelled", Ceased),
    ("cancelled", Ceased),
    ("registration surrendered", Ceased),
    ("surrendered", Ceased),
    ("revoked", Ceased),
    ("invalidated", Ceased),
    ("declared invalid", Ceased),
    ("lapsed", Ceased),
    ("ended", Ceased),
    ("terminated", Ceased),
    // German. `Akte vernichtet` says what became of the file, and nothing of the right.
    ("anmeldung eingegangen", Pending),
    ("marke angemeldet", Pending),
    ("marke eingetragen", InForce),
    ("eingetragen", InForce),
    ("verlaengert", InForce),
    ("verlängert", InForce),
    ("anmeldung zurueckgenommen", Withdrawn),
    ("anmeldung zurückgenommen", Withdrawn),
    ("anmeldung zurueckgewiesen", Refused),
    ("anmeldung zurückgewiesen", Refused),
    ("marke geloescht", Ceased),
    ("marke gelöscht", Ceased),
    // Spanish, of offices that keep their registers with WIPO's IPAS.
    ("depositado", Pending),
    ("registrado", InForce),
    // Korean.
    ("출원", Pending),
    ("공개", Pending),
    ("공고", Pending),
    ("등록", InForce),
    ("거절", Refused),
    ("취하", Withdrawn),
    ("포기", Withdrawn),
    ("무효", Ceased),
    ("소멸", Ceased),
];

/// Codes of the USPTO's trademark register that are known for certain.
const US_TRADEMARK_CODES: &[(&str, RegisterStatus)] = &[
    ("630", Pending),
    ("638", Pending),
    ("641", Pending),
    ("645", Pending),
    ("653", Pending),
    ("661", Pending),
    ("680", Pending),
    ("681", Pending),
    ("686", Pending),
    ("688", Pending),
    ("730", Pending),
    ("731", Pending),
    ("732", Pending),
    ("733", Pending),
    ("734", Pending),
    ("748", Pending),
    ("774", Pending),
    ("600", Withdrawn),
    ("601", Withdrawn),
    ("602", Withdrawn),
    ("603", Withdrawn),
    ("604", Withdrawn),
    ("605", Withdrawn),
    ("606", Withdrawn),
    ("607", Withdrawn),
    ("700", InForce),
    ("701", InForce),
    ("702", InForce),
    ("703", InForce),
    ("800", InForce),
    ("710", Ceased),
    ("711", Ceased),
    ("712", Ceased),
    ("713", Ceased),
    ("714", Ceased),
    ("900", Expired),
];

/// What a status of an office's register means, by its code or its words; `None` where that is not known.
pub(in crate::formats) fn status_of(office: OfficeCode, status: &str) -> Option<RegisterStatus> {
    let status = status.trim();
    if office.as_str() == "US"
        && let Some((_, meaning)) = US_TRADEMARK_CODES.iter().find(|(code, _)| *code == status)
    {
        return Some(*meaning);
    }
    let words: String = status.chars().take(80).flat_map(char::to_lowercase).collect();
    WORDS.iter().find(|(word, _)| *word == words).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_known_or_not() {
        for (office, status, meaning) in [
            ("US", "800", Some(InForce)),
            ("US", "606", Some(Withdrawn)),
            ("US", "999", None),
            ("DE", "800", None),
            ("EM", "Registered", Some(InForce)),
            ("DE", "Marke gelöscht", Some(Ceased)),
            ("DE", "Akte vernichtet", None),
            ("DE", "Paper File Destroyed", None),
            ("KR", "등록", Some(InForce)),
            ("KR", "거절", Some(Refused)),
            ("KR", "소멸", Some(Ceased)),
            ("PY", "Registrado", Some(InForce)),
            ("EM", "", None),
        ] {
            assert_eq!(status_of(office.parse().expect("an office"), status), meaning, "{status}");
        }
        for (position, (word, _)) in WORDS.iter().enumerate() {
            assert!(!WORDS[..position].iter().any(|(other, _)| other == word), "{word} stands twice");
        }
    }
}
