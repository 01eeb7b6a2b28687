//! `kakehashi memory import`

use std::process::ExitCode;

use crate::{
    cli::MemoryImportArguments,
    clock,
    commands::{NOT_ALL_READ, open_store, print_json},
    config::Config,
    exchange::{ImportReport, MemoryImport, NamedFile, import_memory},
};

pub async fn run(config: &Config, arguments: &MemoryImportArguments) -> anyhow::Result<ExitCode> {
    let store = open_store(config).await?;
    let mut report = ImportReport { dry_run: arguments.dry_run, ..ImportReport::default() };
    let options = MemoryImport {
        dry_run: arguments.dry_run,
        author: arguments.author.clone(),
        language: arguments.language.clone(),
        restricted: arguments.restricted,
        sample: arguments.sample,
    };
    // One moment for all units whose file names none.
    let now = clock::now();
    for path in &arguments.files {
        let file = NamedFile { path, name: None, bar: true };
        if let Err(error) = import_memory(&store, file, &options, now, &mut report).await? {
            report.reject(&path.display().to_string(), &error);
        }
    }
    if arguments.json {
        print_json(&report)?;
    } else {
        report.print();
    }
    eprintln!("{}", report.summary("翻訳メモリ"));
    Ok(if report.rejected == 0 { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}
