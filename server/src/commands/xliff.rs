//! `kakehashi xliff`

use std::{fs::File, io::BufReader, process::ExitCode};

use anyhow::{Context as _, bail};
use app::{Visitor, services::ImportReport};
use publication::{Audience, Role};

use super::{NOT_ALL_READ, NOTHING_FOUND, open_portal, output, print_json, show::identify};
use crate::{
    cli::{XliffAction, XliffArguments, XliffExportArguments, XliffImportArguments},
    config::Config,
};

pub async fn run(config: Config, arguments: XliffArguments) -> anyhow::Result<ExitCode> {
    match arguments.action {
        XliffAction::Export(arguments) => export(config, &arguments).await,
        XliffAction::Import(arguments) => import(config, &arguments).await,
    }
}

async fn export(config: Config, arguments: &XliffExportArguments) -> anyhow::Result<ExitCode> {
    let portal = open_portal(config).await?;
    let audience = Audience::from(arguments.audience);
    let file = match identify(&portal, &arguments.id, audience).await? {
        Some(id) => portal.xliff_of(&id, arguments.part, arguments.language.as_ref(), audience).await?,
        None => None,
    };
    let Some(file) = file else {
        eprintln!("該当する公報または部分がありません: {}", arguments.id);
        return Ok(ExitCode::from(NOTHING_FOUND));
    };
    let mut out = output(arguments.output.as_deref()).context("書き出すファイルを作れません")?;
    std::io::Write::write_all(&mut out, &file)?;
    std::io::Write::flush(&mut out)?;
    Ok(ExitCode::SUCCESS)
}

async fn import(config: Config, arguments: &XliffImportArguments) -> anyhow::Result<ExitCode> {
    let portal = open_portal(config).await?;
    let account = portal.store().account_named(&arguments.translator).await?;
    let account = account.filter(|account| account.role >= Role::Translator && !account.disabled);
    let Some(account) = account else { bail!("翻訳者以上のアカウントがありません: {}", arguments.translator) };
    let Some(id) = identify(&portal, &arguments.id, account.audience).await? else {
        eprintln!("該当する公報がありません: {}", arguments.id);
        return Ok(ExitCode::from(NOTHING_FOUND));
    };
    let file = File::open(&arguments.file).with_context(|| format!("開けません: {}", arguments.file.display()))?;
    let visitor = Visitor { account: account.id, name: account.name, role: account.role };
    let report = portal.import_xliff(&id, BufReader::new(file), arguments.dry_run, &visitor, account.audience).await?.unwrap_or_default();
    if arguments.json {
        print_json(&report)?;
    } else {
        print(&report);
    }
    let ImportReport { read, saved, unchanged, clashing, rejected, .. } = &report;
    eprintln!("{read} 文: 保存 {saved}、変更なし {unchanged}、競合 {clashing}、取り込めない文 {rejected}");
    Ok(if clashing + rejected == 0 { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}

fn print(report: &ImportReport) {
    for clash in &report.clashes {
        println!(
            "競合 {} {}\n  原文 {}\n  ファイル {}\n  現在 {}",
            clash.part.japanese(),
            clash.segment,
            clash.source,
            clash.yours,
            clash.present
        );
    }
    for problem in &report.problems {
        println!("{} 行 [{}] {}", problem.line, problem.code, problem.detail);
    }
}
