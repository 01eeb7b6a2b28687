//! A text query as searches.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use index_config::TextQuery;

use super::{
    condition::{self, Condition},
    marker::Attributes,
    plan::{self, Branch, MOST_BRANCHES, MOST_TERMS},
    unit::Row,
    ways::{Way, ways},
};
use crate::{
    SearchError,
    analysis::{Analyser, Rules},
    texts::{Slot, languages},
};

/// What is sought: languages of which a record must have an original, phrases and, where several must stand in one text, that text.
type Sought<'a> = (Vec<String>, Way, Option<&'a Slot>);
/// Names of attributes, and what stands in each.
type Named<'a> = BTreeMap<&'a str, (Row, Rules)>;

/// The searches that together find a text query's records.
///
/// # Errors
/// [`SearchError::TooLarge`] where its words have too many forms.
pub(super) fn searches(text: &TextQuery, number: usize, attributes: &Attributes) -> Result<Vec<Branch>, SearchError> {
    let too_large = || SearchError::TooLarge(format!("too many spellings of {}", plan::shortened(&text.words)));
    let mut by_rules: HashMap<Rules, Vec<Way>> = HashMap::new();
    let mut found: BTreeMap<Sought, Named> = BTreeMap::new();
    for (slot, rows) in attributes.0.iter().filter(|(slot, _)| slot.is_asked_by(text)) {
        let Some(mut only) = languages(text, slot) else { continue };
        only.sort_unstable();
        let rules = Rules::of(&slot.language);
        let of_rules = match by_rules.entry(rules) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(ways_of(text, rules).ok_or_else(too_large)?),
        };
        for way in of_rules.iter() {
            let wanted = |row: Row| way.phrases.iter().any(|phrase| phrase.row == row);
            let of_slot = rows.iter().filter(|(row, _)| wanted(*row)).map(|(row, name)| (name.as_str(), (*row, rules)));
            let apart = if way.phrases.len() > 1 { Some(slot) } else { None };
            found.entry((only.clone(), way.clone(), apart)).or_default().extend(of_slot);
        }
    }
    let mut in_one_text = true;
    if found.len() > MOST_BRANCHES {
        // Too many texts to look into one by one: wherever the phrases stand, and what was found is read.
        in_one_text = false;
        let mut wider: BTreeMap<Sought, Named> = BTreeMap::new();
        for ((only, way, _), names) in found {
            wider.entry((only, way, None)).or_default().extend(names);
        }
        found = wider;
    }
    if found.len() > MOST_BRANCHES {
        return Err(too_large());
    }
    let all = attributes.0.iter().flat_map(|(slot, rows)| {
        let rules = Rules::of(&slot.language);
        rows.iter().map(move |(row, _)| (*row, rules))
    });
    let all: Vec<(Row, Rules)> = all.collect();
    found
        .into_iter()
        .map(|((only, way, _), names)| {
            // Forms are told apart by their language, so that no other language's attributes need be kept out.
            let of_forms = rules_of_forms(&names, attributes);
            let is_everywhere = |row: Row| {
                let is_looked_into = |of: &(Row, Rules)| of.0 == row && (row == Row::Words || of_forms == Some(of.1));
                // All that are named are attributes of the index: they are all of them where they are as many.
                names.values().copied().filter(is_looked_into).count() == all.iter().copied().filter(is_looked_into).count()
            };
            let everywhere = only.is_empty() && way.phrases.iter().all(|phrase| is_everywhere(phrase.row));
            let tongue = match text.languages.as_slice() {
                [] => of_forms.map(|rules| format!("{rules:?}")),
                tags => Some(tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>().join(" ")),
            };
            let in_one_text = in_one_text || way.phrases.len() == 1;
            // Two units side by side are known of a record, not of its attributes; of more than two the server knows each three.
            let certain = way.phrases.iter().all(|phrase| phrase.length == 1 || (phrase.length == 2 && everywhere));
            let mut branch = Branch {
                attributes: if everywhere { None } else { Some(names.into_keys().map(str::to_owned).collect()) },
                phrases: way.phrases.iter().map(|phrase| phrase.units.clone()).collect(),
                denied: Vec::new(),
                condition: if only.is_empty() { Condition::All } else { condition::languages(only.into_iter())? },
                exact: way.whole && in_one_text && certain,
                leaves: vec![number],
                tongue,
            };
            branch.phrases.sort_unstable();
            branch.phrases.dedup();
            if branch.phrases.len() > MOST_TERMS {
                branch.phrases.truncate(MOST_TERMS);
                branch.exact = false;
            }
            Ok(branch)
        })
        .collect()
}

/// The ways to find a text query in texts of these rules; `None` where there are too many.
fn ways_of(text: &TextQuery, rules: Rules) -> Option<Vec<Way>> {
    let needles = Analyser::new(rules).needles(&text.words, text.exact);
    let of_needles = needles.iter().map(|needle| ways(needle, rules)).collect::<Option<Vec<_>>>()?;
    let mut together = together(&of_needles)?;
    // A text with the word as it is has its stem too. So what is asked of languages without stems may be asked of all: one search then looks
    // everywhere, and can be joined with others.
    if rules.has_stems() && !text.exact && needles.len() == 1 {
        let as_written = Analyser::new(rules).needles(&text.words, true);
        if let [needle] = as_written.as_slice() {
            together.extend(ways(needle, rules).into_iter().flatten().filter(|way| way.phrases.len() == 1 && way.whole));
            together.sort_unstable();
            together.dedup();
        }
    }
    Some(together)
}

/// The rules of the languages whose forms of words stand in these attributes.
fn rules_of_forms(names: &Named<'_>, attributes: &Attributes) -> Option<Rules> {
    let mut forms = names.iter().filter(|(_, (row, _))| *row == Row::Forms).map(|(name, (_, rules))| (*name, *rules));
    let (_, rules) = forms.next()?;
    if forms.all(|(_, others)| others == rules) {
        return Some(rules);
    }
    // Of several, those of the first text.
    attributes.0.iter().find_map(|(slot, rows)| {
        let holds = rows.iter().any(|(row, name)| *row == Row::Forms && names.contains_key(name.as_str()));
        holds.then(|| Rules::of(&slot.language))
    })
}

/// The ways to find all needles together; `None` where there are too many.
fn together(of_needles: &[Vec<Way>]) -> Option<Vec<Way>> {
    if of_needles.is_empty() {
        return Some(Vec::new());
    }
    let mut all = vec![Way { phrases: Vec::new(), whole: true }];
    for ways in of_needles {
        if all.len() * ways.len() > MOST_BRANCHES {
            return None;
        }
        all = all
            .iter()
            .flat_map(|so_far| {
                ways.iter().map(move |way| {
                    let mut phrases = so_far.phrases.clone();
                    phrases.extend(way.phrases.iter().filter(|phrase| !so_far.phrases.contains(phrase)).cloned());
                    Way { phrases, whole: so_far.whole && way.whole }
                })
            })
            .collect();
    }
    Some(all)
}
