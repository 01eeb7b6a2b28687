//! `kakehashi provision`: what the public is shown.

use std::process::ExitCode;

use anyhow::{Context as _, bail};
use serde_json::json;
use storage::{Provision as Decision, ProvisionRepository as _};

use super::{nothing_found, open_held, open_store, print_json};
use crate::{
    cli::{Provision, ProvisionAction, ProvisionArguments, ProvisionListArguments, ProvisionSetArguments},
    clock,
    config::Config,
};

/// Open proposals that are listed.
const MOST_PROPOSALS: usize = 200;

pub async fn run(config: &Config, arguments: ProvisionArguments) -> anyhow::Result<ExitCode> {
    match arguments.action {
        ProvisionAction::List(arguments) => list(config, &arguments).await,
        ProvisionAction::Set(arguments) => set(config, &arguments).await,
    }
}

async fn list(config: &Config, arguments: &ProvisionListArguments) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let (decisions, proposals) = (store.provisions().await?, store.provision_proposals(true, MOST_PROPOSALS).await?);
    store.close().await;
    if arguments.json {
        print_json(&json!({ "decisions": decisions, "proposals": proposals }))?;
        return Ok(ExitCode::SUCCESS);
    }
    if decisions.is_empty() && proposals.is_empty() {
        return Ok(nothing_found("公衆提供についての決定"));
    }
    for decision in &decisions {
        println!("{}", told(decision));
    }
    for proposal in &proposals {
        println!("承認待ち {}: {}", proposal.id, told(&proposal.provision));
    }
    Ok(ExitCode::SUCCESS)
}

async fn set(config: &Config, arguments: &ProvisionSetArguments) -> anyhow::Result<ExitCode> {
    let public = arguments.provision == Provision::Public;
    if arguments.from.is_some() && !public {
        bail!("--from は public のときだけ使えます");
    }
    let decision = Decision { office: arguments.office, right: arguments.right, element: arguments.element, public, since: arguments.from };
    let store = open_store(config).await?;
    let effect = store.provision_effect(decision.office, decision.right, decision.element).await?;
    if !arguments.dry_run {
        store.provide(&decision, None, clock::now()).await.context("決定を保存できません")?;
    }
    store.close().await;
    if arguments.json {
        print_json(&json!({ "decision": decision, "effect": effect, "decided": !arguments.dry_run }))?;
        return Ok(ExitCode::SUCCESS);
    }
    println!("{}", told(&decision));
    println!("対象の文献 {}件、うちこの要素のあるもの {}件", effect.publications, effect.with_element);
    if arguments.dry_run {
        println!("何も変えていません (--dry-run)");
    }
    Ok(ExitCode::SUCCESS)
}

fn told(decision: &Decision) -> String {
    let element = decision.element.map_or("文献全体", publication::ProvidedElement::japanese);
    let provision = match (decision.public, decision.since) {
        (false, _) => "内部のみ".to_owned(),
        (true, None) => "公開".to_owned(),
        (true, Some(day)) => format!("{day} から公開"),
    };
    format!("{} {} {element}: {provision}", decision.office, decision.right.japanese())
}
