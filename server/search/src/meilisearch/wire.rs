//! Questions and answers as the server writes them. Our own types: the SDK's hold neither the pages nor the facets of a federated answer.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use index_config::{
    FacetField, Sort,
    meilisearch::{MEILISEARCH_FACET_VALUES, MEILISEARCH_LOCALE, attribute, facet_attribute},
};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{MapAccess, Visitor},
};

use super::plan::Branch;
use crate::SearchError;

/// A search.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Search {
    #[serde(skip_serializing_if = "Option::is_none")]
    index_uid: Option<String>,
    q: String,
    locales: [&'static str; 1],
    matching_strategy: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes_to_search_on: Option<Vec<String>>,
    filter: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sort: Vec<String>,
    attributes_to_retrieve: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    show_ranking_score: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    facets: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hits_per_page: Option<usize>,
}

/// Several searches as one.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Federated {
    federation: Federation,
    queries: Vec<Search>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Federation {
    page: usize,
    hits_per_page: usize,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facets_by_index: BTreeMap<String, Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merge_facets: Option<MergeFacets>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct MergeFacets {
    max_values_per_facet: usize,
}

/// A question, with where it goes.
#[derive(Clone, Debug)]
pub(super) enum Question {
    /// To one index.
    One(Box<Search>),
    /// To be federated.
    Several(Federated),
}

/// What is wanted of the records of some branches.
#[derive(Clone, Debug)]
pub(super) struct Wanted<'a> {
    /// The index.
    pub index: &'a str,
    /// The page, from 1.
    pub page: usize,
    /// Hits of a page, at least 1.
    pub hits: usize,
    /// The order.
    pub sort: Sort,
    /// Facets.
    pub facets: &'a [FacetField],
    /// Attributes.
    pub retrieve: Vec<String>,
}

impl Wanted<'_> {
    /// The question for the union of branches.
    ///
    /// # Errors
    /// [`SearchError::TooLarge`] where a condition is.
    pub(super) fn question(&self, branches: &[Branch], audience: &super::condition::Condition) -> Result<Question, SearchError> {
        // The server does not compare what has words, and so a score, with what has none, nor what only denies words with what has no words at
        // all: together they come by date.
        let kinds = branches.iter().map(|branch| (branch.phrases.is_empty(), branch.has_text()));
        let mixed = kinds.collect::<BTreeSet<_>>().len() > 1;
        let sort = match self.sort {
            Sort::Relevance if mixed => Sort::Newest,
            sort => sort,
        };
        let mut searches = Vec::with_capacity(branches.len());
        for branch in branches {
            let condition = audience.clone().and(branch.condition.clone());
            let Some(filter) = condition.expression()? else {
                return Err(SearchError::Failed("a question without an audience".to_owned()));
            };
            searches.push(Search {
                index_uid: None,
                q: branch.words(),
                locales: [MEILISEARCH_LOCALE],
                matching_strategy: "all",
                attributes_to_search_on: match &branch.attributes {
                    Some(names) if branch.has_text() => Some(names.iter().cloned().collect()),
                    _ => None,
                },
                filter: filter.to_owned(),
                sort: match sort {
                    Sort::Relevance => Vec::new(),
                    Sort::Newest => vec![format!("{}:desc", attribute::PUBLISHED), format!("{}:asc", attribute::ID)],
                    Sort::Oldest => vec![format!("{}:asc", attribute::PUBLISHED), format!("{}:asc", attribute::ID)],
                },
                attributes_to_retrieve: self.retrieve.clone(),
                show_ranking_score: branches.len() == 1,
                ..Search::default()
            });
        }
        let facets: Vec<String> = self.facets.iter().map(|field| facet_attribute(*field).to_owned()).collect();
        if searches.len() == 1
            && let Some(search) = searches.pop()
        {
            return Ok(Question::One(Box::new(Search { facets, page: Some(self.page), hits_per_page: Some(self.hits), ..search })));
        }
        for search in &mut searches {
            search.index_uid = Some(self.index.to_owned());
        }
        let federation = Federation {
            page: self.page,
            hits_per_page: self.hits,
            merge_facets: (!facets.is_empty()).then_some(MergeFacets { max_values_per_facet: MEILISEARCH_FACET_VALUES }),
            facets_by_index: if facets.is_empty() { BTreeMap::new() } else { [(self.index.to_owned(), facets)].into() },
        };
        Ok(Question::Several(Federated { federation, queries: searches }))
    }
}

/// An answer, of one search or of several.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    /// The hits of the page.
    pub hits: Vec<WireHit>,
    /// How many there are.
    pub total_hits: u64,
    /// Counts by attribute and value.
    #[serde(default)]
    pub facet_distribution: Option<BTreeMap<String, Counted>>,
}

/// The values of a facet and how many records have each, in no order: they are sorted by their counts, and most are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted(pub Vec<(String, u64)>);

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;

        impl<'de> Visitor<'de> for Pairs {
            type Value = Counted;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("counts by value")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Counted, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Counted(pairs))
            }
        }

        deserializer.deserialize_map(Pairs)
    }
}

/// A hit.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct WireHit {
    /// The document's key.
    #[serde(default)]
    pub key: String,
    /// The publication.
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    text_title: Vec<String>,
    #[serde(default)]
    text_abstract: Vec<String>,
    #[serde(default)]
    text_claims: Vec<String>,
    #[serde(default)]
    text_description: Vec<String>,
    #[serde(default)]
    text_goods: Vec<String>,
    #[serde(default, rename = "_rankingScore")]
    ranking_score: Option<f32>,
    #[serde(default, rename = "_federation")]
    federation: Option<Federated1>,
}

#[derive(Clone, Debug, Deserialize)]
struct Federated1 {
    #[serde(default, rename = "weightedRankingScore")]
    weighted_ranking_score: f32,
}

impl WireHit {
    /// The stored texts of a part.
    pub(super) fn texts(&self, part: publication::TextPart) -> &[String] {
        use publication::TextPart;
        match part {
            TextPart::Title => &self.text_title,
            TextPart::Abstract => &self.text_abstract,
            TextPart::Claims => &self.text_claims,
            TextPart::Description => &self.text_description,
            TextPart::Goods => &self.text_goods,
        }
    }

    /// Bytes of all its texts.
    pub(super) fn length(&self) -> usize {
        [&self.text_title, &self.text_abstract, &self.text_claims, &self.text_description, &self.text_goods]
            .into_iter()
            .flatten()
            .map(String::len)
            .sum()
    }

    /// The server's score.
    pub(super) fn score(&self) -> f32 {
        self.ranking_score.or_else(|| Some(self.federation.as_ref()?.weighted_ranking_score)).unwrap_or_default()
    }
}

/// The page, from 1, and its hits that hold what is wanted, and how many of them come before it: the server pages, it does not skip.
pub(super) fn page_of(offset: usize, limit: usize) -> (usize, usize, usize) {
    let limit = limit.max(1);
    let hits = (limit..=offset + limit).find(|hits| offset / hits == (offset + limit - 1) / hits).unwrap_or(offset + limit);
    (offset / hits + 1, hits, offset % hits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_what_is_wanted() {
        assert_eq!(page_of(0, 20), (1, 20, 0));
        assert_eq!(page_of(40, 20), (3, 20, 0));
        assert_eq!(page_of(0, 0), (1, 1, 0));
        for offset in 0..60 {
            for limit in 1..40 {
                let (page, hits, before) = page_of(offset, limit);
                assert!((page - 1) * hits + before == offset && before + limit <= hits, "{offset} {limit}");
            }
        }
    }
}
