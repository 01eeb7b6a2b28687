//! The arguments of `memory`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::AudienceArgument;

/// `memory`
#[derive(Debug, Args)]
pub struct MemoryArguments {
    /// What to do.
    #[command(subcommand)]
    pub action: MemoryAction,
}

/// What to do with the translation memory.
#[derive(Debug, Subcommand)]
pub enum MemoryAction {
    /// 対訳のファイルを読み込む(TMX 1.4b、XLIFF 1.2/2.x、CSV、TSV。形式と文字コードは内容から判断)
    #[command(
        after_help = "CSV と TSV は1行目を列名とします: language(言語)、source(原文)、japanese(訳文)。次の列はなくてもかまいません: author、created、changed_by、changed、context、origin、origin_name、provision (public または inside)。文字コードは UTF-8、UTF-16、CP932、区切りはコンマ、セミコロン、タブです。\n\n同じ言語・原文・文脈の対訳は、新しいものが置き換わります。公開のものと内部のものは別に保存されます。読めない行は、行番号、コード、理由を付けて報告し、残りを読み込みます(終了コード 3)。"
    )]
    Import(MemoryImportArguments),
    /// 対訳を書き出す
    Export(MemoryExportArguments),
    /// 語を含む対訳を探す(用例検索)
    Search(MemorySearchArguments),
    /// 文に一致または類似する対訳を、違いを示して表示する
    Match(MatchArguments),
}

/// `memory import`
#[derive(Debug, Args)]
pub struct MemoryImportArguments {
    /// 読み込むファイル
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// 何も保存せず、結果だけを報告する
    #[arg(long)]
    pub dry_run: bool,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
    /// 訳者の書かれていない対訳の訳者
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// 言語の書かれていない原文の言語 (BCP 47)
    #[arg(long, value_name = "LANG")]
    pub language: Option<translator::Language>,
    /// 公衆提供しない文から作られた対訳として、内部だけで使う
    #[arg(long)]
    pub restricted: bool,
    /// サンプルとして読み込む
    #[arg(long)]
    pub sample: bool,
}

/// A format to write the memory in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MemoryFormat {
    /// TMX 1.4b
    Tmx,
    /// XLIFF 2.1(原文の言語は一つ)
    Xliff,
    /// XLIFF 1.2
    #[value(name = "xliff-1.2")]
    Xliff12,
    /// CSV(Excel で開ける UTF-8)
    Csv,
}

/// `memory export`
#[derive(Debug, Args)]
pub struct MemoryExportArguments {
    /// 形式
    #[arg(long, value_enum, default_value_t = MemoryFormat::Tmx, value_name = "NAME")]
    pub format: MemoryFormat,
    /// この言語の対訳だけ (BCP 47)
    #[arg(long, value_name = "LANG")]
    pub language: Option<translator::Language>,
    /// 誰に見せるものか。inside は内部だけの対訳も書き出す
    #[arg(long, value_enum, default_value_t = AudienceArgument::Public)]
    pub audience: AudienceArgument,
    /// 書き出すファイル [既定: 標準出力]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The side of a unit in which words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SideArgument {
    /// 原文と訳文
    Both,
    /// 原文
    Source,
    /// 訳文
    Japanese,
}

/// `memory search`
#[derive(Debug, Args)]
pub struct MemorySearchArguments {
    /// 探す語(すべてを含むもの)。空白で区切る言語では一語として、そうでない言語では文字の並びとして探す
    #[arg(required = true, value_name = "WORD")]
    pub words: Vec<String>,
    /// どちらの側を探すか
    #[arg(long, value_enum, default_value_t = SideArgument::Both)]
    pub side: SideArgument,
    /// この言語の対訳だけ (BCP 47)
    #[arg(long, value_name = "LANG")]
    pub language: Option<translator::Language>,
    /// 誰として探すか
    #[arg(long, value_enum, default_value_t = AudienceArgument::Inside)]
    pub audience: AudienceArgument,
    /// 件数の上限
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: usize,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `memory match`
#[derive(Debug, Args)]
pub struct MatchArguments {
    /// 調べる文
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// 文の言語 (BCP 47)
    #[arg(long, value_name = "LANG")]
    pub language: translator::Language,
    /// 類似とする一致率の下限 (%)
    #[arg(long, default_value_t = 70, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub threshold: u8,
    /// 誰として調べるか
    #[arg(long, value_enum, default_value_t = AudienceArgument::Inside)]
    pub audience: AudienceArgument,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}
