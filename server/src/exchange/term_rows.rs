//! Terms as the store has them and as files do.

use storage::{Term, TermStatus};
use translator::{ExchangeDefect, ExchangeError, ExchangeTerm, WordStatus};

use crate::segments::translator_language;

/// A term as it is stored.
pub(super) fn kept(term: ExchangeTerm) -> Result<Term, ExchangeError> {
    let wrong =
        || ExchangeError { defect: ExchangeDefect::Language, line: term.line, detail: term.language.as_str().to_owned(), goes_on: true };
    Ok(Term {
        language: term.language.as_str().parse().map_err(|_| wrong())?,
        concept: term.concept,
        term: translator::normalised(&term.term),
        japanese: translator::normalised(&term.japanese),
        status: match term.status {
            WordStatus::Preferred => TermStatus::Preferred,
            WordStatus::Admitted => TermStatus::Admitted,
            WordStatus::Forbidden => TermStatus::Forbidden,
        },
        public: !term.restricted,
        ipc: term.ipc,
        note: term.note,
        source: term.source,
    })
}

/// A term as files have it.
pub(super) fn exchanged(term: Term) -> ExchangeTerm {
    ExchangeTerm {
        status: match term.status {
            TermStatus::Preferred => WordStatus::Preferred,
            TermStatus::Admitted => WordStatus::Admitted,
            TermStatus::Forbidden => WordStatus::Forbidden,
        },
        restricted: !term.public,
        ipc: term.ipc,
        note: term.note,
        source: term.source,
        ..ExchangeTerm::new(term.concept, translator_language(&term.language), term.term, term.japanese)
    }
}
