//! The fields of the embedded index.

#[cfg(doc)]
use index_config::IpcLevel;
use publication::{ClassificationScheme, TextPart};
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

/// Version of the fields and of the analysis. Raise it whenever a document would be indexed otherwise than before.
pub(super) const SETTINGS_VERSION: u32 = 6;

/// Name of the tokenizer of texts.
pub(super) const TEXTS: &str = "kakehashi-texts";
/// Name of the tokenizer of people's and firms' names.
pub(super) const NAMES: &str = "kakehashi-names";

/// Columns of the IPC's levels, by [`IpcLevel::ALL`].
pub(super) const IPC_COLUMNS: [&str; 4] = ["ipc_section", "ipc_class", "ipc", "ipc_main_group"];

/// Schemes of marks and designs whose highest level is counted, and the columns of it.
pub(super) const SCHEME_COLUMNS: [(ClassificationScheme, &str); 3] =
    [(ClassificationScheme::Nice, "nice"), (ClassificationScheme::Locarno, "locarno"), (ClassificationScheme::Vienna, "vienna")];

/// The fields. Texts stand in one field per part; within it, each term begins with the language and origin of its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// Publication id.
    pub id: Field,
    /// `p` for the public, `i` for people inside.
    pub audience: Field,
    /// Which slots hold a text.
    pub slot: Field,
    /// Office code.
    pub office: Field,
    /// Right.
    pub right: Field,
    /// Kind code.
    pub kind: Field,
    /// Languages of original texts and the languages they belong to.
    pub language: Field,
    /// Languages of original texts, to be counted.
    pub language_count: Field,
    /// Levels of class symbols.
    pub class: Field,
    /// IPC symbols at each level, to be counted, by [`IpcLevel::ALL`].
    pub ipc: [Field; 4],
    /// Highest levels of classes of marks and designs, to be counted, by [`SCHEME_COLUMNS`].
    pub schemes: [Field; 3],
    /// Kind of mark.
    pub mark_feature: Field,
    /// What marks read, as names are.
    pub mark: Field,
    /// What marks read, from each character on.
    pub mark_part: Field,
    /// What marks read, as a whole.
    pub mark_whole: Field,
    /// Names of applicants.
    pub applicant: Field,
    /// First forms of applicants' names, whole.
    pub applicant_count: Field,
    /// Every form of applicants' names, to be counted.
    pub applicant_name: Field,
    /// Names of inventors.
    pub inventor: Field,
    /// Legal status.
    pub status: Field,
    /// Elements present.
    pub element: Field,
    /// Numbers.
    pub number: Field,
    /// What made the Japanese.
    pub made: Field,
    /// Publication date, `yyyymmdd`.
    pub published: Field,
    /// Filing date, `yyyymmdd`.
    pub filed: Field,
    /// Descriptions as they are kept, packed.
    pub packed: Field,
    /// Texts, by [`TextPart::ALL`].
    texts: [Field; 5],
}

impl Fields {
    /// The field of a part's texts.
    pub(super) const fn text(&self, part: TextPart) -> Field {
        self.texts[match part {
            TextPart::Title => 0,
            TextPart::Abstract => 1,
            TextPart::Claims => 2,
            TextPart::Description => 3,
            TextPart::Goods => 4,
        }]
    }
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let raw = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::Basic).set_fieldnorms(false);
    let word = TextOptions::default().set_indexing_options(raw);
    let counted = word.clone().set_fast("raw");
    let count_only = TextOptions::default().set_fast("raw");
    let names = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(NAMES).set_index_option(IndexRecordOption::WithFreqsAndPositions).set_fieldnorms(false),
    );
    let text = TextOptions::default()
        .set_indexing_options(TextFieldIndexing::default().set_tokenizer(TEXTS).set_index_option(IndexRecordOption::WithFreqsAndPositions));
    // A hit's texts are read together. Descriptions are ten times as long as all others, and seldom shown: they are kept apart.
    let text_of = |part: TextPart| if part == TextPart::Description { text.clone() } else { text.clone().set_stored() };
    let fields = Fields {
        id: builder.add_text_field("id", counted.clone()),
        audience: builder.add_text_field("audience", word.clone()),
        slot: builder.add_text_field("slot", word.clone()),
        office: builder.add_text_field("office", counted.clone()),
        right: builder.add_text_field("right", counted.clone()),
        kind: builder.add_text_field("kind", counted.clone()),
        language: builder.add_text_field("language", word.clone()),
        language_count: builder.add_text_field("language_count", count_only.clone()),
        class: builder.add_text_field("class", word.clone()),
        ipc: IPC_COLUMNS.map(|column| builder.add_text_field(column, count_only.clone())),
        schemes: SCHEME_COLUMNS.map(|(_, column)| builder.add_text_field(column, count_only.clone())),
        mark_feature: builder.add_text_field("mark_feature", counted.clone()),
        mark: builder.add_text_field("mark", names.clone()),
        mark_part: builder.add_text_field("mark_part", word.clone()),
        mark_whole: builder.add_text_field("mark_whole", word.clone()),
        applicant: builder.add_text_field("applicant", names.clone()),
        applicant_count: builder.add_text_field("applicant_count", counted.clone()),
        applicant_name: builder.add_text_field("applicant_name", count_only),
        inventor: builder.add_text_field("inventor", names),
        status: builder.add_text_field("status", counted.clone()),
        element: builder.add_text_field("element", counted.clone()),
        number: builder.add_text_field("number", word),
        made: builder.add_text_field("made", counted),
        published: builder.add_u64_field("published", FAST),
        filed: builder.add_u64_field("filed", FAST),
        packed: builder.add_text_field("packed", STORED),
        texts: TextPart::ALL.map(|part| builder.add_text_field(part.as_str(), text_of(part))),
    };
    (builder.build(), fields)
}
