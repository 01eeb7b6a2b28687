//! A portal over deliveries written for the test, harvested by the road that every delivery takes.
#![expect(dead_code, reason = "each test uses a part of it")]

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use feeds::FeedSettings;
use publication::{AccountId, Audience, Role};
use search::TantivyEngine;
use server::{
    accounts::{IDLE, LONGEST, Token},
    config::Config,
    figures::FigureMaking,
    harvest::{HarvestOptions, HarvestReport, harvest},
    http::{self, Cookies},
    services::Portal,
    translating::{JapaneseMaker, Translating},
    worker,
};
use storage::{Account, NewAccount, NewSession, SqliteStore, Store};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// A portal and its folder.
pub struct Fixture {
    pub folder: tempfile::TempDir,
    pub config: Config,
    pub store: Arc<dyn Store>,
}

impl Fixture {
    /// An empty portal.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config { data: folder.path().join("data"), ..Config::default() };
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&config.data).await.expect("the store opens"));
        Self { folder, config, store }
    }

    /// Writes a file of a delivery.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> std::path::PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(&path, bytes).expect("the file can be written");
        path
    }

    /// Harvests a path; asks for everything to be translated.
    pub async fn harvest(&self, path: &Path, office: &str, public: bool) -> HarvestReport {
        let options = HarvestOptions {
            settings: FeedSettings {
                office: office.parse().expect("an office"),
                right: None,
                format: None,
                encoding: None,
                language: None,
                sample: false,
            },
            limits: self.config.limits.clone(),
            public,
            translate_all: true,
            dry_run: false,
            first: None,
            only_files: None,
        };
        let mut report = HarvestReport::default();
        harvest(&self.store, path, &options, &CancellationToken::new(), &mut report).await.expect("the store holds");
        self.drain().await;
        report
    }

    /// Translates and indexes what waits.
    pub async fn drain(&self) {
        let maker = JapaneseMaker::open(&self.store, &self.config).await.expect("the maker opens");
        let translating = Translating::new(Arc::clone(&self.store), maker);
        let indexed = worker::drain(&self.store, &self.config, &translating, &CancellationToken::new(), |_, _| {}).await;
        assert!(indexed.expect("the worker works"), "the index knows the store");
    }

    /// Makes the images that wait, as a portal that runs does.
    pub async fn make_figures(&self) {
        let making = self.figure_making();
        while making.take_batch().await.expect("the store holds") > 0 {}
    }

    /// What makes images, over this store and with this program.
    pub fn figure_making(&self) -> FigureMaking {
        let program = env!("CARGO_BIN_EXE_kakehashi").into();
        FigureMaking::new(Arc::clone(&self.store), &self.config.figures, program, CancellationToken::new())
    }

    /// The site.
    pub async fn router(&self) -> Router {
        let engine = Arc::new(TantivyEngine::open(&self.config.index_folder()).expect("the index opens"));
        let maker = JapaneseMaker::open(&self.store, &self.config).await.expect("the maker opens");
        http::router(Arc::new(Portal::new(Arc::clone(&self.store), engine, maker, self.config.clone())), self.folder.path().join("site"))
    }
}

impl Fixture {
    /// An account with a password that nobody knows.
    pub async fn account(&self, sign_in_name: &str, role: Role, audience: Audience) -> Account {
        let new = NewAccount {
            sign_in_name: sign_in_name.to_owned(),
            name: format!("{sign_in_name} さん"),
            mail: None,
            role,
            audience,
            password: Some("$argon2id$".to_owned()),
        };
        self.store.add_account(new, None, server::clock::now()).await.expect("the account is made")
    }

    /// The cookie of a new session of an account.
    pub async fn session(&self, account: AccountId) -> String {
        let (token, now) = (Token::new().expect("random bytes"), server::clock::now());
        let session = NewSession {
            account,
            token_hash: token.hash(),
            browser_hash: token.hash(),
            browser: "Firefox, Linux".to_owned(),
            idle_until: now + IDLE,
            expires: now + LONGEST,
        };
        self.store.begin_session(session, now).await.expect("the session begins");
        format!("{}={}", Cookies::new(false).session(), token.text())
    }
}

/// What the site answers.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

/// Asks the site.
pub async fn get(router: &Router, url: &str) -> Answer {
    send(router, Request::get(url).body(Body::empty()).expect("a request")).await
}

/// Asks the site, signed in.
pub async fn get_as(router: &Router, url: &str, cookie: &str) -> Answer {
    send(router, Request::get(url).header("cookie", cookie).body(Body::empty()).expect("a request")).await
}

/// Sends a form of a page of the site.
pub async fn post(router: &Router, url: &str, cookie: &str, form: &str) -> Answer {
    let request = Request::post(url)
        .header("host", "127.0.0.1:8080")
        .header("origin", "http://127.0.0.1:8080")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie);
    send(router, request.body(Body::from(form.to_owned())).expect("a request")).await
}

/// Sends a request to the site.
pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.expect("a response");
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 64 * 1024 * 1024).await.expect("a body");
    Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes: bytes.to_vec() }
}

/// A patent record as INID-coded text.
pub fn inid_record(number: &str, title: &str, text: &str) -> String {
    format!(
        "(19) TH\n(11) {number}\n(13) A\n(21) {number}9\n(22) 2019-03-04\n(26) en\n(43) 2020-05-06\n(51) H01M 10/052\n(54) [en] {title}\n(57) [en] {text}\n\
         (71) Aozora Cells Co., Ltd. (TH)\n(72) Somchai Test\n[CLAIMS en]\n1. A battery comprising a {title}.\n2. {{1}} The battery of claim 1, wherein {text}\n\
         [FIGURES]\nfigure-{number}.png | drawing | 1\n"
    )
}

/// The smallest PNG there is: one grey pixel.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A,
    0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0,
    0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];
