//! Tasks of the server, awaited.

use std::time::{Duration, Instant};

use serde::Deserialize;

use super::{fault::Fault, http::Http};

/// First pause between two looks.
const SHORTEST_PAUSE: Duration = Duration::from_millis(20);
/// Longest pause between two looks.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// How often a long task is told of.
const TELL_EVERY: Duration = Duration::from_secs(15);
/// Looks in a row that may fail while the server restarts.
const MOST_FAILURES: u32 = 5;

/// What became of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Waiting {
    /// It succeeded.
    Done,
    /// It failed or was cancelled.
    Failed {
        /// Meilisearch's code.
        code: String,
        /// For people.
        message: String,
    },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Task {
    status: String,
    #[serde(default)]
    batch_uid: Option<u64>,
    #[serde(default)]
    error: Option<super::http::Complaint>,
}

#[derive(Debug, Deserialize)]
struct Batch {
    #[serde(default)]
    progress: Option<Progress>,
}

#[derive(Debug, Deserialize)]
struct Progress {
    #[serde(default)]
    percentage: f64,
}

/// Waits for a task. `timeout` counts anew whenever the task gets on: other indexes' tasks may stand before it, and a batch takes its time.
///
/// # Errors
/// [`Fault::Slow`] when it does not get on; others where the server does not answer.
pub(super) async fn wait(http: &Http, task: u64, timeout: Duration) -> Result<Waiting, Fault> {
    let (mut since, mut told) = (Instant::now(), Instant::now());
    let mut pause = SHORTEST_PAUSE;
    let mut seen = String::new();
    let mut failures = 0;
    loop {
        let now = match http.get::<Task>(&format!("/tasks/{task}")).await {
            Ok(now) => now,
            Err(fault) if fault.may_pass() && failures < MOST_FAILURES => {
                failures += 1;
                tokio::time::sleep(LONGEST_PAUSE).await;
                continue;
            }
            Err(fault) => return Err(fault),
        };
        failures = 0;
        match now.status.as_str() {
            "succeeded" => return Ok(Waiting::Done),
            "failed" | "canceled" => {
                let (code, message) = now.error.map_or((now.status, String::new()), |error| (error.code, error.message));
                return Ok(Waiting::Failed { code, message });
            }
            _ => {}
        }
        let mut state = now.status;
        if pause == LONGEST_PAUSE
            && let Some(batch) = now.batch_uid
            && let Ok(Batch { progress: Some(progress) }) = http.get::<Batch>(&format!("/batches/{batch}")).await
        {
            state = format!("{:.1}%", progress.percentage);
        }
        if state != seen {
            seen = state;
            since = Instant::now();
        }
        if told.elapsed() >= TELL_EVERY {
            told = Instant::now();
            tracing::info!(task, state = seen, "waiting for the search server");
        }
        if since.elapsed() > timeout {
            return Err(Fault::Slow);
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 3 / 2).min(LONGEST_PAUSE);
    }
}
