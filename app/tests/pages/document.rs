//! A document: its texts, figures and data.

use axum::http::StatusCode;

use crate::page::get;

#[tokio::test]
async fn a_document_says_what_is_translated_and_by_whom() {
    let page = get("/publications/TH/patent/0901001234/A/claims?s=q%3D%E6%AD%A3%E6%A5%B5&n=2").await;
    page.has("日本語訳は参考訳です");
    page.has("これは動作確認用に作成したサンプルであり");
    page.has("山田花子");
    page.has("未翻訳");
    page.has("openai-compatible・local-ja・2026-11-20");
    page.has("定型");
    page.has("<rt lang=\"ja\">固体電解質</rt>");
    page.has("href=\"#claim-1\"");
    page.has("id=\"claim-3\"");
    page.has("<mark>正極</mark>");
    page.has("lang=\"th\" dir=\"ltr\" class=\"source\"");
    // Before and after in the list, on the same tab.
    page.has("/publications/SA/patent/1101/B/claims?s=q%3D%E6%AD%A3%E6%A5%B5&amp;n=1");
    page.has("/publications/CN/utility-model/219000001/U/claims?s=q%3D%E6%AD%A3%E6%A5%B5&amp;n=3");
    page.has("12,403件中2件目");
    // The other language of the original, and the request for more.
    page.has("tl=en");
    page.has("method=\"post\" action=\"/publications/TH/patent/0901001234/A/translate\"");
    page.has("翻訳メモリ 36%");
}

/// Whichever of several threads writes the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_page_of_a_document_names_its_one_address() {
    for tab in ["", "/claims", "/description", "/figures", "/events", "/family"].repeat(4) {
        let page = get(&format!("/publications/TH/patent/0901001234/A{tab}")).await;
        page.has("<link href=\"/publications/TH/patent/0901001234/A\" rel=\"canonical\"");
    }
}

#[tokio::test]
async fn what_was_not_delivered_is_said() {
    let page = get("/publications/SA/patent/1101/B/claims").await;
    page.has("この官庁のデータには請求の範囲が含まれていません(抄録のみ)。");
    let page = get("/publications/SA/patent/1101/B/abstract").await;
    page.has("lang=\"ar\" dir=\"rtl\" class=\"source\"");
    page.has("engine-timeout");
    page.has("翻訳エンジンが設定されていない");
    let page = get("/publications/SA/patent/1101/B/events").await;
    page.has("経過情報は提供されていません");
    let page = get("/publications/TH/patent/0901001234/A/figures").await;
    page.has("画像ファイルが含まれていません");
}

#[tokio::test]
async fn figures_stand_side_by_side_and_say_what_they_lack() {
    let page = get("/publications/TH/patent/0901001234/A/figures?s=q%3Da&n=2").await;
    page.has("src=\"/publications/TH/patent/0901001234/A/figures/1/pages/1/thumbnail?v=4444444444444444\"");
    // The list that the reader came from goes along.
    page.has("href=\"/publications/TH/patent/0901001234/A/figures/2/pages/3?s=q%3Da&amp;n=2\"");
    page.has("3/3ページ");
    page.has("画像が途中で切れています");
    page.has("<code>image-truncated</code>");
    page.has("href=\"/publications/TH/patent/0901001234/A/figures/2/original\"");
    page.has("表示用の画像を準備しています");
    page.has("href=\"/publications/TH/patent/0901001234/A/figures/4/original\"");
    page.has("対応していない種類の画像です");
    // A long file stands by its first page.
    page.has("20ページ");
    page.lacks("/figures/6/pages/2");
    page.has("lang=\"ja\">2 ページ目");
}

#[tokio::test]
async fn a_figure_has_an_address_and_ways_to_others() {
    let page = get("/publications/TH/patent/0901001234/A/figures/2").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("<title>図2 (1/3ページ) TH 0901001234");
    page.has("src=\"/publications/TH/patent/0901001234/A/figures/2/pages/1/web?v=3333333333333333\"");
    page.has("href=\"/publications/TH/patent/0901001234/A/figures/2/pages/2\" class=\"page-next\"");
    page.has("href=\"/publications/TH/patent/0901001234/A/figures/1\" class=\"figure-previous\"");
    // What was not delivered is passed over.
    page.has("href=\"/publications/TH/patent/0901001234/A/figures/4\" class=\"figure-next\"");
    page.has("href=\"/publications/TH/patent/0901001234/A/figures#figure-2\"");
    page.has("claims?figures=beside");
    let broken = get("/publications/TH/patent/0901001234/A/figures/2/pages/2").await;
    broken.has("この画像は表示できません");
    broken.lacks("viewer-stage");
    let pdf = get("/publications/TH/patent/0901001234/A/figures/6/pages/20").await;
    // The browser opens the file at the page that stands here.
    pdf.has("/figures/6/original#page=20\"");
    pdf.has("このファイルは途中から表示できません");
    let english = get("/publications/TH/patent/0901001234/A/figures/4?ui=en").await;
    english.has("The image for display is being prepared.");
    for (path, status) in [
        ("/figures/0", StatusCode::NOT_FOUND),
        ("/figures/7", StatusCode::NOT_FOUND),
        ("/figures/x", StatusCode::NOT_FOUND),
        ("/figures/2/pages/4", StatusCode::NOT_FOUND),
        ("/figures/4/pages/2", StatusCode::NOT_FOUND),
        ("/figures/4294967295/pages/4294967295", StatusCode::NOT_FOUND),
        ("/figures/2/pages/1", StatusCode::FOUND),
        ("/figures/3", StatusCode::OK),
    ] {
        assert_eq!(get(&format!("/publications/TH/patent/0901001234/A{path}")).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn drawings_stand_beside_the_text_when_asked_for() {
    let page = get("/publications/TH/patent/0901001234/A/claims?tl=th").await;
    page.has("href=\"/publications/TH/patent/0901001234/A/claims?tl=th&amp;figures=beside\"");
    page.lacks("class=\"beside\"");
    let page = get("/publications/TH/patent/0901001234/A/claims?tl=th&figures=beside").await;
    page.has("class=\"beside\"");
    page.has("href=\"/publications/TH/patent/0901001234/A/claims?tl=th\"");
    // Other tabs keep it.
    page.has("href=\"/publications/TH/patent/0901001234/A/description?tl=th&amp;figures=beside\"");
    get("/publications/TH/patent/0901001234/A/abstract?figures=beside").await.lacks("class=\"beside\"");
    get("/publications/SA/patent/1101/B/abstract").await.lacks("figures=beside");
}

#[tokio::test]
async fn a_waiting_part_is_watched() {
    let page = get("/publications/CN/utility-model/219000001/U/description").await;
    page.has("/api/v1/publications/CN-utility-model-219000001-U/translation?part=description");
    // What a check found is said where the sentence stands, in the reader's language.
    page.has("<li title=\"check-term\"><b>要確認</b> 用語集の訳語が使われていません: 散热板→ヒートシンク</li>");
    get("/publications/CN/utility-model/219000001/U/description?ui=en")
        .await
        .has("<b>To be checked</b> a term of the termbase is not followed");
    page.has("画面を更新する");
    page.has("id=\"p-0012\"");
}

#[tokio::test]
async fn bibliographic_data_carry_their_codes() {
    let page = get("/publications/TH/patent/0901001234/A").await;
    for code in ["(11)", "(13)", "(19)", "(21)", "(22)", "(30)", "(40)", "(51)", "(54)", "(56)", "(71)", "(72)", "(74)"] {
        page.has(code);
    }
    page.has("/publications/SA/patent/1101/B");
    let mark = get("/publications/US/trademark/2178784/-").await;
    for code in ["(111)", "(541)", "(511)", "(531)", "(732)"] {
        mark.has(code);
    }
    mark.lacks("請求の範囲");
}
