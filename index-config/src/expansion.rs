//! A query's words in other languages, by the termbase.
//!
//! A word is expanded where it is made of terms: `全固体電池` that is one, `電池セパレータ` that is two, `電池の筐体` with a particle between
//! them. The longest term comes first. Where a piece of the word is no term, the word stays as it is: leaving the piece out would find
//! what was not asked for. What stands in quotation marks is meant as written and is not expanded; neither is what is excluded.
//!
//! An expanded word is what it was, or in one language a rendering of each of its terms. Of a word of several terms these must all stand in
//! one text; in Japanese too, so that 電池セパレータ is found where 電池用の多孔質セパレータ is described.

mod dropped;
mod term_table;

pub use dropped::DroppedTerm;
use publication::LanguageTag;
use serde::{Deserialize, Serialize};
pub use term_table::{QueryTerm, TermTable};

use crate::{Query, TextQuery};

/// Renderings of one term in one language that are used; preferred ones come first.
pub const MOST_RENDERINGS: usize = 3;
/// Combinations of the renderings of a word's terms that are looked for in one language; beyond, the first rendering of each term alone.
pub const MOST_COMBINATIONS: usize = 9;
/// Places in which renderings stand in one query, all together. Words beyond are not expanded, and it is said.
pub const MOST_PLACES: usize = 150;

/// A term of the query and what it is also looked for by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpandedTerm {
    /// The term, as it was typed.
    pub term: String,
    /// The language in which it was typed.
    pub language: LanguageTag,
    /// Whether the reader has taken all its renderings away.
    pub dropped: bool,
    /// Its renderings, by language as the languages were given.
    pub renderings: Vec<Rendering>,
}

/// A term in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendering {
    /// Its language.
    pub language: LanguageTag,
    /// The words.
    pub words: String,
    /// Whether the reader has taken it away.
    pub dropped: bool,
}

impl Rendering {
    /// Where the rendering is looked for, in which parts and origins.
    #[must_use]
    pub fn query(&self, like: &TextQuery) -> TextQuery {
        TextQuery {
            words: side_by_side(&self.words),
            exact: false,
            parts: like.parts.clone(),
            languages: vec![self.language.clone()],
            origins: like.origins.clone(),
        }
    }
}

/// Hyphens keep words side by side and leave their inflection free; quotation marks would fix it.
fn side_by_side(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Expands a query's words; made for one query.
pub struct Expander<'a> {
    terms: &'a TermTable,
    /// Languages in which there is something to find, each primary language once.
    languages: Vec<LanguageTag>,
    dropped: &'a [DroppedTerm],
    places: usize,
    found: Vec<ExpandedTerm>,
    cut: bool,
}

impl<'a> Expander<'a> {
    /// An expander into languages, without what was dropped.
    #[must_use]
    pub fn new(terms: &'a TermTable, languages: &[LanguageTag], dropped: &'a [DroppedTerm]) -> Self {
        let mut once: Vec<LanguageTag> = Vec::new();
        for language in languages {
            if !once.iter().any(|known| known.primary() == language.primary()) {
                once.push(language.clone());
            }
        }
        Self { terms, languages: once, dropped, places: 0, found: Vec::new(), cut: false }
    }

    /// The terms expanded so far, in the order of the query, each once; and whether some word was not expanded for want of room.
    #[must_use]
    pub fn into_terms(self) -> (Vec<ExpandedTerm>, bool) {
        (self.found, self.cut)
    }

    /// The word, or what it may also be found by.
    pub(crate) fn expand(&mut self, word: TextQuery) -> Query {
        if word.exact {
            return Query::Text(word);
        }
        let Some(parts) = self.terms.parts(&word.words) else { return Query::Text(word) };
        let expanded: Vec<ExpandedTerm> = parts.iter().map(|part| self.expanded(&part.text, &part.language, &part.concepts)).collect();
        let mut branches = vec![Query::Text(word.clone())];
        for language in &self.languages {
            branches.extend(match expanded.as_slice() {
                [term] => renderings_in(term, language).map(|rendering| Query::Text(rendering.query(&word))).collect(),
                terms => together(terms, language, &word),
            });
        }
        let places = branches.iter().map(places).sum::<usize>();
        if self.places + places > MOST_PLACES {
            self.cut = true;
            return Query::Text(word);
        }
        self.places += places;
        for term in expanded.into_iter().filter(|term| !term.renderings.is_empty()) {
            if !self.found.iter().any(|known| known.term == term.term) {
                self.found.push(term);
            }
        }
        if branches.len() == 1 { Query::Text(word) } else { Query::Or(branches) }
    }

    fn expanded(&self, text: &str, language: &LanguageTag, concepts: &[usize]) -> ExpandedTerm {
        let is_dropped = |language: &LanguageTag, words: &str| self.dropped.iter().any(|dropped| dropped.is(language, words));
        let dropped = is_dropped(language, text);
        let mut renderings: Vec<Rendering> = Vec::new();
        // Who types English finds the English anyway; what it may mean in a third language the Japanese tells better.
        let wanted = self.languages.iter().filter(|wanted| language.primary() == "ja" || wanted.primary() == "ja");
        for wanted in wanted {
            let mut taken = 0;
            for (of, words) in self.terms.renderings(concepts, wanted) {
                if taken == MOST_RENDERINGS {
                    break;
                }
                let known = renderings.iter().any(|known| known.language.primary() == of.primary() && known.words == words);
                if known || term_table::folded(words) == term_table::folded(text) {
                    continue;
                }
                taken += 1;
                renderings.push(Rendering { language: of.clone(), words: words.to_owned(), dropped: is_dropped(of, words) });
            }
        }
        ExpandedTerm { term: text.to_owned(), language: language.clone(), dropped, renderings }
    }
}

/// A term's renderings in a language that are looked for.
fn renderings_in<'t>(term: &'t ExpandedTerm, language: &'t LanguageTag) -> impl Iterator<Item = &'t Rendering> {
    let used = |rendering: &&Rendering| !term.dropped && !rendering.dropped && rendering.language.primary() == language.primary();
    term.renderings.iter().filter(used)
}

/// Terms of one word, rendered in a language, to be found in one text; none where one of them has no rendering.
fn together(terms: &[ExpandedTerm], language: &LanguageTag, like: &TextQuery) -> Vec<Query> {
    let mut choices: Vec<Vec<Rendering>> = Vec::with_capacity(terms.len());
    for term in terms {
        let mut of_term: Vec<Rendering> = Vec::new();
        if term.language.primary() == language.primary() && !term.dropped {
            of_term.push(Rendering { language: term.language.clone(), words: term.term.clone(), dropped: false });
        }
        of_term.extend(renderings_in(term, language).cloned());
        if of_term.is_empty() {
            return Vec::new();
        }
        choices.push(of_term);
    }
    if choices.iter().map(Vec::len).product::<usize>() > MOST_COMBINATIONS {
        choices.iter_mut().for_each(|of_term| of_term.truncate(1));
    }
    let mut rows: Vec<Vec<&Rendering>> = vec![Vec::new()];
    for of_term in &choices {
        rows = rows.iter().flat_map(|row| of_term.iter().map(|rendering| [row.as_slice(), &[rendering]].concat())).collect();
    }
    let mut queries: Vec<Query> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut languages: Vec<LanguageTag> = row.iter().map(|rendering| rendering.language.clone()).collect();
        languages.sort_unstable();
        languages.dedup();
        let words = row.iter().map(|rendering| side_by_side(&rendering.words)).collect::<Vec<_>>().join(" ");
        let query = Query::Text(TextQuery { words, exact: false, parts: like.parts.clone(), languages, origins: like.origins.clone() });
        if !queries.contains(&query) {
            queries.push(query);
        }
    }
    queries
}

fn places(query: &Query) -> usize {
    match query {
        Query::And(children) | Query::Or(children) => children.iter().map(places).sum(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SearchParams, expanded_query_of, query_of};

    fn tag(text: &str) -> LanguageTag {
        text.parse().expect("a tag")
    }

    fn table() -> TermTable {
        let term = |concept: &str, language: &str, term: &str, japanese: &str| QueryTerm {
            concept: concept.to_owned(),
            language: tag(language),
            term: term.to_owned(),
            japanese: japanese.to_owned(),
            offered: true,
        };
        TermTable::new(vec![
            term("battery", "en", "battery", "電池"),
            term("battery", "zh", "电池", "電池"),
            term("battery", "th", "แบตเตอรี่", "電池"),
            term("battery", "ja", "バッテリー", "電池"),
            term("battery", "ja", "電池", "電池"),
            QueryTerm { offered: false, ..term("battery", "en", "pile", "電池") },
            term("solid-state", "en", "all-solid-state battery", "全固体電池"),
            term("separator", "en", "separator", "セパレータ"),
            term("separator", "en", "membrane", "セパレータ"),
            term("separator", "de", "Separator", "セパレータ"),
            term("secondary", "en", "secondary battery", "二次電池"),
        ])
    }

    /// A query in a short form: `en:battery`.
    fn short(query: &Query) -> String {
        let list = |children: &[Query], sign: &str| format!("({})", children.iter().map(short).collect::<Vec<_>>().join(sign));
        match query {
            Query::Text(text) => match text.languages.first() {
                Some(language) => format!("{language}:{}", text.words),
                None if text.exact => format!("「{}」", text.words),
                None => text.words.clone(),
            },
            Query::And(children) => list(children, " & "),
            Query::Or(children) => list(children, " | "),
            Query::Not(child) => format!("-{}", short(child)),
            other => format!("{other:?}"),
        }
    }

    fn expanded(query: &str, languages: &[&str]) -> String {
        let (params, _) = SearchParams::from_query(query);
        let languages: Vec<LanguageTag> = languages.iter().map(|language| tag(language)).collect();
        short(&expanded_query_of(&params, &table(), &languages).parsed.query)
    }

    #[test]
    fn words_made_of_terms_are_looked_for_in_other_languages() {
        let all = ["ja", "en", "zh-Hans", "th", "de"];
        for (query, tree) in [
            ("q=電池", "(電池 | ja:バッテリー | en:battery | zh:电池 | th:แบตเตอรี่)"),
            ("q=バッテリー", "(バッテリー | ja:電池 | en:battery | zh:电池 | th:แบตเตอรี่)"),
            ("q=全固体電池", "(全固体電池 | en:all-solid-state-battery)"),
            (
                "q=電池セパレータ",
                "(電池セパレータ | ja:電池 セパレータ | ja:バッテリー セパレータ | en:battery separator | en:battery membrane)",
            ),
            (
                "q=電池のセパレータ",
                "(電池のセパレータ | ja:電池 セパレータ | ja:バッテリー セパレータ | en:battery separator | en:battery membrane)",
            ),
            ("q=電池セパレータ&expand-not=ja:電池", "電池セパレータ"),
            ("q=電池筐体", "電池筐体"),
            ("q=「電池」", "「電池」"),
            ("q=電池 -セパレータ", "((電池 | ja:バッテリー | en:battery | zh:电池 | th:แบตเตอรี่) & -セパレータ)"),
            ("q=ｾﾊﾟﾚｰﾀ", "(ｾﾊﾟﾚｰﾀ | en:separator | en:membrane | de:Separator)"),
            ("q=二次電池&expand=off", "二次電池"),
            ("q=Battery", "(Battery | ja:電池 | ja:バッテリー)"),
            ("q=pile", "(pile | ja:電池 | ja:バッテリー)"),
            ("q=batteries", "batteries"),
            ("q=の", "の"),
        ] {
            assert_eq!(expanded(query, &all), tree, "{query}");
        }
        assert_eq!(expanded("q=電池", &["ko"]), "電池");
        assert_eq!(expanded("q=電池", &["en"]), "(電池 | en:battery)");
    }

    #[test]
    fn what_is_dropped_is_still_told() {
        assert_eq!(expanded("q=セパレータ&expand-not=en:membrane", &["en", "de"]), "(セパレータ | en:separator | de:Separator)");
        assert_eq!(expanded("q=セパレータ 電池&expand-not=ja:セパレータ", &["en"]), "(セパレータ & (電池 | en:battery))");
        let (params, _) = SearchParams::from_query("q=セパレータ 電池&expand-not=ja:電池&expand-not=en:Membrane");
        let told = expanded_query_of(&params, &table(), &[tag("en")]).terms;
        let short: Vec<_> = told.iter().map(|term| (term.term.as_str(), term.dropped, term.renderings.len())).collect();
        assert_eq!(short, [("セパレータ", false, 2), ("電池", true, 1)]);
        assert!(told[0].renderings[1].dropped && !told[0].renderings[0].dropped);
    }

    #[test]
    fn expansion_is_bounded() {
        let many: Vec<QueryTerm> = (0..60)
            .flat_map(|language: u8| {
                let language = format!("{}{}", char::from(b'k' + language / 26), char::from(b'a' + language % 26));
                (0..3).map(move |number| QueryTerm {
                    concept: "x".to_owned(),
                    language: tag(&language),
                    term: format!("w{number}"),
                    japanese: "物".to_owned(),
                    offered: true,
                })
            })
            .collect();
        let languages: Vec<LanguageTag> = many.iter().step_by(3).map(|term| term.language.clone()).collect();
        let (params, _) = SearchParams::from_query("q=物");
        let expanded = expanded_query_of(&params, &TermTable::new(many), &languages);
        assert!(expanded.cut);
        assert_eq!(expanded.parsed.query, query_of(&params).query);
    }
}
