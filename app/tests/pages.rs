//! Pages as a browser without scripts gets them: status, and what stands in the HTML.

#[path = "../examples/gallery/portal.rs"]
mod portal;
#[path = "../examples/gallery/site.rs"]
mod site;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header::LOCATION},
};
use http_body_util::BodyExt;
use index_config::SearchParams;
use tower::ServiceExt;

struct Page {
    status: StatusCode,
    location: Option<String>,
    html: String,
}

impl Page {
    fn has(&self, text: &str) {
        assert!(self.html.contains(text), "{text} is not in\n{}", self.html);
    }

    fn lacks(&self, text: &str) {
        assert!(!self.html.contains(text), "{text} is in\n{}", self.html);
    }
}

async fn get_from(router: Router, path: &str) -> Page {
    let request = Request::get(path).header("accept", "text/html").body(Body::empty()).expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let status = response.status();
    let location = response.headers().get(LOCATION).map(|to| to.to_str().expect("a path").to_owned());
    let bytes = response.into_body().collect().await.expect("a body").to_bytes();
    // Markers between nodes, which say nothing to a reader.
    let html = String::from_utf8(bytes.to_vec()).expect("UTF-8").replace("<!>", "");
    Page { status, location, html }
}

async fn get(path: &str) -> Page {
    get_from(site::site(), path).await
}

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
async fn words_in_other_languages_can_be_taken_away() {
    let page = get("/search?q=many").await;
    page.has("expand-not=en%3Abattery");
    page.has("expand-not=ja%3A%E9%9B%BB%E6%B1%A0");
    page.has("expand=off");
    page.has("<bdi lang=\"zh\"><b>电池</b></bdi>");
    page.has("該当のない訳語");
    let page = get("/search?q=many&expand-not=en:battery").await;
    page.has("href=\"/search?q=many\"");
    page.has("chip-restore");
    let page = get("/search?q=many&expand=off").await;
    page.has("入力した言葉だけを探しています");
    page.lacks("expand-not=");
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
async fn home_offers_countries_with_counts_dates_and_warnings() {
    let page = get("/").await;
    page.has("action=\"/search\"");
    page.has("<legend>東南アジア</legend>");
    page.has("name=\"office\" value=\"TH\"");
    page.has("2,720件");
    page.has("最終公報 2026年11月1日");
    page.has("最終公報から10年以上");
    page.has("サンプル");
    page.has("name=\"number\"");
    for name in [
        "q",
        "any",
        "not",
        "in",
        "right",
        "applicant",
        "inventor",
        "class",
        "kind",
        "from",
        "to",
        "filed-from",
        "filed-to",
        "has",
        "made",
        "mark",
        "mark-match",
        "mark-kind",
        "goods",
        "nice",
        "vienna",
        "locarno",
    ] {
        page.has(&format!("name=\"{name}\""));
    }
}

#[tokio::test]
async fn a_form_shows_the_state_that_it_sends() {
    let query = "q=%E9%9B%BB%E6%B1%A0+%22solid+state%22&any=a&not=b&in=claims&office=SG,TH,ZZ&right=design&kind=A1,B&lang=zh-Hant\
                 &from=2020-01-01&to=2020-12-31&filed-from=2019-02-03&applicant=ACME&inventor=Li&class=H01M10&has=claims,priority&made=human\
                 &text=human,original&year=2020,2021&applicant-is=A,+Inc.&applicant-is=B&ipc=H01M&status=granted&expand=off&expand-not=en:x,+y\
                 &nice=9,25&locarno=06,14-03&vienna=26.4&mark=Kake+%22Hashi%22&mark-match=exact&mark-kind=word,hologram&goods=shoes&sort=newest";
    let (params, problems) = SearchParams::from_query(query);
    assert_eq!(problems, []);
    let page = get(&format!("/search?{query}")).await;
    // What a browser would send: the successful controls of the search form.
    let form = page.html.split("class=\"search-form\">").nth(1).expect("a form").split("</form>").next().expect("its end");
    let mut sent = Vec::new();
    for control in form.split("<input").skip(1) {
        let tag = control.split('>').next().expect("a tag");
        let attribute = |name: &str| {
            let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
            Some(value.replace("&quot;", "\"").replace("&amp;", "&"))
        };
        let Some(name) = attribute("name") else { continue };
        if (tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"")) && !tag.contains(" checked") {
            continue;
        }
        let value = attribute("value").unwrap_or_default();
        sent.push(format!("{name}={}", percent_encoding::utf8_percent_encode(&value, percent_encoding::NON_ALPHANUMERIC)));
    }
    let (read, problems) = SearchParams::from_query(&sent.join("&"));
    assert_eq!(problems, []);
    assert_eq!(read.to_query(), params.to_query());
}

#[tokio::test]
async fn results_say_what_they_are_and_lead_on() {
    let page = get("/search?q=many&office=TH").await;
    page.has("約12,403件");
    page.has("マレーシア・ベトナム・インドネシアは請求の範囲のデータを提供していません");
    page.has("<mark>固体電解質</mark>");
    // What matched in a title is marked in it, and not said once more below.
    let in_titles = "<span lang=\"ja\"><mark>全固体電池</mark>の製造方法及び該方法により得られる電池</span></a>";
    page.has(in_titles);
    assert_eq!(page.html.matches("<mark>全固体電池</mark>").count(), page.html.matches(in_titles).count());
    page.has("翻訳メモリ");
    page.has("抄録のみ");
    page.has("lang=\"ar\" dir=\"rtl\"");
    page.has("/search.csv?q=many&amp;office=TH");
    page.has("rel=\"next\"");
    page.has("page=621");
    page.has("aria-current=\"page\"");
    // The condition in force can be taken away, in the chip and in the facet.
    page.has("href=\"/search?q=many\"");
    page.has("/publications/TH/patent/0901001234/A?s=q%3Dmany%26office%3DTH&amp;n=1");
    page.has("loading=\"lazy\"");
    let second = get("/search?q=many&page=2").await;
    second.has("21〜40件目");
    second.has("n=21");
}

#[tokio::test]
async fn nothing_found_is_followed_by_advice_and_failing_by_numbers() {
    let page = get("/search?q=nothing").await;
    page.has("該当する公報は見つかりませんでした");
    page.has("href=\"/coverage\"");
    let page = get("/search?q=fail").await;
    page.has("name=\"number\"");
    page.has("value=\"fail\"");
    let page = get("/search?q=broken").await;
    page.has("01JD2K3M4N");
}

#[tokio::test]
async fn one_number_leads_to_its_document_and_spellings_to_the_one_address() {
    let page = get("/search?q=TH%200901001234%20A").await;
    assert_eq!((page.status, page.location.as_deref()), (StatusCode::FOUND, Some("/publications/TH/patent/0901001234/A")));
    for (given, canonical) in [
        ("/publications/th/Patent/0901001234/a", "/publications/TH/patent/0901001234/A"),
        ("/publications/th/patent/TH-0901001234/A/claims?tl=en", "/publications/TH/patent/0901001234/A/claims?tl=en"),
        ("/publications/TH/patent/0901001234", "/publications/TH/patent/0901001234/A"),
    ] {
        let page = get(given).await;
        assert_eq!((page.status, page.location.as_deref()), (StatusCode::FOUND, Some(canonical)), "{given}");
    }
    let page = get("/publications/TH/patent/1101/A").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    page.has("/publications/SA/patent/1101/B");
}

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
async fn a_mark_is_seen_before_it_is_read() {
    let page = get("/publications/US/trademark/2178784/-").await;
    let (image, table) = (page.html.find("image-first-main").expect("an image"), page.html.find("table-fields").expect("a table"));
    assert!(image < table);
    page.has("src=\"/publications/US/trademark/2178784/-/figures/1/pages/1/web?v=3333333333333333\"");
    get("/publications/TH/patent/0901001234/A").await.lacks("image-first");
    get("/search?q=many").await.has("src=\"/publications/US/trademark/2178784/-/figures/1/pages/1/thumbnail?v=2222222222222222\"");
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

#[tokio::test]
async fn marks_and_designs_are_listed_image_first() {
    let page = get("/search?q=x").await;
    page.has("hit-image-first");
    page.has("第9類 電子機器・ソフトウェア");
    page.has("<dt>状態</dt><dd><span class=\"chip chip-status\">存続</span>");
    // What reads from right to left, and what has neither image nor words.
    page.has("class=\"thumbnail thumbnail-words\"><bdi>جسر الواحة</bdi></span>");
    page.has("<span class=\"thumbnail thumbnail-words faint\">図なし</span>");
    for query in ["nice=9", "locarno=26", "vienna=26", "mark-kind=combined"] {
        page.has(&format!("href=\"/search?q=x&amp;{query}\""));
    }
    page.has("第25類 被服・履物");
    let page = get("/search?q=x&nice=9&vienna=26.4&mark=kake&mark-match=containing&goods=shoes").await;
    page.has("kake (部分一致)");
    page.has("<b>26.4 幾何学図形</b>");
    page.has("href=\"/search?q=x&amp;vienna=26.4&amp;mark=kake&amp;mark-match=containing&amp;goods=shoes\"");
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
