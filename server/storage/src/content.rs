//! The content of a publication as it is kept: bibliographic data apart from long texts, and the hash that tells one content from another.

use publication::{Publication, Source};
use sha2::{Digest, Sha256};

use crate::StorageError;

/// Which long text of a publication. The numbers are those of the database and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LongPart {
    /// An abstract.
    Abstract = 1,
    /// A set of claims.
    Claims = 2,
    /// A description.
    Description = 3,
    /// All legal events.
    LegalEvents = 4,
}

impl LongPart {
    /// The part of a number of the database.
    pub(crate) fn from_number(number: i64) -> Option<Self> {
        [Self::Abstract, Self::Claims, Self::Description, Self::LegalEvents].into_iter().find(|part| *part as i64 == number)
    }
}

/// One long text.
#[derive(Clone, Debug)]
pub(crate) struct PartContent {
    /// Which.
    pub(crate) part: LongPart,
    /// Its place among those of its part, from 0.
    pub(crate) ordinal: u32,
    /// Its language.
    pub(crate) language: String,
    /// Its JSON.
    pub(crate) json: Vec<u8>,
}

/// The content of a publication, taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// The publication without long texts and without its source, as JSON; without members that say nothing.
    pub(crate) bibliographic: Vec<u8>,
    /// Its long texts, in order.
    pub(crate) parts: Vec<PartContent>,
    /// What tells this content from another.
    pub(crate) hash: [u8; 32],
    /// Where it came from; no part of the content.
    pub(crate) source: Source,
}

impl Content {
    /// Takes a publication apart.
    pub(crate) fn take_apart(mut publication: Publication) -> Result<Self, StorageError> {
        let unwritable = |error: serde_json::Error| StorageError::Failed(error.to_string());
        let source = std::mem::replace(&mut publication.source, no_source());
        let mut parts = Vec::new();
        let mut add = |part, ordinal: usize, language: &str, json: serde_json::Result<Vec<u8>>| -> Result<(), StorageError> {
            let ordinal = u32::try_from(ordinal).map_err(|_| StorageError::Failed("too many texts".to_owned()))?;
            parts.push(PartContent { part, ordinal, language: language.to_owned(), json: canonical(&json.map_err(unwritable)?) });
            Ok(())
        };
        for (ordinal, text) in std::mem::take(&mut publication.abstracts).iter().enumerate() {
            add(LongPart::Abstract, ordinal, text.language.as_str(), serde_json::to_vec(text))?;
        }
        for (ordinal, text) in std::mem::take(&mut publication.claim_sets).iter().enumerate() {
            add(LongPart::Claims, ordinal, text.language.as_str(), serde_json::to_vec(text))?;
        }
        for (ordinal, text) in std::mem::take(&mut publication.descriptions).iter().enumerate() {
            add(LongPart::Description, ordinal, text.language.as_str(), serde_json::to_vec(text))?;
        }
        let events = std::mem::take(&mut publication.legal_events);
        if !events.is_empty() {
            add(LongPart::LegalEvents, 0, "", serde_json::to_vec(&events))?;
        }
        let bibliographic = canonical(&serde_json::to_vec(&publication).map_err(unwritable)?);
        let mut hasher = Sha256::new();
        hasher.update(&bibliographic);
        for part in &parts {
            hasher.update([0, part.part as u8]);
            hasher.update(&part.json);
        }
        Ok(Self { bibliographic, parts, hash: hasher.finalize().into(), source })
    }

    /// The publication without long texts.
    pub(crate) fn bibliographic(json: &[u8], source: Source) -> Result<Publication, StorageError> {
        // Of a text that is known to be one, each string is no longer looked at for that.
        let json = simdutf8::basic::from_utf8(json).map_err(|error| StorageError::Corrupt(format!("a stored publication: {error}")))?;
        let mut publication: Publication = serde_json::from_str(json).map_err(unreadable)?;
        publication.source = source;
        Ok(publication)
    }

    /// Puts a long text back where it was; they come in order.
    pub(crate) fn put_back(publication: &mut Publication, part: LongPart, json: &[u8]) -> Result<(), StorageError> {
        match part {
            LongPart::Abstract => publication.abstracts.push(serde_json::from_slice(json).map_err(unreadable)?),
            LongPart::Claims => publication.claim_sets.push(serde_json::from_slice(json).map_err(unreadable)?),
            LongPart::Description => publication.descriptions.push(serde_json::from_slice(json).map_err(unreadable)?),
            LongPart::LegalEvents => publication.legal_events = serde_json::from_slice(json).map_err(unreadable)?,
        }
        Ok(())
    }
}

fn unreadable(error: serde_json::Error) -> StorageError {
    StorageError::Corrupt(format!("a stored publication: {error}"))
}

const fn no_source() -> Source {
    Source { delivery: String::new(), file: String::new(), offset: 0, format: String::new() }
}

/// JSON without members that say nothing (`null` and the empty list), so that a field which the vocabulary gains later leaves the hashes of
/// all records without it as they were, and what is read for every list is shorter by a fourth. The JSON must be serde's own: without white
/// space between tokens.
fn canonical(json: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(json.len());
    // Where the last string began in `kept`: a member's name when a colon follows.
    let mut string = 0;
    let mut rest = json;
    while let Some((&byte, after)) = rest.split_first() {
        match byte {
            b'"' => {
                string = kept.len();
                let length = string_length(rest);
                kept.extend_from_slice(&rest[..length]);
                rest = &rest[length..];
            }
            b':' if after.starts_with(b"null") || after.starts_with(b"[]") => {
                kept.truncate(string);
                rest = if after[0] == b'n' { &after[4..] } else { &after[2..] };
                if let Some(next) = rest.strip_prefix(b",") {
                    rest = next;
                } else if kept.last() == Some(&b',') {
                    kept.pop();
                }
            }
            _ => {
                kept.push(byte);
                rest = after;
            }
        }
    }
    kept
}

/// Length of the JSON string that the text begins with, its quotation marks included.
fn string_length(json: &[u8]) -> usize {
    let mut at = 1;
    while let Some(&byte) = json.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn without_nothing(value: Value) -> Value {
        match value {
            Value::Object(members) => Value::Object(
                members
                    .into_iter()
                    .filter(|(_, value)| !value.is_null() && !value.as_array().is_some_and(Vec::is_empty))
                    .map(|(name, value)| (name, without_nothing(value)))
                    .collect(),
            ),
            Value::Array(values) => Value::Array(values.into_iter().map(without_nothing).collect()),
            other => other,
        }
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            Just(json!([])),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[\\PC\"\\\\:,\\[\\]n]{0,8}".prop_map(Value::from)
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::vec(("[a-z\":\\\\]{0,4}", inner), 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn members_that_say_nothing_are_left_out(value in any_json()) {
            let kept = canonical(&serde_json::to_vec(&value).expect("JSON"));
            let kept: Value = serde_json::from_slice(&kept).expect("JSON still");
            prop_assert_eq!(kept, without_nothing(value));
        }
    }
}
