//! What stands on every page.

use super::messages;

messages! {
    /// Header, footer, and words used everywhere.
    Common {
        site_name: "かけはし", "Kakehashi";
        site_claim: "外国特許・実用新案・意匠・商標を日本語で", "Foreign patents, utility models, designs and trademarks in Japanese";
        skip: "本文へ移動", "Skip to main content";
        navigation: "サイト内", "Site";
        search: "検索", "Search";
        coverage: "収録状況", "Coverage";
        help: "使い方", "Help";
        work: "作業一覧", "Work list";
        disclaimer: "かけはしは、各国官庁から提供されたデータをもとにした閲覧サービスです。いずれの官庁の公式サイトでもありません。日本語訳は参考であり、権利の内容は原文によります。", "Kakehashi is a reading service built on data supplied by IP offices. It is not the official site of any office. Japanese translations are for reference only; the original text prevails.";
        sample: "サンプル", "Sample";
        sample_notice: "これは動作確認用に作成したサンプルであり、実在の公報ではありません。", "This is a sample written for demonstration. It is not a real publication.";
        unknown_date: "日付なし", "no date";
    }
}
