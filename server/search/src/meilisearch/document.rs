//! A record as a document of the server.

use std::collections::{BTreeMap, BTreeSet};

use index_config::{
    FacetField, IndexRecord, IndexText, IpcLevel, TextOrigin, counted_name,
    meilisearch::{attribute, facet_attribute, text_attribute, words_attribute},
    top_class,
};
use publication::{ClassificationScheme, PublicationId, TextPart};
use serde_json::{Map, Value};

use super::{names, rows, unit, value};
use crate::{
    analysis::{Analyser, Rules},
    classes,
    embedded::{is_there, language_terms, made},
    marks,
    texts::{self, Slot},
};

/// The key of the projection that the public may see.
pub(super) fn public_key(id: &PublicationId) -> String {
    format!("{id}_p")
}

/// The key of the projection for people inside only.
pub(super) fn inside_key(id: &PublicationId) -> String {
    format!("{id}_i")
}

/// The key of a record's document. A publication has at most one for the public (perhaps for people inside as well) and one for those only.
pub(super) fn key(record: &IndexRecord) -> String {
    if record.audiences.public { public_key(&record.id) } else { inside_key(&record.id) }
}

/// The attributes of [`IpcLevel::ALL`].
const IPC: [&str; 4] = [attribute::IPC_SECTION, attribute::IPC_CLASS, attribute::IPC_SUBCLASS, attribute::IPC_MAIN_GROUP];

/// Reads records.
#[derive(Default)]
pub(super) struct Documents {
    analysers: BTreeMap<String, Analyser>,
    /// Every attribute of words that a document has had: `title_original.ja.w1`.
    pub attributes: BTreeSet<String>,
}

impl Documents {
    /// The document of a record.
    pub(super) fn document(&mut self, record: &IndexRecord) -> Map<String, Value> {
        let mut document = Map::new();
        let mut put = |name: &str, value: Value| {
            document.insert(name.to_owned(), value);
        };
        put(attribute::KEY, key(record).into());
        put(attribute::ID, record.id.to_string().into());
        let mut audiences = Vec::new();
        audiences.extend(record.audiences.public.then_some("public"));
        audiences.extend(record.audiences.inside.then_some("inside"));
        put(attribute::AUDIENCE, audiences.into());
        put(attribute::OFFICE, record.id.office().as_str().into());
        put(attribute::RIGHT, record.id.right().as_str().into());
        if let Some(kind) = record.id.kind() {
            put(attribute::KIND, kind.as_str().into());
        }
        if let Some(date) = record.publication_date {
            put(attribute::PUBLISHED, date.into());
            put(attribute::YEAR, (date / 10_000).to_string().into());
        }
        if let Some(date) = record.application_date {
            put(attribute::FILED, date.into());
        }
        put(attribute::NUMBERS, distinct(record.numbers.iter().cloned()));
        put(attribute::ELEMENT, distinct(record.elements.iter().map(|element| element.as_str().to_owned())));
        put(attribute::MADE, distinct(made(record).into_iter().map(|origin| origin.as_str().to_owned())));
        let symbols = &record.classifications;
        put(attribute::CLASSES, distinct(symbols.iter().map(|class| classes::level_path(class.scheme, &class.symbol))));
        for (level, name) in IpcLevel::ALL.into_iter().zip(IPC) {
            let ipc = symbols.iter().filter(|class| class.scheme == ClassificationScheme::Ipc);
            put(name, distinct(ipc.filter_map(|class| level.of(&class.symbol))));
        }
        for field in FacetField::ALL {
            if let Some(scheme) = field.scheme() {
                let of_scheme = symbols.iter().filter(|class| class.scheme == scheme);
                put(facet_attribute(field), distinct(of_scheme.filter_map(|class| top_class(scheme, &class.symbol))));
            }
        }
        if let Some(feature) = record.mark_feature {
            put(attribute::MARK_FEATURE, feature.as_str().into());
        }
        let spelled = |texts: Vec<String>| distinct(texts.iter().map(|text| unit::spelled(text)));
        put(attribute::MARK_PARTS, spelled(record.mark_texts.iter().flat_map(|text| marks::parts(text)).collect()));
        put(attribute::MARK_WHOLE, spelled(record.mark_texts.iter().filter_map(|text| marks::whole(text)).collect()));
        put(attribute::STATUS, record.status.as_str().into());
        let of_names = self.analysers.entry("names".to_owned()).or_insert_with(Analyser::names);
        put(attribute::APPLICANT_NAMES, distinct(names::name_paths(&record.applicants, of_names).into_iter()));
        put(attribute::MARK_NAMES, distinct(names::name_paths(&record.mark_texts, of_names).into_iter()));
        put(attribute::INVENTOR_NAMES, distinct(names::name_paths(&record.inventors, of_names).into_iter()));
        let counted = |names: &[String]| distinct(names.iter().filter_map(|name| Some(value::write(&counted_name(name)?))));
        put(attribute::APPLICANT, counted(&record.applicants_counted));
        put(attribute::APPLICANT_NAME, counted(&record.applicants));
        let originals = || record.texts.iter().filter(|text| text.origin == TextOrigin::Original && is_there(text));
        put(attribute::LANGUAGES, distinct(originals().flat_map(|text| language_terms(text.language.as_str()))));
        put(attribute::LANGUAGE, distinct(originals().map(|text| text.language.to_string())));
        self.texts(record, &mut document);
        document
    }

    fn texts(&mut self, record: &IndexRecord, document: &mut Map<String, Value>) {
        let mut slots: BTreeMap<Slot, Vec<&IndexText>> = BTreeMap::new();
        for text in record.texts.iter().filter(|text| is_there(text)) {
            let slot = Slot { part: text.part, language: texts::group(&text.language), origin: text.origin };
            slots.entry(slot).or_default().push(text);
        }
        let mut shown: BTreeMap<TextPart, Vec<Value>> = BTreeMap::new();
        for (slot, of_slot) in slots {
            let stored = texts::write(&of_slot);
            let words = self.words(&slot, texts::read(&stored).map_or("", |stored| stored.text));
            let top = words_attribute(slot.part, slot.origin);
            self.attributes.extend(words.keys().map(|row| format!("{top}.{}.{row}", slot.language)));
            if let Value::Object(by_language) = document.entry(top).or_insert_with(|| Value::Object(Map::new())) {
                by_language.insert(slot.language.clone(), Value::Object(words));
            }
            shown.entry(slot.part).or_default().push(stored.into());
        }
        for (part, values) in shown {
            document.insert(text_attribute(part), values.into());
        }
    }

    /// The rows of a text: `w1` and on for words, `f1` and on for their other forms, `m` for further forms.
    fn words(&mut self, slot: &Slot, text: &str) -> Map<String, Value> {
        let rules = Rules::of(&slot.language);
        let analyser = self.analysers.entry(slot.language.clone()).or_insert_with(|| Analyser::new(rules));
        let rows = rows::rows(text, rules, analyser);
        let mut words = Map::new();
        for (letter, pieces) in [('w', rows.words), ('f', rows.forms)] {
            for (number, piece) in pieces.into_iter().enumerate() {
                words.insert(format!("{letter}{}", number + 1), piece.into());
            }
        }
        if !rows.more.is_empty() {
            words.insert("m".to_owned(), rows.more.into());
        }
        words
    }
}

/// Each value once, in the order of values.
fn distinct(values: impl Iterator<Item = String>) -> Value {
    let values: BTreeSet<String> = values.collect();
    values.into_iter().collect::<Vec<_>>().into()
}
