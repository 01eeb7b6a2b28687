//! `kakehashi translate`: what it would take is told before anything is asked for; what people wrote is left alone; nothing is lost or paid twice by a kill.

use std::{
    process::{Child, Command, Stdio},
    time::Duration,
};

use publication::{PublicationId, TextPart};
use serde_json::{Value, json};
use storage::{SegmentTranslation, Store};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::path};

mod common;
use common::{Fixture, inid_record};

/// Titles and abstracts of a few publications.
async fn held() -> Fixture {
    let fixture = Fixture::new().await;
    let records = ["Blue lamp", "Green lamp", "Yellow lamp"].map(|title| {
        let number = 1_000_000 + u32::try_from(title.len()).expect("short");
        inid_record(&number.to_string(), title, "It shines through a lens.")
    });
    let delivery = fixture.write("gazette.txt", records.join("\n"));
    fixture.harvest(&delivery, "TH", true).await;
    fixture
}

fn deepl(server: &MockServer, model: &str) -> String {
    format!(
        "[translation.engines.main]\nkind = \"deepl\"\nkey = \"secret\"\nurl = \"{}\"\nglossary = \"\"\nmodel_type = \"{model}\"\n\
         limits.characters_per_day = 60\n",
        server.uri()
    )
}

/// Answers each text by its length, with the model that was asked for.
async fn lengths(delay: Duration) -> MockServer {
    let server = MockServer::start().await;
    let respond = move |request: &Request| {
        let body: Value = request.body_json().expect("JSON");
        let model = body["model_type"].clone();
        let answer = |text: &Value| {
            let text = text.as_str().unwrap_or_default();
            json!({"text": format!("{}灯。", "明".repeat(text.len())), "model_type_used": model, "billed_characters": text.len()})
        };
        let texts: Vec<Value> = body["text"].as_array().expect("texts").iter().map(answer).collect();
        ResponseTemplate::new(200).set_delay(delay).set_body_json(json!({ "translations": texts }))
    };
    Mock::given(path("/v2/translate")).respond_with(respond).mount(&server).await;
    server
}

fn command(fixture: &Fixture, configuration: &str, arguments: &[&str]) -> Command {
    let file = fixture.write("kakehashi.toml", configuration);
    let mut command = Command::new(env!("CARGO_BIN_EXE_kakehashi"));
    command.arg("--data").arg(&fixture.config.data).arg("--config").arg(file).args(arguments).env("RUST_LOG", "error");
    command
}

async fn run(fixture: &Fixture, configuration: &str, arguments: &[&str]) -> Value {
    let mut command = command(fixture, configuration, arguments);
    // The server that plays the engine runs in this process meanwhile.
    let output = tokio::task::spawn_blocking(move || command.output().expect("the program runs")).await.expect("no panic");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

async fn japanese(store: &dyn Store, id: &PublicationId) -> Vec<SegmentTranslation> {
    let mut all = store.translations(id).await.expect("read");
    all.retain(|there| matches!(there.key.part, TextPart::Title | TextPart::Abstract));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_takes_is_told_before_it_is_asked_for_and_another_model_makes_it_anew() {
    let fixture = held().await;
    let server = lengths(Duration::ZERO).await;
    let first = deepl(&server, "quality_optimized");
    let told = run(&fixture, &first, &["translate", "--office", "TH", "--dry-run", "--json"]).await;
    // Three titles, and one sentence that all abstracts have.
    let characters = 9 + 10 + 11 + 25;
    assert_eq!((&told["publications"], &told["wanting"], &told["wanted"]["segments"]), (&json!(3), &json!(3), &json!(6)), "{told}");
    let engine = &told["engines"][0];
    assert_eq!((&engine["id"], &engine["segments"], &engine["characters"]), (&json!("main"), &json!(4), &json!(characters)), "{told}");
    assert_eq!(engine["budget"], json!({"limit": 60, "spent": 0, "days": 1}));
    assert!(server.received_requests().await.expect("requests").is_empty(), "an estimate sends nothing");

    let done = run(&fixture, &first, &["translate", "--office", "TH", "--json"]).await;
    assert_eq!((&done["asked"], &done["due"], &done["taken"], &done["later"]), (&json!(3), &json!(0), &json!(0), &json!([])), "{done}");
    let work = run(&fixture, &first, &["engines", "stats", "--json"]).await;
    let row = &work["work"][0];
    assert_eq!((&row["engine"], &row["office"], &row["model"]), (&json!("main"), &json!("TH"), &json!("quality_optimized")), "{work}");
    assert_eq!((&row["segments"], &row["characters"], &row["units"]), (&json!(4), &json!(characters), &json!(characters)));

    let id: PublicationId = "TH-patent-1000009-A".parse().expect("an id");
    let title = japanese(fixture.store.as_ref(), &id).await.into_iter().find(|there| there.key.part == TextPart::Title).expect("a title");
    assert_eq!(title.japanese, format!("{}灯。", "明".repeat(9)));
    let human = SegmentTranslation {
        japanese: "青いランプ".into(),
        provenance: "{\"by\":\"human\",\"author\":\"訳者\",\"date\":\"2026-01-01\"}".into(),
        ..title
    };
    fixture.store.save_human(&id, human, server::clock::now()).await.expect("saved");

    let again = ["translate", "--office", "TH", "--retranslate", "--dry-run", "--json"];
    assert_eq!(run(&fixture, &first, &again).await["wanting"], json!(0), "the present model made it");
    let second = deepl(&server, "latency_optimized").replace("= 60", "= 1000");
    let told = run(&fixture, &second, &again).await;
    assert_eq!((&told["wanting"], &told["wanted"]["segments"]), (&json!(3), &json!(5)), "a person's text is not made anew: {told}");

    // Where the new model cannot be asked, what was there stays.
    let refusing = MockServer::start().await;
    Mock::given(path("/v2/translate")).respond_with(ResponseTemplate::new(456)).mount(&refusing).await;
    let third = deepl(&refusing, "latency_optimized").replace("= 60", "= 1000");
    let refused = run(&fixture, &third, &["translate", "--office", "TH", "--retranslate", "--json"]).await;
    assert_eq!((&refused["later"][0]["code"], &refused["later"][0]["jobs"]), (&json!("quota-exhausted"), &json!(3)), "{refused}");
    assert_eq!(refusing.received_requests().await.expect("requests").len(), 1, "a used-up quota is not asked again");
    assert!(japanese(fixture.store.as_ref(), &id).await.iter().any(|there| there.provenance.contains("quality_optimized")));

    run(&fixture, &second, &["translate", "--office", "TH", "--retranslate", "--json"]).await;
    let read = japanese(fixture.store.as_ref(), &id).await;
    assert!(read.iter().any(|there| there.japanese == "青いランプ"), "{read:?}");
    assert!(read.iter().all(|there| !there.provenance.contains("quality_optimized")), "{read:?}");
}

fn start(fixture: &Fixture, configuration: &str) -> Child {
    let mut command = command(fixture, configuration, &["translate", "--office", "TH"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_the_middle_nothing_is_lost_and_what_came_is_not_paid_again() {
    let fixture = held().await;
    let server = lengths(Duration::from_millis(400)).await;
    let configuration = deepl(&server, "quality_optimized").replace("= 60", "= 1000");
    let mut child = start(&fixture, &configuration);
    let asked = async || server.received_requests().await.expect("requests").len();
    while asked().await < 1 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    assert!(fixture.store.jobs_waiting().await.expect("read") > 0);
    let done = run(&fixture, &configuration, &["translate", "--office", "TH", "--json"]).await;
    assert_eq!((&done["due"], &done["taken"], &done["later"]), (&json!(0), &json!(0), &json!([])), "{done}");
    for number in ["1000009", "1000010", "1000011"] {
        let id: PublicationId = format!("TH-patent-{number}-A").parse().expect("an id");
        assert_eq!(japanese(fixture.store.as_ref(), &id).await.len(), 2, "{id}");
    }
    // Only what was under way when it was killed is asked for again.
    assert!(asked().await <= 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_is_rendered_in_one_way_whenever_a_part_is_translated() {
    let fixture = Fixture::new().await;
    let delivery = fixture.write("gazette.txt", inid_record("2000001", "Housing", "The housing is open."));
    fixture.harvest(&delivery, "TH", true).await;
    let server = MockServer::start().await;
    let respond = |request: &Request| {
        let body: Value = request.body_json().expect("JSON");
        let said = body["messages"][1]["content"].as_str().unwrap_or_default().to_owned();
        let told = said.contains("ousing = ハウジング");
        let word = if told || said.contains("[1] Housing") { "ハウジング" } else { "筐体" };
        let answer = |(at, line): (usize, &str)| {
            let text = if line.contains("claim 1") { format!("請求項1に記載の{word}。") } else { word.to_owned() };
            json!({"id": at + 1, "text": text})
        };
        let segments: Vec<Value> = said.lines().filter(|line| line.starts_with('[')).enumerate().map(answer).collect();
        let content = json!({ "segments": segments }).to_string();
        ResponseTemplate::new(200).set_body_json(json!({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}))
    };
    Mock::given(path("/v1/chat/completions")).respond_with(respond).mount(&server).await;
    let configuration =
        format!("[translation.engines.main]\nkind = \"openai-compatible\"\nbase_url = \"{}/v1\"\nmodel = \"m\"\n", server.uri());
    run(&fixture, &configuration, &["translate", "--office", "TH", "--part", "title", "--json"]).await;
    run(&fixture, &configuration, &["translate", "--office", "TH", "--part", "abstract,claims", "--json"]).await;
    let id: PublicationId = "TH-patent-2000001-A".parse().expect("an id");
    let read = fixture.store.translations(&id).await.expect("read");
    let machine: Vec<&str> =
        read.iter().filter(|there| there.provenance.contains("machine")).map(|there| there.japanese.as_str()).collect();
    assert!(machine.len() > 1 && machine.iter().all(|japanese| japanese.contains("ハウジング")), "{read:?}");
}
