//! What a record does to what is held, as the exchange standards write it.

use crate::{
    Operation,
    xml::{Tag, Xml, XmlResult},
};

use super::Remarks;

/// The words for operations: WIPO ST.96 `operationCategory`, ST.66 and ST.86 `operationCode`, EPO DOCDB `status`.
const WORDS: &[(&str, Operation)] = &[
    ("Insert", Operation::Put),
    ("Update", Operation::Put),
    ("Delete", Operation::Delete),
    ("C", Operation::Put),
    ("A", Operation::Put),
    ("D", Operation::Delete),
];

/// The operation that an open element of ST.66, ST.86 or ST.96 states.
pub(super) fn stated(xml: &Xml<'_>, tag: &Tag<'_>, remarks: &mut Remarks) -> XmlResult<Option<Operation>> {
    let word = match xml.attribute(tag, "operationCategory")? {
        Some(word) => Some(word),
        None => xml.attribute(tag, "operationCode")?,
    };
    Ok(word.and_then(|word| operation_of(&word, remarks)))
}

/// The operation of a word; one that is not known is a remark, and says nothing.
pub(super) fn operation_of(word: &str, remarks: &mut Remarks) -> Option<Operation> {
    let known = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word.trim()));
    if known.is_none() {
        remarks.add("operation-unknown", "operation", word);
    }
    known.map(|(_, operation)| *operation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_standards_are_known_and_nothing_is_guessed() {
        let mut remarks = Remarks::default();
        for (word, operation) in [
            ("Insert", Some(Operation::Put)),
            ("update", Some(Operation::Put)),
            ("Delete", Some(Operation::Delete)),
            ("C", Some(Operation::Put)),
            ("A", Some(Operation::Put)),
            ("D", Some(Operation::Delete)),
        ] {
            assert_eq!(operation_of(word, &mut remarks), operation, "{word}");
        }
        assert!(remarks.0.is_empty());
        assert_eq!(operation_of("Replace", &mut remarks), None);
        assert_eq!(remarks.0[0].value, "Replace");
    }
}
