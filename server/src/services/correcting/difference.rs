//! Two texts laid over each other, for people.

use app::services::DiffPiece;

/// What the first text has and the second has not, and the other way round, in the order of reading.
pub(super) fn pieces(first: &str, second: &str) -> Vec<DiffPiece> {
    let mut out = Vec::new();
    let mut add = |piece: fn(String) -> DiffPiece, text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            out.push(piece(text.to_owned()));
        }
    };
    let mut at = 0;
    for edit in translator::difference(first, second) {
        add(DiffPiece::Same, first.get(at..edit.stored.start));
        add(DiffPiece::Removed, first.get(edit.stored.clone()));
        add(DiffPiece::Added, second.get(edit.new));
        at = edit.stored.end;
    }
    add(DiffPiece::Same, first.get(at..));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_texts_can_be_read_off() {
        let told = pieces("The lid is steel.", "The lid is brass.");
        let [DiffPiece::Same(before), DiffPiece::Removed(old), DiffPiece::Added(new), DiffPiece::Same(after)] = told.as_slice() else {
            panic!("{told:?}")
        };
        assert_eq!((before.trim(), old.as_str(), new.as_str(), after.as_str()), ("The lid is", "steel", "brass", "."));
        assert_eq!(pieces("", "新"), [DiffPiece::Added("新".to_owned())]);
        assert_eq!(pieces("同", "同"), [DiffPiece::Same("同".to_owned())]);
    }
}
