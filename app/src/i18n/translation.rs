//! Engines, translation memory and termbase.

use publication::TextPart;

use super::{messages, part_name};
use crate::{
    InterfaceLanguage,
    services::{BilledBy, Reason},
};

messages! {
    /// Pages of engines, memory and terms.
    TranslationText {
        engines: "翻訳エンジン", "Translation engines";
        engines_lead: "使っているエンジン、文の送り先、課金、実績を確かめ、官庁ごとに翻訳を依頼します。エンジンと経路は設定ファイルで変えます。", "What engines are in use, where texts go, what is paid and what was done; translation can be asked for by office. Engines and routes are changed in the configuration file.";
        no_engines: "翻訳エンジンは設定されていません。日本語は、翻訳メモリと定型の訳だけです。", "No engine is configured. Japanese comes from the translation memory and fixed phrases alone.";
        engine: "エンジン", "Engine";
        model: "モデル", "Model";
        where_to: "文の送り先", "Where texts go";
        this_machine: "このサーバーの中(外に送りません)", "this server itself (nothing is sent)";
        outside: "外部", "outside";
        inside: "自機または組織内", "this machine or network";
        billed: "課金", "Paid by";
        today: "今日の文字数", "Characters of today";
        no_limit: "上限なし", "no limit";
        state: "状態", "State";
        works: "使用中", "in use";
        not_enabled: "利用条件に同意していないため、使いません", "not used: its terms of use are not accepted";
        rests: "休止中", "left alone";
        seconds_left: "秒", "s";
        terms_of_use: "利用条件", "Terms of use";
        licence: "モデルのライセンス", "The model's licence";
        licence_unknown: "モデルのフォルダーに書かれていません", "not stated in the model's folder";
        routes: "経路", "Routes";
        routes_lead: "上から順に、最初に当てはまる経路のエンジンを、書かれた順に使います。", "The first route that fits is taken, its engines in the order given.";
        one_for_all: "経路の設定はありません。すべてを同じエンジンで訳します。", "There are no routes: one engine is asked for everything.";
        office: "官庁", "Office";
        languages: "言語", "Languages";
        parts: "部分", "Parts";
        all: "すべて", "all";
        jobs: "翻訳の進み具合", "Progress";
        due: "待ち", "waiting";
        taken: "処理中", "at work";
        put_back: "保留", "Put back";
        put_back_reason: "理由", "Reason";
        put_back_jobs: "件数", "Jobs";
        next_try: "次の再試行", "Next try";
        no_jobs: "待っている翻訳はありません。", "Nothing waits to be translated.";
        work: "実績", "What was done";
        by_office: "エンジンと官庁ごと", "By engine and office";
        by_day: "日ごと", "By day";
        no_work: "この期間に、エンジンは使われていません。", "No engine was used in this time.";
        day: "日", "Day";
        calls: "呼出し", "Calls";
        segments: "文", "Segments";
        characters: "文字", "Characters";
        units: "課金の単位", "Units billed";
        latency: "応答 平均・最長 (ms)", "Answer, mean / longest (ms)";
        failures: "失敗", "Failures";
        findings: "検査", "Findings";
        office_unknown: "不明", "not known";
        ask: "翻訳を依頼する", "Ask for translation";
        ask_lead: "まず見積もりを示します。依頼するまで、何も送りません。", "An estimate comes first. Nothing is sent before you ask for it.";
        ask_parts: "訳す部分", "Parts";
        ask_first: "名称と要約", "Titles and abstracts";
        ask_all: "すべて", "All parts";
        ask_anew: "今の経路と違うエンジンやモデルによる機械翻訳も訳し直す", "Also make anew what another engine or model made than the present route's";
        ask_anew_hint: "人の訳と翻訳メモリによる訳は置き換えません。新しい訳ができるまで、今の訳を残します。", "People's text and the memory's is never replaced. What is there stays until the new is there.";
        estimate: "見積もる", "Estimate";
        estimated: "見積もり", "Estimate";
        publications: "調べた公報", "Publications looked at";
        more: "(先頭の一部だけ。全体は kakehashi translate --dry-run で分かります)", "(the first ones only; kakehashi translate --dry-run tells of all)";
        wanting: "訳すものがある公報", "Publications with something to translate";
        wanted: "訳す文", "To be translated";
        by_memory: "翻訳メモリで足りる", "The memory has";
        by_built_in: "定型で足りる", "Fixed phrases cover";
        without_engine: "使うエンジンがない", "No engine is there for";
        to_engine: "エンジンに送る", "Sent to";
        units_unknown: "実績がないため分かりません", "not known yet";
        days_needed: "日で終わる見込み", "days";
        estimate_note: "同じ文は一度だけ数えています。検査に通らない文は二度送ることがあるため、実際の量は前後します。", "A text is counted once. What does not pass the checks may be sent twice, so that amounts differ somewhat.";
        ask_now: "この内容で依頼する", "Ask for this";
        asked: "翻訳を依頼しました。閲覧者が依頼した部分、名称と要約、残りの順に訳します。", "Translation was asked for. What readers ask for comes first, then titles and abstracts, then the rest.";
        memory: "翻訳メモリ", "Translation memory";
        memory_lead: "人が確かめた対訳です。同じ文の日本語になり、エンジンには手本として渡されます。", "Pairs that people have seen. They are the Japanese of equal sentences, and examples for engines.";
        pairs_held: "収録している対訳", "Pairs held";
        find_pairs: "語を含む対訳を探す", "Find pairs with words";
        side: "探す側", "Side";
        side_both: "原文と訳文", "Source and Japanese";
        side_source: "原文", "Source";
        side_japanese: "訳文", "Japanese";
        language: "言語 (BCP 47)", "Language (BCP 47)";
        language_hint: "例: en、zh-Hans、th。空欄はすべて。", "For example en, zh-Hans, th; empty for all.";
        find: "探す", "Find";
        none_found: "該当するものはありません。", "Nothing was found.";
        first_only: "先頭の50件です。語を加えて絞り込んでください。", "These are the first 50. Add words to narrow down.";
        source: "原文", "Source";
        japanese: "日本語", "Japanese";
        by_whom: "訳者・日付・出所", "By whom, when, from what";
        inside_only: "内部限り", "inside only";
        terms: "用語集", "Termbase";
        terms_lead: "概念ごとの訳語です。検索の言い換え、翻訳、検査に使います。", "Words and their Japanese, concept by concept: for searching, translating and checking.";
        terms_soon: "取り込んだ用語は、数秒のうちに検索・翻訳・検査に使われます。", "Terms that are imported are used for searching, translating and checking within seconds.";
        find_terms: "用語を探す", "Find terms";
        term: "用語", "Term";
        status: "位置づけ", "Status";
        preferred: "推奨", "preferred";
        admitted: "許容", "admitted";
        forbidden: "使用禁止", "forbidden";
        ipc: "分類", "Classes";
        note: "備考", "Note";
        import: "ファイルを取り込む", "Import a file";
        file: "ファイル", "File";
        memory_file_hint: "TMX 1.4b、XLIFF 1.2・2.x、CSV、TSV。文字コードは内容から判断します(UTF-8、UTF-16、CP932)。32 MB まで。より大きなものは kakehashi memory import を使ってください。", "TMX 1.4b, XLIFF 1.2 and 2.x, CSV, TSV; the encoding is told by the content (UTF-8, UTF-16, CP932). Up to 32 MB; larger ones by kakehashi memory import.";
        terms_file_hint: "TBX-Basic、CSV、TSV。文字コードは内容から判断します(UTF-8、UTF-16、CP932)。32 MB まで。より大きなものは kakehashi terms import を使ってください。", "TBX-Basic, CSV, TSV; the encoding is told by the content (UTF-8, UTF-16, CP932). Up to 32 MB; larger ones by kakehashi terms import.";
        import_language: "言語の書かれていない原文の言語", "Language of sources that name none";
        import_author: "訳者の書かれていない対訳の訳者", "Who made pairs that name nobody";
        restricted: "内部限りとして取り込む(公衆提供しない文から作られたもの)", "Import as inside only (made from texts that are not provided to the public)";
        dry_run: "試しに読み、結果だけを示す(保存しない)", "Read it on trial and only report (nothing is stored)";
        import_button: "取り込む", "Import";
        inside_needed: "取り込みには、内部限りの閲覧範囲が必要です。管理者に相談してください。", "Importing needs an account that may read what is inside only. Ask an administrator.";
        imported: "取り込みました", "Imported";
        tried: "試しに読みました。保存していません", "Read on trial; nothing was stored";
        not_imported: "取り込めませんでした", "Not imported";
        format_and_encoding: "形式・文字コード", "Format, encoding";
        read: "読んだ", "Read";
        created: "追加", "New";
        updated: "置き換え", "Replaced";
        unchanged: "変更なし", "There already";
        rejected: "不採用", "Refused";
        left_out: "一部を保存しない", "With something left out";
        line: "行", "Line";
        reason: "理由", "Reason";
        detail: "内容", "Content";
        first_lines: "先頭の一部です。すべてはコマンドの --json で分かります。", "The first ones; the command's --json tells of all.";
        export: "書き出す", "Export";
        format: "形式", "Format";
        download: "ダウンロード", "Download";
    }
}

/// What an engine is paid by.
pub(crate) fn billed_name(language: InterfaceLanguage, billed: BilledBy) -> &'static str {
    let (japanese, english) = match billed {
        BilledBy::Characters => ("原文の文字数", "characters of the source"),
        BilledBy::Tokens => ("トークン数", "tokens"),
        BilledBy::Account => ("契約による", "as the account is"),
        BilledBy::Nothing => ("なし", "nothing"),
    };
    language.pick(japanese, english)
}

/// A reason: in words where the interface is Japanese, else by its code.
pub(crate) fn reason_words(language: InterfaceLanguage, reason: &Reason) -> String {
    match language {
        InterfaceLanguage::Ja => reason.japanese.clone(),
        InterfaceLanguage::En => reason.code.clone(),
    }
}

/// Names of parts; those of none stand for all.
pub(crate) fn part_names(language: InterfaceLanguage, parts: &[TextPart]) -> String {
    if parts.is_empty() {
        return TranslationText::of(language).all.to_owned();
    }
    parts.iter().map(|part| part_name(language, *part)).collect::<Vec<_>>().join(language.pick("、", ", "))
}
