//! A search changed by one step: what the links of a results page lead to.

use publication::{Element, IsoDate, KindCode, LanguageTag, OfficeCode, Right, TextPart};

use super::SearchParams;
use crate::{FacetField, Sort, TextOrigin, normalise_class};

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
    /// `office`
    Offices,
    /// `right`
    Rights,
    /// `kind`
    Kinds,
    /// `lang`
    Languages,
    /// `from`, `to`
    Published,
    /// `filed-from`, `filed-to`
    Filed,
    /// `applicant`
    Applicant,
    /// `inventor`
    Inventor,
    /// `class`
    Class,
    /// `has`
    Has,
    /// `made`
    Made,
    /// `number`
    Number,
}

impl Condition {
    /// All conditions, in the order of the query string.
    pub const ALL: [Self; 16] = [
        Self::All,
        Self::Any,
        Self::Without,
        Self::Parts,
        Self::Offices,
        Self::Rights,
        Self::Kinds,
        Self::Languages,
        Self::Published,
        Self::Filed,
        Self::Applicant,
        Self::Inventor,
        Self::Class,
        Self::Has,
        Self::Made,
        Self::Number,
    ];
}

fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|held| *held == value) {
        Some(position) => {
            values.remove(position);
        }
        None => values.push(value),
    }
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
            Condition::Offices => !self.offices.is_empty(),
            Condition::Rights => !self.rights.is_empty(),
            Condition::Kinds => !self.kinds.is_empty(),
            Condition::Languages => !self.languages.is_empty(),
            Condition::Published => self.published_from.is_some() || self.published_to.is_some(),
            Condition::Filed => self.filed_from.is_some() || self.filed_to.is_some(),
            Condition::Applicant => !self.applicant.trim().is_empty(),
            Condition::Inventor => !self.inventor.trim().is_empty(),
            Condition::Class => !self.class.trim().is_empty(),
            Condition::Has => !self.has.is_empty(),
            Condition::Made => !self.made.is_empty(),
            Condition::Number => !self.number.trim().is_empty(),
        }
    }

    /// The page asked for, from 1.
    #[must_use]
    pub fn page_number(&self) -> u32 {
        self.page.max(1)
    }

    /// The same search on another page, from 1.
    #[must_use]
    pub fn with_page(&self, page: u32) -> Self {
        let mut params = self.clone();
        params.page = page;
        params.normalised()
    }

    /// The same search in another order, from its first page.
    #[must_use]
    pub fn with_sort(&self, sort: Sort) -> Self {
        self.changed(|params| params.sort = sort)
    }

    /// The same search without a condition.
    #[must_use]
    pub fn without_condition(&self, condition: Condition) -> Self {
        self.changed(|params| match condition {
            Condition::All => params.all.clear(),
            Condition::Any => params.any.clear(),
            Condition::Without => params.without.clear(),
            Condition::Parts => params.parts.clear(),
            Condition::Offices => params.offices.clear(),
            Condition::Rights => params.rights.clear(),
            Condition::Kinds => params.kinds.clear(),
            Condition::Languages => params.languages.clear(),
            Condition::Published => (params.published_from, params.published_to) = (None, None),
            Condition::Filed => (params.filed_from, params.filed_to) = (None, None),
            Condition::Applicant => params.applicant.clear(),
            Condition::Inventor => params.inventor.clear(),
            Condition::Class => params.class.clear(),
            Condition::Has => params.has.clear(),
            Condition::Made => params.made.clear(),
            Condition::Number => params.number.clear(),
        })
    }

    /// With this office if it was without, without it if it was with.
    #[must_use]
    pub fn toggled_office(&self, office: OfficeCode) -> Self {
        self.changed(|params| toggle(&mut params.offices, office))
    }

    /// With this right, or without it.
    #[must_use]
    pub fn toggled_right(&self, right: Right) -> Self {
        self.changed(|params| toggle(&mut params.rights, right))
    }

    /// With this kind, or without it.
    #[must_use]
    pub fn toggled_kind(&self, kind: KindCode) -> Self {
        self.changed(|params| toggle(&mut params.kinds, kind))
    }

    /// With this language of the original, or without it.
    #[must_use]
    pub fn toggled_language(&self, language: LanguageTag) -> Self {
        self.changed(|params| toggle(&mut params.languages, language))
    }

    /// With this part to look in, or without it.
    #[must_use]
    pub fn toggled_part(&self, part: TextPart) -> Self {
        self.changed(|params| toggle(&mut params.parts, part))
    }

    /// With this element to be present, or without it.
    #[must_use]
    pub fn toggled_element(&self, element: Element) -> Self {
        self.changed(|params| toggle(&mut params.has, element))
    }

    /// With Japanese made in this way, or without it.
    #[must_use]
    pub fn toggled_origin(&self, origin: TextOrigin) -> Self {
        self.changed(|params| toggle(&mut params.made, origin))
    }

    /// Published in this year, or at any time if it was so already.
    #[must_use]
    pub fn toggled_year(&self, year: u16) -> Self {
        let (Ok(first), Ok(last)) = (IsoDate::new(year, 1, 1), IsoDate::new(year, 12, 31)) else { return self.with_page(1) };
        self.changed(|params| {
            let so_already = (params.published_from, params.published_to) == (Some(first), Some(last));
            (params.published_from, params.published_to) = if so_already { (None, None) } else { (Some(first), Some(last)) };
        })
    }

    /// With this class among those asked for, or without it.
    #[must_use]
    pub fn toggled_class(&self, symbol: &str) -> Self {
        let Some(symbol) = normalise_class(symbol) else { return self.with_page(1) };
        self.changed(|params| {
            let (mut classes, _) = crate::classes_in(&params.class);
            toggle(&mut classes, symbol);
            params.class = classes.join(" ");
        })
    }

    /// With this applicant instead of any other, or without it.
    #[must_use]
    pub fn toggled_applicant(&self, name: &str) -> Self {
        self.changed(|params| params.applicant = if params.applicant == name.trim() { String::new() } else { name.to_owned() })
    }

    /// With a facet's value, or without it; `None` where the value is none of the facet.
    #[must_use]
    pub fn toggled_facet(&self, field: FacetField, value: &str) -> Option<Self> {
        Some(match field {
            FacetField::Office => self.toggled_office(value.parse().ok()?),
            FacetField::Right => self.toggled_right(value.parse().ok()?),
            FacetField::Kind => self.toggled_kind(value.parse().ok()?),
            FacetField::Language => self.toggled_language(value.parse().ok()?),
            FacetField::Year => self.toggled_year(value.parse().ok().filter(|year| IsoDate::new(*year, 1, 1).is_ok())?),
            FacetField::IpcSubclass => self.toggled_class(&normalise_class(value)?),
            FacetField::Applicant => self.toggled_applicant(value),
            FacetField::Element => self.toggled_element(value.parse().ok()?),
            FacetField::Made => self.toggled_origin(value.parse().ok()?),
        })
    }

    /// Whether a facet's value is asked for.
    #[must_use]
    pub fn has_facet(&self, field: FacetField, value: &str) -> bool {
        match field {
            FacetField::Office => self.offices.iter().any(|office| office.as_str() == value),
            FacetField::Right => self.rights.iter().any(|right| right.as_str() == value),
            FacetField::Kind => self.kinds.iter().any(|kind| kind.as_str() == value),
            FacetField::Language => self.languages.iter().any(|language| language.as_str() == value),
            FacetField::Year => value.parse().is_ok_and(|year| {
                self.published_from.is_some()
                    && self.published_from == IsoDate::new(year, 1, 1).ok()
                    && self.published_to == IsoDate::new(year, 12, 31).ok()
            }),
            FacetField::IpcSubclass => normalise_class(value).is_some_and(|symbol| crate::classes_in(&self.class).0.contains(&symbol)),
            FacetField::Applicant => !self.applicant.is_empty() && self.applicant == value.trim(),
            FacetField::Element => self.has.iter().any(|element| element.as_str() == value),
            FacetField::Made => self.made.iter().any(|origin| origin.as_str() == value),
        }
    }

    /// A change that leads to the first page.
    fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut params = self.clone();
        change(&mut params);
        params.page = 0;
        params.normalised()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(query: &str) -> SearchParams {
        SearchParams::from_query(query).0
    }

    #[test]
    fn a_facet_is_set_and_taken_back() {
        let start = params("q=x&sort=newest&page=4");
        for (field, value, query) in [
            (FacetField::Office, "TH", "q=x&office=TH&sort=newest"),
            (FacetField::Right, "design", "q=x&right=design&sort=newest"),
            (FacetField::Kind, "A1", "q=x&kind=A1&sort=newest"),
            (FacetField::Language, "zh-Hant", "q=x&lang=zh-Hant&sort=newest"),
            (FacetField::Year, "2021", "q=x&from=2021-01-01&to=2021-12-31&sort=newest"),
            (FacetField::IpcSubclass, "H01M", "q=x&class=H01M&sort=newest"),
            (FacetField::Applicant, "ACME, Inc.", "q=x&applicant=ACME,+Inc.&sort=newest"),
            (FacetField::Element, "claims", "q=x&has=claims&sort=newest"),
            (FacetField::Made, "human", "q=x&made=human&sort=newest"),
        ] {
            let with = start.toggled_facet(field, value).expect(value);
            assert_eq!(with.to_query(), query);
            assert!(with.has_facet(field, value) && !start.has_facet(field, value), "{value}");
            assert_eq!(with.toggled_facet(field, value).expect(value).to_query(), "q=x&sort=newest");
        }
        for (field, value) in [(FacetField::Office, "?"), (FacetField::Year, "soon"), (FacetField::Year, "9"), (FacetField::Made, "x")] {
            assert_eq!(start.toggled_facet(field, value), None);
        }
    }

    #[test]
    fn classes_are_toggled_among_others_however_written() {
        let start = params("class=h01m+10/052,G06F");
        assert_eq!(start.toggled_class("G06F").class, "H01M10/052");
        assert_eq!(start.toggled_class("H01M").class, "H01M10/052 G06F H01M");
        assert!(start.has_facet(FacetField::IpcSubclass, "G06F") && !start.has_facet(FacetField::IpcSubclass, "H01M"));
    }

    #[test]
    fn every_condition_can_be_taken_away() {
        let all = "q=a&any=b&not=c&in=title&office=TH&right=patent&kind=A&lang=th&from=2020&filed-to=2021&applicant=d&inventor=e\
                   &class=H01M&has=claims&made=human&number=12345";
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

    #[test]
    fn pages_begin_with_one() {
        let start = params("q=a");
        assert_eq!((start.page_number(), start.with_page(1).to_query().as_str()), (1, "q=a"));
        assert_eq!(start.with_page(2).to_query(), "q=a&page=2");
        assert_eq!(start.with_page(2).with_sort(Sort::Oldest).to_query(), "q=a&sort=oldest");
    }
}
