//! The arguments of `xliff`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use publication::{LanguageTag, TextPart};

use super::AudienceArgument;

/// `xliff`
#[derive(Debug, Args)]
pub struct XliffArguments {
    /// What to do.
    #[command(subcommand)]
    pub action: XliffAction,
}

/// What to do with a document's Japanese.
#[derive(Debug, Subcommand)]
pub enum XliffAction {
    /// 公報の原文と訳文を書き出す
    Export(XliffExportArguments),
    /// ほかの道具で訳したファイルを取り込む。ほかの人が先に直した文は上書きせず、競合として報告する(終了コード 3)
    Import(XliffImportArguments),
}

fn part(text: &str) -> Result<TextPart, String> {
    text.parse().map_err(|()| "title, abstract, claims, description, goods のいずれかです".to_owned())
}

/// `xliff export`
#[derive(Debug, Args)]
pub struct XliffExportArguments {
    /// 公報の識別子(例 TH-patent-0901001234-A)または番号
    #[arg(value_name = "ID")]
    pub id: String,
    /// 部分: title, abstract, claims, description, goods [既定: すべて]
    #[arg(long, value_parser = part, value_name = "PART")]
    pub part: Option<TextPart>,
    /// 原文の言語 (BCP 47) [既定: 公報の言語]
    #[arg(long, value_name = "LANG")]
    pub language: Option<LanguageTag>,
    /// 書き出すファイル [既定: 標準出力]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// 誰として見るか
    #[arg(long, value_enum, default_value_t = AudienceArgument::Inside)]
    pub audience: AudienceArgument,
}

/// `xliff import`
#[derive(Debug, Args)]
pub struct XliffImportArguments {
    /// 公報の識別子(例 TH-patent-0901001234-A)または番号
    #[arg(value_name = "ID")]
    pub id: String,
    /// 取り込むファイル
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 訳した人のサインイン名。翻訳者以上のアカウントに限る
    #[arg(long = "as", value_name = "NAME")]
    pub translator: String,
    /// 何も保存せず、結果だけを報告する
    #[arg(long)]
    pub dry_run: bool,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}
