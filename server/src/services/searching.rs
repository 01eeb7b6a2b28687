//! Searching: from parameters to a page of hits, or to the documents of a number.

use std::{collections::HashMap, time::Instant};

use app::services::{Neighbours, NumberAnswer, PublicationSummary, ResultHit, ResultNotice, Results, SearchOutcome, ServiceError};
use index_config::{
    FacetField, NumberQuery, ParsedQuery, SearchAnswer, SearchParams, SearchRequest, numbers_in, numbers_of_field, query_of,
};
use publication::{Audience, PublicationId};

use super::{Portal, from_engine, from_store};

/// Facets of the results page.
const FACETS: [FacetField; 9] = [
    FacetField::Office,
    FacetField::Right,
    FacetField::Kind,
    FacetField::Language,
    FacetField::Year,
    FacetField::IpcSubclass,
    FacetField::Applicant,
    FacetField::Element,
    FacetField::Made,
];

/// Most documents that one number may mean.
const CANDIDATES: usize = 20;

impl Portal {
    pub(super) async fn outcome_of(&self, params: &SearchParams, audience: Audience) -> Result<SearchOutcome, ServiceError> {
        let words;
        let mut params = params;
        match self.numbers_of(params, audience).await? {
            Numbers::None => {}
            Numbers::Outcome(outcome) => return Ok(outcome),
            Numbers::JustAWord => {
                // In quotation marks it is looked for in the texts.
                words = SearchParams { all: format!("\"{}\"", params.all.trim()), ..params.clone() };
                params = &words;
            }
        }
        let began = Instant::now();
        let parsed = query_of(params);
        let per_page = self.config.search.per_page;
        let deepest = u64::from(self.config.search.deepest);
        let page = params.page.max(1);
        let offset = u64::from(page - 1) * u64::from(per_page);
        // Pages beyond the deepest are empty, and say why.
        let limit = if offset >= deepest { 0 } else { per_page.min(u32::try_from(deepest - offset).unwrap_or(per_page)) };
        let request = SearchRequest {
            query: parsed.query.clone(),
            audience,
            sort: params.sort,
            offset: usize::try_from(offset.min(deepest)).unwrap_or(0),
            limit: limit as usize,
            facets: FACETS.to_vec(),
            highlight: true,
        };
        let answer = self.engine.search(&request).await.map_err(from_engine)?;
        let took_ms = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
        let notices = self.notices(params, &parsed, &answer, audience).await?;
        let SearchAnswer { total, hits, facets, .. } = answer;
        let ids: Vec<PublicationId> = hits.iter().map(|hit| hit.id.clone()).collect();
        let mut summaries: HashMap<PublicationId, PublicationSummary> =
            self.summaries(&ids, audience).await?.into_iter().map(|summary| (summary.publication.id.clone(), summary)).collect();
        // A hit that the store no longer shows this audience is left out: the store has the last word, the index follows it.
        let hits = hits
            .into_iter()
            .filter_map(|hit| summaries.remove(&hit.id).map(|summary| ResultHit { summary, matches: hit.matches }))
            .collect();
        Ok(SearchOutcome::Results(Box::new(Results { total, hits, facets, notices, sort: params.sort, page, per_page, took_ms })))
    }

    async fn notices(
        &self,
        params: &SearchParams,
        parsed: &ParsedQuery,
        answer: &SearchAnswer,
        audience: Audience,
    ) -> Result<Vec<ResultNotice>, ServiceError> {
        let mut notices: Vec<ResultNotice> = parsed
            .problems
            .iter()
            .filter(|problem| problem.left_out())
            .map(|problem| ResultNotice::NotUnderstood { part: problem.part().to_owned() })
            .collect();
        if !parsed.looked_in.is_empty() {
            let holdings = self.holdings_of(audience).await?;
            for part in &parsed.looked_in {
                let offices = Self::without_part(&holdings, *part, &params.offices, &params.rights);
                if !offices.is_empty() {
                    notices.push(ResultNotice::PartNotDelivered { part: *part, offices });
                }
            }
        }
        let deepest = u64::from(self.config.search.deepest);
        if answer.total.count > deepest {
            notices.push(ResultNotice::OnlyFirst { hits: deepest });
        }
        Ok(notices)
    }

    /// The documents of a number or a list of numbers, where that is what was asked.
    async fn numbers_of(&self, params: &SearchParams, audience: Audience) -> Result<Numbers, ServiceError> {
        let explicit = !params.number.trim().is_empty();
        let (queries, refused) = if explicit {
            numbers_of_field(&params.number)
        } else {
            // With other conditions beside it, a number is one condition among them, and the engine's matter.
            let others = SearchParams { all: String::new(), page: 0, ..params.clone() };
            match numbers_in(&params.all) {
                Some(queries) if others.is_empty() => (queries, Vec::new()),
                _ => return Ok(Numbers::None),
            }
        };
        let mut answers = Vec::with_capacity(queries.len() + refused.len());
        for query in queries {
            let ids = self.documents_of(&query, audience).await?;
            answers.push(NumberAnswer { given: query.given, found: self.summaries(&ids, audience).await? });
        }
        answers.extend(refused.into_iter().map(|given| NumberAnswer { given, found: Vec::new() }));
        Ok(match answers.as_slice() {
            [] => Numbers::None,
            [answer] => match answer.found.as_slice() {
                [only] => Numbers::Outcome(SearchOutcome::Document(only.publication.id.clone())),
                [] if !explicit => Numbers::JustAWord,
                _ => Numbers::Outcome(SearchOutcome::Numbers(answers)),
            },
            _ => Numbers::Outcome(SearchOutcome::Numbers(answers)),
        })
    }

    /// Documents that a number can mean: those whose own number it is, before those that are found by their application or priority.
    async fn documents_of(&self, query: &NumberQuery, audience: Audience) -> Result<Vec<PublicationId>, ServiceError> {
        for forms in [&query.forms, &query.wider] {
            if forms.is_empty() {
                continue;
            }
            let found = self.store.by_number(forms, audience, CANDIDATES).await.map_err(from_store)?;
            let own: Vec<PublicationId> = found.iter().filter(|id| is_own_number(id, forms)).cloned().collect();
            if !own.is_empty() {
                return Ok(own);
            }
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    pub(super) async fn candidates_of(&self, number: &str, audience: Audience) -> Result<Vec<PublicationSummary>, ServiceError> {
        let mut ids = Vec::new();
        for query in numbers_in(number).unwrap_or_default().into_iter().take(3) {
            ids.extend(self.documents_of(&query, audience).await?);
        }
        ids.truncate(CANDIDATES);
        self.summaries(&ids, audience).await
    }

    /// The one document that a number means.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn only_document(&self, number: &str, audience: Audience) -> Result<Option<PublicationId>, ServiceError> {
        let Some(queries) = numbers_in(number) else { return Ok(None) };
        let [query] = queries.as_slice() else { return Ok(None) };
        let ids = self.documents_of(query, audience).await?;
        Ok(if let [only] = ids.as_slice() { Some(only.clone()) } else { None })
    }

    pub(super) async fn neighbours_of(&self, params: &SearchParams, position: u64, audience: Audience) -> Result<Neighbours, ServiceError> {
        let deepest = u64::from(self.config.search.deepest);
        if position == 0 || position > deepest {
            return Ok(Neighbours::default());
        }
        let offset = position.saturating_sub(2);
        let request = SearchRequest {
            query: query_of(params).query,
            audience,
            sort: params.sort,
            offset: usize::try_from(offset).unwrap_or(0),
            limit: 3,
            facets: Vec::new(),
            highlight: false,
        };
        let answer = self.engine.search(&request).await.map_err(from_engine)?;
        let at = |place: u64| {
            place
                .checked_sub(1)
                .and_then(|place| place.checked_sub(offset))
                .and_then(|place| usize::try_from(place).ok())
                .and_then(|place| answer.hits.get(place))
                .map(|hit| hit.id.clone())
        };
        Ok(Neighbours { position, total: answer.total.count, previous: at(position - 1), next: at(position + 1) })
    }

    /// Hits for a CSV file, from the first on.
    ///
    /// # Errors
    /// As for searching.
    pub async fn hits_for_csv(
        &self,
        params: &SearchParams,
        most: usize,
        audience: Audience,
    ) -> Result<Vec<PublicationSummary>, ServiceError> {
        let request = SearchRequest {
            query: query_of(params).query,
            audience,
            sort: params.sort,
            offset: 0,
            limit: most,
            facets: Vec::new(),
            highlight: false,
        };
        let answer = self.engine.search(&request).await.map_err(from_engine)?;
        let ids: Vec<PublicationId> = answer.hits.into_iter().map(|hit| hit.id).collect();
        self.summaries(&ids, audience).await
    }
}

/// What a question for numbers came to.
enum Numbers {
    /// None was asked for.
    None,
    /// One that no document here has, typed where words may stand: it is searched as a word.
    JustAWord,
    /// The answer.
    Outcome(SearchOutcome),
}

/// Whether one of these forms is the document's own number, leading zeroes aside, rather than that of its application or priority.
fn is_own_number(id: &PublicationId, forms: &[String]) -> bool {
    let kind = id.kind().map(ToString::to_string).unwrap_or_default();
    let number = id.number().trim_start_matches('0');
    forms.iter().any(|form| {
        let bare = form.strip_prefix(id.office().as_str()).unwrap_or(form).trim_start_matches('0');
        bare == number || bare.strip_suffix(kind.as_str()) == Some(number)
    })
}
