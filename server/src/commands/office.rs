//! `kakehashi office`

use std::{io::Write as _, process::ExitCode};

use anyhow::Context as _;
use app::services::ExchangeStanding;
use publication::{Audience, ExchangeAgreement, StepName};
use storage::{RegistryRepository as _, SqliteStore, StorageError};

use super::{nothing_found, open_store, print_json};
use crate::{
    cli::{OfficeAction, OfficeArguments, OfficeListArguments, OfficeSetArguments, OfficeShowArguments},
    clock,
    config::Config,
    registry::{self, AgreementChange},
    services::{count_holdings, exchanges_beside},
    spreadsheet::csv_bytes,
};

pub async fn run(config: &Config, arguments: OfficeArguments) -> anyhow::Result<ExitCode> {
    let store = open_store(config).await?;
    registry::fill(&store).await?;
    match arguments.action {
        OfficeAction::List(arguments) => list(&store, &arguments).await,
        OfficeAction::Show(arguments) => show(&store, &arguments).await,
        OfficeAction::Set(arguments) => set(&store, &arguments).await,
    }
}

async fn exchanges(store: &SqliteStore) -> anyhow::Result<Vec<ExchangeStanding>> {
    let today = clock::day_in_japan(clock::now()).context("時計の日付が正しくありません")?;
    let holdings = count_holdings(store, Audience::Inside).await?;
    Ok(exchanges_beside(store, &holdings, Audience::Inside, today).await?)
}

async fn list(store: &SqliteStore, arguments: &OfficeListArguments) -> anyhow::Result<ExitCode> {
    let exchanges = exchanges(store).await?;
    if arguments.json {
        print_json(&serde_json::json!({ "offices": exchanges }))?;
    } else if arguments.csv {
        let header: Vec<&str> = registry::PUBLIC_HEADER.into_iter().chain(registry::INSIDE_HEADER).collect();
        let bytes = csv_bytes(&header, exchanges.iter().map(registry::row)).map_err(anyhow::Error::msg)?;
        std::io::stdout().lock().write_all(&bytes)?;
    } else {
        for exchange in &exchanges {
            print_line(exchange);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn print_line(exchange: &ExchangeStanding) {
    let agreement = &exchange.agreement;
    let name = agreement.office.office().map_or("", |office| office.japanese);
    let right = agreement.right.map_or("すべて", |right| right.japanese());
    let [agreed, exchanged, provided] = [agreement.agreement, agreement.exchange, agreement.provision].map(|standing| standing.sign());
    let arrival = exchange.last_arrival.map_or_else(|| "到着なし".to_owned(), |day| format!("最終到着 {day}"));
    let late = exchange.overdue_days.filter(|days| *days > 0).map(|days| format!("({days}日超過)")).unwrap_or_default();
    let state = registry::state_in_japanese(exchange.state);
    println!(
        "{} {name} {right}: 合意{agreed} 交換{exchanged} 公衆提供{provided} 収録{}件 {arrival}{late} [{state}]",
        agreement.office, exchange.count
    );
}

async fn show(store: &SqliteStore, arguments: &OfficeShowArguments) -> anyhow::Result<ExitCode> {
    let mut exchanges = exchanges(store).await?;
    exchanges.retain(|exchange| exchange.agreement.office == arguments.office);
    if arguments.json {
        print_json(&serde_json::json!({ "offices": exchanges }))?;
    } else {
        for exchange in &exchanges {
            print_line(exchange);
            let header = registry::PUBLIC_HEADER.into_iter().chain(registry::INSIDE_HEADER);
            for (name, cell) in header.zip(registry::row(exchange)).filter(|(_, cell)| !cell.is_empty()) {
                println!("  {name}: {cell}");
            }
        }
    }
    Ok(if exchanges.is_empty() { nothing_found("台帳に該当する官庁") } else { ExitCode::SUCCESS })
}

async fn set(store: &SqliteStore, arguments: &OfficeSetArguments) -> anyhow::Result<ExitCode> {
    let present = store.agreement(arguments.office, arguments.right, Audience::Inside).await?;
    let mut agreement = present.unwrap_or_else(|| ExchangeAgreement::unknown(arguments.office, arguments.right));
    change_of(arguments)?.apply(&mut agreement).map_err(|refused| anyhow::anyhow!("{}: {}", refused.field, refused.reason()))?;
    match store.save_agreement(&agreement, clock::now()).await {
        Ok(revision) => agreement.revision = revision,
        Err(StorageError::Conflict { .. }) => anyhow::bail!("同時に別の変更がありました。もう一度実行してください"),
        Err(failure) => return Err(failure).context("保存できません"),
    }
    if arguments.json {
        print_json(&agreement)?;
    } else {
        println!("登録しました: {} {}", agreement.office, agreement.right.map_or("すべて", |right| right.japanese()));
    }
    Ok(ExitCode::SUCCESS)
}

fn change_of(arguments: &OfficeSetArguments) -> anyhow::Result<AgreementChange> {
    let words = |list: &String| list.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    let mut change = AgreementChange {
        agreement: arguments.agreement.clone(),
        exchange: arguments.exchange.clone(),
        provision: arguments.provision.clone(),
        elements: arguments.elements.as_ref().map(words),
        interval_days: arguments.interval_days.map(|days| days.to_string()),
        frequency: arguments.frequency.clone(),
        contact: arguments.contact.clone(),
        allowed_use: arguments.allowed_use.clone(),
        remarks: arguments.remarks.clone(),
        as_of: arguments.as_of.clone(),
        source: arguments.source.clone(),
        products: (!arguments.product.is_empty()).then(|| arguments.product.join("\n")),
        ..AgreementChange::default()
    };
    for step in &arguments.step {
        let (number, state) = step.split_once('=').with_context(|| format!("--step {step}: N=STANDING[:NOTE] と書いてください"))?;
        let place = number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let slot = place.and_then(|place| change.steps.get_mut(place));
        let slot = slot.with_context(|| format!("--step {step}: 段階は 1 から {} までです", StepName::ALL.len()))?;
        let (state, note) = state.split_once(':').map_or((state, None), |(state, note)| (state, Some(note.to_owned())));
        *slot = (Some(state.to_owned()), note);
    }
    Ok(change)
}
