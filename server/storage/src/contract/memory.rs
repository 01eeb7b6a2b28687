//! Translation memory and termbase.

use publication::Audience;

use super::samples::{at, language};
use crate::{MemoryUnit, Store, Term, TermStatus};

fn unit(source: &str, japanese: &str, created: i64) -> MemoryUnit {
    MemoryUnit {
        source_language: language("en"),
        source: source.to_owned(),
        japanese: japanese.to_owned(),
        pattern: source.replace(|c: char| c.is_ascii_digit(), "#"),
        author: "訳者".to_owned(),
        created: at(created),
        public: true,
    }
}

pub(crate) async fn newer_units_replace_older_ones(store: &impl Store) {
    assert_eq!(store.add_units(vec![unit("One.", "一。", 10), unit("Two.", "二。", 10)]).await.expect("added"), 2);
    assert_eq!(store.add_units(vec![unit("One.", "一。", 10)]).await.expect("added"), 0, "the same again");
    assert_eq!(store.add_units(vec![unit("One.", "古。", 9)]).await.expect("added"), 0, "an older one");
    assert_eq!(store.add_units(vec![unit("Two.", "弐。", 11)]).await.expect("added"), 1);
    assert_eq!(store.units().await.expect("read"), 2);
    let sources = ["Two.", "One.", "Three."].map(str::to_owned);
    let found = store.exact(&language("en"), &sources, Audience::Public).await.expect("read");
    assert_eq!(found, [unit("One.", "一。", 10), unit("Two.", "弐。", 11)]);
    assert!(store.exact(&language("de"), &sources, Audience::Inside).await.expect("read").is_empty());
}

pub(crate) async fn units_are_found_by_pattern(store: &impl Store) {
    store.add_units(vec![unit("Claim 1", "請求項1", 1), unit("Claim 2", "請求項2", 2), unit("Figure 1", "図1", 3)]).await.expect("added");
    let found = store.by_pattern(&language("en"), &["Claim #".to_owned()], Audience::Public).await.expect("read");
    assert_eq!(found, [unit("Claim 2", "請求項2", 2), unit("Claim 1", "請求項1", 1)], "the newest first");
}

pub(crate) async fn terms_are_replaced_by_concept_language_and_word(store: &impl Store) {
    let term = |language_of: &str, word: &str, japanese: &str| Term {
        concept: "battery".to_owned(),
        language: language(language_of),
        term: word.to_owned(),
        japanese: japanese.to_owned(),
        status: TermStatus::Preferred,
        public: true,
    };
    let (english, german) = (term("en", "battery", "電池"), term("de", "Batterie", "電池"));
    assert_eq!(store.add_terms(vec![english.clone(), german.clone()]).await.expect("added"), 2);
    assert_eq!(store.add_terms(vec![term("en", "battery", "蓄電池")]).await.expect("added"), 1);
    assert_eq!(store.terms(Some(&language("en")), Audience::Public).await.expect("read"), [term("en", "battery", "蓄電池")]);
    assert_eq!(store.terms(None, Audience::Public).await.expect("read"), [german, term("en", "battery", "蓄電池")]);
}

pub(crate) async fn terms_keep_their_status_and_their_audience(store: &impl Store) {
    let term = |word: &str, status, public| Term {
        concept: "cell".to_owned(),
        language: language("en"),
        term: word.to_owned(),
        japanese: "セル".to_owned(),
        status,
        public,
    };
    let (accumulator, cell) = (term("accumulator", TermStatus::Admitted, true), term("cell", TermStatus::Preferred, true));
    let (hidden, pile) = (term("hidden cell", TermStatus::Preferred, false), term("a pile", TermStatus::Forbidden, true));
    let given = vec![pile.clone(), accumulator.clone(), hidden.clone(), cell.clone()];
    assert_eq!(store.add_terms(given.clone()).await.expect("added"), 4);
    assert_eq!(store.add_terms(given).await.expect("added"), 0, "nothing changed");
    let english = language("en");
    assert_eq!(store.terms(Some(&english), Audience::Public).await.expect("read"), [cell.clone(), accumulator.clone(), pile.clone()]);
    assert_eq!(store.terms(Some(&english), Audience::Inside).await.expect("read"), [cell, hidden, accumulator, pile.clone()]);
    let admitted = Term { status: TermStatus::Admitted, public: false, ..pile };
    assert_eq!(store.add_terms(vec![admitted.clone()]).await.expect("changed"), 1);
    assert!(!store.terms(None, Audience::Public).await.expect("read").contains(&admitted));
    assert!(store.terms(None, Audience::Inside).await.expect("read").contains(&admitted));
}
