//! Class symbols and the levels above them.

use publication::ClassificationScheme;
use unicode_normalization::UnicodeNormalization;

/// Longest symbol in characters; no scheme has one half as long.
const LONGEST_SYMBOL: usize = 60;

/// All schemes.
pub(crate) const SCHEMES: [ClassificationScheme; 6] = [
    ClassificationScheme::Ipc,
    ClassificationScheme::Cpc,
    ClassificationScheme::Locarno,
    ClassificationScheme::Nice,
    ClassificationScheme::Vienna,
    ClassificationScheme::National,
];

const fn word(scheme: ClassificationScheme) -> &'static str {
    match scheme {
        ClassificationScheme::Ipc => "ipc",
        ClassificationScheme::Cpc => "cpc",
        ClassificationScheme::Locarno => "locarno",
        ClassificationScheme::Nice => "nice",
        ClassificationScheme::Vienna => "vienna",
        ClassificationScheme::National => "national",
    }
}

/// A symbol in the one spelling in which symbols are compared: NFKC, capitals, no spaces; Locarno, Nice and Vienna with points and without
/// leading zeroes (`14-03` and `14.3` are one class).
fn spelling(scheme: ClassificationScheme, symbol: &str) -> String {
    let plain: String = symbol.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).take(LONGEST_SYMBOL).collect();
    match scheme {
        ClassificationScheme::Ipc | ClassificationScheme::Cpc | ClassificationScheme::National => plain,
        ClassificationScheme::Locarno | ClassificationScheme::Nice | ClassificationScheme::Vienna => plain
            .split(['-', '.'])
            .map(|number| {
                let short = number.trim_start_matches('0');
                if short.is_empty() && !number.is_empty() { "0" } else { short }
            })
            .collect::<Vec<_>>()
            .join("."),
    }
}

/// Ends of the levels of a symbol, in bytes: `H01M10/052` has H, H01, H01M, H01M10 and itself; `26.1.3` has 26, 26.1 and itself; the F-term
/// `5H029AJ03` has 5H029, 5H029AJ and itself.
fn level_ends(scheme: ClassificationScheme, symbol: &str) -> Vec<usize> {
    let bytes = symbol.as_bytes();
    let mut ends = Vec::new();
    if !matches!(scheme, ClassificationScheme::Locarno | ClassificationScheme::Nice | ClassificationScheme::Vienna) {
        let is = |at: usize, test: fn(&u8) -> bool| bytes.get(at).is_some_and(test);
        let is_section = is(0, u8::is_ascii_uppercase);
        if is_section && is(1, u8::is_ascii_digit) && is(2, u8::is_ascii_digit) && (bytes.len() == 3 || is(3, u8::is_ascii_uppercase)) {
            ends.extend([1, 3]);
            if bytes.len() > 4 {
                ends.push(4);
            }
        } else if is(0, u8::is_ascii_digit)
            && is(1, u8::is_ascii_uppercase)
            && bytes.len() > 5
            && (2..5).all(|at| is(at, u8::is_ascii_digit))
            && is(5, u8::is_ascii_uppercase)
        {
            ends.push(5);
            if bytes.len() > 7 {
                ends.push(7);
            }
        }
    }
    ends.extend(bytes.iter().enumerate().filter(|&(at, b)| at > 0 && b"/.,-@:".contains(b)).map(|(at, _)| at));
    ends.push(bytes.len());
    ends.sort_unstable();
    ends.dedup();
    ends.retain(|&end| end > 0 && symbol.is_char_boundary(end));
    ends
}

/// The terms of a symbol: one for each of its levels.
pub(crate) fn level_terms(scheme: ClassificationScheme, symbol: &str) -> Vec<String> {
    let symbol = spelling(scheme, symbol);
    let mut terms: Vec<String> =
        level_ends(scheme, &symbol).into_iter().filter_map(|end| Some(format!("{}|{}", word(scheme), symbol.get(..end)?))).collect();
    terms.dedup();
    terms
}

/// The term that a query for a symbol asks for. A main group may be written as its own symbol: `H01M 10/00` means all of H01M 10, as the
/// classification itself has it. `None` where nothing of a symbol is given.
pub(crate) fn query_term(scheme: ClassificationScheme, symbol: &str) -> Option<String> {
    let symbol = spelling(scheme, symbol);
    let symbol = match scheme {
        ClassificationScheme::Ipc | ClassificationScheme::Cpc => symbol.strip_suffix("/00").unwrap_or(&symbol),
        _ => &symbol,
    };
    if symbol.is_empty() { None } else { Some(format!("{}|{symbol}", word(scheme))) }
}

/// A symbol's levels as a path, `ipc|H|01|M|10|/052|`: what is below a level begins with the level's own path.
fn path(scheme: ClassificationScheme, symbol: &str) -> String {
    let mut path = format!("{}|", word(scheme));
    let mut from = 0;
    for end in level_ends(scheme, symbol) {
        path.push_str(symbol.get(from..end).unwrap_or_default());
        path.push('|');
        from = end;
    }
    path
}

/// The path of a symbol, see [`path`].
pub(crate) fn level_path(scheme: ClassificationScheme, symbol: &str) -> String {
    path(scheme, &spelling(scheme, symbol))
}

/// What the paths of the symbols begin with that a query for a symbol asks for; see [`query_term`].
pub(crate) fn query_path(scheme: ClassificationScheme, symbol: &str) -> Option<String> {
    let term = query_term(scheme, symbol)?;
    Some(path(scheme, term.split_once('|')?.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_is_found_at_each_of_its_levels_and_at_no_other() {
        use ClassificationScheme::{Cpc, Ipc, Locarno, National, Nice, Vienna};
        for (scheme, symbol, found, missed) in [
            (
                Ipc,
                "H01M 10/052",
                &["H", "H01", "H01M", "h01m10", "H01M 10/00", "H01M10/052", "Ｈ０１Ｍ１０／０５２"][..],
                &["H0", "H01M1", "H01M10/05", "G"][..],
            ),
            (Cpc, "Y02E 60/10", &["Y02E", "Y02E60", "Y02E 60/10"], &["Y02E6", "Y02E 60/1"]),
            (Ipc, "H01M", &["H01", "H01M"], &["H01M10"]),
            (Locarno, "14-03", &["14", "14-03", "14.3"], &["1", "14-02", "3"]),
            (Nice, "9", &["9", "09"], &["90", "0"]),
            (Vienna, "26.1.3", &["26", "26.1", "26.01.03"], &["2", "26.1.1"]),
            (National, "5H029AJ03", &["5H029", "5H029AJ", "5h029aj03"], &["5H", "5H029A"]),
            (National, "429/231.9", &["429", "429/231"], &["42"]),
        ] {
            let terms = level_terms(scheme, symbol);
            let path = level_path(scheme, symbol);
            for query in found.iter().chain(missed) {
                let by_path = query_path(scheme, query).is_some_and(|asked| path.starts_with(&asked));
                assert_eq!(by_path, found.contains(query), "{query} by the path {path}");
            }
            for query in found {
                assert!(query_term(scheme, query).is_some_and(|term| terms.contains(&term)), "{query} finds {symbol}: {terms:?}");
            }
            for query in missed {
                assert!(!query_term(scheme, query).is_some_and(|term| terms.contains(&term)), "{query} does not find {symbol}");
            }
        }
    }
}
