//! The conditions of a search, one by one.

use super::SearchParams;

/// One condition of a search, as it is shown above the hits and can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// `q`
    All,
    /// `any`
    Any,
    /// `not`
    Without,
    /// `in`
    Parts,
    /// `text`
    Origins,
    /// `office`
    Offices,
    /// `right`
    Rights,
    /// `kind`
    Kinds,
    /// `lang`
    Languages,
    /// `year`
    Years,
    /// `from`, `to`
    Published,
    /// `filed-from`, `filed-to`
    Filed,
    /// `applicant`
    Applicant,
    /// `applicant-is`
    ApplicantNames,
    /// `inventor`
    Inventor,
    /// `class`
    Class,
    /// `ipc`
    Ipc,
    /// `nice`
    Nice,
    /// `locarno`
    Locarno,
    /// `vienna`
    Vienna,
    /// `mark`, `mark-match`
    Mark,
    /// `mark-kind`
    MarkFeatures,
    /// `goods`
    Goods,
    /// `status`
    Statuses,
    /// `has`
    Has,
    /// `made`
    Made,
    /// `number`
    Number,
}

impl Condition {
    /// All conditions, in the order of the query string.
    pub const ALL: [Self; 27] = [
        Self::All,
        Self::Any,
        Self::Without,
        Self::Parts,
        Self::Origins,
        Self::Offices,
        Self::Rights,
        Self::Kinds,
        Self::Languages,
        Self::Years,
        Self::Published,
        Self::Filed,
        Self::Applicant,
        Self::ApplicantNames,
        Self::Inventor,
        Self::Class,
        Self::Ipc,
        Self::Nice,
        Self::Locarno,
        Self::Vienna,
        Self::Mark,
        Self::MarkFeatures,
        Self::Goods,
        Self::Statuses,
        Self::Has,
        Self::Made,
        Self::Number,
    ];
}

impl SearchParams {
    /// Whether nothing is asked: no condition of any kind. The order and the page are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Condition::ALL.into_iter().all(|condition| !self.has_condition(condition))
    }

    /// Whether a condition is set.
    #[must_use]
    pub fn has_condition(&self, condition: Condition) -> bool {
        match condition {
            Condition::All => !self.all.trim().is_empty(),
            Condition::Any => !self.any.trim().is_empty(),
            Condition::Without => !self.without.trim().is_empty(),
            Condition::Parts => !self.parts.is_empty(),
            Condition::Origins => !self.origins.is_empty(),
            Condition::Offices => !self.offices.is_empty(),
            Condition::Rights => !self.rights.is_empty(),
            Condition::Kinds => !self.kinds.is_empty(),
            Condition::Languages => !self.languages.is_empty(),
            Condition::Years => !self.years.is_empty(),
            Condition::Published => self.published_from.is_some() || self.published_to.is_some(),
            Condition::Filed => self.filed_from.is_some() || self.filed_to.is_some(),
            Condition::Applicant => !self.applicant.trim().is_empty(),
            Condition::ApplicantNames => !self.applicant_names.is_empty(),
            Condition::Inventor => !self.inventor.trim().is_empty(),
            Condition::Class => !self.class.trim().is_empty(),
            Condition::Ipc => !self.ipc.is_empty(),
            Condition::Nice => !self.nice.is_empty(),
            Condition::Locarno => !self.locarno.is_empty(),
            Condition::Vienna => !self.vienna.is_empty(),
            Condition::Mark => !self.mark.trim().is_empty(),
            Condition::MarkFeatures => !self.mark_features.is_empty(),
            Condition::Goods => !self.goods.trim().is_empty(),
            Condition::Statuses => !self.statuses.is_empty(),
            Condition::Has => !self.has.is_empty(),
            Condition::Made => !self.made.is_empty(),
            Condition::Number => !self.number.trim().is_empty(),
        }
    }

    /// The same search without a condition.
    #[must_use]
    pub fn without_condition(&self, condition: Condition) -> Self {
        self.changed(|params| match condition {
            Condition::All => params.all.clear(),
            Condition::Any => params.any.clear(),
            Condition::Without => params.without.clear(),
            Condition::Parts => params.parts.clear(),
            Condition::Origins => params.origins.clear(),
            Condition::Offices => params.offices.clear(),
            Condition::Rights => params.rights.clear(),
            Condition::Kinds => params.kinds.clear(),
            Condition::Languages => params.languages.clear(),
            Condition::Years => params.years.clear(),
            Condition::Published => (params.published_from, params.published_to) = (None, None),
            Condition::Filed => (params.filed_from, params.filed_to) = (None, None),
            Condition::Applicant => params.applicant.clear(),
            Condition::ApplicantNames => params.applicant_names.clear(),
            Condition::Inventor => params.inventor.clear(),
            Condition::Class => params.class.clear(),
            Condition::Ipc => params.ipc.clear(),
            Condition::Nice => params.nice.clear(),
            Condition::Locarno => params.locarno.clear(),
            Condition::Vienna => params.vienna.clear(),
            Condition::Mark => params.mark.clear(),
            Condition::MarkFeatures => params.mark_features.clear(),
            Condition::Goods => params.goods.clear(),
            Condition::Statuses => params.statuses.clear(),
            Condition::Has => params.has.clear(),
            Condition::Made => params.made.clear(),
            Condition::Number => params.number.clear(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(query: &str) -> SearchParams {
        SearchParams::from_query(query).0
    }

    #[test]
    fn every_condition_can_be_taken_away() {
        let all = "q=a&any=b&not=c&in=title&text=human&office=TH&right=patent&kind=A&lang=th&year=2020&from=2020&filed-to=2021&applicant=d\
                   &applicant-is=f&inventor=e&class=H01M&ipc=H&nice=25&locarno=14-03&vienna=26.4&mark=g&mark-match=exact&mark-kind=word&goods=h&status=granted&has=claims&made=human&number=12345";
        let mut left = params(all);
        assert!(!left.is_empty());
        for condition in Condition::ALL {
            assert!(left.has_condition(condition), "{condition:?}");
            left = left.without_condition(condition);
            assert!(!left.has_condition(condition), "{condition:?}");
        }
        assert!(left.is_empty());
        assert_eq!(left.to_query(), "");
        assert!(params("sort=newest&page=3").is_empty());
    }
}
