//! The port of correction: what people write, revision after revision, and what they have typed and not saved.
//!
//! Revisions are only ever added. A save names the revision that it is based on, and never takes the place of one that it does not know.

use async_trait::async_trait;
use index_config::TextOrigin;
use publication::{AccountId, Audience, OfficeCode, PublicationId, Right};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{SegmentKey, SegmentTranslation, StorageError};

/// What is to be known of a segment at a glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct SegmentMarks {
    /// Only reviewers may change it.
    pub locked: bool,
    /// A check found something.
    pub findings: bool,
    /// It waits for review.
    pub to_review: bool,
    /// A reviewer sent it back.
    pub sent_back: bool,
    /// It was made with what people inside alone may read, of a part that was kept back from the public. Once the public may read the part,
    /// nobody is shown it.
    pub made_inside: bool,
}

/// Who acts: the account, and the name it had at the time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// As he or she wishes to be named.
    pub name: String,
}

/// What brought a revision about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// It was written here.
    Save,
    /// It came from a file that was worked on elsewhere.
    Import,
    /// An older revision was taken back.
    Restore,
    /// It was approved as it stood.
    Approve,
    /// It was sent back as it stood.
    SendBack,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Save, Self::Import, Self::Restore, Self::Approve, Self::SendBack];

    /// The stable word, as in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Import => "import",
            Self::Restore => "restore",
            Self::Approve => "approve",
            Self::SendBack => "send-back",
        }
    }
}

impl std::str::FromStr for Act {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|act| act.as_str() == word).ok_or(())
    }
}

/// A revision of a segment, present or superseded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its number, from 1.
    pub revision: i64,
    /// The Japanese.
    pub japanese: String,
    /// The state, as the translator package names it.
    pub state: String,
    /// Who or what made the text, as that package's JSON.
    pub provenance: String,
    /// The origin, as indexes keep it apart.
    pub origin: TextOrigin,
    /// When.
    pub saved: OffsetDateTime,
    /// The person's act that brought it about; `None` where no person did.
    pub act: Option<RevisionAct>,
    /// Whether it was made with what people inside alone may read.
    pub made_inside: bool,
}

/// A person's part in a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionAct {
    /// What was done.
    pub act: Act,
    /// By whom.
    pub by: Actor,
    /// Why, in that person's words; empty where nothing was said.
    pub reason: String,
    /// The revision that was restored.
    pub restored: Option<i64>,
}

/// A person's text to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HumanText {
    /// The segment.
    pub key: SegmentKey,
    /// Its source.
    pub source: String,
    /// The Japanese.
    pub japanese: String,
    /// The state it is to have.
    pub state: String,
    /// Who made it, as the translator package's JSON.
    pub provenance: String,
    /// The revision that it is based on; 0 where there was none.
    pub based_on: i64,
    /// How it came to be written: [`Act::Save`] or [`Act::Import`].
    pub act: Act,
    /// By whom.
    pub by: Actor,
    /// Why; may be empty.
    pub reason: String,
    /// Whether a check found something.
    pub findings: bool,
    /// Whether it waits for review.
    pub to_review: bool,
    /// Whether a lock may be passed.
    pub may_pass_lock: bool,
    /// The version of the publication that the writer saw: where it is not the present one any more, what became of the sentence is looked
    /// into.
    pub seen_version: i64,
    /// The suggestion that was taken.
    pub taken: Option<i64>,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveOutcome {
    /// It is the present revision, of this number. A text that its writer saved before and sends again, as after a lost answer, is so too.
    Saved(i64),
    /// Somebody else was faster. Nothing was changed.
    Clash(Box<Clash>),
    /// The segment is locked. Nothing was changed.
    Locked,
    /// There is no such publication, or no such revision.
    Missing,
}

/// Two texts of one ancestor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// The revision that the save was based on.
    pub based_on: i64,
    /// The present revision; `None` where there is none.
    pub present: Option<Revision>,
    /// The revision that both came from; `None` where the segment had no Japanese then.
    pub ancestor: Option<Revision>,
}

/// What an account has typed and not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The segment.
    pub key: SegmentKey,
    /// Its source when it was typed.
    pub source: String,
    /// The text as typed; may be empty.
    pub japanese: String,
    /// The revision that it is based on.
    pub based_on: i64,
    /// When it was typed, by the writer's clock: milliseconds since 1970.
    pub typed: i64,
}

/// A person's text whose source the present version of its publication has no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaleText {
    /// The segment as it was, with the person's Japanese.
    pub before: SegmentTranslation,
    /// What the sentence has become; `None` where it is gone altogether.
    pub became: Option<Became>,
    /// When that was found out.
    pub noted: OffsetDateTime,
    /// Whether a person has dealt with it.
    pub settled: bool,
}

/// What a sentence has become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Became {
    /// The segment of the present version: of the same part and language.
    pub key: SegmentKey,
    /// Its source.
    pub source: String,
    /// Likeness of the two sources, per cent.
    pub likeness: u8,
}

/// A publication of which it is to be found out which people's texts have lost their sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleJob {
    /// Number of the job.
    pub id: i64,
    /// The publication.
    pub publication: PublicationId,
}

/// How much people have translated of an office's publications of one right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectedCount {
    /// The office.
    pub office: OfficeCode,
    /// The right.
    pub right: Right,
    /// Sentences.
    pub segments: u64,
    /// Publications with at least one of them.
    pub publications: u64,
}

/// People's texts.
#[async_trait]
pub trait CorrectionRepository: Send + Sync {
    /// The number of a publication's present version; 0 where there is no such publication. To be asked before the publication is read, so that
    /// what is saved says which one was seen.
    async fn present_version(&self, id: &PublicationId) -> Result<i64, StorageError>;

    /// How much people have translated, by office and right: sentences, and publications with at least one.
    async fn corrected(&self, audience: Audience) -> Result<Vec<CorrectedCount>, StorageError>;

    /// The stored Japanese of one segment.
    async fn segment(&self, id: &PublicationId, key: &SegmentKey) -> Result<Option<SegmentTranslation>, StorageError>;

    /// Saves a person's text, ends the writer's draft of it, settles what its sentence was before, and takes a number of the change sequence:
    /// all in one transaction.
    async fn save(&self, id: &PublicationId, text: HumanText, now: OffsetDateTime) -> Result<SaveOutcome, StorageError>;

    /// Takes an older revision back, as a new one based on a revision.
    #[expect(clippy::too_many_arguments, reason = "each is a different thing, and all are needed")]
    async fn restore(
        &self,
        id: &PublicationId,
        key: &SegmentKey,
        revision: i64,
        based_on: i64,
        by: &Actor,
        may_pass_lock: bool,
        now: OffsetDateTime,
    ) -> Result<SaveOutcome, StorageError>;

    /// All revisions of a segment, the present one first; at most `limit`.
    async fn history(&self, id: &PublicationId, key: &SegmentKey, limit: usize) -> Result<Vec<Revision>, StorageError>;

    /// Keeps what an account has typed, unless something typed later is kept already. Drafts are nobody else's, and no revision.
    async fn keep_draft(&self, id: &PublicationId, account: AccountId, draft: Draft) -> Result<(), StorageError>;

    /// Drops a draft that is not newer than a moment (milliseconds since 1970).
    async fn drop_draft(&self, id: &PublicationId, account: AccountId, key: &SegmentKey, typed: i64) -> Result<(), StorageError>;

    /// What an account has typed in a publication, also for sentences that its present version has no more.
    async fn drafts(&self, id: &PublicationId, account: AccountId) -> Result<Vec<Draft>, StorageError>;

    /// People's texts of a publication whose sentence is not in the present version, settled ones included.
    async fn stale(&self, id: &PublicationId) -> Result<Vec<StaleText>, StorageError>;

    /// Puts one aside: nothing more is to be done about it.
    async fn settle_stale(&self, id: &PublicationId, before: &SegmentKey, now: OffsetDateTime) -> Result<(), StorageError>;

    /// Publications of which it is to be found out, at most `limit`. Storing a new version of one that has people's texts asks for it in its
    /// own transaction.
    async fn stale_jobs(&self, limit: usize) -> Result<Vec<StaleJob>, StorageError>;

    /// Answers a job with the people's texts that have no sentence, and ends it, unless it was asked for again meanwhile. What is settled and
    /// as it was stays settled.
    async fn note_stale(&self, job: &StaleJob, found: Vec<(SegmentKey, Option<Became>)>, now: OffsetDateTime) -> Result<(), StorageError>;
}
