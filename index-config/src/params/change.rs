//! A search changed by one step: what the links of a results page lead to.

use publication::{Element, KindCode, LanguageTag, LegalStatus, MarkFeature, OfficeCode, Right, TextPart};

use super::SearchParams;
use crate::{DroppedTerm, Sort, TextOrigin, normalise_class};

pub(super) fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|held| *held == value) {
        Some(position) => {
            values.remove(position);
        }
        None => values.push(value),
    }
}

impl SearchParams {
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

    /// With this applicant, by the whole name, or without it.
    #[must_use]
    pub fn toggled_applicant(&self, name: &str) -> Self {
        self.changed(|params| toggle(&mut params.applicant_names, name.to_owned()))
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

    /// A change that leads to the first page.
    pub(super) fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
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
    fn classes_are_toggled_among_others_however_written() {
        let start = params("class=h01m+10/052,G06F");
        assert_eq!(start.toggled_class("G06F").class, "H01M10/052");
        assert_eq!(start.toggled_class("H01M").class, "H01M10/052 G06F H01M");
    }

    #[test]
    fn pages_begin_with_one() {
        let start = params("q=a");
        assert_eq!((start.page_number(), start.with_page(1).to_query().as_str()), (1, "q=a"));
        assert_eq!(start.with_page(2).to_query(), "q=a&page=2");
        assert_eq!(start.with_page(2).with_sort(Sort::Oldest).to_query(), "q=a&sort=oldest");
    }
}
