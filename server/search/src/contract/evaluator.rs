//! A plain evaluation of conditions over records, written apart from any engine.

use index_config::{Filter, IndexRecord, MarkMatch, Query, TextOrigin};
use publication::{ClassificationScheme, IsoDate};

/// Whether a record is of a query. Texts are Han and kana only here: a run of them is found as it stands.
pub(crate) fn is_of(record: &IndexRecord, query: &Query) -> bool {
    match query {
        Query::Everything => true,
        Query::Text(text) => record.texts.iter().any(|held| {
            (text.parts.is_empty() || text.parts.contains(&held.part))
                && (text.origins.is_empty() || text.origins.contains(&held.origin))
                && (text.languages.is_empty() || text.languages.contains(&held.language))
                && text.words.split_whitespace().all(|word| held.text.contains(word))
                && !text.words.trim().is_empty()
        }),
        Query::Filter(filter) => meets(record, filter),
        Query::And(children) => children.iter().all(|child| is_of(record, child)),
        Query::Or(children) => children.iter().any(|child| is_of(record, child)),
        Query::Not(denied) => !is_of(record, denied),
    }
}

fn meets(record: &IndexRecord, filter: &Filter) -> bool {
    match filter {
        Filter::Offices(offices) => offices.contains(&record.id.office()),
        Filter::Rights(rights) => rights.contains(&record.id.right()),
        Filter::Kinds(kinds) => record.id.kind().is_some_and(|kind| kinds.contains(kind)),
        Filter::Languages(tags) => record
            .texts
            .iter()
            .filter(|text| text.origin == TextOrigin::Original)
            .any(|text| tags.iter().any(|tag| *tag == text.language || (tag.as_str() == "zh" && text.language.primary() == "zh"))),
        Filter::Published { from, to } => is_between(record.publication_date, *from, *to),
        Filter::Filed { from, to } => is_between(record.application_date, *from, *to),
        Filter::Class { scheme, symbol } => record
            .classifications
            .iter()
            .any(|class| scheme.is_none_or(|scheme| scheme == class.scheme) && is_below(class.scheme, &class.symbol, symbol)),
        Filter::Applicant(words) => holds(&record.applicants, words),
        Filter::ApplicantIs(names) => record.applicants_counted.iter().any(|name| names.contains(name)),
        Filter::Inventor(words) => holds(&record.inventors, words),
        Filter::Mark { text, by: MarkMatch::Words } => record.mark_texts.iter().any(|mark| reads(mark, text)),
        Filter::Mark { text, by } => record.mark_texts.iter().any(|mark| {
            let (mark, asked) = (letters(mark), letters(text));
            !asked.is_empty() && if *by == MarkMatch::Exact { mark == asked } else { mark.contains(&asked) }
        }),
        Filter::MarkFeatures(features) => record.mark_feature.is_some_and(|feature| features.contains(&feature)),
        Filter::Has(elements) => !elements.is_empty() && elements.iter().all(|element| record.elements.contains(element)),
        Filter::Statuses(statuses) => statuses.contains(&record.status),
        Filter::Numbers(numbers) => record.numbers.iter().any(|number| numbers.contains(number)),
        Filter::Ids(ids) => ids.contains(&record.id),
        Filter::Made(origins) => record.texts.iter().any(|text| text.language.primary() == "ja" && origins.contains(&text.origin)),
    }
}

fn is_between(date: Option<u32>, from: Option<IsoDate>, to: Option<IsoDate>) -> bool {
    date.is_some_and(|date| from.is_none_or(|from| date >= from.as_number()) && to.is_none_or(|to| date <= to.as_number()))
}

/// Whether a symbol is another one or below it, at a level's end.
fn is_below(scheme: ClassificationScheme, symbol: &str, above: &str) -> bool {
    let plain = |text: &str| text.to_uppercase().replace(' ', "");
    let (symbol, above) = (plain(symbol), plain(above));
    if symbol == above {
        return true;
    }
    let ends: &[usize] = if matches!(scheme, ClassificationScheme::Ipc | ClassificationScheme::Cpc) { &[1, 3, 4] } else { &[] };
    symbol.strip_prefix(&above).is_some_and(|rest| !above.is_empty() && (ends.contains(&above.len()) || rest.starts_with(['/', '-', '.'])))
}

/// Whether a mark has words in a row, parted by spaces and hyphens; characters of scripts without spaces stand anywhere.
fn reads(mark: &str, text: &str) -> bool {
    if !text.is_ascii() {
        return mark.contains(text);
    }
    let words =
        |text: &str| -> Vec<String> { text.to_lowercase().split([' ', '-']).filter(|word| !word.is_empty()).map(str::to_owned).collect() };
    let (mark, text) = (words(mark), words(text));
    !text.is_empty() && mark.windows(text.len()).any(|row| row == text)
}

/// The letters of a mark; those here have no accents.
fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a name holds words in a row; the names here have no accents and no signs.
fn holds(names: &[String], words: &str) -> bool {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    !words.is_empty()
        && names.iter().any(|name| {
            let name: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
            name.windows(words.len()).any(|row| row == words)
        })
}
