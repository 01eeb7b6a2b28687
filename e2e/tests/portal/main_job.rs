//! Home, countries, a search in Japanese, a document, its parallel text, the next hit, and the pages around.

use anyhow::{Context as _, ensure};
use e2e::{Browser, Nature, Page, Setting};

use crate::Stage;

/// Words that samples of several offices are found by.
const WORDS: &str = "電池";

/// Plays the main job for one reader.
pub async fn play(stage: &Stage, setting: Setting) -> anyhow::Result<()> {
    let browser = Browser::open(&stage.chromedriver, &stage.portal, setting).await?;
    let played = play_in(&browser).await;
    if played.is_err() {
        browser.screenshot("failed").await?;
    }
    browser.close().await?;
    played
}

async fn check(browser: &Browser, name: &str) -> anyhow::Result<()> {
    Page { browser, name, nature: Nature::Good }.check().await
}

async fn play_in(browser: &Browser) -> anyhow::Result<()> {
    home(browser).await.context("home")?;
    let total = results(browser).await.context("results")?;
    document(browser, total).await.context("document")?;
    around(browser).await.context("pages around")?;
    language_switch(browser).await.context("language switch")
}

/// Picks two countries and asks for Japanese words.
async fn home(browser: &Browser) -> anyhow::Result<()> {
    browser.go("/").await?;
    check(browser, "home").await?;
    ensure!(browser.count("fieldset.region").await? >= 4, "regions to pick countries from");
    browser.click("input[name='office'][value='TH']").await?;
    browser.click("input[name='office'][value='CN']").await?;
    browser.fill("#q", WORDS).await?;
    browser.follow("form.search-form .search-row button[type='submit']").await
}

/// Looks at the hits; gives how many there are on the page.
async fn results(browser: &Browser) -> anyhow::Result<usize> {
    let here = browser.here().await?;
    ensure!(here.starts_with("/search?") && here.contains("TH") && here.contains("CN"), "the search is not in the address: {here}");
    let hits = browser.count("ol.hits > li.hit").await?;
    ensure!(hits >= 2, "{hits} hits for {WORDS}");
    ensure!(browser.count("ol.hits mark").await? > 0, "nothing is marked in the hits");
    ensure!(browser.count("aside.facets a.facet-value").await? > 0, "no facets");
    check(browser, "results").await?;

    // A facet narrows, and the condition is shown and can be taken away.
    browser.go(&format!("{here}&right=patent")).await?;
    ensure!(browser.count("nav.active a.chip-remove").await? >= 2, "conditions in force are not shown");
    browser.go(&here).await?;
    Ok(hits)
}

/// Reads the first hit, its parts, and the next one.
async fn document(browser: &Browser, hits: usize) -> anyhow::Result<()> {
    browser.follow("ol.hits > li.hit .hit-title a").await?;
    let here = browser.here().await?;
    ensure!(here.starts_with("/publications/"), "a hit leads to {here}");
    check(browser, "document").await?;

    browser.follow("nav.tabs a[href*='/abstract']").await?;
    ensure!(browser.here().await?.contains("/abstract"), "the tab has no address of its own");
    ensure!(browser.count(".parallel .row .source[lang]").await? > 0, "no original text");
    ensure!(browser.count(".parallel .row .target [lang='ja']").await? > 0, "no Japanese beside it");
    ensure!(browser.count(".parallel .row .target .badge").await? > 0, "the Japanese does not say what made it");
    check(browser, "parallel-text").await?;

    ensure!(hits >= 2, "there is no next hit");
    browser.follow("a.hit-step[rel='next']").await?;
    let next = browser.here().await?;
    ensure!(next.starts_with("/publications/") && next != here, "the next hit is {next}");
    check(browser, "next-hit").await?;
    browser.follow("nav.hit-navigation a[href^='/search?']").await?;
    ensure!(browser.here().await?.starts_with("/search?"), "no way back to the list");
    Ok(())
}

/// Coverage, help, and an address that leads nowhere.
async fn around(browser: &Browser) -> anyhow::Result<()> {
    browser.follow("nav a[href='/coverage']").await?;
    ensure!(browser.count("table tbody tr").await? >= 28, "fewer offices than samples have");
    check(browser, "coverage").await?;
    browser.follow("nav a[href='/help']").await?;
    check(browser, "help").await?;
    // What the browser itself asks for with the first page must be there too: it is asked for again here, where failures do count.
    browser.console().await?;
    browser.go("/nowhere").await?;
    Page { browser, name: "not-found", nature: Nature::Failing }.check().await?;
    browser.go("/publications/TH/patent/999999999999/A").await?;
    Page { browser, name: "document-not-found", nature: Nature::Failing }.check().await
}

/// The switch changes the language and stays on the page.
async fn language_switch(browser: &Browser) -> anyhow::Result<()> {
    browser.go("/search?q=%E9%9B%BB%E6%B1%A0&office=TH").await?;
    browser.console().await?;
    browser.follow("a.language-switch").await?;
    let other = if browser.setting.language == "ja" { "en" } else { "ja" };
    let language = browser.element("html").await?.attr("lang").await?;
    ensure!(language.as_deref() == Some(other), "the language is {language:?} after the switch");
    let here = browser.here().await?;
    ensure!(here.starts_with("/search?") && here.contains("office=TH"), "the switch leads to {here}");
    Ok(())
}
