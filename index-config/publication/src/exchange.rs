//! Exchanges of publications between offices: what was agreed, for all rights or for one.

use serde::{Deserialize, Serialize};

use crate::{Element, OfficeCode, Right};

/// How something stands: what tables of exchanges write as ○, △ and ×.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// ○
    Yes,
    /// △: agreed or begun, and not going as it should.
    Partly,
    /// ×
    No,
    /// Nobody has told.
    #[default]
    Unknown,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Partly, Self::No, Self::Unknown];

    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// The sign of the tables; 不明 where nobody has told.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Yes => "○",
            Self::Partly => "△",
            Self::No => "×",
            Self::Unknown => "不明",
        }
    }
}

impl std::str::FromStr for Standing {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == word).ok_or(())
    }
}

/// A step towards an exchange, and how far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExchangeStep {
    /// ○ done, △ under way, × not begun.
    pub state: Standing,
    /// Who, when, what is open.
    pub note: String,
}

/// The steps of a data exchange, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepName {
    /// Somebody is in charge on either side.
    PersonInCharge,
    /// The conditions are discussed.
    Conditions,
    /// The policy and the available list are agreed on.
    PolicyAndList,
    /// The exchange has begun.
    Start,
}

impl StepName {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::PersonInCharge, Self::Conditions, Self::PolicyAndList, Self::Start];

    /// The Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::PersonInCharge => "担当者の決定",
            Self::Conditions => "条件の協議",
            Self::PolicyAndList => "交換方針・提供可能データ一覧の合意",
            Self::Start => "交換の開始",
        }
    }

    /// The English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::PersonInCharge => "Person in charge",
            Self::Conditions => "Conditions discussed",
            Self::PolicyAndList => "Policy and available list agreed",
            Self::Start => "Exchange started",
        }
    }
}

/// A product of the available list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AvailableProduct {
    /// What it is.
    pub product: String,
    /// In which format it is given.
    pub format: String,
    /// What it covers: years, kinds.
    pub coverage: String,
}

/// What was agreed with an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeAgreement {
    /// The office.
    pub office: OfficeCode,
    /// The right; `None` for what holds for the office as a whole.
    #[serde(default)]
    pub right: Option<Right>,
    /// Revision, from 1; 0 to say "none yet" when saving.
    #[serde(default)]
    pub revision: i64,
    /// Whether there is an agreement.
    #[serde(default)]
    pub agreement: Standing,
    /// Whether data are exchanged.
    #[serde(default)]
    pub exchange: Standing,
    /// Whether the public may be shown what comes; never [`Standing::Partly`].
    #[serde(default)]
    pub provision: Standing,
    /// The steps, in the order of [`StepName::ALL`].
    #[serde(default)]
    pub steps: [ExchangeStep; 4],
    /// Elements that were agreed on; empty where nobody has told.
    #[serde(default)]
    pub elements: Vec<Element>,
    /// The available list.
    #[serde(default)]
    pub products: Vec<AvailableProduct>,
    /// Days between deliveries; `None` where nobody has told.
    #[serde(default)]
    pub interval_days: Option<u32>,
    /// The frequency in words: 四半期ごと.
    #[serde(default)]
    pub frequency: String,
    /// Whom to ask.
    #[serde(default)]
    pub contact: String,
    /// What the data may be used for.
    #[serde(default)]
    pub allowed_use: String,
    /// Remarks.
    #[serde(default)]
    pub remarks: String,
    /// Of when this is, in words.
    #[serde(default)]
    pub as_of: String,
    /// Who says so.
    #[serde(default)]
    pub source: String,
}

impl ExchangeAgreement {
    /// An office, or a right of it, of which nothing is known.
    #[must_use]
    pub fn unknown(office: OfficeCode, right: Option<Right>) -> Self {
        Self {
            office,
            right,
            revision: 0,
            agreement: Standing::Unknown,
            exchange: Standing::Unknown,
            provision: Standing::Unknown,
            steps: Default::default(),
            elements: Vec::new(),
            products: Vec::new(),
            interval_days: None,
            frequency: String::new(),
            contact: String::new(),
            allowed_use: String::new(),
            remarks: String::new(),
            as_of: String::new(),
            source: String::new(),
        }
    }

    /// What the public is told of it: how things stand, the elements and the frequency. Who is asked, on what terms, and what colleagues
    /// note to each other stays inside.
    #[must_use]
    pub fn for_public(self) -> Self {
        Self {
            agreement: self.agreement,
            exchange: self.exchange,
            provision: self.provision,
            elements: self.elements,
            interval_days: self.interval_days,
            frequency: self.frequency,
            as_of: self.as_of,
            ..Self::unknown(self.office, self.right)
        }
    }
}
