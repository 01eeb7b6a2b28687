//! The pipeline with a memory, a cache and an engine that tests can look into.

use std::sync::Mutex;

use async_trait::async_trait;

use super::*;
use crate::{
    CacheError, CachedAnswer, Capabilities, Context, EngineError, MemoryUnit, Pattern, SegmentError, TermEntry, Translated,
    TranslationRequest, UnitOrigin,
};

struct Shelf(Vec<MemoryUnit>);

#[async_trait]
impl TranslationMemory for Shelf {
    async fn exact(&self, _: &Language, sources: &[String], _: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError> {
        Ok(self.0.iter().filter(|unit| sources.contains(&unit.source)).cloned().collect())
    }

    async fn by_pattern(&self, language: &Language, patterns: &[String], _: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError> {
        Ok(self.0.iter().filter(|unit| patterns.contains(&Pattern::of(&unit.source, language).text)).cloned().collect())
    }

    async fn similar(&self, _: &Language, _: &str, _: MemoryScope, _: usize) -> Result<Vec<MemoryUnit>, MemoryError> {
        Ok(self.0.clone())
    }
}

struct Broken;

#[async_trait]
impl TranslationMemory for Broken {
    async fn exact(&self, _: &Language, _: &[String], _: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError> {
        Err(MemoryError("disk".into()))
    }

    async fn by_pattern(&self, _: &Language, _: &[String], _: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError> {
        Err(MemoryError("disk".into()))
    }

    async fn similar(&self, _: &Language, _: &str, _: MemoryScope, _: usize) -> Result<Vec<MemoryUnit>, MemoryError> {
        Err(MemoryError("disk".into()))
    }
}

#[derive(Default)]
struct Drawer(Mutex<HashMap<String, CachedAnswer>>);

#[async_trait]
impl TranslationCache for Drawer {
    async fn get(&self, keys: &[String]) -> Result<Vec<Option<CachedAnswer>>, CacheError> {
        let kept = self.0.lock().expect("no panic while held");
        Ok(keys.iter().map(|key| kept.get(key).cloned()).collect())
    }

    async fn put(&self, answers: &[(String, CachedAnswer)]) -> Result<(), CacheError> {
        self.0.lock().expect("no panic while held").extend(answers.iter().cloned());
        Ok(())
    }
}

/// Answers by a function of source and attempt; keeps the requests.
struct Parrot<F>(F, Mutex<Vec<TranslationRequest>>);

#[async_trait]
impl<F: Fn(&str, usize) -> Result<Result<String, SegmentError>, EngineError> + Send + Sync> MachineTranslator for Parrot<F> {
    fn name(&self) -> &str {
        "parrot"
    }

    fn model(&self) -> Option<&str> {
        Some("grey")
    }

    fn prompt_version(&self) -> &str {
        "1"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            segments_per_request: 2,
            characters_per_request: 60,
            terms: true,
            examples: 3,
            context: true,
            ..Capabilities::default()
        }
    }

    async fn translate(&self, request: &TranslationRequest) -> Result<Vec<Result<Translated, SegmentError>>, EngineError> {
        let attempt = {
            let mut requests = self.1.lock().expect("no panic while held");
            requests.push(request.clone());
            requests.len()
        };
        request
            .segments
            .iter()
            .map(|segment| {
                let text = (self.0)(&segment.text, attempt)?;
                Ok(text.map(|text| Translated { model: Some("grey".into()), units_billed: 1, ..Translated::new("parrot", text) }))
            })
            .collect()
    }

    async fn probe(&self) -> Result<Translated, EngineError> {
        Err(EngineError::Authentication)
    }
}

fn unit(source: &str, japanese: &str, date: &str, restricted: bool) -> MemoryUnit {
    MemoryUnit {
        source: source.into(),
        japanese: japanese.into(),
        author: "山田".into(),
        date: date.into(),
        restricted,
        context: None,
        origin: UnitOrigin::Approved,
    }
}

fn sentences(texts: &[&str]) -> Vec<Segment> {
    texts.iter().map(|text| Segment { kind: SegmentKind::Sentence, text: (*text).into() }).collect()
}

fn english() -> Language {
    Language::parse("en").expect("a language")
}

fn terms() -> Arc<Termbase> {
    Arc::new(Termbase::new(vec![TermEntry { language: english(), term: "lid".into(), japanese: "蓋".into(), ipc: Vec::new() }]))
}

fn shelf() -> Arc<Shelf> {
    Arc::new(Shelf(vec![
        unit("It opens.", "開く。", "2025-01-01", false),
        unit("It opens.", "それは開く。", "2026-01-01", false),
        unit("It shuts.", "内部の訳。", "2026-01-01", true),
        unit("See FIG. 1 and pin 10.", "図1およびピン10を参照。", "2026-01-01", false),
    ]))
}

async fn run(pipeline: &Pipeline, texts: &[&str], scope: MemoryScope) -> Vec<Outcome> {
    pipeline.translate(&sentences(texts), &english(), scope, "2026-11-22").await.expect("a memory that answers")
}

fn text_of(outcome: &Outcome) -> Result<&str, &str> {
    match outcome {
        Outcome::Japanese { text, .. } => Ok(text),
        Outcome::None { reason, .. } => Err(reason),
    }
}

#[tokio::test]
async fn memory_then_built_in_then_nothing() {
    let pipeline = Pipeline::new(terms()).with_memory(shelf());
    let texts = [" It\nopens. ", "See FIG. 2 and pin 20.", "lid", "It shuts.", "It is new.", "It opens.", " "];
    let outcomes = run(&pipeline, &texts, MemoryScope::Public).await;
    let read: Vec<_> = outcomes.iter().map(text_of).collect();
    assert_eq!(
        read,
        [
            Ok("それは開く。"),
            Ok("図2およびピン20を参照。"),
            Ok("蓋"),
            Err("no-engine"),
            Err("no-engine"),
            Ok("それは開く。"),
            Err("source-empty")
        ]
    );
    assert!(
        matches!(&outcomes[1], Outcome::Japanese { provenance: Provenance::Memory { numbers_substituted: true, author, .. }, .. } if author == "山田")
    );
    assert!(matches!(&outcomes[2], Outcome::Japanese { provenance: Provenance::BuiltIn { rule }, .. } if rule == "term"));
    assert_eq!(text_of(&run(&pipeline, &["It shuts."], MemoryScope::Inside).await[0]), Ok("内部の訳。"));
}

#[tokio::test]
async fn a_broken_memory_is_an_error() {
    let pipeline = Pipeline::new(terms()).with_memory(Arc::new(Broken));
    let error =
        pipeline.translate(&sentences(&["It opens."]), &english(), MemoryScope::Public, "2026-11-22").await.expect_err("it is broken");
    assert_eq!(error.code(), "memory-unavailable");
}

#[tokio::test]
async fn engines_answers_are_checked_kept_and_not_asked_twice() {
    let engine = Arc::new(Parrot(
        |text: &str, attempt| {
            Ok(match text {
                "It has 12 pins." if attempt == 1 => Ok("13本のピンを有する。".into()),
                "It has 12 pins." => Ok("12本のピンを有する。".into()),
                "It has 7 lids." => Ok("8つの蓋を有する。".into()),
                "It never ends." => Err(SegmentError::CutOff),
                _ => Ok("新しい。".into()),
            })
        },
        Mutex::default(),
    ));
    let cache = Arc::new(Drawer::default());
    let pipeline = Pipeline::new(terms()).with_memory(shelf()).with_cache(cache.clone()).with_engine(engine.clone());
    let texts = ["It has 12 pins.", "It is new.", "It is new.", "It has 7 lids.", "It never ends.", &"x".repeat(100)];
    let outcomes = run(&pipeline, &texts, MemoryScope::Public).await;
    let read: Vec<_> = outcomes.iter().map(text_of).collect();
    assert_eq!(
        read,
        [Ok("12本のピンを有する。"), Ok("新しい。"), Ok("新しい。"), Err("check-numbers"), Err("segment-cut-off"), Err("segment-too-long")]
    );
    {
        let requests = engine.1.lock().expect("no panic while held");
        assert_eq!(requests.iter().map(|request| request.segments.len()).collect::<Vec<_>>(), [2, 1, 2, 1]);
        assert_eq!(requests[0].segments[1].before.as_deref(), Some("It has 12 pins."));
        assert_eq!(requests[2].terms, [crate::TermToFollow { source: "lids".into(), japanese: "蓋".into() }]);
    }
    // What failed its checks is not kept.
    assert_eq!(cache.0.lock().expect("no panic while held").len(), 2);
    let before = engine.1.lock().expect("no panic while held").len();
    let again = run(&pipeline, &["It is new."], MemoryScope::Public).await;
    assert!(matches!(&again[0], Outcome::Japanese { provenance: Provenance::Machine { engine, .. }, .. } if engine == "parrot"));
    assert_eq!(engine.1.lock().expect("no panic while held").len(), before);
}

#[tokio::test]
async fn a_failing_engine_leaves_the_rest_untranslated() {
    let after = Some(Duration::from_secs(7));
    let busy = Arc::new(Parrot(
        move |text: &str, _| {
            if text == "A." { Ok(Ok("あ。".into())) } else { Err(EngineError::Retryable { after, reason: "busy".into() }) }
        },
        Mutex::default(),
    ));
    let pipeline = Pipeline::new(terms()).with_memory(shelf()).with_engine(busy.clone());
    let outcomes = run(&pipeline, &["A.", "It opens.", "B.", "C.", "D."], MemoryScope::Public).await;
    assert_eq!(text_of(&outcomes[1]), Ok("それは開く。"));
    assert_eq!(outcomes[4], Outcome::None { reason: "engine-unavailable", retry: Retry::After(after) });
    assert_eq!(busy.1.lock().expect("no panic while held").len(), 1);

    let refused = Arc::new(Parrot(|_: &str, _| Err(EngineError::QuotaExhausted), Mutex::default()));
    let outcomes = run(&Pipeline::new(terms()).with_engine(refused), &["B."], MemoryScope::Public).await;
    assert_eq!(outcomes[0], Outcome::None { reason: "quota-exhausted", retry: Retry::WhenChanged });
}

#[tokio::test]
async fn an_unsubstituted_pair_is_an_example_for_the_engine() {
    let engine = Arc::new(Parrot(|_: &str, _| Ok(Ok("図2およびピン5、5を参照。".into())), Mutex::default()));
    let shelf = Arc::new(Shelf(vec![unit("Pin 1 of FIG. 1.", "図1のピン1。", "2026-01-01", false)]));
    let pipeline = Pipeline::new(terms()).with_memory(shelf).with_engine(engine.clone());
    let _ = run(&pipeline, &["Pin 5 of FIG. 2."], MemoryScope::Public).await;
    assert_eq!(engine.1.lock().expect("no panic while held")[0].examples[0].japanese, "図1のピン1。");
}

/// Answers as told, and wants its formulae numbered.
struct Careful<F>(F, Mutex<Vec<String>>);

#[async_trait]
impl<F: Fn(&str, usize) -> String + Send + Sync> MachineTranslator for Careful<F> {
    fn name(&self) -> &str {
        "careful"
    }

    fn model(&self) -> Option<&str> {
        None
    }

    fn prompt_version(&self) -> &str {
        "1"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { segments_per_request: 9, characters_per_request: 900, placeholders: true, ..Capabilities::default() }
    }

    async fn translate(&self, request: &TranslationRequest) -> Result<Vec<Result<Translated, SegmentError>>, EngineError> {
        let mut asked = self.1.lock().expect("no panic while held");
        let answer = |segment: &crate::SegmentToTranslate| {
            asked.push(segment.text.clone());
            let text = (self.0)(&segment.text, asked.len());
            Ok(Translated::new("careful", text))
        };
        Ok(request.segments.iter().map(answer).collect())
    }

    async fn probe(&self) -> Result<Translated, EngineError> {
        Err(EngineError::Authentication)
    }
}

#[tokio::test]
async fn formulae_are_masked_and_asked_for_without_masks_where_one_is_lost() {
    let good = Arc::new(Careful(|text: &str, _| text.replace("It holds ", "").replace('.', "を保持する。"), Mutex::default()));
    let outcomes = run(&Pipeline::new(terms()).with_engine(good.clone()), &["It holds H2SO4."], MemoryScope::Public).await;
    assert_eq!(text_of(&outcomes[0]), Ok("H2SO4を保持する。"));
    assert_eq!(*good.1.lock().expect("no panic while held"), ["It holds ⟦1⟧."]);

    let forgets = Arc::new(Careful(
        |text: &str, _| if text.contains('⟦') { "保持する。".into() } else { "硫酸を保持する。".into() },
        Mutex::default(),
    ));
    let outcomes = run(&Pipeline::new(terms()).with_engine(forgets.clone()), &["It holds H2SO4."], MemoryScope::Public).await;
    assert_eq!(text_of(&outcomes[0]), Ok("硫酸を保持する。"));
    assert_eq!(*forgets.1.lock().expect("no panic while held"), ["It holds ⟦1⟧.", "It holds H2SO4."]);

    let loses = Arc::new(Careful(|_: &str, _| "これを保持する。".into(), Mutex::default()));
    let outcomes = run(&Pipeline::new(terms()).with_engine(loses), &["It holds H2SO4."], MemoryScope::Public).await;
    assert_eq!(text_of(&outcomes[0]), Err("check-numbers"));
}

fn passages(texts: &[(&str, Option<&str>)]) -> Vec<Passage> {
    let passage = |(text, japanese): &(&str, Option<&str>)| Passage {
        segment: Segment { kind: SegmentKind::Sentence, text: (*text).into() },
        japanese: japanese.map(str::to_owned),
    };
    texts.iter().map(passage).collect()
}

type Answer = Result<Result<String, SegmentError>, EngineError>;

/// Always renders housing in one way.
fn obedient() -> Arc<Parrot<impl Fn(&str, usize) -> Answer>> {
    Arc::new(Parrot(
        |text: &str, _| {
            Ok(Ok(if text.contains("open") { "筐体は開いている。".into() } else { "筐体は閉じている。".into() }))
        },
        Mutex::default(),
    ))
}

fn followed(requests: &[TranslationRequest]) -> Vec<Vec<&str>> {
    requests.iter().map(|request| request.terms.iter().map(|term| term.japanese.as_str()).collect()).collect()
}

#[tokio::test]
async fn a_document_keeps_to_its_first_rendering() {
    let engine = obedient();
    let pipeline = Pipeline::new(terms()).with_engine(engine.clone());
    let long = "The housing is shut, as has been said of it before now.";
    let document = Document { known: Vec::new(), parts: vec![passages(&[("The housing is open.", None), (long, None)])] };
    let outcomes = pipeline.translate_documents(&[document], &english(), MemoryScope::Public, "2026-11-22").await.expect("a memory");
    assert_eq!(outcomes[0].iter().map(text_of).collect::<Vec<_>>(), [Ok("筐体は開いている。"), Ok("筐体は閉じている。")]);
    assert_eq!(followed(&engine.1.lock().expect("no panic while held")), [vec![], vec!["筐体"]]);
}

#[tokio::test]
async fn what_stands_in_a_document_already_is_followed_and_is_not_translated_again() {
    let engine = obedient();
    let pipeline = Pipeline::new(terms()).with_engine(engine.clone());
    // The title says ハウジング; the abstract begins with a sentence that has its Japanese.
    let document = Document {
        known: vec![("Housing of steel".into(), "鋼製ハウジング".into())],
        parts: vec![passages(&[("It is new.", Some("新しい。")), ("The housing is open.", None)]), passages(&[("It is good.", None)])],
    };
    let outcomes = pipeline.translate_documents(&[document], &english(), MemoryScope::Public, "2026-11-22").await.expect("a memory");
    assert_eq!(outcomes.iter().map(Vec::len).collect::<Vec<_>>(), [2]);
    let requests = engine.1.lock().expect("no panic while held");
    assert_eq!(followed(&requests), [["ハウジング"]]);
    let neighbours: Vec<_> =
        requests[0].segments.iter().map(|segment| (segment.text.as_str(), segment.before.as_deref(), segment.after.as_deref())).collect();
    assert_eq!(neighbours, [("The housing is open.", Some("It is new."), None), ("It is good.", None, None)]);
}

#[tokio::test]
async fn documents_that_disagree_are_not_asked_for_together_and_others_are() {
    let engine = obedient();
    let pipeline = Pipeline::new(terms()).with_engine(engine.clone());
    let of = |known: &str, text: &str| Document {
        known: if known.is_empty() { Vec::new() } else { vec![("Housing".into(), known.into())] },
        parts: vec![passages(&[(text, None)])],
    };
    let documents = [
        of("", "It is new."),
        of("筐体", "The housing is open."),
        of("ハウジング", "The housing is shut."),
        of("ハウジング", "The housing is wet."),
    ];
    let outcomes = pipeline.translate_documents(&documents, &english(), MemoryScope::Public, "2026-11-22").await.expect("a memory");
    assert_eq!(outcomes.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1, 1]);
    let requests = engine.1.lock().expect("no panic while held");
    assert_eq!(followed(&requests), [["筐体"], ["ハウジング"]]);
    assert_eq!(requests.iter().map(|request| request.segments.len()).collect::<Vec<_>>(), [2, 2]);
}

#[tokio::test]
async fn the_same_sentence_has_another_japanese_in_another_context() {
    let before = |text: &str| Some(Context::of(Some(text), None));
    let shelf = Shelf(vec![
        MemoryUnit { context: before("It shuts."), ..unit("It opens.", "次に開く。", "2025-01-01", false) },
        MemoryUnit { context: before("Secret."), ..unit("It opens.", "内部の訳。", "2027-01-01", true) },
        unit("It opens.", "それは開く。", "2026-01-01", false),
    ]);
    let pipeline = Pipeline::new(terms()).with_memory(Arc::new(shelf));
    let outcomes = run(&pipeline, &["It opens.", "It shuts.", "It opens."], MemoryScope::Public).await;
    assert_eq!(outcomes.iter().map(text_of).collect::<Vec<_>>(), [Ok("それは開く。"), Err("no-engine"), Ok("次に開く。")]);
    let outcomes = run(&pipeline, &["Secret.", "It opens."], MemoryScope::Public).await;
    assert_eq!(text_of(&outcomes[1]), Ok("それは開く。"), "a restricted unit is no public context match");
}

#[tokio::test]
async fn engines_learn_from_the_most_alike_and_readers_never_see_them() {
    let shelf = Shelf(vec![
        unit("The upper lid is made of hard steel.", "上蓋は硬い鋼でできている。", "2026-01-01", false),
        unit("The upper lid is made of hard brass plate.", "上蓋は硬い真鍮板でできている。", "2026-01-01", false),
        unit("The lower lid is made of hard steel.", "内部の訳。", "2026-01-01", true),
        unit("Nothing alike.", "無関係。", "2026-01-01", false),
    ]);
    let text = "The upper lid is made of hard brass.";
    let alone = Pipeline::new(terms()).with_memory(Arc::new(Shelf(shelf.0.clone())));
    assert_eq!(text_of(&run(&alone, &[text], MemoryScope::Public).await[0]), Err("no-engine"));
    let parrot = Arc::new(Parrot(|_: &str, _| Ok(Ok("上蓋は硬い真鍮でできている。".to_owned())), Mutex::default()));
    let pipeline = alone.with_engine(parrot.clone());
    assert_eq!(text_of(&run(&pipeline, &[text], MemoryScope::Public).await[0]), Ok("上蓋は硬い真鍮でできている。"));
    let requests = parrot.1.lock().expect("no panic while held");
    let examples: Vec<&str> = requests[0].examples.iter().map(|example| example.source.as_str()).collect();
    assert_eq!(examples, ["The upper lid is made of hard brass plate.", "The upper lid is made of hard steel."]);
}

#[tokio::test]
async fn terms_of_other_documents_are_no_terms() {
    let entry = TermEntry { language: english(), term: "lid".into(), japanese: "蓋".into(), ipc: vec!["B65D".into()] };
    let pipeline = Pipeline::new(Arc::new(Termbase::new(vec![entry])));
    let scopes = |classes: &[&str]| pipeline.terms().scopes_of(classes.iter().copied());
    let containers = pipeline.clone().within(&scopes(&["B65D 43/02"]));
    let batteries = pipeline.clone().within(&scopes(&["H01M 10/05"]));
    for (pipeline, expected) in [(&pipeline, Ok("蓋")), (&containers, Ok("蓋")), (&batteries, Err("no-engine"))] {
        assert_eq!(text_of(&run(pipeline, &["lid"], MemoryScope::Public).await[0]), expected);
    }
}
