//! The port of review: approving, sending back, suggestions, ratings, and lists of what is to be done.

use async_trait::async_trait;
use publication::{AccountId, Audience, OfficeCode, PublicationId, TextPart};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{Actor, MemoryUnit, SaveOutcome, SegmentKey, StorageError};

/// A reviewer's judgement of the present text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It is approved. The unit is what the memory learns; whether the public may see it is decided by the publication.
    Approve {
        /// The unit.
        unit: Box<MemoryUnit>,
    },
    /// It is sent back to who wrote it.
    SendBack,
}

/// A judgement with its circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The segment.
    pub key: SegmentKey,
    /// The revision that was read.
    pub based_on: i64,
    /// The judgement.
    pub judgement: Judgement,
    /// Whose.
    pub by: Actor,
    /// Why; of one sent back, never empty.
    pub reason: String,
    /// Whether one may judge one's own words.
    pub may_judge_own: bool,
    /// The state that it is to have, as the translator package names it.
    pub state: String,
}

/// What became of a judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JudgementOutcome {
    /// As of a save.
    Of(SaveOutcome),
    /// The words are the reviewer's own.
    Own,
    /// There is no text of a person to be judged.
    NotHuman,
}

/// Where a suggestion came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuggestionOrigin {
    /// A reader wrote it.
    Reader,
    /// It was approved for the same sentence elsewhere.
    Identical,
}

impl SuggestionOrigin {
    /// The stable word, as in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Identical => "identical",
        }
    }
}

impl std::str::FromStr for SuggestionOrigin {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        [Self::Reader, Self::Identical].into_iter().find(|origin| origin.as_str() == word).ok_or(())
    }
}

/// A sentence to suggest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSuggestion {
    /// The segment.
    pub key: SegmentKey,
    /// Its source.
    pub source: String,
    /// The Japanese suggested.
    pub japanese: String,
    /// Why; may be empty.
    pub reason: String,
    /// The account of who suggests it; `None` for anybody else.
    pub account: Option<AccountId>,
    /// The name to be told; may be empty.
    pub name: String,
}

/// A suggestion that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its number.
    pub id: i64,
    /// The segment.
    pub key: SegmentKey,
    /// The Japanese suggested.
    pub japanese: String,
    /// Why; may be empty.
    pub reason: String,
    /// Where it came from.
    pub origin: SuggestionOrigin,
    /// The name told; may be empty.
    pub name: String,
    /// When it was made.
    pub made: OffsetDateTime,
}

/// A judgement of how well a revision renders its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRating {
    /// The segment.
    pub key: SegmentKey,
    /// The revision rated; 0 for what is shown without being stored.
    pub revision: i64,
    /// Whose rating.
    pub account: AccountId,
    /// 5 (all of importance is conveyed) to 1 (nothing is).
    pub level: u8,
    /// What made the text, as the translator package's JSON.
    pub provenance: String,
}

/// A list of publications in which something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkList {
    /// Those that the account worked on, the last one first.
    Mine,
    /// Those with Japanese that no person has looked at.
    ToDo,
    /// Those in which a check found something.
    WithFindings,
    /// Those whose source changed under people's words.
    Stale,
    /// Those with suggestions.
    Suggested,
    /// Those with words that wait for review.
    ToReview,
    /// Those with words that were sent back.
    SentBack,
}

impl WorkList {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Mine, Self::ToDo, Self::WithFindings, Self::Stale, Self::Suggested, Self::ToReview, Self::SentBack];

    /// The stable word, as in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::ToDo => "to-do",
            Self::WithFindings => "findings",
            Self::Stale => "stale",
            Self::Suggested => "suggested",
            Self::ToReview => "review",
            Self::SentBack => "sent-back",
        }
    }
}

/// Which part of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkQuestion {
    /// The list.
    pub list: WorkList,
    /// Whose, where it is somebody's.
    pub account: AccountId,
    /// Publications of this office only.
    pub office: Option<OfficeCode>,
    /// Publications of this subclass of the IPC only: `H01M`.
    pub class: Option<String>,
    /// Those after this place.
    pub after: Option<i64>,
    /// Most rows.
    pub limit: usize,
}

/// A publication of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkRow {
    /// Its place in the list.
    pub place: i64,
    /// The publication.
    pub publication: PublicationId,
    /// Segments in it that the list is about, counted up to [`MOST_COUNTED`].
    pub segments: u64,
    /// The first part that has one of them.
    pub part: TextPart,
}

/// Segments of a publication are counted up to this number.
pub const MOST_COUNTED: u64 = 1_000;

/// Reviewers' and readers' part.
#[async_trait]
pub trait ReviewRepository: Send + Sync {
    /// Judges the present text of a segment, as a new revision. Approving teaches the memory and asks, in the same transaction, for the sentence
    /// to be offered to the same sentences elsewhere.
    async fn judge(&self, id: &PublicationId, judged: Judged, now: OffsetDateTime) -> Result<JudgementOutcome, StorageError>;

    /// Locks a stored segment, or unlocks it. Answers whether there is one.
    async fn lock(&self, id: &PublicationId, key: &SegmentKey, locked: bool) -> Result<bool, StorageError>;

    /// Puts a suggestion into the queue; the same text for the same segment waits once. Answers whether it is new.
    async fn suggest(&self, id: &PublicationId, suggestion: NewSuggestion, now: OffsetDateTime) -> Result<bool, StorageError>;

    /// The suggestions for a publication that wait, oldest first, at most `limit`.
    async fn suggestions(&self, id: &PublicationId, limit: usize) -> Result<Vec<Suggestion>, StorageError>;

    /// Declines a suggestion. Answers whether it waited.
    async fn decline(&self, suggestion: i64, by: AccountId, now: OffsetDateTime) -> Result<bool, StorageError>;

    /// Keeps an account's rating of a revision; an earlier one of his is replaced.
    async fn rate(&self, id: &PublicationId, rating: NewRating, now: OffsetDateTime) -> Result<(), StorageError>;

    /// Ratings of a segment's revision: levels, with how often each was given.
    async fn ratings(&self, id: &PublicationId, key: &SegmentKey, revision: i64) -> Result<Vec<(u8, u64)>, StorageError>;

    /// A page of a list, for an audience.
    async fn work(&self, question: &WorkQuestion, audience: Audience) -> Result<Vec<WorkRow>, StorageError>;

    /// Offers one approved sentence, the oldest of those that wait, to the same sentences elsewhere whose Japanese is another: as suggestions, at
    /// most `limit` of them. From what the public may not see, nothing is offered to what it may. Answers `None` where nothing waits.
    async fn offer_approved(&self, limit: usize, now: OffsetDateTime) -> Result<Option<u64>, StorageError>;
}
