//! Where a segment stands, as addresses say it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A segment of a part in one language, as addresses write it: `3f2a…-0`, the hash of its source and which of equal sentences it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SegmentPlace {
    /// 32 hexadecimal digits.
    pub hash: String,
    /// From 0.
    pub occurrence: u32,
}

impl fmt::Display for SegmentPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.hash, self.occurrence)
    }
}

impl FromStr for SegmentPlace {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (hash, occurrence) = text.split_once('-').ok_or(())?;
        let is_hash = hash.len() == 32 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hash || occurrence.len() > 9 || !occurrence.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(());
        }
        Ok(Self { hash: hash.to_owned(), occurrence: occurrence.parse().map_err(|_| ())? })
    }
}

#[cfg(test)]
mod tests {
    use super::SegmentPlace;

    #[test]
    fn a_place_is_written_in_one_way() {
        let hash = "0123456789abcdef0123456789abcdef";
        let place: SegmentPlace = format!("{hash}-12").parse().expect("a place");
        assert_eq!((place.hash.as_str(), place.occurrence, place.to_string()), (hash, 12, format!("{hash}-12")));
        for wrong in [
            "",
            "-",
            "12-0",
            &format!("{hash}-"),
            &format!("{hash}--1"),
            &format!("{hash}-99999999999"),
            &format!("{}-0", hash.to_uppercase()),
        ] {
            assert!(wrong.parse::<SegmentPlace>().is_err(), "{wrong}");
        }
    }
}
