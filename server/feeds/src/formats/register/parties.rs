//! Parties of registers, numbered within their roles.

use publication::{LanguageTag, NameForm, OfficeCode, Party, PartyName, PartyRole};

/// A party as a record states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::formats) struct StatedParty {
    /// Names, the published one first.
    pub(in crate::formats) names: Vec<(String, Option<LanguageTag>)>,
    /// The address on one line.
    pub(in crate::formats) address: Option<String>,
    /// The country.
    pub(in crate::formats) country: Option<OfficeCode>,
}

/// The parties of a record.
#[derive(Debug, Default)]
pub(in crate::formats) struct Parties(Vec<Party>);

impl Parties {
    /// Adds a party; one without a name, or one that stands there already, is none.
    pub(in crate::formats) fn add(&mut self, role: PartyRole, stated: StatedParty) {
        let mut names: Vec<PartyName> = Vec::with_capacity(stated.names.len());
        for (name, language) in stated.names {
            if !name.is_empty() && !names.iter().any(|held| held.name == name) {
                names.push(PartyName { name, form: NameForm::Published, language });
            }
        }
        let held = self.0.iter().rev().take(100).filter(|party| party.role == role);
        let double = held.clone().any(|party| party.names == names && party.address == stated.address && party.country == stated.country);
        if names.is_empty() || double {
            return;
        }
        let sequence = held.map(|party| party.sequence).max().unwrap_or_default().saturating_add(1);
        self.0.push(Party { role, sequence, names, address: stated.address, country: stated.country });
    }

    /// Takes the parties of another record in those roles in which there is none yet.
    pub(in crate::formats) fn fill(&mut self, common: &Self) {
        let held: Vec<PartyRole> = self.0.iter().map(|party| party.role).collect();
        self.0.extend(common.0.iter().filter(|party| !held.contains(&party.role)).cloned());
    }

    /// The parties, by role.
    pub(in crate::formats) fn read(self) -> Vec<Party> {
        let mut parties = self.0;
        parties.sort_by_key(|party| (party.role, party.sequence));
        parties
    }
}
