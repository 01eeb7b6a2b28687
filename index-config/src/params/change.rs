//! A search changed by one step: what the links of a results page lead to.

use publication::{Element, IsoDate, KindCode, LanguageTag, LegalStatus, MarkFeature, OfficeCode, Right, TextPart};

use super::SearchParams;
use crate::{DroppedTerm, FacetField, IpcLevel, Sort, TextOrigin, counted_name, normalise_class, top_class};

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

    /// With this text to look in, by what made it, or without it.
    #[must_use]
    pub fn toggled_text(&self, origin: TextOrigin) -> Self {
        self.changed(|params| toggle(&mut params.origins, origin))
    }

    /// With this year of publication, or without it.
    #[must_use]
    pub fn toggled_year(&self, year: u16) -> Self {
        self.changed(|params| toggle(&mut params.years, year))
    }

    /// With this legal status, or without it.
    #[must_use]
    pub fn toggled_status(&self, status: LegalStatus) -> Self {
        self.changed(|params| toggle(&mut params.statuses, status))
    }

    /// With this symbol of the IPC, or without it.
    #[must_use]
    pub fn toggled_ipc(&self, symbol: &str) -> Self {
        self.changed(|params| toggle(&mut params.ipc, symbol.to_owned()))
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

    /// With this kind of mark, or without it.
    #[must_use]
    pub fn toggled_mark_feature(&self, feature: MarkFeature) -> Self {
        self.changed(|params| toggle(&mut params.mark_features, feature))
    }

    /// The classes asked for of the scheme that a facet counts.
    fn classes_of(&self, field: FacetField) -> &[String] {
        match field {
            FacetField::NiceClass => &self.nice,
            FacetField::LocarnoClass => &self.locarno,
            FacetField::ViennaCategory => &self.vienna,
            _ => &[],
        }
    }

    fn toggle_class_of(&mut self, field: FacetField, class: String) {
        match field {
            FacetField::NiceClass => toggle(&mut self.nice, class),
            FacetField::LocarnoClass => toggle(&mut self.locarno, class),
            FacetField::ViennaCategory => toggle(&mut self.vienna, class),
            _ => {}
        }
    }

    /// With this applicant, by the whole name, or without it.
    #[must_use]
    pub fn toggled_applicant(&self, name: &str) -> Self {
        self.changed(|params| toggle(&mut params.applicant_names, name.to_owned()))
    }

    /// With a facet's value, or without it; `None` where the value is none of the facet, or the facet only completes what is typed.
    #[must_use]
    pub fn toggled_facet(&self, field: FacetField, value: &str) -> Option<Self> {
        Some(match field {
            FacetField::Office => self.toggled_office(value.parse().ok()?),
            FacetField::Right => self.toggled_right(value.parse().ok()?),
            FacetField::Kind => self.toggled_kind(value.parse().ok()?),
            FacetField::Language => self.toggled_language(value.parse().ok()?),
            FacetField::Year => self.toggled_year(value.parse().ok().filter(|year| IsoDate::new(*year, 1, 1).is_ok())?),
            FacetField::IpcSection | FacetField::IpcClass | FacetField::IpcSubclass | FacetField::IpcMainGroup => {
                self.toggled_ipc(&normalise_class(value).filter(|symbol| IpcLevel::at(symbol) == field.ipc_level())?)
            }
            FacetField::NiceClass | FacetField::LocarnoClass | FacetField::ViennaCategory => {
                let class = crate::scheme_class(field.scheme()?, value)?;
                self.changed(|params| params.toggle_class_of(field, class))
            }
            FacetField::MarkFeature => self.toggled_mark_feature(value.parse().ok()?),
            FacetField::Applicant => self.toggled_applicant(&counted_name(value)?),
            FacetField::ApplicantName => return None,
            FacetField::Status => self.toggled_status(value.parse().ok()?),
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
            FacetField::Year => value.parse().is_ok_and(|year| self.years.contains(&year)),
            FacetField::IpcSection | FacetField::IpcClass | FacetField::IpcSubclass | FacetField::IpcMainGroup => {
                self.ipc.iter().any(|symbol| symbol == value)
            }
            FacetField::NiceClass | FacetField::LocarnoClass | FacetField::ViennaCategory => {
                self.classes_of(field).iter().any(|class| class == value)
            }
            FacetField::MarkFeature => self.mark_features.iter().any(|feature| feature.as_str() == value),
            FacetField::Applicant => self.applicant_names.iter().any(|name| name == value),
            FacetField::ApplicantName => false,
            FacetField::Status => self.statuses.iter().any(|status| status.as_str() == value),
            FacetField::Element => self.has.iter().any(|element| element.as_str() == value),
            FacetField::Made => self.made.iter().any(|origin| origin.as_str() == value),
        }
    }

    /// The same search with its words looked for by the termbase in other languages too, or as they stand only.
    #[must_use]
    pub fn with_expansion(&self, on: bool) -> Self {
        self.changed(|params| params.unexpanded = !on)
    }

    /// The same search without a term of the expansion, or with it if it was without.
    #[must_use]
    pub fn toggled_expansion(&self, term: DroppedTerm) -> Self {
        self.changed(|params| match params.expand_not.iter().position(|held| held.is(&term.language, &term.words)) {
            Some(position) => {
                params.expand_not.remove(position);
            }
            None => params.expand_not.push(term),
        })
    }

    /// The values of a facet that are asked for, in the order of the parameters.
    #[must_use]
    pub fn facet_values(&self, field: FacetField) -> Vec<String> {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match field {
            FacetField::Office => self.offices.iter().map(ToString::to_string).collect(),
            FacetField::Right => self.rights.iter().map(ToString::to_string).collect(),
            FacetField::Kind => self.kinds.iter().map(ToString::to_string).collect(),
            FacetField::Language => self.languages.iter().map(|tag| tag.as_str().to_owned()).collect(),
            FacetField::Year => self.years.iter().rev().map(ToString::to_string).collect(),
            FacetField::IpcSection | FacetField::IpcClass | FacetField::IpcSubclass | FacetField::IpcMainGroup => {
                self.ipc.iter().filter(|symbol| IpcLevel::at(symbol) == field.ipc_level()).cloned().collect()
            }
            // Levels below stand in no facet.
            FacetField::NiceClass | FacetField::LocarnoClass | FacetField::ViennaCategory => {
                let is_top = |class: &&String| field.scheme().and_then(|scheme| top_class(scheme, class)).as_ref() == Some(*class);
                self.classes_of(field).iter().filter(is_top).cloned().collect()
            }
            FacetField::MarkFeature => words(&self.mark_features.iter().map(|feature| feature.as_str()).collect::<Vec<_>>()),
            FacetField::Applicant => self.applicant_names.clone(),
            FacetField::ApplicantName => Vec::new(),
            FacetField::Status => words(&self.statuses.iter().map(|status| status.as_str()).collect::<Vec<_>>()),
            FacetField::Element => words(&self.has.iter().map(|element| element.as_str()).collect::<Vec<_>>()),
            FacetField::Made => words(&self.made.iter().map(|origin| origin.as_str()).collect::<Vec<_>>()),
        }
    }

    /// The same search without a facet's own condition.
    #[must_use]
    pub fn without_facet(&self, field: FacetField) -> Self {
        self.changed(|params| match field {
            FacetField::Office => params.offices.clear(),
            FacetField::Right => params.rights.clear(),
            FacetField::Kind => params.kinds.clear(),
            FacetField::Language => params.languages.clear(),
            FacetField::Year => params.years.clear(),
            FacetField::IpcSection | FacetField::IpcClass | FacetField::IpcSubclass | FacetField::IpcMainGroup => {
                params.ipc.retain(|symbol| IpcLevel::at(symbol) != field.ipc_level());
            }
            FacetField::NiceClass => params.nice.clear(),
            FacetField::LocarnoClass => params.locarno.clear(),
            FacetField::ViennaCategory => params.vienna.clear(),
            FacetField::MarkFeature => params.mark_features.clear(),
            FacetField::Applicant => params.applicant_names.clear(),
            FacetField::ApplicantName => {}
            FacetField::Status => params.statuses.clear(),
            FacetField::Element => params.has.clear(),
            FacetField::Made => params.made.clear(),
        })
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
            (FacetField::Year, "2021", "q=x&year=2021&sort=newest"),
            (FacetField::IpcSection, "H", "q=x&ipc=H&sort=newest"),
            (FacetField::IpcClass, "H01", "q=x&ipc=H01&sort=newest"),
            (FacetField::IpcSubclass, "H01M", "q=x&ipc=H01M&sort=newest"),
            (FacetField::IpcMainGroup, "H01M10", "q=x&ipc=H01M10&sort=newest"),
            (FacetField::NiceClass, "25", "q=x&nice=25&sort=newest"),
            (FacetField::LocarnoClass, "06", "q=x&locarno=06&sort=newest"),
            (FacetField::ViennaCategory, "26", "q=x&vienna=26&sort=newest"),
            (FacetField::MarkFeature, "three-dimensional", "q=x&mark-kind=three-dimensional&sort=newest"),
            (FacetField::Applicant, "ACME, Inc.", "q=x&applicant-is=ACME,+Inc.&sort=newest"),
            (FacetField::Status, "unknown", "q=x&status=unknown&sort=newest"),
            (FacetField::Element, "claims", "q=x&has=claims&sort=newest"),
            (FacetField::Made, "human", "q=x&made=human&sort=newest"),
        ] {
            let with = start.toggled_facet(field, value).expect(value);
            assert_eq!(with.to_query(), query);
            assert!(with.has_facet(field, value) && !start.has_facet(field, value), "{value}");
            assert_eq!(with.facet_values(field), [value]);
            assert_eq!(with.without_facet(field).to_query(), "q=x&sort=newest");
            assert_eq!(with.toggled_facet(field, value).expect(value).to_query(), "q=x&sort=newest");
        }
        for (field, value) in [
            (FacetField::Office, "?"),
            (FacetField::Year, "soon"),
            (FacetField::Year, "9"),
            (FacetField::Made, "x"),
            (FacetField::IpcClass, "H01M"),
            (FacetField::NiceClass, "46"),
            (FacetField::MarkFeature, "square"),
            (FacetField::ApplicantName, "ACME"),
            (FacetField::Status, "alive"),
        ] {
            assert_eq!(start.toggled_facet(field, value), None);
        }
    }

    #[test]
    fn classes_are_toggled_among_others_however_written() {
        let start = params("class=h01m+10/052,G06F");
        assert_eq!(start.toggled_class("G06F").class, "H01M10/052");
        assert_eq!(start.toggled_class("H01M").class, "H01M10/052 G06F H01M");
    }

    #[test]
    fn several_values_of_a_facet_stand_beside_each_other() {
        let both = params("q=x&ipc=H,H01M,G06F&year=2020").toggled_year(2021).toggled_ipc("A61K");
        assert_eq!(both.to_query(), "q=x&year=2020,2021&ipc=A61K,G06F,H,H01M");
        assert_eq!(both.facet_values(FacetField::Year), ["2021", "2020"]);
        assert_eq!(both.facet_values(FacetField::IpcSubclass), ["A61K", "G06F", "H01M"]);
        assert_eq!(both.without_facet(FacetField::IpcSubclass).to_query(), "q=x&year=2020,2021&ipc=H");
    }

    #[test]
    fn levels_below_a_facet_s_stand_beside_its_values() {
        let start = params("locarno=14-03&vienna=26.4");
        assert!(start.facet_values(FacetField::LocarnoClass).is_empty());
        let with = start.toggled_facet(FacetField::LocarnoClass, "06").expect("a class");
        assert_eq!(with.to_query(), "locarno=06,14-03&vienna=26.4");
        assert_eq!(with.facet_values(FacetField::LocarnoClass), ["06"]);
        assert_eq!(with.without_facet(FacetField::LocarnoClass).to_query(), "vienna=26.4");
        assert_eq!(with.toggled_facet(FacetField::LocarnoClass, "14-03").expect("a class").to_query(), "locarno=06&vienna=26.4");
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

    #[test]
    fn pages_begin_with_one() {
        let start = params("q=a");
        assert_eq!((start.page_number(), start.with_page(1).to_query().as_str()), (1, "q=a"));
        assert_eq!(start.with_page(2).to_query(), "q=a&page=2");
        assert_eq!(start.with_page(2).with_sort(Sort::Oldest).to_query(), "q=a&sort=oldest");
    }
}
