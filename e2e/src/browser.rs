//! Chromium, as a reader sits before it.

use std::{path::PathBuf, time::Duration};

use anyhow::{Context as _, anyhow};
use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    Chromedriver, Portal,
    http::raw,
    process::{program, root},
};

/// How long something may take to appear on a page.
const PATIENCE: Duration = Duration::from_secs(15);

/// How wide the window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// 1280 by 900.
    Wide,
    /// 375 by 800: a telephone.
    Narrow,
}

/// How a reader sits before the browser.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Whether scripts run.
    pub scripts: bool,
    /// How wide the window is.
    pub width: Width,
    /// The language of the interface: `ja`, `en`.
    pub language: &'static str,
}

impl Setting {
    /// The setting in the name of a screenshot: `ja-wide`, `en-narrow-noscript`.
    #[must_use]
    pub fn name(&self) -> String {
        let width = if self.width == Width::Wide { "wide" } else { "narrow" };
        let scripts = if self.scripts { "" } else { "-noscript" };
        format!("{}-{width}{scripts}", self.language)
    }
}

/// A browser of its own, with nothing in it from before.
#[derive(Debug)]
pub struct Browser {
    /// The session.
    pub client: Client,
    /// How the reader sits before it.
    pub setting: Setting,
    chromedriver: String,
    portal: String,
    _profile: TempDir,
}

impl Browser {
    /// Opens a browser.
    ///
    /// # Errors
    /// When Chromium is not there or does not start.
    pub async fn open(chromedriver: &Chromedriver, portal: &Portal, setting: Setting) -> anyhow::Result<Self> {
        let profile = tempfile::tempdir()?;
        let mut options = json!({
            "binary": program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?,
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=ja",
                "--window-size=1280,900", format!("--user-data-dir={}", profile.path().display()),
            ],
        });
        if !setting.scripts {
            options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        if setting.width == Width::Narrow {
            options["mobileEmulation"] = json!({ "deviceMetrics": { "width": 375, "height": 800, "pixelRatio": 1.0, "touch": false } });
        }
        let Value::Object(capabilities) = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        }) else {
            return Err(anyhow!("capabilities are an object"));
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://{}", chromedriver.authority()))
            .await
            .context("chromedriver opens no browser")?;
        let browser =
            Self { client, setting, chromedriver: chromedriver.authority(), portal: portal.authority().to_owned(), _profile: profile };
        if setting.language != "ja" {
            browser.go(&format!("/language/{}?back=/", setting.language)).await?;
        }
        Ok(browser)
    }

    /// Opens a path of the portal.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn go(&self, path: &str) -> anyhow::Result<()> {
        self.client.goto(&format!("http://{}{path}", self.portal)).await.with_context(|| format!("opening {path}"))
    }

    /// Path and query of the page shown.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn here(&self) -> anyhow::Result<String> {
        let url = self.client.current_url().await?;
        Ok(url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path())))
    }

    /// The first element of a CSS selector, as soon as it is there.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn element(&self, css: &str) -> anyhow::Result<Element> {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => Ok(element),
            Err(failure) => {
                let here = self.here().await.unwrap_or_default();
                Err(failure).with_context(|| format!("no {css} on {here}"))
            }
        }
    }

    /// How many elements a CSS selector has now.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn count(&self, css: &str) -> anyhow::Result<usize> {
        Ok(self.client.find_all(Locator::Css(css)).await?.len())
    }

    /// The visible text of the first element of a CSS selector.
    ///
    /// # Errors
    /// When there is none.
    pub async fn text(&self, css: &str) -> anyhow::Result<String> {
        Ok(self.element(css).await?.text().await?)
    }

    /// Clicks the first element of a CSS selector. Where that leads to another page, the page is there afterwards.
    ///
    /// # Errors
    /// When there is none, or it cannot be clicked.
    pub async fn click(&self, css: &str) -> anyhow::Result<()> {
        self.element(css).await?.click().await.with_context(|| format!("clicking {css}"))
    }

    /// Clicks the first element of a CSS selector and waits until another page stands in the place of this one: a slow machine answers a
    /// click before the browser begins to leave.
    ///
    /// # Errors
    /// When there is none, or it leads nowhere within ten seconds.
    pub async fn follow(&self, css: &str) -> anyhow::Result<()> {
        let page = self.element("html").await?;
        self.click(css).await?;
        for _ in 0..100 {
            // An element of a page that was left is stale, whatever is asked of it.
            if page.tag_name().await.is_err() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(anyhow!("clicking {css} leads nowhere"))
    }

    /// Types into a field, in the place of what it held.
    ///
    /// # Errors
    /// When there is none.
    pub async fn fill(&self, css: &str, text: &str) -> anyhow::Result<()> {
        let field = self.element(css).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Waits until the first element of a CSS selector shows a text.
    ///
    /// # Errors
    /// When it does not.
    pub async fn wait_for_text(&self, css: &str, text: &str) -> anyhow::Result<()> {
        let mut last = String::new();
        for _ in 0..100 {
            // In one step: an element that was found may be gone when it is asked.
            let shown = "const found = document.querySelector(arguments[0]); return found ? found.innerText : ''";
            let shown = self.client.execute(shown, vec![serde_json::json!(css)]).await?;
            shown.as_str().unwrap_or_default().clone_into(&mut last);
            if last.contains(text) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(anyhow!("{css} shows {last:?} and not {text:?}"))
    }

    /// Messages of the browser's console since the last call: level and text.
    ///
    /// # Errors
    /// When chromedriver does not answer.
    pub async fn console(&self) -> anyhow::Result<Vec<(String, String)>> {
        let entries = self.ask("se/log", json!({ "type": "browser" })).await?;
        let entries = entries.as_array().cloned().unwrap_or_default();
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(entries.iter().map(|entry| (word(&entry["level"]), word(&entry["message"]))).collect())
    }

    /// Gives a command of Chromium's own protocol, as `Performance.getMetrics`, and its answer.
    ///
    /// # Errors
    /// When chromedriver does not answer, or the browser refuses.
    pub async fn devtools(&self, command: &str, parameters: Value) -> anyhow::Result<Value> {
        let answer = self.ask("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await?;
        match answer["error"].as_str() {
            Some(error) => Err(anyhow!("{command}: {error}")),
            None => Ok(answer),
        }
    }

    /// Asks chromedriver for what fantoccini does not know.
    async fn ask(&self, what: &str, body: Value) -> anyhow::Result<Value> {
        let session = self.client.session_id().await?.ok_or_else(|| anyhow!("the browser is closed"))?;
        let (chromedriver, path) = (self.chromedriver.clone(), format!("/session/{session}/{what}"));
        let answer = tokio::task::spawn_blocking(move || raw(&chromedriver, "POST", path.as_bytes(), &body.to_string())).await??;
        let mut answer: Value = serde_json::from_slice(&answer.body).with_context(|| format!("chromedriver's answer to {what}"))?;
        Ok(answer["value"].take())
    }

    /// Keeps a picture of what is shown.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn screenshot(&self, name: &str) -> anyhow::Result<()> {
        let folder = std::env::var_os("KAKEHASHI_E2E_SCREENSHOTS").map_or_else(|| root().join("target/e2e-screenshots"), PathBuf::from);
        std::fs::create_dir_all(&folder)?;
        let picture = self.client.screenshot().await?;
        std::fs::write(folder.join(format!("{name}-{}.png", self.setting.name())), picture)?;
        Ok(())
    }

    /// Closes the browser.
    ///
    /// # Errors
    /// When it does not close.
    pub async fn close(self) -> anyhow::Result<()> {
        Ok(self.client.close().await?)
    }
}
