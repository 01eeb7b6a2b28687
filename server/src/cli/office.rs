//! The arguments of `office`.

use clap::{Args, Subcommand};
use publication::{OfficeCode, Right};

/// `office`
#[derive(Debug, Args)]
pub struct OfficeArguments {
    /// What to do.
    #[command(subcommand)]
    pub action: OfficeAction,
}

/// What to do with the registry.
#[derive(Debug, Subcommand)]
pub enum OfficeAction {
    /// 官庁を一覧にする
    List(OfficeListArguments),
    /// 官庁を一つ表示する
    Show(OfficeShowArguments),
    /// 合意を登録・変更する。指定しない項目はそのまま残る
    Set(Box<OfficeSetArguments>),
}

/// `office list`
#[derive(Debug, Args)]
pub struct OfficeListArguments {
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
    /// Excel で開ける CSV を標準出力に書く
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
}

/// `office show`
#[derive(Debug, Args)]
pub struct OfficeShowArguments {
    /// 官庁 (WIPO ST.3)
    #[arg(value_name = "CC")]
    pub office: OfficeCode,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `office set`
#[derive(Debug, Args)]
pub struct OfficeSetArguments {
    /// 官庁 (WIPO ST.3)
    #[arg(value_name = "CC")]
    pub office: OfficeCode,
    /// この権利だけの合意: patent, utility-model, design, trademark [既定: 官庁全体]
    #[arg(long, value_name = "RIGHT")]
    pub right: Option<Right>,
    /// 合意: yes (○), partly (△), no (×), unknown (不明)
    #[arg(long, value_name = "STANDING")]
    pub agreement: Option<String>,
    /// 交換: yes, partly, no, unknown
    #[arg(long, value_name = "STANDING")]
    pub exchange: Option<String>,
    /// 公衆提供: yes, no, unknown
    #[arg(long, value_name = "STANDING")]
    pub provision: Option<String>,
    /// 交換までの段階 1〜4 の状態とメモ(例 `2=partly:範囲を協議中`)。繰り返せる
    #[arg(long, value_name = "N=STANDING[:NOTE]")]
    pub step: Vec<String>,
    /// 合意した要素(コンマ区切り。例 title,abstract,claims。空文字で不明に戻す)
    #[arg(long, value_name = "ELEMENT,…")]
    pub elements: Option<String>,
    /// 提供可能データ(`製品;形式;範囲`)。繰り返せる。指定すると一覧全体が置き換わる
    #[arg(long, value_name = "PRODUCT;FORMAT;COVERAGE")]
    pub product: Vec<String>,
    /// 合意した間隔(日)。0 で不明に戻す
    #[arg(long, value_name = "DAYS")]
    pub interval_days: Option<u32>,
    /// 合意した頻度(例 四半期ごと)
    #[arg(long, value_name = "TEXT")]
    pub frequency: Option<String>,
    /// 連絡先
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    /// 利用条件
    #[arg(long, value_name = "TEXT")]
    pub allowed_use: Option<String>,
    /// 備考
    #[arg(long, value_name = "TEXT")]
    pub remarks: Option<String>,
    /// いつの情報か
    #[arg(long, value_name = "TEXT")]
    pub as_of: Option<String>,
    /// 出典
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}
