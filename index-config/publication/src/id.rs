//! The identity of a publication.

use std::{fmt, str::FromStr};

use thiserror::Error;

use crate::{KindCode, OfficeCode, Right, normalise_number, text_form::text_form};

/// The identity of a publication: office, right, number and kind. `TH-patent-0901001234-A`; a trademark or design may have no kind.
///
/// The number is normalised (see [`normalise_number`]), so that two spellings of one number are one publication.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
pub struct PublicationId {
    office: OfficeCode,
    right: Right,
    number: String,
    kind: Option<KindCode>,
}

/// A text that is no publication id.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not a publication id (OFFICE-right-NUMBER-KIND): {0:?}")]
pub struct PublicationIdError(pub String);

impl PublicationId {
    /// The id of an office's document; the number may be in any spelling.
    ///
    /// # Errors
    /// When the number is none.
    pub fn new(office: OfficeCode, right: Right, number: &str, kind: Option<KindCode>) -> Result<Self, PublicationIdError> {
        let number = normalise_number(office, number, kind.as_ref()).map_err(|refused| PublicationIdError(refused.0))?;
        // Zeroes that only fill a number up would make two publications of one.
        let number = office.rules().unpadded(right, &number).into_owned();
        Ok(Self { office, right, number, kind })
    }

    /// The publishing office.
    #[must_use]
    pub const fn office(&self) -> OfficeCode {
        self.office
    }

    /// The right that the document is about.
    #[must_use]
    pub const fn right(&self) -> Right {
        self.right
    }

    /// The normalised number.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The kind code, where the office uses one.
    #[must_use]
    pub const fn kind(&self) -> Option<&KindCode> {
        self.kind.as_ref()
    }

    /// The path of the publication's page, `/publications/TH/patent/0901001234/A`. Without a kind the last part is `-`, so that parts of a
    /// page (`…/claims`) never stand where a kind would.
    #[must_use]
    pub fn path(&self) -> String {
        let kind = self.kind.as_ref().map_or("-", KindCode::as_str);
        format!("/publications/{}/{}/{}/{kind}", self.office, self.right, self.number)
    }

    /// The id as people of the field write it: `TH 0901001234 A`.
    #[must_use]
    pub fn display(&self) -> String {
        match &self.kind {
            Some(kind) => format!("{} {} {kind}", self.office, self.number),
            None => format!("{} {}", self.office, self.number),
        }
    }
}

impl fmt::Display for PublicationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.office, self.right, self.number)?;
        if let Some(kind) = &self.kind {
            write!(f, "-{kind}")?;
        }
        Ok(())
    }
}

impl FromStr for PublicationId {
    type Err = PublicationIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || PublicationIdError(text.chars().take(80).collect());
        let (office, rest) = text.split_once('-').ok_or_else(refused)?;
        let office: OfficeCode = office.parse().map_err(|_| refused())?;
        // The right's name may hold a hyphen itself (utility-model), so it is matched, not split off.
        let (right, rest) = Right::ALL
            .into_iter()
            .find_map(|right| rest.strip_prefix(right.as_str())?.strip_prefix('-').map(|rest| (right, rest)))
            .ok_or_else(refused)?;
        let (number, kind) = match rest.split_once('-') {
            Some((number, kind)) => (number, Some(kind.parse::<KindCode>().map_err(|_| refused())?)),
            None => (rest, None),
        };
        let id = Self::new(office, right, number, kind).map_err(|_| refused())?;
        // An id is written one way only; another spelling is a number to look up, not an id.
        if id.number == number { Ok(id) } else { Err(refused()) }
    }
}

text_form!(PublicationId, "a publication id", |id, serializer| serializer.collect_str(id));

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_are_read_back() {
        for (text, number, kind) in [
            ("TH-patent-0901001234-A", "0901001234", Some("A")),
            ("CN-utility-model-209876543-U", "209876543", Some("U")),
            ("CN-utility-model-2014800007884-U", "2014800007884", Some("U")),
            ("US-trademark-2178784", "2178784", None),
            ("EP-patent-3383757-B1", "3383757", Some("B1")),
            ("US-design-D912345-S1", "D912345", Some("S1")),
        ] {
            let id: PublicationId = text.parse().expect(text);
            assert_eq!(id.to_string(), text);
            assert_eq!((id.number(), id.kind().map(KindCode::as_str)), (number, kind));
        }
        // Spelt otherwise than the id is written: kind or office within the number, separators, small letters, full width.
        for text in [
            "CN-utility-model-201480000788U-U",
            "EP-patent-EP3383757-B1",
            "US-patent-10,123,456-B2",
            "US-design-d912345-S1",
            "TH-patent-０９０１-A",
            "US-patent-08936998-B2",
            "DE-patent-000010027360-A1",
        ] {
            assert!(text.parse::<PublicationId>().is_err(), "{text}");
        }
        for text in ["", "TH", "TH-patent", "TH-patent-", "TH-patent-12-", "th patent 12", "TH-model-12-A", "TH-patent-12-A-B"] {
            assert!(text.parse::<PublicationId>().is_err(), "{text}");
        }
    }

    #[test]
    fn paths_and_display() {
        let id: PublicationId = "US-trademark-2178784".parse().expect("an id");
        assert_eq!(id.path(), "/publications/US/trademark/2178784/-");
        assert_eq!(id.display(), "US 2178784");
    }

    proptest! {
        #[test]
        fn any_id_survives_its_text(number in "(TH|T|H|[A-Z]){0,3}[0-9][0-9A-Z]{0,12}[0-9](A1|A|B){0,2}", kind in proptest::option::of("[A-Z][0-9]?"), right in 0..4_usize) {
            let kind = kind.map(|kind| kind.parse::<KindCode>().expect("a kind"));
            let id = PublicationId::new("TH".parse().expect("TH"), Right::ALL[right], &number, kind).expect("an id");
            prop_assert_eq!(id.to_string().parse::<PublicationId>().expect("its own text"), id);
        }
    }
}
