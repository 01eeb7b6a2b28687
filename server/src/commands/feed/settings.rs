//! `feed add` and `feed set`.

use std::{io::Read as _, process::ExitCode};

use anyhow::Context as _;
use storage::{Feed, StorageError, Store};

use super::{named, print_json};
use crate::{
    cli::{FeedAddArguments, FeedSetArguments, FeedSettingArguments},
    clock,
    config::Config,
    feed_work::{FeedChange, feed_words, new_feed},
};

/// Longest secret read, bytes.
const LONGEST: u64 = 16 << 10;

pub async fn add(store: &dyn Store, config: &Config, arguments: FeedAddArguments) -> anyhow::Result<ExitCode> {
    let feed = new_feed(&arguments.name, arguments.office);
    let change = FeedChange { office: Some(arguments.office.to_string()), ..change_of(arguments.settings)? };
    save(store, config, feed, &change, arguments.json).await
}

pub async fn set(store: &dyn Store, config: &Config, arguments: FeedSetArguments) -> anyhow::Result<ExitCode> {
    let feed = named(store, &arguments.name).await?;
    save(store, config, feed, &change_of(arguments.settings)?, arguments.json).await
}

async fn save(store: &dyn Store, config: &Config, mut feed: Feed, change: &FeedChange, json: bool) -> anyhow::Result<ExitCode> {
    change.apply(&mut feed, &config.feeds).map_err(|refused| anyhow::anyhow!("{}: {}", refused.field, refused.reason()))?;
    match store.save_feed(&feed, clock::now()).await {
        Ok(_) => {}
        Err(StorageError::Conflict { .. }) if feed.id == 0 => anyhow::bail!("同じ名前のフィードがあります: {}", feed.name),
        Err(StorageError::Conflict { .. }) => anyhow::bail!("同時に別の変更がありました。もう一度実行してください"),
        Err(failure) => return Err(failure).context("保存できません"),
    }
    if json {
        print_json(&feed_words(&feed))?;
    } else {
        println!("登録しました: {}", feed.name);
    }
    Ok(ExitCode::SUCCESS)
}

fn change_of(arguments: FeedSettingArguments) -> anyhow::Result<FeedChange> {
    let secret = if arguments.secret_from_stdin {
        let mut secret = String::new();
        std::io::stdin().take(LONGEST).read_to_string(&mut secret).context("標準入力を読めません")?;
        Some(secret.trim_end_matches(['\r', '\n']).to_owned())
    } else {
        None
    };
    Ok(FeedChange {
        office: None,
        rights: arguments.right,
        address: arguments.address,
        pattern: arguments.pattern,
        user: arguments.user,
        secret,
        reference: arguments.secret_reference,
        host_key: arguments.host_key,
        format: arguments.format,
        encoding: arguments.encoding,
        language: arguments.language,
        provision: arguments.provision,
        translate_all: arguments.translate_all,
        schedule: arguments.schedule,
        interval_days: arguments.interval_days,
        file_mib: arguments.file_mib,
        notify: arguments.notify,
        enabled: arguments.enabled,
    })
}
