//! Telling people how a job ended.

use std::time::Duration;

use serde::Serialize;
use storage::{Feed, FeedJob, JobEnd, JobState, Notify, Store};

use super::report::JobReport;
use crate::{
    config::Config,
    http_client::http_client,
    mail::{Letter, Mailer},
};

/// Longest wait for whom is told.
const LONGEST: Duration = Duration::from_secs(10);
/// Tries of telling.
const TRIES: u32 = 3;

/// What is told.
#[derive(Debug, Serialize)]
struct Notice<'a> {
    event: &'static str,
    feed: &'a str,
    office: String,
    job: i64,
    kind: &'static str,
    state: &'static str,
    code: &'a str,
    reason: &'a str,
    fetched: u64,
    read: u64,
    created: u64,
    updated: u64,
    unchanged: u64,
    deleted: u64,
    rejected: u64,
    restored: u64,
    taken_away: u64,
    seconds: f64,
}

/// Whether people want to hear of it.
fn is_wanted(feed: &Feed, job: &FeedJob, end: &JobEnd, report: &JobReport) -> bool {
    if job.kind == storage::JobKind::Rehearse {
        return false;
    }
    match feed.notify {
        Notify::Never => false,
        Notify::Always => true,
        Notify::Error => end.state == JobState::Failed || !end.code.is_empty() || report.rejected > 0,
    }
}

/// Tells how a job ended, where that is wanted. That it could not be told changes nothing of the job.
pub(super) async fn tell(store: &dyn Store, config: &Config, job: &FeedJob, end: &JobEnd) {
    let notices = &config.feeds.notices;
    if notices.webhook.is_none() && (notices.mail.is_empty() || config.mail.is_none()) {
        return;
    }
    let report: JobReport = serde_json::from_value(end.report.clone()).unwrap_or_default();
    let feed = match store.feed_of(job.feed).await {
        Ok(Some(feed)) => feed,
        Ok(None) | Err(_) => return,
    };
    if end.state == JobState::Stopped || !is_wanted(&feed, job, end, &report) {
        return;
    }
    let notice = Notice {
        event: "feed-job-ended",
        feed: &feed.name,
        office: feed.office.to_string(),
        job: job.id,
        kind: job.kind.as_str(),
        state: end.state.as_str(),
        code: &end.code,
        reason: &end.reason,
        fetched: report.fetched,
        read: report.read,
        created: report.created,
        updated: report.updated,
        unchanged: report.unchanged,
        deleted: report.deleted,
        rejected: report.rejected,
        restored: report.restored,
        taken_away: report.taken_away,
        seconds: report.seconds,
    };
    write_letters(config, &notice).await;
    let Some(webhook) = &notices.webhook else { return };
    let client = match http_client(LONGEST) {
        Ok(client) => client,
        Err(failure) => {
            tracing::error!(%failure, "notices cannot be sent");
            return;
        }
    };
    for again in 0..TRIES {
        // The address may carry a secret: it is in no log.
        match client.post(webhook).json(&notice).send().await.and_then(reqwest::Response::error_for_status) {
            Ok(_) => return,
            Err(failure) => tracing::warn!(failure = %failure.without_url(), job = job.id, again, "a notice could not be sent"),
        }
        tokio::time::sleep(Duration::from_secs(1 << again)).await;
    }
}

/// The same by mail.
async fn write_letters(config: &Config, notice: &Notice<'_>) {
    let (Some(mail), addresses) = (&config.mail, &config.feeds.notices.mail) else { return };
    if addresses.is_empty() {
        return;
    }
    let mailer = match Mailer::open(mail) {
        Ok(mailer) => mailer,
        Err(failure) => {
            tracing::error!(%failure, "notices cannot be mailed");
            return;
        }
    };
    let letter = letter_of(notice);
    for address in addresses {
        if let Err(failure) = mailer.send(address, &letter).await {
            tracing::warn!(%failure, job = notice.job, "a notice could not be mailed");
        }
    }
}

fn letter_of(notice: &Notice<'_>) -> Letter {
    let outcome = match notice.state {
        "done" => "完了",
        _ => "失敗",
    };
    let counts = match notice.kind {
        "roll-back" => format!("前の版に戻った公報 {} 件、なくなった公報 {} 件", notice.restored, notice.taken_away),
        _ => format!(
            "取得 {} 件、読込 {} 件(新規 {}、更新 {}、変更なし {}、削除 {}、不採用 {})",
            notice.fetched, notice.read, notice.created, notice.updated, notice.unchanged, notice.deleted, notice.rejected
        ),
    };
    let mut text =
        format!("フィード: {} ({})\n処理: {} {}\n結果: {outcome}\n{counts}\n", notice.feed, notice.office, notice.kind, notice.job);
    if !notice.reason.is_empty() {
        text.push_str(&format!("理由: {} [{}]\n", notice.reason, notice.code));
    }
    Letter { subject: format!("[かけはし] {} {outcome}", notice.feed), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed_work::change::{FeedChange, new_feed};

    #[test]
    fn people_hear_of_what_they_want_to_hear_of() {
        let mut feed = new_feed("my", "MY".parse().expect("a code"));
        FeedChange::default().apply(&mut feed, &crate::config::FeedsConfig::default()).expect("it is taken");
        let job = |kind| FeedJob {
            id: 1,
            kind,
            feed: 1,
            arrival: None,
            delivery: None,
            options: serde_json::Value::Null,
            asked_by: String::new(),
            created: time::OffsetDateTime::UNIX_EPOCH,
            state: JobState::Running,
            due: time::OffsetDateTime::UNIX_EPOCH,
            leased_until: time::OffsetDateTime::UNIX_EPOCH,
            attempts: 1,
            stop: false,
            started: None,
            finished: None,
            progress: serde_json::Value::Null,
            progressed: time::OffsetDateTime::UNIX_EPOCH,
            code: String::new(),
            reason: String::new(),
            report: serde_json::Value::Null,
            harvest_run: None,
        };
        let end = |state| JobEnd {
            state,
            code: String::new(),
            reason: String::new(),
            report: serde_json::Value::Null,
            harvest_run: None,
            arrival: None,
        };
        let refused = JobReport { rejected: 1, ..JobReport::default() };
        for (notify, state, report, wanted) in [
            (Notify::Error, JobState::Failed, JobReport::default(), true),
            (Notify::Error, JobState::Done, refused.clone(), true),
            (Notify::Error, JobState::Done, JobReport::default(), false),
            (Notify::Always, JobState::Done, JobReport::default(), true),
            (Notify::Never, JobState::Failed, refused, false),
        ] {
            feed.notify = notify;
            assert_eq!(is_wanted(&feed, &job(storage::JobKind::Harvest), &end(state), &report), wanted, "{notify:?} {state:?}");
            assert!(!is_wanted(&feed, &job(storage::JobKind::Rehearse), &end(state), &report));
        }
    }
}
