//! The index of a Meilisearch server, as data: its attributes and its settings. Facts only, so that whoever sends them needs no other
//! source; the JSON is that of the settings' own route.

use publication::TextPart;
use serde::{Deserialize, Serialize};

use crate::{FacetField, TextOrigin, text_weight};

/// Version of the settings and of the documents. Raise it whenever a document would be indexed otherwise than before.
pub const MEILISEARCH_SETTINGS_VERSION: u32 = 3;

/// The language that every question and every attribute of texts names. The texts that are sought are words that our own analysis has made
/// already, of Latin letters and digits: with one language allowed nothing is guessed and no segmenter of another language is asked.
pub const MEILISEARCH_LOCALE: &str = "eng";

/// Hits that can be paged through.
pub const MEILISEARCH_MOST_HITS: usize = 20_000;
/// Values counted of a facet: the 100 that are shown, and years enough that the newest are among them.
pub const MEILISEARCH_FACET_VALUES: usize = 300;
/// Milliseconds after which a search stops ranking.
const SEARCH_CUTOFF_MS: u64 = 5_000;

/// Names of attributes.
pub mod attribute {
    /// Primary key: the publication's id and the projection, `TH-patent-0901001234-A_p`.
    pub const KEY: &str = "key";
    /// Publication id.
    pub const ID: &str = "id";
    /// `public`, `inside`.
    pub const AUDIENCE: &str = "audience";
    /// Publication date, `yyyymmdd`.
    pub const PUBLISHED: &str = "published";
    /// Filing date, `yyyymmdd`.
    pub const FILED: &str = "filed";
    /// Office code.
    pub const OFFICE: &str = "office";
    /// Right.
    pub const RIGHT: &str = "right";
    /// Kind code.
    pub const KIND: &str = "kind";
    /// Languages of original texts and the languages that they belong to, in small letters.
    pub const LANGUAGES: &str = "languages";
    /// Languages of original texts, to be counted.
    pub const LANGUAGE: &str = "language";
    /// Year of publication, to be counted.
    pub const YEAR: &str = "year";
    /// Forms of numbers.
    pub const NUMBERS: &str = "numbers";
    /// Class symbols, level by level: `ipc|H|01|M|10|/052|`, so that what begins alike is below.
    pub const CLASSES: &str = "classes";
    /// IPC sections, to be counted.
    pub const IPC_SECTION: &str = "ipc_section";
    /// IPC classes, to be counted.
    pub const IPC_CLASS: &str = "ipc_class";
    /// IPC subclasses, to be counted.
    pub const IPC_SUBCLASS: &str = "ipc_subclass";
    /// IPC main groups, to be counted.
    pub const IPC_MAIN_GROUP: &str = "ipc_main_group";
    /// Classes of the Nice Classification, to be counted.
    pub const NICE_CLASS: &str = "nice_class";
    /// Classes of the Locarno Classification, to be counted.
    pub const LOCARNO_CLASS: &str = "locarno_class";
    /// Categories of the Vienna Classification, to be counted.
    pub const VIENNA_CATEGORY: &str = "vienna_category";
    /// Kind of mark.
    pub const MARK_FEATURE: &str = "mark_feature";
    /// What marks read, each from each of its words on, as names of applicants.
    pub const MARK_NAMES: &str = "mark_names";
    /// What marks read, without spaces and signs, each from each of its characters on, so that what stands within is a beginning.
    pub const MARK_PARTS: &str = "mark_parts";
    /// What marks read, without spaces and signs, whole.
    pub const MARK_WHOLE: &str = "mark_whole";
    /// Names of applicants, each from each of its words on, so that what a name holds in a row is a beginning.
    pub const APPLICANT_NAMES: &str = "applicant_names";
    /// Applicants by the first form of the name, to be counted.
    pub const APPLICANT: &str = "applicant";
    /// Applicants by every form of the name, to be counted.
    pub const APPLICANT_NAME: &str = "applicant_name";
    /// Legal status.
    pub const STATUS: &str = "status";
    /// Names of inventors, as those of applicants.
    pub const INVENTOR_NAMES: &str = "inventor_names";
    /// Elements present.
    pub const ELEMENT: &str = "element";
    /// What made the Japanese.
    pub const MADE: &str = "made";
    /// Of the one document that is no record: the version of the settings.
    pub const MARKER: &str = "marker";
}

/// The attribute that holds the texts of a part as they are, to be shown.
#[must_use]
pub fn text_attribute(part: TextPart) -> String {
    format!("text_{}", part.as_str())
}

/// The attribute under which the words of a part's texts of one origin are sought, by language.
#[must_use]
pub fn words_attribute(part: TextPart, origin: TextOrigin) -> String {
    format!("{}_{}", part.as_str(), origin.as_str().replace('-', "_"))
}

/// The attribute that counts a facet.
#[must_use]
pub const fn facet_attribute(field: FacetField) -> &'static str {
    match field {
        FacetField::Office => attribute::OFFICE,
        FacetField::Right => attribute::RIGHT,
        FacetField::Kind => attribute::KIND,
        FacetField::Language => attribute::LANGUAGE,
        FacetField::Year => attribute::YEAR,
        FacetField::IpcSection => attribute::IPC_SECTION,
        FacetField::IpcClass => attribute::IPC_CLASS,
        FacetField::IpcSubclass => attribute::IPC_SUBCLASS,
        FacetField::IpcMainGroup => attribute::IPC_MAIN_GROUP,
        FacetField::NiceClass => attribute::NICE_CLASS,
        FacetField::LocarnoClass => attribute::LOCARNO_CLASS,
        FacetField::ViennaCategory => attribute::VIENNA_CATEGORY,
        FacetField::MarkFeature => attribute::MARK_FEATURE,
        FacetField::Applicant => attribute::APPLICANT,
        FacetField::ApplicantName => attribute::APPLICANT_NAME,
        FacetField::Status => attribute::STATUS,
        FacetField::Element => attribute::ELEMENT,
        FacetField::Made => attribute::MADE,
    }
}

/// Settings of an index, in the JSON of `PATCH /indexes/{uid}/settings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MeilisearchSettings {
    /// What answers may hold: the words that are sought are of no use to anybody.
    pub displayed_attributes: Vec<String>,
    /// Where words are sought, best first.
    pub searchable_attributes: Vec<String>,
    /// What conditions may name, and how.
    pub filterable_attributes: Vec<FilterableAttributes>,
    /// What hits may be ordered by.
    pub sortable_attributes: Vec<String>,
    /// Which hit is better.
    pub ranking_rules: Vec<String>,
    /// One language for each attribute.
    pub localized_attributes: Vec<LocalizedAttributes>,
    /// Near spellings.
    pub typo_tolerance: TypoTolerance,
    /// How far may be paged.
    pub pagination: Pagination,
    /// How facets are counted.
    pub faceting: Faceting,
    /// `byWord`: phrases are words side by side.
    pub proximity_precision: String,
    /// `disabled`: no word stands for the words that it begins.
    pub prefix_search: String,
    /// Whether values of facets are made searchable. They are completed by the counts of those records whose values begin so instead: that
    /// holds for any query, and not only for one search.
    pub facet_search: bool,
    /// Milliseconds after which a search stops ranking.
    pub search_cutoff_ms: u64,
}

/// What conditions may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FilterableAttributes {
    /// The attributes.
    pub attribute_patterns: Vec<String>,
    /// What may be done with them.
    pub features: FilterFeatures,
}

/// What may be done with an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FilterFeatures {
    /// Whether its values may be searched.
    pub facet_search: bool,
    /// How it may be compared.
    pub filter: Comparisons,
}

/// How an attribute may be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparisons {
    /// `=`, `IN`, `EXISTS`.
    pub equality: bool,
    /// `<`, `>`, `TO`.
    pub comparison: bool,
}

/// The language of attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LocalizedAttributes {
    /// The attributes.
    pub attribute_patterns: Vec<String>,
    /// Exactly one language.
    pub locales: Vec<String>,
}

/// Near spellings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TypoTolerance {
    /// Whether near spellings are found at all.
    pub enabled: bool,
    /// Whether numbers are found as they are only.
    pub disable_on_numbers: bool,
    /// Attributes that are found as they are only.
    pub disable_on_attributes: Vec<String>,
}

/// How far may be paged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pagination {
    /// Hits that can be reached.
    pub max_total_hits: usize,
}

/// How facets are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Faceting {
    /// Values given of one facet.
    pub max_values_per_facet: usize,
    /// `count`: the most frequent ones.
    pub sort_facet_values_by: std::collections::BTreeMap<String, String>,
}

/// The settings of this version.
#[must_use]
pub fn meilisearch_settings() -> MeilisearchSettings {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let texts = TextPart::ALL.map(text_attribute);
    let mut searchable: Vec<(TextPart, TextOrigin)> =
        TextPart::ALL.into_iter().flat_map(|part| TextOrigin::ALL.map(|origin| (part, origin))).collect();
    searchable.sort_by(|a, b| text_weight(b.0, b.1).total_cmp(&text_weight(a.0, a.1)));
    let searchable: Vec<String> = searchable.into_iter().map(|(part, origin)| words_attribute(part, origin)).collect();
    let filterable = |attributes: &[&str], comparison| FilterableAttributes {
        attribute_patterns: names(attributes),
        features: FilterFeatures { facet_search: false, filter: Comparisons { equality: true, comparison } },
    };
    let mut displayed = names(&[attribute::KEY, attribute::ID, attribute::MARKER, "applied", "building", "attributes"]);
    displayed.extend(texts);
    MeilisearchSettings {
        displayed_attributes: displayed,
        localized_attributes: vec![LocalizedAttributes { attribute_patterns: names(&["*"]), locales: names(&[MEILISEARCH_LOCALE]) }],
        // What is sought is found as written: a near spelling would be a hit that no other engine has. All words are sent as phrases, which
        // have none anyway.
        typo_tolerance: TypoTolerance { enabled: false, disable_on_numbers: true, disable_on_attributes: searchable.clone() },
        searchable_attributes: searchable,
        filterable_attributes: vec![
            filterable(
                &[
                    attribute::KEY,
                    attribute::ID,
                    attribute::AUDIENCE,
                    attribute::OFFICE,
                    attribute::RIGHT,
                    attribute::KIND,
                    attribute::LANGUAGE,
                    attribute::LANGUAGES,
                    attribute::YEAR,
                    attribute::NUMBERS,
                    attribute::IPC_SECTION,
                    attribute::IPC_CLASS,
                    attribute::IPC_SUBCLASS,
                    attribute::IPC_MAIN_GROUP,
                    attribute::NICE_CLASS,
                    attribute::LOCARNO_CLASS,
                    attribute::VIENNA_CATEGORY,
                    attribute::MARK_FEATURE,
                    attribute::MARK_WHOLE,
                    attribute::APPLICANT,
                    attribute::APPLICANT_NAME,
                    attribute::STATUS,
                    attribute::ELEMENT,
                    attribute::MADE,
                    attribute::MARKER,
                ],
                false,
            ),
            filterable(
                &[
                    attribute::PUBLISHED,
                    attribute::FILED,
                    attribute::CLASSES,
                    attribute::MARK_NAMES,
                    attribute::MARK_PARTS,
                    attribute::APPLICANT_NAMES,
                    attribute::INVENTOR_NAMES,
                ],
                true,
            ),
        ],
        sortable_attributes: names(&[attribute::PUBLISHED, attribute::ID]),
        // By date where asked for; else by place, closeness and fit; then the newest, and by id, so that no page repeats a hit.
        ranking_rules: names(&[
            "sort",
            "words",
            "typo",
            "attributeRank",
            "proximity",
            "exactness",
            "wordPosition",
            "published:desc",
            "id:asc",
        ]),
        pagination: Pagination { max_total_hits: MEILISEARCH_MOST_HITS },
        faceting: Faceting {
            max_values_per_facet: MEILISEARCH_FACET_VALUES,
            sort_facet_values_by: [("*".to_owned(), "count".to_owned())].into(),
        },
        proximity_precision: "byWord".to_owned(),
        prefix_search: "disabled".to_owned(),
        facet_search: false,
        search_cutoff_ms: SEARCH_CUTOFF_MS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_come_before_what_machines_made_of_descriptions() {
        let settings = meilisearch_settings();
        assert_eq!(settings.searchable_attributes.len(), 25);
        assert_eq!(settings.searchable_attributes.first().map(String::as_str), Some("title_original"));
        assert_eq!(settings.searchable_attributes.last().map(String::as_str), Some("description_built_in"));
    }

    #[test]
    fn every_facet_can_be_counted_and_every_order_asked_for() {
        let settings = meilisearch_settings();
        let filterable: Vec<&String> = settings.filterable_attributes.iter().flat_map(|of| &of.attribute_patterns).collect();
        for field in FacetField::ALL {
            assert!(filterable.iter().any(|name| *name == facet_attribute(field)), "{field:?}");
        }
        assert!(settings.localized_attributes.iter().all(|rule| rule.locales.len() == 1));
        let json = serde_json::to_value(&settings).expect("JSON");
        assert_eq!(json["pagination"]["maxTotalHits"], 20_000);
        assert_eq!(json["filterableAttributes"][0]["features"]["filter"]["equality"], true);
        assert_eq!(serde_json::from_value::<MeilisearchSettings>(json).expect("read back"), settings);
    }
}
