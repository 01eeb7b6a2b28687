//! What a legal event does to an application or a right: state and stage before and after it, WIPO ST.27.

use serde::{Deserialize, Serialize};

/// State of an application or a right (ST.27, `StateCode`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum State {
    /// Active (A).
    #[serde(rename = "A")]
    Active,
    /// Not active, but it may become so again (N).
    #[serde(rename = "N")]
    NotActive,
    /// Terminated, for good (T).
    #[serde(rename = "T")]
    Terminated,
    /// Unspecified (U).
    #[default]
    #[serde(rename = "U")]
    Unspecified,
}

impl State {
    /// The standard's letter.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Active => 'A',
            Self::NotActive => 'N',
            Self::Terminated => 'T',
            Self::Unspecified => 'U',
        }
    }

    /// The state's Japanese name; `None` where unspecified.
    #[must_use]
    pub const fn japanese(self) -> Option<&'static str> {
        match self {
            Self::Active => Some("存続"),
            Self::NotActive => Some("失効(回復の余地あり)"),
            Self::Terminated => Some("終結"),
            Self::Unspecified => None,
        }
    }

    /// The state's English name; `None` where unspecified.
    #[must_use]
    pub const fn english(self) -> Option<&'static str> {
        match self {
            Self::Active => Some("active"),
            Self::NotActive => Some("not active"),
            Self::Terminated => Some("terminated"),
            Self::Unspecified => None,
        }
    }
}

/// Stage of the procedure (ST.27, `StageCode`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Stage {
    /// Unspecified (0).
    #[default]
    #[serde(rename = "0")]
    Unspecified,
    /// Filing (1).
    #[serde(rename = "1")]
    Filing,
    /// Examination (2).
    #[serde(rename = "2")]
    Examination,
    /// Pre-grant challenge (3).
    #[serde(rename = "3")]
    PreGrantChallenge,
    /// Grant (4).
    #[serde(rename = "4")]
    Grant,
    /// Post-grant challenge (5).
    #[serde(rename = "5")]
    PostGrantChallenge,
}

impl Stage {
    /// The standard's digit.
    #[must_use]
    pub const fn digit(self) -> char {
        match self {
            Self::Unspecified => '0',
            Self::Filing => '1',
            Self::Examination => '2',
            Self::PreGrantChallenge => '3',
            Self::Grant => '4',
            Self::PostGrantChallenge => '5',
        }
    }

    /// The stage's Japanese name; `None` where unspecified.
    #[must_use]
    pub const fn japanese(self) -> Option<&'static str> {
        match self {
            Self::Unspecified => None,
            Self::Filing => Some("出願"),
            Self::Examination => Some("審査"),
            Self::PreGrantChallenge => Some("付与前の異議"),
            Self::Grant => Some("付与"),
            Self::PostGrantChallenge => Some("付与後の異議"),
        }
    }

    /// The stage's English name; `None` where unspecified.
    #[must_use]
    pub const fn english(self) -> Option<&'static str> {
        match self {
            Self::Unspecified => None,
            Self::Filing => Some("filing"),
            Self::Examination => Some("examination"),
            Self::PreGrantChallenge => Some("pre-grant challenge"),
            Self::Grant => Some("grant"),
            Self::PostGrantChallenge => Some("post-grant challenge"),
        }
    }
}

/// State and stage before and after an event. What the event itself does not say is unspecified, never concluded from other events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusChange {
    /// State before.
    pub state_before: State,
    /// Stage before.
    pub stage_before: Stage,
    /// State after.
    pub state: State,
    /// Stage after.
    pub stage: Stage,
}

impl StatusChange {
    /// The change as ST.27 begins a status event's code with it: state after, stage before, stage after (`A24`).
    #[must_use]
    pub fn code(self) -> String {
        [self.state.letter(), self.stage_before.digit(), self.stage.digit()].into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        let granted =
            StatusChange { state_before: State::Active, stage_before: Stage::Examination, state: State::Active, stage: Stage::Grant };
        assert_eq!(granted.code(), "A24");
        assert_eq!(StatusChange::default().code(), "U00");
        assert_eq!(serde_json::to_string(&granted).expect("JSON"), r#"{"state_before":"A","stage_before":"2","state":"A","stage":"4"}"#);
    }
}
