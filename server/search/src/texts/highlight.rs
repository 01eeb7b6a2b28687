//! Why a record matched: computed from its stored texts by the analysis that found it.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use index_config::{Match, Query, TextQuery, text_weight};
use publication::TextPart;

use super::{
    StoredText,
    excerpt::excerpt,
    slot::{Slot, group, looks_into},
};
use crate::analysis::{Analyser, Finder, Needle, Rules, merged};

/// Matches given of a hit.
const MOST_MATCHES: usize = 4;

/// Parts in the order in which a reader looks.
pub(crate) const ORDER: [TextPart; 5] = [TextPart::Title, TextPart::Abstract, TextPart::Claims, TextPart::Goods, TextPart::Description];

/// What a query asks of texts, ready to look for.
pub(crate) struct Asked<'q> {
    /// Each text query, with its needles by the rules of the languages that it may meet.
    pub texts: Vec<(&'q TextQuery, HashMap<Rules, Vec<Needle>>)>,
}

impl<'q> Asked<'q> {
    /// What a query asks of texts, save what it denies; `languages` are the groups of languages that the index holds.
    pub(crate) fn of<'l>(query: &'q Query, languages: impl Iterator<Item = &'l str>) -> Self {
        let mut texts = Vec::new();
        let mut open = vec![query];
        while let Some(query) = open.pop() {
            match query {
                Query::Text(text) => texts.push(text),
                Query::And(children) | Query::Or(children) => open.extend(children),
                Query::Everything | Query::Filter(_) | Query::Not(_) => {}
            }
        }
        Self::of_texts(texts, languages)
    }

    /// The same of some text queries.
    pub(crate) fn of_texts<'l>(texts: Vec<&'q TextQuery>, languages: impl Iterator<Item = &'l str>) -> Self {
        let languages: BTreeSet<&str> = languages.collect();
        let needles = |text: &TextQuery| {
            let mut needles = HashMap::new();
            for rules in languages.iter().map(|language| Rules::of(language)) {
                needles.entry(rules).or_insert_with(|| Analyser::new(rules).needles(&text.words, text.exact));
            }
            needles
        };
        Self { texts: texts.into_iter().map(|text| (text, needles(text))).collect() }
    }
}

/// Looks for what was asked in stored texts.
pub(crate) struct Matcher<'a> {
    texts: Vec<(&'a TextQuery, HashMap<Rules, Finder<'a>>)>,
    analysers: HashMap<Rules, Analyser>,
}

impl<'a> Matcher<'a> {
    /// A matcher of what was asked.
    pub(crate) fn new(asked: &'a Asked<'_>) -> Self {
        let finders =
            |needles: &'a HashMap<Rules, Vec<Needle>>| needles.iter().map(|(rules, needles)| (*rules, Finder::new(needles))).collect();
        Self { texts: asked.texts.iter().map(|(text, needles)| (*text, finders(needles))).collect(), analysers: HashMap::new() }
    }

    /// Whether nothing is asked of texts.
    pub(crate) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Which of the text queries, by their place in [`Asked`], are met by a text.
    pub(crate) fn met(&mut self, part: TextPart, stored: &StoredText<'_>) -> Vec<usize> {
        self.found(part, stored).into_iter().map(|(query, _)| query).collect()
    }

    /// Where a text matches, if it does.
    pub(crate) fn of_text(&mut self, part: TextPart, stored: StoredText<'_>) -> Option<Match> {
        let ranges = self.found(part, &stored).into_iter().flat_map(|(_, ranges)| ranges).collect();
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

    fn found(&mut self, part: TextPart, stored: &StoredText<'_>) -> Vec<(usize, Vec<Range<usize>>)> {
        let slot = Slot { part, language: group(&stored.language), origin: stored.origin };
        let rules = Rules::of(&slot.language);
        let mut found = Vec::new();
        for (query, (text, finders)) in self.texts.iter().enumerate() {
            if looks_into(text, &slot)
                && let Some(finder) = finders.get(&rules)
                && let Some(ranges) = finder.find(stored.text, self.analysers.entry(rules).or_insert_with(|| Analyser::new(rules)))
            {
                found.push((query, ranges));
            }
        }
        found
    }
}

/// The best matches of a record, given those of each part in the order of [`ORDER`].
pub(crate) fn best(parts: impl Iterator<Item = Vec<Match>>) -> Vec<Match> {
    let mut matches: Vec<Match> = Vec::new();
    for mut of_part in parts {
        of_part.sort_by(|a, b| text_weight(b.part, b.origin).total_cmp(&text_weight(a.part, a.origin)));
        matches.extend(of_part);
        if matches.len() >= MOST_MATCHES {
            matches.truncate(MOST_MATCHES);
            break;
        }
    }
    matches
}
