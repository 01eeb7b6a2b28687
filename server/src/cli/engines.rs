//! The arguments of `engines`.

use clap::{Args, Subcommand};

/// `engines`
#[derive(Debug, Args)]
pub struct EnginesArguments {
    /// 省くと一覧を表示する
    #[command(subcommand)]
    pub action: Option<EnginesAction>,
    /// 結果を JSON で標準出力に書く
    #[arg(long, global = true)]
    pub json: bool,
}

/// What to do with the engines.
#[derive(Debug, Subcommand)]
pub enum EnginesAction {
    /// 文を各エンジンに実際に送り、訳を比べる(課金されることがある)
    Try(TryArguments),
    /// 翻訳エンジンの実績(量、失敗、応答時間、検査で見つかったこと)を、エンジンと官庁ごとに示す
    Stats(StatsArguments),
}

/// `engines try`
#[derive(Debug, Args)]
pub struct TryArguments {
    /// 訳す文
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// 文の言語 (BCP 47): en, zh-Hant, ko など
    #[arg(long, value_name = "LANG")]
    pub from: translator::Language,
    /// このエンジンだけに送る(設定での名前) [既定: 使えるものすべて]
    #[arg(long, value_name = "NAME")]
    pub engine: Option<String>,
}

/// `engines stats`
#[derive(Debug, Args)]
pub struct StatsArguments {
    /// 今日までの日数
    #[arg(long, default_value_t = 30, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=730))]
    pub days: u16,
    /// この官庁だけ
    #[arg(long, value_name = "CC")]
    pub office: Option<publication::OfficeCode>,
}
