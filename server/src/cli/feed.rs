//! The arguments of `feed`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use publication::OfficeCode;

/// `feed`
#[derive(Debug, Args)]
pub struct FeedArguments {
    /// What to do.
    #[command(subcommand)]
    pub action: FeedAction,
}

/// What to do with feeds.
#[derive(Debug, Subcommand)]
pub enum FeedAction {
    /// フィードを登録する
    Add(Box<FeedAddArguments>),
    /// フィードの設定を変更する。指定しない項目はそのまま残る
    Set(Box<FeedSetArguments>),
    /// フィードを一覧にする
    List(JsonArguments),
    /// フィードの設定、届いたファイル、処理の状況を表示する
    Show(NamedArguments),
    /// 取得元に接続し、今あるファイルを表示する(何も取得しない)
    Test(FeedTestArguments),
    /// 取得元を調べ、新しいファイルを取得して取り込む。終わるまで待つ
    Run(FeedRunArguments),
    /// 届いたファイルの先頭の記録を読み、結果を原文と並べて表示する(何も保存しない)
    DryRun(FeedDryRunArguments),
    /// 処理を停止する
    Stop(JobArguments),
    /// 停止・失敗した処理を続きから再開する
    Resume(JobArguments),
    /// このマシンのファイルまたはフォルダー(郵送されたディスクなど)を、届いたものとして取り込む
    ImportPath(FeedImportArguments),
    /// 秘密を暗号化する鍵を作って表示する
    NewKey,
}

/// Only whether JSON is wanted.
#[derive(Debug, Args)]
pub struct JsonArguments {
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// A feed by its name.
#[derive(Debug, Args)]
pub struct NamedArguments {
    /// フィードの名前
    #[arg(value_name = "NAME")]
    pub name: String,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// A job by its number.
#[derive(Debug, Args)]
pub struct JobArguments {
    /// 処理の番号(feed show で分かる)
    #[arg(value_name = "JOB")]
    pub job: i64,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `feed add`
#[derive(Debug, Args)]
pub struct FeedAddArguments {
    /// フィードの名前(英小文字、数字、ハイフン)
    #[arg(value_name = "NAME")]
    pub name: String,
    /// 官庁 (WIPO ST.3)
    #[arg(long, value_name = "CC")]
    pub office: OfficeCode,
    /// Everything else.
    #[command(flatten)]
    pub settings: FeedSettingArguments,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `feed set`
#[derive(Debug, Args)]
pub struct FeedSetArguments {
    /// フィードの名前
    #[arg(value_name = "NAME")]
    pub name: String,
    /// What to change.
    #[command(flatten)]
    pub settings: FeedSettingArguments,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// The settings of a feed.
#[derive(Debug, Args)]
pub struct FeedSettingArguments {
    /// 取得元: https://、http://(最後が / ならリンクの一覧)、ftp://、ftps://、sftp://、file:///(監視フォルダー)
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    /// 取得するファイル(例 *.zip、2026/*.xml)
    #[arg(long, value_name = "PATTERN")]
    pub pattern: Option<String>,
    /// 利用者名
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,
    /// パスワードまたは秘密鍵を標準入力から読み、暗号化して保存する
    #[arg(long)]
    pub secret_from_stdin: bool,
    /// パスワードまたは秘密鍵の参照(env:KAKEHASHI_FEED_名前、file:パス)
    #[arg(long, value_name = "REFERENCE", conflicts_with = "secret_from_stdin")]
    pub secret_reference: Option<String>,
    /// SFTPサーバーのホスト鍵の指紋 (SHA256:…)
    #[arg(long, value_name = "FINGERPRINT")]
    pub host_key: Option<String>,
    /// 権利の種類(コンマ区切り)
    #[arg(long, value_name = "RIGHT,…", value_delimiter = ',')]
    pub right: Option<Vec<String>>,
    /// 形式(auto または形式の名前)
    #[arg(long, value_name = "NAME")]
    pub format: Option<String>,
    /// 宣言のないテキストの文字コード
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// 言語の書かれていない本文の言語
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// 公衆提供: public または inside [追加時の既定: inside]
    #[arg(long, value_name = "PROVISION")]
    pub provision: Option<String>,
    /// 全文の翻訳を依頼する (true, false)
    #[arg(long, value_name = "BOOL")]
    pub translate_all: Option<bool>,
    /// 予定(日本時間): daily, weekly, biweekly, monthly, quarterly またはcron式
    #[arg(long, value_name = "SCHEDULE")]
    pub schedule: Option<String>,
    /// 届くはずの間隔(日)
    #[arg(long, value_name = "DAYS")]
    pub interval_days: Option<String>,
    /// 1ファイルの大きさの上限 (MiB)
    #[arg(long, value_name = "MIB")]
    pub file_mib: Option<String>,
    /// 通知: error(失敗と不採用), always, never
    #[arg(long, value_name = "WHEN")]
    pub notify: Option<String>,
    /// 予定どおりに調べる (true, false)
    #[arg(long, value_name = "BOOL")]
    pub enabled: Option<bool>,
}

/// `feed test`
#[derive(Debug, Args)]
pub struct FeedTestArguments {
    /// フィードの名前
    #[arg(value_name = "NAME")]
    pub name: String,
    /// 示されたホスト鍵を、相手方に確かめたものとして登録する
    #[arg(long)]
    pub accept_host_key: bool,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `feed run`
#[derive(Debug, Args)]
pub struct FeedRunArguments {
    /// フィードの名前
    #[arg(value_name = "NAME")]
    pub name: String,
    /// 待たずに、処理を予約するだけにする(serve または worker が行う)
    #[arg(long)]
    pub no_wait: bool,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `feed dry-run`
#[derive(Debug, Args)]
pub struct FeedDryRunArguments {
    /// フィードの名前
    #[arg(value_name = "NAME")]
    pub name: String,
    /// 届いたファイルの番号 [既定: 最後に届いたもの]
    #[arg(long, value_name = "N")]
    pub arrival: Option<i64>,
    /// 読む記録の数
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub first: u64,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `feed import-path`
#[derive(Debug, Args)]
pub struct FeedImportArguments {
    /// フィードの名前
    #[arg(value_name = "NAME")]
    pub name: String,
    /// ファイルまたはフォルダー
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// 受領した人
    #[arg(long, value_name = "NAME")]
    pub received_by: String,
    /// 受領した日 (YYYY-MM-DD、日本時間) [既定: 今]
    #[arg(long, value_name = "DATE")]
    pub received_on: Option<publication::IsoDate>,
    /// メモ
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub note: String,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}
