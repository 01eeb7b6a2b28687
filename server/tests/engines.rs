//! `kakehashi engines`: what is configured is listed before anything is sent, and a text is tried at each engine.

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::path};

fn kakehashi(folder: &Path, configuration: &str, arguments: &[&str]) -> Output {
    let file = folder.join("kakehashi.toml");
    std::fs::write(&file, configuration).expect("a file");
    Command::new(env!("CARGO_BIN_EXE_kakehashi"))
        .arg("--data")
        .arg(folder)
        .arg("--config")
        .arg(&file)
        .args(arguments)
        .env("RUST_LOG", "warn")
        .output()
        .expect("the program runs")
}

async fn run(folder: &Path, configuration: String, arguments: &'static [&'static str]) -> (i32, Value, String) {
    let folder = folder.to_owned();
    // The server that plays the engines runs in this process meanwhile.
    let output = tokio::task::spawn_blocking(move || kakehashi(&folder, &configuration, arguments)).await.expect("no panic");
    let json = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code().expect("it ended by itself"), json, String::from_utf8_lossy(&output.stderr).into_owned())
}

fn configuration(server: &MockServer) -> String {
    format!(
        "[translation.openai]\nbase_url = \"{0}/v1\"\nmodel = \"m\"\nkey = \"secret-key\"\n\
         [translation.engines.deepl]\nkind = \"deepl\"\nkey = \"secret-key\"\nurl = \"{0}\"\nlimits.characters_per_day = 1000\n\
         [translation.engines.nict]\nkind = \"textra\"\nuser = \"u\"\nkey = \"secret-key\"\nsecret = \"s\"\n\
         [[translation.routes]]\noffices = [\"KR\"]\nengines = [\"deepl\", \"openai\"]\n",
        server.uri()
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn engines_are_listed_and_tried() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = MockServer::start().await;
    Mock::given(path("/v2/translate"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"translations": [{"text": "ポンプ。", "billed_characters": 5}]})))
        .mount(&server)
        .await;
    Mock::given(path("/v1/chat/completions")).respond_with(ResponseTemplate::new(401).set_body_string("secret-key")).mount(&server).await;

    let (code, list, _) = run(folder.path(), configuration(&server), &["engines", "--json"]).await;
    let row = |at: usize, key: &str| list["engines"][at][key].clone();
    assert_eq!(code, 0);
    assert_eq!((row(0, "id"), row(0, "third_party"), row(0, "characters_per_day")), (json!("deepl"), json!(false), json!(1000)));
    assert_eq!((row(1, "id"), row(1, "enabled"), row(1, "host")), (json!("nict"), json!(false), json!("mt-auto-minhon-mlt.ucri.jgn-x.jp")));
    assert_eq!((row(2, "id"), row(2, "kind"), row(2, "routes")), (json!("openai"), json!("openai-compatible"), json!([0])));
    assert!(server.received_requests().await.expect("requests").is_empty(), "a list sends nothing");

    let (code, tried, _) = run(folder.path(), configuration(&server), &["engines", "try", "Pump.", "--from", "en", "--json"]).await;
    assert_eq!(code, 5);
    let trial = |at: usize, key: &str| tried["trials"][at][key].clone();
    assert_eq!((trial(0, "text"), trial(0, "units_billed")), (json!("ポンプ。"), json!(5)));
    assert_eq!((trial(1, "id"), trial(1, "code")), (json!("openai"), json!("engine-authentication")));
    assert!(!tried.to_string().contains("secret-key"));

    let (code, _, _) = run(folder.path(), configuration(&server), &["engines", "try", "Pump.", "--from", "en", "--engine", "deepl"]).await;
    assert_eq!(code, 0);
    let (code, _, said) = run(folder.path(), configuration(&server), &["engines", "try", "x", "--from", "en", "--engine", "nict"]).await;
    assert!(code == 1 && said.contains("translation.engines.nict"), "{said}");
    let (code, _, _) = run(folder.path(), configuration(&server), &["engines", "try", "x", "--from", "?"]).await;
    assert_eq!(code, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_that_cannot_be_used_is_named_in_japanese() {
    let folder = tempfile::tempdir().expect("a folder");
    for (configuration, field) in [
        ("[translation.openai]\nbase_url = \"llm\"\nmodel = \"m\"\n", "translation.openai.base_url"),
        ("[translation.engines.a]\nkind = \"deepl\"\nkey = \"\"\n", "translation.engines.a.key: 値がありません"),
        ("[translation.engines.a]\nkind = \"textra\"\nuser = \"u\"\nkey = \"k\"\nsecret = \"s\"\n", "translation.engines.a.accept_terms"),
        ("[[translation.routes]]\nengines = [\"b\"]\n", "translation.routes[0].engines: engines.b がありません"),
    ] {
        let (code, _, said) = run(folder.path(), configuration.to_owned(), &["engines"]).await;
        assert!(code == 1 && said.contains(field), "{said}");
    }
    let (code, _, _) = run(folder.path(), String::new(), &["engines"]).await;
    assert_eq!(code, 0);
}
