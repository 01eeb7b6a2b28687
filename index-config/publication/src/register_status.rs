//! What a register's status means.

use serde::{Deserialize, Serialize};

/// What the status of an application or a right means, as far as offices' many words come down to it. The office's own word stands beside it
/// ([`crate::Publication::status`]); what is not known to mean one of these is not mapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RegisterStatus {
    /// 係属中: filed, published or under examination; no right yet.
    Pending,
    /// 存続: registered or granted, and in force.
    InForce,
    /// 拒絶: the application was refused.
    Refused,
    /// 取下げ・放棄: the application was withdrawn or abandoned, or is deemed to be.
    Withdrawn,
    /// 期間満了: the right ended with its term, or for want of renewal.
    Expired,
    /// 消滅: the right ended otherwise or for a reason not stated: surrendered, cancelled, invalidated.
    Ceased,
}

impl RegisterStatus {
    /// All meanings, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Pending, Self::InForce, Self::Refused, Self::Withdrawn, Self::Expired, Self::Ceased];

    /// The stable word, as in URLs and indexes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::InForce => "in-force",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Ceased => "ceased",
        }
    }

    /// The meaning's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Pending => "係属中",
            Self::InForce => "存続",
            Self::Refused => "拒絶",
            Self::Withdrawn => "取下げ・放棄",
            Self::Expired => "期間満了",
            Self::Ceased => "消滅",
        }
    }

    /// The meaning's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::InForce => "In force",
            Self::Refused => "Refused",
            Self::Withdrawn => "Withdrawn or abandoned",
            Self::Expired => "Expired",
            Self::Ceased => "Ceased",
        }
    }
}

impl std::str::FromStr for RegisterStatus {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|status| status.as_str() == word).ok_or(())
    }
}
