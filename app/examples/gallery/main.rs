//! Serves every page with made-up answers, for those who work on its looks.
//!
//! `cargo run -p app --features ssr --example gallery [ADDRESS [FOLDER]]`; the folder is served as `/pkg` (styles, WebAssembly).

mod portal;
mod site;

use std::net::SocketAddr;

use tower_http::services::ServeDir;

/// Addresses worth looking at.
const PAGES: &[&str] = &[
    "/",
    "/search?q=many",
    "/search?q=nothing",
    "/search?q=fail",
    "/search?q=%E9%9B%BB%E6%B1%A0&in=claims&office=TH,MY&from=2020",
    "/search?number=TH0901001234A%0A1101%0A999",
    "/publications/TH/patent/0901001234/A?s=q%3D%E9%9B%BB%E6%B1%A0&n=2",
    "/publications/TH/patent/0901001234/A/claims?s=q%3D%E9%9B%BB%E6%B1%A0&n=2",
    "/publications/SA/patent/1101/B/abstract",
    "/publications/SA/patent/1101/B/claims",
    "/publications/CN/utility-model/219000001/U/description",
    "/publications/US/trademark/2178784/-",
    "/publications/US/trademark/2178784/-/goods",
    "/publications/SA/trademark/1442001/-",
    "/publications/EM/trademark/18000001/-",
    "/publications/KR/design/301000001/-",
    "/publications/KR/design/301000001/-/figures",
    "/publications/TH/patent/0901001234/A/figures",
    "/publications/TH/patent/0901001234/A/figures/2",
    "/publications/TH/patent/0901001234/A/claims?figures=beside",
    "/publications/TH/patent/0901001234/A/events",
    "/publications/TH/patent/0901001234/A/family",
    "/publications/TH/patent/0901001234/A/original",
    "/publications/MY/patent/150001/A",
    "/publications/TH/patent/1101/A",
    "/coverage",
    "/help",
    "/nowhere",
];

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address: SocketAddr = arguments
        .next()
        .unwrap_or_else(|| "127.0.0.1:4100".to_owned())
        .parse()
        .map_err(|refused| std::io::Error::new(std::io::ErrorKind::InvalidInput, refused))?;
    let folder = arguments.next().unwrap_or_else(|| "target/site/pkg".to_owned());
    for page in PAGES {
        println!("http://{address}{page}");
    }
    let router = site::site().nest_service("/pkg", ServeDir::new(folder));
    axum::serve(tokio::net::TcpListener::bind(address).await?, router).await
}
