//! `kakehashi user`: accounts, for whoever has the machine.

use std::{
    io::{BufRead as _, Read as _},
    process::ExitCode,
    sync::Arc,
};

use anyhow::Context as _;
use publication::{Audience, Role};
use storage::{Account, AccountRepository as _, SqliteStore, Store};

use super::{nothing_found, open_held, open_store, print_json};
use crate::{
    accounts::{Accounts, LinkMade, NewInvitation, Refusal},
    cli::{UserAction, UserAddArguments, UserArguments},
    config::Config,
};

/// Accounts read at once for the list.
const AT_ONCE: usize = 500;
/// Longest line that is read for a password, bytes.
const LONGEST_LINE: u64 = 4_096;

pub async fn run(config: &Config, arguments: UserArguments) -> anyhow::Result<ExitCode> {
    match arguments.action {
        UserAction::First => first(config).await,
        UserAction::Add(arguments) => add(config, arguments).await,
        UserAction::List(arguments) => list(&open_held(config).await?, arguments.json).await,
        UserAction::Reset(arguments) => {
            let store = open_held(config).await?;
            let Some(account) = store.account_named(&arguments.sign_in_name).await? else { return Ok(no_such_account()) };
            let accounts = over(store, config);
            if arguments.password_stdin {
                accounts.set_password(&account, &password_line()?).await.map_err(told)?;
                println!("{} のパスワードを設定し、すべての端末からサインアウトさせました", account.sign_in_name);
            } else {
                let (account, made) = accounts.send_link(account.id, None).await.map_err(told)?;
                print_link(&account, &made);
            }
            Ok(ExitCode::SUCCESS)
        }
        UserAction::Disable(arguments) => set_disabled(config, &arguments.sign_in_name, true).await,
        UserAction::Enable(arguments) => set_disabled(config, &arguments.sign_in_name, false).await,
    }
}

fn over(store: SqliteStore, config: &Config) -> Accounts {
    let store: Arc<dyn Store> = Arc::new(store);
    Accounts::new(store, config)
}

fn no_such_account() -> ExitCode {
    nothing_found("該当するアカウント")
}

async fn first(config: &Config) -> anyhow::Result<ExitCode> {
    let made = over(open_store(config).await?, config).invite_first().await.map_err(told)?;
    if let Some(LinkMade::ToHandOver { address, .. }) = made {
        println!("最初の管理者 admin を作りました。次のリンクを開き、パスワードを設定してください(7日間、一度だけ有効)。");
        println!("  {address}");
        println!("リンクをなくしたときは kakehashi user reset admin で作り直せます。");
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(config: &Config, arguments: UserAddArguments) -> anyhow::Result<ExitCode> {
    let typed = NewInvitation {
        sign_in_name: arguments.sign_in_name,
        name: arguments.name.unwrap_or_default(),
        mail: arguments.mail.unwrap_or_default(),
        role: Role::from(arguments.role).as_str().to_owned(),
        audience: arguments.audience.map(|audience| Audience::from(audience).as_str().to_owned()).unwrap_or_default(),
    };
    let password = arguments.password_stdin.then(password_line).transpose()?;
    let invited = over(open_store(config).await?, config).invite(&typed, password.as_deref(), None).await.map_err(told)?;
    match &invited.link {
        Some(made) => print_link(&invited.account, made),
        None => println!("アカウント {} を作りました", invited.account.sign_in_name),
    }
    Ok(ExitCode::SUCCESS)
}

async fn set_disabled(config: &Config, sign_in_name: &str, disabled: bool) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let Some(account) = store.account_named(sign_in_name).await? else { return Ok(no_such_account()) };
    over(store, config).set_disabled(account.id, disabled, None).await.map_err(told)?;
    println!("{} {}", account.sign_in_name, if disabled { "を停止しました" } else { "の停止を解除しました" });
    Ok(ExitCode::SUCCESS)
}

async fn list(store: &SqliteStore, json: bool) -> anyhow::Result<ExitCode> {
    let mut all = Vec::new();
    loop {
        let (accounts, _) = store.accounts(&[], all.len() as u64, AT_ONCE).await?;
        if accounts.is_empty() {
            break;
        }
        all.extend(accounts);
    }
    if json {
        let told: Vec<_> = all.iter().map(as_json).collect::<anyhow::Result<_>>()?;
        print_json(&serde_json::json!({ "accounts": told }))?;
    } else {
        for account in &all {
            let audience = if account.audience == Audience::Inside { "内部" } else { "公衆" };
            println!("{:<20} {:<14} {audience}  {}  {}", account.sign_in_name, account.role, state_of(account).1, account.name);
        }
    }
    Ok(if all.is_empty() { nothing_found("アカウント") } else { ExitCode::SUCCESS })
}

/// How far an account is: the stable word, and the word for people.
fn state_of(account: &Account) -> (&'static str, &'static str) {
    match (account.disabled, account.has_password) {
        (true, _) => ("disabled", "停止中"),
        (false, false) => ("invited", "招待中"),
        (false, true) => ("active", "利用中"),
    }
}

fn as_json(account: &Account) -> anyhow::Result<serde_json::Value> {
    let moment = |at: time::OffsetDateTime| at.format(&time::format_description::well_known::Rfc3339);
    Ok(serde_json::json!({
        "id": account.id,
        "sign_in_name": account.sign_in_name,
        "name": account.name,
        "mail": account.mail,
        "role": account.role,
        "audience": account.audience,
        "state": state_of(account).0,
        "created": moment(account.created)?,
        "last_signed_in": account.last_signed_in.map(moment).transpose()?,
    }))
}

fn print_link(account: &Account, made: &LinkMade) {
    match made {
        LinkMade::Mailed(address) => println!("{} へのリンクを {address} に送りました", account.sign_in_name),
        LinkMade::ToHandOver { address, mail_failed } => {
            if *mail_failed {
                eprintln!("メールを送れませんでした");
            }
            println!("{} へのリンク(一度だけ有効):", account.sign_in_name);
            println!("  {address}");
        }
    }
}

/// The first line of standard input, without its end.
fn password_line() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().take(LONGEST_LINE).read_line(&mut line).context("パスワードを標準入力から読めません")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Why something was not done, for people.
fn told(refusal: Refusal) -> anyhow::Error {
    match refusal {
        Refusal::Failed(failure) => failure,
        Refusal::NotFound => anyhow::anyhow!("該当するアカウントがありません"),
        Refusal::Fields(problems) => {
            let lines: Vec<String> = problems
                .iter()
                .map(|found| format!("{}: {} ({})", found.field, app::problem_in_japanese(found.problem), found.problem.code()))
                .collect();
            anyhow::anyhow!("{}", lines.join("\n"))
        }
    }
}
