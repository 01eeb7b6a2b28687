//! Conditions that are no words.

use publication::{ClassificationScheme, IsoDate};

use super::{Parser, QueryProblem, Sought, mark};
use crate::{Filter, IpcLevel, MARK_CHARS, MarkMatch, Query, classes_in};

impl Parser<'_, '_, '_> {
    pub(super) fn filters(&mut self) {
        let params = self.params;
        if !params.offices.is_empty() {
            self.require(Filter::Offices(params.offices.clone()));
        }
        if !params.rights.is_empty() {
            self.require(Filter::Rights(params.rights.clone()));
        }
        if !params.kinds.is_empty() {
            self.require(Filter::Kinds(params.kinds.clone()));
        }
        if !params.languages.is_empty() {
            self.require(Filter::Languages(params.languages.clone()));
        }
        self.require_any(params.years.iter().filter_map(|year| published_in(*year)).collect());
        if let Some((from, to)) = self.span(params.published_from, params.published_to) {
            self.require(Filter::Published { from, to });
        }
        if let Some((from, to)) = self.span(params.filed_from, params.filed_to) {
            self.require(Filter::Filed { from, to });
        }
        if !params.applicant.is_empty() {
            self.require(Filter::Applicant(params.applicant.clone()));
        }
        if !params.applicant_names.is_empty() {
            self.require(Filter::ApplicantIs(params.applicant_names.clone()));
        }
        if !params.inventor.is_empty() {
            self.require(Filter::Inventor(params.inventor.clone()));
        }
        let (classes, refused) = classes_in(&params.class);
        self.problems.extend(refused.into_iter().map(QueryProblem::ClassNotUnderstood));
        self.require_any(classes.into_iter().map(|symbol| Query::Filter(Filter::Class { scheme: None, symbol })).collect());
        for level in IpcLevel::ALL.into_iter().map(Some).chain([None]) {
            let symbols = params.ipc.iter().filter(|symbol| IpcLevel::at(symbol) == level);
            let filter = |symbol: &String| Filter::Class { scheme: Some(ClassificationScheme::Ipc), symbol: symbol.clone() };
            self.require_any(symbols.map(|symbol| Query::Filter(filter(symbol))).collect());
        }
        for (scheme, classes) in [
            (ClassificationScheme::Nice, &params.nice),
            (ClassificationScheme::Locarno, &params.locarno),
            (ClassificationScheme::Vienna, &params.vienna),
        ] {
            let filter = |symbol: &String| Filter::Class { scheme: Some(scheme), symbol: symbol.clone() };
            self.require_any(classes.iter().map(|class| Query::Filter(filter(class))).collect());
        }
        self.mark();
        if !params.mark_features.is_empty() {
            self.require(Filter::MarkFeatures(params.mark_features.clone()));
        }
        if !params.statuses.is_empty() {
            self.require(Filter::Statuses(params.statuses.clone()));
        }
        if !params.has.is_empty() {
            self.require(Filter::Has(params.has.clone()));
        }
        if !params.made.is_empty() {
            self.require(Filter::Made(params.made.clone()));
        }
    }

    /// What a mark reads: word by word, or as it stands.
    fn mark(&mut self) {
        let params = self.params;
        match params.mark_match {
            MarkMatch::Words => self.required(&params.mark, Sought::Marks),
            MarkMatch::Containing | MarkMatch::Exact if params.mark.chars().count() > MARK_CHARS => {
                self.problems.push(QueryProblem::WordTooLong(params.mark.chars().take(40).collect()));
            }
            MarkMatch::Containing | MarkMatch::Exact if params.mark.chars().any(char::is_alphanumeric) => {
                self.all.push(mark(params.mark.clone(), params.mark_match));
            }
            MarkMatch::Containing | MarkMatch::Exact => {}
        }
    }

    /// A span of days with a bound, that does not end before it begins.
    fn span(&mut self, from: Option<IsoDate>, to: Option<IsoDate>) -> Option<(Option<IsoDate>, Option<IsoDate>)> {
        match (from, to) {
            (None, None) => None,
            (Some(from), Some(to)) if from > to => {
                self.problems.push(QueryProblem::DatesReversed(format!("{from}..{to}")));
                None
            }
            span => Some(span),
        }
    }
}

/// Publications of one year.
fn published_in(year: u16) -> Option<Query> {
    let (from, to) = (IsoDate::new(year, 1, 1).ok()?, IsoDate::new(year, 12, 31).ok()?);
    Some(Query::Filter(Filter::Published { from: Some(from), to: Some(to) }))
}
