//! Taking a delivery back, as a job: some publications in each transaction, so that people's saves come between and nothing is lost when it is
//! killed.

use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::{AuditEntry, FeedJob, RollBackEffect, RollBackStanding, StorageError, Store};

use super::{
    doing::{Doing, Outcome},
    report::JobReport,
};
use crate::clock;

/// Publications taken back in one transaction.
const AT_ONCE: usize = 200;

/// What the one who asked left with the job.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct AskedBy {
    account: Option<publication::AccountId>,
}

/// Takes a delivery back.
pub(super) async fn roll_back(store: &dyn Store, job: &FeedJob, doing: &Doing) -> Result<Outcome, StorageError> {
    let delivery = match &job.delivery {
        Some(delivery) => store.delivery(delivery).await?,
        None => None,
    };
    let Some(delivery) = delivery else {
        return Ok(Outcome::failed("gone", "納品の記録がありません", JobReport::default()));
    };
    let outlook = store.roll_back_outlook(&delivery.id).await?;
    // What was taken back before this job was killed or stopped counts as well.
    let ours = |standing: &RollBackStanding| standing.finished.is_none_or(|finished| finished >= job.created);
    let before = store.roll_back_standing(&delivery.id).await?.filter(ours);
    let done = |standing: Option<RollBackStanding>| standing.map_or(0, |standing| standing.restored + standing.taken_away);
    let concerned = done(before) + outlook.of(RollBackEffect::Restored) + outlook.of(RollBackEffect::TakenAway);
    doing.note(|progress| {
        progress.phase = "rolling-back".to_owned();
        progress.file.clone_from(&delivery.name);
        progress.concerned = concerned;
        (progress.restored, progress.taken_away) = before.map_or((0, 0), |before| (before.restored, before.taken_away));
    });
    let mut after = 0;
    loop {
        let step = store.roll_back(&delivery.id, after, AT_ONCE, feeds::number_forms, clock::now()).await?;
        doing.note(|progress| {
            progress.restored += step.restored;
            progress.taken_away += step.taken_away;
        });
        match step.after {
            Some(next) if !doing.stop.is_cancelled() => after = next,
            Some(_) => return Ok(Outcome::Interrupted(report_of(store, &delivery.id, concerned).await?)),
            None => break,
        }
    }
    let report = report_of(store, &delivery.id, concerned).await?;
    let asked_by: AskedBy = serde_json::from_value(job.options.clone()).unwrap_or_default();
    let entry = AuditEntry {
        at: clock::now(),
        account: asked_by.account,
        act: "delivery-rolled-back",
        subject: format!("{} {} {}", delivery.office, delivery.name, delivery.id),
        before: None,
        after: Some(json!({ "job": job.id, "restored": report.restored, "taken_away": report.taken_away }).to_string()),
    };
    store.note(entry).await?;
    Ok(Outcome::done(report))
}

/// What was done so far, by whichever process.
async fn report_of(store: &dyn Store, delivery: &str, concerned: u64) -> Result<JobReport, StorageError> {
    // Where there was nothing to do, what is told there was done by another job.
    let standing = store.roll_back_standing(delivery).await?.filter(|_| concerned > 0);
    let (restored, taken_away) = standing.map_or((0, 0), |standing| (standing.restored, standing.taken_away));
    Ok(JobReport { concerned, restored, taken_away, ..JobReport::default() })
}
