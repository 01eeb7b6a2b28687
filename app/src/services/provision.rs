//! What pages ask about public provision (公衆提供). Decisions are forms that the server takes.

use std::sync::Arc;

use async_trait::async_trait;
use publication::{AccountId, IsoDate, OfficeCode, ProvidedElement, Right, Withheld};

use super::{Moment, ServiceError};

/// A decision on an element, or on publications altogether.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProvisionDecision {
    /// The office.
    pub office: OfficeCode,
    /// The right.
    pub right: Right,
    /// The element; `None` is the publications altogether.
    pub element: Option<ProvidedElement>,
    /// Whether the public is shown it.
    pub public: bool,
    /// From which day on, in Japan; only of what is shown.
    pub since: Option<IsoDate>,
}

impl ProvisionDecision {
    /// The word for whole publications in forms and addresses.
    pub const WHOLE: &'static str = "all";

    /// Reads the fields of a form: the element's word or [`Self::WHOLE`], `public` or `inside`, and a day or nothing. `None` where they are none.
    #[must_use]
    pub fn read(office: OfficeCode, right: Right, element: &str, provision: &str, since: &str) -> Option<Self> {
        let element = match element {
            Self::WHOLE => None,
            word => Some(word.parse::<ProvidedElement>().ok()?),
        };
        let public = match provision {
            "public" => true,
            "inside" => false,
            _ => return None,
        };
        let since = match since.trim() {
            "" => None,
            day if public => Some(day.parse().ok()?),
            _ => return None,
        };
        Some(Self { office, right, element, public, since })
    }
}

/// An office's publications of one right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvisionClass {
    /// The office.
    pub office: OfficeCode,
    /// The right.
    pub right: Right,
    /// Publications held, those of deliveries for people inside included.
    pub held: u64,
    /// What is kept back today.
    pub withheld: Withheld,
    /// The decisions in force, of days to come included.
    pub decisions: Vec<ProvisionDecision>,
}

/// A decision that waits for another administrator's consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvisionProposal {
    /// Its number.
    pub id: i64,
    /// What is proposed.
    pub decision: ProvisionDecision,
    /// Who proposed it, by sign-in name.
    pub by: Option<String>,
    /// Whether the one who asks proposed it.
    pub own: bool,
    /// When.
    pub at: Moment,
    /// What it would touch.
    pub effect: ProvisionEffect,
}

/// What a decision touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProvisionEffect {
    /// Publications that the public may see as far as their deliveries go.
    pub publications: u64,
    /// Those of them that have the element.
    pub with_element: u64,
}

/// Everything about public provision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProvisionOverview {
    /// By office and right.
    pub classes: Vec<ProvisionClass>,
    /// What waits for consent, newest first.
    pub proposals: Vec<ProvisionProposal>,
}

/// What pages of public provision call. Who may ask is the server's to see to, before a page is made.
#[async_trait]
pub trait ProvisionServices: Send + Sync {
    /// All classes that are held or decided on, and what waits.
    async fn provision(&self, asked_by: AccountId) -> Result<ProvisionOverview, ServiceError>;

    /// What a decision would touch.
    async fn provision_effect(&self, decision: &ProvisionDecision) -> Result<ProvisionEffect, ServiceError>;
}

/// The services as pages carry them.
pub type Provisions = Arc<dyn ProvisionServices>;
