//! The pages of engines, memory and terms, as an administrator uses them.

use std::io::Write as _;

use anyhow::ensure;
use e2e::{Browser, Nature, Page};

const UNITS: &str = "language,source,japanese,author\nen,The lens is clear.,レンズは透明である。,山田\nen,,訳だけ,山田\n";
const TERMS: &str = "concept,language,term,japanese\nlens,en,lens,レンズ\n";

async fn check(browser: &Browser, name: &str) -> anyhow::Result<()> {
    Page { browser, name, nature: Nature::Good }.check().await
}

/// Sends a file by the page's form.
async fn import(browser: &Browser, kind: &str, text: &str, on_trial: bool) -> anyhow::Result<()> {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile()?;
    file.write_all(text.as_bytes())?;
    browser.go(&format!("/admin/{kind}")).await?;
    browser.element("#import-file").await?.send_keys(&file.path().to_string_lossy()).await?;
    if !on_trial {
        browser.click("label[for='import-dry_run']").await?;
    }
    browser.follow(&format!("form[action='/admin/{kind}/import'] button")).await
}

/// Looks at the engines; reads a file on trial, then into the memory, and finds it there; and terms alike.
pub async fn administer(browser: &Browser) -> anyhow::Result<()> {
    browser.go("/admin/engines").await?;
    check(browser, "engines").await?;
    import(browser, "memory", UNITS, true).await?;
    ensure!(browser.count("[role='status'] .definitions").await? == 1, "nothing is reported");
    ensure!(browser.count("tr[data-code]").await? == 1, "the line that is refused is not told");
    check(browser, "memory-on-trial").await?;
    browser.go("/admin/memory?q=lens").await?;
    ensure!(browser.count("td[lang='en']").await? == 0, "what was read on trial is there");
    import(browser, "memory", UNITS, false).await?;
    browser.go("/admin/memory?q=lens").await?;
    ensure!(browser.text("td[lang='ja']").await?.contains("レンズは透明である。"), "what was imported is not found");
    check(browser, "memory").await?;
    import(browser, "terms", TERMS, false).await?;
    browser.go("/admin/terms").await?;
    ensure!(browser.text("td[lang='ja']").await?.contains("レンズ"), "the term is not listed");
    check(browser, "terms").await
}
