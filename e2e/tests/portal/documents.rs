//! Documents of all rights, directions and degrees of completeness.

use anyhow::{anyhow, ensure};
use e2e::{Browser, Nature, Page, Setting, Width, get};

use crate::Stage;

const READER: Setting = Setting { scripts: true, width: Width::Wide, language: "ja" };

/// The path of the first publication that a search finds.
fn first_found(stage: &Stage, query: &str) -> anyhow::Result<String> {
    let answer = get(stage.portal.authority(), &format!("/search?{query}"))?;
    ensure!(answer.status == 200, "status {} for {query}", answer.status);
    let text = answer.text();
    let start = text.find("href=\"/publications/").ok_or_else(|| anyhow!("nothing found for {query}"))? + "href=\"".len();
    let end = text[start..].find(['"', '?']).ok_or_else(|| anyhow!("an open link"))?;
    Ok(text[start..start + end].to_owned())
}

/// Every tab of one document of every right is a page without errors.
pub async fn tabs_of_every_right(stage: &Stage) -> anyhow::Result<()> {
    let browser = Browser::open(&stage.chromedriver, &stage.portal, READER).await?;
    for right in ["patent", "utility-model", "design", "trademark"] {
        let path = first_found(stage, &format!("office=TH&right={right}"))?;
        browser.go(&path).await?;
        let mut tabs = Vec::new();
        for link in browser.client.find_all(fantoccini::Locator::Css("nav.tabs a")).await? {
            tabs.extend(link.attr("href").await?);
        }
        ensure!(tabs.len() >= 3, "{right}: tabs {tabs:?}");
        for tab in tabs {
            browser.go(&tab).await?;
            let name = format!("{right}-{}", tab.rsplit('/').next().unwrap_or_default());
            Page { browser: &browser, name: &name, nature: Nature::Good }.check().await?;
            let sample = browser.text("main").await?;
            ensure!(sample.contains("サンプル"), "{tab} does not say that it is a sample");
        }
    }
    browser.close().await
}

/// Arabic text is marked as such and reads from right to left; the page around it does not.
pub async fn arabic_reads_from_the_right(stage: &Stage) -> anyhow::Result<()> {
    let browser = Browser::open(&stage.chromedriver, &stage.portal, READER).await?;
    let path = first_found(stage, "office=SA&right=patent")?;
    browser.go(&format!("{path}/abstract")).await?;
    ensure!(browser.count(".parallel .source[lang='ar'][dir='rtl']").await? > 0, "no Arabic from right to left on {path}");
    ensure!(browser.count("html[dir='rtl']").await? == 0, "the page itself reads from right to left");
    browser.close().await
}

/// Offices that deliver abstracts only: the claims' page and a search in claims say so.
pub async fn what_was_not_delivered_is_said(stage: &Stage) -> anyhow::Result<()> {
    let browser = Browser::open(&stage.chromedriver, &stage.portal, READER).await?;
    let path = first_found(stage, "office=MY&right=patent")?;
    browser.go(&format!("{path}/claims")).await?;
    let text = browser.text("section.tab-content").await?;
    ensure!(text.contains("抄録のみ"), "the empty tab says {text:?}");
    Page { browser: &browser, name: "not-delivered", nature: Nature::Good }.check().await?;

    browser.go("/search?q=%E9%9B%BB%E6%B1%A0&in=claims&office=MY").await?;
    let text = browser.text("main").await?;
    ensure!(
        text.contains("マレーシア") && text.contains("提供していません"),
        "a search in claims over Malaysia does not say that there are none"
    );
    browser.close().await
}

/// A number, in full-width characters and with office and kind, goes straight to its document.
pub async fn a_number_leads_to_its_document(stage: &Stage) -> anyhow::Result<()> {
    let path = first_found(stage, "office=TH&right=patent")?;
    let parts: Vec<&str> = path.split('/').collect();
    let [_, _, office, _, number, kind, ..] = parts.as_slice() else { return Err(anyhow!("no publication's path: {path}")) };
    let wide: String = format!("{office}{number}{kind}").chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect();
    let browser = Browser::open(&stage.chromedriver, &stage.portal, READER).await?;
    for spelling in [format!("{office} {number} {kind}"), wide] {
        browser.go("/").await?;
        browser.fill("#q", &spelling).await?;
        browser.follow("form.search-form .search-row button[type='submit']").await?;
        let here = browser.here().await?;
        ensure!(here.starts_with(&path), "{spelling} leads to {here} and not to {path}");
    }
    // A list gives a row for each number, also for one that is not held.
    browser.go("/").await?;
    browser.fill("#number", &format!("{office}{number}\nEP9999999")).await?;
    browser.follow("form.number-form button[type='submit']").await?;
    let text = browser.text("main").await?;
    ensure!(text.contains("EP9999999") && text.contains("該当なし"), "the list says {text:?}");
    Page { browser: &browser, name: "numbers", nature: Nature::Good }.check().await?;
    browser.close().await
}
