//! Why hits matched, by the texts that came with them.

use std::sync::Arc;

use index_config::Query;
use publication::TextPart;

use super::wire::WireHit;
use crate::{
    SearchError,
    texts::{self, Asked, Matcher, Needles, Shown, StoredText},
};

/// Bytes of texts that are read by a thread which has other requests to answer: a millisecond's work. A page of hits has a third of it.
const A_PAGE: usize = 256 * 1024;

/// A hit, and why it matched.
pub(super) struct Explained {
    /// The hit.
    pub hit: WireHit,
    /// What its texts show.
    pub shown: Shown,
    /// Whether that is all that was asked.
    pub whole: bool,
}

/// Why hits matched, by the texts that they carry.
fn explain(query: &Query, needles: &[Needles], found: Vec<WireHit>) -> Vec<Explained> {
    let asked = Asked::with(query, needles);
    let mut matcher = Matcher::new(&asked);
    found
        .into_iter()
        .map(|hit| {
            let shown = matcher.shown(|part| stored(&hit, part));
            let whole = matcher.is_explained(&shown);
            Explained { hit, shown, whole }
        })
        .collect()
}

/// The same, a page of them by the thread that asks: waking others costs as much as reading it. Longer texts are read aside, by two threads.
///
/// # Errors
/// When a thread ends before its time.
pub(super) async fn explained(query: &Arc<Query>, needles: Arc<[Needles]>, mut found: Vec<WireHit>) -> Result<Vec<Explained>, SearchError> {
    if found.iter().map(WireHit::length).sum::<usize>() <= A_PAGE {
        // Whoever waits for the hits goes on first with what was told of them.
        tokio::task::yield_now().await;
        return Ok(explain(query, &needles, found));
    }
    let behind = found.split_off(found.len() / 2);
    let aside = |hits| {
        let (query, needles) = (Arc::clone(query), Arc::clone(&needles));
        tokio::task::spawn_blocking(move || explain(&query, &needles, hits))
    };
    let (front, behind) = (aside(found), aside(behind));
    let failed = |e: tokio::task::JoinError| SearchError::Failed(e.to_string());
    let mut all = front.await.map_err(failed)?;
    all.extend(behind.await.map_err(failed)?);
    Ok(all)
}

/// A hit's texts of a part.
pub(super) fn stored(hit: &WireHit, part: TextPart) -> impl Iterator<Item = StoredText<'_>> {
    hit.texts(part).iter().filter_map(|value| texts::read(value))
}
