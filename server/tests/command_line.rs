//! The program, as people and scripts call it: JSON on standard output, exit codes that mean something.

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

const RECORD: &str = "(19) VN\n(11) 1-0012345\n(13) B\n(21) 1-2019-00123\n(22) 04.03.2019\n(45) 2020-05-06\n(51) F16K 1/22\n(54) [vi] Van bướm\n\
                      (57) [vi] Sáng chế đề cập đến van bướm.\n(71) Công ty Mẫu (VN)\n";

fn kakehashi(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kakehashi"))
        .arg("--data")
        .arg(data)
        .args(arguments)
        .env("RUST_LOG", "warn")
        .output()
        .expect("the program runs")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|refused| {
        panic!("{refused}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    })
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

#[test]
fn a_delivery_is_harvested_shown_searched_and_harvested_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let delivery = folder.path().join("delivery");
    std::fs::create_dir(&delivery).expect("a folder");
    std::fs::write(delivery.join("gazette.txt"), RECORD).expect("a file");
    std::fs::write(delivery.join("broken.xml"), "<exch:exchange-documents><exch:exchange-document country=\"DE\"").expect("a file");
    std::fs::write(delivery.join("empty.xml"), "").expect("a file");
    let path = delivery.to_str().expect("a path");
    let harvest = ["harvest", "--office", "VN", "--json", path];

    // A dry run says what would be, and stores nothing.
    let output = kakehashi(&data, &["harvest", "--office", "VN", "--json", "--dry-run", path]);
    let report = json(&output);
    assert_eq!((&report["created"], &report["dry_run"]), (&Value::from(1), &Value::from(true)), "{report}");
    assert_eq!(code(&kakehashi(&data, &["show", "VN-patent-10012345-B"])), 4);

    let output = kakehashi(&data, &harvest);
    assert_eq!(code(&output), 0, "rejects do not fail a delivery");
    let report = json(&output);
    let counts = ["read", "created", "updated", "unchanged", "rejected"].map(|key| report[key].as_u64().expect(key));
    assert_eq!(counts, [3, 1, 0, 0, 2], "{report}");
    for reject in report["rejects"].as_array().expect("a list") {
        for key in ["file", "place", "code", "reason"] {
            assert!(!reject[key].as_str().expect(key).is_empty(), "{key} of {reject}");
        }
    }
    assert_eq!(report["indexed"], true);

    let again = json(&kakehashi(&data, &harvest));
    let counts = ["created", "updated", "unchanged"].map(|key| again[key].as_u64().expect(key));
    assert_eq!(counts, [0, 0, 1], "{again}");

    // By id and by number, in full width too.
    let output = kakehashi(&data, &["show", "VN-patent-10012345-B", "--json"]);
    assert_eq!(code(&output), 0);
    let publication = json(&output);
    assert_eq!(publication["id"], "VN-patent-10012345-B");
    assert_eq!(publication["number"]["as_published"], "1-0012345");
    assert_eq!(publication["application"]["date"]["iso"], "2019-03-04");
    assert_eq!(json(&kakehashi(&data, &["show", "ＶＮ １－００１２３４５", "--json"]))["id"], publication["id"]);

    let found = json(&kakehashi(&data, &["search", "van", "--office", "VN,TH", "--json"]));
    assert_eq!(found["results"]["total"]["count"], 1, "{found}");
    assert_eq!(code(&kakehashi(&data, &["search", "ngoài hành tinh", "--json"])), 4);

    // What changed is a new version; the old one stays readable.
    std::fs::write(delivery.join("gazette.txt"), RECORD.replace("Van bướm", "Van bi")).expect("a file");
    assert_eq!(json(&kakehashi(&data, &harvest))["updated"], 1);
    assert_eq!(json(&kakehashi(&data, &["show", "VN-patent-10012345-B", "--json"]))["titles"][0]["text"], "Van bi");
    let old = json(&kakehashi(&data, &["show", "VN-patent-10012345-B", "--version", "1", "--json"]));
    assert_eq!(old["titles"][0]["text"], "Van bướm");

    // The index can be thrown away.
    std::fs::remove_dir_all(data.join("index")).expect("the index can go");
    assert_eq!(code(&kakehashi(&data, &["reindex"])), 0);
    assert_eq!(json(&kakehashi(&data, &["search", "Van bi", "--json"]))["results"]["total"]["count"], 1);
}

#[test]
fn what_is_wrong_is_said_with_a_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    assert_eq!(code(&kakehashi(&data, &["harvest", "nowhere", "--office", "VIETNAM"])), 2, "an office code has two letters");
    assert_eq!(code(&kakehashi(&data, &["harvest", "nowhere", "--office", "VN", "--format", "word"])), 1);
    let missing = kakehashi(&data, &["harvest", "nowhere", "--office", "VN", "--json"]);
    assert_eq!(code(&missing), 3);
    assert_eq!(json(&missing)["failed"][0]["code"], "delivery-missing");
    let other = folder.path().join("other");
    std::fs::create_dir(&other).expect("a folder");
    std::fs::write(other.join("letter.txt"), "Dear colleagues,\nplease find the disks enclosed.\n").expect("a file");
    let unrecognised = kakehashi(&data, &["harvest", other.to_str().expect("a path"), "--office", "VN", "--json"]);
    assert_eq!(code(&unrecognised), 3, "a delivery in which nothing is a publication is no success");
    assert_eq!(json(&unrecognised)["failed"][0]["code"], "nothing-recognised");
    let unconfigured = kakehashi(&data, &["--config", "nowhere.toml", "doctor"]);
    assert_eq!(code(&unconfigured), 1);
    assert!(String::from_utf8_lossy(&unconfigured.stderr).contains("nowhere.toml"));
    let wrong = folder.path().join("wrong.toml");
    std::fs::write(&wrong, "[server]\nlisten = 'here'\n").expect("a file");
    let refused = kakehashi(&data, &["--config", wrong.to_str().expect("a path"), "doctor"]);
    assert_eq!(code(&refused), 1);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("listen"), "the key is named");
    let sick = json(&kakehashi(&data, &["doctor", "--json"]));
    assert!(sick["findings"].as_array().expect("a list").iter().any(|finding| finding["check"] == "data"));
}

#[test]
fn translations_are_checked_by_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_str().expect("a path").to_owned()
    };
    let good = file("good.tsv", "language\tsource\ttarget\nen\tThe lid 12 is 5 mm long.\t蓋12の長さは5mmである。\n");
    let output = kakehashi(&data, &["check", &good]);
    assert_eq!(code(&output), 0, "{}", String::from_utf8_lossy(&output.stdout));
    assert!(!data.exists(), "checking makes no data");

    let bad = file(
        "bad.xlf",
        "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ja\"><body>\n<trans-unit id=\"7\"><source>It is 1.035 mm long.</source><target>長さは1.065mmである。</target></trans-unit></body></file></xliff>",
    );
    let output = kakehashi(&data, &["check", "--json", &good, &bad]);
    assert_eq!(code(&output), 6);
    let lines: Vec<Value> = String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(
        (&lines[0]["id"], &lines[0]["line"], &lines[0]["code"], &lines[0]["severity"]),
        (&Value::from("7"), &Value::from(2), &Value::from("check-numbers"), &Value::from("error"))
    );
    assert_eq!((&lines[0]["source"]["text"], &lines[0]["target"]["from"]), (&Value::from("1.035"), &Value::from(3)));
    assert_eq!((&lines[1]["summary"]["pairs"], &lines[1]["summary"]["errors"]), (&Value::from(2), &Value::from(1)));

    let hostile = file("bomb.tmx", "<!DOCTYPE tmx [<!ENTITY a \"aaaa\">]><tmx/>");
    let output = kakehashi(&data, &["check", "--json", &hostile, &good]);
    assert_eq!(code(&output), 3);
    let first: Value = serde_json::from_str(String::from_utf8_lossy(&output.stdout).lines().next().expect("a line")).expect("JSON");
    assert_eq!((&first["unread"]["code"], &first["unread"]["line"]), (&Value::from("exchange-entity"), &Value::from(1)));
}

#[test]
fn a_memory_is_imported_looked_into_and_exported_without_loss() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path.to_str().expect("a path").to_owned()
    };
    let tmx = file(
        "memory.tmx",
        "<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n<tu creationid=\"山田\" creationdate=\"20260301T000000Z\"><tuv xml:lang=\"en\"><seg>The <bpt i=\"1\">b</bpt>lid 12<ept i=\"1\"/> of the pump is shut.</seg></tuv><tuv xml:lang=\"ja\"><seg>ポンプの蓋12は閉じている。</seg></tuv></tu>\n<tu><tuv xml:lang=\"en\"><seg>No Japanese.</seg></tuv><tuv xml:lang=\"ja\"><seg/></tuv></tu></body></tmx>"
            .as_bytes(),
    );
    // As a spreadsheet of Japanese Windows writes it: 言語,原文,訳文 in CP932.
    let csv = file("memory.csv", b"\x8c\xbe\x8c\xea,\x8c\xb4\x95\xb6,\x96\xf3\x95\xb6\r\nde,Der Deckel.,\x8aW\x81B\r\n");

    let dry = kakehashi(&data, &["memory", "import", "--dry-run", "--json", &tmx, &csv]);
    assert_eq!(code(&dry), 3, "a pair without Japanese is refused");
    let report = json(&dry);
    let counts = ["read", "created", "updated", "unchanged", "rejected", "left_out"].map(|key| report[key].as_u64().expect(key));
    assert_eq!(counts, [2, 2, 0, 0, 1, 1], "{report}");
    assert_eq!((&report["rejects"][0]["code"], &report["rejects"][0]["line"]), (&Value::from("exchange-no-japanese"), &Value::from(3)));
    assert_eq!((&report["files"][1]["format"], &report["files"][1]["encoding"]), (&Value::from("csv"), &Value::from("CP932")));
    assert_eq!(code(&kakehashi(&data, &["memory", "search", "lid"])), 4, "a dry run stores nothing");

    let report = json(&kakehashi(&data, &["memory", "import", "--json", "--author", "佐藤", &tmx, &csv]));
    assert_eq!(report["created"], 2);
    let again = json(&kakehashi(&data, &["memory", "import", "--json", "--author", "佐藤", &tmx, &csv]));
    assert_eq!((&again["created"], &again["unchanged"]), (&Value::from(0), &Value::from(2)), "{again}");
    let inside = file("inside.csv", "language,source,japanese\nen,The secret lid.,秘密の蓋。\n".as_bytes());
    assert_eq!(code(&kakehashi(&data, &["memory", "import", "--restricted", &inside])), 0);

    let found = json(&kakehashi(&data, &["memory", "search", "蓋", "--json"]));
    assert_eq!(found["units"].as_array().expect("units").len(), 3);
    let found = json(&kakehashi(&data, &["memory", "search", "蓋", "--audience", "public", "--language", "en", "--json"]));
    assert_eq!(found["units"][0]["author"], "山田");
    assert_eq!(found["units"].as_array().expect("units").len(), 1);

    let found = json(&kakehashi(&data, &["memory", "match", "The lid 14 of the pump is shut.", "--language", "en", "--json"]));
    let first = &found["matches"][0];
    assert_eq!((&first["kind"], &first["percent"]), (&Value::from("numbers-substituted"), &Value::from(99)), "{found}");
    assert_eq!(first["japanese"], "ポンプの蓋14は閉じている。");
    let found = json(&kakehashi(&data, &["memory", "match", "The lid 12 of the pump is open.", "--language", "en", "--json"]));
    let first = &found["matches"][0];
    assert_eq!((&first["kind"], &first["differences"][0]["new"]), (&Value::from("fuzzy"), &Value::from("open")), "{found}");
    assert_eq!(code(&kakehashi(&data, &["memory", "match", "Something else entirely.", "--language", "en"])), 4);

    // Each format comes back into an empty memory as it went out.
    for (format, language) in [("tmx", None), ("csv", None), ("xliff-1.2", None), ("xliff", Some("en"))] {
        let out = folder.path().join(format!("out-{format}"));
        let out = out.to_str().expect("a path");
        let mut arguments = vec!["memory", "export", "--format", format, "--audience", "inside", "--output", out];
        arguments.extend(language.map(|language| ["--language", language]).into_iter().flatten());
        assert_eq!(code(&kakehashi(&data, &arguments)), 0, "{format}");
        let other = folder.path().join(format!("data-{format}"));
        let report = json(&kakehashi(&other, &["memory", "import", "--json", out]));
        let expected = if language.is_some() { 2 } else { 3 };
        assert_eq!((&report["created"], &report["rejected"]), (&Value::from(expected), &Value::from(0)), "{format}: {report}");
        let export = |data: &Path| kakehashi(data, &["memory", "export", "--language", "en", "--audience", "inside"]).stdout;
        assert_eq!(export(&data), export(&other), "{format}");
        assert!(String::from_utf8_lossy(&export(&other)).contains("inside"), "{format} keeps who may see it");
    }
    let public = kakehashi(&data, &["memory", "export"]).stdout;
    assert!(!String::from_utf8_lossy(&public).contains("secret"), "what is for people inside is not exported unasked");
    assert_eq!(code(&kakehashi(&data, &["memory", "export", "--format", "xliff"])), 1, "one language a file");
    let bomb = file("bomb.tmx", b"<!DOCTYPE tmx [<!ENTITY a \"aaaa\">]><tmx/>");
    let refused = kakehashi(&data, &["memory", "import", "--json", &bomb, "nowhere.tmx"]);
    assert_eq!(code(&refused), 3);
    let codes: Vec<Value> = json(&refused)["rejects"].as_array().expect("rejects").iter().map(|reject| reject["code"].clone()).collect();
    assert_eq!(codes, ["exchange-entity", "exchange-unreadable"]);
}

#[test]
fn a_termbase_is_imported_listed_and_exported_without_loss() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let path = folder.path().join("terms.csv");
    std::fs::write(
        &path,
        "concept,language,term,japanese,status,provision,ipc,note,source\n\
         cell,en,cell,電池,preferred,public,H01M 10; B60L,注,JIS\ncell,ja,セル,電池,使用禁止,public,,,\ncell,de,Zelle,電池,許容,inside,,,\nlid,en,lid,,,,,,\n",
    )
    .expect("a file");
    let terms = path.to_str().expect("a path");
    let dry = kakehashi(&data, &["terms", "import", "--dry-run", "--json", terms]);
    assert_eq!(code(&dry), 3);
    let report = json(&dry);
    assert_eq!((&report["created"], &report["rejects"][0]["line"]), (&Value::from(3), &Value::from(5)), "{report}");
    assert_eq!(code(&kakehashi(&data, &["terms", "list"])), 4);
    assert_eq!(json(&kakehashi(&data, &["terms", "import", "--json", terms]))["created"], 3);
    assert_eq!(json(&kakehashi(&data, &["terms", "import", "--json", terms]))["unchanged"], 3);
    let list = json(&kakehashi(&data, &["terms", "list", "zelle", "--json"]));
    assert_eq!((&list["terms"][0]["status"], &list["terms"][0]["public"]), (&Value::from("admitted"), &Value::from(false)), "{list}");
    assert_eq!(code(&kakehashi(&data, &["terms", "list", "zelle", "--audience", "public"])), 4);
    for format in ["tbx", "csv"] {
        let out = folder.path().join(format!("out.{format}"));
        let out = out.to_str().expect("a path");
        assert_eq!(code(&kakehashi(&data, &["terms", "export", "--format", format, "--audience", "inside", "--output", out])), 0);
        let other = folder.path().join(format!("data-{format}"));
        assert_eq!(json(&kakehashi(&other, &["terms", "import", "--json", out]))["created"], 3, "{format}");
        let all = |data: &Path| json(&kakehashi(data, &["terms", "list", "--json"]));
        assert_eq!(all(&data), all(&other), "{format}");
    }
    // A forbidden Japanese word of the concept is warned of where its word stands.
    let pairs = folder.path().join("pairs.tsv");
    std::fs::write(&pairs, "language\tsource\ttarget\nen\tA cell.\tセル。\n").expect("a file");
    let checked = kakehashi(&data, &["check", "--json", "--terms", terms, pairs.to_str().expect("a path")]);
    assert_eq!(code(&checked), 1, "a termbase that cannot be read whole is not used");
    let good = folder.path().join("out.tbx");
    let checked = kakehashi(&data, &["check", "--json", "--terms", good.to_str().expect("a path"), pairs.to_str().expect("a path")]);
    let text = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(text.contains("check-forbidden-term") && text.contains("\"check-term\""), "{text}");
}

#[test]
fn accounts_are_kept_by_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let user = |arguments: &[&str]| {
        let arguments: Vec<&str> = std::iter::once("user").chain(arguments.iter().copied()).collect();
        kakehashi(&data, &arguments)
    };
    let text = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();

    assert_eq!(code(&user(&["list"])), 1, "there is no data yet");
    let first = user(&["first"]);
    assert!(text(&first).contains("http://127.0.0.1:8080/invitation/"), "{}", text(&first));
    let again = user(&["first"]);
    assert_eq!((code(&again), text(&again).as_str()), (0, ""), "once, and never again");

    let added = user(&["add", "Hanako", "--role", "translator", "--name", "山田花子", "--mail", "hanako@example.jp"]);
    assert!(code(&added) == 0 && text(&added).contains("/invitation/"));
    let taken = user(&["add", "hanako"]);
    assert_eq!(code(&taken), 1);
    assert!(String::from_utf8_lossy(&taken.stderr).contains("name-taken"));

    // A password by standard input, held to the rules.
    let with_password = |password: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kakehashi"))
            .arg("--data")
            .arg(&data)
            .args(["user", "reset", "hanako", "--password-stdin"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program runs");
        std::io::Write::write_all(&mut child.stdin.take().expect("an input"), password.as_bytes()).expect("written");
        child.wait_with_output().expect("it ends")
    };
    let short = with_password("short\n");
    assert!(code(&short) == 1 && String::from_utf8_lossy(&short.stderr).contains("password-too-short"));
    assert_eq!(code(&with_password("a long enough one\n")), 0);

    assert_eq!(code(&user(&["disable", "HANAKO"])), 0);
    let last = user(&["disable", "admin"]);
    assert!(code(&last) == 1 && String::from_utf8_lossy(&last.stderr).contains("last-administrator"));
    assert_eq!(code(&user(&["disable", "nobody"])), 4);
    let list = json(&user(&["list", "--json"]));
    let told: Vec<_> = list["accounts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|account| ["sign_in_name", "name", "role", "audience", "state"].map(|key| account[key].as_str().expect(key).to_owned()))
        .collect();
    let want =
        [["admin", "システム管理者", "administrator", "inside", "invited"], ["Hanako", "山田花子", "translator", "inside", "disabled"]];
    assert_eq!(told, want.map(|row| row.map(str::to_owned)));
    assert_eq!(code(&user(&["enable", "hanako"])), 0);
    assert_eq!(json(&user(&["list", "--json"]))["accounts"][1]["state"], "active");
}

#[test]
fn the_registry_begins_with_what_is_known_and_is_changed_field_by_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let listed = json(&kakehashi(&data, &["office", "list", "--json"]));
    let offices = listed["offices"].as_array().expect("a list");
    assert_eq!(offices.len(), 18);
    let singapore = offices.iter().find(|office| office["agreement"]["office"] == "SG").expect("it is there");
    assert_eq!((&singapore["agreement"]["exchange"], &singapore["state"]), (&Value::from("partly"), &Value::from("nothing-came")));
    assert_eq!(singapore["overdue_days"], Value::Null, "no interval was told");

    let set = kakehashi(
        &data,
        &["office", "set", "VN", "--interval-days", "90", "--elements", "title,claims,abstract", "--step", "3=yes:合意済"],
    );
    assert_eq!(code(&set), 0, "{}", String::from_utf8_lossy(&set.stderr));
    let refused = kakehashi(&data, &["office", "set", "VN", "--provision", "partly"]);
    assert_eq!(code(&refused), 1);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("provision"));

    let record = folder.path().join("gazette.txt");
    std::fs::write(&record, RECORD).expect("a file");
    assert_eq!(code(&kakehashi(&data, &["harvest", "--office", "VN", record.to_str().expect("a path")])), 0);
    let shown = json(&kakehashi(&data, &["office", "show", "VN", "--json"]));
    let row = &shown["offices"][0];
    assert_eq!((&row["count"], &row["overdue_days"], &row["state"]), (&Value::from(1), &Value::from(0), &Value::from("lacking")), "{row}");
    assert_eq!(row["fill"], serde_json::json!([["title", 1], ["abstract", 1], ["claims", 0]]));
    assert_eq!(code(&kakehashi(&data, &["office", "show", "JP"])), 4);

    let csv = kakehashi(&data, &["office", "list", "--csv"]).stdout;
    let csv = String::from_utf8(csv).expect("UTF-8");
    assert!(csv.starts_with('\u{feff}') && csv.lines().count() == 19, "{csv}");
    assert!(csv.contains("VN,ベトナム,すべて,○,○,×,不明,90,1,2020-05-06,2020-05-06,"), "{csv}");
}
