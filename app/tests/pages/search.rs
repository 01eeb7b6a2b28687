//! Searching: the form, hits, and ways on.

use axum::http::StatusCode;
use index_config::SearchParams;

use crate::page::get;

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
