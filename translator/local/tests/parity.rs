//! Against Python's ctranslate2, token for token, on models with random weights that `models.py` made in the folder of `KAKEHASHI_LOCAL_MODELS`.

use std::path::PathBuf;

use local_mt::{LocalEngine, Model, ModelFolder, Models};
use serde::Deserialize;
use translator::{
    EngineError, Language, LocalConfig, LocalModels as _, MachineTranslator as _, SegmentKind, SegmentToTranslate, TranslationRequest,
};

#[derive(Deserialize)]
struct Expected {
    source: String,
    pieces: Vec<String>,
    text: String,
    score: f64,
}

fn models() -> PathBuf {
    std::env::var_os("KAKEHASHI_LOCAL_MODELS").map(PathBuf::from).expect("KAKEHASHI_LOCAL_MODELS names the folder: make test-local-mt")
}

fn config(family: &str) -> LocalConfig {
    let folder = models().join(family);
    let languages = if family == "marian" { r#", "languages": ["en"]"# } else { "" };
    serde_json::from_str(&format!(r#"{{"folder": {folder:?}, "threads": 1, "compute_type": "float32"{languages}}}"#))
        .expect("a configuration")
}

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

fn request(texts: &[&str], source: &str) -> TranslationRequest {
    let segment = |text: &&str| SegmentToTranslate { text: (*text).into(), kind: SegmentKind::Sentence, before: None, after: None };
    TranslationRequest::new(texts.iter().map(segment).collect(), language(source))
}

#[test]
fn every_family_agrees_with_python_token_for_token() {
    let file = std::fs::read_to_string(models().join("expected.json")).expect("what Python made");
    let expected: std::collections::BTreeMap<String, Vec<Expected>> = serde_json::from_str(&file).expect("JSON");
    assert_eq!(expected.keys().map(String::as_str).collect::<Vec<_>>(), ["m2m100", "marian", "nllb"]);
    for (family, expected) in expected {
        let config = config(&family);
        let folder = ModelFolder::read(&config).expect("a model");
        assert_eq!(folder.licence.as_deref(), Some("Random weights, made for a test(LICENSE)"));
        // The trap: where CTranslate2 adds the end of the source, a second one changes the answer without a word.
        assert_eq!(folder.end.is_none(), family == "marian");
        let model = Model::load(folder, &config).expect("it loads");
        let texts: Vec<String> = expected.iter().map(|one| one.source.clone()).collect();
        let made = model.translate(&texts, &language("en")).expect("it translates");
        let mut tokens = 0;
        for (made, expected) in made.iter().zip(&expected) {
            assert_eq!(made.pieces, std::slice::from_ref(&expected.pieces), "{family}: {}", expected.source);
            assert_eq!(made.text, expected.text, "{family}");
            assert!((made.score - expected.score).abs() < 1e-4, "{family}: {} {}", made.score, expected.score);
            tokens += expected.pieces.len();
        }
        println!("{family}: {tokens} of {tokens} tokens are Python's");
    }
}

#[test]
fn long_texts_are_translated_in_parts() {
    let config = LocalConfig { longest: 16, ..config("marian") };
    let model = Model::load(ModelFolder::read(&config).expect("a model"), &config).expect("it loads");
    let long = "the pump has a lid and a shaft, the lid is closed. ".repeat(6);
    let made = model.translate(&[long, "a lid".to_owned()], &language("en")).expect("it translates");
    assert!(made[0].pieces.len() >= 6 && made[1].pieces.len() == 1, "{}", made[0].pieces.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_engine_answers_each_segment_and_knows_its_languages() {
    let config = config("nllb");
    let opened = Models.open("one", &config).expect("a model");
    assert_eq!((opened.model.as_str(), opened.engine.capabilities().takes(&language("ko"))), ("nllb", false));
    let results = opened.engine.translate(&request(&["a lid", "", "the pump"], "th")).await.expect("answers");
    assert_eq!(results.len(), 3);
    assert!(results[1].is_err());
    assert!(matches!(opened.engine.translate(&request(&["덮개"], "ko")).await, Err(EngineError::UnsupportedPair)));
    let marian = Models.open("two", &self::config("marian")).expect("a model").engine;
    let made = marian.translate(&request(&["a lid"], "en-US")).await.expect("an answer");
    match made.first().expect("one result") {
        Ok(made) => assert!(made.score.is_some() && made.model.as_deref() == Some("marian")),
        // Random weights may never come to an end.
        Err(error) => assert_eq!(error.code(), "segment-cut-off"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn weights_that_cannot_be_read_are_told_with_their_folder() {
    let copy = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(models().join("marian")).expect("a folder") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, copy.path().join(path.file_name().expect("a name"))).expect("copied");
    }
    let model = copy.path().join("model.bin");
    let bytes = std::fs::read(&model).expect("read");
    std::fs::write(&model, &bytes[..bytes.len() / 2]).expect("written");
    let config = LocalConfig { folder: copy.path().to_owned(), ..config("marian") };
    let engine = LocalEngine::new(ModelFolder::read(&config).expect("its beginning is there"), &config).expect("a thread");
    let failure = engine.translate(&request(&["a lid"], "en")).await.expect_err("it is cut off");
    let folder = copy.path().display().to_string();
    assert!(matches!(&failure, EngineError::BadRequest { reason } if reason.contains(&folder)), "{failure:?}");
}
