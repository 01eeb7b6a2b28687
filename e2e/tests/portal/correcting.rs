//! A translator at work: by keys alone, with an input method, through a lost connection, beside a colleague; and without scripts.

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use e2e::{Browser, Nature, Page, Portal, Setting, Width};
use fantoccini::key::Key;
use serde_json::json;

use crate::Stage;

const PASSWORD: &str = "a first password of many";
const CLAIMS: &str = "/publications/US/patent/11306829/B2/claims";
const DESCRIPTION: &str = "/publications/US/patent/11306829/B2/description";
const SAMPLE: &str = "server/samples/US/patent/US11306829B2";

/// Begins a portal with one document, and signs its first administrator in by a browser.
async fn signed_in(stage: &Stage, setting: Setting) -> anyhow::Result<(Portal, Browser)> {
    let (portal, printed) = tokio::task::spawn_blocking(Portal::start_anew).await??;
    let portal = tokio::task::spawn_blocking(move || portal.harvest(SAMPLE.as_ref(), "US").map(|()| portal)).await??;
    let browser = Browser::open(&stage.chromedriver, &portal, setting).await?;
    let (_, rest) = printed.split_once("http://").context("no address")?;
    let address = rest.split_whitespace().next().unwrap_or_default();
    let path = address.split_once('/').context("no path")?.1;
    browser.go(&format!("/{path}")).await?;
    browser.fill("#link-password", PASSWORD).await?;
    browser.fill("#link-password_again", PASSWORD).await?;
    browser.follow("form.account-form button[type='submit']").await?;
    Ok((portal, browser))
}

async fn check(browser: &Browser, name: &str) -> anyhow::Result<()> {
    Page { browser, name, nature: Nature::Good }.check().await
}

/// The open sentence. Asked for in one step: an element that was found may be gone when it is asked.
async fn open_place(browser: &Browser) -> anyhow::Result<String> {
    let place = script(browser, "return document.querySelector('[data-panel]').dataset.panel").await?;
    Ok(place.as_str().unwrap_or_default().to_owned())
}

/// Opens a page for correcting, and waits until its program has taken it over: keys before that are the browser's.
async fn correct(browser: &Browser, path: &str) -> anyhow::Result<()> {
    browser.go(path).await?;
    browser.element("[data-undo]:not([hidden])").await?;
    Ok(())
}

/// Waits until another sentence than this one is open.
async fn wait_for_other(browser: &Browser, place: &str) -> anyhow::Result<String> {
    for _ in 0..400 {
        let now = open_place(browser).await?;
        if now != place {
            return Ok(now);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("{place} stays open: {}", browser.text("[data-status]").await?)
}

/// Presses keys in the field: what is held, and the key.
async fn press(browser: &Browser, held: &[Key], key: Key) -> anyhow::Result<()> {
    // Keys that are held are let go at the end of a sequence.
    let keys: String = held.iter().copied().chain([key, Key::Null]).map(char::from).collect();
    Ok(browser.element("#japanese").await?.send_keys(&keys).await?)
}

async fn script(browser: &Browser, script: &str) -> anyhow::Result<serde_json::Value> {
    Ok(browser.client.execute(script, Vec::new()).await?)
}

/// Everything that a translator does, in one portal.
pub async fn play(stage: &Stage, setting: Setting) -> anyhow::Result<()> {
    let (portal, browser) = signed_in(stage, setting).await?;
    let played = async {
        if setting.scripts {
            by_keys(&browser).await.context("by keys")?;
            before_the_program(&browser).await.context("before the program is there")?;
            through_a_lost_connection(&browser).await.context("through a lost connection")?;
            beside_a_colleague(stage, &portal, &browser, setting).await.context("beside a colleague")?;
        } else {
            by_forms(&browser).await.context("by forms")?;
        }
        states(&portal, &browser).await.context("in every state")
    }
    .await;
    if played.is_err() {
        browser.screenshot("correcting-failed").await?;
    }
    browser.close().await?;
    played
}

/// A key costs the editor's page less than a frame more than it costs a bare field: in time of the page's own thread, which other work on the machine
/// does not lengthen.
async fn a_key_costs_less_than_a_frame(browser: &Browser) -> anyhow::Result<()> {
    let bare = "const bare = document.createElement('textarea');
        bare.id = 'bare';
        bare.setAttribute('aria-label', 'bare');
        document.body.append(bare);
        return true;";
    script(browser, bare).await?;
    browser.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
    let (bare, editor) = (cost_of_a_key(browser, "#bare").await?, cost_of_a_key(browser, "#japanese").await?);
    browser.devtools("Performance.disable", json!({})).await?;
    eprintln!("a key takes {editor:.2} ms of the page's thread, in a bare field {bare:.2} ms");
    ensure!(editor < bare + 16.7, "a key takes {editor} ms of the page's thread, in a bare field {bare} ms");
    script(browser, "document.querySelector('#bare').remove(); return true").await?;
    Ok(())
}

/// What a key in a field costs the page's thread, with all that follows from it: milliseconds.
async fn cost_of_a_key(browser: &Browser, field: &str) -> anyhow::Result<f64> {
    let words = ["hyoujidanheikousurutoki", "1.5mmwokoeru", "10niirarerukagaku", "dearukotowotokuchoutosuru"];
    let before = task_time(browser).await?;
    for word in words {
        browser.element(field).await?.send_keys(word).await?;
    }
    // What is typed is kept and looked through a moment later.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let keys: usize = words.iter().map(|word| word.len()).sum();
    let typed = script(browser, &format!("return document.querySelector('{field}').value")).await?;
    ensure!(typed.as_str().is_some_and(|typed| typed.contains(words[0])), "{field} holds {typed}");
    #[expect(clippy::cast_precision_loss, reason = "a few dozen keys")]
    Ok((task_time(browser).await? - before) * 1_000.0 / keys as f64)
}

/// How long the page's thread has worked, in seconds.
async fn task_time(browser: &Browser) -> anyhow::Result<f64> {
    let answer = browser.devtools("Performance.getMetrics", json!({})).await?;
    let metrics = answer["metrics"].as_array().context("no metrics")?;
    let task = metrics.iter().find(|metric| metric["name"] == "TaskDuration").context("no time of tasks")?;
    task["value"].as_f64().context("no number")
}

/// Twenty sentences without the mouse; an input method confirms nothing.
async fn by_keys(browser: &Browser) -> anyhow::Result<()> {
    correct(browser, &format!("{DESCRIPTION}/correct")).await?;
    check(browser, "correct").await?;
    a_key_costs_less_than_a_frame(browser).await?;
    let first = open_place(browser).await?;
    browser.fill("#japanese", "一番目の訳文である。").await?;
    // An input method at work: neither Enter nor Ctrl+Enter is ours, nor is the Enter that ends it.
    let composing = "const area = document.querySelector('#japanese');
        const key = (more) => area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }));
        area.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
        key({ ctrlKey: true, isComposing: true });
        key({ ctrlKey: true, keyCode: 229 });
        key({ ctrlKey: true });
        key({ altKey: true, key: 'ArrowDown' });
        area.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
        key({ ctrlKey: true });
        key({});
        return true;";
    script(browser, composing).await?;
    tokio::time::sleep(Duration::from_millis(600)).await;
    ensure!(open_place(browser).await? == first, "composition led on");
    let shown = browser.count(&format!("[data-row='{first}'] .badge-human")).await?;
    ensure!(shown == 0, "composition saved");
    // A bare Enter is a new line.
    press(browser, &[], Key::Enter).await?;
    let typed = script(browser, "return document.querySelector('#japanese').value").await?;
    ensure!(typed.as_str().is_some_and(|typed| typed.contains('\n')), "Enter types nothing: {typed}");
    let mut place = first.clone();
    for number in 1..=20 {
        browser.fill("#japanese", &format!("キー操作による訳文 第{number}号。")).await?;
        press(browser, &[Key::Control], Key::Enter).await?;
        place = wait_for_other(browser, &place).await.with_context(|| format!("sentence {number}"))?;
    }
    browser.screenshot("correct-twenty").await?;
    let row = browser.element(&format!("[data-row='{first}'] .target")).await?.html(true).await?;
    ensure!(row.contains("第1号") && row.contains("badge-human"), "the row shows {row}");
    press(browser, &[Key::Alt], Key::Up).await?;
    let before = wait_for_other(browser, &place).await?;
    press(browser, &[Key::Alt], Key::Down).await?;
    ensure!(wait_for_other(browser, &before).await? == place, "down does not lead back");
    // Search knows the new words in a moment.
    browser.fill("#japanese", "しばらくして見付かる言葉。").await?;
    press(browser, &[Key::Control], Key::Enter).await?;
    let saved = Instant::now();
    wait_for_other(browser, &place).await?;
    wait_for_search(browser, "しばらくして見付かる言葉", true, saved).await?;
    // And the old ones no more.
    correct(browser, &format!("{DESCRIPTION}/correct?segment={place}&tl=en")).await?;
    browser.fill("#japanese", "あとから直した言葉。").await?;
    press(browser, &[Key::Control], Key::Enter).await?;
    let saved = Instant::now();
    wait_for_other(browser, &place).await?;
    wait_for_search(browser, "しばらくして見付かる言葉", false, saved).await?;
    // The keys are listed where nothing is typed.
    script(browser, "document.activeElement.blur(); document.body.focus(); return true").await?;
    browser.element("body").await?.send_keys("?").await?;
    ensure!(browser.count("[data-keys][open]").await? == 1, "? lists no keys");
    check(browser, "correct-keys").await
}

/// Waits until search finds, or does not find, a phrase, and says how long after a moment that is.
async fn wait_for_search(browser: &Browser, phrase: &str, wanted: bool, since: Instant) -> anyhow::Result<()> {
    let ask = "const done = arguments[arguments.length - 1];
        fetch('/api/v1/search?q=' + encodeURIComponent('\"' + arguments[0] + '\"'))
            .then(answer => answer.json()).then(answer => done(answer.results.total.count)).catch(() => done(-1));";
    while since.elapsed() < Duration::from_secs(30) {
        let count = browser.client.execute_async(ask, vec![json!(phrase)]).await?;
        if count.as_u64().is_some_and(|count| (count > 0) == wanted) {
            let what = if wanted { "found" } else { "no more found" };
            eprintln!("what was saved is {what} after {:.2} s", since.elapsed().as_secs_f64());
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("search {} what it should{}", if wanted { "does not find" } else { "finds" }, if wanted { "" } else { " not" })
}

/// What is typed before the page's program is there is kept, too.
async fn before_the_program(browser: &Browser) -> anyhow::Result<()> {
    // Interactive is a page before its programs run.
    let early = "document.addEventListener('readystatechange', () => {
        const area = document.querySelector('#japanese');
        if (document.readyState === 'interactive' && area) area.value = '早く打った訳文。';
    });";
    let added = browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": early })).await?;
    correct(browser, &format!("{CLAIMS}/correct")).await?;
    browser.devtools("Page.removeScriptToEvaluateOnNewDocument", json!({ "identifier": added["identifier"] })).await?;
    browser.wait_for_text("[data-status]", "下書き").await?;
    correct(browser, &format!("{CLAIMS}/correct")).await?;
    let typed = script(browser, "return document.querySelector('#japanese').value").await?;
    ensure!(typed == "早く打った訳文。", "what was typed early is lost: {typed}");
    Ok(())
}

/// What is typed without a connection is there after the tab was closed, and reaches the server when there is one again.
async fn through_a_lost_connection(browser: &Browser) -> anyhow::Result<()> {
    correct(browser, &format!("{CLAIMS}/correct")).await?;
    let place = open_place(browser).await?;
    script(browser, "window.fetch = () => Promise.reject(new TypeError('offline')); return true").await?;
    browser.fill("#japanese", "接続が切れている間の訳文。").await?;
    browser.wait_for_text("[data-status]", "未送信").await?;
    // The server would have it by now.
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    ensure!(browser.text("[data-status]").await?.contains("未送信"), "it is said to be sent");
    press(browser, &[Key::Control], Key::Enter).await?;
    browser.wait_for_text("[data-status]", "保存できませんでした").await?;
    browser.go("/help").await?;
    correct(browser, &format!("{CLAIMS}/correct?segment={place}&tl=en")).await?;
    let typed = script(browser, "return document.querySelector('#japanese').value").await?;
    ensure!(typed == "接続が切れている間の訳文。", "what was typed is lost: {typed}");
    browser.wait_for_text("[data-status]", "下書き").await?;
    // From another device: the server has it.
    script(browser, "localStorage.clear(); return true").await?;
    correct(browser, &format!("{CLAIMS}/correct?segment={place}&tl=en")).await?;
    let typed = script(browser, "return document.querySelector('#japanese').value").await?;
    ensure!(typed == "接続が切れている間の訳文。", "the server has no draft: {typed}");
    check(browser, "correct-draft").await
}

/// Two pages of one sentence: the later save is told of the earlier one, and loses nothing.
async fn beside_a_colleague(stage: &Stage, portal: &Portal, browser: &Browser, setting: Setting) -> anyhow::Result<()> {
    correct(browser, &format!("{CLAIMS}/correct")).await?;
    let place = open_place(browser).await?;
    let other = Browser::open(&stage.chromedriver, portal, setting).await?;
    let clashes = async {
        other.go("/sign-in").await?;
        other.fill("#sign-in-sign_in_name", "admin").await?;
        other.fill("#sign-in-password", PASSWORD).await?;
        other.follow("form.account-form button[type='submit']").await?;
        correct(&other, &format!("{CLAIMS}/correct?segment={place}&tl=en")).await?;
        other.fill("#japanese", "同僚の訳文。").await?;
        press(&other, &[Key::Control], Key::Enter).await?;
        wait_for_other(&other, &place).await?;
        browser.fill("#japanese", "こちらの訳文。").await?;
        press(browser, &[Key::Control], Key::Enter).await?;
        browser.wait_for_text(".panel", "訳文が競合しています").await?;
        let panel = browser.text(".clash").await?;
        ensure!(panel.contains("同僚の訳文。") && panel.contains("こちらの訳文。"), "the clash shows {panel}");
        // The browser says of the 409 in its console what it says of every failure.
        Page { browser, name: "correct-clash", nature: Nature::Failing }.check().await?;
        browser.follow("button[name='onto']").await?;
        ensure!(browser.text(&format!("[data-row='{place}']")).await?.contains("こちらの訳文。"), "it was not saved");
        Ok::<(), anyhow::Error>(())
    }
    .await;
    other.close().await?;
    clashes
}

/// The same by forms alone.
async fn by_forms(browser: &Browser) -> anyhow::Result<()> {
    browser.go(&format!("{CLAIMS}/correct")).await?;
    check(browser, "correct").await?;
    let first = browser.element("[data-panel]").await?.attr("data-panel").await?.unwrap_or_default();
    browser.fill("#japanese", "フォームによる訳文。").await?;
    browser.follow("#panel-form button.button[data-act='save']").await?;
    let next = browser.element("[data-panel]").await?.attr("data-panel").await?.unwrap_or_default();
    ensure!(next != first, "it does not go on");
    ensure!(browser.text(&format!("[data-row='{first}']")).await?.contains("フォームによる訳文。"), "it was not saved");
    browser.go(CLAIMS).await?;
    ensure!(browser.text(".parallel").await?.contains("フォームによる訳文。"), "the document does not show it");
    Ok(())
}

/// Review, suggestions, a changed original, work lists: each is looked at.
async fn states(portal: &Portal, browser: &Browser) -> anyhow::Result<()> {
    browser.go(&format!("{CLAIMS}/correct?list=review")).await?;
    check(browser, "correct-review").await?;
    browser.go(CLAIMS).await?;
    check(browser, "claims-signed-in").await?;
    for list in ["mine", "to-do", "review"] {
        browser.go(&format!("/work?list={list}")).await?;
        check(browser, &format!("work-{list}")).await?;
    }
    browser.go("/work?list=review").await?;
    browser.follow("table a").await?;
    let place = browser.element("[data-panel]").await?.attr("data-panel").await?.unwrap_or_default();
    // A reader's suggestion.
    browser.go(&format!("{CLAIMS}/suggest?segment={place}&tl=en")).await?;
    check(browser, "suggest").await?;
    browser.fill("#suggestion", "読者の提案する訳文。").await?;
    browser.follow(".suggest-form button[type='submit']").await?;
    check(browser, "suggest-done").await?;
    browser.go(&format!("{CLAIMS}/correct?list=suggested")).await?;
    ensure!(browser.text(".panel").await?.contains("提案"), "the suggestion is not shown");
    check(browser, "correct-suggested").await?;
    browser.go("/publications/US/patent/11306829/B2/import").await?;
    check(browser, "import").await?;
    // A later delivery changes a sentence.
    let folder = tempfile::tempdir()?;
    let text = std::fs::read_to_string(e2e::root().join(SAMPLE).join("US11306829B2.txt"))?;
    std::fs::write(
        folder.path().join("US11306829B2.txt"),
        text.replace("A solenoid valve comprising:", "An improved solenoid valve comprising:"),
    )?;
    portal.harvest(folder.path(), "US")?;
    browser.go("/work?list=stale").await?;
    for _ in 0..50 {
        if browser.count("table a").await? > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        browser.go("/work?list=stale").await?;
    }
    browser.follow("table a").await?;
    ensure!(browser.text(".panel").await?.contains("原文が変わりました"), "the change is not shown");
    check(browser, "correct-stale").await
}

/// Readers of both widths, with and without scripts.
pub fn settings() -> [Setting; 3] {
    [
        Setting { scripts: true, width: Width::Wide, language: "ja" },
        Setting { scripts: true, width: Width::Narrow, language: "ja" },
        Setting { scripts: false, width: Width::Wide, language: "ja" },
    ]
}
