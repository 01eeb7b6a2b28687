//! What stands for a Meilisearch server: it keeps indexes, does tasks at once, and can be away and come back on its port with what it had. Of
//! searches it knows words in quotes and the marker; all other conditions are taken to hold.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};

/// Documents by their keys.
type Index = BTreeMap<String, Value>;

#[derive(Default)]
struct Held {
    indexes: HashMap<String, Index>,
    tasks: u64,
    /// Tasks that failed, as what they were about is not there.
    failed: BTreeSet<u64>,
}

type Shared = Arc<Mutex<Held>>;

/// The server.
pub struct SearchServer {
    address: SocketAddr,
    held: Shared,
    serving: Option<JoinHandle<()>>,
}

impl SearchServer {
    /// A server on a port of its own.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let mut server = Self { address: listener.local_addr().expect("an address"), held: Shared::default(), serving: None };
        server.serve(listener);
        server
    }

    fn serve(&mut self, listener: TcpListener) {
        let router = Router::new().fallback(answer).with_state(Arc::clone(&self.held));
        self.serving = Some(tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        }));
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Takes no connection any more.
    pub async fn go_away(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            let _ = serving.await;
        }
        assert!(tokio::net::TcpStream::connect(self.address).await.is_err(), "nobody is there");
    }

    pub async fn come_back(&mut self) {
        let listener = TcpListener::bind(self.address).await.expect("the port is free");
        self.serve(listener);
    }

    /// Publications that an index holds.
    pub fn publications(&self, index: &str) -> BTreeSet<String> {
        let held = self.held.lock().expect("the indexes");
        let documents = held.indexes.get(index).into_iter().flat_map(BTreeMap::values);
        documents.filter_map(|document| Some(document.get("id")?.as_str()?.to_owned())).collect()
    }
}

async fn answer(State(held): State<Shared>, method: Method, uri: Uri, body: Bytes) -> Response {
    let path: Vec<&str> = uri.path().split('/').filter(|step| !step.is_empty()).collect();
    let told = answered(&mut held.lock().expect("the indexes"), method.as_str(), &path, &body);
    let (status, told) = told.unwrap_or_else(|| (StatusCode::NOT_IMPLEMENTED, json!({ "message": uri.path(), "code": "not_played" })));
    // Whoever is away must not go on by a connection of before.
    (status, [(header::CONNECTION, "close")], axum::Json(told)).into_response()
}

fn answered(held: &mut Held, method: &str, path: &[&str], body: &[u8]) -> Option<(StatusCode, Value)> {
    let missing =
        (StatusCode::NOT_FOUND, json!({ "message": "Index not found.", "code": "index_not_found", "type": "invalid_request", "link": "" }));
    Some(match (method, path) {
        ("GET", ["tasks", task]) => {
            let task: u64 = task.parse().ok()?;
            let failed = held.failed.contains(&task).then(|| json!({ "code": "index_not_found", "message": "" }));
            let status = if failed.is_some() { "failed" } else { "succeeded" };
            (StatusCode::OK, json!({ "uid": task, "status": status, "error": failed }))
        }
        ("POST", ["indexes"]) => {
            let about: Value = serde_json::from_slice(body).ok()?;
            held.indexes.insert(about["uid"].as_str()?.to_owned(), Index::new());
            enqueued(held, true)
        }
        ("DELETE", ["indexes", index]) => {
            let was = held.indexes.remove(*index).is_some();
            enqueued(held, was)
        }
        ("PATCH", ["indexes", index, "settings"]) => {
            let is_there = held.indexes.contains_key(*index);
            enqueued(held, is_there)
        }
        ("POST", ["indexes", index, "documents"]) => {
            let text = std::str::from_utf8(body).ok()?;
            let documents: Vec<Value> = match serde_json::from_str(text) {
                Ok(Value::Array(documents)) => documents,
                _ => text.lines().map(serde_json::from_str).collect::<Result<_, _>>().ok()?,
            };
            let into = held.indexes.entry((*index).to_owned()).or_default();
            for document in documents {
                into.insert(document["key"].as_str()?.to_owned(), document);
            }
            enqueued(held, true)
        }
        ("POST", ["indexes", index, "documents", "delete-batch"]) => {
            let keys: Vec<String> = serde_json::from_slice(body).ok()?;
            let from = held.indexes.entry((*index).to_owned()).or_default();
            keys.iter().for_each(|key| drop(from.remove(key)));
            enqueued(held, true)
        }
        ("POST", ["swap-indexes"]) => {
            let pairs: Value = serde_json::from_slice(body).ok()?;
            let (one, other) = (pairs[0]["indexes"][0].as_str()?, pairs[0]["indexes"][1].as_str()?);
            let (first, second) = (held.indexes.remove(one)?, held.indexes.remove(other)?);
            held.indexes.extend([(one.to_owned(), second), (other.to_owned(), first)]);
            enqueued(held, true)
        }
        ("POST", ["indexes", index, "search"]) => {
            let Some(documents) = held.indexes.get(*index) else { return Some(missing) };
            let question: Value = serde_json::from_slice(body).ok()?;
            (StatusCode::OK, found(documents, &[question]))
        }
        ("POST", ["multi-search"]) => {
            let question: Value = serde_json::from_slice(body).ok()?;
            let queries = question["queries"].as_array()?;
            let Some(documents) = held.indexes.get(queries.first()?["indexUid"].as_str()?) else { return Some(missing) };
            (StatusCode::OK, found(documents, queries))
        }
        _ => return None,
    })
}

fn enqueued(held: &mut Held, succeeds: bool) -> (StatusCode, Value) {
    held.tasks += 1;
    if !succeeds {
        held.failed.insert(held.tasks);
    }
    let task = json!({ "taskUid": held.tasks, "indexUid": null, "status": "enqueued", "type": "documentAdditionOrUpdate",
        "enqueuedAt": "2026-11-22T17:28:14.642577302Z" });
    (StatusCode::ACCEPTED, task)
}

/// The documents of any of the questions.
fn found(documents: &Index, questions: &[Value]) -> Value {
    let hits: Vec<Value> = documents
        .values()
        .filter(|document| questions.iter().any(|question| meets(document, question)))
        .map(|document| {
            let mut hit = document.clone();
            hit["_rankingScore"] = json!(1.0);
            hit["_federation"] = json!({ "weightedRankingScore": 1.0 });
            hit
        })
        .collect();
    json!({ "totalHits": hits.len(), "hits": hits })
}

fn meets(document: &Value, question: &Value) -> bool {
    let asks_for_marker = question["filter"].as_str().is_some_and(|filter| filter.contains("marker EXISTS"));
    if document.get("marker").is_some() != asks_for_marker {
        return false;
    }
    let texts: Vec<String> = match question["attributesToSearchOn"].as_array() {
        Some(paths) => {
            let pointers = paths.iter().filter_map(|path| Some(format!("/{}", path.as_str()?.replace('.', "/"))));
            pointers.filter_map(|pointer| document.pointer(&pointer).map(ToString::to_string)).collect()
        }
        // Words stand by languages; nothing else of a document does.
        None => {
            document.as_object().into_iter().flatten().filter(|(_, value)| value.is_object()).map(|(_, value)| value.to_string()).collect()
        }
    };
    let mut words = question["q"].as_str().unwrap_or_default().split('"').skip(1).step_by(2);
    words.all(|word| texts.iter().any(|text| text.contains(word)))
}
