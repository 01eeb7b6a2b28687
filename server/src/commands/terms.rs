//! `kakehashi terms`: the termbase, read from files, written to files and listed.

mod export;
mod import;
mod list;

use std::process::ExitCode;

use storage::{Term, TermStatus};
use translator::{ExchangeDefect, ExchangeError, ExchangeTerm, WordStatus};

use crate::{
    cli::{TermsAction, TermsArguments},
    config::Config,
    segments::translator_language,
};

pub use import::read_whole;

pub async fn run(config: &Config, arguments: TermsArguments) -> anyhow::Result<ExitCode> {
    match arguments.action {
        TermsAction::Import(arguments) => import::run(config, &arguments).await,
        TermsAction::Export(arguments) => export::run(config, &arguments).await,
        TermsAction::List(arguments) => list::run(config, &arguments).await,
    }
}

/// A term as it is stored.
fn kept(term: ExchangeTerm) -> Result<Term, ExchangeError> {
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
fn exchanged(term: Term) -> ExchangeTerm {
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
