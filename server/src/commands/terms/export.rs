//! `kakehashi terms export`

use std::process::ExitCode;

use anyhow::Context as _;
use publication::Audience;
use translator::TermFormat;

use crate::{
    cli::{TermsExportArguments, TermsFormat},
    commands::{NOT_ALL_READ, open_held, output},
    config::Config,
    exchange::export_terms,
};

pub async fn run(config: &Config, arguments: &TermsExportArguments) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let language = arguments.language.as_ref().map(|language| language.as_str().parse()).transpose().context("--language")?;
    let format = match arguments.format {
        TermsFormat::Csv => TermFormat::Csv,
        TermsFormat::Tbx => TermFormat::Tbx,
    };
    let out = output(arguments.output.as_deref()).context("書き出すファイルを作れません")?;
    let exported =
        export_terms(&store, out, format, language.as_ref(), Audience::from(arguments.audience)).await.context("書き出せません")?;
    for refused in &exported.refused {
        eprintln!("書き出せない{refused}");
    }
    eprintln!("用語集: {} 語を書き出しました。", exported.written);
    Ok(if exported.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}
