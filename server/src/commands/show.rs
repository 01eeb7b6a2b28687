//! `kakehashi show`

use std::process::ExitCode;

use publication::{Audience, Publication, PublicationId};

use super::{NOTHING_FOUND, open_portal, print_json};
use crate::{
    cli::{ShowArguments, as_id},
    config::Config,
    services::Portal,
};

pub async fn run(config: Config, arguments: &ShowArguments) -> anyhow::Result<ExitCode> {
    let portal = open_portal(config).await?;
    let audience = Audience::from(arguments.audience);
    let Some(id) = identify(&portal, &arguments.id, audience).await? else {
        eprintln!("該当する公報がありません: {}", arguments.id);
        return Ok(ExitCode::from(NOTHING_FOUND));
    };
    let publication = match arguments.version {
        Some(version) => portal.store().version(&id, version, audience).await?,
        None => portal.store().publication(&id, audience).await?,
    };
    let Some(publication) = publication else {
        eprintln!("該当する公報がありません: {}", arguments.id);
        return Ok(ExitCode::from(NOTHING_FOUND));
    };
    if arguments.json {
        print_json(&publication)?
    } else {
        print(&publication)
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn identify(portal: &Portal, text: &str, audience: Audience) -> anyhow::Result<Option<PublicationId>> {
    if let Some(id) = as_id(text) {
        return Ok(Some(id));
    }
    Ok(portal.only_document(text, audience).await?)
}

fn print(publication: &Publication) {
    println!("{}  {}", publication.id.display(), publication.id.right().japanese());
    for title in &publication.titles {
        println!("名称 [{}] {}", title.language, title.text);
    }
    if let Some(date) = &publication.publication_date {
        println!("公開・発行日 {}", date.iso.map_or_else(|| date.as_published.clone(), |iso| iso.to_string()));
    }
    for party in &publication.parties {
        let names: Vec<&str> = party.names.iter().map(|name| name.name.as_str()).collect();
        println!("{:?} {}", party.role, names.join(" / "));
    }
    for class in &publication.classifications {
        println!("{:?} {}", class.scheme, class.symbol);
    }
    for text in &publication.abstracts {
        println!("要約 [{}]\n{}", text.language, text.paragraphs.join("\n"));
    }
    for set in &publication.claim_sets {
        println!("請求の範囲 [{}] {} 項", set.language, set.claims.len());
    }
    for text in &publication.descriptions {
        println!("明細書 [{}] {} 段落", text.language, text.blocks.len());
    }
    println!("図面 {}、引用 {}、経過 {}", publication.figures.len(), publication.citations.len(), publication.legal_events.len());
    println!("出所 {} ({})", publication.source.file, publication.source.format);
}
