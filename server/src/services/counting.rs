//! What a results page counts beside its hits: facets without their own condition, renderings, and the texts that matched.
//!
//! Each is a question of its own, without hits; they are asked together.

use app::services::{CountedRendering, ExpandedTerm, Expansion, MatchedOrigin, ServiceError};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use index_config::{ExpandedQuery, Facet, FacetCount, FacetField, Query, Rendering, SearchParams, SearchRequest, TextOrigin, TextQuery};
use publication::Audience;

use super::{Portal, from_engine, searching::counting};

/// Questions asked at once for one page.
const AT_ONCE: usize = 4;
/// Renderings that are counted; the others are looked for and shown without a number.
const MOST_COUNTED: usize = 60;

/// What was counted.
pub(super) struct CountedApart {
    /// Facets with a condition of their own.
    pub facets: Vec<Facet>,
    /// The words in other languages.
    pub expansion: Option<Expansion>,
    /// Hits by the texts that they match in.
    pub matched: Vec<MatchedOrigin>,
}

impl Portal {
    /// Whether a facet's counts leave a condition aside. Elements are all required, so that their counts are those of the hits.
    #[expect(clippy::unused_self, reason = "a rule of the portal's, asked for beside its other rules")]
    pub(super) fn is_counted_apart(&self, params: &SearchParams, field: FacetField) -> bool {
        field != FacetField::Element && !params.facet_values(field).is_empty()
    }

    /// Counts what the hits' own question does not.
    pub(super) async fn counted_apart(
        &self,
        params: &SearchParams,
        asked: &ExpandedQuery,
        audience: Audience,
    ) -> Result<CountedApart, ServiceError> {
        let facets = async {
            let fields = FacetField::SHOWN.into_iter().filter(|field| self.is_counted_apart(params, *field));
            let asked: Vec<_> = fields.map(|field| self.facet_apart(params, field, audience)).collect();
            together(asked).await
        };
        let (facets, expansion, matched) =
            tokio::join!(facets, self.counted_expansion(params, asked, audience), self.matched_origins(params, asked, audience));
        Ok(CountedApart { facets: facets?, expansion: expansion?, matched: matched? })
    }

    async fn count(&self, query: Query, audience: Audience) -> Result<u64, ServiceError> {
        Ok(self.engine.search(&counting(query, audience)).await.map_err(from_engine)?.total.count)
    }

    /// A facet without its own condition. What was picked is always among its values.
    async fn facet_apart(&self, params: &SearchParams, field: FacetField, audience: Audience) -> Result<Facet, ServiceError> {
        let query = self.expanded(&params.without_facet(field), audience).await?.parsed.query;
        let request = SearchRequest { facets: vec![field], ..counting(query, audience) };
        let answer = self.engine.search(&request).await.map_err(from_engine)?;
        let mut facet = answer.facets.into_iter().next().unwrap_or(Facet { field, counts: Vec::new(), more: false });
        for value in params.facet_values(field) {
            if facet.counts.iter().any(|held| held.value == value) {
                continue;
            }
            let count = if facet.more {
                let request = SearchRequest { limit: 100, facets: Vec::new(), ..request.clone() };
                let found = self.engine.facet_values(field, &value, &request).await.map_err(from_engine)?;
                found.counts.iter().find(|count| count.value == value).map_or(0, |count| count.count)
            } else {
                0
            };
            facet.counts.push(FacetCount { value, count });
        }
        Ok(facet)
    }

    /// Hits by origin of the texts that they match in, each without the condition on origins.
    async fn matched_origins(
        &self,
        params: &SearchParams,
        asked: &ExpandedQuery,
        audience: Audience,
    ) -> Result<Vec<MatchedOrigin>, ServiceError> {
        let held = if has_words(&asked.parsed.query) { self.origins_held(audience).await? } else { Vec::new() };
        // Where there is but one kind of text there is nothing to tell apart.
        if held.len() < 2 && params.origins.is_empty() {
            return Ok(Vec::new());
        }
        together(held.into_iter().map(|origin| self.matched_origin(params, origin, audience)).collect()).await
    }

    async fn matched_origin(&self, params: &SearchParams, origin: TextOrigin, audience: Audience) -> Result<MatchedOrigin, ServiceError> {
        let within = SearchParams { origins: vec![origin], page: 0, ..params.clone() };
        let query = self.expanded(&within, audience).await?.parsed.query;
        Ok(MatchedOrigin { origin, count: self.count(query, audience).await? })
    }

    /// The words in other languages, each with the number of hits that have it.
    async fn counted_expansion(
        &self,
        params: &SearchParams,
        asked: &ExpandedQuery,
        audience: Audience,
    ) -> Result<Option<Expansion>, ServiceError> {
        if asked.terms.is_empty() {
            return Ok(None);
        }
        let on = !params.unexpanded;
        let like = TextQuery { parts: params.parts.clone(), origins: params.origins.clone(), ..TextQuery::anywhere(String::new()) };
        let mut left = MOST_COUNTED;
        let mut terms = Vec::with_capacity(asked.terms.len());
        for term in &asked.terms {
            let mut counted = Vec::with_capacity(term.renderings.len());
            for rendering in &term.renderings {
                let counts = on && !term.dropped && !rendering.dropped && left > 0;
                left -= usize::from(counts);
                let hits = counts.then(|| Query::And(vec![asked.parsed.query.clone(), Query::Text(rendering.query(&like))]));
                counted.push(self.counted_rendering(rendering, hits, audience));
            }
            let renderings = together(counted).await?;
            terms.push(ExpandedTerm { term: term.term.clone(), language: term.language.clone(), dropped: term.dropped, renderings });
        }
        Ok(Some(Expansion { on, terms }))
    }

    /// A rendering with the number of the hits that have it, where these are to be counted.
    async fn counted_rendering(
        &self,
        rendering: &Rendering,
        hits: Option<Query>,
        audience: Audience,
    ) -> Result<CountedRendering, ServiceError> {
        let count = match hits {
            Some(hits) => Some(self.count(hits, audience).await?),
            None => None,
        };
        let (language, words, dropped) = (rendering.language.clone(), rendering.words.clone(), rendering.dropped);
        Ok(CountedRendering { language, words, count, dropped })
    }
}

/// Answers of questions asked together, in their order.
async fn together<T>(asked: Vec<impl Future<Output = Result<T, ServiceError>>>) -> Result<Vec<T>, ServiceError> {
    stream::iter(asked).buffered(AT_ONCE).try_collect().await
}

fn has_words(query: &Query) -> bool {
    match query {
        Query::Text(_) => true,
        Query::And(children) | Query::Or(children) => children.iter().any(has_words),
        Query::Everything | Query::Filter(_) | Query::Not(_) => false,
    }
}
