//! Addresses as nobody should write them: always a page, never an error of ours.

use anyhow::{Context as _, ensure};
use e2e::raw;

use crate::Stage;

/// Query strings of the search page.
const QUERIES: &[&str] = &[
    "",
    "?",
    "q",
    "q=",
    "=",
    "&&&&",
    "q=%",
    "q=%4",
    "q=%ff%fe%00",
    "q=%00",
    "q=%E3%81",
    "q=%F0%9F%92%A9",
    "q=%EF%BB%BF",
    "q=%ED%A0%80",
    "q=%E2%80%AE%E9%9B%BB%E6%B1%A0",
    "q=-",
    "q=--------",
    "q=-%22",
    "q=%22",
    "q=%22%22",
    "q=%E3%80%8C",
    "q=%E3%80%8D%E3%80%8C",
    "q=%E3%80%8C%E9%9B%BB%E6%B1%A0",
    "q=OR",
    "q=OR+OR+OR",
    "q=%7C%7C%7C",
    "q=a+OR",
    "q=AND+NOT+(",
    "q=((((((((((",
    "q=*",
    "q=%3F*%5B%5D%7B%7D%5E~%3A%5C%2F",
    "q=title%3Afoo",
    "q=%2B%2B%2B",
    "q=a%0D%0ASet-Cookie%3A%20x%3D1",
    "q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "number=%3C%2Ftextarea%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "q=%3C%2Ftitle%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "applicant=%3C%2Fb%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "q=%27%3B+DROP+TABLE+publication%3B--",
    "q=../../../../etc/passwd",
    "q=%24%7B7*7%7D%7B%7B7*7%7D%7D",
    "q=999999999999999999999999999999999999999999",
    "q=EP0",
    "q=US00000000000000000000000000000000000000001",
    "q=%E9%9B%BB%E6%B1%A0&page=0",
    "q=%E9%9B%BB%E6%B1%A0&page=-1",
    "q=%E9%9B%BB%E6%B1%A0&page=1000000",
    "q=%E9%9B%BB%E6%B1%A0&page=4294967295",
    "q=%E9%9B%BB%E6%B1%A0&page=99999999999999999999",
    "q=%E9%9B%BB%E6%B1%A0&page=1e9",
    "page=NaN",
    "sort=best",
    "sort=newest&sort=oldest",
    "office=XX",
    "office=%00",
    "office=TH,TH,TH,,,,VN",
    "office=%EF%BC%B4%EF%BC%A8",
    "right=soul",
    "kind=%F0%9F%92%A9",
    "lang=xx-yy-zz-aa-bb-cc",
    "from=9999-99-99&to=0000-00-00",
    "from=2021-01-01&to=2020-01-01",
    "from=2020-02-30",
    "from=%E4%BB%A4%E5%92%8C2%E5%B9%B4",
    "filed-from=-1&filed-to=%00",
    "class=%",
    "class=H01M10%2F%2F%2F052",
    "class=%E9%9B%BB%E6%B1%A0",
    "class=H01M+10%2F052+A61K+9+26.1.3+14-03",
    "applicant=%22%22%22",
    "applicant=%E3%80%80%E3%80%80",
    "inventor=*",
    "has=everything",
    "made=by-magic",
    "in=soul&in=claims",
    "number=%0A%0A%0A",
    "number=abc%0Adef",
    "any=%7C&not=-",
    "not=%E9%9B%BB%E6%B1%A0",
    "utm_source=x&fbclid=y",
    "q[]=a&q[b]=c",
    "q=a;q=b",
    "Q=a",
    "q=a#b",
    "%71=a",
];

/// Pages that take a query string.
const PAGES: &[&str] = &["/search", "/", "/coverage", "/help"];

/// Paths of documents, files and the API.
const PATHS: &[&str] = &[
    "/publications",
    "/publications/",
    "/publications/TH",
    "/publications/TH/patent",
    "/publications/TH/patent/1",
    "/publications/TH/patent/1/A/soul",
    "/publications/TH/patent/1/A/claims/more",
    "/publications/TH/soul/1/A",
    "/publications/%00/patent/1/A",
    "/publications/%FF/%FF/%FF/%FF",
    "/publications/TH/patent/..%2F..%2F..%2Fetc%2Fpasswd/A",
    "/publications/TH/patent/%2e%2e/A",
    "/publications/../../etc/passwd",
    "/publications/TH/patent/1/A/figures/0/original",
    "/publications/TH/patent/1/A/figures/-1/original",
    "/publications/TH/patent/1/A/figures/99999999999999999999/original",
    "/publications/TH/patent/1/A/figures/1/pages/1/web?v=%00",
    "/publications/TH/patent/1/A/figures/1/pages/99999999999999999999/thumbnail",
    "/publications/TH/patent/1/A/figures/%2e%2e/pages/1",
    "/publications/TH/patent/1/A/original/package",
    "/publications/TH/patent/1/A/original/file",
    "/publications/TH/patent/1/A?s=%25%25&n=0",
    "/publications/TH/patent/1/A?s=q%3Da&n=99999999999999999999",
    "/publications/TH/patent/1/A/claims?tl=%00",
    "/api/v1/publications/x",
    "/api/v1/publications/TH-patent-1-A",
    "/api/v1/publications/TH-patent-1-A/translation",
    "/api/v1/publications/TH-patent-1-A/translation?part=soul",
    "/api/v1/search?page=x",
    "/api/v1/nothing",
    "/search.csv?q=%",
    "/search.csv?page=99999999999",
    "/coverage.csv?x=%ff",
    "/language/xx",
    "/language/en?back=//elsewhere.example",
    "/language/en?back=%0d%0aSet-Cookie:x=1",
    "/language/en?back=https://elsewhere.example/",
    "/pkg/../../../etc/passwd",
    "/pkg/%2e%2e/%2e%2e/Cargo.toml",
    "/assets/..%2f..%2fCargo.toml",
    "/%",
    "/%ff",
    "//",
    "/search/",
    "/SEARCH",
    "/healthz",
];

/// Asks for a path; the answer has to be one that a server means.
fn ask(stage: &Stage, path: &[u8]) -> anyhow::Result<(u16, String)> {
    let shown = || String::from_utf8_lossy(&path[..path.len().min(200)]).into_owned();
    let answer = raw(stage.portal.authority(), "GET", path, "").with_context(shown)?;
    ensure!(answer.status < 500, "status {} for {}", answer.status, shown());
    let location = answer.header("location").unwrap_or_default();
    ensure!(!location.contains("elsewhere.example"), "{} leads to {location}", shown());
    ensure!(answer.header("set-cookie").is_none_or(|cookie| !cookie.starts_with("x=")), "{} sets a cookie", shown());
    Ok((answer.status, answer.text()))
}

/// Query strings of any kind get a page.
pub async fn query_strings(stage: &Stage) -> anyhow::Result<()> {
    for page in PAGES {
        for query in QUERIES {
            let path = format!("{page}?{query}");
            let (status, text) = ask(stage, path.as_bytes())?;
            ensure!(matches!(status, 200 | 302 | 303 | 307 | 308), "status {status} for {path}");
            ensure!(status != 200 || text.contains("</html>"), "no page for {path}");
            // Within an attribute's quotation marks it is only text; nothing must have come out of them.
            let loose = ["\"><script>alert", "</textarea><script>alert", "</title><script>alert", "</b><script>alert"];
            ensure!(!loose.iter().any(|loose| text.contains(loose)), "{path} is given back as it came");
        }
    }
    // Bytes that belong in no address, and addresses longer than any: the server may refuse, in its own words.
    let long = format!("/search?q={}", "a".repeat(60_000));
    let many = format!("/search?{}", "office=TH&".repeat(5_000));
    let words = format!("/search?q={}", "%E9%9B%BB+".repeat(1_500));
    let numbers = format!("/search?number={}", "EP1234567%0A".repeat(1_000));
    for path in [long.as_bytes(), many.as_bytes(), words.as_bytes(), numbers.as_bytes(), b"/search?q=\xff\xfe", b"/search?q=\x80"] {
        ask(stage, path)?;
    }
    Ok(())
}

/// Paths of any kind get an answer, and none but what they may.
pub async fn paths(stage: &Stage) -> anyhow::Result<()> {
    for path in PATHS {
        let (_, text) = ask(stage, path.as_bytes())?;
        ensure!(!text.contains("root:x:0") && !text.contains("[workspace]"), "{path} gives a file away");
    }
    Ok(())
}
