//! A backup made while others write is restored to the same, and nothing but a whole backup is restored.

mod common;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use common::{Fixture, PNG, get, inid_record};
use index_config::TextOrigin;
use publication::{AccountId, Audience, DocumentNumber, LocalizedText, Operation, Publication, PublicationId, Role, Source, TextPart};
use server::{
    backup::{BackupError, back_up, restore},
    clock, segments,
};
use storage::{
    Act, Actor, Draft, HumanText, MemoryUnit, Provision, PublicationToStore, SaveOutcome, SegmentKey, SqliteStore, Store, UnitOrigin,
};

const NUMBER: &str = "0111111111";
const DELIVERY: &str = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";
const TITLE: &str = "plain separator";

fn id() -> PublicationId {
    format!("TH-patent-{NUMBER}-A").parse().expect("an id")
}

fn key() -> SegmentKey {
    SegmentKey {
        part: TextPart::Title,
        language: "en".parse().expect("a language"),
        source_hash: segments::source_hash(TITLE),
        occurrence: 0,
    }
}

/// A document with its figure, a correction, a draft, a unit of the memory, an account and a decision.
async fn filled() -> (Fixture, AccountId) {
    let fixture = Fixture::new().await;
    let path = fixture.write("d/gazette.txt", inid_record(NUMBER, TITLE, "the plain layer is thin."));
    fixture.write(&format!("d/figure-{NUMBER}.png"), PNG);
    assert_eq!(fixture.harvest(path.parent().expect("a folder"), "TH", true).await.created, 1);
    let account = fixture.account("hanako", Role::Translator, Audience::Inside).await.id;
    let by = Actor { account, name: "花子".to_owned() };
    let present = fixture.store.segment(&id(), &key()).await.expect("read").map_or(0, |segment| segment.revision);
    let text = HumanText {
        key: key(),
        source: TITLE.to_owned(),
        japanese: "平板なセパレーター".to_owned(),
        state: "translated".to_owned(),
        provenance: r#"{"by":"human","author":"花子","date":"2026-01-01"}"#.to_owned(),
        based_on: present,
        act: Act::Save,
        by,
        reason: String::new(),
        findings: false,
        to_review: true,
        may_pass_lock: false,
        seen_version: 1,
        taken: None,
    };
    let saved = fixture.store.save(&id(), text, clock::now()).await.expect("saved");
    assert!(matches!(saved, SaveOutcome::Saved(_)), "{saved:?}");
    let draft = Draft { key: key(), source: TITLE.to_owned(), japanese: "平らな".to_owned(), based_on: present + 1, typed: 7 };
    fixture.store.keep_draft(&id(), account, draft).await.expect("kept");
    let unit = MemoryUnit {
        source_language: "en".parse().expect("a language"),
        source: "a lid of steel".to_owned(),
        japanese: "鋼の蓋".to_owned(),
        pattern: "a lid of steel".to_owned(),
        context: String::new(),
        author: "花子".to_owned(),
        created: time::OffsetDateTime::from_unix_timestamp(1_760_000_000).expect("a time"),
        changed: None,
        origin: UnitOrigin::Imported,
        origin_name: "a.tmx".to_owned(),
        public: false,
    };
    fixture.store.store_units(vec![unit]).await.expect("stored");
    let decision = Provision {
        office: "TH".parse().expect("an office"),
        right: "patent".parse().expect("a right"),
        element: Some("claims".parse().expect("an element")),
        public: false,
        since: None,
    };
    fixture.store.provide(&decision, Some(account), clock::now()).await.expect("decided");
    fixture.drain().await;
    (fixture, account)
}

/// Two documents of one transaction: a copy has both or neither.
fn pair(number: u32) -> Vec<PublicationToStore> {
    ["A", "B"]
        .map(|kind| {
            let id: PublicationId = format!("VN-patent-{number}-{kind}").parse().expect("an id");
            let document = DocumentNumber::read("VN".parse().expect("a code"), &number.to_string(), None).expect("a number");
            let source = Source { delivery: String::new(), file: "a.xml".to_owned(), offset: 0, format: "docdb".to_owned() };
            let mut publication = Publication::new(id, document, source);
            publication.titles = vec![LocalizedText { language: "en".parse().expect("a language"), text: format!("Valve {number}") }];
            PublicationToStore { operation: Operation::Put, publication, public: true, original: b"<a/>".to_vec(), numbers: Vec::new() }
        })
        .into()
}

async fn backed_up(fixture: &Fixture, name: &str) -> PathBuf {
    let store = SqliteStore::open_existing(&fixture.config.data).await.expect("opened").expect("there");
    let place = fixture.folder.path().join(name);
    back_up(&store, &place, clock::now(), Arc::default(), |_, _| {}).await.expect("backed up");
    store.close().await;
    place
}

fn restored(backup: &Path, folder: &Path) -> Result<(), BackupError> {
    restore(backup, folder, &AtomicBool::new(false), |_, _| {}).map(|_| ())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_while_others_write_comes_back_the_same() {
    let (fixture, account) = filled().await;
    let (writing, going_on) = (Arc::clone(&fixture.store), Arc::new(AtomicBool::new(true)));
    let goes_on = Arc::clone(&going_on);
    let writer = tokio::spawn(async move {
        let mut number = 1_000;
        while goes_on.load(Ordering::Relaxed) {
            writing.store(DELIVERY, pair(number), clock::now()).await.expect("nobody waits for a backup");
            number += 1;
        }
        number
    });
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let backup = backed_up(&fixture, "all.tar").await;
    going_on.store(false, Ordering::Relaxed);
    assert!(writer.await.expect("it wrote") > 1_001);

    let data = fixture.folder.path().join("restored");
    restored(&backup, &data).expect("restored");
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&data).await.expect("opened"));
    let ids = store.ids_after(None, usize::MAX).await.expect("read");
    assert!(ids.len() >= 3 && ids.len() % 2 == 1, "pairs and the document: {}", ids.len());
    for held in &ids {
        let of = async |store: &Arc<dyn Store>| {
            let publication = store.publication(held, Audience::Inside).await.expect("read");
            let original = store.original(held, None, Audience::Inside).await.expect("read");
            (publication, original, store.versions(held, Audience::Inside).await.expect("read"))
        };
        assert_eq!(of(&store).await, of(&fixture.store).await, "{held}");
    }
    let (new, old) = (&store, &fixture.store);
    assert_eq!(new.history(&id(), &key(), 10).await.expect("read"), old.history(&id(), &key(), 10).await.expect("read"));
    let present = new.segment(&id(), &key()).await.expect("read").expect("there");
    assert_eq!((present.origin, present.japanese.as_str()), (TextOrigin::Human, "平板なセパレーター"));
    assert_eq!(new.drafts(&id(), account).await.expect("read"), old.drafts(&id(), account).await.expect("read"));
    let units = async |store: &Arc<dyn Store>| store.units_after(None, None, Audience::Inside, 10).await.expect("read");
    assert_eq!(units(new).await, units(old).await);
    assert_eq!(new.account(account).await.expect("read"), old.account(account).await.expect("read"));
    assert_eq!(new.provisions().await.expect("read"), old.provisions().await.expect("read"));
    let figure = new.publication(&id(), Audience::Inside).await.expect("read").expect("there").figures[0].clone();
    let content = figure.content.expect("its file came with it");
    assert_eq!(new.blob(&content).await.expect("read").as_deref(), Some(PNG));

    // A portal over it makes its index anew, and answers; what is kept back stays so.
    let mut config = fixture.config.clone();
    config.data = data;
    let again = Fixture { folder: tempfile::tempdir().expect("a folder"), config, store };
    again.drain().await;
    let router = again.router().await;
    let found = get(&router, "/search?q=%E5%B9%B3%E6%9D%BF").await.text;
    assert!(found.contains(NUMBER), "{found}");
    let claims = get(&router, &format!("/publications/TH/patent/{NUMBER}/A/claims")).await.text;
    assert!(!claims.contains("comprising"), "{claims}");
}

/// The file's place in a tar: where its bytes begin.
fn bytes_of(tar: &[u8], name: &str) -> usize {
    let at = tar.chunks_exact(512).position(|block| block.starts_with(name.as_bytes())).expect("the file is there");
    (at + 1) * 512
}

/// Puts other words in the place of some of the same length.
fn changed(tar: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = tar.windows(from.len()).position(|bytes| bytes == from.as_bytes()).expect("it stands there");
    let mut tar = tar.to_vec();
    tar[at..at + from.len()].copy_from_slice(to.as_bytes());
    tar
}

/// Gives a file of the tar another path, with its sum put right.
fn renamed(tar: &[u8], name: &str, to: &str, kind: tar::EntryType) -> Vec<u8> {
    let mut tar = tar.to_vec();
    let at = bytes_of(&tar, name) - 512;
    let mut header = tar::Header::from_byte_slice(&tar[at..at + 512]).clone();
    let place = &mut header.as_old_mut().name;
    place.fill(0);
    place[..to.len()].copy_from_slice(to.as_bytes());
    header.set_entry_type(kind);
    header.set_cksum();
    tar[at..at + 512].copy_from_slice(header.as_bytes());
    tar
}

#[tokio::test]
async fn nothing_but_a_whole_backup_is_restored_and_only_where_nothing_stands() {
    let (fixture, _) = filled().await;
    let backup = backed_up(&fixture, "all.tar").await;
    let whole = std::fs::read(&backup).expect("read");
    let folder = fixture.folder.path().join("restored");
    let blob = format!("blobs/{}", &whole_blob(&whole));
    let mut spoilt = whole.clone();
    spoilt[bytes_of(&whole, "kakehashi.sqlite3") + 5_000] ^= 1;
    let mut blotted = whole.clone();
    blotted[bytes_of(&whole, &blob)] ^= 1;
    let schema = SqliteStore::SCHEMA;
    let newer = changed(&whole, &format!("\"schema\": {schema}"), "\"schema\": 99");
    let regular = tar::EntryType::Regular;
    for (bytes, told) in [
        (spoilt, "kakehashi.sqlite3 (hash)"),
        (blotted, &format!("{blob} (hash)")),
        (whole[..whole.len() / 2].to_vec(), "(cut-off)"),
        (whole[..bytes_of(&whole, "end.json") - 512].to_vec(), "end.json (cut-off)"),
        (renamed(&whole, &blob, "blobs/../../escaped", regular), "blobs/../../escaped (name)"),
        (renamed(&whole, &blob, "/etc/passwd", regular), "/etc/passwd (name)"),
        (renamed(&whole, &blob, &blob, tar::EntryType::Symlink), "(kind)"),
        (renamed(&whole, "manifest.json", "other.json", regular), "かけはしのバックアップではありません"),
        (newer, "新しい版"),
        (b"something else".repeat(100), "かけはしのバックアップではありません"),
    ] {
        let broken = fixture.folder.path().join("broken.tar");
        std::fs::write(&broken, bytes).expect("written");
        let refused = restored(&broken, &folder).expect_err("refused").to_string();
        assert!(refused.contains(told), "{refused}: {told}");
        assert!(!folder.exists(), "nothing is left: {told}");
    }
    assert!(!fixture.folder.path().join("escaped").exists());

    let stopped = restore(&backup, &folder, &AtomicBool::new(true), |_, _| {});
    assert!(matches!(stopped, Err(BackupError::Stopped)) && !folder.exists(), "{stopped:?}");
    // What a killed restore left is in nobody's way; what somebody keeps there is.
    std::fs::create_dir_all(folder.join(".restoring-killed/blobs")).expect("made");
    restored(&backup, &folder).expect("restored");
    assert!(matches!(restored(&backup, &folder), Err(BackupError::NotEmpty(_))));
    let store = SqliteStore::open_existing(&fixture.config.data).await.expect("opened").expect("there");
    let taken = back_up(&store, &backup, clock::now(), Arc::default(), |_, _| {}).await;
    assert!(matches!(taken, Err(BackupError::Taken(_))));
    let stopped = back_up(&store, &fixture.folder.path().join("b.tar"), clock::now(), Arc::new(AtomicBool::new(true)), |_, _| {}).await;
    assert!(matches!(stopped, Err(BackupError::Stopped)), "{stopped:?}");
    let left = std::fs::read_dir(fixture.folder.path()).expect("read").filter_map(Result::ok);
    assert!(left.into_iter().all(|left| !left.file_name().to_string_lossy().starts_with(".kakehashi-backup-")), "nothing is left");
}

/// The first blob of a backup: `ab/cdef…`.
fn whole_blob(tar: &[u8]) -> String {
    let header = tar.chunks_exact(512).find(|block| block.starts_with(b"blobs/")).expect("a blob");
    String::from_utf8_lossy(&header[6..71]).into_owned()
}
