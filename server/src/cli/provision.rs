//! The arguments of `provision`.

use clap::{Args, Subcommand};
use publication::{IsoDate, OfficeCode, ProvidedElement, Right};

use super::Provision;

/// `provision`
#[derive(Debug, Args)]
pub struct ProvisionArguments {
    /// What to do.
    #[command(subcommand)]
    pub action: ProvisionAction,
}

/// What to do with public provision.
#[derive(Debug, Subcommand)]
pub enum ProvisionAction {
    /// いまの公衆提供の決定と、承認待ちの提案を一覧にする
    List(ProvisionListArguments),
    /// 官庁と権利ごとに、全体または要素の公衆提供を決める
    #[command(
        after_help = "決定はすぐに効きます。検索の索引が追いつくまでの間、非公開にした文献は検索結果に現れません。\n要素を非公開にすると、その要素の文言で検索しても見つからなくなり、原本とパッケージも公開されなくなります。\n画面での変更と違い、もう一人の管理者の承認は求めません。変更は記録に残ります。"
    )]
    Set(ProvisionSetArguments),
}

/// `provision list`
#[derive(Debug, Args)]
pub struct ProvisionListArguments {
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `provision set`
#[derive(Debug, Args)]
pub struct ProvisionSetArguments {
    /// public(公開)または inside(内部のみ)
    #[arg(value_enum, value_name = "public|inside")]
    pub provision: Provision,
    /// 官庁 (WIPO ST.3)
    #[arg(long, value_name = "CC")]
    pub office: OfficeCode,
    /// 権利の種類: patent, utility-model, design, trademark
    #[arg(long, value_name = "RIGHT")]
    pub right: Right,
    /// 要素: title, abstract, claims, description, goods, figures, original [既定: 文献全体]
    #[arg(long, value_name = "ELEMENT")]
    pub element: Option<ProvidedElement>,
    /// 公開を始める日(日本時間)。public のときだけ
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<IsoDate>,
    /// 何も変えず、影響する文献の数だけを表示する
    #[arg(long)]
    pub dry_run: bool,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}
