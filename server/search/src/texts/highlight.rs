//! Why a record matched: computed from its stored texts by the analysis that found it.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
    sync::Arc,
};

use index_config::{Match, Query, TextQuery, text_weight};
use publication::TextPart;

use super::{
    StoredText,
    excerpt::excerpt,
    slot::{Slot, group, looks_into},
};
use crate::analysis::{Analyser, Finder, Needle, Rules, Tokens, merged};

/// Matches given of a hit.
const MOST_MATCHES: usize = 4;

/// Parts in the order in which they are looked into: long ones last.
pub(crate) const ORDER: [TextPart; 5] = [TextPart::Title, TextPart::Abstract, TextPart::Goods, TextPart::Claims, TextPart::Description];

/// Whether a part is long: some kilobytes of claims, a hundred of a description. Long parts are looked into only where nothing shorter shows why
/// a record matched.
pub(crate) const fn is_long(part: TextPart) -> bool {
    matches!(part, TextPart::Claims | TextPart::Description)
}

/// The needles of a text query, by the rules of the languages that it may meet.
pub(crate) type Needles = Arc<HashMap<Rules, Vec<Needle>>>;

/// What a query asks of texts, ready to look for.
pub(crate) struct Asked<'q> {
    /// Each text query, with its needles.
    pub texts: Vec<(&'q TextQuery, Needles)>,
    explained: Explained,
}

/// Which text queries have to be seen to be met, by their places, so that a reader sees why a record matched.
enum Explained {
    /// This one.
    By(usize),
    /// All of these.
    ByAll(Vec<Explained>),
    /// Any of these.
    ByAny(Vec<Explained>),
}

impl Explained {
    /// Notes the text queries of a query, save what it denies. Queries that are too deep have been refused before.
    fn of<'q>(query: &'q Query, texts: &mut Vec<&'q TextQuery>) -> Self {
        match query {
            Query::Text(text) => {
                texts.push(text);
                Self::By(texts.len() - 1)
            }
            Query::And(children) => Self::ByAll(children.iter().map(|child| Self::of(child, texts)).collect()),
            Query::Or(children) => Self::ByAny(children.iter().map(|child| Self::of(child, texts)).collect()),
            Query::Everything | Query::Filter(_) | Query::Not(_) => Self::ByAll(Vec::new()),
        }
    }

    fn is_by(&self, met: &BTreeSet<usize>) -> bool {
        match self {
            Self::By(text) => met.contains(text),
            Self::ByAll(all) => all.iter().all(|explained| explained.is_by(met)),
            Self::ByAny(any) => any.iter().any(|explained| explained.is_by(met)),
        }
    }
}

impl<'q> Asked<'q> {
    /// What a query asks of texts, save what it denies; `languages` are the groups of languages that the index holds.
    pub(crate) fn of<'l>(query: &'q Query, languages: impl Iterator<Item = &'l str>) -> Self {
        let mut texts = Vec::new();
        let explained = Explained::of(query, &mut texts);
        Self { explained, ..Self::of_texts(texts, languages) }
    }

    /// The same, the needles of its text queries being at hand: those of [`Self::needles`].
    pub(crate) fn with(query: &'q Query, needles: &[Needles]) -> Self {
        let mut texts = Vec::new();
        let explained = Explained::of(query, &mut texts);
        Self { texts: texts.into_iter().zip(needles.iter().map(Arc::clone)).collect(), explained }
    }

    /// The needles alone, which can be made elsewhere than they are used.
    pub(crate) fn needles<'l>(query: &'q Query, languages: impl Iterator<Item = &'l str>) -> Vec<Needles> {
        Self::of(query, languages).texts.into_iter().map(|(_, needles)| needles).collect()
    }

    /// The same of some text queries, all of them.
    pub(crate) fn of_texts<'l>(texts: Vec<&'q TextQuery>, languages: impl Iterator<Item = &'l str>) -> Self {
        let languages: BTreeSet<&str> = languages.collect();
        let needles = |text: &TextQuery| {
            let mut needles = HashMap::new();
            for rules in languages.iter().map(|language| Rules::of(language)) {
                needles.entry(rules).or_insert_with(|| Analyser::new(rules).needles(&text.words, text.exact));
            }
            needles
        };
        let explained = Explained::ByAll((0..texts.len()).map(Explained::By).collect());
        Self { texts: texts.into_iter().map(|text| (text, Arc::new(needles(text)))).collect(), explained }
    }
}

/// A text query. Finders are made when a text of their rules comes: a page has texts of few languages.
struct Sought<'a> {
    query: &'a TextQuery,
    needles: &'a HashMap<Rules, Vec<Needle>>,
    finders: HashMap<Rules, Finder<'a>>,
}

/// Looks for what was asked in stored texts.
pub(crate) struct Matcher<'a> {
    texts: Vec<Sought<'a>>,
    explained: &'a Explained,
    analysers: HashMap<Rules, Analyser>,
    tokens: Tokens,
}

impl<'a> Matcher<'a> {
    /// A matcher of what was asked.
    pub(crate) fn new(asked: &'a Asked<'_>) -> Self {
        Self {
            texts: asked.texts.iter().map(|(query, needles)| Sought { query, needles, finders: HashMap::new() }).collect(),
            explained: &asked.explained,
            analysers: HashMap::new(),
            tokens: Tokens::default(),
        }
    }

    /// Whether nothing is asked of texts.
    pub(crate) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Which of the text queries, by their place in [`Asked`], are met by a text.
    pub(crate) fn met(&mut self, part: TextPart, stored: &StoredText<'_>) -> Vec<usize> {
        self.found(part, stored).into_iter().map(|(query, _)| query).collect()
    }

    /// Why a record matched, given the texts of a part. Parts are asked for in the order of [`ORDER`], and long ones only where the others do not
    /// show it all.
    pub(crate) fn shown<'t, T: IntoIterator<Item = StoredText<'t>>>(&mut self, mut texts: impl FnMut(TextPart) -> T) -> Shown {
        let mut shown = Shown::default();
        for part in ORDER {
            if is_long(part) && self.is_explained(&shown) {
                break;
            }
            shown.add(self.of_part(part, texts(part)));
        }
        shown
    }

    /// Whether what is shown tells why the record matched.
    pub(crate) fn is_explained(&self, shown: &Shown) -> bool {
        self.explained.is_by(&shown.met)
    }

    /// Where texts of a part match, and which of the text queries each meets.
    pub(crate) fn of_part<'t>(&mut self, part: TextPart, texts: impl IntoIterator<Item = StoredText<'t>>) -> Vec<(Match, Vec<usize>)> {
        texts.into_iter().filter_map(|text| self.of_text(part, text)).collect()
    }

    fn of_text(&mut self, part: TextPart, stored: StoredText<'_>) -> Option<(Match, Vec<usize>)> {
        let (met, ranges): (Vec<usize>, Vec<Vec<Range<usize>>>) = self.found(part, &stored).into_iter().unzip();
        let excerpt = excerpt(stored.text, &merged(ranges.into_iter().flatten().collect()))?;
        let found = Match {
            part,
            language: stored.language,
            origin: stored.origin,
            cut_before: excerpt.bytes.start > 0,
            cut_after: excerpt.bytes.end < stored.text.len(),
            excerpt: stored.text.get(excerpt.bytes)?.to_owned(),
            ranges: excerpt.ranges,
        };
        Some((found, met))
    }

    fn found(&mut self, part: TextPart, stored: &StoredText<'_>) -> Vec<(usize, Vec<Range<usize>>)> {
        let slot = Slot { part, language: group(&stored.language), origin: stored.origin };
        let rules = Rules::of(&slot.language);
        let mut found = Vec::new();
        for (query, sought) in self.texts.iter_mut().enumerate() {
            if looks_into(sought.query, &slot)
                && let Some(needles) = sought.needles.get(&rules)
                && let Some(ranges) = sought.finders.entry(rules).or_insert_with(|| Finder::new(needles)).find(
                    stored.text,
                    self.analysers.entry(rules).or_insert_with(|| Analyser::new(rules)),
                    &mut self.tokens,
                )
            {
                found.push((query, ranges));
            }
        }
        found
    }
}

/// Why a record matched.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// The best matches, best first.
    pub matches: Vec<Match>,
    /// The text queries that they meet.
    met: BTreeSet<usize>,
}

impl Shown {
    /// Adds what a part has, as far as there is room.
    pub(crate) fn add(&mut self, mut found: Vec<(Match, Vec<usize>)>) {
        found.sort_by(|(a, _), (b, _)| text_weight(b.part, b.origin).total_cmp(&text_weight(a.part, a.origin)));
        found.truncate(MOST_MATCHES.saturating_sub(self.matches.len()));
        for (of_part, queries) in found {
            self.matches.push(of_part);
            self.met.extend(queries);
        }
    }
}
