//! Narrowing a search down, and widening it into other languages.

use anyhow::{Context as _, ensure};
use e2e::{Browser, Nature, Page, Setting, Width};
use serde_json::json;

use crate::Stage;

/// 正極
const POSITIVE_ELECTRODE: &str = "%E6%AD%A3%E6%A5%B5";

async fn open(stage: &Stage, scripts: bool, width: Width) -> anyhow::Result<Browser> {
    Browser::open(&stage.chromedriver, &stage.portal, Setting { scripts, width, language: "ja" }).await
}

async fn check(browser: &Browser, name: &str) -> anyhow::Result<()> {
    Page { browser, name, nature: Nature::Good }.check().await
}

/// The renderings of a word are shown with counts; one is taken away and given back, and all of them are.
pub async fn renderings_are_shown_and_taken_away(stage: &Stage, scripts: bool, width: Width) -> anyhow::Result<()> {
    let browser = open(stage, scripts, width).await?;
    browser.go(&format!("/search?q={POSITIVE_ELECTRODE}")).await?;
    check(&browser, "expansion").await?;
    let shown = browser.count(".expansion dd a.chip-remove").await?;
    ensure!(shown >= 3, "{shown} renderings");
    ensure!(browser.count(".expansion dd a.chip-remove .facet-count").await? == shown, "renderings without counts");
    ensure!(browser.count("ol.hits .hit-origins li").await? > 0, "hits do not say which text matched");
    browser.follow(".expansion dd a.chip-remove").await?;
    ensure!(browser.here().await?.contains("expand-not="), "the address does not keep what was taken away");
    ensure!(browser.count(".expansion dd a.chip-remove").await? == shown - 1, "the rendering is still looked for");
    browser.follow(".expansion dd a.chip-restore").await?;
    ensure!(!browser.here().await?.contains("expand-not="), "the rendering is not given back");
    browser.follow(".expansion a.expansion-switch").await?;
    ensure!(browser.here().await?.contains("expand=off"), "the switch is not in the address");
    ensure!(browser.text(".expansion").await?.contains("入力した言葉だけ"), "it is not said that renderings are off");
    browser.follow(".expansion a.expansion-switch").await?;
    ensure!(browser.count(".expansion dd a.chip-remove").await? == shown, "the switch does not lead back");
    browser.close().await
}

/// Two values of one facet are picked, stand beside each other, and are taken away one by one.
pub async fn facets_take_several_values(stage: &Stage) -> anyhow::Result<()> {
    let browser = open(stage, true, Width::Wide).await?;
    browser.go("/search").await?;
    // Offices stand first; rarer ones are folded away.
    browser.follow("aside.facets a[href*='office=']").await?;
    ensure!(browser.count("aside.facets a.facet-value[aria-current]").await? == 1, "what was picked is not in force");
    browser.follow("aside.facets a[href*='office=']:not([aria-current])").await.context("other offices are no longer offered")?;
    let here = browser.here().await?;
    let offices = here.split("office=").nth(1).unwrap_or_default().split('&').next().unwrap_or_default();
    ensure!(offices.split(',').count() == 2, "two offices were picked: {here}");
    ensure!(browser.count("nav.active a.chip-remove").await? == 2, "not a chip for each value");
    ensure!(browser.count("aside.facets a.facet-value[aria-current]").await? == 2, "what is picked is not marked");
    check(&browser, "facets").await?;
    browser.follow("nav.active a.chip-remove").await?;
    ensure!(browser.count("nav.active a.chip-remove").await? == 1, "the chip takes away more than its value");
    browser.go("/search?ipc=H").await?;
    browser.follow("aside.facets a[href*='ipc=H,H01M']").await?;
    ensure!(browser.count("ol.hits > li.hit").await? > 0, "nothing is classified so");
    browser.close().await
}

/// On a narrow screen the facets stand before the hits: they appear when their link is followed, and lead back.
pub async fn facets_appear_on_narrow_screens(stage: &Stage) -> anyhow::Result<()> {
    let browser = open(stage, false, Width::Narrow).await?;
    browser.go("/search?right=patent").await?;
    let value = browser.element("aside.facets a[href*='office=']").await?;
    ensure!(!value.is_displayed().await?, "the facets push the hits out of sight");
    browser.click("aside.facets a.facets-open").await?;
    ensure!(value.is_displayed().await?, "the facets do not appear");
    check(&browser, "facets-open").await?;
    browser.click("aside.facets a.facets-close").await?;
    ensure!(!value.is_displayed().await?, "the facets stay");
    browser.click("aside.facets a.facets-open").await?;
    browser.follow("aside.facets a[href*='office=']").await?;
    ensure!(browser.count("nav.active a.chip-remove").await? == 2, "what was picked is not in force");
    browser.close().await
}

/// A name is completed by keys; an input method is left alone.
pub async fn applicants_are_completed(stage: &Stage) -> anyhow::Result<()> {
    let browser = open(stage, true, Width::Wide).await?;
    browser.go("/").await?;
    browser.click("form.search-form details.form-more > summary").await?;
    browser.element("#applicant[role='combobox']").await?;
    browser.fill("#applicant", "hanb").await?;
    browser.element(".name-list li[role='option']").await?;
    check(&browser, "applicants").await?;
    let field = browser.element("#applicant").await?;
    // What an input method takes is not ours: no choice moves, nothing is taken.
    let composing = "const f = document.getElementById('applicant');
        const e = new KeyboardEvent('keydown', { key: 'ArrowDown', isComposing: true, bubbles: true, cancelable: true });
        return f.dispatchEvent(e) && !f.hasAttribute('aria-activedescendant');";
    ensure!(browser.client.execute(composing, vec![]).await? == json!(true), "keys of an input method are taken");
    // Down, Enter.
    field.send_keys("\u{E015}").await?;
    browser.element("#applicant[aria-activedescendant]").await?;
    field.send_keys("\u{E007}").await?;
    let value = field.prop("value").await?.unwrap_or_default();
    ensure!(value.starts_with("Hanbit"), "the field holds {value:?}");
    ensure!(browser.here().await? == "/", "Enter sent the form instead of taking the name");
    ensure!(browser.count(".name-list li").await? == 0, "the list stays open");
    field.send_keys("\u{E007}").await?;
    browser.element("ol.hits > li.hit").await?;
    ensure!(browser.here().await?.contains("applicant=Hanbit"), "the name is not searched for");
    browser.close().await
}

/// Without scripts the field is a field.
pub async fn an_applicant_is_typed_without_scripts(stage: &Stage) -> anyhow::Result<()> {
    let browser = open(stage, false, Width::Wide).await?;
    browser.go("/").await?;
    ensure!(browser.count("#applicant[role]").await? == 0, "the field promises what it does not hold");
    browser.go("/search?applicant=Hanbit").await?;
    ensure!(browser.count("ol.hits > li.hit").await? > 0, "no hits");
    browser.close().await
}
