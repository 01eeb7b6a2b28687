//! Conditions in the server's language of filters: exact algebra of sets.

use std::fmt::Write as _;

use index_config::{FacetField, Filter, MarkMatch, meilisearch::attribute};
use publication::{Audience, IsoDate};

use super::{names, unit, value};
use crate::{SearchError, classes, marks};

/// Longest filter in bytes. The server reads filters in quadratic time: a thousand values take it a tenth of a second, ten thousand five.
const LONGEST: usize = 96 * 1024;
/// Most values of one list.
pub(super) const MOST_VALUES: usize = 1_000;
/// Deepest nesting: the server's reader takes 150.
const DEEPEST: usize = 60;

/// A condition, simplified as far as can be told here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// Met by every record.
    All,
    /// Met by none.
    None,
    /// An expression of the server's, safe within `AND`, `OR` and `NOT`, with its depth.
    Is(String, usize),
}

impl Condition {
    fn one(expression: String) -> Self {
        Self::Is(expression, 0)
    }

    /// Met by what meets both.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, _) | (_, Self::None) => Self::None,
            (Self::All, other) | (other, Self::All) => other,
            (Self::Is(a, one), Self::Is(b, two)) if a == b => Self::Is(a, one.max(two)),
            (Self::Is(a, one), Self::Is(b, two)) => Self::Is(format!("({a} AND {b})"), one.max(two) + 1),
        }
    }

    /// Met by what meets either.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, _) | (_, Self::All) => Self::All,
            (Self::None, other) | (other, Self::None) => other,
            (Self::Is(a, one), Self::Is(b, two)) if a == b => Self::Is(a, one.max(two)),
            (Self::Is(a, one), Self::Is(b, two)) => Self::Is(format!("({a} OR {b})"), one.max(two) + 1),
        }
    }

    /// All of them, in one pair of parentheses.
    pub(super) fn all(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(conditions, " AND ", Self::None, Self::All)
    }

    /// Any of them, in one pair of parentheses.
    pub(super) fn any(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(conditions, " OR ", Self::All, Self::None)
    }

    /// `decides` ends it, `changes_nothing` is left out.
    fn joined(conditions: impl IntoIterator<Item = Self>, word: &str, decides: Self, changes_nothing: Self) -> Self {
        let (mut parts, mut depth): (Vec<String>, usize) = (Vec::new(), 0);
        for condition in conditions {
            if condition == decides {
                return decides;
            }
            if let Self::Is(expression, deep) = condition
                && !parts.contains(&expression)
            {
                parts.push(expression);
                depth = depth.max(deep);
            }
        }
        match parts.len() {
            0 => changes_nothing,
            1 => Self::Is(parts.concat(), depth),
            _ => Self::Is(format!("({})", parts.join(word)), depth + 1),
        }
    }

    /// Met by what does not meet it.
    pub(super) fn not(self) -> Self {
        match self {
            Self::All => Self::None,
            Self::None => Self::All,
            Self::Is(expression, depth) => Self::Is(format!("(NOT {expression})"), depth + 1),
        }
    }

    /// The expression, if the server can read it in time.
    ///
    /// # Errors
    /// [`SearchError::TooLarge`].
    pub(super) fn expression(&self) -> Result<Option<&str>, SearchError> {
        match self {
            Self::All | Self::None => Ok(None),
            Self::Is(_, depth) if *depth > DEEPEST => Err(SearchError::TooLarge("conditions nested deeper than 60".to_owned())),
            Self::Is(expression, _) if expression.len() > LONGEST => Err(SearchError::TooLarge("conditions longer than 96 KiB".to_owned())),
            Self::Is(expression, _) => Ok(Some(expression)),
        }
    }
}

/// A value in quotes.
fn quoted(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for c in value.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// Records with one of these values.
///
/// # Errors
/// [`SearchError::TooLarge`] where there are too many.
pub(super) fn any_of(attribute: &str, values: impl IntoIterator<Item = String>) -> Result<Condition, SearchError> {
    let mut values: Vec<String> = values.into_iter().collect();
    values.sort_unstable();
    values.dedup();
    if values.len() > MOST_VALUES {
        return Err(SearchError::TooLarge(format!("more than 1,000 values of {attribute}")));
    }
    let list = values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ");
    Ok(match values.as_slice() {
        [] => Condition::None,
        [_] => Condition::one(format!("{attribute} = {list}")),
        _ => Condition::one(format!("{attribute} IN [{list}]")),
    })
}

fn begins(attribute: &str, prefix: &str) -> Condition {
    Condition::one(format!("{attribute} STARTS WITH {}", quoted(prefix)))
}

/// What an audience may see. Part of every question of every kind.
pub(super) fn audience(audience: Audience) -> Condition {
    let word = match audience {
        Audience::Public => "public",
        Audience::Inside => "inside",
    };
    Condition::one(format!("{} = {word}", attribute::AUDIENCE))
}

/// A condition of the query tree.
///
/// # Errors
/// [`SearchError::TooLarge`] where a list or a name is too long.
pub(super) fn condition(filter: &Filter) -> Result<Condition, SearchError> {
    match filter {
        Filter::Offices(list) => any_of(attribute::OFFICE, list.iter().map(|office| office.as_str().to_owned())),
        Filter::Rights(list) => any_of(attribute::RIGHT, list.iter().map(|right| right.as_str().to_owned())),
        Filter::Kinds(list) => any_of(attribute::KIND, list.iter().map(|kind| kind.as_str().to_owned())),
        Filter::Languages(list) => languages(list.iter().map(|tag| tag.as_str().to_ascii_lowercase())),
        Filter::Published { from, to } => Ok(between(attribute::PUBLISHED, *from, *to)),
        Filter::Filed { from, to } => Ok(between(attribute::FILED, *from, *to)),
        Filter::Class { scheme, symbol } => {
            let schemes = classes::SCHEMES.into_iter().filter(|known| scheme.is_none_or(|scheme| scheme == *known));
            Ok(Condition::any(schemes.filter_map(|scheme| Some(begins(attribute::CLASSES, &classes::query_path(scheme, symbol)?)))))
        }
        Filter::Applicant(words) => name(attribute::APPLICANT_NAMES, words),
        Filter::ApplicantIs(list) => any_of(attribute::APPLICANT, list.iter().map(|name| value::write(name))),
        Filter::Statuses(list) => any_of(attribute::STATUS, list.iter().map(|status| status.as_str().to_owned())),
        Filter::Inventor(words) => name(attribute::INVENTOR_NAMES, words),
        Filter::Mark { text, by: MarkMatch::Words } => name(attribute::MARK_NAMES, text),
        Filter::Mark { text, by: MarkMatch::Exact } => any_of(attribute::MARK_WHOLE, marks::whole(text).map(|whole| unit::spelled(&whole))),
        Filter::Mark { text, by: MarkMatch::Containing } => {
            Ok(marks::part(text)?.map_or(Condition::None, |part| begins(attribute::MARK_PARTS, &unit::spelled(&part))))
        }
        Filter::MarkFeatures(list) => any_of(attribute::MARK_FEATURE, list.iter().map(|feature| feature.as_str().to_owned())),
        Filter::Has(list) if list.is_empty() => Ok(Condition::None),
        Filter::Has(list) => {
            Ok(Condition::all(list.iter().map(|element| Condition::one(format!("{} = {}", attribute::ELEMENT, quoted(element.as_str()))))))
        }
        Filter::Numbers(list) => any_of(attribute::NUMBERS, list.iter().cloned()),
        Filter::Ids(list) => any_of(attribute::ID, list.iter().map(ToString::to_string)),
        Filter::Made(list) => any_of(attribute::MADE, list.iter().map(|origin| origin.as_str().to_owned())),
    }
}

/// Records with an original text in one of these languages, given in small letters.
///
/// # Errors
/// [`SearchError::TooLarge`] where there are too many.
pub(super) fn languages(tags: impl Iterator<Item = String>) -> Result<Condition, SearchError> {
    any_of(attribute::LANGUAGES, tags)
}

fn between(attribute: &str, from: Option<IsoDate>, to: Option<IsoDate>) -> Condition {
    let mut expression = String::new();
    match (from.map(IsoDate::as_number), to.map(IsoDate::as_number)) {
        (Some(from), Some(to)) if from > to => return Condition::None,
        (Some(from), Some(to)) => {
            let _ = write!(expression, "{attribute} {from} TO {to}");
        }
        (Some(from), None) => {
            let _ = write!(expression, "{attribute} >= {from}");
        }
        (None, Some(to)) => {
            let _ = write!(expression, "{attribute} <= {to}");
        }
        (None, None) => {
            let _ = write!(expression, "{attribute} EXISTS");
        }
    }
    Condition::one(expression)
}

/// Records that have a value of a facet that begins so, as far as that can be asked: more than those, never fewer.
pub(super) fn beginning(field: FacetField, typed: &str) -> Condition {
    match field {
        FacetField::Applicant | FacetField::ApplicantName => match names::name_prefix(typed) {
            // What is typed may end within a word.
            Ok(Some(prefix)) => begins(attribute::APPLICANT_NAMES, prefix.trim_end_matches('|')),
            _ => Condition::All,
        },
        FacetField::IpcClass | FacetField::IpcSubclass | FacetField::IpcMainGroup => {
            let symbol: String = typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
            if !symbol.is_ascii() || symbol.is_empty() {
                return Condition::All;
            }
            let levels = [(0, 1), (1, 3), (3, 4), (4, symbol.len().max(4))];
            let steps: Vec<&str> = levels
                .into_iter()
                .filter_map(|(from, to)| symbol.get(from..to.min(symbol.len())))
                .filter(|step| !step.is_empty())
                .collect();
            begins(attribute::CLASSES, &format!("ipc|{}", steps.join("|")))
        }
        _ => Condition::All,
    }
}

fn name(attribute: &str, words: &str) -> Result<Condition, SearchError> {
    Ok(names::name_prefix(words).map_err(SearchError::TooLarge)?.map_or(Condition::None, |prefix| begins(attribute, &prefix)))
}

#[cfg(test)]
mod tests {
    use publication::ClassificationScheme;

    use super::*;

    fn written(filter: &Filter) -> String {
        match condition(filter).expect("a condition") {
            Condition::Is(expression, _) => expression,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn conditions_as_the_server_reads_them() {
        let day = |number| IsoDate::from_number(number).ok();
        for (filter, expected) in [
            (Filter::Offices(vec!["TH".parse().expect("an office")]), "office = \"TH\""),
            (Filter::Offices(vec!["VN".parse().expect("an office"), "TH".parse().expect("an office")]), "office IN [\"TH\", \"VN\"]"),
            (Filter::Offices(Vec::new()), "None"),
            (Filter::Published { from: day(20_200_101), to: day(20_201_231) }, "published 20200101 TO 20201231"),
            (Filter::Published { from: day(20_201_231), to: day(20_200_101) }, "None"),
            (Filter::Filed { from: None, to: day(20_201_231) }, "filed <= 20201231"),
            (Filter::Filed { from: None, to: None }, "filed EXISTS"),
            (
                Filter::Class { scheme: Some(ClassificationScheme::Ipc), symbol: "H01M 10".to_owned() },
                "classes STARTS WITH \"ipc|H|01|M|10|\"",
            ),
            (Filter::Applicant("Siam \"Pump\"".to_owned()), "applicant_names STARTS WITH \"siam|||pump|\""),
            (Filter::Applicant("。".to_owned()), "None"),
            (Filter::Mark { text: "Blue Bridge".to_owned(), by: MarkMatch::Words }, "mark_names STARTS WITH \"blue|bridge|\""),
            (Filter::Mark { text: "Blue-Bridge!".to_owned(), by: MarkMatch::Exact }, "mark_whole = \"bluebridge\""),
            (Filter::Mark { text: "e b".to_owned(), by: MarkMatch::Containing }, "mark_parts STARTS WITH \"eb\""),
            (Filter::Mark { text: "!".to_owned(), by: MarkMatch::Containing }, "None"),
            (Filter::MarkFeatures(vec![publication::MarkFeature::Figurative]), "mark_feature = \"figurative\""),
            // A number is looked up, never searched for as a word.
            (Filter::Numbers(vec!["US2020123456A1".to_owned()]), "numbers = \"US2020123456A1\""),
        ] {
            assert_eq!(written(&filter), expected, "{filter:?}");
        }
    }

    #[test]
    fn what_is_sent_is_bounded() {
        let many = (0..2_000).map(|number| number.to_string()).collect();
        assert!(matches!(condition(&Filter::Numbers(many)), Err(SearchError::TooLarge(_))));
        let mut deep = audience(Audience::Public);
        for _ in 0..100 {
            deep = deep.not();
        }
        assert!(matches!(deep.expression(), Err(SearchError::TooLarge(_))));
        let long = any_of("id", (0..1_000).map(|number| format!("{number:0>200}"))).expect("a thousand");
        assert!(matches!(long.expression(), Err(SearchError::TooLarge(_))));
    }

    #[test]
    fn quotes_cannot_be_left() {
        assert_eq!(quoted("a\" OR audience = \"inside"), "\"a\\\" OR audience = \\\"inside\"");
        assert_eq!(quoted("\\"), "\"\\\\\"");
    }
}
