//! What a document and the records that add to it make together.
//!
//! The document's own record has the word in everything that it says; a supplement fills in what it does not say. Legal events and the members
//! of a family are brought together, as no source has all of them.

use std::{collections::HashSet, hash::Hash};

use publication::{Family, LegalEvent, Publication};

/// A document with its supplements, in the order given.
#[must_use]
pub fn supplemented<'s>(document: Publication, supplements: impl IntoIterator<Item = &'s Publication>) -> Publication {
    let mut publication = document;
    for supplement in supplements {
        add(&mut publication, supplement);
    }
    publication
}

/// A supplement with what an older one of the same format said and it says nothing of: an answer without events takes none away.
#[must_use]
pub(crate) fn renewed(mut supplement: Publication, older: &Publication) -> Publication {
    if supplement.legal_events.is_empty() {
        supplement.legal_events.clone_from(&older.legal_events);
    }
    if supplement.family.is_none() {
        supplement.family.clone_from(&older.family);
    }
    supplement
}

fn add(publication: &mut Publication, supplement: &Publication) {
    fill(&mut publication.kind_text, &supplement.kind_text);
    fill(&mut publication.publication_date, &supplement.publication_date);
    fill(&mut publication.registration_date, &supplement.registration_date);
    fill(&mut publication.expiry_date, &supplement.expiry_date);
    fill(&mut publication.language, &supplement.language);
    fill(&mut publication.filing_language, &supplement.filing_language);
    if publication.status.is_none() && publication.register_status.is_none() {
        publication.status.clone_from(&supplement.status);
        publication.register_status = supplement.register_status;
        publication.status_date.clone_from(&supplement.status_date);
    }
    fill(&mut publication.application, &supplement.application);
    fill_list(&mut publication.priorities, &supplement.priorities);
    fill_list(&mut publication.related, &supplement.related);
    add_by(&mut publication.titles, &supplement.titles, |title| &title.language);
    add_by(&mut publication.abstracts, &supplement.abstracts, |text| &text.language);
    add_by(&mut publication.claim_sets, &supplement.claim_sets, |set| &set.language);
    add_by(&mut publication.descriptions, &supplement.descriptions, |text| &text.language);
    add_by(&mut publication.parties, &supplement.parties, |party| &party.role);
    fill_list(&mut publication.classifications, &supplement.classifications);
    fill_list(&mut publication.designated_states, &supplement.designated_states);
    fill_list(&mut publication.citations, &supplement.citations);
    add_by(&mut publication.figures, &supplement.figures, |figure| &figure.file);
    events(&mut publication.legal_events, &supplement.legal_events);
    publication.family = family(publication.family.take(), supplement.family.as_ref());
    fill(&mut publication.mark, &supplement.mark);
    fill(&mut publication.design, &supplement.design);
}

fn fill<T: Clone>(own: &mut Option<T>, other: &Option<T>) {
    if own.is_none() {
        own.clone_from(other);
    }
}

fn fill_list<T: Clone>(own: &mut Vec<T>, other: &[T]) {
    if own.is_empty() {
        own.extend_from_slice(other);
    }
}

/// Adds those of which nothing of the same key is there.
fn add_by<T: Clone, K: Eq + Hash>(own: &mut Vec<T>, other: &[T], key: impl Fn(&T) -> &K) {
    let held: HashSet<&K> = own.iter().map(&key).collect();
    let more: Vec<T> = other.iter().filter(|one| !held.contains(key(one))).cloned().collect();
    own.extend(more);
}

/// Events of both, oldest first as far as dated; an event that both tell in the same words stands once.
fn events(own: &mut Vec<LegalEvent>, other: &[LegalEvent]) {
    if other.is_empty() {
        return;
    }
    let held: HashSet<(Option<&str>, Option<&str>, &str)> = own.iter().map(told).collect();
    let more: Vec<LegalEvent> = other.iter().filter(|event| !held.contains(&told(event))).cloned().collect();
    own.extend(more);
    own.sort_by_key(|event| event.date.as_ref().and_then(|date| date.iso));
}

/// When, by which code and in which words an event is told.
fn told(event: &LegalEvent) -> (Option<&str>, Option<&str>, &str) {
    (event.date.as_ref().map(|date| date.as_published.as_str()), event.code.as_deref(), &event.description)
}

/// The members of both, if both mean the same family.
fn family(own: Option<Family>, other: Option<&Family>) -> Option<Family> {
    match (own, other) {
        (Some(mut own), Some(other)) if own.id.is_none() || own.id == other.id => {
            own.id = own.id.or_else(|| other.id.clone());
            let held: HashSet<&str> = own.members.iter().map(|member| member.document.as_published.as_str()).collect();
            let more: Vec<_> =
                other.members.iter().filter(|member| !held.contains(member.document.as_published.as_str())).cloned().collect();
            own.members.extend(more);
            Some(own)
        }
        (Some(own), _) => Some(own),
        (None, other) => other.cloned(),
    }
}
