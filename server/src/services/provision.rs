//! Public provision, as its pages ask for it and as administrators decide it.

use std::collections::BTreeMap;

use app::services::{
    ProvisionClass, ProvisionDecision, ProvisionEffect, ProvisionOverview, ProvisionProposal, ProvisionServices, ServiceError,
};
use async_trait::async_trait;
use publication::{AccountId, Audience, OfficeCode, Right, Withheld};
use storage::{Decided, Proposed, Provision};

use super::{Portal, from_store};
use crate::{accounts::moment, clock};

/// Open proposals that a page shows.
const MOST_PROPOSALS: usize = 200;

fn decision_of(provision: &Provision) -> ProvisionDecision {
    let Provision { office, right, element, public, since } = *provision;
    ProvisionDecision { office, right, element, public, since }
}

fn provision_of(decision: &ProvisionDecision) -> Provision {
    let ProvisionDecision { office, right, element, public, since } = *decision;
    Provision { office, right, element, public, since }
}

impl Portal {
    /// Takes an administrator's decision: in force at once, or for another administrator's consent.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn decide_provision(&self, decision: &ProvisionDecision, by: AccountId) -> Result<Proposed, ServiceError> {
        self.store.propose_provision(&provision_of(decision), by, clock::now()).await.map_err(from_store)
    }

    /// Consents to a proposal, or refuses it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn answer_proposal(&self, id: i64, accept: bool, by: AccountId) -> Result<Decided, ServiceError> {
        self.store.decide_provision(id, accept, by, clock::now()).await.map_err(from_store)
    }

    async fn proposals(&self, asked_by: AccountId) -> Result<Vec<ProvisionProposal>, ServiceError> {
        let mut proposals = Vec::new();
        for proposal in self.store.provision_proposals(true, MOST_PROPOSALS).await.map_err(from_store)? {
            let decision = decision_of(&proposal.provision);
            let by = match proposal.proposed_by {
                Some(account) => self.store.account(account).await.map_err(from_store)?.map(|account| account.sign_in_name),
                None => None,
            };
            proposals.push(ProvisionProposal {
                id: proposal.id,
                by,
                own: proposal.proposed_by == Some(asked_by),
                at: moment(proposal.proposed, false)?,
                effect: self.provision_effect(&decision).await?,
                decision,
            });
        }
        Ok(proposals)
    }
}

#[async_trait]
impl ProvisionServices for Portal {
    async fn provision(&self, asked_by: AccountId) -> Result<ProvisionOverview, ServiceError> {
        let mut classes: BTreeMap<(OfficeCode, Right), ProvisionClass> = BTreeMap::new();
        let none = |office, right| ProvisionClass { office, right, held: 0, withheld: Withheld::NOTHING, decisions: Vec::new() };
        for row in self.store.coverage(Audience::Inside).await.map_err(from_store)? {
            classes.entry((row.office, row.right)).or_insert_with(|| none(row.office, row.right)).held += row.count;
        }
        for provision in self.store.provisions().await.map_err(from_store)? {
            let (office, right) = (provision.office, provision.right);
            classes.entry((office, right)).or_insert_with(|| none(office, right)).decisions.push(decision_of(&provision));
        }
        for (office, right, withheld) in self.store.withheld().await.map_err(from_store)? {
            classes.entry((office, right)).or_insert_with(|| none(office, right)).withheld = withheld;
        }
        Ok(ProvisionOverview { classes: classes.into_values().collect(), proposals: self.proposals(asked_by).await? })
    }

    async fn provision_effect(&self, decision: &ProvisionDecision) -> Result<ProvisionEffect, ServiceError> {
        let effect = self.store.provision_effect(decision.office, decision.right, decision.element).await.map_err(from_store)?;
        Ok(ProvisionEffect { publications: effect.publications, with_element: effect.with_element })
    }
}
