//! How queries are asked: each trap of the server's words.

use std::collections::{BTreeSet, HashMap};

use index_config::{Filter, Query, TextOrigin, TextQuery, meilisearch::words_attribute};
use publication::{Audience, TextPart};

use super::super::{
    condition,
    marker::Marker,
    plan::{self, Branch, Found, Obstacle, Planner, is_of},
    searches,
    wire::{Question, Wanted},
};
use crate::{
    SearchError,
    contract::{exactly, words},
};

/// An index with titles and abstracts in Japanese and English.
fn marker() -> Marker {
    let name = |part, language: &str, row: &str| format!("{}.{language}.{row}", words_attribute(part, TextOrigin::Original));
    let attributes = [TextPart::Title, TextPart::Abstract]
        .into_iter()
        .flat_map(|part| [name(part, "ja", "w1"), name(part, "en", "w1"), name(part, "en", "f1")])
        .collect::<BTreeSet<_>>();
    Marker::new(1, false, attributes)
}

fn planned(query: &Query, found: &HashMap<usize, Found>) -> Result<Vec<Branch>, Obstacle> {
    let attributes = marker().by_slot();
    let leaves = plan::leaves(query);
    let searches: Vec<Vec<Branch>> =
        leaves.iter().enumerate().map(|(number, text)| searches::searches(text, number, &attributes).expect("searches")).collect();
    Planner { leaves: &leaves, searches: &searches, found }.branches(query)
}

fn branches(query: &Query) -> Vec<Branch> {
    planned(query, &HashMap::new()).expect("branches")
}

fn many(numbers: std::ops::Range<usize>) -> HashMap<usize, Found> {
    numbers.map(|number| (number, Found::Many)).collect()
}

fn title(given: &str) -> Query {
    Query::Text(TextQuery { parts: vec![TextPart::Title], ..TextQuery::anywhere(given) })
}

fn not(query: Query) -> Query {
    Query::Not(Box::new(query))
}

#[test]
fn a_word_is_a_phrase_so_that_it_begins_no_other() {
    // The server completes the last word of a question, and takes near spellings, save within quotes.
    let branches = branches(&Query::And(vec![words("5G"), words("電池")]));
    assert!(branches.iter().all(|branch| branch.words().split_inclusive("\" ").all(|term| term.starts_with('"'))), "{branches:?}");
    assert_eq!(branches.iter().filter(|branch| !branch.exact).count(), 0);
}

#[test]
fn two_characters_are_one_phrase_everywhere_and_exact() {
    let found = branches(&words("電池"));
    assert_eq!(found.len(), 1);
    assert!(found[0].exact && found[0].attributes.is_none() && found[0].phrases.len() == 1);
    assert_eq!(found[0].phrases[0].split(' ').count(), 2);
}

#[test]
fn a_phrase_in_one_part_is_not_taken_at_its_word() {
    // The server does not know in which attribute two words stand side by side, so who has them is to be found out.
    assert!(matches!(planned(&title("電池"), &HashMap::new()), Err(Obstacle::Unknown(0))));
    let unsure = planned(&title("電池"), &many(0..1)).expect("branches");
    assert!(unsure.iter().all(|branch| !branch.exact && branch.attributes.is_some()));
    // One word is known by its attribute.
    assert!(branches(&title("5G")).iter().all(|branch| branch.exact));
}

#[test]
fn a_long_phrase_is_not_taken_at_its_word() {
    // "alpha beta gamma" also finds "alpha beta x y beta gamma z alpha w gamma".
    assert!(matches!(planned(&exactly("alpha beta gamma"), &HashMap::new()), Err(Obstacle::Unknown(0))));
    assert!(matches!(planned(&words("二次電池"), &HashMap::new()), Err(Obstacle::Unknown(0))));
    let keys = Found::Keys { keys: vec!["TH-patent-1-A_p".to_owned()], ranked: true };
    let sure = planned(&words("二次電池"), &HashMap::from([(0, keys)])).expect("branches");
    assert!(sure.iter().all(|branch| branch.exact && !branch.phrases.is_empty()));
    assert!(sure[0].condition.expression().expect("short").is_some_and(|filter| filter == "key = \"TH-patent-1-A_p\""));
}

#[test]
fn what_is_denied_is_quoted_and_comes_first() {
    let branch = &branches(&Query::And(vec![words("電池"), not(words("回路"))]))[0];
    let asked = branch.words();
    assert!(asked.starts_with("-\"") && asked.matches("-\"").count() == 1, "{asked}");
    assert_eq!(asked.matches('"').count(), 4);
    assert!(branch.exact);
    // A longer one is over-matched, so that denying it would lose records.
    assert!(matches!(planned(&Query::And(vec![words("電池"), not(words("二次電池"))]), &HashMap::new()), Err(Obstacle::Unknown(_))));
    let keys = Found::Keys { keys: vec!["a_p".to_owned(), "b_p".to_owned()], ranked: true };
    let query = Query::And(vec![words("電池"), not(words("二次電池"))]);
    let number = plan::leaves(&query).iter().position(|leaf| leaf.words == "二次電池").expect("there");
    let sure = planned(&query, &HashMap::from([(number, keys)])).expect("branches");
    assert_eq!(sure[0].condition.expression().expect("short"), Some("(NOT key IN [\"a_p\", \"b_p\"])"));
    assert!(sure[0].denied.is_empty() && sure[0].exact);
}

#[test]
fn more_than_ten_terms_are_never_sent() {
    let letters: Vec<String> = ('a'..='p').map(|letter| format!("{letter}1")).collect();
    let query = Query::And(letters.iter().map(|word| words(word)).collect());
    assert!(matches!(planned(&query, &HashMap::new()), Err(Obstacle::Apart(_))));
    let unsure = planned(&query, &many(0..16)).expect("branches");
    assert!(unsure.iter().all(|branch| branch.phrases.len() <= 10 && !branch.exact));
    // Ten of one text query alike.
    let one = words(&letters.join(" "));
    assert!(matches!(planned(&one, &HashMap::new()), Err(Obstacle::Unknown(0))));
    // A word that is denied stands before the ten, or is known by its records.
    let with = Query::And([query, not(words("z1"))].into());
    let unsure = planned(&with, &many(0..17)).expect("branches");
    assert!(unsure.iter().all(|branch| branch.denied.len() == 2 && branch.denied.len() + branch.phrases.len() <= 10));
    let denials = Query::And(letters.iter().map(|word| not(words(word))).collect());
    assert!(matches!(planned(&denials, &many(0..16)), Err(Obstacle::Refused(SearchError::Unsupported(_)))));
}

#[test]
fn words_in_different_parts_are_joined_by_their_records() {
    let abstracts = Query::Text(TextQuery { parts: vec![TextPart::Abstract], ..TextQuery::anywhere("5G") });
    let query = Query::And(vec![title("LED"), abstracts]);
    let Err(Obstacle::Apart(number)) = planned(&query, &HashMap::new()) else { panic!("no search can hold both") };
    let keys = Found::Keys { keys: vec!["a_p".to_owned()], ranked: false };
    let joined = planned(&query, &HashMap::from([(number, keys)])).expect("branches");
    assert!(joined.iter().all(|branch| branch.exact && branch.condition.expression().expect("short") == Some("key = \"a_p\"")));
    // Both very many: wherever they stand, and said to be inexact.
    assert!(planned(&query, &many(0..2)).expect("branches").iter().all(|branch| !branch.exact));
    // Denied in another part: no search can say that.
    let abstracts = Query::Text(TextQuery { parts: vec![TextPart::Abstract], ..TextQuery::anywhere("5G") });
    let denied = Query::And(vec![title("LED"), not(abstracts)]);
    let refused = planned(&denied, &many(0..2));
    assert!(
        matches!(&refused, Err(Obstacle::Refused(SearchError::Unsupported(what))) if what.contains("5G") || what.contains("LED")),
        "{refused:?}"
    );
}

#[test]
fn alternatives_are_branches_and_bounded() {
    let query = Query::Or(vec![words("電池"), words("回路"), Query::Filter(Filter::Has(Vec::new()))]);
    assert_eq!(branches(&query).len(), 2);
    let with_filter = Query::Or(vec![words("電池"), Query::Filter(Filter::Offices(vec!["TH".parse().expect("an office")]))]);
    assert_eq!(branches(&with_filter).len(), 2);
    let wide = Query::Or((0..100).map(|number| words(&format!("n{number}"))).collect());
    assert!(matches!(planned(&wide, &HashMap::new()), Err(Obstacle::Refused(SearchError::TooLarge(_)))));
}

#[test]
fn every_search_names_its_audience_and_one_language() {
    for audience in [Audience::Public, Audience::Inside] {
        for query in [
            Query::Everything,
            words("電池"),
            Query::Or(vec![words("電池"), words("battery"), Query::Everything]),
            Query::Or(vec![words("電池"), words("battery"), not(words("LED"))]),
            not(Query::Filter(Filter::Offices(vec!["TH".parse().expect("an office")]))),
        ] {
            let branches = branches(&query);
            let wanted = Wanted {
                index: "k-publications",
                page: 1,
                hits: 20,
                sort: index_config::Sort::Newest,
                facets: &[index_config::FacetField::Office],
                retrieve: vec!["id".to_owned()],
            };
            let json = match wanted.question(&branches, &condition::audience(audience)).expect("a question") {
                Question::One(search) => vec![serde_json::to_value(search).expect("JSON")],
                Question::Several(several) => serde_json::to_value(several).expect("JSON")["queries"].as_array().expect("searches").clone(),
            };
            for search in json {
                let filter = search["filter"].as_str().expect("a filter");
                let word = if audience == Audience::Public { "public" } else { "inside" };
                assert!(filter.trim_start_matches('(').starts_with(&format!("audience = {word}")), "{filter}");
                assert!(!filter.contains(" OR audience"), "{filter}");
                assert_eq!(search["locales"], serde_json::json!(["eng"]));
                assert_eq!(search["matchingStrategy"], "all");
            }
        }
    }
}

#[test]
fn what_the_server_cannot_compare_comes_by_date() {
    let th = || Query::Filter(Filter::Offices(vec!["TH".parse().expect("an office")]));
    let many = many(0..1);
    for (query, found, by_date) in [
        (Query::Or(vec![words("電池"), words("battery")]), HashMap::new(), false),
        (Query::Or(vec![words("電池"), th()]), HashMap::new(), true),
        // Words denied alone have the order of words, and a condition alone has none.
        (Query::Or(vec![not(words("LED")), th()]), many.clone(), true),
        (not(words("LED")), many, false),
    ] {
        let branches = planned(&query, &found).expect("branches");
        let wanted =
            Wanted { index: "k", page: 1, hits: 20, sort: index_config::Sort::Relevance, facets: &[], retrieve: vec!["id".to_owned()] };
        let searches = match wanted.question(&branches, &condition::audience(Audience::Public)).expect("a question") {
            Question::One(search) => vec![serde_json::to_value(search).expect("JSON")],
            Question::Several(several) => serde_json::to_value(several).expect("JSON")["queries"].as_array().expect("searches").clone(),
        };
        assert!(searches.iter().all(|search| search.get("sort").is_some() == by_date), "{query:?}: {searches:?}");
    }
}

#[test]
fn what_texts_tell_of_a_query_is_told_and_no_more() {
    let query = Query::And(vec![words("a"), Query::Or(vec![words("b"), Query::Filter(Filter::Has(Vec::new()))]), not(words("c"))]);
    let leaves = plan::leaves(&query);
    let number = |given: &str| leaves.iter().position(|leaf| leaf.words == given).expect("there");
    let met = |given: &[&str]| given.iter().map(|given| number(given)).collect::<BTreeSet<usize>>();
    assert_eq!(is_of(&query, &leaves, &met(&["a", "b"])), Some(true));
    assert_eq!(is_of(&query, &leaves, &met(&["a"])), None);
    assert_eq!(is_of(&query, &leaves, &met(&["b"])), Some(false));
    assert_eq!(is_of(&query, &leaves, &met(&["a", "b", "c"])), Some(false));
}

#[test]
fn more_tokens_than_the_server_reads_are_never_sent() {
    let long: Vec<String> = (0..10).map(|number| format!("「{number}{}」", "電池回路".repeat(40))).collect();
    let query = Query::And(long.iter().map(|words| exactly(words)).collect());
    let unsure = planned(&query, &many(0..10)).expect("branches");
    // Each unit is followed by a space or a quote.
    assert!(unsure.iter().all(|branch| branch.words().split([' ', '"']).count() * 2 < 1_000 && !branch.exact), "{}", unsure[0].words());
}

#[test]
fn many_renderings_of_several_words_are_asked_language_by_language() {
    let tags = ["ja", "en", "zh", "ko", "th", "vi", "de", "id"];
    let attributes = tags.iter().flat_map(|tag| ["w1", "f1"].map(|row| format!("title_original.{tag}.{row}"))).collect();
    let attributes = Marker::new(1, false, attributes).by_slot();
    let rendered = |word: usize| {
        Query::Or(
            tags.iter()
                .map(|tag| {
                    Query::Text(TextQuery {
                        languages: vec![tag.parse().expect("a tag")],
                        exact: true,
                        ..TextQuery::anywhere(format!("{tag}{word}"))
                    })
                })
                .collect(),
        )
    };
    let query = Query::And((0..4).map(rendered).collect());
    let leaves = plan::leaves(&query);
    let searches: Vec<Vec<Branch>> =
        leaves.iter().enumerate().map(|(number, text)| searches::searches(text, number, &attributes).expect("searches")).collect();
    let found = many(0..leaves.len());
    let branches = Planner { leaves: &leaves, searches: &searches, found: &found }.branches(&query).expect("branches");
    assert!(branches.len() >= tags.len() && branches.len() <= 64, "{}", branches.len());
    assert!(branches.iter().all(|branch| !branch.exact && branch.phrases.len() == 4));
}
