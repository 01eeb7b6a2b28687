//! Parties: applicants, inventors, owners, representatives.

use serde::{Deserialize, Serialize};

use crate::{LanguageTag, OfficeCode};

/// What a party is to the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PartyRole {
    /// 出願人 (INID 71, 731)
    Applicant,
    /// 発明者・創作者 (INID 72)
    Inventor,
    /// 権利者 (INID 73, 732)
    Owner,
    /// 代理人 (INID 74, 740)
    Representative,
    /// 発明者兼出願人 (INID 75, 76)
    InventorApplicant,
    /// 異議申立人
    Opponent,
}

impl PartyRole {
    /// The role's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Applicant => "出願人",
            Self::Inventor => "発明者・創作者",
            Self::Owner => "権利者",
            Self::Representative => "代理人",
            Self::InventorApplicant => "発明者兼出願人",
            Self::Opponent => "異議申立人",
        }
    }

    /// The role's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Applicant => "Applicant",
            Self::Inventor => "Inventor or designer",
            Self::Owner => "Owner",
            Self::Representative => "Representative",
            Self::InventorApplicant => "Inventor and applicant",
            Self::Opponent => "Opponent",
        }
    }
}

/// In which form a name is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NameForm {
    /// As the office published it.
    Published,
    /// In its original script (DOCDB `data-format="original"`).
    Original,
    /// In Latin letters as published (DOCDB `docdba`).
    Latin,
    /// Normalised by a third party, abbreviated (DOCDB `docdb`).
    Normalised,
}

/// One form of a party's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartyName {
    /// The name.
    pub name: String,
    /// Its form.
    pub form: NameForm,
    /// Its language, where stated.
    pub language: Option<LanguageTag>,
}

/// A person or organisation on the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Party {
    /// What the party is to the document.
    pub role: PartyRole,
    /// Position among the parties of its role, from 1.
    pub sequence: u32,
    /// The name in the forms it is given in, the published one first; never empty.
    #[serde(default)]
    pub names: Vec<PartyName>,
    /// The address as published, on one line.
    pub address: Option<String>,
    /// Country of residence or seat, WIPO ST.3.
    pub country: Option<OfficeCode>,
}
