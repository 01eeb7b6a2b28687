//! Abbreviations whose dot ends no sentence, by language (`abbreviations.tsv`).
//!
//! In lower case, with all their dots. `#` at the end: only before a number (`No. 5`, but not `No.`). Abbreviations that often end a sentence
//! (`etc.`, `usw.`) are not there: before a small letter Unicode's rules do not break anyway, before a capital they do end it more often than not.

use std::{collections::HashMap, sync::LazyLock};

use crate::Language;

/// By list, as the file names them.
static LISTS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lists: HashMap<&str, Vec<&str>> = HashMap::new();
    for (list, abbreviation) in
        include_str!("abbreviations.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
    {
        lists.entry(list).or_default().push(abbreviation);
    }
    lists
});

/// The list of a language; some share theirs.
fn list_of(language: &Language) -> &str {
    match language.primary() {
        "be" | "bg" | "kk" => "ru",
        "tl" => "fil",
        "da" | "nb" | "nn" | "no" | "sv" => "scandinavian",
        tag => tag,
    }
}

/// The lists that hold for a language: figures and numbers are often written the English way.
pub(super) fn of(language: &Language) -> [&'static [&'static str]; 2] {
    let list = |name: &str| LISTS.get(name).map(Vec::as_slice).unwrap_or_default();
    [list("*"), list(list_of(language))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_written_as_they_are_compared() {
        assert_eq!(LISTS.len(), 16);
        for rule in LISTS.values().flatten() {
            let abbreviation = rule.trim_end_matches('#');
            assert_eq!(abbreviation.to_lowercase(), abbreviation);
            assert!(abbreviation.contains(['.', 'º']) && abbreviation.trim() == abbreviation, "{rule}");
        }
        for tag in ["en", "de", "fr", "es", "pt", "it", "nl", "ru", "be", "uk", "id", "ms", "vi", "tl", "pl", "sv"] {
            assert!(!of(&Language::parse(tag).expect("a language"))[1].is_empty(), "{tag}");
        }
    }
}
