//! Values that are told apart by case and width: the server takes two names for one that differ in these alone.

use sha2::{Digest, Sha256};

/// Stands between a value and what tells it apart; private to us, and no white space that would be taken away.
const SIGN: char = '\u{E000}';

/// A value as the server is given it.
pub(super) fn write(value: &str) -> String {
    let digest = Sha256::digest(value.as_bytes());
    format!("{value}{SIGN}{}", hex::encode(&digest[..5]))
}

/// The value of [`write`].
pub(super) fn read(mut value: String) -> String {
    if let Some(end) = value.rfind(SIGN) {
        value.truncate(end);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_case_are_two() {
        assert_eq!(read(write("Siam Pump")), "Siam Pump");
        assert_ne!(write("Siam Pump").to_lowercase(), write("SIAM PUMP").to_lowercase());
        assert_eq!(read("TH".to_owned()), "TH");
    }
}
