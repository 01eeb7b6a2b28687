//! Why a record matched: computed from its stored texts by the analysis that found it.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use index_config::{Match, Query, TextQuery};
use publication::TextPart;
use tantivy::{DocAddress, Searcher, TantivyDocument, schema::Value};

use super::{
    excerpt::excerpt,
    held::Held,
    query::looks_into,
    schema::Fields,
    slot::{self, Slot},
    stored_text,
};
use crate::{
    SearchError,
    analysis::{Analyser, Finder, Needle, Rules, merged},
};

/// Matches given of a hit.
const MOST_MATCHES: usize = 4;

/// Parts in the order in which a reader looks.
const ORDER: [TextPart; 5] = [TextPart::Title, TextPart::Abstract, TextPart::Claims, TextPart::Goods, TextPart::Description];

/// What a query asks of texts, ready to look for.
pub(super) struct Asked<'q> {
    texts: Vec<(&'q TextQuery, HashMap<Rules, Vec<Needle>>)>,
}

impl<'q> Asked<'q> {
    /// What a query asks of texts, save what it denies; `slots` are those of the index.
    pub(super) fn of(query: &'q Query, slots: &BTreeSet<Slot>) -> Self {
        let mut texts = Vec::new();
        let mut open = vec![query];
        while let Some(query) = open.pop() {
            match query {
                Query::Text(text) => texts.push(text),
                Query::And(children) | Query::Or(children) => open.extend(children),
                Query::Everything | Query::Filter(_) | Query::Not(_) => {}
            }
        }
        let rules: BTreeSet<&str> = slots.iter().map(|slot| slot.language.as_str()).collect();
        let needles = |text: &TextQuery| {
            let mut needles = HashMap::new();
            for rules in rules.iter().map(|language| Rules::of(language)) {
                needles.entry(rules).or_insert_with(|| Analyser::new(rules).needles(&text.words, text.exact));
            }
            needles
        };
        Self { texts: texts.into_iter().map(|text| (text, needles(text))).collect() }
    }
}

/// Looks for what was asked in stored texts.
pub(super) struct Highlighter<'a> {
    texts: Vec<(&'a TextQuery, HashMap<Rules, Finder<'a>>)>,
    analysers: HashMap<Rules, Analyser>,
    held: Held,
    fields: &'a Fields,
    searcher: &'a Searcher,
}

impl<'a> Highlighter<'a> {
    /// A highlighter of what was asked, for these records.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn new(
        asked: &'a Asked<'_>,
        addresses: &[DocAddress],
        slots: &BTreeSet<Slot>,
        fields: &'a Fields,
        searcher: &'a Searcher,
    ) -> Result<Self, SearchError> {
        let finders =
            |needles: &'a HashMap<Rules, Vec<Needle>>| needles.iter().map(|(rules, needles)| (*rules, Finder::new(needles))).collect();
        Ok(Self {
            texts: asked.texts.iter().map(|(text, needles)| (*text, finders(needles))).collect(),
            analysers: HashMap::new(),
            held: Held::of(addresses, &asked.texts, slots, fields, searcher)?,
            fields,
            searcher,
        })
    }

    /// The matches of a record, best first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub(super) fn matches(&mut self, address: DocAddress) -> Result<Vec<Match>, SearchError> {
        let mut matches = Vec::new();
        if self.texts.is_empty() {
            return Ok(matches);
        }
        let document: TantivyDocument = self.searcher.doc(address).map_err(super::failed)?;
        for part in ORDER {
            let mut of_part: Vec<Match> = document
                .get_all(self.fields.text(part))
                .filter_map(|value| value.as_str())
                .filter_map(|value| self.of_text(address, part, value))
                .collect();
            of_part.sort_by(|a, b| slot::weight(part, b.origin).total_cmp(&slot::weight(part, a.origin)));
            matches.extend(of_part);
            if matches.len() >= MOST_MATCHES {
                matches.truncate(MOST_MATCHES);
                break;
            }
        }
        Ok(matches)
    }

    fn of_text(&mut self, address: DocAddress, part: TextPart, value: &str) -> Option<Match> {
        let stored = stored_text::read(value)?;
        let slot = Slot { part, language: slot::group(&stored.language), origin: stored.origin };
        if !self.held.has(address, &slot) {
            return None;
        }
        let rules = Rules::of(&slot.language);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (text, finders) in &self.texts {
            if looks_into(text, &slot)
                && let Some(finder) = finders.get(&rules)
                && let Some(found) = finder.find(stored.text, self.analysers.entry(rules).or_insert_with(|| Analyser::new(rules)))
            {
                ranges.extend(found);
            }
        }
        let excerpt = excerpt(stored.text, &merged(ranges))?;
        Some(Match {
            part,
            language: stored.language,
            origin: stored.origin,
            cut_before: excerpt.bytes.start > 0,
            cut_after: excerpt.bytes.end < stored.text.len(),
            excerpt: stored.text.get(excerpt.bytes)?.to_owned(),
            ranges: excerpt.ranges,
        })
    }
}
