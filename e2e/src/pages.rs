//! What every page is held to.

use anyhow::{Context as _, anyhow, ensure};
use serde_json::{Value, json};

use crate::{Browser, process::root};

/// The rules of axe-core that count: WCAG 2.2 A and AA, and what they call good practice.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A page as it should be.
    Good,
    /// A page that says with its status that something is not there; the browser says so in its console, too.
    Failing,
}

/// A page to be held to what all pages are.
pub struct Page<'a> {
    /// The browser that shows it.
    pub browser: &'a Browser,
    /// Its name, for messages and screenshots.
    pub name: &'a str,
    /// What it is.
    pub nature: Nature,
}

impl Page<'_> {
    /// Holds the page to everything, and keeps a picture of it.
    ///
    /// # Errors
    /// What does not hold.
    pub async fn check(&self) -> anyhow::Result<()> {
        self.browser.screenshot(self.name).await?;
        self.language().await.with_context(|| self.place("language"))?;
        self.outline().await.with_context(|| self.place("outline"))?;
        self.console().await.with_context(|| self.place("console"))?;
        if self.browser.setting.scripts {
            self.width().await.with_context(|| self.place("width"))?;
            self.accessibility().await.with_context(|| self.place("accessibility"))?;
        }
        Ok(())
    }

    fn place(&self, what: &str) -> String {
        format!("{what} of page {:?} ({})", self.name, self.browser.setting.name())
    }

    async fn language(&self) -> anyhow::Result<()> {
        let language = self.browser.element("html").await?.attr("lang").await?;
        ensure!(language.as_deref() == Some(self.browser.setting.language), "the page's lang is {language:?}");
        let title = self.browser.client.title().await?;
        ensure!(!title.trim().is_empty(), "the page has no title");
        Ok(())
    }

    /// One main heading, one main part, and a way around the head.
    async fn outline(&self) -> anyhow::Result<()> {
        let headings = self.browser.count("h1").await?;
        ensure!(headings == 1, "{headings} main headings");
        ensure!(self.browser.count("main").await? == 1, "not one main part");
        ensure!(self.browser.count("a.skip[href='#main']").await? == 1, "no link to the main part");
        Ok(())
    }

    async fn console(&self) -> anyhow::Result<()> {
        let errors: Vec<String> = self
            .browser
            .console()
            .await?
            .into_iter()
            .filter(|(level, _)| level == "SEVERE")
            .map(|(_, message)| message)
            .filter(|message| !(self.nature == Nature::Failing && message.contains("Failed to load resource")))
            .collect();
        ensure!(errors.is_empty(), "errors:\n{}", errors.join("\n"));
        Ok(())
    }

    /// Nobody has to move the page sideways to read it.
    async fn width(&self) -> anyhow::Result<()> {
        let script = "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]";
        let widths = self.browser.client.execute(script, Vec::new()).await?;
        let (page, window) = (widths[0].as_i64().unwrap_or_default(), widths[1].as_i64().unwrap_or_default());
        ensure!(page <= window, "the page is {page} wide, its window {window}");
        Ok(())
    }

    async fn accessibility(&self) -> anyhow::Result<()> {
        let file = root().join("app/node_modules/axe-core/axe.min.js");
        let axe =
            std::fs::read_to_string(&file).with_context(|| format!("axe-core is not installed (npm ci in app): {}", file.display()))?;
        self.browser.client.execute(&format!("{axe}\nwindow.axe = axe;"), Vec::new()).await.context("axe-core does not load")?;
        let script = "const done = arguments[arguments.length - 1];
            window.axe.run(document, { runOnly: arguments[0] })
                .then(found => done(found.violations.map(v =>
                    v.id + ': ' + v.help + v.nodes.slice(0, 5).map(n => '\\n    ' + n.html.slice(0, 300) + '\\n      ' + n.failureSummary.replace(/\\s+/g, ' ')).join(''))))
                .catch(failure => done(['axe failed: ' + failure]));";
        let found = self.browser.client.execute_async(script, vec![json!(RULES)]).await?;
        let violations: Vec<&str> = found.as_array().ok_or_else(|| anyhow!("axe gave {found}"))?.iter().filter_map(Value::as_str).collect();
        ensure!(violations.is_empty(), "violations:\n  {}", violations.join("\n  "));
        Ok(())
    }
}
