//! The administrators' console over the store.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::Arc,
};

use app::services::{
    ConsoleArrival, ConsoleDelivery, ConsoleFeed, ConsoleFilter, ConsoleJob, ConsoleReject, ConsoleServices, DeliveryRow, ExchangeStanding,
    ExchangeState, JobCounts, Overview, PortalServices as _, RecordPreview, RejectedSource, ServiceError, Stored,
};
use async_trait::async_trait;
use publication::{Audience, ExchangeAgreement, OfficeCode, Right};
use storage::{Arrival, Credential, Feed, FeedFilter, FeedJob, JobKind, JobState, Store, StoredReject};
use time::{OffsetDateTime, macros::offset};

use super::{Portal, from_store};
use crate::{clock, feed_work::JobReport};

/// Rows of a page of a list.
pub(super) const PAGE: usize = app::services::CONSOLE_PAGE;
/// Bytes of a refused record that are shown.
const MOST_SOURCE: usize = 20_000;
/// Seconds without any progress after which a job that runs is said to be stuck.
const STUCK: i64 = 15 * 60;

/// The console over a portal. Whoever has it is known to be an administrator.
pub struct PortalConsole {
    portal: Arc<Portal>,
}

impl PortalConsole {
    /// The console of a portal.
    #[must_use]
    pub const fn new(portal: Arc<Portal>) -> Self {
        Self { portal }
    }

    /// The store.
    pub(super) fn store(&self) -> &dyn Store {
        self.portal.store.as_ref()
    }

    /// A job without what it refused: how far it is.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn brief(&self, id: i64) -> Result<Option<ConsoleJob>, ServiceError> {
        let store = &self.portal.store;
        let Some(job) = store.feed_job(id).await.map_err(from_store)? else { return Ok(None) };
        let arrival = match job.arrival {
            Some(id) => store.arrival(id).await.map_err(from_store)?.map(|arrival| (id, arrival.name)),
            None => None,
        };
        Ok(Some(job_shown(job, &self.names().await?, arrival)))
    }

    async fn names(&self) -> Result<HashMap<i64, String>, ServiceError> {
        let feeds = self.portal.store.feeds().await.map_err(from_store)?;
        Ok(feeds.into_iter().map(|feed| (feed.id, feed.name)).collect())
    }

    /// The store's filter; `None` where it names a feed that is not there.
    async fn filter(&self, filter: &ConsoleFilter) -> Result<Option<FeedFilter>, ServiceError> {
        let feed = match &filter.feed {
            Some(name) => match self.portal.store.feed(name).await.map_err(from_store)? {
                Some(feed) => Some(feed.id),
                None => return Ok(None),
            },
            None => None,
        };
        Ok(Some(FeedFilter { feed, before: filter.before, ..FeedFilter::default() }))
    }

    /// The newest job of every feed that failed and was not followed by one that did not.
    async fn failing(&self) -> Result<Vec<String>, ServiceError> {
        let mut failing = Vec::new();
        for feed in self.portal.store.feeds().await.map_err(from_store)? {
            let filter = FeedFilter { feed: Some(feed.id), ..FeedFilter::default() };
            let jobs = self.portal.store.feed_jobs(filter, 10).await.map_err(from_store)?;
            let last = jobs.iter().find(|job| job.kind != JobKind::RollBack && (job.state.is_over() || !job.code.is_empty()));
            if last.is_some_and(|job| job.state == JobState::Failed || (!job.state.is_over() && !job.code.is_empty())) {
                failing.push(feed.name);
            }
        }
        Ok(failing)
    }
}

/// Bytes of a file; 0 where there is none.
fn size_of(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |about| about.len())
}

/// Bytes of the files that lie in a folder.
fn size_within(folder: &Path) -> u64 {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| size_of(&entry.path())).sum()
}

/// A moment as it is shown: `2026-11-29 12:34`, in Japan time.
pub(super) fn shown(moment: OffsetDateTime) -> String {
    let here = moment.to_offset(offset!(+9));
    format!("{} {:02}:{:02}", here.date(), here.hour(), here.minute())
}

fn feed_shown(feed: Feed) -> ConsoleFeed {
    let credential = match feed.credential {
        Credential::None => "none",
        Credential::Sealed(_) => "sealed",
        Credential::Reference(_) => "reference",
    };
    ConsoleFeed {
        name: feed.name,
        office: feed.office.to_string(),
        revision: feed.revision,
        rights: feed.rights,
        address: feed.address,
        pattern: feed.pattern,
        user: feed.user,
        credential: credential.to_owned(),
        host_key: feed.host_key.unwrap_or_default(),
        format: if feed.format.is_empty() { "auto".to_owned() } else { feed.format },
        encoding: feed.encoding,
        language: feed.language,
        provision: if feed.public { "public" } else { "inside" }.to_owned(),
        translate_all: feed.translate_all,
        schedule: feed.schedule,
        next_due: feed.next_due.map(shown),
        last_arrival: None,
        days_since: None,
        overdue_days: None,
        interval_days: feed.interval_days.map(|days| days.to_string()).unwrap_or_default(),
        file_mib: feed.file_bytes.map(|bytes| (bytes >> 20).to_string()).unwrap_or_default(),
        notify: feed.notify.as_str().to_owned(),
        enabled: feed.enabled,
    }
}

fn arrival_shown(arrival: Arrival, names: &HashMap<i64, String>, deliveries: &HashSet<String>) -> ConsoleArrival {
    ConsoleArrival {
        is_delivery: deliveries.contains(&arrival.content),
        id: arrival.id,
        feed: names.get(&arrival.feed).cloned().unwrap_or_default(),
        office: arrival.office,
        name: arrival.name,
        size: arrival.size,
        content: arrival.content,
        channel: arrival.channel,
        checked: arrival.checked,
        received: shown(arrival.received),
        received_by: arrival.received_by,
        note: arrival.note,
        state: arrival.state.as_str().to_owned(),
        reason: arrival.reason,
    }
}

fn is_stuck(job: &FeedJob) -> bool {
    job.state == JobState::Running && (clock::now() - job.progressed).whole_seconds() > STUCK
}

fn job_shown(job: FeedJob, names: &HashMap<i64, String>, arrival: Option<(i64, String)>) -> ConsoleJob {
    let stuck = is_stuck(&job);
    // Progress and report have the fields of the counts that each knows of.
    let told = if job.state.is_over() { &job.report } else { &job.progress };
    let counts: JobCounts = serde_json::from_value(told.clone()).unwrap_or_default();
    let report: JobReport = serde_json::from_value(job.report.clone()).unwrap_or_default();
    let preview = |preview: crate::feed_work::Preview| RecordPreview {
        id: preview.id,
        outcome: preview.outcome,
        file: preview.file,
        fields: preview.fields,
        source: preview.source,
    };
    ConsoleJob {
        id: job.id,
        kind: job.kind.as_str().to_owned(),
        feed: names.get(&job.feed).cloned().unwrap_or_default(),
        arrival,
        delivery: job.delivery,
        state: job.state.as_str().to_owned(),
        stuck,
        asked_by: job.asked_by,
        created: shown(job.created),
        finished: job.finished.map(shown),
        due: shown(job.due),
        attempts: job.attempts,
        counts,
        reason: job.reason,
        failures: report.failures.into_iter().map(|failure| (failure.path, failure.reason)).collect(),
        unknown: report.unknown.into_iter().map(|unknown| (unknown.code, unknown.value, unknown.count)).collect(),
        previews: report.previews.into_iter().map(preview).collect(),
        causes: Vec::new(),
    }
}

fn reject_shown((ordinal, reject): (u64, StoredReject)) -> ConsoleReject {
    ConsoleReject { ordinal, file: reject.file, place: reject.place, code: reject.code, reason: reject.reason }
}

#[async_trait]
impl ConsoleServices for PortalConsole {
    async fn overview(&self) -> Result<Overview, ServiceError> {
        let store = &self.portal.store;
        let attention = |state| matches!(state, ExchangeState::Overdue | ExchangeState::NothingCame | ExchangeState::Lacking);
        let mut exchanges = self.registry().await?;
        exchanges.retain(|row| attention(row.state));
        let running = FeedFilter { job_state: Some(JobState::Running), ..FeedFilter::default() };
        let running = store.feed_jobs(running, PAGE).await.map_err(from_store)?;
        let last = store.last_change().await.map_err(from_store)?;
        let words = |counts: Vec<(JobState, u64)>| counts.into_iter().map(|(state, number)| (state.as_str().to_owned(), number)).collect();
        let data = &self.portal.config.data;
        let free = rustix::fs::statvfs(data).ok();
        Ok(Overview {
            exchanges,
            feeds: store.feeds().await.map_err(from_store)?.len() as u64,
            failing: self.failing().await?,
            jobs: words(store.count_feed_jobs().await.map_err(from_store)?),
            stuck: running.iter().filter(|job| is_stuck(job)).map(|job| job.id).collect(),
            arrivals: store
                .count_arrivals()
                .await
                .map_err(from_store)?
                .into_iter()
                .map(|(state, number)| (state.as_str().to_owned(), number))
                .collect(),
            translating: store.jobs_waiting().await.map_err(from_store)?,
            indexing: self.portal.engine.applied().await.ok().map(|applied| last.saturating_sub(applied)),
            figures: store.figures_waiting().await.map_err(from_store)?,
            stored: Stored {
                database: size_of(&data.join("kakehashi.sqlite3")) + size_of(&data.join("kakehashi.sqlite3-wal")),
                index: size_within(&self.portal.config.index_folder()),
                arrived: store.arrived_bytes().await.map_err(from_store)?,
            },
            free_bytes: free.map(|about| about.f_bavail.saturating_mul(about.f_frsize)),
        })
    }

    async fn registry(&self) -> Result<Vec<ExchangeStanding>, ServiceError> {
        self.portal.exchanges(Audience::Inside).await
    }

    async fn agreement(&self, office: OfficeCode, right: Option<Right>) -> Result<ExchangeAgreement, ServiceError> {
        let held = self.portal.store.agreement(office, right, Audience::Inside).await.map_err(from_store)?;
        Ok(held.unwrap_or_else(|| ExchangeAgreement::unknown(office, right)))
    }

    async fn feeds(&self) -> Result<Vec<ConsoleFeed>, ServiceError> {
        let store = &self.portal.store;
        let lasts = store.last_arrivals().await.map_err(from_store)?;
        let today = clock::now().to_offset(offset!(+9)).date();
        let shown = |feed: Feed| {
            let last = lasts.iter().filter(|last| last.feed == feed.id).map(|last| last.received).max();
            let days_since = last.map(|last| (today - last.to_offset(offset!(+9)).date()).whole_days());
            let overdue_days = days_since.zip(feed.interval_days).map(|(days, interval)| (days - i64::from(interval)).max(0));
            ConsoleFeed { last_arrival: last.and_then(clock::day_in_japan), days_since, overdue_days, ..feed_shown(feed) }
        };
        Ok(store.feeds().await.map_err(from_store)?.into_iter().map(shown).collect())
    }

    async fn feed(&self, name: &str) -> Result<Option<ConsoleFeed>, ServiceError> {
        Ok(self.portal.store.feed(name).await.map_err(from_store)?.map(feed_shown))
    }

    async fn arrivals(&self, filter: &ConsoleFilter) -> Result<Vec<ConsoleArrival>, ServiceError> {
        let Some(asked) = self.filter(filter).await? else { return Ok(Vec::new()) };
        let asked = FeedFilter { arrival_state: filter.state.as_deref().and_then(|state| state.parse().ok()), ..asked };
        let names = self.names().await?;
        let arrivals = self.portal.store.arrivals(asked, PAGE).await.map_err(from_store)?;
        let contents: Vec<&str> = arrivals.iter().map(|arrival| arrival.content.as_str()).collect();
        let deliveries = self.portal.store.harvested(&contents).await.map_err(from_store)?;
        Ok(arrivals.into_iter().map(|arrival| arrival_shown(arrival, &names, &deliveries)).collect())
    }

    async fn jobs(&self, filter: &ConsoleFilter) -> Result<Vec<ConsoleJob>, ServiceError> {
        let Some(asked) = self.filter(filter).await? else { return Ok(Vec::new()) };
        let asked = FeedFilter { job_state: filter.state.as_deref().and_then(|state| state.parse().ok()), ..asked };
        let names = self.names().await?;
        let mut shown = Vec::new();
        for job in self.portal.store.feed_jobs(asked, PAGE).await.map_err(from_store)? {
            let arrival = match job.arrival {
                Some(id) => self.portal.store.arrival(id).await.map_err(from_store)?.map(|arrival| (id, arrival.name)),
                None => None,
            };
            shown.push(job_shown(job, &names, arrival));
        }
        Ok(shown)
    }

    async fn job(&self, id: i64) -> Result<Option<ConsoleJob>, ServiceError> {
        let store = &self.portal.store;
        let Some(job) = self.brief(id).await? else { return Ok(None) };
        let run = store.feed_job(id).await.map_err(from_store)?.and_then(|job| job.harvest_run);
        let (causes, delivery) = match run {
            Some(run) => {
                let harvested = store.run(run).await.map_err(from_store)?.map(|run| run.delivery);
                (store.reject_causes(run).await.map_err(from_store)?, harvested)
            }
            None => (Vec::new(), None),
        };
        Ok(Some(ConsoleJob { causes, delivery: job.delivery.clone().or(delivery), ..job }))
    }

    async fn rejects(&self, job: i64, code: Option<&str>, from: u64) -> Result<Vec<ConsoleReject>, ServiceError> {
        let store = &self.portal.store;
        let Some(run) = store.feed_job(job).await.map_err(from_store)?.and_then(|job| job.harvest_run) else { return Ok(Vec::new()) };
        let rejects = store.rejects_page(run, code, from, PAGE).await.map_err(from_store)?;
        Ok(rejects.into_iter().map(reject_shown).collect())
    }

    async fn deliveries(&self) -> Result<Vec<DeliveryRow>, ServiceError> {
        self.deliveries_shown().await
    }

    async fn delivery(&self, id: &str, effect: Option<&str>, after: i64) -> Result<Option<ConsoleDelivery>, ServiceError> {
        self.delivery_shown(id, effect, after).await
    }

    async fn rejected_source(&self, job: i64, ordinal: u64) -> Result<Option<RejectedSource>, ServiceError> {
        let store = &self.portal.store;
        let Some(job) = store.feed_job(job).await.map_err(from_store)? else { return Ok(None) };
        let (Some(run), Some(arrival)) = (job.harvest_run, job.arrival) else { return Ok(None) };
        let (Some(reject), Some(arrival)) =
            (store.reject(run, ordinal).await.map_err(from_store)?, store.arrival(arrival).await.map_err(from_store)?)
        else {
            return Ok(None);
        };
        let found = self.portal.excerpt_of(&arrival, &reject).await?;
        let reject = reject_shown((ordinal, reject));
        Ok(Some(match found {
            Some(found) => RejectedSource {
                reject,
                offset: found.offset,
                text: Some(String::from_utf8_lossy(&found.bytes).into_owned()),
                more: found.more,
            },
            None => RejectedSource { reject, offset: 0, text: None, more: false },
        }))
    }
}

impl Portal {
    /// What came at the place that a reject names.
    async fn excerpt_of(&self, arrival: &Arrival, reject: &StoredReject) -> Result<Option<feeds::Excerpt>, ServiceError> {
        let work = self.config.data.join("incoming");
        let opened = std::fs::create_dir_all(&work).and_then(|()| tempfile::Builder::new().prefix("look-").tempdir_in(&work));
        let folder = opened.map_err(|failure| super::internal(&failure))?;
        // The file's first name is the delivery's: rejects name it so.
        let name = reject.file.split("!/").next().unwrap_or_default().to_owned();
        let place = folder.path().join(crate::feed_work::safe_name(&name));
        if !self.store.link_blob(&arrival.content, &place).await.map_err(from_store)? {
            return Ok(None);
        }
        let (limits, reject) = (self.config.limits.clone(), reject.clone());
        let found = tokio::task::spawn_blocking(move || feeds::excerpt(&place, &reject.file, &reject.place, &limits, MOST_SOURCE)).await;
        match found {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(_)) => Ok(None),
            Err(panicked) => Err(super::internal(&panicked)),
        }
    }
}
