//! The arguments of `terms`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::AudienceArgument;

/// `terms`
#[derive(Debug, Args)]
pub struct TermsArguments {
    /// What to do.
    #[command(subcommand)]
    pub action: TermsAction,
}

/// What to do with the termbase.
#[derive(Debug, Subcommand)]
pub enum TermsAction {
    /// 用語集のファイルを読み込む(TBX-Basic、CSV、TSV。形式と文字コードは内容から判断)
    #[command(
        after_help = "CSV と TSV は1行目を列名とします: concept(概念)、language(言語)、term(用語)、japanese(日本語)。次の列はなくてもかまいません: status (preferred、admitted、forbidden)、provision (public または inside)、ipc(この分類の文献だけで使う。セミコロン区切り)、note、source。\n\n一つの概念の日本語の別の語は、language を ja とする行に書きます。同じ概念・言語・用語は置き換わります。"
    )]
    Import(TermsImportArguments),
    /// 用語集を書き出す
    Export(TermsExportArguments),
    /// 用語を一覧にする
    List(TermsListArguments),
}

/// `terms import`
#[derive(Debug, Args)]
pub struct TermsImportArguments {
    /// 読み込むファイル
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// 何も保存せず、結果だけを報告する
    #[arg(long)]
    pub dry_run: bool,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
    /// 公衆提供しない文から作られた用語として、内部だけで使う
    #[arg(long)]
    pub restricted: bool,
}

/// A format to write the termbase in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TermsFormat {
    /// TBX-Basic (ISO 30042:2019)
    Tbx,
    /// CSV(Excel で開ける UTF-8)
    Csv,
}

/// `terms export`
#[derive(Debug, Args)]
pub struct TermsExportArguments {
    /// 形式
    #[arg(long, value_enum, default_value_t = TermsFormat::Tbx, value_name = "NAME")]
    pub format: TermsFormat,
    /// この言語の用語だけ (BCP 47)
    #[arg(long, value_name = "LANG")]
    pub language: Option<translator::Language>,
    /// 誰に見せるものか。inside は内部だけの用語も書き出す
    #[arg(long, value_enum, default_value_t = AudienceArgument::Public)]
    pub audience: AudienceArgument,
    /// 書き出すファイル [既定: 標準出力]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `terms list`
#[derive(Debug, Args)]
pub struct TermsListArguments {
    /// 概念、用語、日本語のどれかに含まれる語(すべてを含むもの) [既定: すべて]
    #[arg(value_name = "WORD")]
    pub words: Vec<String>,
    /// この言語の用語だけ (BCP 47)
    #[arg(long, value_name = "LANG")]
    pub language: Option<translator::Language>,
    /// 誰として見るか
    #[arg(long, value_enum, default_value_t = AudienceArgument::Inside)]
    pub audience: AudienceArgument,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}
