//! What the USPTO writes in its own way in ST.66 and ST.96: drawing codes for kinds of marks, event codes with a letter behind, images that
//! ST.66 does not name.

use publication::{MarkFeature, PartyRole};

/// What a drawing code means: its first digit, alone (`3`) or with three zeroes behind (`3000`).
pub(super) fn drawing(code: &str) -> Option<MarkFeature> {
    let digit = match code.as_bytes() {
        [digit] | [digit, b'0', b'0', b'0'] => *digit,
        _ => return None,
    };
    match digit {
        // Typed words until 2003, standard characters since.
        b'1' | b'4' => Some(MarkFeature::Word),
        b'2' => Some(MarkFeature::Figurative),
        b'3' => Some(MarkFeature::Combined),
        b'5' => Some(MarkFeature::StylizedCharacters),
        // 6 is "no drawing possible": a sound or a scent.
        _ => None,
    }
}

/// The image of a mark whose record names none. The office keeps one for every mark but typed words and marks without a drawing, named by the
/// serial number: so its ST.96 says, and its ST.66 leaves it out.
pub(super) fn image_of(serial: Option<&str>, drawing_code: Option<&str>) -> Option<String> {
    let has_drawing = drawing_code.is_some_and(|code| drawing(code).is_some() && !code.starts_with('1'));
    let serial = serial.filter(|serial| has_drawing && !serial.is_empty() && serial.bytes().all(|b| b.is_ascii_digit()))?;
    Some(format!("{serial}.png"))
}

/// An event's code of four characters: ST.96 writes a letter for its type behind (`CORV6`), ST.66 does not (`CORV`).
pub(super) fn event_code(code: String) -> String {
    match code.char_indices().nth(4) {
        Some((end, _)) if code.chars().count() == 5 => code[..end].to_owned(),
        _ => code,
    }
}

/// The role of a party, by the office's words for what it is: `ORIGINAL APPLICANT`, `OWNER AT PUBLICATION`, `SUBSEQUENT OWNER AFTER
/// REGISTRATION`, `ORIGINAL REGISTRANT`.
pub(super) fn role_of(words: &str) -> PartyRole {
    let words = words.to_ascii_uppercase();
    if words.contains("OWNER") || words.contains("REGISTRANT") || words.contains("ASSIGNEE") {
        PartyRole::Owner
    } else {
        PartyRole::Applicant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offices_codes_are_read() {
        assert_eq!(drawing("4000"), Some(MarkFeature::Word));
        assert_eq!(drawing("5"), Some(MarkFeature::StylizedCharacters));
        assert_eq!((drawing("6"), drawing("31"), drawing("")), (None, None, None));
        assert_eq!(image_of(Some("77478018"), Some("2")).as_deref(), Some("77478018.png"));
        for (serial, code) in [(Some("74631225"), Some("1")), (Some("74631225"), None), (None, Some("2")), (Some("../x"), Some("2"))] {
            assert_eq!(image_of(serial, code), None);
        }
        assert_eq!(event_code("CORV6".to_owned()), "CORV");
        assert_eq!(event_code("R.PR".to_owned()), "R.PR");
        assert_eq!(event_code("ééééé".to_owned()), "éééé");
        assert_eq!(role_of("ORIGINAL REGISTRANT"), PartyRole::Owner);
        assert_eq!(role_of("ORIGINAL APPLICANT"), PartyRole::Applicant);
    }
}
