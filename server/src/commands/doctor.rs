//! `kakehashi doctor`: what is configured, reachable, missing.

use std::{path::Path, process::ExitCode, sync::Arc};

use ::search::SearchError;
use serde::Serialize;
use storage::{SqliteStore, Store};
use translator::{EngineListing, EngineSet, reason_in_japanese};

use super::{NOT_WELL, print_json};
use crate::{
    cli::DoctorArguments,
    clock,
    config::{self, Config, EngineName},
    search_engine,
    translating::JapaneseMaker,
};

/// How a checked thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Health {
    Good,
    /// Works, but somebody should know.
    Notice,
    Bad,
}

#[derive(Debug, Serialize)]
struct Finding {
    /// What was checked: a stable word.
    check: &'static str,
    health: Health,
    /// What was found, in Japanese.
    finding: String,
}

pub async fn run(config: &Config, file: Option<&Path>, arguments: &DoctorArguments) -> anyhow::Result<ExitCode> {
    let mut findings = Vec::new();
    let mut add = |check, health, finding: String| findings.push(Finding { check, health, finding });

    match file {
        Some(path) => add("configuration", Health::Good, format!("設定ファイル {}", path.display())),
        None if Path::new(config::DEFAULT_FILE).is_file() => {
            add("configuration", Health::Good, format!("設定ファイル {}", config::DEFAULT_FILE))
        }
        None => add("configuration", Health::Good, "設定ファイルなし(既定値と環境変数)".to_owned()),
    }
    let site = config.site_folder();
    if site.join("pkg/kakehashi.css").is_file() && site.join("pkg/kakehashi.js").is_file() {
        add("site", Health::Good, format!("画面の部品 {}", site.display()));
    } else {
        add("site", Health::Bad, format!("画面の部品がありません: {}(make build で作るか server.site で指定)", site.display()));
    }

    match SqliteStore::open_existing(&config.data).await {
        Ok(Some(store)) => data_findings(config, Arc::new(store), &mut add).await,
        Ok(None) => {
            add("data", Health::Notice, format!("データはまだありません: {}(harvest で取り込むと作られます)", config.data.display()))
        }
        Err(failure) => add("data", Health::Bad, format!("データを開けません: {failure}")),
    }

    let bad = findings.iter().any(|finding| finding.health == Health::Bad);
    if arguments.json {
        print_json(&serde_json::json!({ "well": !bad, "findings": findings }))?;
    } else {
        for finding in &findings {
            let mark = match finding.health {
                Health::Good => "○",
                Health::Notice => "△",
                Health::Bad => "×",
            };
            println!("{mark} {:<14} {}", finding.check, finding.finding);
        }
    }
    Ok(if bad { ExitCode::from(NOT_WELL) } else { ExitCode::SUCCESS })
}

async fn data_findings(config: &Config, store: Arc<dyn Store>, add: &mut impl FnMut(&'static str, Health, String)) {
    let counts = async {
        let publications: u64 = store.coverage(publication::Audience::Inside).await?.iter().map(|row| row.count).sum();
        let last = store.last_change().await?;
        let jobs = store.job_counts(clock::now()).await?;
        let units = store.units(publication::Audience::Inside).await?;
        let terms = store.terms(None, publication::Audience::Inside).await?.len();
        Ok::<_, storage::StorageError>((publications, last, jobs, units, terms))
    };
    let last = match counts.await {
        Ok((publications, last, jobs, units, terms)) => {
            add("data", Health::Good, format!("{}: 公報 {publications} 件、変更番号 {last}", config.data.display()));
            let waiting = jobs.due + jobs.taken;
            let health = if waiting > 0 { Health::Notice } else { Health::Good };
            add("translation", health, format!("翻訳待ち {waiting} 件、翻訳メモリ {units} 文、用語 {terms} 語"));
            for put_back in &jobs.later {
                let (reason, next) = (reason_in_japanese(&put_back.reason), super::translate::moment(put_back.next));
                add("translation", Health::Notice, format!("保留 {} 件: {reason} [{}]。次の再試行 {next}", put_back.jobs, put_back.reason));
            }
            last
        }
        Err(failure) => {
            add("data", Health::Bad, format!("データを読めません: {failure}"));
            return;
        }
    };
    match store.accounts(&[], 0, 1).await {
        Ok((_, 0)) => {
            add("accounts", Health::Notice, "アカウントがまだありません。kakehashi user first で最初の管理者を作れます".to_owned())
        }
        Ok((_, all)) => add("accounts", Health::Good, format!("アカウント {all} 件、公開アドレス {}", config.public_url())),
        Err(failure) => add("accounts", Health::Bad, format!("アカウントを読めません: {failure}")),
    }
    match &config.mail {
        Some(mail) => add("mail", Health::Good, format!("メール {}(差出人 {})", mail.host, mail.from)),
        None => add("mail", Health::Good, "メールは設定されていません(招待と再設定のリンクは画面に表示します)".to_owned()),
    }
    if config.search.engine == EngineName::Meilisearch {
        add(
            "search",
            Health::Good,
            format!("検索エンジン Meilisearch {}(接頭辞 {})", config.search.meilisearch.url, config.search.meilisearch.prefix),
        );
    }
    let index = async {
        let engine = search_engine::open(config)?;
        Ok::<_, SearchError>((engine.applied().await?, engine.records().await?))
    };
    match index.await {
        Ok((applied, records)) if applied == last => add("index", Health::Good, format!("索引 {records} 件、最新")),
        Ok((applied, records)) => {
            add("index", Health::Notice, format!("索引 {records} 件、変更番号 {applied}(あと {} で最新)", last.saturating_sub(applied)));
        }
        Err(SearchError::OutOfDate(why)) => {
            add("index", Health::Notice, format!("索引は古い設定のものです({why})。次の serve か worker が作り直します"))
        }
        Err(SearchError::Unavailable(why)) => add(
            "index",
            Health::Bad,
            format!("検索エンジンに接続できません: {why}。文献番号の照会と公報の表示はできます。索引は接続でき次第追いつきます"),
        ),
        Err(SearchError::Slow(why)) => add("index", Health::Bad, format!("検索エンジンの応答が遅すぎます: {why}")),
        Err(SearchError::Denied(why)) => {
            add("index", Health::Bad, format!("検索エンジンがキーを受け付けません: {why}。search.meilisearch.key を確かめてください"));
        }
        Err(failure) => add("index", Health::Bad, format!("索引を開けません: {failure}")),
    }
    match JapaneseMaker::open(&store, config).await {
        Ok(maker) => engine_findings(&maker, add).await,
        Err(failure) => add("engine", Health::Bad, format!("翻訳を準備できません: {failure:#}")),
    }
}

/// How much of an engine's day is spent; nothing where it has no limit.
async fn budget_of(set: &EngineSet, listing: &EngineListing) -> String {
    let Some(limit) = listing.characters_per_day else { return String::new() };
    match set.spent_today(&listing.id).await {
        Ok(spent) => format!("(今日 {spent} 文字、上限 {limit} 文字)"),
        Err(failure) => format!("(今日の文字数を読めません: {failure})"),
    }
}

/// One real call to each engine.
async fn engine_findings(maker: &JapaneseMaker, add: &mut impl FnMut(&'static str, Health, String)) {
    let set = maker.engines();
    if set.listings().is_empty() {
        add("engine", Health::Good, "翻訳エンジンは設定されていません(翻訳メモリと組込みの定型だけで訳します)".to_owned());
    }
    for listing in set.listings() {
        let named = format!("翻訳エンジン {}({}、{})", listing.id, listing.kind, listing.host);
        match set.engine(&listing.id) {
            None => add("engine", Health::Notice, format!("{named}は利用条件に同意していないため使いません")),
            Some(engine) => match engine.probe().await {
                Ok(answer) => {
                    add("engine", Health::Good, format!("{named}が応答しました: {}{}", answer.text, budget_of(set, listing).await))
                }
                Err(failure) => add("engine", Health::Bad, format!("{named}: {}({failure})", reason_in_japanese(failure.code()))),
            },
        }
    }
}
