//! The embedded engine under the contract, and what only it promises.

use std::{path::Path, sync::Mutex};

use async_trait::async_trait;
use index_config::{Query, TextOrigin};
use publication::TextPart;
use tempfile::TempDir;

use super::{TantivyEngine, TantivyWriter, destroy};
use crate::{
    IndexChange, IndexWriter, SearchEngine, SearchError,
    contract::{self, Sketch, Subject, changes, ids, record, request, words},
};

const MEMORY: usize = 30_000_000;

/// Embedded indexes in folders that go away with it.
#[derive(Default)]
struct Embedded {
    folders: Mutex<Vec<TempDir>>,
}

#[async_trait]
impl Subject for Embedded {
    fn engine(&self) -> contract::Engine {
        contract::Engine::Embedded
    }

    async fn holding(&self, changes: Vec<IndexChange>, applied: u64) -> Box<dyn SearchEngine> {
        let folder = TempDir::new().expect("a folder");
        let mut writer = TantivyWriter::open(folder.path(), MEMORY).expect("a writer");
        // In several commits, so that there are several segments.
        for batch in changes.chunks(changes.len().div_ceil(3).max(1)) {
            writer.apply(batch.to_vec()).await.expect("a batch");
            writer.commit(applied).await.expect("a commit");
        }
        let engine = TantivyEngine::open(folder.path()).expect("an engine");
        self.folders.lock().expect("no panic").push(folder);
        Box::new(engine)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_holds() {
    contract::hold(&Embedded::default()).await;
}

const PUMP: Sketch = Sketch { id: "TH-patent-0901001234-A", texts: &[(TextPart::Title, "en", TextOrigin::Original, "pump")] };
const VALVE: Sketch = Sketch { id: "TH-patent-0901001234-A", texts: &[(TextPart::Title, "en", TextOrigin::Original, "valve")] };

async fn found(engine: &TantivyEngine, given: &str) -> Vec<String> {
    ids(&engine.search(&request(words(given))).await.expect("an answer"))
}

fn open(folder: &Path) -> TantivyWriter {
    TantivyWriter::open(folder, MEMORY).expect("a writer")
}

#[tokio::test]
async fn an_engine_sees_commits_and_nothing_before() {
    let folder = TempDir::new().expect("a folder");
    let engine = TantivyEngine::open(folder.path()).expect("an empty index");
    assert_eq!(engine.applied().await.expect("a number"), 0);
    let mut writer = open(folder.path());
    writer.apply(changes(vec![record(&PUMP)])).await.expect("applied");
    assert!(found(&engine, "pump").await.is_empty());
    writer.commit(41).await.expect("committed");
    assert_eq!(found(&engine, "pump").await.len(), 1);
    assert_eq!((engine.applied().await.expect("a number"), engine.records().await.expect("a number")), (41, 1));
    // The last change of a publication within a batch is what stays, and it replaces what was there.
    let id = record(&PUMP).id;
    let gone = IndexChange { id: id.clone(), records: Vec::new() };
    let valve = IndexChange { id: id.clone(), records: vec![record(&VALVE)] };
    let pump = IndexChange { id, records: vec![record(&PUMP)] };
    writer.apply(vec![pump.clone(), gone.clone(), valve]).await.expect("applied");
    writer.commit(42).await.expect("committed");
    assert!(found(&engine, "pump").await.is_empty());
    assert_eq!(found(&engine, "valve").await.len(), 1);
    writer.apply(vec![pump, gone]).await.expect("applied");
    writer.commit(43).await.expect("committed");
    assert_eq!(engine.records().await.expect("a number"), 0);
}

#[tokio::test]
async fn one_process_indexes_at_a_time_and_a_crash_leaves_the_last_commit() {
    let folder = TempDir::new().expect("a folder");
    let mut writer = open(folder.path());
    assert!(matches!(TantivyWriter::open(folder.path(), MEMORY), Err(SearchError::Locked)));
    assert!(matches!(destroy(folder.path()), Err(SearchError::Locked)));
    writer.apply(changes(vec![record(&PUMP)])).await.expect("applied");
    writer.commit(5).await.expect("committed");
    writer.apply(changes(vec![record(&VALVE)])).await.expect("applied");
    drop(writer);
    let writer = open(folder.path());
    assert_eq!(writer.applied().await.expect("a number"), 5);
    let engine = TantivyEngine::open(folder.path()).expect("an engine");
    assert_eq!((found(&engine, "pump").await.len(), found(&engine, "valve").await.len()), (1, 0));
}

#[tokio::test]
async fn a_refused_batch_is_not_committed() {
    let folder = TempDir::new().expect("a folder");
    let mut writer = open(folder.path());
    let mut wrong = changes(vec![record(&PUMP)]);
    wrong[0].id = "VN-patent-1-A".parse().expect("an id");
    assert!(writer.apply(wrong).await.is_err());
    assert!(writer.commit(9).await.is_err());
    assert_eq!(writer.applied().await.expect("a number"), 0);
    writer.apply(changes(vec![record(&PUMP)])).await.expect("applied");
    writer.commit(10).await.expect("committed");
    assert_eq!(writer.applied().await.expect("a number"), 10);
}

#[tokio::test]
async fn an_index_is_cleared_at_the_next_commit() {
    let folder = TempDir::new().expect("a folder");
    let mut writer = open(folder.path());
    writer.apply(changes(vec![record(&PUMP)])).await.expect("applied");
    writer.commit(1).await.expect("committed");
    let engine = TantivyEngine::open(folder.path()).expect("an engine");
    writer.clear().await.expect("cleared");
    assert_eq!(engine.records().await.expect("a number"), 1);
    writer.apply(changes(vec![record(&VALVE)])).await.expect("applied");
    writer.commit(0).await.expect("committed");
    assert_eq!((found(&engine, "pump").await.len(), found(&engine, "valve").await.len()), (0, 1));
    assert_eq!(engine.applied().await.expect("a number"), 0);
}

#[tokio::test]
async fn an_index_of_other_settings_is_out_of_date_until_destroyed() {
    let folder = TempDir::new().expect("a folder");
    let (index, _) = super::folder::open(folder.path()).expect("an index");
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, MEMORY).expect("a writer");
    let mut commit = writer.prepare_commit().expect("a commit");
    commit.set_payload(r#"{"settings":0,"applied":12}"#);
    commit.commit().expect("committed");
    drop(writer);
    assert!(matches!(TantivyEngine::open(folder.path()), Err(SearchError::OutOfDate(_))));
    assert!(matches!(TantivyWriter::open(folder.path(), MEMORY), Err(SearchError::OutOfDate(_))));
    destroy(folder.path()).expect("destroyed");
    let mut writer = open(folder.path());
    let engine = TantivyEngine::open(folder.path()).expect("an empty index");
    writer.apply(changes(vec![record(&PUMP)])).await.expect("applied");
    writer.commit(3).await.expect("committed");
    assert_eq!(found(&engine, "pump").await.len(), 1);
    drop(writer);
    destroy(folder.path()).expect("destroyed");
    assert!(matches!(engine.search(&request(Query::Everything)).await, Err(SearchError::Unavailable(_))));
}

#[test]
fn an_index_whose_list_of_segments_cannot_be_read_is_out_of_date() {
    let folder = TempDir::new().expect("a folder");
    drop(open(folder.path()));
    let meta = folder.path().join("meta.json");
    let text = std::fs::read_to_string(&meta).expect("the list");
    // As an older program packed texts.
    std::fs::write(&meta, text.replace("\"lz4\"", "\"zstd\"")).expect("written");
    assert!(matches!(TantivyEngine::open(folder.path()), Err(SearchError::OutOfDate(_))));
    assert!(matches!(TantivyWriter::open(folder.path(), MEMORY), Err(SearchError::OutOfDate(_))));
    destroy(folder.path()).expect("destroyed");
    assert!(TantivyEngine::open(folder.path()).is_ok());
}

#[tokio::test]
async fn what_is_too_large_is_refused() {
    let folder = TempDir::new().expect("a folder");
    let engine = TantivyEngine::open(folder.path()).expect("an empty index");
    let mut deep = Query::Everything;
    for _ in 0..100 {
        deep = Query::Not(Box::new(deep));
    }
    let wide = Query::Or(vec![Query::Everything; 2_000]);
    for query in [deep, wide, words(&"電池".repeat(10_000))] {
        assert!(matches!(engine.search(&request(query)).await, Err(SearchError::TooLarge(_))));
    }
    let mut far = request(Query::Everything);
    far.offset = 10_001;
    assert!(matches!(engine.search(&far).await, Err(SearchError::TooLarge(_))));
}
