//! From the first administrator, by what was printed for him, to a translator who signs out everywhere.

use anyhow::{Context as _, ensure};
use e2e::{Browser, Nature, Page, Portal, Setting};

use crate::{Stage, translation};

const CHIEFS: &str = "a first password of many";
const TRANSLATORS: &str = "翻訳者の長い合言葉です。";

/// Plays it in a portal of its own.
pub async fn play(stage: &Stage, setting: Setting) -> anyhow::Result<()> {
    let (portal, printed) = tokio::task::spawn_blocking(Portal::start_anew).await??;
    let chief = Browser::open(&stage.chromedriver, &portal, setting).await?;
    let translator = Browser::open(&stage.chromedriver, &portal, setting).await?;
    let played = play_in(&chief, &translator, &printed).await;
    for browser in [chief, translator] {
        if played.is_err() {
            browser.screenshot("failed").await?;
        }
        browser.close().await?;
    }
    played
}

async fn check(browser: &Browser, name: &str) -> anyhow::Result<()> {
    Page { browser, name, nature: Nature::Good }.check().await
}

/// The path of a link within a text.
fn path_of(text: &str) -> anyhow::Result<String> {
    let (_, rest) = text.split_once("http://").context("no address")?;
    let address = rest.split_whitespace().next().unwrap_or_default();
    Ok(format!("/{}", address.split_once('/').context("no path")?.1))
}

async fn choose_password(browser: &Browser, password: &str) -> anyhow::Result<()> {
    browser.fill("#link-password", password).await?;
    browser.fill("#link-password_again", password).await?;
    browser.follow("form.account-form button[type='submit']").await
}

async fn play_in(chief: &Browser, translator: &Browser, printed: &str) -> anyhow::Result<()> {
    let begin = path_of(printed).with_context(|| format!("printed: {printed}"))?;
    first_administrator(chief, &begin).await.context("the first administrator")?;
    let invitation = invite(chief).await.context("inviting")?;
    take(translator, &invitation).await.context("the invitation")?;
    rename_and_leave(translator).await.context("the translator's account")?;
    administer(chief).await.context("keeping accounts")?;
    translation::administer(chief).await.context("engines, memory and terms")
}

async fn first_administrator(browser: &Browser, begin: &str) -> anyhow::Result<()> {
    browser.go(begin).await?;
    check(browser, "invitation").await?;
    choose_password(browser, CHIEFS).await?;
    ensure!(browser.here().await?.starts_with("/account"), "one is at {}", browser.here().await?);
    check(browser, "account").await?;
    browser.follow(".account-menu form button").await?;
    // Out, asked to sign in, wrong, right, and led on.
    browser.go("/admin/accounts?q=a").await?;
    ensure!(browser.here().await?.starts_with("/sign-in?next="), "nobody is let in: {}", browser.here().await?);
    check(browser, "sign-in").await?;
    browser.fill("#sign-in-sign_in_name", "admin").await?;
    browser.fill("#sign-in-password", "a wrong password").await?;
    browser.follow("form.account-form button[type='submit']").await?;
    ensure!(browser.count("[data-code='wrong-credentials']").await? == 1, "nothing is said of the wrong password");
    Page { browser, name: "sign-in-refused", nature: Nature::Failing }.check().await?;
    let typed = browser.element("#sign-in-sign_in_name").await?.attr("value").await?;
    ensure!(typed.as_deref() == Some("admin"), "what was typed is lost: {typed:?}");
    browser.fill("#sign-in-password", CHIEFS).await?;
    browser.follow("form.account-form button[type='submit']").await?;
    ensure!(browser.here().await? == "/admin/accounts?q=a", "one is led to {}", browser.here().await?);
    Ok(())
}

async fn invite(browser: &Browser) -> anyhow::Result<String> {
    check(browser, "accounts").await?;
    browser.fill("#invite-sign_in_name", "hanako").await?;
    browser.click("#invite-role option[value='translator']").await?;
    browser.follow("form.account-form button[type='submit']").await?;
    check(browser, "account-invited").await?;
    path_of(&browser.text("code.one-time-link").await?)
}

async fn take(browser: &Browser, invitation: &str) -> anyhow::Result<()> {
    browser.go(invitation).await?;
    browser.fill("#link-name", "山田花子").await?;
    browser.fill("#link-password", "short").await?;
    browser.fill("#link-password_again", "short").await?;
    browser.follow("form.account-form button[type='submit']").await?;
    ensure!(browser.count("#link-password-problem").await? == 1, "nothing is said at the field");
    Page { browser, name: "invitation-refused", nature: Nature::Failing }.check().await?;
    choose_password(browser, TRANSLATORS).await?;
    ensure!(browser.text(".account-who").await?.contains("山田花子"), "the header does not say who is signed in");
    Ok(())
}

async fn rename_and_leave(browser: &Browser) -> anyhow::Result<()> {
    browser.go("/account").await?;
    browser.fill("#name-name", "山田 華子").await?;
    browser.follow("form[action='/account/name'] button").await?;
    ensure!(browser.text(".account-who").await?.contains("山田 華子"), "the name is the old one");
    ensure!(
        browser.count(".account-menu a:is([href='/admin/accounts'], [href='/admin/audit'], [href='/admin/engines'])").await? == 0,
        "a translator is shown administrators' ways"
    );
    browser.console().await?;
    browser.go("/admin/audit").await?;
    Page { browser, name: "forbidden", nature: Nature::Failing }.check().await?;
    browser.go("/account").await?;
    browser.follow("form[action='/account/sign-out-everywhere'] button").await?;
    check(browser, "signed-out-everywhere").await?;
    browser.go("/account").await?;
    ensure!(browser.here().await?.starts_with("/sign-in"), "one is still signed in");
    browser.fill("#sign-in-sign_in_name", "Hanako").await?;
    browser.fill("#sign-in-password", TRANSLATORS).await?;
    browser.follow("form.account-form button[type='submit']").await?;
    ensure!(browser.here().await? == "/account", "one is led to {}", browser.here().await?);
    Ok(())
}

async fn administer(browser: &Browser) -> anyhow::Result<()> {
    browser.go("/admin/audit").await?;
    ensure!(browser.count("table tbody tr").await? >= 8, "acts are missing");
    check(browser, "audit").await?;
    browser.go("/admin/accounts").await?;
    browser.follow("table a").await?;
    check(browser, "account-of-another").await
}
