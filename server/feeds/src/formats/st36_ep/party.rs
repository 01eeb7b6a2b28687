//! Parties: B700.

use publication::{NameForm, OfficeCode, Party, PartyName, PartyRole};

use crate::xml::{Xml, XmlResult};

/// Reads B700 with all its groups.
pub(super) fn read_b700(xml: &mut Xml<'_>, parties: &mut Vec<Party>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        let role = match tag.name() {
            "B711" | "B711EP" => PartyRole::Applicant,
            "B721" => PartyRole::Inventor,
            "B731" | "B732EP" => PartyRole::Owner,
            "B741" => PartyRole::Representative,
            "B751" | "B761" => PartyRole::InventorApplicant,
            "B781" => PartyRole::Opponent,
            "B710" | "B720" | "B730" | "B740" | "B750" | "B760" | "B780" | "B790" => {
                read_b700(xml, parties)?;
                continue;
            }
            _ => {
                xml.skip()?;
                continue;
            }
        };
        read_party(xml, role, parties)?;
    }
    Ok(())
}

fn read_party(xml: &mut Xml<'_>, role: PartyRole, parties: &mut Vec<Party>) -> XmlResult<()> {
    let mut name = String::new();
    let mut suffix = None;
    let mut address: Vec<String> = Vec::new();
    let mut country = None;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "snm" | "onm" | "fnm" => {
                let part = xml.text()?;
                if !name.is_empty() && !part.is_empty() {
                    name.push_str(", ");
                }
                name.push_str(&part);
            }
            "sfx" => suffix = xml.some_text()?,
            "adr" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "ctry" => country = xml.text()?.parse::<OfficeCode>().ok(),
                        // A street has a line for the building, one for the road …
                        _ => address.extend(xml.verbatim()?.lines().map(crate::white_space::folded).filter(|line| !line.is_empty())),
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    if name.is_empty() {
        return Ok(());
    }
    if let Some(suffix) = suffix {
        name.push_str(", ");
        name.push_str(&suffix);
    }
    let sequence = parties.iter().rev().find(|party| party.role == role).map_or(0, |party| party.sequence);
    let address = address.iter().map(|line| line.trim_end_matches(',')).collect::<Vec<_>>().join(", ");
    parties.push(Party {
        role,
        sequence: sequence.saturating_add(1),
        names: vec![PartyName { name, form: NameForm::Published, language: None }],
        address: (!address.is_empty()).then_some(address),
        country,
    });
    Ok(())
}
