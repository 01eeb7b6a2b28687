//! The port of public provision: what the public is shown, by office and right.

use async_trait::async_trait;
use publication::{AccountId, IsoDate, OfficeCode, ProvidedElement, Right, Withheld};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::StorageError;

/// Whether the public is shown an element of an office's publications of a right, or these publications at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provision {
    /// The office.
    pub office: OfficeCode,
    /// The right.
    pub right: Right,
    /// The element; `None` is the publications altogether.
    pub element: Option<ProvidedElement>,
    /// Whether it is shown.
    pub public: bool,
    /// From which day on, in Japan; only of what is shown.
    pub since: Option<IsoDate>,
}

/// A proposed decision, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisionProposal {
    /// Its number.
    pub id: i64,
    /// What is proposed.
    pub provision: Provision,
    /// Who proposed it; `None` is the command line.
    pub proposed_by: Option<AccountId>,
    /// When.
    pub proposed: OffsetDateTime,
    /// Who decided, when, and whether it was accepted; `None` while it waits.
    pub decision: Option<(Option<AccountId>, OffsetDateTime, bool)>,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It is in force.
    InForce,
    /// It is refused.
    Refused,
    /// Nobody consents to a proposal of his or her own.
    OwnProposal,
    /// There is no such proposal, or it is decided already.
    NotOpen,
}

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposed {
    /// It is in force: there is no other administrator.
    InForce,
    /// It waits for another administrator's consent, under this number.
    Waiting(i64),
}

/// What publications an element's change would touch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisionEffect {
    /// Publications of the office and right that are not for people inside alone by their own delivery.
    pub publications: u64,
    /// Those of them that have the element; all of them for the publications altogether and for originals.
    pub with_element: u64,
}

/// A class of publications of which an index may still show the public what is kept back now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// The office.
    pub office: OfficeCode,
    /// The right.
    pub right: Right,
    /// The number of the change sequence from which on an index knows; `None` where it has not been given yet.
    pub known_from: Option<u64>,
}

/// Public provision. What no decision speaks of is public as far as its own delivery is.
#[async_trait]
pub trait ProvisionRepository: Send + Sync {
    /// The decisions in force, by office, right and element.
    async fn provisions(&self) -> Result<Vec<Provision>, StorageError>;

    /// What is kept back today, by office and right; of others nothing is.
    async fn withheld(&self) -> Result<Vec<(OfficeCode, Right, Withheld)>, StorageError>;

    /// Puts a decision in force at once. From then on no read for the public gives what it keeps back.
    async fn provide(&self, provision: &Provision, by: Option<AccountId>, now: OffsetDateTime) -> Result<(), StorageError>;

    /// Proposes a decision. It needs the consent of another administrator where there is one who can sign in; else it is in force at once. An
    /// open proposal for the same element is refused by it.
    async fn propose_provision(&self, provision: &Provision, by: AccountId, now: OffsetDateTime) -> Result<Proposed, StorageError>;

    /// Decides an open proposal. Its proposer may withdraw it, and not consent to it.
    async fn decide_provision(&self, id: i64, accept: bool, by: AccountId, now: OffsetDateTime) -> Result<Decided, StorageError>;

    /// Proposals, newest first, at most `limit`; only those that wait where `open`.
    async fn provision_proposals(&self, open: bool, limit: usize) -> Result<Vec<ProvisionProposal>, StorageError>;

    /// What a change of this element would touch.
    async fn provision_effect(
        &self,
        office: OfficeCode,
        right: Right,
        element: Option<ProvidedElement>,
    ) -> Result<ProvisionEffect, StorageError>;

    /// Tells the indexes of decisions: gives the publications of a class whose decisions changed (also by a day having come) the next
    /// numbers of the change sequence, at most `limit` in one short transaction. Answers how many; 0 where all is settled. Killed anywhere
    /// and called again, it goes on.
    async fn settle_provision(&self, limit: usize, now: OffsetDateTime) -> Result<u64, StorageError>;

    /// The classes of which an index may show the public too much: whoever searches for the public leaves them out until the index knows.
    async fn unsettled_provision(&self) -> Result<Vec<Unsettled>, StorageError>;
}
