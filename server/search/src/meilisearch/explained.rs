//! Why hits matched, by the texts that came with them.

use index_config::Query;
use publication::TextPart;

use super::wire::WireHit;
use crate::{
    SearchError,
    texts::{self, Asked, Matcher, Shown, StoredText},
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
fn explain(query: &Query, languages: &[String], found: Vec<WireHit>) -> Vec<Explained> {
    let asked = Asked::of(query, languages.iter().map(String::as_str));
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
pub(super) async fn explained(query: &Query, languages: Vec<String>, mut found: Vec<WireHit>) -> Result<Vec<Explained>, SearchError> {
    if found.len() < SHARED {
        return Ok(explain(query, &languages, found));
    }
    let behind = found.split_off(found.len() / 2);
    let (query_there, languages_there) = (query.clone(), languages.clone());
    let there = tokio::task::spawn_blocking(move || explain(&query_there, &languages_there, behind));
    let mut all = explain(query, &languages, found);
    all.extend(there.await.map_err(|e| SearchError::Failed(e.to_string()))?);
    Ok(all)
}

/// A hit's texts of a part.
pub(super) fn stored(hit: &WireHit, part: TextPart) -> impl Iterator<Item = StoredText<'_>> {
    hit.texts(part).iter().filter_map(|value| texts::read(value))
}
