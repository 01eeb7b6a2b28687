//! Marks and designs.

use crate::page::get;

#[tokio::test]
async fn a_mark_is_seen_before_it_is_read() {
    let page = get("/publications/US/trademark/2178784/-").await;
    let (image, table) = (page.html.find("image-first-main").expect("an image"), page.html.find("table-fields").expect("a table"));
    assert!(image < table);
    page.has("src=\"/publications/US/trademark/2178784/-/figures/1/pages/1/web?v=3333333333333333\"");
    get("/publications/TH/patent/0901001234/A").await.lacks("image-first");
    get("/search?q=many").await.has("src=\"/publications/US/trademark/2178784/-/figures/1/pages/1/thumbnail?v=2222222222222222\"");
}

#[tokio::test]
async fn a_mark_is_laid_out_as_a_mark() {
    let page = get("/publications/US/trademark/2178784/-").await;
    // The mark itself stands before its numbers.
    let (image, number) = (page.html.find("class=\"image-first\"").expect("a reproduction"), page.html.find("(111)").expect("a number"));
    assert!(image < number);
    page.has("<h1><bdi lang=\"en\" dir=\"ltr\">KAKEBASHI</bdi></h1>");
    page.has("href=\"/publications/US/trademark/2178784/-/goods#goods-1\">第9類 電子機器・ソフトウェア</a>");
    page.has("第37類 建設・修理・設置");
    page.has("結合商標(文字と図形)");
    page.has("26.1.3 幾何学図形");
    page.has("plank bridge along a cliff");
    // What the mark is said to be, with its Japanese and what made it.
    page.has("商標は、KAKEBASHIの文字の上に橋を描いたものからなる。");
    page.has("翻訳メモリ");
    // The status, and the office's own word beside it.
    page.has("<span class=\"chip chip-status\">存続</span>");
    page.has("<bdi>REGISTERED AND RENEWED</bdi>");
    page.has("2028年8月4日");
    let english = get("/publications/US/trademark/2178784/-?ui=en").await;
    english.has("Class 9 Electronic devices and software");
    english.has("<span class=\"chip chip-status\">In force</span>");
}

#[tokio::test]
async fn what_a_mark_s_record_lacks_is_said() {
    let page = get("/publications/EM/trademark/18000001/-").await;
    page.has("商標の文字の収録なし");
    page.has("音商標");
    page.has("<span class=\"chip chip-status\">拒絶</span>");
    // Reproduction, words, goods and holder.
    assert!(page.html.matches("この官庁のデータには含まれていません。").count() >= 4, "{}", page.html);
    let page = get("/publications/EM/trademark/18000001/-/goods").await;
    page.has("この官庁のデータには指定商品・役務が含まれていません。");
    let page = get("/publications/SA/trademark/1442001/-").await;
    page.has("<h1><bdi lang=\"ar\" dir=\"rtl\">جسر الواحة</bdi></h1>");
    page.has("オアシスの橋");
    page.has("JISR AL-WAHA");
    page.has("提供されたデータに画像ファイルが含まれていません。");
    page.has("対応付けのない記載です。");
    page.lacks("chip-status");
}

#[tokio::test]
async fn a_design_is_laid_out_as_a_design() {
    let page = get("/publications/KR/design/301000001/-").await;
    let (views, number) = (page.html.find("class=\"image-first\"").expect("views"), page.html.find("(11)").expect("a number"));
    assert!(views < number);
    page.has("href=\"/publications/KR/design/301000001/-/figures/2\"");
    page.has("1 斜視図 (사시도)");
    // A side that nobody knows stays in the office's words; a view that did not come is said.
    page.has("3 참고도");
    page.has("提供されたデータに画像ファイルが含まれていません。");
    page.has("26-05 照明器具");
    page.has("卓上ランプ");
    page.has("본 디자인은 접을 수 있는 조명등이다.");
    page.has("未翻訳");
    page.has("創作者");
    page.has("M001");
    let figures = get("/publications/KR/design/301000001/-/figures").await;
    figures.has("2 正面図 (정면도)");
    figures.has("提供されたデータに画像ファイルが含まれていません。");
}
