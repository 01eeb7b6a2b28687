//! `kakehashi memory export`

use std::process::ExitCode;

use anyhow::Context as _;
use publication::Audience;
use storage::{MemoryRepository as _, MemoryUnit};
use translator::{Context, ExchangeUnit, UnitDetails, UnitWriter, WriteError, WrittenFormat};

use crate::{
    cli::{MemoryExportArguments, MemoryFormat},
    commands::{NOT_ALL_READ, exchange::output, open_held},
    config::Config,
    segments::translator_language,
};

/// Units read at once.
const BATCH: usize = 2_000;

pub async fn run(config: &Config, arguments: &MemoryExportArguments) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let format = match arguments.format {
        MemoryFormat::Tmx => WrittenFormat::Tmx,
        MemoryFormat::Xliff => WrittenFormat::Xliff21,
        MemoryFormat::Xliff12 => WrittenFormat::Xliff12,
        MemoryFormat::Csv => WrittenFormat::Csv,
    };
    let language = arguments.language.as_ref().map(|language| language.as_str().parse()).transpose().context("--language")?;
    let audience = Audience::from(arguments.audience);
    let out = output(arguments.output.as_deref()).context("書き出すファイルを作れません")?;
    let mut writer = UnitWriter::new(out, format)?;
    let (mut written, mut refused) = (0_u64, 0_u64);
    let mut after = None;
    loop {
        let units = store.units_after(after, language.as_ref(), audience, BATCH).await?;
        let Some((last, _)) = units.last() else { break };
        after = Some(*last);
        for (_, unit) in units {
            match writer.write(&exchanged(unit)) {
                Ok(()) => written += 1,
                Err(error @ WriteError::Character) => {
                    refused += 1;
                    eprintln!("書き出せない対訳 [{}] {error}", error.code());
                }
                Err(WriteError::OtherLanguage(one, other)) => {
                    anyhow::bail!(
                        "XLIFF 2.1 のファイルは原文の言語を一つだけもちます({one} と {other} があります)。--language で選んでください"
                    );
                }
                Err(error) => return Err(error).context("書き出せません"),
            }
        }
    }
    writer.finish().context("書き出せません")?;
    eprintln!("翻訳メモリ: {written} 件を書き出しました。");
    Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}

/// A unit as files have it.
fn exchanged(unit: MemoryUnit) -> ExchangeUnit {
    let named = |text: String| Some(text).filter(|text| !text.is_empty());
    let origin = translator::UnitOrigin::ALL.into_iter().find(|origin| origin.as_str() == unit.origin.as_str());
    let (changed_by, changed) = unit.changed.map_or((None, None), |change| (named(change.by), Some(change.at)));
    let details = UnitDetails {
        author: named(unit.author),
        created: Some(unit.created),
        changed_by,
        changed,
        context: Context::parse(&unit.context),
        origin,
        origin_name: named(unit.origin_name),
        restricted: !unit.public,
    };
    ExchangeUnit { details, ..ExchangeUnit::new(translator_language(&unit.source_language), unit.source, Some(unit.japanese)) }
}
