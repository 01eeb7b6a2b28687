//! Slots: the part, language and origin that keep a record's texts apart.

use index_config::{TextOrigin, TextQuery, text_weight};
use publication::{LanguageTag, TextPart};

/// Languages that have slots of their own; any other shares the slot [`REST`]. A bound, so that no feed can make slots without end.
const KNOWN: [&str; 56] = [
    "af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fil", "fr", "ga", "he", "hi",
    "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "ko", "lo", "lt", "lv", "mk", "mn", "ms", "my", "nb", "nl", "no", "pl",
    "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "und", "vi",
];
/// The slot of languages outside the table.
const REST: &str = "mis";

/// Where a text of a record is indexed. Words are sought within one slot, so that they must stand in one text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Slot {
    /// The part.
    pub part: TextPart,
    /// The language's group: `ja`, `zh`, `zh-hant`, `en`.
    pub language: String,
    /// What made the text.
    pub origin: TextOrigin,
}

/// The language group of a tag: Chinese by its script, where stated, others by their primary language.
pub(crate) fn group(tag: &LanguageTag) -> String {
    let primary = tag.primary();
    if primary == "zh" {
        let lower = tag.as_str().to_ascii_lowercase();
        let mut subtags = lower.split('-').skip(1);
        return match subtags.next() {
            Some("hant" | "tw" | "hk" | "mo") => "zh-hant",
            Some("hans" | "cn" | "sg") => "zh-hans",
            _ => "zh",
        }
        .to_owned();
    }
    if KNOWN.contains(&primary) { primary.to_owned() } else { REST.to_owned() }
}

/// The language group of a record's text as a query's language sees it.
pub(crate) enum Asked {
    /// The group is what was asked for.
    Whole(String),
    /// The group holds other languages too, so that the record must also have a text in the language.
    Shared(String),
}

/// What a query's language asks for.
pub(crate) fn asked(tag: &LanguageTag) -> Asked {
    let group = group(tag);
    if tag.as_str().eq_ignore_ascii_case(&group) { Asked::Whole(group) } else { Asked::Shared(group) }
}

const fn letter(origin: TextOrigin) -> char {
    match origin {
        TextOrigin::Original => 'O',
        TextOrigin::Human => 'H',
        TextOrigin::Memory => 'M',
        TextOrigin::Machine => 'T',
        TextOrigin::BuiltIn => 'B',
    }
}

/// What stands before each term of a text: the language group and, in a capital letter, the origin. The part is the field.
pub(crate) fn prefix(language: &str, origin: TextOrigin) -> String {
    format!("{language}{}", letter(origin))
}

impl Slot {
    /// What stands before each term.
    pub(crate) fn prefix(&self) -> String {
        prefix(&self.language, self.origin)
    }

    /// The term by which a record tells that it has a text here.
    pub(crate) fn term(&self) -> String {
        format!("{}|{}|{}", self.part.as_str(), self.language, self.origin.as_str())
    }

    /// Reads [`Slot::term`].
    pub(crate) fn read(term: &str) -> Option<Self> {
        let mut words = term.split('|');
        let (part, language, origin) = (words.next()?, words.next()?, words.next()?);
        Some(Self { part: part.parse().ok()?, language: language.to_owned(), origin: origin.parse().ok()? })
    }

    /// Whether a query looks here, by part and origin.
    pub(crate) fn is_asked_by(&self, query: &TextQuery) -> bool {
        (query.parts.is_empty() || query.parts.contains(&self.part)) && (query.origins.is_empty() || query.origins.contains(&self.origin))
    }

    /// How much a match here weighs: title before abstract before claims before description; people's Japanese before machines'.
    pub(crate) const fn weight(&self) -> f32 {
        text_weight(self.part, self.origin)
    }
}

/// Whether a query looks into a slot's language: `None` where not, else the languages of which the record must hold an original, as the
/// slot holds others too; none where the slot is what was asked for.
pub(crate) fn languages(query: &TextQuery, slot: &Slot) -> Option<Vec<String>> {
    if query.languages.is_empty() {
        return Some(Vec::new());
    }
    let mut only = Vec::new();
    for tag in &query.languages {
        match asked(tag) {
            // `zh` means both scripts too.
            Asked::Whole(group)
                if slot.language == group || slot.language.strip_prefix(&group).is_some_and(|rest| rest.starts_with('-')) =>
            {
                return Some(Vec::new());
            }
            Asked::Shared(group) if slot.language == group => only.push(tag.as_str().to_ascii_lowercase()),
            Asked::Whole(_) | Asked::Shared(_) => {}
        }
    }
    if only.is_empty() { None } else { Some(only) }
}

/// Whether a query looks into texts of this language, as far as one text can tell.
pub(crate) fn looks_into(query: &TextQuery, slot: &Slot) -> bool {
    slot.is_asked_by(query) && languages(query, slot).is_some()
}
