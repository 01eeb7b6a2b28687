//! The arguments of `user`.

use clap::{Args, Subcommand, ValueEnum};
use publication::Role;

use super::AudienceArgument;

/// `user`
#[derive(Debug, Args)]
pub struct UserArguments {
    /// すること
    #[command(subcommand)]
    pub action: UserAction,
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum UserAction {
    /// 最初の管理者を作り、使い始めるためのリンクを表示する(アカウントが一つでもあれば、何もせず何も表示しない)
    First,
    /// アカウントを作り、招待のリンクを表示する(メールの設定とアドレスがあれば送信する)
    Add(UserAddArguments),
    /// パスワードを再設定するリンクを作る
    Reset(UserResetArguments),
    /// アカウントの一覧を表示する
    List(UserListArguments),
    /// アカウントを停止する(すべての端末からサインアウトさせる)
    Disable(UserNameArguments),
    /// 停止を解除する
    Enable(UserNameArguments),
}

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleArgument {
    /// 閲覧者
    Reader,
    /// 翻訳者
    Translator,
    /// 校閲者
    Reviewer,
    /// 管理者
    Administrator,
}

impl From<RoleArgument> for Role {
    fn from(argument: RoleArgument) -> Self {
        match argument {
            RoleArgument::Reader => Self::Reader,
            RoleArgument::Translator => Self::Translator,
            RoleArgument::Reviewer => Self::Reviewer,
            RoleArgument::Administrator => Self::Administrator,
        }
    }
}

/// `user add`
#[derive(Debug, Args)]
pub struct UserAddArguments {
    /// サインイン名(半角英数字と . _ - @)
    #[arg(value_name = "NAME")]
    pub sign_in_name: String,
    /// 役割
    #[arg(long, value_enum, default_value_t = RoleArgument::Reader)]
    pub role: RoleArgument,
    /// 閲覧範囲: public(公衆提供のみ)または inside(内部限りを含む) [既定: 閲覧者は public、ほかは inside]
    #[arg(long, value_enum)]
    pub audience: Option<AudienceArgument>,
    /// 表示名 [既定: サインイン名]
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// メールアドレス
    #[arg(long, value_name = "ADDRESS")]
    pub mail: Option<String>,
    /// リンクを作らず、標準入力の1行目をパスワードにする
    #[arg(long)]
    pub password_stdin: bool,
}

/// `user reset`
#[derive(Debug, Args)]
pub struct UserResetArguments {
    /// サインイン名
    #[arg(value_name = "NAME")]
    pub sign_in_name: String,
    /// リンクを作らず、標準入力の1行目をパスワードにする
    #[arg(long)]
    pub password_stdin: bool,
}

/// `user list`
#[derive(Debug, Args)]
pub struct UserListArguments {
    /// 結果を JSON で標準出力に書く
    #[arg(long)]
    pub json: bool,
}

/// `user disable`, `user enable`
#[derive(Debug, Args)]
pub struct UserNameArguments {
    /// サインイン名
    #[arg(value_name = "NAME")]
    pub sign_in_name: String,
}
