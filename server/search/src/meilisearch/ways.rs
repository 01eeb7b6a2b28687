//! What a query's words become: phrases of units.

use super::unit::{FORM, GAP, Row, coded, form_of, tongue, unmarked};
use crate::analysis::{Element, Needle, Rules, is_by_pairs};

/// The rows of elements that a needle stands for.
pub(super) fn forms_of(needle: &Needle) -> impl Iterator<Item = &[(u32, Element)]> {
    needle.forms.iter().map(|form| form.elements.as_slice())
}

/// Units by position: a unit and whether it is another form of its word.
pub(super) fn spread(elements: &[(u32, Element)], names: bool) -> Vec<(u32, Vec<(bool, String)>)> {
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
    let mixed = in_forms && !rules.has_stems() && units.iter().any(|(_, is_form, unit)| !is_form && is_word(unit));
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

    use super::{
        super::rows::{Rows, rows},
        *,
    };
    use crate::analysis::{Analyser, Finder, Tokens};

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
                let is_found = Finder::new(&needles).find(&text, &mut analyser, &mut Tokens::default()).is_some();
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
