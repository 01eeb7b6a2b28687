//! Blobs.

use sha2::{Digest, Sha256};

use crate::Store;

pub(crate) async fn blobs_are_kept_by_content(store: &impl Store) {
    let bytes: Vec<u8> = (0..=255).cycle().take(700_001).collect();
    let hash = hex::encode(Sha256::digest(&bytes));
    assert_eq!(store.blob(&hash).await.expect("read"), None);
    assert_eq!(store.keep(bytes.clone()).await.expect("kept"), hash);
    assert_eq!(store.keep(bytes.clone()).await.expect("kept again"), hash);
    assert_eq!(store.blob(&hash).await.expect("read").as_ref(), Some(&bytes));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("figure.tif");
    std::fs::write(&file, &bytes).expect("written");
    assert_eq!(store.keep_file(&file).await.expect("kept"), (hash, 700_001));
    std::fs::write(&file, b"other").expect("written");
    let (other, size) = store.keep_file(&file).await.expect("kept");
    assert_eq!(size, 5);
    assert_eq!(store.blob(&other).await.expect("read").as_deref(), Some(b"other".as_slice()));
    assert_eq!(std::fs::read(&file).expect("it stays"), b"other");
    assert!(store.keep_file(&folder.path().join("missing")).await.is_err());
    let empty = store.keep(Vec::new()).await.expect("kept");
    assert_eq!(store.blob(&empty).await.expect("read"), Some(Vec::new()));
}

pub(crate) async fn a_blob_is_asked_for_by_its_hash_only(store: &impl Store) {
    let long = "a".repeat(63);
    for no_hash in ["", "..", "../kakehashi.sqlite3", "/etc/passwd", &long, &format!("{long}G"), &format!("{}é", "a".repeat(62))] {
        assert_eq!(store.blob(no_hash).await.expect("read"), None, "{no_hash}");
    }
}
