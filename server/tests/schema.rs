//! The committed JSON schema of `kakehashi show --json` is the one that the program's publication has.

use std::{fs, path::PathBuf};

#[test]
fn the_committed_schema_is_the_publications() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("publication.schema.json");
    let schema = schemars::schema_for!(publication::Publication);
    let written = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &written).expect("the schema's file can be written");
    }
    let committed = fs::read_to_string(&path).expect("the schema is committed");
    assert!(committed == written, "publication.schema.json is out of date: run `make schema`");
}
