//! Figures: side by side, one by one, beside the text, by keys, with and without scripts.

use std::time::Duration;

use anyhow::{Context as _, anyhow, ensure};
use e2e::{Browser, Nature, Page, Setting, Width, get};

use crate::Stage;

/// A patent with three drawings, all good.
const DRAWINGS: &str = "/publications/TH1901002417";
/// A patent whose scans came in part broken.
const SCANS: &str = "/publications/TH0801004417";
/// Keys of WebDriver.
const RIGHT: &str = "\u{E014}";
const LEFT: &str = "\u{E012}";
const ESCAPE: &str = "\u{E00C}";

async fn check(browser: &Browser, name: &str) -> anyhow::Result<()> {
    Page { browser, name, nature: Nature::Good }.check().await
}

/// The path of a publication, as its short address leads to it, once its images are made.
async fn ready(stage: &Stage, short: &str) -> anyhow::Result<String> {
    let answer = get(stage.portal.authority(), short)?;
    let path = answer.header("location").ok_or_else(|| anyhow!("{short} leads nowhere"))?.to_owned();
    for _ in 0..600 {
        let page = get(stage.portal.authority(), &format!("{path}/figures"))?.text();
        if !page.contains("準備しています") {
            return Ok(path);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(anyhow!("the images of {path} are not made"))
}

/// Looks at figures as one reader does.
pub async fn play(stage: &Stage, setting: Setting) -> anyhow::Result<()> {
    let browser = Browser::open(&stage.chromedriver, &stage.portal, setting).await?;
    let played = async {
        one_by_one(stage, &browser).await.context("one by one")?;
        beside_the_text(stage, &browser).await.context("beside the text")?;
        broken(stage, &browser).await.context("broken")?;
        image_first(stage, &browser).await.context("image first")
    }
    .await;
    if played.is_err() {
        browser.screenshot("failed-figures").await?;
    }
    browser.close().await?;
    played
}

/// From the mosaic to a figure, and on to the next, and back.
async fn one_by_one(stage: &Stage, browser: &Browser) -> anyhow::Result<()> {
    let path = ready(stage, DRAWINGS).await?;
    browser.go(&format!("{path}/figures")).await?;
    let tiles = browser.count(".mosaic .tile img").await?;
    ensure!(tiles >= 3, "{tiles} drawings");
    check(browser, "figures-mosaic").await?;
    browser.follow(".mosaic li:first-child .tile-name").await?;
    ensure!(browser.here().await? == format!("{path}/figures/1"), "the figure has no address of its own");
    ensure!(browser.count("img.viewer-image").await? == 1, "no image");
    check(browser, "figure").await?;
    browser.follow("a.figure-next").await?;
    ensure!(browser.here().await? == format!("{path}/figures/2"), "the next figure is another");
    browser.follow("a.figure-previous").await?;
    browser.follow("nav.figure-ways li:first-child a").await?;
    ensure!(browser.here().await? == format!("{path}/figures"), "no way back");
    Ok(())
}

/// The switch shows the drawings beside the claims, and takes them away.
async fn beside_the_text(stage: &Stage, browser: &Browser) -> anyhow::Result<()> {
    let path = ready(stage, DRAWINGS).await?;
    browser.go(&format!("{path}/claims")).await?;
    browser.follow(".beside-switch a").await?;
    ensure!(browser.here().await? == format!("{path}/claims?figures=beside"), "the switch is not in the address");
    ensure!(browser.count(".beside figure img").await? >= 3, "no drawings beside the text");
    ensure!(browser.count(".reading-text .row").await? > 0, "no text beside the drawings");
    check(browser, "figures-beside").await?;
    browser.follow("nav.tabs a[href*='/description']").await?;
    ensure!(browser.here().await?.ends_with("?figures=beside"), "another part loses the drawings");
    browser.follow(".beside-switch a").await?;
    ensure!(browser.count(".beside").await? == 0, "the drawings stay");
    Ok(())
}

/// What is broken says so, with its reason in Japanese, and the original is offered.
async fn broken(stage: &Stage, browser: &Browser) -> anyhow::Result<()> {
    let path = ready(stage, SCANS).await?;
    browser.go(&format!("{path}/figures")).await?;
    let text = browser.text(".mosaic .figure-missing").await?;
    ensure!(text.contains("image-"), "no code: {text:?}");
    ensure!(browser.count(".mosaic .figure-missing [lang='ja']").await? > 0, "no reason");
    ensure!(browser.count(".mosaic a[href$='/original']").await? > 0, "no original");
    check(browser, "figures-broken").await
}

/// A mark is seen first, and so is a design with its views.
async fn image_first(stage: &Stage, browser: &Browser) -> anyhow::Result<()> {
    for (short, name) in [("/publications/TH211108347", "trademark-image"), ("/publications/TH90317", "design-images")] {
        let path = ready(stage, short).await?;
        browser.go(&path).await?;
        ensure!(browser.count(".image-first-main img").await? == 1, "{path} shows no image first");
        check(browser, name).await?;
    }
    Ok(())
}

/// Buttons and keys enlarge, turn and leaf; keys that are typed are left alone.
pub async fn a_figure_is_moved(stage: &Stage) -> anyhow::Result<()> {
    let browser = Browser::open(&stage.chromedriver, &stage.portal, Setting { scripts: true, width: Width::Wide, language: "ja" }).await?;
    let path = ready(stage, DRAWINGS).await?;
    browser.go(&format!("{path}/figures/1")).await?;
    browser.element(".viewer-tools:not([hidden])").await?;
    browser.click(".viewer-tools button:nth-of-type(1)").await?;
    browser.wait_for_text(".viewer-zoom", "125%").await?;
    let stage_of_image = browser.element(".viewer-stage").await?;
    stage_of_image.send_keys("+").await?;
    browser.wait_for_text(".viewer-zoom", "156%").await?;
    stage_of_image.send_keys("r").await?;
    let transform = "return document.querySelector('.viewer-image').style.transform";
    let mut turned = String::new();
    for _ in 0..50 {
        turned = browser.client.execute(transform, vec![]).await?.as_str().unwrap_or_default().to_owned();
        if turned.contains("rotate(90deg)") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    ensure!(turned.contains("rotate(90deg)") && turned.contains("scale("), "the image stands as {turned:?}");
    check(&browser, "figure-enlarged").await?;
    stage_of_image.send_keys("0").await?;
    browser.wait_for_text(".viewer-zoom", "100%").await?;
    // What an input method composes is its own.
    let composing = "const e = new KeyboardEvent('keydown', { key: 'ArrowRight', isComposing: true, bubbles: true, cancelable: true });
        return document.body.dispatchEvent(e);";
    browser.client.execute(composing, vec![]).await?;
    for (key, to) in [(RIGHT, "/figures/2"), (LEFT, "/figures/1"), (ESCAPE, "/figures")] {
        let page = browser.element("html").await?;
        browser.element(".viewer-tools:not([hidden])").await?;
        browser.element("body").await?.send_keys(key).await?;
        for _ in 0..100 {
            if page.tag_name().await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        browser.element("main h1").await?;
        let here = browser.here().await?;
        ensure!(here == format!("{path}{to}"), "the key leads to {here} and not to {to}");
    }
    browser.close().await
}
