//! Marks and designs: found by what they are for and what they read, seen before they are read.

use anyhow::ensure;
use e2e::{Browser, Nature, Page, Setting, Width};

use crate::Stage;

async fn check(browser: &Browser, name: &str) -> anyhow::Result<()> {
    Page { browser, name, nature: Nature::Good }.check().await
}

/// From the form to a mark: its class and a part of what it reads, the facets, the mark's page and its goods.
pub async fn a_mark_is_found_by_its_class_and_its_words(stage: &Stage, setting: Setting) -> anyhow::Result<()> {
    let browser = Browser::open(&stage.chromedriver, &stage.portal, setting).await?;
    browser.go("/").await?;
    browser.click("form.search-form details.form-more:has(#nice) > summary").await?;
    browser.fill("#nice", "39 43").await?;
    browser.fill("#mark", "vinda isl").await?;
    browser.click("input[name='mark-match'][value='containing']").await?;
    check(&browser, "mark-form").await?;
    browser.follow("form.search-form .form-end button").await?;
    let here = browser.here().await?;
    // What was asked, in its one form, and none of the form's empty fields.
    ensure!(here == "/search?nice=39,43&mark=vinda+isl&mark-match=containing", "the address is not that of what was asked: {here}");
    ensure!(browser.count("ol.hits > li.hit").await? == 1, "not the one mark");
    ensure!(browser.count("ol.hits .hit-image-first img.thumbnail").await? == 1, "the mark is not seen");
    let hit = browser.text("ol.hits > li.hit").await?;
    for words in ["SOLVINDA", "39", "Solvinda Island Lines", "Registered"] {
        ensure!(hit.contains(words), "the hit lacks {words}: {hit}");
    }
    check(&browser, "mark-results").await?;
    ensure!(browser.count("aside.facets a[href*='nice=9,39,43']").await? == 1, "another class of the mark cannot be added");
    browser.follow("ol.hits .hit-title a").await?;
    ensure!(browser.text("h1").await?.contains("SOLVINDA"), "the mark is not called what it reads");
    ensure!(browser.count(".image-first-main img").await? == 1, "no reproduction");
    check(&browser, "mark").await?;
    browser.follow(".class-list a[href*='#goods-3']").await?;
    let goods = browser.text("#goods-3").await?;
    ensure!(goods.contains("ferry") && goods.contains("フェリー"), "the list of the class is not shown with its Japanese: {goods}");
    ensure!(browser.count("#goods-3 .badge-memory").await? == 1, "it is not said what made the Japanese");
    check(&browser, "mark-goods").await?;
    browser.close().await
}

/// Marks of a class listed by what they look like, a mark without words, a mark from right to left, designs.
pub async fn marks_and_designs_are_seen(stage: &Stage, width: Width) -> anyhow::Result<()> {
    let setting = Setting { scripts: true, width, language: "ja" };
    let browser = Browser::open(&stage.chromedriver, &stage.portal, setting).await?;
    browser.go("/search?right=trademark&nice=30").await?;
    ensure!(browser.count("ol.hits > li.hit").await? >= 4, "marks of class 30");
    ensure!(browser.count("ol.hits .hit-image-first").await? >= 4, "marks are not seen first");
    check(&browser, "marks").await?;
    browser.go("/search?mark=%D7%94%D7%92%D7%9C%D7%99%D7%9C").await?;
    browser.follow("ol.hits .hit-title a").await?;
    ensure!(browser.count("h1 bdi[lang='he'][dir='rtl']").await? == 1, "the Hebrew mark does not read from the right");
    check(&browser, "mark-hebrew").await?;
    browser.go("/search?mark-kind=figurative&status=ceased").await?;
    browser.follow("ol.hits .hit-title a").await?;
    ensure!(browser.text("main").await?.contains("商標の文字の収録なし"), "it is not said that the mark has no words");
    check(&browser, "mark-figurative").await?;
    browser.go("/search?locarno=06-01&office=DE").await?;
    browser.follow("ol.hits .hit-title a").await?;
    ensure!(browser.count(".image-first img").await? == 3, "the views are not shown beside the data");
    ensure!(browser.text("main").await?.contains("斜視図"), "the views' sides are not named");
    check(&browser, "design").await?;
    browser.go("/search?right=design&office=EM").await?;
    check(&browser, "designs").await?;
    browser.close().await
}
