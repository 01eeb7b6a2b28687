//! The arguments of `deliveries`.

use clap::{Args, Subcommand};
use publication::OfficeCode;

/// `deliveries`
#[derive(Debug, Args)]
pub struct DeliveriesArguments {
    /// What to do.
    #[command(subcommand)]
    pub action: DeliveriesAction,
}

/// What to do with deliveries.
#[derive(Debug, Subcommand)]
pub enum DeliveriesAction {
    /// 取り込んだ納品を、新しい順に一覧にする
    List(DeliveriesListArguments),
    /// 納品と、その最後の取込の結果を表示する
    Show(DeliveryArguments),
    /// 納品を取り消し、それが変えた公報を前の状態に戻す
    #[command(
        after_help = "--yes がなければ何も変えず、前の版に戻る公報と、なくなる公報を報告します。\n履歴は失われず、人手の訳文は残ります。後の納品が変えた公報はそのままです。同じファイルは再び取り込めます。\n途中で止めても、もう一度実行すれば続きから行います。索引は変更を追って更新されます。"
    )]
    RollBack(RollBackArguments),
}

/// `deliveries list`
#[derive(Debug, Args)]
pub struct DeliveriesListArguments {
    /// この官庁の納品だけ
    #[arg(long, value_name = "CC")]
    pub office: Option<OfficeCode>,
    /// 何件まで表示するか
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: usize,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `deliveries show`
#[derive(Debug, Args)]
pub struct DeliveryArguments {
    /// 納品の SHA-256(list に表示されるもの)
    #[arg(value_name = "HASH")]
    pub delivery: String,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `deliveries roll-back`
#[derive(Debug, Args)]
pub struct RollBackArguments {
    /// 納品の SHA-256(list に表示されるもの)
    #[arg(value_name = "HASH")]
    pub delivery: String,
    /// 確かめたうえで実際に取り消す
    #[arg(long)]
    pub yes: bool,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}
