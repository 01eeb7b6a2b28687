//! The home page and the search form.

use super::messages;

messages! {
    /// The search form, on the home page and above results.
    HomeText {
        heading: "外国の公報を日本語で検索する", "Search foreign publications in Japanese";
        lead: "国・地域を選び、日本語・英語・現地語の言葉、または文献番号を入力してください。", "Choose countries, then enter words in Japanese, English or the original language, or a document number.";
        query: "検索する言葉または文献番号", "Words or a document number";
        query_hint: "例: 全固体電池 / 「充電方法」 / TH 0901001234 A。空白で区切るとすべてを含むもの、「 」で囲むとその並びのとおりに探します。", "Examples: 全固体電池, \"charging method\", TH 0901001234 A. Words separated by spaces must all occur; quotation marks search for the exact phrase.";
        submit: "検索", "Search";
        countries: "国・地域", "Countries and regions";
        countries_hint: "選ばないときは、すべての国・地域を検索します。", "If none is chosen, all are searched.";
        chosen: "選択中の国・地域: {n}", "Countries chosen: {n}";
        chosen_none: "選択なし(すべてを検索)", "None chosen (all are searched)";
        select_region: "すべて選択", "Select all";
        clear_region: "選択を解除", "Clear";
        publications: "件", "publications";
        until: "最終公報", "latest";
        stale: "最終公報から{n}年以上", "nothing for {n} years";
        rights: "権利", "Rights";
        rights_hint: "選ばないときは、すべての権利を検索します。", "If none is chosen, all are searched.";
        more: "条件を追加", "More conditions";
        words: "言葉", "Words";
        any: "いずれかを含む", "Any of these words";
        without: "含まない", "None of these words";
        parts: "探す場所", "Where to look";
        parts_hint: "選ばないときは、すべての場所を探します。", "If none is chosen, everywhere.";
        texts: "探す本文", "Texts to search";
        texts_hint: "選ばないときは、原文とすべての日本語を探します。", "If none is chosen, the original and all Japanese.";
        applicant: "出願人・権利者", "Applicant or owner";
        applicants_offered: "収録されている出願人・権利者", "Applicants and owners held";
        applicants_found: "候補が{n}件あります。上下の矢印キーで選べます。", "{n} suggestions. Use the arrow keys to choose.";
        inventor: "発明者・創作者", "Inventor or creator";
        class: "分類", "Class";
        class_hint: "IPC・CPC・ロカルノ・ニース・ウィーン分類。下位の分類を含みます。複数は空白で区切ります。例: H01M10 H02J", "IPC, CPC, Locarno, Nice or Vienna. Lower levels are included. Separate several by spaces: H01M10 H02J";
        marks: "商標・意匠", "Marks and designs";
        marks_hint: "商標と意匠にだけ働く条件です。", "These conditions are about marks and designs only.";
        mark: "商標の文字", "What a mark reads";
        mark_hint: "翻字も探します。大文字と小文字、全角と半角は区別しません。", "Transliterations are searched too. Case and width are ignored.";
        mark_match: "探し方", "How it is compared";
        match_words: "語を含む", "has the words";
        match_containing: "部分一致", "contains it";
        match_exact: "完全一致", "is exactly it";
        match_hint: "部分一致と完全一致では、空白と記号も無視します。", "The last two ignore spaces and signs as well.";
        goods: "指定商品・役務の言葉", "Words in goods and services";
        nice: "ニース分類", "Nice classes";
        nice_hint: "複数は空白で区切ります。例: 9 25", "Separate several by spaces: 9 25";
        locarno: "ロカルノ分類", "Locarno classes";
        locarno_hint: "類だけでも指定できます。例: 06 14-03", "A class alone will do: 06 14-03";
        vienna: "ウィーン図形分類", "Vienna codes";
        vienna_hint: "どの階層でも指定できます。例: 26 5.7 26.4.2", "At any level: 26 5.7 26.4.2";
        mark_kinds: "商標の種類", "Kinds of marks";
        kinds: "種別コード", "Kind codes";
        kinds_hint: "公報番号の末尾に付く記号です。例: A, B1, U", "The code behind the number: A, B1, U";
        published: "公報の発行日", "Publication date";
        filed: "出願日", "Filing date";
        from: "から", "from";
        to: "まで", "to";
        has: "収録されている要素", "Elements present";
        made: "日本語の作成方法", "How the Japanese was made";
        numbers: "文献番号でまとめて探す", "Look up a list of numbers";
        numbers_label: "文献番号(1行に1件)", "Document numbers (one per line)";
        numbers_hint: "公報番号・出願番号・優先権番号。全角・半角、記号や空白の有無は問いません。", "Publication, application or priority numbers, in any spelling.";
        numbers_submit: "番号で探す", "Look up";
        holdings_failed: "国・地域の一覧を読み込めませんでした。国・地域を選ばずに検索することはできます。", "The list of countries could not be loaded. You can still search without choosing countries.";
        holdings_empty: "まだ公報が収録されていません。", "No publications are held yet.";
        clear: "条件をすべて消す", "Clear all";
    }
}
