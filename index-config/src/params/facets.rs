//! A search and the values of its facets.

use publication::IsoDate;

use super::{SearchParams, change::toggle};
use crate::{FacetField, IpcLevel, counted_name, normalise_class, top_class};

impl SearchParams {
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
}
