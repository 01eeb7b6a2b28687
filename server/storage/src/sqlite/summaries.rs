//! Summaries for lists.
//!
//! A page of hits is twenty of them, and each row of an answer is handed over from the thread that reads the database to the one that waits,
//! which costs more than reading it. So all of a list comes as one row: a JSON array.

use std::sync::LazyLock;

use publication::{AccountId, Audience, LanguageTag, ProvidedElement, PublicationId, Source, TextPart, Withheld};
use serde::Deserialize;

use super::{
    SqliteStore, aside,
    coverage::{elements_of, is_kept_back},
    error::corrupt,
    provision::{WITHHELD, seen, withheld_of},
    rows::json_list,
    segments, word,
};
use crate::{SegmentKey, SegmentTranslation, StorageError, Summary, content::Content, packing::Unpacker};

/// Bytes of a list that is read by the thread that asked for it: a page of hits has a tenth. Longer ones are read aside.
const A_PAGE: usize = 256 * 1024;

/// A publication's present version and the Japanese of its titles, in the order of the statement below.
#[derive(Deserialize)]
struct Listed<'l> {
    /// Where its id stands among those asked for, from 0.
    place: usize,
    elements: i64,
    delivery: String,
    file: String,
    offset: i64,
    format: String,
    /// Hexadecimal, so that it stands in JSON as it is.
    bibliographic: &'l str,
    withheld: i64,
    public: i64,
    titles: Vec<ListedTitle>,
}

/// Japanese of a title.
#[derive(Deserialize)]
struct ListedTitle {
    language: String,
    source_hash: String,
    occurrence: u32,
    source: String,
    japanese: String,
    state: String,
    provenance: String,
    origin: String,
    revision: i64,
    marks: i64,
    account: Option<i64>,
}

impl ListedTitle {
    fn segment(self) -> Result<SegmentTranslation, StorageError> {
        let language: LanguageTag = word("a language", &self.language)?;
        let origin = word("an origin", &self.origin)?;
        let Self { source_hash, occurrence, source, japanese, state, provenance, revision, marks, account, .. } = self;
        let (marks, account) = (segments::marks_of(marks), account.map(AccountId));
        let key = SegmentKey { part: TextPart::Title, language, source_hash, occurrence };
        Ok(SegmentTranslation { key, source, japanese, state, provenance, origin, revision, marks, account })
    }
}

impl Listed<'_> {
    fn summary(self, unpacker: &mut Unpacker, audience: Audience) -> Result<Summary, StorageError> {
        let packed = hex::decode(self.bibliographic).map_err(|error| corrupt("a publication", error))?;
        let source =
            Source { delivery: self.delivery, file: self.file, offset: u64::try_from(self.offset).unwrap_or(0), format: self.format };
        let mut japanese_titles = self.titles.into_iter().map(ListedTitle::segment).collect::<Result<Vec<_>, _>>()?;
        japanese_titles.sort_by(|one, other| one.key.cmp(&other.key));
        let mut publication = Content::bibliographic(&unpacker.unpack(&packed)?, source)?;
        let mut elements = elements_of(self.elements);
        let withheld = if self.public == 1 { withheld_of(self.withheld) } else { Withheld::EVERYTHING };
        if audience == Audience::Public {
            publication.withhold(withheld);
            elements.retain(|element| !is_kept_back(*element, withheld));
            if withheld.has(ProvidedElement::Title) {
                japanese_titles.clear();
            }
        }
        Ok(Summary { publication: Box::new(publication), elements, japanese_titles, withheld })
    }
}

static FOR_THE_PUBLIC: LazyLock<String> = LazyLock::new(|| list_for(Audience::Public));
static FOR_INSIDE: LazyLock<String> = LazyLock::new(|| list_for(Audience::Inside));

/// The statement that answers a list: of the part of titles, and of these ids.
fn list_for(audience: Audience) -> String {
    format!(
        "SELECT json_group_array(json_object('place', j.key, 'elements', p.elements, 'delivery', d.hash, 'file', v.file, \
         'offset', v.offset, 'format', v.format, 'bibliographic', hex(v.bibliographic), 'public', p.public, 'withheld', \
         {WITHHELD}, 'titles', json(( \
           SELECT json_group_array(json_object('language', s.language, 'source_hash', s.source_hash, 'occurrence', s.occurrence, \
           'source', s.source, 'japanese', s.japanese, 'state', s.state, 'provenance', s.provenance, 'origin', s.origin, \
           'revision', s.revision, 'marks', s.marks, 'account', s.account)) FROM shown_segment s WHERE s.publication = p.id AND s.part = ?)))) \
         FROM json_each(?) j CROSS JOIN publication p INDEXED BY publication_for_lists ON p.name = j.value JOIN publication_version v ON v.id = p.present \
         JOIN delivery d ON d.id = v.delivery WHERE {} AND p.deleted = 0",
        seen(audience)
    )
}

impl SqliteStore {
    /// Summaries in the order of the ids; those that the audience may not see are left out.
    pub(super) async fn read_summaries(&self, ids: &[PublicationId], audience: Audience) -> Result<Vec<Summary>, StorageError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let question = sqlx::query_scalar(match audience {
            Audience::Public => FOR_THE_PUBLIC.as_str(),
            Audience::Inside => FOR_INSIDE.as_str(),
        })
        .bind(segments::number_of(TextPart::Title))
        .bind(json_list(ids)?);
        let listed = self.lists.text(question).await?;
        // A page of them is read in less time than another thread takes to wake.
        let short = listed.len() <= A_PAGE;
        let read = move || {
            let listed: Vec<Listed<'_>> = serde_json::from_str(&listed).map_err(|error| corrupt("a list of publications", error))?;
            Unpacker::of_thread(|unpacker| {
                let placed = listed.into_iter().map(|one| Ok((one.place, one.summary(unpacker, audience)?)));
                placed.collect::<Result<Vec<_>, StorageError>>()
            })
        };
        let mut placed = if short { read()? } else { aside(read).await? };
        // As the database happens to answer already, though it promises no order.
        placed.sort_by_key(|(place, _)| *place);
        Ok(placed.into_iter().map(|(_, summary)| summary).collect())
    }
}
