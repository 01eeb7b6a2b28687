//! Which right a kind code is about, for offices that publish several rights in one format.

use publication::{OfficeCode, Right};

use Right::{Design, Patent, UtilityModel};

/// Letters of kind codes by office: what documents of that letter are about, whatever digit follows.
const RIGHTS: &[(&str, &[u8], Right)] = &[
    // Invention patents; C until 2010.
    ("CN", b"ABC", Patent),
    // Utility models; Y until 2010.
    ("CN", b"UY", UtilityModel),
    // Designs; D until 2010.
    ("CN", b"SD", Design),
    ("KR", b"ABC", Patent),
    ("KR", b"UY", UtilityModel),
    ("KR", b"S", Design),
    // Utility, plant (P), reissue (E) and defensive (H) documents are all patents.
    ("US", b"ABCEHP", Patent),
    ("US", b"S", Design),
];

/// The right that a document of a kind is about; `None` where that is not known.
pub(crate) fn right_of_kind(office: OfficeCode, kind: &str) -> Option<Right> {
    let letter = kind.trim().bytes().next()?.to_ascii_uppercase();
    RIGHTS.iter().find(|(code, letters, _)| *code == office.as_str() && letters.contains(&letter)).map(|(.., right)| *right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_tell_the_right() {
        for (office, kind, right) in [
            ("US", "B2", Some(Patent)),
            ("US", "S1", Some(Design)),
            ("US", "S", Some(Design)),
            ("US", "P3", Some(Patent)),
            ("US", "E1", Some(Patent)),
            ("US", "", None),
            ("CN", "A", Some(Patent)),
            ("CN", "U", Some(UtilityModel)),
            ("CN", "y", Some(UtilityModel)),
            ("CN", "S", Some(Design)),
            ("CN", "D", Some(Design)),
            ("KR", "B1", Some(Patent)),
            ("KR", "Y1", Some(UtilityModel)),
            ("TH", "A", None),
        ] {
            assert_eq!(right_of_kind(office.parse().expect("an office"), kind), right, "{office} {kind}");
        }
    }
}
