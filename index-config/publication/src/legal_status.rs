//! Where an application or right stands, as far as the register's status or the events delivered tell.

use serde::{Deserialize, Serialize};

use crate::{LegalEvent, LegalEventCategory as Category, OfficeCode, Publication, RegisterStatus};

/// The state of an application or right after the last event that changed it, by the key events of WIPO ST.27.
///
/// Where a register's record states a status that is known to mean something ([`Publication::register_status`]), that is it: the office says
/// where the right stands on the day of the record. Otherwise it is read from mapped events alone. Words that nobody has mapped are shown as
/// they are and not interpreted, and a kind code tells what was published, not what became of it: then the status is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LegalStatus {
    /// 係属中: an application was filed, revived or examined, and nothing has ended it.
    Pending,
    /// 登録: a right was granted, revived or maintained, and nothing has ended it.
    Granted,
    /// 消滅: the right ceased.
    Ceased,
    /// 出願終了: the application ended without a right.
    Discontinued,
    /// 終結: ended for good; the events do not say in which stage.
    Terminated,
    /// 不明: no event says.
    #[default]
    Unknown,
}

impl LegalStatus {
    /// All statuses, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Pending, Self::Granted, Self::Ceased, Self::Discontinued, Self::Terminated, Self::Unknown];

    /// The stable word, as in URLs and indexes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Granted => "granted",
            Self::Ceased => "ceased",
            Self::Discontinued => "discontinued",
            Self::Terminated => "terminated",
            Self::Unknown => "unknown",
        }
    }

    /// The status's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Pending => "係属中",
            Self::Granted => "登録",
            Self::Ceased => "消滅",
            Self::Discontinued => "出願終了",
            Self::Terminated => "終結",
            Self::Unknown => "不明",
        }
    }

    /// The status's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Granted => "Granted",
            Self::Ceased => "Ceased",
            Self::Discontinued => "Discontinued",
            Self::Terminated => "Terminated",
            Self::Unknown => "Unknown",
        }
    }

    /// The status of a publication's application or right.
    #[must_use]
    pub fn of(publication: &Publication) -> Self {
        match publication.register_status {
            Some(status) => Self::registered(status),
            None => Self::after(&publication.legal_events, publication.id.office()),
        }
    }

    /// What a register's status comes to.
    const fn registered(status: RegisterStatus) -> Self {
        match status {
            RegisterStatus::Pending => Self::Pending,
            RegisterStatus::InForce => Self::Granted,
            RegisterStatus::Refused | RegisterStatus::Withdrawn => Self::Discontinued,
            RegisterStatus::Expired | RegisterStatus::Ceased => Self::Ceased,
        }
    }

    /// The status after events at an office, by their dates. What happened at another office (a European patent lapsing in one state) says
    /// nothing of the whole. An undated event has no place in the order: where it could make a difference, the status is unknown.
    fn after(events: &[LegalEvent], office: OfficeCode) -> Self {
        let mut dated = Vec::new();
        let mut undated = Vec::new();
        for event in events.iter().filter(|event| event.office.is_none_or(|of| of == office)) {
            let Some(category) = event.category else { continue };
            match event.date.as_ref().and_then(|date| date.iso) {
                Some(day) => dated.push((day, category)),
                None => undated.push(category),
            }
        }
        dated.sort_by_key(|(day, _)| *day);
        let by_dates = dated.iter().fold(Self::Unknown, |status, (_, category)| status.then(*category));
        let with_undated = undated.iter().fold(by_dates, |status, category| status.then(*category));
        let in_doubt = with_undated != by_dates && (by_dates != Self::Unknown || undated.len() > 1);
        if in_doubt { Self::Unknown } else { with_undated }
    }

    /// The status when an event of a category follows.
    const fn then(self, category: Category) -> Self {
        match category {
            // A request or filing after the end is a matter of record, not a revival: those have categories of their own.
            Category::A | Category::D | Category::E => match self {
                Self::Unknown => Self::Pending,
                held => held,
            },
            Category::C => Self::Pending,
            Category::F | Category::K | Category::M => Self::Granted,
            Category::G | Category::L => match self {
                Self::Unknown | Self::Pending => Self::Granted,
                held => held,
            },
            Category::B => Self::Discontinued,
            Category::H => Self::Ceased,
            Category::N => match self {
                Self::Pending | Self::Discontinued => Self::Discontinued,
                Self::Granted | Self::Ceased => Self::Ceased,
                Self::Terminated | Self::Unknown => Self::Terminated,
            },
            Category::P | Category::Q | Category::R | Category::S | Category::T | Category::U | Category::V | Category::W | Category::Y => {
                self
            }
        }
    }
}

impl std::str::FromStr for LegalStatus {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|status| status.as_str() == word).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LanguageTag, PublishedDate};

    fn event(category: Option<Category>, date: &str, office: Option<&str>) -> LegalEvent {
        LegalEvent {
            date: (!date.is_empty()).then(|| PublishedDate::read(date)),
            office: office.map(|code| code.parse().expect("an office")),
            code: None,
            description: "x".to_owned(),
            language: LanguageTag::undetermined(),
            category,
            detailed_event: None,
            change: None,
        }
    }

    fn status(events: &[(Option<Category>, &str)]) -> LegalStatus {
        let events: Vec<LegalEvent> = events.iter().map(|(category, date)| event(*category, date, None)).collect();
        LegalStatus::after(&events, "EP".parse().expect("an office"))
    }

    #[test]
    fn the_last_event_that_changes_it_decides() {
        use Category::{A, B, C, D, F, H, K, L, N, Q, U};
        for (events, expected) in [
            (&[][..], LegalStatus::Unknown),
            (&[(Some(Q), "20200101")], LegalStatus::Unknown),
            (&[(None, "20200101")], LegalStatus::Unknown),
            (&[(Some(A), "20200101"), (Some(Q), "20210101")], LegalStatus::Pending),
            (&[(Some(D), "20200101")], LegalStatus::Pending),
            (&[(Some(A), "20200101"), (Some(F), "20210101"), (Some(U), "20220101")], LegalStatus::Granted),
            (&[(Some(F), "20210101"), (Some(A), "20200101")], LegalStatus::Granted),
            (&[(Some(F), "20210101"), (Some(H), "20220101")], LegalStatus::Ceased),
            (&[(Some(F), "20210101"), (Some(H), "20220101"), (Some(K), "20230101")], LegalStatus::Granted),
            (&[(Some(F), "20210101"), (Some(H), "20220101"), (Some(L), "20230101")], LegalStatus::Ceased),
            (&[(Some(A), "20200101"), (Some(B), "20210101")], LegalStatus::Discontinued),
            (&[(Some(A), "20200101"), (Some(B), "20210101"), (Some(C), "20220101")], LegalStatus::Pending),
            (&[(Some(F), "20210101"), (Some(N), "20220101")], LegalStatus::Ceased),
            (&[(Some(A), "20210101"), (Some(N), "20220101")], LegalStatus::Discontinued),
            (&[(Some(N), "20220101")], LegalStatus::Terminated),
            (&[(Some(F), "20210101"), (Some(H), "")], LegalStatus::Unknown),
            (&[(Some(F), "20210101"), (Some(A), "")], LegalStatus::Granted),
            (&[(Some(F), "")], LegalStatus::Granted),
        ] {
            assert_eq!(status(events), expected, "{events:?}");
        }
    }

    #[test]
    fn a_lapse_in_one_state_is_not_the_end_of_all() {
        let events = [
            event(Some(Category::F), "20210101", Some("EP")),
            event(Some(Category::H), "20220101", Some("AT")),
            event(Some(Category::H), "20220101", Some("SE")),
        ];
        assert_eq!(LegalStatus::after(&events, "EP".parse().expect("an office")), LegalStatus::Granted);
    }

    #[test]
    fn a_register_s_own_status_goes_before_events() {
        let number = crate::DocumentNumber { as_published: "302020".to_owned(), normalised: "302020".to_owned() };
        let source = crate::Source { delivery: String::new(), file: String::new(), offset: 0, format: String::new() };
        let mut publication = Publication::new("DE-trademark-302020".parse().expect("an id"), number, source);
        publication.legal_events = vec![event(Some(Category::F), "20210101", None)];
        assert_eq!(LegalStatus::of(&publication), LegalStatus::Granted);
        for (status, expected) in [
            (RegisterStatus::Pending, LegalStatus::Pending),
            (RegisterStatus::InForce, LegalStatus::Granted),
            (RegisterStatus::Refused, LegalStatus::Discontinued),
            (RegisterStatus::Withdrawn, LegalStatus::Discontinued),
            (RegisterStatus::Expired, LegalStatus::Ceased),
            (RegisterStatus::Ceased, LegalStatus::Ceased),
        ] {
            publication.register_status = Some(status);
            assert_eq!(LegalStatus::of(&publication), expected, "{status:?}");
        }
    }

    #[test]
    fn words_are_stable() {
        for status in LegalStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(status));
        }
        assert_eq!("alive".parse::<LegalStatus>(), Err(()));
    }
}
