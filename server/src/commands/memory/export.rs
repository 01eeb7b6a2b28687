//! `kakehashi memory export`

use std::process::ExitCode;

use anyhow::Context as _;
use publication::Audience;
use translator::{WriteError, WrittenFormat};

use crate::{
    cli::{MemoryExportArguments, MemoryFormat},
    commands::{NOT_ALL_READ, open_held, output},
    config::Config,
    exchange::{ExportError, export_memory},
};

pub async fn run(config: &Config, arguments: &MemoryExportArguments) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let format = match arguments.format {
        MemoryFormat::Tmx => WrittenFormat::Tmx,
        MemoryFormat::Xliff => WrittenFormat::Xliff21,
        MemoryFormat::Xliff12 => WrittenFormat::Xliff12,
        MemoryFormat::Csv => WrittenFormat::Csv,
    };
    let language = arguments.language.as_ref().map(|language| language.as_str().parse()).transpose().context("--language")?;
    let out = output(arguments.output.as_deref()).context("書き出すファイルを作れません")?;
    let exported = match export_memory(&store, out, format, language.as_ref(), Audience::from(arguments.audience)).await {
        Ok(exported) => exported,
        Err(ExportError::Write(WriteError::OtherLanguage(one, other))) => {
            anyhow::bail!("XLIFF 2.1 のファイルは原文の言語を一つだけもちます({one} と {other} があります)。--language で選んでください");
        }
        Err(failure) => return Err(failure).context("書き出せません"),
    };
    for refused in &exported.refused {
        eprintln!("書き出せない{refused}");
    }
    eprintln!("翻訳メモリ: {} 件を書き出しました。", exported.written);
    Ok(if exported.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}
