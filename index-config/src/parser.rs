//! From search parameters to a query.

use publication::{ClassificationScheme, IsoDate, LanguageTag, TextPart};
use serde::{Deserialize, Serialize};

use crate::{
    ExpandedTerm, Expander, Filter, IpcLevel, MARK_CHARS, MarkMatch, NumberQuery, Query, SearchParams, TermTable, TextQuery, classes_in,
    numbers_in, numbers_of_field,
    terms::{Term, terms_of},
};

/// Words and phrases that one search uses.
pub const MOST_WORDS: usize = 50;
/// Characters that a word or phrase may have.
pub const WORD_CHARS: usize = 200;

/// A part of a search that was not understood, or not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", content = "text", rename_all = "kebab-case")]
pub enum QueryProblem {
    /// A quotation mark that is never closed; the phrase was taken to reach to the end.
    UnclosedQuote(String),
    /// The first of the words beyond [`MOST_WORDS`].
    TooManyWords(String),
    /// A word or phrase longer than [`WORD_CHARS`]; its beginning.
    WordTooLong(String),
    /// No symbol of any classification.
    ClassNotUnderstood(String),
    /// No number.
    NumberNotUnderstood(String),
    /// A span of days that ends before it begins, `2021-01-01..2020-12-31`.
    DatesReversed(String),
}

impl QueryProblem {
    /// The part of the search, for people.
    #[must_use]
    pub fn part(&self) -> &str {
        match self {
            Self::UnclosedQuote(text)
            | Self::TooManyWords(text)
            | Self::WordTooLong(text)
            | Self::ClassNotUnderstood(text)
            | Self::NumberNotUnderstood(text)
            | Self::DatesReversed(text) => text,
        }
    }

    /// Whether the part was left out of the query.
    #[must_use]
    pub const fn left_out(&self) -> bool {
        !matches!(self, Self::UnclosedQuote(_))
    }
}

/// What search parameters ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParsedQuery {
    /// The question.
    pub query: Query,
    /// What of the parameters was not understood or not used.
    pub problems: Vec<QueryProblem>,
    /// The parts that words were looked for in; empty where there are no words, or they may stand anywhere.
    pub looked_in: Vec<TextPart>,
    /// The numbers asked for, by `number` or by a `q` that is nothing but numbers. They are part of the query too.
    pub numbers: Vec<NumberQuery>,
}

/// Makes a query of search parameters.
///
/// Every word and phrase of `q` is required, in any text of the record; `OR`, `|` make alternatives of their neighbours, and bind closer
/// than the space between words; a minus excludes. Of `any` one word or phrase is required, of `not` none may be there. A `q` that is
/// nothing but document numbers asks for those. `goods` is read as `q` is, and looks into goods and services alone. So is `mark` where words of
/// a mark are asked for; a mark's whole or a part of it is taken as it stands.
///
/// The tree is as flat as can be: [`Query::Everything`] where nothing is asked, one condition alone without [`Query::And`] around it.
#[must_use]
pub fn query_of(params: &SearchParams) -> ParsedQuery {
    parsed(&params.clone().normalised(), None)
}

/// What search parameters ask, in other languages too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpandedQuery {
    /// The question, and what of the parameters was not used.
    pub parsed: ParsedQuery,
    /// The terms that were expanded, or would be where expansion is off.
    pub terms: Vec<ExpandedTerm>,
    /// Whether some words were not expanded, as the query would have become too large.
    pub cut: bool,
}

/// Makes a query of search parameters, with the words of `q` and `any` looked for in `languages` too, as far as `terms` knows them.
#[must_use]
pub fn expanded_query_of(params: &SearchParams, terms: &TermTable, languages: &[LanguageTag]) -> ExpandedQuery {
    let params = params.clone().normalised();
    let mut expander = Expander::new(terms, languages, &params.expand_not);
    let mut parsed_query = parsed(&params, Some(&mut expander));
    if params.unexpanded {
        parsed_query = parsed(&params, None);
    }
    let (terms, cut) = expander.into_terms();
    ExpandedQuery { parsed: parsed_query, terms, cut }
}

/// `params` are normalised.
fn parsed(params: &SearchParams, expander: Option<&mut Expander<'_>>) -> ParsedQuery {
    let mut parser = Parser { params, expander, all: Vec::new(), problems: Vec::new(), words: 0 };
    let mut numbers = Vec::new();
    match numbers_in(&params.all) {
        Some(found) => {
            parser.numbers(&found);
            numbers.extend(found);
        }
        None => parser.required(&params.all, Sought::Anywhere),
    }
    parser.any(&params.any);
    parser.without(&params.without);
    let searched = parser.words > 0;
    parser.required(&params.goods, Sought::Goods);
    if !params.number.is_empty() {
        let mut found = Vec::new();
        for number in numbers_of_field(&params.number) {
            match number {
                Ok(number) => found.push(number),
                Err(refused) => parser.problems.push(QueryProblem::NumberNotUnderstood(refused)),
            }
        }
        parser.numbers(&found);
        numbers.extend(found);
    }
    parser.filters();
    let Parser { mut all, problems, .. } = parser;
    let query = match all.len() {
        0 => Query::Everything,
        1 => all.swap_remove(0),
        _ => Query::And(all),
    };
    ParsedQuery { query, problems, looked_in: if searched { params.parts.clone() } else { Vec::new() }, numbers }
}

/// What words are looked for in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sought {
    /// Texts of the parts asked for.
    Anywhere,
    /// Goods and services.
    Goods,
    /// What marks read.
    Marks,
}

struct Parser<'a, 'e, 't> {
    params: &'a SearchParams,
    /// What makes words be looked for in other languages too.
    expander: Option<&'e mut Expander<'t>>,
    /// What is required.
    all: Vec<Query>,
    problems: Vec<QueryProblem>,
    /// Words and phrases used so far.
    words: usize,
}

impl Parser<'_, '_, '_> {
    /// The terms of a text that can be used.
    fn terms(&mut self, text: &str) -> Vec<Term> {
        let found = terms_of(text);
        self.problems.extend(found.unclosed.map(QueryProblem::UnclosedQuote));
        let mut terms = Vec::new();
        for term in found.terms {
            if term.words.chars().count() > WORD_CHARS {
                self.problems.push(QueryProblem::WordTooLong(term.words.chars().take(40).collect()));
            } else if self.words == MOST_WORDS {
                self.problems.push(QueryProblem::TooManyWords(term.words));
                break;
            } else {
                self.words += 1;
                terms.push(term);
            }
        }
        terms
    }

    /// Words that are to be there.
    fn wanted(&mut self, term: Term, sought: Sought) -> Query {
        let text = match sought {
            Sought::Marks => return mark(term.words, MarkMatch::Words),
            Sought::Anywhere | Sought::Goods => self.text(term, sought),
        };
        match &mut self.expander {
            Some(expander) => expander.expand(text),
            None => Query::Text(text),
        }
    }

    fn text(&self, term: Term, sought: Sought) -> TextQuery {
        TextQuery {
            words: term.words,
            exact: term.exact,
            parts: if sought == Sought::Goods { vec![TextPart::Goods] } else { self.params.parts.clone() },
            languages: Vec::new(),
            origins: self.params.origins.clone(),
        }
    }

    fn required(&mut self, text: &str, sought: Sought) {
        let mut alternatives: Vec<Query> = Vec::new();
        for term in self.terms(text) {
            if term.excluded {
                self.require_any(std::mem::take(&mut alternatives));
                self.exclude(term, sought);
                continue;
            }
            if !term.or {
                self.require_any(std::mem::take(&mut alternatives));
            }
            let query = self.wanted(term, sought);
            alternatives.push(query);
        }
        self.require_any(alternatives);
    }

    fn any(&mut self, text: &str) {
        let mut alternatives = Vec::new();
        for term in self.terms(text) {
            if term.excluded {
                self.exclude(term, Sought::Anywhere);
            } else {
                let query = self.wanted(term, Sought::Anywhere);
                alternatives.push(query);
            }
        }
        self.require_any(alternatives);
    }

    fn without(&mut self, text: &str) {
        for term in self.terms(text) {
            self.exclude(term, Sought::Anywhere);
        }
    }

    fn exclude(&mut self, term: Term, sought: Sought) {
        let excluded = match sought {
            Sought::Marks => mark(term.words, MarkMatch::Words),
            Sought::Anywhere | Sought::Goods => Query::Text(self.text(term, sought)),
        };
        self.all.push(Query::Not(Box::new(excluded)));
    }

    /// Requires one of these; nothing where there are none.
    fn require_any(&mut self, mut alternatives: Vec<Query>) {
        match alternatives.len() {
            0 => {}
            1 => self.all.push(alternatives.swap_remove(0)),
            _ => self.all.push(Query::Or(alternatives)),
        }
    }

    fn require(&mut self, filter: Filter) {
        self.all.push(Query::Filter(filter));
    }

    fn numbers(&mut self, numbers: &[NumberQuery]) {
        if !numbers.is_empty() {
            self.require(Filter::Numbers(numbers.iter().flat_map(|number| number.forms.iter().cloned()).collect()));
        }
    }

    fn filters(&mut self) {
        let params = self.params;
        if !params.offices.is_empty() {
            self.require(Filter::Offices(params.offices.clone()));
        }
        if !params.rights.is_empty() {
            self.require(Filter::Rights(params.rights.clone()));
        }
        if !params.kinds.is_empty() {
            self.require(Filter::Kinds(params.kinds.clone()));
        }
        if !params.languages.is_empty() {
            self.require(Filter::Languages(params.languages.clone()));
        }
        self.require_any(params.years.iter().filter_map(|year| published_in(*year)).collect());
        if let Some((from, to)) = self.span(params.published_from, params.published_to) {
            self.require(Filter::Published { from, to });
        }
        if let Some((from, to)) = self.span(params.filed_from, params.filed_to) {
            self.require(Filter::Filed { from, to });
        }
        if !params.applicant.is_empty() {
            self.require(Filter::Applicant(params.applicant.clone()));
        }
        if !params.applicant_names.is_empty() {
            self.require(Filter::ApplicantIs(params.applicant_names.clone()));
        }
        if !params.inventor.is_empty() {
            self.require(Filter::Inventor(params.inventor.clone()));
        }
        let (classes, refused) = classes_in(&params.class);
        self.problems.extend(refused.into_iter().map(QueryProblem::ClassNotUnderstood));
        self.require_any(classes.into_iter().map(|symbol| Query::Filter(Filter::Class { scheme: None, symbol })).collect());
        for level in IpcLevel::ALL.into_iter().map(Some).chain([None]) {
            let symbols = params.ipc.iter().filter(|symbol| IpcLevel::at(symbol) == level);
            let filter = |symbol: &String| Filter::Class { scheme: Some(ClassificationScheme::Ipc), symbol: symbol.clone() };
            self.require_any(symbols.map(|symbol| Query::Filter(filter(symbol))).collect());
        }
        for (scheme, classes) in [
            (ClassificationScheme::Nice, &params.nice),
            (ClassificationScheme::Locarno, &params.locarno),
            (ClassificationScheme::Vienna, &params.vienna),
        ] {
            let filter = |symbol: &String| Filter::Class { scheme: Some(scheme), symbol: symbol.clone() };
            self.require_any(classes.iter().map(|class| Query::Filter(filter(class))).collect());
        }
        self.mark();
        if !params.mark_features.is_empty() {
            self.require(Filter::MarkFeatures(params.mark_features.clone()));
        }
        if !params.statuses.is_empty() {
            self.require(Filter::Statuses(params.statuses.clone()));
        }
        if !params.has.is_empty() {
            self.require(Filter::Has(params.has.clone()));
        }
        if !params.made.is_empty() {
            self.require(Filter::Made(params.made.clone()));
        }
    }

    /// What a mark reads: word by word, or as it stands.
    fn mark(&mut self) {
        let params = self.params;
        match params.mark_match {
            MarkMatch::Words => self.required(&params.mark, Sought::Marks),
            MarkMatch::Containing | MarkMatch::Exact if params.mark.chars().count() > MARK_CHARS => {
                self.problems.push(QueryProblem::WordTooLong(params.mark.chars().take(40).collect()));
            }
            MarkMatch::Containing | MarkMatch::Exact if params.mark.chars().any(char::is_alphanumeric) => {
                self.all.push(mark(params.mark.clone(), params.mark_match));
            }
            MarkMatch::Containing | MarkMatch::Exact => {}
        }
    }

    /// A span of days with a bound, that does not end before it begins.
    fn span(&mut self, from: Option<IsoDate>, to: Option<IsoDate>) -> Option<(Option<IsoDate>, Option<IsoDate>)> {
        match (from, to) {
            (None, None) => None,
            (Some(from), Some(to)) if from > to => {
                self.problems.push(QueryProblem::DatesReversed(format!("{from}..{to}")));
                None
            }
            span => Some(span),
        }
    }
}

fn mark(text: String, by: MarkMatch) -> Query {
    Query::Filter(Filter::Mark { text, by })
}

/// Publications of one year.
fn published_in(year: u16) -> Option<Query> {
    let (from, to) = (IsoDate::new(year, 1, 1).ok()?, IsoDate::new(year, 12, 31).ok()?);
    Some(Query::Filter(Filter::Published { from: Some(from), to: Some(to) }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use publication::{Element, OfficeCode};

    use super::*;

    fn parsed(query: &str) -> ParsedQuery {
        query_of(&SearchParams::from_query(query).0)
    }

    fn word(words: &str) -> Query {
        Query::Text(TextQuery::anywhere(words))
    }

    fn phrase(words: &str) -> Query {
        Query::Text(TextQuery { exact: true, ..TextQuery::anywhere(words) })
    }

    fn not(query: Query) -> Query {
        Query::Not(Box::new(query))
    }

    #[test]
    fn words_become_a_flat_tree() {
        for (text, query) in [
            ("", Query::Everything),
            ("q=-", Query::Everything),
            ("q=電池", word("電池")),
            ("q=電池　電解質", Query::And(vec![word("電池"), word("電解質")])),
            ("q=「固体 電解質」", phrase("固体 電解質")),
            ("q=電池 -鉛", Query::And(vec![word("電池"), not(word("鉛"))])),
            ("q=-鉛", not(word("鉛"))),
            ("q=負極 OR 陽極", Query::Or(vec![word("負極"), word("陽極")])),
            ("q=電池 負極|陽極 膜", Query::And(vec![word("電池"), Query::Or(vec![word("負極"), word("陽極")]), word("膜")])),
            ("q=電池&any=鉛 水銀&not=一次 二次", {
                Query::And(vec![word("電池"), Query::Or(vec![word("鉛"), word("水銀")]), not(word("一次")), not(word("二次"))])
            }),
            ("any=鉛", word("鉛")),
            ("not=鉛", not(word("鉛"))),
        ] {
            let parsed = parsed(text);
            assert_eq!(parsed.query, query, "{text}");
            assert_eq!(parsed.problems, [], "{text}");
        }
    }

    #[test]
    fn conditions_become_filters() {
        let th: OfficeCode = "TH".parse().expect("TH");
        let day = |text: &str| Some(text.parse::<IsoDate>().expect(text));
        for (text, query) in [
            ("office=TH", Query::Filter(Filter::Offices(vec![th]))),
            ("from=2020&to=2021", Query::Filter(Filter::Published { from: day("2020-01-01"), to: day("2021-12-31") })),
            ("filed-to=2021", Query::Filter(Filter::Filed { from: None, to: day("2021-12-31") })),
            ("class=h01m 10/052", Query::Filter(Filter::Class { scheme: None, symbol: "H01M10/052".to_owned() })),
            ("class=9,H01M", {
                let class = |symbol: &str| Query::Filter(Filter::Class { scheme: None, symbol: symbol.to_owned() });
                Query::Or(vec![class("9"), class("H01M")])
            }),
            ("has=claims", Query::Filter(Filter::Has(vec![Element::Claims]))),
            ("applicant=ACME Inc", Query::Filter(Filter::Applicant("ACME Inc".to_owned()))),
            ("applicant-is=ACME, Inc.", Query::Filter(Filter::ApplicantIs(vec!["ACME, Inc.".to_owned()]))),
            ("status=unknown", Query::Filter(Filter::Statuses(vec![publication::LegalStatus::Unknown]))),
            ("year=2020,2021", {
                let year =
                    |year| Query::Filter(Filter::Published { from: day(&format!("{year}-01-01")), to: day(&format!("{year}-12-31")) });
                Query::Or(vec![year(2020), year(2021)])
            }),
            ("ipc=H,G06F,H01M,H01M10/052", {
                let class =
                    |symbol: &str| Query::Filter(Filter::Class { scheme: Some(ClassificationScheme::Ipc), symbol: symbol.to_owned() });
                Query::And(vec![class("H"), Query::Or(vec![class("G06F"), class("H01M")]), class("H01M10/052")])
            }),
            ("q=電池&office=TH", Query::And(vec![word("電池"), Query::Filter(Filter::Offices(vec![th]))])),
            ("q=EP 3 383 757", Query::Filter(Filter::Numbers(vec!["EP3383757".to_owned()]))),
            ("number=1206", Query::Filter(Filter::Numbers(vec!["1206".to_owned()]))),
        ] {
            assert_eq!(parsed(text).query, query, "{text}");
        }
    }

    #[test]
    fn marks_are_asked_for_by_what_they_read_and_are_for() {
        let of = |text: &str, by| mark(text.to_owned(), by);
        let class = |scheme, symbol: &str| Query::Filter(Filter::Class { scheme: Some(scheme), symbol: symbol.to_owned() });
        let goods = |words: &str| Query::Text(TextQuery { parts: vec![TextPart::Goods], ..TextQuery::anywhere(words) });
        for (text, query) in [
            ("mark=Blue Bridge", Query::And(vec![of("Blue", MarkMatch::Words), of("Bridge", MarkMatch::Words)])),
            ("mark=\"Blue Bridge\" -Old", {
                Query::And(vec![of("Blue Bridge", MarkMatch::Words), Query::Not(Box::new(of("Old", MarkMatch::Words)))])
            }),
            ("mark=Blue Bridge&mark-match=exact", of("Blue Bridge", MarkMatch::Exact)),
            ("mark=ridg&mark-match=containing", of("ridg", MarkMatch::Containing)),
            ("mark=!!&mark-match=containing", Query::Everything),
            ("nice=9,25", Query::Or(vec![class(ClassificationScheme::Nice, "9"), class(ClassificationScheme::Nice, "25")])),
            ("vienna=26.4&locarno=14-03", {
                Query::And(vec![class(ClassificationScheme::Locarno, "14-03"), class(ClassificationScheme::Vienna, "26.4")])
            }),
            ("mark-kind=word", Query::Filter(Filter::MarkFeatures(vec![publication::MarkFeature::Word]))),
            ("goods=shoes hats&in=title", Query::And(vec![goods("shoes"), goods("hats")])),
        ] {
            let parsed = parsed(text);
            assert_eq!((parsed.query, parsed.problems.len(), parsed.looked_in.len()), (query, 0, 0), "{text}");
        }
        let long = query_of(&SearchParams { mark: "a".repeat(81), mark_match: MarkMatch::Exact, ..SearchParams::default() });
        assert_eq!((long.query, long.problems.len()), (Query::Everything, 1));
    }

    #[test]
    fn parts_bind_words_and_are_told() {
        let asked = parsed("q=電池&in=claims");
        assert_eq!(asked.looked_in, [TextPart::Claims]);
        assert!(matches!(asked.query, Query::Text(TextQuery { parts, .. }) if parts == [TextPart::Claims]));
        assert!(parsed("in=claims").looked_in.is_empty());
        assert!(parsed("q=EP3383757&in=claims").looked_in.is_empty());
    }

    #[test]
    fn words_are_looked_for_in_texts_of_an_origin() {
        let asked = parsed("q=電池&text=human,original");
        let origins = [crate::TextOrigin::Original, crate::TextOrigin::Human];
        assert!(matches!(asked.query, Query::Text(TextQuery { origins: found, .. }) if found == origins));
        assert_eq!(parsed("text=human").query, Query::Everything);
    }

    #[test]
    fn problems_name_their_part_and_leave_the_rest() {
        for (text, problem) in [
            ("q=電池 「固体", QueryProblem::UnclosedQuote("固体".to_owned())),
            ("q=電池&class=LED", QueryProblem::ClassNotUnderstood("LED".to_owned())),
            ("q=電池&number=ABC", QueryProblem::NumberNotUnderstood("ABC".to_owned())),
            ("q=電池&from=2021&to=2020", QueryProblem::DatesReversed("2021-01-01..2020-12-31".to_owned())),
        ] {
            let parsed = parsed(text);
            assert_eq!(parsed.problems, [problem], "{text}");
            assert_ne!(parsed.query, Query::Everything, "{text}");
        }
        let many = query_of(&SearchParams { all: (0..80).map(|n| format!("w{n} ")).collect(), ..SearchParams::default() });
        assert!(matches!(many.query, Query::And(words) if words.len() == MOST_WORDS));
        assert_eq!(many.problems, [QueryProblem::TooManyWords("w50".to_owned())]);
        let long = query_of(&SearchParams { all: format!("a {}", "b".repeat(201)), ..SearchParams::default() });
        assert_eq!((long.query, long.problems.len()), (word("a"), 1));
    }

    proptest! {
        #[test]
        fn any_parameters_make_a_query(q in ".{0,60}", any in ".{0,30}", not in ".{0,30}", number in ".{0,30}", class in ".{0,30}") {
            let params = SearchParams { all: q, any, without: not, number, class, ..SearchParams::default() };
            let parsed = query_of(&params);
            prop_assert_eq!(query_of(&params.normalised()), parsed);
        }
    }
}
