//! Translation memory and termbase.

use publication::Audience;

use super::samples::{at, language};
use crate::{MemoryUnit, Store, Stored, Term, TermStatus, UnitChange, UnitOrigin, UnitSide};

fn unit(source: &str, japanese: &str, created: i64) -> MemoryUnit {
    MemoryUnit {
        source_language: language("en"),
        source: source.to_owned(),
        japanese: japanese.to_owned(),
        pattern: source.replace(|c: char| c.is_ascii_digit(), "#"),
        context: String::new(),
        author: "訳者".to_owned(),
        created: at(created),
        changed: None,
        origin: UnitOrigin::Imported,
        origin_name: "samples.tmx".to_owned(),
        public: true,
    }
}

pub(crate) async fn newer_units_replace_older_ones(store: &impl Store) {
    assert_eq!(store.add_units(vec![unit("One.", "一。", 10), unit("Two.", "二。", 10)]).await.expect("added"), 2);
    assert_eq!(store.add_units(vec![unit("One.", "一。", 10)]).await.expect("added"), 0, "the same again");
    assert_eq!(store.add_units(vec![unit("One.", "古。", 9)]).await.expect("added"), 0, "an older one");
    assert_eq!(store.add_units(vec![unit("Two.", "弐。", 11)]).await.expect("added"), 1);
    assert_eq!(store.units(Audience::Inside).await.expect("read"), 2);
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
        ipc: Vec::new(),
        note: String::new(),
        source: String::new(),
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
        ipc: vec!["H01M 10/05".to_owned(), "B60L".to_owned()],
        note: "注".to_owned(),
        source: "JIS C 8711".to_owned(),
    };
    let (accumulator, cell) = (term("accumulator", TermStatus::Admitted, true), term("cell", TermStatus::Preferred, true));
    let (hidden, pile) = (term("hidden cell", TermStatus::Preferred, false), term("a pile", TermStatus::Forbidden, true));
    let given = vec![pile.clone(), accumulator.clone(), hidden.clone(), cell.clone()];
    assert_eq!(store.add_terms(given.clone()).await.expect("added"), 4);
    assert_eq!(store.add_terms(given).await.expect("added"), 0, "nothing changed");
    let english = language("en");
    let cell_again = cell.clone();
    assert_eq!(store.terms(Some(&english), Audience::Public).await.expect("read"), [cell.clone(), accumulator.clone(), pile.clone()]);
    assert_eq!(store.terms(Some(&english), Audience::Inside).await.expect("read"), [cell, hidden, accumulator, pile.clone()]);
    let narrower = Term { ipc: Vec::new(), note: String::new(), ..cell_again };
    assert_eq!(store.would_store_terms(vec![narrower.clone()]).await.expect("told"), [Stored::Updated]);
    assert!(!store.terms(None, Audience::Public).await.expect("read").contains(&narrower));
    assert_eq!(store.store_terms(vec![narrower.clone(), narrower.clone()]).await.expect("changed"), [Stored::Updated, Stored::Unchanged]);
    assert!(store.terms(None, Audience::Public).await.expect("read").contains(&narrower));
    let admitted = Term { status: TermStatus::Admitted, public: false, ..pile };
    assert_eq!(store.add_terms(vec![admitted.clone()]).await.expect("changed"), 1);
    assert!(!store.terms(None, Audience::Public).await.expect("read").contains(&admitted));
    assert!(store.terms(None, Audience::Inside).await.expect("read").contains(&admitted));
}

pub(crate) async fn units_of_one_source_stand_side_by_side_by_context(store: &impl Store) {
    let between =
        |context: &str, japanese: &str, created| MemoryUnit { context: context.to_owned(), ..unit("It opens.", japanese, created) };
    let given = vec![between("", "開く。", 1), between("a1", "次に開く。", 2), between("a1", "次いで開く。", 3)];
    assert_eq!(store.store_units(given.clone()).await.expect("added"), [Stored::Created, Stored::Created, Stored::Updated]);
    let found = store.exact(&language("en"), &["It opens.".to_owned()], Audience::Public).await.expect("read");
    assert_eq!(found, [given[0].clone(), given[2].clone()]);
}

pub(crate) async fn who_changed_a_unit_is_kept_and_makes_it_newer(store: &impl Store) {
    let first = unit("It opens.", "開く。", 5);
    let corrected = MemoryUnit {
        japanese: "開放する。".to_owned(),
        changed: Some(UnitChange { by: "校閲者".to_owned(), at: at(9) }),
        ..unit("It opens.", "開く。", 1)
    };
    assert_eq!(store.would_store_units(vec![first.clone()]).await.expect("told"), [Stored::Created]);
    assert_eq!(store.units(Audience::Inside).await.expect("read"), 0, "nothing was done");
    let stored = store.store_units(vec![first.clone(), corrected.clone(), first.clone()]).await.expect("added");
    assert_eq!(stored, [Stored::Created, Stored::Updated, Stored::Unchanged], "the change is newer than the first");
    assert_eq!(store.would_store_units(vec![first, corrected.clone()]).await.expect("told"), [Stored::Unchanged, Stored::Unchanged]);
    // The same text with a later date, as a file without dates has it each time it is read, changes nothing.
    let again = MemoryUnit { created: at(99), changed: None, ..corrected.clone() };
    assert_eq!(store.store_units(vec![again]).await.expect("told"), [Stored::Unchanged]);
    let all = store.units_after(None, Some(&language("en")), Audience::Public, 9).await.expect("read");
    assert_eq!(all.iter().map(|(_, unit)| unit).collect::<Vec<_>>(), [&corrected]);
    let place = all.first().map(|(place, _)| *place);
    assert!(store.units_after(place, None, Audience::Public, 9).await.expect("read").is_empty());
}

pub(crate) async fn alike_units_are_found_the_most_alike_first(store: &impl Store) {
    let sources = [
        "The upper lid 12 is made of hard steel and is fixed to the housing.",
        "The upper lid 14 is made of hard brass and is fixed to the housing.",
        "The lower lid is made of hard steel and is fixed to the wall of the housing.",
        "The upper lid.",
        "A pump.",
    ];
    let chinese =
        MemoryUnit { source_language: language("zh"), ..unit("所述上盖由硬钢制成并固定在壳体上", "上蓋。", 1) };
    let units: Vec<_> = sources.iter().map(|source| unit(source, "訳。", 1)).collect();
    store.add_units(units.clone()).await.expect("added");
    store.add_units(vec![chinese.clone()]).await.expect("added");
    let alike = async |tag: &str, text: &str| store.similar(&language(tag), text, Audience::Public, 9).await.expect("read");
    let found = alike("en", "The upper lid 12 is made of hard steel and is fixed to a housing.").await;
    assert_eq!(found.first(), Some(&units[0]));
    assert!(found.contains(&units[1]) && !found.contains(&units[4]), "{found:?}");
    assert_eq!(alike("zh", "所述下盖由硬钢制成并固定在壳体上").await, [chinese]);
    assert!(alike("en", "所述上盖由硬钢制成并固定在壳体上").await.is_empty());
    assert!(alike("de", sources[0]).await.is_empty());
    assert!(alike("en", "").await.is_empty());
    assert!(alike("en", "Nothing like anything else here at all.").await.is_empty());
}

pub(crate) async fn words_are_found_in_units_of_either_side(store: &impl Store) {
    let first = unit("The gate electrode delegates.", "ゲート電極が委ねる。", 1);
    let second = unit("The GATE is shut. It is an electrode.", "蓋は閉じている。電極である。", 2);
    let third = MemoryUnit {
        source_language: language("th"), ..unit("ขั้วไฟฟ้าสำหรับแบตเตอรี่", "電池用の電極。", 3)
    };
    store.add_units(vec![first.clone(), second.clone(), third.clone()]).await.expect("added");
    let found = async |words: &[&str], side, limit| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        store.containing(&words, side, None, Audience::Public, limit).await.expect("read")
    };
    use UnitSide::{Japanese, Source};
    assert_eq!(found(&["gate", "Electrode"], Source, 9).await, [second.clone(), first.clone()]);
    assert_eq!(found(&["gate electrode"], Source, 9).await, std::slice::from_ref(&first));
    assert!(found(&["deleg"], Source, 9).await.is_empty());
    assert_eq!(found(&["แบตเตอรี่"], Source, 9).await, std::slice::from_ref(&third));
    assert_eq!(found(&["電極"], Japanese, 9).await, [third.clone(), second.clone(), first.clone()]);
    assert_eq!(found(&["電極"], Japanese, 1).await, std::slice::from_ref(&third));
    assert_eq!(found(&["蓋"], Japanese, 9).await, std::slice::from_ref(&second), "one character alone");
    assert!(found(&["電極が", "蓋"], Japanese, 9).await.is_empty());
    assert!(found(&[" "], Japanese, 9).await.is_empty());
    // A corrected unit is found by its new words, and no longer by its old ones.
    let corrected = MemoryUnit { japanese: "門が委ねる。".to_owned(), ..unit(&first.source, "", 7) };
    store.add_units(vec![corrected.clone()]).await.expect("changed");
    assert_eq!(found(&["門が"], Japanese, 9).await, [corrected]);
    assert!(found(&["ゲート"], Japanese, 9).await.is_empty());
}
