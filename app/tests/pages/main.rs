//! Pages as a browser without scripts gets them: status, and what stands in the HTML.

mod document;
mod page;
#[path = "../../examples/gallery/portal.rs"]
mod portal;
mod register;
mod search;
#[path = "../../examples/gallery/site.rs"]
mod site;

use axum::http::StatusCode;

use self::page::get;

#[tokio::test]
async fn every_page_is_whole_and_has_one_heading_and_its_language() {
    for (path, status) in [
        ("/", StatusCode::OK),
        ("/search?q=many", StatusCode::OK),
        ("/search?q=nothing", StatusCode::OK),
        ("/search?number=1101%0A999", StatusCode::OK),
        ("/search?q=fail", StatusCode::SERVICE_UNAVAILABLE),
        ("/search?q=wrong", StatusCode::BAD_REQUEST),
        ("/search?q=broken", StatusCode::INTERNAL_SERVER_ERROR),
        ("/search?%FF=%&&=;page=x&from=0", StatusCode::OK),
        ("/publications/TH/patent/0901001234/A", StatusCode::OK),
        ("/publications/TH/patent/0901001234/A/claims?s=q%3Da&n=2", StatusCode::OK),
        ("/publications/TH/patent/0901001234/A/figures", StatusCode::OK),
        ("/publications/TH/patent/0901001234/A/figures/1", StatusCode::OK),
        ("/publications/TH/patent/0901001234/A/figures/9", StatusCode::NOT_FOUND),
        ("/publications/TH/patent/0901001234/A/claims?figures=beside", StatusCode::OK),
        ("/publications/TH/patent/0901001234/A/events", StatusCode::OK),
        ("/publications/TH/patent/0901001234/A/family", StatusCode::OK),
        ("/publications/TH/patent/0901001234/A/original", StatusCode::OK),
        ("/publications/US/trademark/2178784/-/goods", StatusCode::OK),
        ("/publications/US/trademark/2178784/-", StatusCode::OK),
        ("/publications/SA/trademark/1442001/-", StatusCode::OK),
        ("/publications/EM/trademark/18000001/-", StatusCode::OK),
        ("/publications/EM/trademark/18000001/-/goods", StatusCode::OK),
        ("/publications/KR/design/301000001/-", StatusCode::OK),
        ("/publications/KR/design/301000001/-/figures", StatusCode::OK),
        ("/publications/TH/patent/0901001234/A/nowhere", StatusCode::NOT_FOUND),
        ("/publications/TH/patent/77/A", StatusCode::NOT_FOUND),
        ("/publications/Thailand/patent/%E3%81%82/A", StatusCode::NOT_FOUND),
        ("/coverage", StatusCode::OK),
        ("/help", StatusCode::OK),
        ("/nowhere", StatusCode::NOT_FOUND),
    ] {
        for (switch, language) in [("", "ja"), ("ui=en", "en")] {
            let mark = if path.contains('?') { "&" } else { "?" };
            let page = get(&format!("{path}{mark}{switch}")).await;
            assert_eq!(page.status, status, "{path}");
            page.has(&format!("<html lang=\"{language}\">"));
            assert_eq!(page.html.matches("<h1").count(), 1, "{path}: {}", page.html);
            assert_eq!(page.html.matches("<main").count(), 1, "{path}");
            page.has("<title>");
            page.has("href=\"#main\"");
            page.has("</html>");
        }
    }
}

#[tokio::test]
async fn answers_are_not_sent_twice() {
    let page = get("/search?q=many").await;
    page.lacks("__RESOLVED_RESOURCES[");
    // The words of hits stand in the page, and in no script after it.
    let (before, after) = page.html.split_once("</main>").expect("an end");
    assert!(before.contains("固体電解質") && !after.contains("固体電解質"));
}

#[tokio::test]
async fn titles_are_no_programs() {
    for path in ["/search?q=x", "/publications/MY/patent/150001/A", "/search?number=150001"] {
        let page = get(path).await;
        page.lacks("<script>alert");
        page.lacks("<img src=x");
        page.lacks("電池<script>");
        page.has("&lt;script&gt;alert(1)");
    }
    let page = get("/search?q=%3C%2Ftitle%3E%3Cscript%3Ealert(2)%3C%2Fscript%3E%22%3E").await;
    page.lacks("<script>alert");
    page.has("value=\"&lt;/title&gt;&lt;script&gt;alert(2)&lt;/script&gt;&quot;&gt;\"");
    for path in ["/?number=%3C%2Ftextarea%3E%3Cscript%3Ealert(3)%3C%2Fscript%3E", "/search?number=%3C%2Ftextarea%3E%3Cscript%3Ealert(3)"] {
        get(path).await.lacks("<script>alert");
    }
}

#[tokio::test]
async fn coverage_gives_rates_and_years() {
    let page = get("/coverage").await;
    page.has("98% (2,362)");
    page.has("提供なし");
    page.has("停滞");
    page.has("href=\"/coverage.csv\"");
    page.has("<caption>");
    // What was agreed beside what came: claims agreed on and none delivered; long overdue; unknown said as unknown.
    page.has("href=\"/exchanges.csv\"");
    page.has("<li>要約 100%</li>");
    page.has("<li>請求の範囲 0%</li>");
    page.has("3881日超過");
    page.has("<span class=\"chip chip-bad\">延滞</span>");
    page.has("id=\"TH-patent\"");
}
