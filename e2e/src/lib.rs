//! The product in a real browser: a portal on a port of its own, Chromium driven by chromedriver, and what every page is held to.
//!
//! | variable | meaning |
//! |---|---|
//! | `KAKEHASHI_BIN` | the program; `target/debug/kakehashi` where not set |
//! | `KAKEHASHI_E2E_DATA` | a data folder with the samples in it; where not set, they are harvested into a temporary one |
//! | `KAKEHASHI_E2E_SCREENSHOTS` | folder for screenshots; `target/e2e-screenshots` where not set |
//! | `CHROMEDRIVER`, `CHROMIUM` | the programs; found in `PATH` where not set |
//! | `KAKEHASHI_E2E=skip` | says that there is no browser here: the tests say that they skip, and pass |

mod browser;
mod chromedriver;
mod http;
mod pages;
mod portal;
mod process;

pub use browser::{Browser, Setting, Width};
pub use chromedriver::Chromedriver;
pub use http::{Answer, get, raw};
pub use pages::{Nature, Page};
pub use portal::Portal;
pub use process::root;
