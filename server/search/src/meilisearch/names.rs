//! Names as paths of units: exact by the server's own algebra, within any condition.

use std::collections::BTreeSet;

use super::{
    rows::{Place, places},
    ways::{forms_of, spread},
};
use crate::analysis::{Analyser, Tokens};

/// Words of one name from which on it is found.
const MOST_NAME_WORDS: usize = 200;
/// Longest path of a name in bytes: a filterable value may have 468.
const LONGEST_PATH: usize = 440;

/// Names from each of their words on, so that any words in a row within a name begin one of them.
pub(super) fn name_paths(names: &[String], analyser: &mut Analyser) -> Vec<String> {
    let mut paths = BTreeSet::new();
    let mut tokens = Tokens::default();
    for name in names {
        analyser.line(&name.replace('\n', " "), 0, 0, "", &mut tokens);
        let places = places(&tokens, true);
        for from in 0..places.len().min(MOST_NAME_WORDS) {
            paths.insert(path(&places[from..]));
        }
    }
    paths.into_iter().collect()
}

fn path(places: &[(u32, Place)]) -> String {
    let mut path = String::new();
    let mut next = places.first().map_or(0, |(at, _)| *at);
    for (at, place) in places {
        let mut step = String::new();
        for _ in next..*at {
            step.push('|');
        }
        next = at + 1;
        step.push_str(place.word.as_deref().unwrap_or_default());
        step.push('|');
        if path.len() + step.len() > LONGEST_PATH {
            break;
        }
        path.push_str(&step);
    }
    path
}

/// What the paths of names begin with that hold these words in a row; `None` where the words hold nothing, an error where they are longer
/// than any path.
pub(super) fn name_prefix(words: &str) -> Result<Option<String>, String> {
    let needles = Analyser::names().needles(words, true);
    let Some(form) = needles.first().and_then(|needle| forms_of(needle).next()) else { return Ok(None) };
    let places = spread(form, true);
    let mut prefix = String::new();
    let mut next = 0;
    for (at, units) in places {
        for _ in next..at {
            prefix.push('|');
        }
        next = at + 1;
        prefix.push_str(units.first().map_or("", |(_, unit)| unit));
        prefix.push('|');
    }
    if prefix.len() > LONGEST_PATH - 40 { Err("a name longer than 400 bytes".to_owned()) } else { Ok(Some(prefix)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_from_each_of_its_words_on() {
        let mut analyser = Analyser::names();
        let paths = name_paths(&["Siam Pump Co., Ltd".to_owned(), "三星显示".to_owned()], &mut analyser);
        let found =
            |words: &str| name_prefix(words).expect("short").is_some_and(|prefix| paths.iter().any(|path| path.starts_with(&prefix)));
        for words in ["siam", "PUMP Co", "pump co., ltd", "星显", "示", "三星显示"] {
            assert!(found(words), "{words} {paths:?}");
        }
        for words in ["sia", "ump", "siam co", "co ltd", "三显", "", "。"] {
            assert!(!found(words), "{words} {paths:?}");
        }
        assert!(name_prefix(&"a ".repeat(300)).is_err());
    }
}
