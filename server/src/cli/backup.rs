//! The arguments of `backup` and `restore`.

use std::path::PathBuf;

use clap::Args;

/// `backup`
#[derive(Debug, Args)]
#[command(
    after_help = "serve、worker、harvest の動作中に実行してかまいません。データベースのある時点の写しと、原本・図面を tar 一つに書きます。\n含まないもの: 検索の索引(復元後に作り直します)、設定ファイル、フィードの秘密を暗号化する鍵(秘密は暗号化されたまま含まれます。鍵は別に保管してください)。\n内部限りの文献とアカウントを含みます。保管場所に注意してください。実行中は、書き先にデータベースと同じ大きさの空きがもう一つ必要です。"
)]
pub struct BackupArguments {
    /// 書き先のファイル(まだないもの)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `restore`
#[derive(Debug, Args)]
#[command(
    after_help = "復元先は --data(または設定)のフォルダーで、空か、まだないものに限ります。すべてのファイルを SHA-256 で確かめてから置きます。\n検索の索引は含まれていないので、復元後の最初の serve、worker または reindex が作り直します。フィードの秘密を使うには、元の鍵の設定も必要です。"
)]
pub struct RestoreArguments {
    /// backup が書いたファイル
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}
