//! The coverage page.

use super::messages;

messages! {
    /// The coverage page.
    CoverageText {
        title: "収録状況", "Coverage";
        lead: "国・地域と権利ごとに、収録件数、収録期間、要素ごとの収録率を示します。検索で見つからないことは、その公報が存在しないことを意味しません。", "What each office has supplied, by right: counts, period and fill rate of each element. That a search finds nothing does not mean that a publication does not exist.";
        summary: "国・地域別の収録件数", "Publications by country";
        office: "国・地域", "Country";
        right: "権利", "Right";
        count: "件数", "Publications";
        first: "最初の発行日", "First published";
        last: "最後の発行日", "Last published";
        delivery: "最終受領日", "Last delivery";
        state: "更新", "Updates";
        stale: "停滞", "Stalled";
        current: "継続", "Current";
        fill_rates: "要素収録率", "Fill rate by element";
        element: "要素", "Element";
        rate: "収録率", "Fill rate";
        years: "発行年別の件数", "Publications by year";
        year: "発行年", "Year";
        undated: "日付なし", "undated";
        csv: "CSVで保存", "Save as CSV";
        all: "合計", "Total";
        none: "まだ公報が収録されていません。", "No publications are held yet.";
        details: "詳細", "Details";
        search_here: "この国・地域を検索", "Search this country";
        human: "人手による訳", "Translated by people";
        human_none: "なし", "none";
        human_counts: "{segments}文(公報{publications}件)", "{segments} sentences in {publications} publications";
        not_delivered: "提供なし", "not supplied";
    }
}
