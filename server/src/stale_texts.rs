//! What became of the sentences that people translated, when a newer version of their publication came.
//!
//! Storing a version asks for it in its own transaction, so that no kill loses the question; the answer is worked out here, and can be worked out
//! again at any time: it depends on nothing but what is stored. The people's words stay where they are, under their old sentence; what is noted is
//! which present sentence they may be proposed for.

use std::collections::HashSet;

use index_config::TextOrigin;
use publication::{LanguageTag, Publication, TextPart};
use storage::{Became, SegmentKey, SegmentTranslation, StorageError, Store};
use translator::Comparison;

use crate::{clock, segments};

/// Publications looked into at once.
const BATCH: usize = 32;
/// Sentences less alike than this, per cent, are other sentences.
const ALIKE: u8 = 40;
/// Present sentences that one is compared with.
const COMPARED: usize = 4_000;

/// Looks into some of the publications that wait. Answers how many.
///
/// # Errors
/// When the store fails.
pub async fn take_batch(store: &dyn Store) -> Result<u64, StorageError> {
    let jobs = store.stale_jobs(BATCH).await?;
    for job in &jobs {
        let ids = std::slice::from_ref(&job.publication);
        let held = store.held(ids).await?.pop().flatten();
        let stored = store.translations(&job.publication).await?;
        // A deleted publication has no present sentences; its words wait until it comes back, when it is asked again.
        let found = match held {
            Some((publication, _)) => {
                let answered = tokio::task::spawn_blocking(move || without_sentence(&publication, stored)).await;
                answered.map_err(|panicked| StorageError::Failed(panicked.to_string()))?
            }
            None => Vec::new(),
        };
        store.note_stale(job, found, clock::now()).await?;
    }
    Ok(jobs.len() as u64)
}

/// People's texts that have no sentence in a publication, with what their sentence has become.
fn without_sentence(publication: &Publication, stored: Vec<SegmentTranslation>) -> Vec<(SegmentKey, Option<Became>)> {
    let mut human: Vec<SegmentTranslation> = stored.into_iter().filter(|segment| segment.origin == TextOrigin::Human).collect();
    let mut out = Vec::new();
    while let Some(first) = human.first() {
        let (part, language) = (first.key.part, first.key.language.clone());
        let (of_part, others): (Vec<_>, Vec<_>) =
            human.into_iter().partition(|segment| segment.key.part == part && segment.key.language == language);
        human = others;
        out.extend(of_one_part(publication, part, &language, of_part));
    }
    out
}

fn of_one_part(
    publication: &Publication,
    part: TextPart,
    language: &LanguageTag,
    human: Vec<SegmentTranslation>,
) -> Vec<(SegmentKey, Option<Became>)> {
    let present: Vec<_> = segments::blocks_of(publication, part, language).into_iter().flat_map(|block| block.segments).collect();
    let keys: HashSet<&SegmentKey> = present.iter().map(|segment| &segment.key).collect();
    let gone: Vec<&SegmentTranslation> = human.iter().filter(|segment| !keys.contains(&segment.key)).collect();
    if gone.is_empty() {
        return Vec::new();
    }
    // What people have translated in the present version is not what another sentence has become.
    let taken: HashSet<&SegmentKey> = human.iter().map(|segment| &segment.key).filter(|key| keys.contains(key)).collect();
    let mut free: Vec<_> = present.iter().filter(|segment| !taken.contains(&segment.key)).collect();
    free.truncate(COMPARED);
    let mut pairs: Vec<(u8, usize, usize)> = Vec::new();
    for (old, segment) in gone.iter().enumerate() {
        let comparison = Comparison::of(&segment.source);
        // Of which one is so much longer than the other, they are not alike: the comparison itself costs more.
        let may_be = |other: &str| {
            other.len() * 100 >= segment.source.len() * usize::from(ALIKE / 2)
                && segment.source.len() * 100 >= other.len() * usize::from(ALIKE / 2)
        };
        let near = free.iter().enumerate().filter(|(_, other)| may_be(&other.text));
        let likeness = near.map(|(new, other)| (comparison.percent(&other.text), old, new));
        pairs.extend(likeness.filter(|(percent, ..)| *percent >= ALIKE));
    }
    // The most alike first, and of equals the first in the text: each sentence once.
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)).then(a.1.cmp(&b.1)));
    let mut became: Vec<Option<Became>> = vec![None; gone.len()];
    let mut used: HashSet<usize> = HashSet::new();
    for (likeness, old, new) in pairs {
        let (Some(place), Some(segment)) = (became.get_mut(old), free.get(new)) else { continue };
        if place.is_none() && used.insert(new) {
            *place = Some(Became { key: segment.key.clone(), source: segment.text.clone(), likeness });
        }
    }
    gone.into_iter().map(|segment| segment.key.clone()).zip(became).collect()
}

#[cfg(test)]
mod tests {
    use publication::{DocumentNumber, LocalizedText, PublicationId, Source};
    use storage::SegmentMarks;

    use super::*;

    fn publication(titles: &[&str]) -> Publication {
        let id: PublicationId = "TH-patent-1-A".parse().expect("an id");
        let number = DocumentNumber::read("TH".parse().expect("a code"), "1", None).expect("a number");
        let source = Source { delivery: String::new(), file: String::new(), offset: 0, format: String::new() };
        let mut made = Publication::new(id, number, source);
        let language: LanguageTag = "en".parse().expect("a language");
        made.titles = titles.iter().map(|text| LocalizedText { language: language.clone(), text: (*text).to_owned() }).collect();
        made
    }

    fn human(source: &str) -> SegmentTranslation {
        SegmentTranslation {
            key: SegmentKey {
                part: TextPart::Title,
                language: "en".parse().expect("a language"),
                source_hash: segments::source_hash(source),
                occurrence: 0,
            },
            source: source.to_owned(),
            japanese: "訳".to_owned(),
            state: "translated".to_owned(),
            provenance: "{}".to_owned(),
            origin: TextOrigin::Human,
            revision: 1,
            marks: SegmentMarks::default(),
            account: None,
        }
    }

    fn became(titles: &[&str], sources: &[&str]) -> Vec<(String, Option<String>)> {
        let stored: Vec<_> = sources.iter().map(|source| human(source)).collect();
        let names: Vec<_> = stored.iter().map(|segment| (segment.key.clone(), segment.source.clone())).collect();
        without_sentence(&publication(titles), stored)
            .into_iter()
            .map(|(key, became)| {
                let name = names.iter().find(|(of, _)| *of == key).map(|(_, source)| source.clone()).unwrap_or_default();
                (name, became.map(|became| became.source))
            })
            .collect()
    }

    #[test]
    fn a_sentence_is_found_in_what_it_has_become() {
        let gone = |source: &str, became: Option<&str>| (source.to_owned(), became.map(str::to_owned));
        assert!(became(&["A battery with a lid"], &["A battery with a lid"]).is_empty());
        assert_eq!(
            became(&["Something else", "A battery with a steel lid"], &["A battery with a lid"]),
            [gone("A battery with a lid", Some("A battery with a steel lid"))]
        );
        assert_eq!(became(&["Quite another thing"], &["A battery with a lid"]), [gone("A battery with a lid", None)]);
        // Each present sentence once, and none that a person has translated.
        assert_eq!(
            became(&["A battery with a steel lid"], &["A battery with a lid", "A new battery with a steel lid"]),
            [gone("A battery with a lid", None), gone("A new battery with a steel lid", Some("A battery with a steel lid"))]
        );
        assert_eq!(
            became(&["A battery with a steel lid"], &["A battery with a lid", "A battery with a steel lid"]),
            [gone("A battery with a lid", None)]
        );
    }
}
