//! Documents by their numbers.

use app::services::{NumberAnswer, PublicationSummary, SearchOutcome, ServiceError};
use index_config::{NumberQuery, SearchParams, numbers_in, numbers_of_field};
use publication::{Audience, PublicationId};

use super::{Portal, from_store};

/// Most documents that one number may mean.
const CANDIDATES: usize = 20;

impl Portal {
    /// The documents of a number or a list of numbers, where that is what was asked.
    pub(super) async fn numbers_of(&self, params: &SearchParams, audience: Audience) -> Result<Numbers, ServiceError> {
        let explicit = !params.number.trim().is_empty();
        let queries: Vec<Result<NumberQuery, String>> = if explicit {
            numbers_of_field(&params.number)
        } else {
            // With other conditions beside it, a number is one condition among them, and the engine's matter.
            let others = SearchParams { all: String::new(), page: 0, ..params.clone() };
            match numbers_in(&params.all) {
                Some(queries) if others.is_empty() => queries.into_iter().map(Ok).collect(),
                _ => return Ok(Numbers::None),
            }
        };
        // In the order given, what cannot be read among them: so the answer can be laid beside the list.
        let mut answers = Vec::with_capacity(queries.len());
        for query in queries {
            answers.push(match query {
                Ok(query) => {
                    let ids = self.documents_of(&query, audience).await?;
                    NumberAnswer { given: query.given, found: self.summaries(&ids, audience).await? }
                }
                Err(given) => NumberAnswer { given, found: Vec::new() },
            });
        }
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
}

/// What a question for numbers came to.
pub(super) enum Numbers {
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
