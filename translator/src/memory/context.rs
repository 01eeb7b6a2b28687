//! The surroundings of a sentence, by which a context match is told from an exact one.

use sha2::{Digest as _, Sha256};

use crate::normal::normalised;

/// The sentence before and the sentence after, as one short digest: what is stored with a unit, and compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Context(String);

impl Context {
    /// The context of a sentence that stands between two others. `None`: it is the first, or the last.
    #[must_use]
    pub fn of(before: Option<&str>, after: Option<&str>) -> Self {
        let mut hash = Sha256::new();
        for text in [before, after] {
            let text = text.map(normalised).unwrap_or_default();
            hash.update(text.len().to_be_bytes());
            hash.update(text.as_bytes());
        }
        Self(hex::encode(&hash.finalize()[..8]))
    }

    /// A context as it was written by [`as_str`](Self::as_str); `None` where the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))).then(|| Self(text.to_owned()))
    }

    /// Sixteen hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_is_both_neighbours_and_their_places() {
        let context = Context::of(Some("A lid."), Some("A  pin."));
        assert_eq!(context, Context::of(Some(" A lid."), Some("A pin.")));
        assert_ne!(context, Context::of(Some("A pin."), Some("A lid.")));
        assert_ne!(Context::of(Some("ab"), Some("c")), Context::of(Some("a"), Some("bc")));
        assert_ne!(Context::of(Some("a"), None), Context::of(None, Some("a")));
        assert_eq!(Context::parse(context.as_str()), Some(context));
        assert_eq!(Context::parse("0123456789ABCDEF"), None);
        assert_eq!(Context::parse(""), None);
    }
}
