//! Parties: one element per name form, brought together by sequence number.

use publication::{NameForm, OfficeCode, Party, PartyName, PartyRole};

use crate::xml::{Xml, XmlResult};

/// Most parties among which another form of a name is looked for.
const MOST_LOOKED_AT: usize = 10_000;

/// The parties of a record.
#[derive(Debug, Default)]
pub(super) struct Parties(Vec<Party>);

impl Parties {
    /// Reads `parties`, or a group of them.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            let role = match tag.name() {
                "applicants" | "inventors" | "agents" => {
                    self.read(xml)?;
                    continue;
                }
                "applicant" => PartyRole::Applicant,
                "inventor" => PartyRole::Inventor,
                "agent" => PartyRole::Representative,
                _ => {
                    xml.skip()?;
                    continue;
                }
            };
            let form = match xml.attribute(&tag, "data-format")?.as_deref() {
                Some("docdb") => NameForm::Normalised,
                Some("docdba") => NameForm::Latin,
                Some("original") => NameForm::Original,
                _ => NameForm::Published,
            };
            let stated = xml.attribute(&tag, "sequence")?.and_then(|number| number.parse().ok());
            self.read_one(xml, role, form, stated)?;
        }
        Ok(())
    }

    fn read_one(&mut self, xml: &mut Xml<'_>, role: PartyRole, form: NameForm, stated: Option<u32>) -> XmlResult<()> {
        let (mut name, mut country, mut address) = (None, None, None);
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "applicant-name" | "inventor-name" | "agent-name" | "name" => name = xml.some_text()?,
                "residence" | "nationality" => country = xml.text()?.parse::<OfficeCode>().ok().or(country),
                "address" => address = xml.some_text()?,
                _ => xml.skip()?,
            }
        }
        let Some(name) = name else { return Ok(()) };
        let name = PartyName { name, form, language: None };
        // No document has so many; looking through them all for each would have no end.
        let looked_at = if self.0.len() < MOST_LOOKED_AT { self.0.len() } else { 0 };
        let known = self.0[..looked_at]
            .iter_mut()
            .find(|party| party.role == role && Some(party.sequence) == stated && !party.names.iter().any(|other| other.form == form));
        if let Some(party) = known {
            party.country = party.country.or(country);
            party.address = party.address.take().or(address);
            party.names.push(name);
            return Ok(());
        }
        let last = || self.0.iter().rev().find(|party| party.role == role).map_or(0, |party| party.sequence);
        let sequence = stated.unwrap_or_else(|| last().saturating_add(1));
        self.0.push(Party { role, sequence, names: vec![name], address, country });
        Ok(())
    }

    /// The parties, by role and sequence; of each, the published name first.
    pub(super) fn merged(self) -> Vec<Party> {
        let mut parties = self.0;
        for party in &mut parties {
            party.names.sort_by_key(|name| match name.form {
                NameForm::Published => 0,
                NameForm::Original => 1,
                NameForm::Latin => 2,
                NameForm::Normalised => 3,
            });
        }
        parties.sort_by_key(|party| (party.role, party.sequence));
        parties
    }
}
