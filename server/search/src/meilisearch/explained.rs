//! Why hits matched, by the texts that came with them.

use std::sync::Arc;

use index_config::Query;
use publication::TextPart;

use super::wire::WireHit;
use crate::{
    SearchError,
    texts::{self, Asked, Matcher, Needles, Shown, StoredText},
};

/// Hits that two threads share; fewer are not worth another's time.
const SHARED: usize = 10;

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

/// The same by two threads, where there are many hits: reading them is most of what a page costs beside the server.
///
/// # Errors
/// When a thread ends before its time.
pub(super) async fn explained(query: &Arc<Query>, needles: Arc<[Needles]>, mut found: Vec<WireHit>) -> Result<Vec<Explained>, SearchError> {
    if found.len() < SHARED {
        return Ok(explain(query, &needles, found));
    }
    let behind = found.split_off(found.len() / 2);
    let aside = |hits| {
        let (query, needles) = (Arc::clone(query), Arc::clone(&needles));
        tokio::task::spawn_blocking(move || explain(&query, &needles, hits))
    };
    // Neither by this thread: whoever waits for the hits goes on with what was told of them.
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
