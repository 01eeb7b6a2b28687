//! What is easier with scripts.

use anyhow::ensure;
use e2e::{Browser, Setting, Width};

use crate::Stage;

const READER: Setting = Setting { scripts: true, width: Width::Wide, language: "ja" };

/// A button takes all countries of a region, and the number chosen is said.
pub async fn a_region_is_chosen_at_once(stage: &Stage) -> anyhow::Result<()> {
    let browser = Browser::open(&stage.chromedriver, &stage.portal, READER).await?;
    browser.go("/").await?;
    let boxes = browser.count("fieldset.region:first-of-type input[name='office']").await?;
    browser.click("fieldset.region:first-of-type button").await?;
    browser.wait_for_text("section[aria-labelledby='countries']", &format!("選択中の国・地域: {boxes}")).await?;
    browser.click("fieldset.region:first-of-type button").await?;
    browser.wait_for_text("section[aria-labelledby='countries']", "選択なし").await?;
    ensure!(browser.count("fieldset.region input:checked").await? == 0, "countries stay chosen");
    browser.close().await
}

/// J leads to the next hit once the reader wants keys, and not before.
pub async fn keys_lead_from_hit_to_hit(stage: &Stage) -> anyhow::Result<()> {
    let browser = Browser::open(&stage.chromedriver, &stage.portal, READER).await?;
    browser.go("/search?q=%E9%9B%BB%E6%B1%A0").await?;
    browser.follow("ol.hits > li.hit .hit-title a").await?;
    let first = browser.here().await?;
    browser.element("body").await?.send_keys("j").await?;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    ensure!(browser.here().await? == first, "J leads away before anybody asked for keys");
    browser.click("nav.hit-navigation input[type='checkbox']").await?;
    // A key typed on the box itself would be the box's: the reader goes on to the page.
    browser.click("main h1").await?;
    browser.element("body").await?.send_keys("j").await?;
    for _ in 0..50 {
        if browser.here().await? != first {
            return browser.close().await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    anyhow::bail!("J leads nowhere from {first}")
}
