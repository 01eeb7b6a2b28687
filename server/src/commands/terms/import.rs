//! `kakehashi terms import`

use std::process::ExitCode;

use crate::{
    cli::TermsImportArguments,
    commands::{NOT_ALL_READ, open_store, print_json},
    config::Config,
    exchange::{ImportReport, NamedFile, TermsImport, import_terms},
};

pub async fn run(config: &Config, arguments: &TermsImportArguments) -> anyhow::Result<ExitCode> {
    let store = open_store(config).await?;
    let mut report = ImportReport { dry_run: arguments.dry_run, ..ImportReport::default() };
    let options = TermsImport { dry_run: arguments.dry_run, restricted: arguments.restricted };
    for path in &arguments.files {
        if let Err(error) = import_terms(&store, NamedFile { path, name: None, bar: true }, &options, &mut report).await? {
            report.reject(&path.display().to_string(), &error);
        }
    }
    if arguments.json {
        print_json(&report)?;
    } else {
        report.print();
    }
    eprintln!("{}", report.summary("用語集"));
    Ok(if report.rejected == 0 { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}
