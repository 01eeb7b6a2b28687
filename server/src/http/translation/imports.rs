//! Files that forms send into memory and termbase.

use std::{sync::Arc, time::Duration};

use app::services::{ImportOutcome, ImportedLine, Reason};
use axum::{
    extract::{Multipart, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse as _, Response},
};
use publication::Audience;
use serde_json::json;
use storage::{StorageError, Store};
use tokio::{runtime::Handle, sync::Semaphore, time::timeout};
use translator::{ExchangeError, Language};

use super::{
    note,
    upload::{Refused, Upload},
};
use crate::{
    clock,
    exchange::{ImportReport, Line, MemoryImport, NamedFile, TermsImport, import_memory, import_terms},
    http::{Caller, PortalState, caller::Signed, failed, pages},
};

/// One file is read at a time; who comes meanwhile waits for some seconds, and is asked to try again then.
static READING: Semaphore = Semaphore::const_new(1);
const PATIENCE: Duration = Duration::from_secs(10);
/// Lines of a report that a page shows.
const SHOWN: usize = 100;

const BUSY: Refused = (StatusCode::SERVICE_UNAVAILABLE, "ほかのファイルを取り込んでいます。しばらくしてからもう一度お試しください。");
const WRONG_LANGUAGE: Refused = (StatusCode::BAD_REQUEST, "言語 (language) が言語の名前ではありません。");

/// What a form is for.
#[derive(Clone, Copy)]
struct Target {
    page: &'static str,
    act: &'static str,
}

const MEMORY: Target = Target { page: "/admin/memory", act: "memory-imported" };
const TERMS: Target = Target { page: "/admin/terms", act: "terms-imported" };

/// How a file is read.
enum Reading {
    Memory(MemoryImport),
    Terms(TermsImport),
}

/// Reads a file into the memory, or on trial.
pub async fn memory(state: State<PortalState>, signed: Signed, caller: Caller, parts: Parts, form: Multipart) -> Response {
    let reading = |upload: &Upload| {
        let typed = |name: &str| Some(upload.field(name)).filter(|text| !text.is_empty());
        let language = typed("language").map(Language::parse).transpose().map_err(|_| WRONG_LANGUAGE)?;
        Ok(Reading::Memory(MemoryImport {
            dry_run: upload.is_ticked("dry_run"),
            author: typed("author").map(str::to_owned),
            language,
            restricted: upload.is_ticked("restricted"),
            sample: false,
        }))
    };
    import(state, &signed, &caller, &parts, form, MEMORY, reading).await
}

/// Reads a file into the termbase, or on trial.
pub async fn terms(state: State<PortalState>, signed: Signed, caller: Caller, parts: Parts, form: Multipart) -> Response {
    let reading = |upload: &Upload| {
        Ok(Reading::Terms(TermsImport { dry_run: upload.is_ticked("dry_run"), restricted: upload.is_ticked("restricted") }))
    };
    import(state, &signed, &caller, &parts, form, TERMS, reading).await
}

async fn import(
    State(state): State<PortalState>,
    signed: &Signed,
    caller: &Caller,
    parts: &Parts,
    form: Multipart,
    target: Target,
    reading: impl FnOnce(&Upload) -> Result<Reading, Refused>,
) -> Response {
    // What is there already, and whether it is for people inside, can be told from what a file would change.
    if caller.audience != Audience::Inside {
        return pages::told(&state, parts, target.page, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let Ok(Ok(_turn)) = timeout(PATIENCE, READING.acquire()).await else { return BUSY.into_response() };
    let upload = match Upload::take(form, &state.portal.config().data).await {
        Ok(upload) => upload,
        Err(refused) => return refused.into_response(),
    };
    let reading = match reading(&upload) {
        Ok(reading) => reading,
        Err(refused) => return refused.into_response(),
    };
    let name = upload.name.clone();
    let store = Arc::clone(state.portal.shared_store());
    // Reading takes the processor; the store is asked in between.
    let work = tokio::task::spawn_blocking(move || Handle::current().block_on(read(store.as_ref(), &upload, &reading)));
    let report = match work.await {
        Ok(Ok(report)) => report,
        Ok(Err(failure)) => return failed(&failure),
        Err(panicked) => return failed(&panicked),
    };
    if !report.dry_run && report.created + report.updated > 0 {
        let after = json!({"created": report.created, "updated": report.updated, "rejected": report.rejected});
        if let Err(failure) = note(&state, signed.visitor.account, target.act, name.clone(), &after).await {
            return failed(&failure);
        }
        // Who has just entered a term looks for it on the next page.
        if let Err(failure) = state.portal.maker().read_terms().await {
            return failed(&failure);
        }
    }
    let outcome = outcome(name, &report);
    let status = if outcome.format.is_none() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    pages::told(&state, parts, target.page, Some(outcome), status).await
}

async fn read(store: &dyn Store, upload: &Upload, reading: &Reading) -> Result<ImportReport, StorageError> {
    let file = NamedFile { path: upload.file.path(), name: Some(&upload.name), bar: false };
    let mut report = ImportReport::default();
    let read: Result<(), ExchangeError> = match reading {
        Reading::Memory(options) => {
            report.dry_run = options.dry_run;
            import_memory(store, file, options, clock::now(), &mut report).await?
        }
        Reading::Terms(options) => {
            report.dry_run = options.dry_run;
            import_terms(store, file, options, &mut report).await?
        }
    };
    if let Err(error) = read {
        report.reject(&upload.name, &error);
    }
    Ok(report)
}

fn outcome(file: String, report: &ImportReport) -> ImportOutcome {
    let shown = |line: &Line| ImportedLine {
        line: line.line,
        reason: Reason { code: line.code.to_owned(), japanese: line.reason.clone() },
        detail: line.detail.clone(),
    };
    ImportOutcome {
        file,
        format: report.files.first().map(|file| (file.format.to_owned(), file.encoding.to_owned())),
        dry_run: report.dry_run,
        counts: [report.read, report.created, report.updated, report.unchanged],
        rejected: (report.rejected, report.rejects.iter().take(SHOWN).map(shown).collect()),
        left_out: (report.left_out, report.notes.iter().take(SHOWN).map(shown).collect()),
    }
}
