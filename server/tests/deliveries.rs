//! A delivery is taken back by the command line, once it was told what that would do; readers and search see what was before.

mod common;

use std::{
    path::Path,
    process::{Command, Output},
};

use common::{Fixture, get, inid_record};
use serde_json::Value;

const NUMBER: &str = "0111111111";

fn kakehashi(data: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_kakehashi"));
    program.arg("--data").arg(data).args(arguments).env("RUST_LOG", "warn").output().expect("the program runs")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|refused| panic!("{refused}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[tokio::test]
async fn a_delivery_is_taken_back_and_may_be_taken_again() {
    let fixture = Fixture::new().await;
    let first = fixture.write("first/gazette.txt", inid_record(NUMBER, "plain separator", "the plain layer is thin."));
    let second = fixture.write(
        "second/gazette.txt",
        inid_record(NUMBER, "spoilt separator", "the spoilt layer is thin.") + "\n" + &inid_record("0222222222", "stray", "a stray thing."),
    );
    fixture.harvest(first.parent().expect("a folder"), "TH", true).await;
    let second = second.parent().expect("a folder");
    assert_eq!(fixture.harvest(second, "TH", true).await.created, 1);
    let data = &fixture.config.data;
    let listed = json(&kakehashi(data, &["deliveries", "list", "--json"]));
    let of_name =
        |name: &str| listed.as_array().expect("a list").iter().find(|row| row["delivery"]["name"] == name).expect("listed").clone();
    let hash = of_name("second")["delivery"]["id"].as_str().expect("a hash").to_owned();
    assert_eq!(kakehashi(data, &["deliveries", "roll-back", "0000"]).status.code(), Some(4));

    let document = format!("/publications/TH/patent/{NUMBER}/A");
    let told = json(&kakehashi(data, &["deliveries", "roll-back", &hash, "--json"]));
    assert_eq!((&told["restored"], &told["taken_away"], &told["done"]), (&Value::from(1), &Value::from(1), &Value::from(false)), "{told}");
    let router = fixture.router().await;
    assert!(get(&router, &document).await.text.contains("spoilt separator"), "telling changes nothing");
    assert!(get(&router, "/search?q=stray").await.text.contains("0222222222"));

    let done = json(&kakehashi(data, &["deliveries", "roll-back", &hash, "--yes", "--json"]));
    assert_eq!(
        (&done["restored"], &done["taken_away"], &done["finished"]),
        (&Value::from(1), &Value::from(1), &Value::from(true)),
        "{done}"
    );
    let shown = json(&kakehashi(data, &["deliveries", "show", &hash, "--json"]));
    assert_eq!((&shown["rolled_back"]["restored"], shown["rolled_back"]["finished"].is_null()), (&Value::from(1), false), "{shown}");
    let router = fixture.router().await;
    let page = get(&router, &document).await.text;
    assert!(page.contains("plain separator") && !page.contains("spoilt separator"), "{page}");
    assert!(!get(&router, "/search?q=stray").await.text.contains("/publications/TH/patent/0222222222"));
    assert!(get(&router, "/search?q=plain").await.text.contains(NUMBER));
    let acts = fixture.store.acts().await.expect("read");
    assert!(acts.iter().any(|act| act == "delivery-rolled-back"), "{acts:?}");
    let again = fixture.harvest(second, "TH", true).await;
    assert_eq!(again.created + again.updated, 2, "the same files may be taken again");
}
