//! Searching: from parameters to a page of hits, or to the documents of a number.

use std::{collections::VecDeque, time::Instant};

use app::services::{Neighbours, PublicationSummary, ResultHit, ResultNotice, Results, SearchOutcome, ServiceError};
use index_config::{ExpandedQuery, FacetField, Query, SearchAnswer, SearchParams, SearchRequest};
use publication::{Audience, PublicationId};
use tokio::sync::oneshot;

use super::{Portal, from_engine, numbers::Numbers};

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
        let asked = self.expanded(params, audience).await?;
        let per_page = self.config.search.per_page;
        let deepest = u64::from(self.config.search.deepest);
        let page = params.page.max(1);
        let offset = u64::from(page - 1) * u64::from(per_page);
        // Pages beyond the deepest are empty, and say why.
        let limit = if offset >= deepest { 0 } else { per_page.min(u32::try_from(deepest - offset).unwrap_or(per_page)) };
        let request = SearchRequest {
            query: asked.parsed.query.clone(),
            audience,
            sort: params.sort,
            offset: usize::try_from(offset.min(deepest)).unwrap_or(0),
            limit: limit as usize,
            facets: FacetField::SHOWN.into_iter().filter(|field| !self.is_counted_apart(params, *field)).collect(),
            highlight: true,
        };
        // What the store shows of the hits is asked for as soon as they are known, while the engine says why they matched.
        let (told, hits) = oneshot::channel();
        let searched = async {
            // Dropped with this block: whoever waits for hits hears of a failure, too.
            let mut told = Some(told);
            let mut tell = |ids: &[PublicationId]| {
                if let Some(told) = told.take() {
                    let _ = told.send(ids.to_vec());
                }
            };
            self.engine.search_and_tell(&request, &mut tell).await
        };
        let listed = async {
            let ids = hits.await.unwrap_or_default();
            self.listed(&ids, audience).await.map(|listed| (ids, listed))
        };
        // In this order: what is to be listed is asked for before the engine goes on.
        let (listed, answer, apart) = tokio::join!(biased; listed, searched, self.counted_apart(params, &asked, audience));
        let (answer, (told, listed), apart) = (answer.map_err(from_engine)?, listed?, apart?);
        let mut listed = VecDeque::from(listed);
        // A question that was asked anew may have found others.
        let others: Vec<PublicationId> = answer.hits.iter().map(|hit| &hit.id).filter(|id| !told.contains(id)).cloned().collect();
        listed.extend(self.listed(&others, audience).await?);
        let took_ms = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
        let notices = self.notices(params, &asked, &answer, audience).await?;
        let SearchAnswer { total, hits, mut facets, .. } = answer;
        facets.extend(apart.facets);
        facets.sort_by_key(|facet| FacetField::SHOWN.iter().position(|field| *field == facet.field));
        // A hit that the store no longer shows this audience is left out, and what it matched in too: the store has the last word, the index
        // follows it.
        let mut shown = Vec::with_capacity(hits.len());
        for mut hit in hits {
            // Mostly the first: they are in the order of the hits.
            let Some(place) = listed.iter().position(|(summary, _)| summary.publication.id == hit.id) else { continue };
            let Some((summary, withheld)) = listed.remove(place) else { continue };
            if audience == Audience::Public {
                hit.matches.retain(|found| !withheld.has(found.part.into()));
            }
            shown.push(ResultHit { summary, matches: hit.matches });
        }
        Ok(SearchOutcome::Results(Box::new(Results {
            total,
            hits: shown,
            facets,
            expansion: apart.expansion,
            matched: apart.matched,
            notices,
            sort: params.sort,
            page,
            per_page,
            took_ms,
        })))
    }

    async fn notices(
        &self,
        params: &SearchParams,
        asked: &ExpandedQuery,
        answer: &SearchAnswer,
        audience: Audience,
    ) -> Result<Vec<ResultNotice>, ServiceError> {
        let mut notices: Vec<ResultNotice> = asked
            .parsed
            .problems
            .iter()
            .filter(|problem| problem.left_out())
            .map(|problem| ResultNotice::NotUnderstood { part: problem.part().to_owned() })
            .collect();
        if asked.cut && !params.unexpanded {
            notices.push(ResultNotice::NotAllExpanded);
        }
        if !asked.parsed.looked_in.is_empty() {
            let holdings = self.holdings_of(audience).await?;
            for part in &asked.parsed.looked_in {
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

    pub(super) async fn neighbours_of(&self, params: &SearchParams, position: u64, audience: Audience) -> Result<Neighbours, ServiceError> {
        let deepest = u64::from(self.config.search.deepest);
        if position == 0 || position > deepest {
            return Ok(Neighbours::default());
        }
        let offset = position.saturating_sub(2);
        let query = self.expanded(params, audience).await?.parsed.query;
        let request =
            SearchRequest { sort: params.sort, offset: usize::try_from(offset).unwrap_or(0), limit: 3, ..counting(query, audience) };
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
        let query = self.expanded(params, audience).await?.parsed.query;
        let request = SearchRequest { sort: params.sort, limit: most, ..counting(query, audience) };
        let answer = self.engine.search(&request).await.map_err(from_engine)?;
        let ids: Vec<PublicationId> = answer.hits.into_iter().map(|hit| hit.id).collect();
        self.summaries(&ids, audience).await
    }
}

/// A question for nothing but the number of records.
pub(super) const fn counting(query: Query, audience: Audience) -> SearchRequest {
    SearchRequest { query, audience, sort: index_config::Sort::Relevance, offset: 0, limit: 0, facets: Vec::new(), highlight: false }
}
