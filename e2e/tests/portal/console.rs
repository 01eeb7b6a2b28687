//! An administrator, from nothing: an office, its feed, a trial, a run that is watched, and its documents found in Japanese.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    time::Duration,
};

use anyhow::{Context as _, ensure};
use e2e::{Browser, Nature, Page, Portal, Setting, root};

use crate::Stage;

const PASSWORD: &str = "a first password of many";
const SAMPLES: &str = "server/samples/MY/patent";
/// A file that the office sends, and one that came by hand.
const SENT: &str = "MY-181573-A.txt";
const BY_HAND: &str = "MY-188420-A.txt";
/// What stands in the Japanese of the first one's title.
const JAPANESE: &str = "粗パーム油から塩素化合物を除去する方法";
/// Pieces that a file comes in, and the wait after each: so slowly that it can be watched.
const PIECES: usize = 40;
const BETWEEN: Duration = Duration::from_millis(150);

/// Plays it in a portal of its own.
pub async fn play(stage: &Stage, setting: Setting) -> anyhow::Result<()> {
    let (portal, printed) = tokio::task::spawn_blocking(Portal::start_for_feeds).await??;
    let office = serve_slowly()?;
    let browser = Browser::open(&stage.chromedriver, &portal, setting).await?;
    let played = play_in(&browser, &printed, office).await;
    if played.is_err() {
        browser.screenshot("console-failed").await?;
    }
    browser.close().await?;
    played
}

/// An office's server that takes its time.
fn serve_slowly() -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let file = std::fs::read(root().join(SAMPLES).join(SENT))?;
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let file = file.clone();
            std::thread::spawn(move || answer(stream, &file));
        }
    });
    Ok(address)
}

fn answer(mut stream: TcpStream, file: &[u8]) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let asked = lines.next()?.ok()?;
    while lines.next()?.ok().is_some_and(|line| !line.is_empty()) {}
    let page = format!("<a href=\"{SENT}\">{SENT}</a>");
    let body = if asked.contains(SENT) { file } else { page.as_bytes() };
    let head = format!("HTTP/1.1 200 OK\r\netag: \"1\"\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).ok()?;
    if asked.starts_with("HEAD ") {
        return Some(());
    }
    let is_file = asked.contains(SENT);
    for piece in body.chunks(body.len().div_ceil(PIECES).max(1)) {
        stream.write_all(piece).ok()?;
        stream.flush().ok()?;
        if is_file {
            std::thread::sleep(BETWEEN);
        }
    }
    Some(())
}

async fn check(browser: &Browser, name: &str) -> anyhow::Result<()> {
    Page { browser, name, nature: Nature::Good }.check().await
}

/// Words of the interface, by its language.
fn words(browser: &Browser, japanese: &'static str, english: &'static str) -> &'static str {
    if browser.setting.language == "ja" { japanese } else { english }
}

async fn play_in(browser: &Browser, printed: &str, office: SocketAddr) -> anyhow::Result<()> {
    let (_, rest) = printed.split_once("http://").context("no address")?;
    let begin = rest.split_whitespace().next().and_then(|address| address.split_once('/')).context("no path")?.1;
    browser.go(&format!("/{begin}")).await?;
    browser.fill("#link-password", PASSWORD).await?;
    browser.fill("#link-password_again", PASSWORD).await?;
    browser.follow("form.account-form button[type='submit']").await?;
    for (page, name) in [
        ("/admin", "console-empty"),
        ("/admin/inbox", "console-inbox-empty"),
        ("/admin/runs", "console-runs-empty"),
        ("/admin/feeds", "console-feeds-empty"),
    ] {
        browser.go(page).await?;
        check(browser, name).await?;
    }
    add_office(browser).await.context("the office")?;
    add_feed(browser, office).await.context("the feed")?;
    try_by_hand(browser).await.context("a file by hand")?;
    run(browser).await.context("the run")?;
    find(browser).await.context("the search")?;
    take_back(browser).await.context("taking the delivery back")
}

async fn add_office(browser: &Browser) -> anyhow::Result<()> {
    browser.go("/admin/offices").await?;
    check(browser, "console-offices").await?;
    browser.fill("#field-office", "my").await?;
    browser.follow("form[action='/admin/offices'] button").await?;
    ensure!(browser.here().await? == "/admin/offices/MY", "one is at {}", browser.here().await?);
    browser.fill("#field-interval_days", "soon").await?;
    for element in ["title", "claims"] {
        browser.click(&format!("input[name='elements'][value='{element}']")).await?;
    }
    browser.follow("form.console-form .form-end button").await?;
    ensure!(browser.count("#error-interval_days").await? == 1, "nothing is said at the field");
    Page { browser, name: "console-office-refused", nature: Nature::Failing }.check().await?;
    browser.fill("#field-interval_days", "90").await?;
    browser.follow("form.console-form .form-end button").await?;
    ensure!(browser.here().await?.ends_with("saved=1"), "one is at {}", browser.here().await?);
    check(browser, "console-office").await
}

async fn add_feed(browser: &Browser, office: SocketAddr) -> anyhow::Result<()> {
    browser.go("/admin/feeds/new").await?;
    check(browser, "console-feed-new").await?;
    browser.fill("#field-name", "MY Patents").await?;
    browser.fill("#field-office", "MY").await?;
    browser.fill("#field-address", &format!("http://{office}/bulk/")).await?;
    browser.fill("#field-language", "en").await?;
    browser.click("input[name='rights'][value='patent']").await?;
    browser.click("#field-provision option[value='public']").await?;
    browser.follow("form.console-form .form-end button").await?;
    ensure!(browser.count("#error-name").await? == 1, "nothing is said at the field");
    Page { browser, name: "console-feed-refused", nature: Nature::Failing }.check().await?;
    browser.fill("#field-name", "my-patents").await?;
    browser.follow("form.console-form .form-end button").await?;
    ensure!(browser.here().await? == "/admin/feeds/my-patents?saved=1", "one is at {}", browser.here().await?);
    check(browser, "console-feed").await?;
    browser.follow("form[action='/admin/feeds/my-patents/test'] button").await?;
    ensure!(browser.text("main").await?.contains(SENT), "the trial shows no files");
    check(browser, "console-feed-tried").await
}

/// A file is sent by the browser, over a connection that breaks off where scripts run, and tried.
async fn try_by_hand(browser: &Browser) -> anyhow::Result<()> {
    browser.go("/admin/feeds/my-patents").await?;
    if browser.setting.scripts {
        let large = tempfile::Builder::new().prefix("large-").suffix(".bin").tempfile()?;
        std::fs::write(large.path(), vec![7_u8; 10 << 20])?;
        let breaks = "const real = window.fetch; let asked = 0; window.fetch = (...of) => {
            asked += 1; return asked === 3 ? Promise.reject(new TypeError('gone')) : real(...of) };";
        browser.client.execute(breaks, Vec::new()).await?;
        browser.element("#field-file").await?.send_keys(&large.path().display().to_string()).await?;
        browser.follow("form[enctype] button").await?;
        ensure!(browser.text("main").await?.contains("10.0 MiB"), "the large file did not arrive whole");
    }
    let small = root().join(SAMPLES).join(BY_HAND);
    browser.element("#field-file").await?.send_keys(&small.display().to_string()).await?;
    browser.follow("form[enctype] button").await?;
    ensure!(browser.text("main").await?.contains(BY_HAND), "the file did not arrive");
    browser.go("/admin/inbox").await?;
    check(browser, "console-inbox").await?;
    browser.follow("form[action$='/try'] button").await?;
    wait_until_over(browser).await?;
    ensure!(browser.text("main").await?.contains("MY-188420-A"), "the trial shows no record");
    check(browser, "console-trial").await
}

/// Waits until the page of a job says that it is over: by its island, or by loading itself again.
async fn wait_until_over(browser: &Browser) -> anyhow::Result<()> {
    let done = words(browser, "完了", "done");
    for _ in 0..300 {
        // In one step: an element that was found may be gone when it is asked.
        let shown = match browser.setting.scripts {
            true => browser.client.execute("return document.querySelector('main p .chip')?.innerText ?? ''", Vec::new()).await.ok(),
            false => browser.text("main p .chip").await.ok().map(serde_json::Value::from),
        };
        if shown.as_ref().and_then(|shown| shown.as_str()) == Some(done) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("the job is not over: {}", browser.text("main").await?)
}

async fn run(browser: &Browser) -> anyhow::Result<()> {
    browser.go("/admin/feeds/my-patents").await?;
    browser.follow("form[action='/admin/feeds/my-patents/run'] button").await?;
    let fetching = words(browser, "取得中", "fetching");
    if browser.setting.scripts {
        browser.wait_for_text("[data-job-words]", fetching).await?;
        check(browser, "console-running").await?;
        // Whoever loads the page anew sees it go on.
        browser.client.refresh().await?;
        browser.wait_for_text("[data-job-words]", fetching).await?;
    } else {
        check(browser, "console-running").await?;
    }
    wait_until_over(browser).await?;
    check(browser, "console-fetched").await?;
    browser.go("/admin/runs").await?;
    check(browser, "console-runs").await?;
    // The newest is the harvest of what came.
    browser.follow("table tbody tr th a").await?;
    wait_until_over(browser).await?;
    check(browser, "console-harvested").await
}

async fn find(browser: &Browser) -> anyhow::Result<()> {
    for _ in 0..100 {
        browser.go(&format!("/search?q={JAPANESE}")).await?;
        if browser.count("ol.hits > li.hit").await? > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    ensure!(browser.text("ol.hits").await?.contains("MY-181573-A"), "another document is found");
    browser.go("/admin").await?;
    check(browser, "console-overview").await?;
    browser.go("/coverage").await?;
    ensure!(browser.text("main").await?.contains(words(browser, "マレーシア", "Malaysia")), "the coverage does not tell of the office");
    check(browser, "console-coverage").await
}

/// What was found is gone again, once its delivery was taken back: the newest of the list.
async fn take_back(browser: &Browser) -> anyhow::Result<()> {
    browser.go("/admin/deliveries").await?;
    check(browser, "console-deliveries").await?;
    browser.follow("table tbody tr th a").await?;
    ensure!(browser.text("main").await?.contains("MY-patent-181573-A"), "the page tells of another delivery");
    check(browser, "console-delivery").await?;
    let delivery = browser.here().await?;
    browser.click("#field-confirm").await?;
    browser.follow("form[action$='/roll-back'] button").await?;
    wait_until_over(browser).await?;
    check(browser, "console-taken-back").await?;
    browser.go(&delivery).await?;
    check(browser, "console-delivery-taken-back").await?;
    for _ in 0..100 {
        browser.go(&format!("/search?q={JAPANESE}")).await?;
        if browser.count("ol.hits > li.hit").await? == 0 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    anyhow::bail!("what was taken back is still found")
}
