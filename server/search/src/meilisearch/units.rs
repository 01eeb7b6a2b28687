//! Texts and queries as rows of units: the words that the server is given.
//!
//! Our own analysis cuts texts into terms, and so that the server finds what the analysis means, it is given those terms and nothing else: a
//! Han, kana or hangul character is a unit, so is a word. A unit is written in small Latin letters and digits, which the server takes as one
//! word of no particular language and changes nothing about. Two rows stand for a text: its words as they are written, and, where the
//! language has stems or marks, the same row with a word's other form in its place. So a phrase is a row of units side by side in either.

use std::fmt::Write as _;

use crate::analysis::{Analyser, Element, Needle, Rules, Tokens, is_by_pairs};

/// Stands where a sign or space keeps two units apart; no unit is written so.
const GAP: &str = "0x";
/// Begins a unit of other characters than small Latin letters and digits.
const CODED: &str = "0x";
/// Begins a unit of the second row.
const FORM: &str = "1x";
/// Longest unit in bytes: the server leaves out what is longer than 250.
const LONGEST_UNIT: usize = 200;
/// Units of one attribute: the server counts 65,535 positions and leaves out the rest.
const MOST_UNITS: usize = 60_000;
/// A row that is longer is cut at the next line's end.
const GOOD_UNITS: usize = 50_000;
/// Units that two pieces of one line share, so that no phrase is cut in two: more than any query has.
const SHARED_UNITS: usize = 1_000;

/// Whether a text of these rules has a second row.
pub(super) const fn has_forms(rules: Rules) -> bool {
    matches!(rules, Rules::Stems(_) | Rules::Arabic | Rules::Vietnamese)
}

/// What stands before the units of a second row, beside [`FORM`]: a stem of one language is none of another's.
fn tongue(rules: Rules) -> String {
    let name = format!("{rules:?}").to_ascii_lowercase();
    name.trim_start_matches("stems(").chars().take(3).collect()
}

/// A unit of the second row.
fn form_of(unit: &str, tongue: &str) -> String {
    let mut form = format!("{FORM}{tongue}");
    code(unit, &mut form);
    form
}

/// Which row a unit stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Row {
    /// Words as written.
    Words,
    /// Words' other forms.
    Forms,
}

/// Writes a term as a unit.
fn code(term: &str, out: &mut String) {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    if term.len() <= LONGEST_UNIT && term.bytes().all(is_plain) && !term.starts_with(CODED) && !term.starts_with(FORM) {
        out.push_str(term);
        return;
    }
    let start = out.len();
    out.push_str(CODED);
    for c in term.chars() {
        // Four digits to the base of 36 hold every character.
        let mut rest = u32::from(c);
        let mut digits = ['0'; 4];
        for digit in digits.iter_mut().rev() {
            *digit = char::from_digit(rest % 36, 36).unwrap_or('0');
            rest /= 36;
        }
        out.extend(digits);
    }
    if out.len() - start > LONGEST_UNIT {
        // FNV-1a over 128 bits: two such words are not taken for one another.
        let hash = term.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        });
        out.truncate(start);
        let _ = write!(out, "{CODED}z{hash:032x}");
    }
}

fn coded(term: &str) -> String {
    let mut out = String::with_capacity(term.len() + 8);
    code(term, &mut out);
    out
}

/// A term's mark, where it is another form of its word: see [`Rules`].
fn unmarked(term: &str) -> Option<&str> {
    term.strip_prefix(|c: char| c < ' ')
}

/// What one position of a text or query holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Place {
    /// The word as written.
    word: Option<String>,
    /// Its other forms.
    forms: Vec<String>,
}

/// The rows of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// Words as written, in pieces that the server can count.
    pub words: Vec<String>,
    /// The same with other forms; empty where the language has none.
    pub forms: Vec<String>,
    /// Further forms of single words, each once.
    pub more: String,
}

/// A row in the making.
#[derive(Default)]
struct Piece {
    done: Vec<String>,
    units: Vec<String>,
}

impl Piece {
    fn push(&mut self, unit: String) {
        if self.units.len() >= MOST_UNITS {
            let kept = self.units.split_off(MOST_UNITS - SHARED_UNITS);
            let mut whole = std::mem::take(&mut self.units);
            whole.extend(kept.iter().cloned());
            self.done.push(whole.join(" "));
            self.units = kept;
        }
        self.units.push(unit);
    }

    fn end_line(&mut self) {
        if self.units.len() >= GOOD_UNITS {
            self.done.push(std::mem::take(&mut self.units).join(" "));
        }
    }

    fn finish(mut self) -> Vec<String> {
        if !self.units.is_empty() {
            self.done.push(self.units.join(" "));
        }
        self.done
    }
}

/// The rows of a text under these rules.
pub(super) fn rows(text: &str, rules: Rules, analyser: &mut Analyser) -> Rows {
    let (mut words, mut forms) = (Piece::default(), Piece::default());
    let tongue = tongue(rules);
    let mut more = std::collections::BTreeSet::new();
    let mut tokens = Tokens::default();
    let mut position = 0;
    let mut filled = 0;
    for line in text.split('\n') {
        let next = analyser.line(line, 0, position, "", &mut tokens);
        let places = places(&tokens, false);
        for (at, place) in places {
            for _ in filled..at {
                words.push(GAP.to_owned());
                if has_forms(rules) {
                    forms.push(FORM.to_owned());
                }
            }
            filled = at + 1;
            let word = place.word.as_deref().unwrap_or_default();
            if has_forms(rules) {
                let mut others = place.forms.iter().map(|form| form_of(form, &tongue));
                forms.push(others.next().unwrap_or_else(|| form_of(word, &tongue)));
                more.extend(others);
            }
            words.push(coded(word));
        }
        position = next;
        words.end_line();
        forms.end_line();
    }
    Rows { words: words.finish(), forms: forms.finish(), more: more.into_iter().collect::<Vec<_>>().join(" ") }
}

/// The tokens of a line by their positions, ascending.
fn places(tokens: &Tokens, names: bool) -> Vec<(u32, Place)> {
    let mut places: Vec<(u32, Place)> = Vec::new();
    let mut index = 0;
    while let Some((term, token)) = tokens.get(index) {
        index += 1;
        if places.last().is_none_or(|(at, _)| *at != token.position) {
            places.push((token.position, Place::default()));
        }
        let Some((_, place)) = places.last_mut() else { continue };
        match unmarked(term) {
            Some(form) => place.forms.push(form.to_owned()),
            None if place.word.is_none() => {
                // Of a pair, the first character: the next position holds the other.
                let first = term.chars().next().filter(|&c| is_by_pairs(c, names));
                place.word = Some(first.map_or_else(|| term.to_owned(), String::from));
            }
            None => {}
        }
    }
    places
}

/// Names from each of their words on, so that any words in a row within a name begin one of them.
pub(super) fn name_paths(names: &[String], analyser: &mut Analyser) -> Vec<String> {
    let mut paths = std::collections::BTreeSet::new();
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

/// Words of one name from which on it is found.
const MOST_NAME_WORDS: usize = 200;
/// Longest path of a name in bytes: a filterable value may have 468.
const LONGEST_PATH: usize = 440;

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

/// The rows of elements that a needle stands for.
fn forms_of(needle: &Needle) -> impl Iterator<Item = &[(u32, Element)]> {
    std::iter::once(needle.elements.as_slice())
}

/// Units by position: a unit and whether it is another form of its word.
fn spread(elements: &[(u32, Element)], names: bool) -> Vec<(u32, Vec<(bool, String)>)> {
    let mut places: std::collections::BTreeMap<u32, Vec<(bool, String)>> = std::collections::BTreeMap::new();
    for (at, element) in elements {
        match element {
            Element::Beginning(c) => places.insert(*at, vec![(false, c.to_string())]),
            Element::AnyOf(terms) => {
                let first = terms.first().map_or("", String::as_str);
                if first.chars().next().is_some_and(|c| is_by_pairs(c, names)) {
                    for (place, c) in (*at..).zip(first.chars()) {
                        places.insert(place, vec![(false, c.to_string())]);
                    }
                    continue;
                }
                let any_marked = terms.iter().any(|term| unmarked(term).is_some());
                let mut units: Vec<(bool, String)> = Vec::new();
                for term in terms {
                    let unit = (any_marked, unmarked(term).unwrap_or(term).to_owned());
                    if !units.contains(&unit) {
                        units.push(unit);
                    }
                }
                places.insert(*at, units)
            }
        };
    }
    places.into_iter().collect()
}

/// A phrase to be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Phrase {
    /// Its units, as the server is given them.
    pub units: String,
    /// How many there are.
    pub length: usize,
    /// The row in which they stand.
    pub row: Row,
}

/// Phrases that stand together for a needle, one of its ways to be found.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Way {
    /// The phrases, all of them.
    pub phrases: Vec<Phrase>,
    /// Whether a text with the phrases is one with the needle: not so where a row of units had to be taken apart.
    pub whole: bool,
}

/// Units of one phrase that are asked for: the server reads 1,000 tokens of a question, spaces and quotes among them, and says nothing of the
/// rest. Ten phrases of this length are fewer.
const LONGEST_PHRASE: usize = 40;
/// Ways that one needle may have.
const MOST_WAYS: usize = 64;

/// The ways to find a needle in texts of these rules; `None` where there are more than can be asked for.
pub(super) fn ways(needle: &Needle, rules: Rules) -> Option<Vec<Way>> {
    let mut ways: Vec<Way> = Vec::new();
    for form in forms_of(needle) {
        let places = spread(form, false);
        let total: usize = places.iter().fold(1, |product, (_, units)| product.saturating_mul(units.len()));
        if total > MOST_WAYS || ways.len() + total > MOST_WAYS {
            return None;
        }
        let has_choice = places.len() > 1 && places.iter().any(|(_, units)| units.len() > 1);
        let mut rows: Vec<Vec<(u32, bool, &str)>> = vec![Vec::new()];
        for (at, units) in &places {
            rows = rows
                .into_iter()
                .flat_map(|row| {
                    units.iter().map(move |(is_form, unit)| {
                        let mut longer = row.clone();
                        longer.push((*at, *is_form, unit.as_str()));
                        longer
                    })
                })
                .collect();
        }
        ways.extend(rows.into_iter().map(|row| way(&row, rules, has_choice)));
    }
    ways.sort_unstable();
    ways.dedup();
    Some(ways)
}

fn way(units: &[(u32, bool, &str)], rules: Rules, has_choice: bool) -> Way {
    let in_forms = units.iter().any(|(_, is_form, _)| *is_form);
    let is_word = |unit: &str| unit.chars().next().is_some_and(|c| !is_by_pairs(c, false));
    // With marks in a row of words without, neither row of the text has them side by side; and a second stem stands apart from the row.
    let mixed = in_forms && matches!(rules, Rules::Vietnamese) && units.iter().any(|(_, is_form, unit)| !is_form && is_word(unit));
    if units.len() > 1 && (mixed || has_choice) {
        let phrases = units
            .iter()
            .map(|(_, is_form, unit)| {
                let row = if *is_form { Row::Forms } else { Row::Words };
                Phrase { units: written(unit, row, rules), length: 1, row }
            })
            .collect();
        return Way { phrases, whole: false };
    }
    let row = if in_forms { Row::Forms } else { Row::Words };
    let mut written_units = Vec::with_capacity(units.len());
    let mut next = units.first().map_or(0, |(at, _, _)| *at);
    for (at, _, unit) in units {
        for _ in next..*at {
            written_units.push(match row {
                Row::Words => GAP.to_owned(),
                Row::Forms => FORM.to_owned(),
            });
        }
        next = at + 1;
        written_units.push(written(unit, row, rules));
    }
    let whole = written_units.len() <= LONGEST_PHRASE;
    written_units.truncate(LONGEST_PHRASE);
    let length = written_units.len();
    Way { phrases: vec![Phrase { units: written_units.join(" "), length, row }], whole }
}

fn written(unit: &str, row: Row, rules: Rules) -> String {
    match row {
        Row::Words => coded(unit),
        Row::Forms => form_of(unit, &tongue(rules)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::Finder;

    fn rows_of(text: &str, language: &str) -> Rows {
        let rules = Rules::of(language);
        rows(text, rules, &mut Analyser::new(rules))
    }

    #[test]
    fn units_are_words_of_small_letters_and_digits() {
        let rows = rows_of("LED照明、5G\nOn", "ja");
        assert_eq!(rows.words.len(), 1);
        let units: Vec<&str> = rows.words[0].split(' ').collect();
        assert_eq!(units[0], "led");
        assert!(units[1].starts_with("0x") && units[1].len() == 6, "{units:?}");
        // A sign keeps two places free, a line's end three.
        assert_eq!(units[3..5], ["0x", "0x"]);
        assert_eq!(units[5], "5g");
        assert_eq!(units[6..9], ["0x", "0x", "0x"]);
        assert_eq!(units[9], "on");
        assert!(rows.forms.is_empty());
    }

    #[test]
    fn a_language_with_stems_has_a_row_of_them() {
        let rows = rows_of("Lithium-ion batteries", "en");
        assert_eq!(rows.words, ["lithium ion batteries"]);
        assert_eq!(rows.forms, ["1xenglithium 1xengion 1xengbatteri"]);
    }

    #[test]
    fn what_looks_like_a_code_is_coded() {
        assert_ne!(coded("0x"), GAP);
        assert_eq!(coded("led"), "led");
        assert!(coded("1xled").starts_with("0x"));
        assert_ne!(coded("電"), coded("池"));
        let long = "ж".repeat(64);
        assert!(coded(&long).len() <= LONGEST_UNIT && coded(&long) != coded(&"щ".repeat(64)));
    }

    #[test]
    fn a_long_line_is_cut_and_no_phrase_with_it() {
        let text = "電池".repeat(50_000);
        let rows = rows_of(&text, "ja");
        assert_eq!(rows.words.len(), 2);
        let last: Vec<&str> = rows.words[0].split(' ').collect();
        assert_eq!(last.len(), MOST_UNITS);
        let next: Vec<&str> = rows.words[1].split(' ').take(SHARED_UNITS).collect();
        assert_eq!(last[MOST_UNITS - SHARED_UNITS..], next[..]);
    }

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

    /// Whether a server that finds phrases as they are would find one of the ways.
    fn finds(rows: &Rows, ways: &[Vec<Way>]) -> bool {
        let holds = |row: &[String], phrase: &str| row.iter().any(|row| format!(" {row} ").contains(&format!(" {phrase} ")));
        ways.iter().all(|of_needle| {
            of_needle.iter().any(|way| {
                way.phrases.iter().all(|phrase| match phrase.row {
                    Row::Words => holds(&rows.words, &phrase.units),
                    Row::Forms => holds(&rows.forms, &phrase.units) || holds(std::slice::from_ref(&rows.more), &phrase.units),
                })
            })
        })
    }

    fn words() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-d]{1,3}",
            "(batteries|battery|pump|pumps|électrode|électrodes|Gehäuse|điện|dien|5G|3.5)",
            "[ぁ-う電池弁]{1,3}",
            "(แบตเตอรี่|วิธีการ)",
            "(البطارية|طاقة)",
            "[ ,.'-]{1,2}",
        ];
        proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn what_the_analysis_finds_the_server_finds(text in words(), query in words(), own in 0_usize..6, take: bool, exact: bool) {
            for language in ["ja", "en", "de", "fr", "vi", "ar", "und"] {
                let rules = Rules::of(language);
                let mut analyser = Analyser::new(rules);
                // Half of the queries are parts of the text.
                let query = if take { text.chars().skip(own).take(8).collect() } else { query.clone() };
                let needles = analyser.needles(&query, exact);
                let is_found = Finder::new(&needles).find(&text, &mut analyser).is_some();
                let ways: Option<Vec<Vec<Way>>> = needles.iter().map(|needle| ways(needle, rules)).collect();
                let Some(ways) = ways else { continue };
                let rows = rows(&text, rules, &mut analyser);
                let by_server = !needles.is_empty() && finds(&rows, &ways);
                prop_assert!(by_server || !is_found, "{language}: {query:?} in {text:?}: {ways:?} {rows:?}");
                if ways.iter().flatten().all(|way| way.whole) && !query.contains(['ß', 'é', 'ä']) && language != "fr" {
                    prop_assert_eq!(by_server, is_found, "{}: {:?} in {:?}: {:?} {:?}", language, query, text, ways, rows);
                }
            }
        }
    }
}
