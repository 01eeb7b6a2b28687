//! Words by language: what must be found, and what must not.
//!
//! A table holds documents and questions. A question names the documents that it finds; every other document of the table it must not find.
//! What another engine answers otherwise is named in the question ([`Question::on_meilisearch`]) with its reason, and held: where the difference is gone,
//! the test fails until the table says so. An engine that answers otherwise must not call its answer exact.

mod chinese_korean;
mod cyrillic_arabic;
mod japanese;
mod latin;
mod south_east_asian;

use std::collections::BTreeSet;

use index_config::{Query, SearchAnswer, TextOrigin};
use publication::TextPart;

use super::{Engine, Subject, changes, exactly, ids, records, request, words};

const TABLES: [&Table; 5] = [&japanese::TABLE, &chinese_korean::TABLE, &south_east_asian::TABLE, &latin::TABLE, &cyrillic_arabic::TABLE];

/// Documents of a group of languages, and questions about them.
struct Table {
    name: &'static str,
    documents: &'static [Document],
    questions: &'static [Question],
}

/// A document's name in its table, its language and its text.
struct Document(&'static str, &'static str, &'static str);

/// What is asked, and what it finds.
struct Question {
    /// The words; in 「」 they are to be found as written.
    words: &'static str,
    /// The documents found; no other of the table.
    found: &'static [&'static str],
    /// Why, where that is not plain.
    why: &'static str,
    /// What Meilisearch answers otherwise.
    meilisearch: Option<Difference>,
}

/// What another engine finds instead, and why.
struct Difference {
    found: &'static [&'static str],
    why: &'static str,
}

/// A question that finds these documents of its table and no other.
const fn finds(words: &'static str, found: &'static [&'static str], why: &'static str) -> Question {
    Question { words, found, why, meilisearch: None }
}

impl Question {
    /// What Meilisearch finds instead, and why.
    #[expect(dead_code, reason = "differences are measured on a real server")]
    const fn on_meilisearch(self, found: &'static [&'static str], why: &'static str) -> Self {
        Self { meilisearch: Some(Difference { found, why }), ..self }
    }

    fn query(&self) -> Query {
        let exact = self.words.strip_prefix('「').and_then(|rest| rest.strip_suffix('」'));
        exact.map_or_else(|| words(self.words), exactly)
    }

    /// What an engine must find, and whether it may call that exact.
    fn expected(&self, engine: Engine) -> (&'static [&'static str], bool) {
        match (&self.meilisearch, engine) {
            (Some(difference), Engine::Meilisearch) => (difference.found, false),
            _ => (self.found, true),
        }
    }

    fn reasons(&self, engine: Engine) -> &'static str {
        match (&self.meilisearch, engine) {
            (Some(difference), Engine::Meilisearch) => difference.why,
            _ => self.why,
        }
    }
}

/// Asks every question of every table.
pub(super) async fn hold(subject: &dyn Subject) {
    let mut wrong = Vec::new();
    for table in TABLES {
        hold_table(table, subject, &mut wrong).await;
    }
    assert!(wrong.is_empty(), "{} answers:\n{}", wrong.len(), wrong.join("\n"));
}

fn id(at: usize) -> String {
    format!("WO-patent-{at:04}-A")
}

async fn hold_table(table: &Table, subject: &dyn Subject, wrong: &mut Vec<String>) {
    let names: BTreeSet<&str> = table.documents.iter().map(|document| document.0).collect();
    assert_eq!(names.len(), table.documents.len(), "{}: two documents of one name", table.name);
    let records = (table.documents.iter().enumerate())
        .map(|(at, Document(_, language, text))| {
            let mut record = records::bare(&id(at));
            record.texts.push(records::text(TextPart::Abstract, language, TextOrigin::Original, text));
            record
        })
        .collect();
    let engine = subject.holding(changes(records), 1).await;
    for question in table.questions {
        let asked = question.words;
        for name in question.found.iter().chain(question.meilisearch.iter().flat_map(|difference| difference.found)) {
            assert!(names.contains(name), "{}: {asked} names no document: {name}", table.name);
        }
        if let Some(difference) = &question.meilisearch {
            assert!(sorted(difference.found) != sorted(question.found), "{}: {asked} names no difference", table.name);
            assert!(!difference.why.is_empty(), "{}: {asked} differs for no reason", table.name);
        }
        let answer = engine.search(&request(question.query())).await.expect(asked);
        let found = ids(&answer);
        let found: Vec<&str> =
            (table.documents.iter().enumerate()).filter(|(at, _)| found.contains(&id(*at))).map(|(_, document)| document.0).collect();
        let (expected, may_be_exact) = question.expected(subject.engine());
        if sorted(&found) != sorted(expected) {
            let why = question.reasons(subject.engine());
            wrong.push(format!("{}: {asked} finds {found:?}, not {expected:?} ({why})", table.name));
        } else if answer.total.exact && !may_be_exact {
            wrong.push(format!("{}: {asked} is called exact and is not", table.name));
        }
        wrong.extend(highlights(&answer).map(|what| format!("{}: {asked} {what}", table.name)));
    }
}

fn sorted<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}

/// What is wrong with where hits say that they matched: each must show why, at characters.
fn highlights(answer: &SearchAnswer) -> impl Iterator<Item = String> {
    answer.hits.iter().flat_map(|hit| {
        let shows_nothing = hit.matches.is_empty() || hit.matches.iter().any(|shown| shown.ranges.is_empty());
        let nothing = shows_nothing.then(|| format!("finds {} and shows nothing", hit.id));
        let misplaced = hit.matches.iter().flat_map(|shown| {
            let off = |range: &&std::ops::Range<usize>| shown.excerpt.get((*range).clone()).is_none_or(str::is_empty);
            shown.ranges.iter().filter(off).map(|range| format!("highlights {range:?} of {:?}", shown.excerpt))
        });
        nothing.into_iter().chain(misplaced)
    })
}
