//! Parties in one field: several by `;` or lines, country in parentheses at the end, names in several scripts by `|`.

use publication::{LanguageTag, NameForm, OfficeCode, Party, PartyName, PartyRole};

use super::codes_of_line::language_of;

/// The role of an INID code.
pub(super) fn role_of(code: &str) -> Option<PartyRole> {
    Some(match code {
        "71" | "731" => PartyRole::Applicant,
        "72" => PartyRole::Inventor,
        "73" | "732" | "733" => PartyRole::Owner,
        "74" | "740" => PartyRole::Representative,
        "75" | "76" => PartyRole::InventorApplicant,
        _ => return None,
    })
}

/// Reads a field's parties.
pub(super) fn read(role: PartyRole, text: &str, parties: &mut Vec<Party>) {
    for one in text.split([';', '；', '\n']) {
        let (one, country) = country_of(one.trim());
        let names: Vec<PartyName> = one.split('|').filter_map(name).collect();
        let Some(first) = names.first() else { continue };
        // A second script is the original only where it says so; the first is what is printed first.
        debug_assert!(!first.name.is_empty());
        let before = parties.iter().filter(|party| party.role == role).count();
        let sequence = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
        parties.push(Party { role, sequence, names, address: None, country });
    }
}

fn name(text: &str) -> Option<PartyName> {
    let (language, name) = language_of(text);
    let name = crate::white_space::folded(name);
    if name.is_empty() {
        return None;
    }
    let latin = language.as_ref().is_some_and(|language: &LanguageTag| language.primary() == "en");
    let form = if latin { NameForm::Latin } else { NameForm::Published };
    Some(PartyName { name, form, language })
}

/// Takes `(TH)` or `[TH]` off the end.
fn country_of(text: &str) -> (&str, Option<OfficeCode>) {
    let Some(inner) = text.strip_suffix(')').or_else(|| text.strip_suffix('）')) else { return (text, None) };
    let Some(open) = inner.rfind(['(', '（']) else { return (text, None) };
    let code = inner[open..].trim_start_matches(['(', '（']).trim();
    let capitals = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    match code.parse().ok().filter(|_| capitals) {
        Some(country) => (inner[..open].trim_end(), Some(country)),
        None => (text, None),
    }
}
