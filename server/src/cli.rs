//! The command line.

mod backup;
mod deliveries;
mod engines;
mod feed;
mod memory;
mod office;
mod provision;
mod terms;
mod translate;
mod user;
mod xliff;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use publication::{Audience, OfficeCode, PublicationId, Right};

pub use backup::*;
pub use deliveries::*;
pub use engines::*;
pub use feed::*;
pub use memory::*;
pub use office::*;
pub use provision::*;
pub use terms::*;
pub use translate::*;
pub use user::*;
pub use xliff::*;

/// かけはし: 外国の特許・実用新案・意匠・商標文献を日本語で読む / foreign IP documents for Japanese readers
#[derive(Debug, Parser)]
#[command(
    name = "kakehashi",
    version,
    after_help = "終了コード:\n  0  成功\n  1  失敗(理由は標準エラー出力)\n  2  引数の誤り\n  3  一部または全部の入力を読めなかった、書けなかった (harvest, check, memory, terms, restore)、壊れたファイルがあった (backup)\n  4  該当なし (show, search, memory, terms, provision, user, deliveries)\n  5  点検で問題が見つかった (doctor)\n  6  訳文に誤りが見つかった (check)\n\nログは標準エラー出力に、--json の結果は標準出力に書きます。ログの詳しさは RUST_LOG で変えられます。"
)]
pub struct Cli {
    /// What all sub-commands take.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What all sub-commands take.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// データを置くフォルダー(データベース、索引、原本、図面) [既定: kakehashi-data]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// 設定ファイル (TOML) [既定: kakehashi.toml があればそれ]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// ポータルを起動する(翻訳・索引の処理も同じプロセスで行う)
    Serve(ServeArguments),
    /// 翻訳と索引の処理だけを行う
    Worker,
    /// 納品(ファイル、フォルダー、zip、tar、tar.gz)を取り込む
    Harvest(HarvestArguments),
    /// 検索する
    Search(SearchArguments),
    /// 公報を一つ表示する
    Show(ShowArguments),
    /// 索引を作り直す
    Reindex(ReindexArguments),
    /// 翻訳メモリを読み込む、書き出す、調べる (TMX、XLIFF、CSV)
    Memory(MemoryArguments),
    /// 公報の訳文を XLIFF 2.1 で書き出す、ほかの道具で訳したものを取り込む
    Xliff(XliffArguments),
    /// 用語集を読み込む、書き出す、一覧にする (TBX、CSV)
    Terms(TermsArguments),
    /// 公衆提供(公衆に見せるもの)を官庁・権利・要素ごとに決める
    Provision(ProvisionArguments),
    /// フィード(官庁のファイルの取得元)を登録し、調べ、動かす
    Feed(FeedArguments),
    /// 官庁台帳: 官庁ごとの合意と、届いたものを並べて示す。合意を登録する
    Office(OfficeArguments),
    /// 官庁の公報の翻訳を、見積もりを示してから依頼し、進み具合を表示する
    Translate(TranslateArguments),
    /// 翻訳エンジンの一覧を表示する(送り先、課金の単位、利用条件)。`engines try` は実際に訳し、`engines stats` は実績を示す
    Engines(EnginesArguments),
    /// 訳文を原文と照らして検査する (TSV、CSV、XLIFF 1.2/2.x、TMX)
    Check(CheckArguments),
    /// アカウントを作る、停止する、一覧にする、パスワードを再設定する
    User(UserArguments),
    /// 取り込んだ納品を一覧にする、取り消して前の状態に戻す
    Deliveries(DeliveriesArguments),
    /// すべてのデータを一つのファイルに写す(動作中でもよい)
    Backup(BackupArguments),
    /// backup が書いたファイルを、空のデータフォルダーに復元する
    Restore(RestoreArguments),
    /// 設定、データ、索引、翻訳エンジンの状態を点検する
    Doctor(DoctorArguments),
    /// 標準入力の図面を標準出力に画像として書く(このプログラムが自分で呼び出す)
    #[command(hide = true)]
    FigurePages(FigurePagesArguments),
}

impl Command {
    /// Whether it is work that a portal beside it is not to be held up by.
    #[must_use]
    pub const fn is_background_work(&self) -> bool {
        matches!(self, Self::Worker | Self::Harvest(_) | Self::Reindex(_) | Self::Feed(_) | Self::Translate(_) | Self::Backup(_))
    }
}

/// `serve`
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// 待ち受けるアドレス [既定: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<std::net::SocketAddr>,
    /// 翻訳と索引の処理をしない(別に `kakehashi worker` を動かすとき)
    #[arg(long)]
    pub no_worker: bool,
}

/// Who may see what is harvested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Provision {
    /// 公衆提供する
    Public,
    /// 内部のみ
    Inside,
}

/// `harvest`
#[derive(Debug, Args)]
pub struct HarvestArguments {
    /// 納品のパス
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// 納品元の官庁 (WIPO ST.3)
    #[arg(long, value_name = "CC")]
    pub office: OfficeCode,
    /// 記録に権利の種類が書かれていないときの種類: patent, utility-model, design, trademark
    #[arg(long, value_name = "RIGHT")]
    pub right: Option<Right>,
    /// 形式: auto, st36-ep, st36, docdb, epo-full-text, st96-patent, us-patent, cnipa, kipris, dpma-register, ops, st66, st86, st96, tipo, inid-text
    #[arg(long, default_value = "auto", value_name = "NAME")]
    pub format: String,
    /// 宣言のないテキストの文字コード(windows-874 など) [既定: 内容から判断]
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// 言語の書かれていない本文の言語 [既定: 官庁の言語]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// 公衆提供: public(公開)または inside(内部のみ)
    #[arg(long, value_enum, default_value_t = Provision::Public)]
    pub provision: Provision,
    /// サンプル文献として取り込み、全ページにその旨を表示する
    #[arg(long)]
    pub sample: bool,
    /// 名称・要約だけでなく全文の翻訳を依頼する
    #[arg(long)]
    pub translate_all: bool,
    /// 何も保存せず、結果だけを報告する
    #[arg(long)]
    pub dry_run: bool,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// Whose eyes a command looks with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AudienceArgument {
    /// 公衆
    Public,
    /// 内部
    Inside,
}

impl From<AudienceArgument> for Audience {
    fn from(argument: AudienceArgument) -> Self {
        match argument {
            AudienceArgument::Public => Self::Public,
            AudienceArgument::Inside => Self::Inside,
        }
    }
}

/// `search`
#[derive(Debug, Args)]
pub struct SearchArguments {
    /// 検索語。空白で区切るとすべてを含むもの、「」か "" で囲むとそのままの語句
    #[arg(value_name = "QUERY")]
    pub query: String,
    /// 官庁(コンマ区切り)
    #[arg(long, value_name = "CC,…", value_delimiter = ',')]
    pub office: Vec<OfficeCode>,
    /// 権利の種類(コンマ区切り)
    #[arg(long, value_name = "RIGHT,…", value_delimiter = ',')]
    pub right: Vec<Right>,
    /// 何ページ目か
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub page: u32,
    /// 誰として検索するか
    #[arg(long, value_enum, default_value_t = AudienceArgument::Inside)]
    pub audience: AudienceArgument,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `show`
#[derive(Debug, Args)]
pub struct ShowArguments {
    /// 公報の識別子(例 TH-patent-0901001234-A)または番号
    #[arg(value_name = "ID")]
    pub id: String,
    /// 古い版
    #[arg(long, value_name = "N")]
    pub version: Option<i64>,
    /// 誰として見るか
    #[arg(long, value_enum, default_value_t = AudienceArgument::Inside)]
    pub audience: AudienceArgument,
    /// 正規化した公報全体を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `reindex`
#[derive(Debug, Args)]
pub struct ReindexArguments {
    /// この官庁の公報だけ
    #[arg(long, value_name = "CC")]
    pub office: Option<OfficeCode>,
}

/// `check`
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// 対訳のファイル(language, source, target の列をもつ TSV と CSV、XLIFF、TMX。形式は内容から判断)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// 用語集(`terms import` と同じ TBX、CSV、TSV)。使われていない訳語と、使用を禁じた訳語も調べる
    #[arg(long, value_name = "FILE")]
    pub terms: Option<PathBuf>,
    /// 表記(である調、「、。」、「前記」)も調べる
    #[arg(long)]
    pub style: bool,
    /// 結果を1行に一つの JSON で標準出力に書く(最後の行は集計)
    #[arg(long)]
    pub json: bool,
}

/// `doctor`
#[derive(Debug, Args)]
pub struct DoctorArguments {
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `figure-pages`: the limits of [`figures::Limits`].
#[derive(Debug, Args)]
pub struct FigurePagesArguments {
    /// 1ページの画素数の上限
    #[arg(long)]
    pub pixels: u64,
    /// ページ数の上限
    #[arg(long)]
    pub pages: u32,
    /// メモリーの上限(バイト)
    #[arg(long)]
    pub memory: u64,
    /// 時間の上限(秒)
    #[arg(long)]
    pub seconds: u64,
}

/// An id as written, or nothing where the text is another spelling of a number.
#[must_use]
pub fn as_id(text: &str) -> Option<PublicationId> {
    text.trim().parse().ok()
}
