//! The results page.

use index_config::{Sort, Total};

use super::{count, messages, office_name, part_name};
use crate::{InterfaceLanguage, services::ResultNotice};

messages! {
    /// The results page.
    ResultsText {
        title: "検索結果", "Search results";
        change: "検索条件を変更", "Change the search";
        active: "指定中の条件", "Conditions in force";
        remove: "この条件を外す", "Remove this condition";
        narrow: "絞り込み", "Narrow down";
        back_to_hits: "検索結果へ戻る", "Back to the hits";
        narrowed: "(指定中)", "(in force)";
        more_values: "上位のみ表示しています。", "Only the most frequent are shown.";
        sort: "並び順", "Sort by";
        relevance: "一致度順", "Relevance";
        newest: "新しい順", "Newest first";
        oldest: "古い順", "Oldest first";
        pages: "ページ", "Pages";
        first: "先頭", "First";
        previous: "前へ", "Previous";
        next: "次へ", "Next";
        last: "末尾", "Last";
        csv: "CSVで保存", "Save as CSV";
        no_title: "名称の収録なし", "no title supplied";
        no_words: "商標の文字の収録なし", "no verbal element supplied";
        applicants: "出願人・権利者", "Applicants";
        and_others: "ほか", "and others";
        classes: "分類", "Classes";
        goods_classes: "区分", "Classes";
        holder: "権利者・出願人", "Holder or applicant";
        status: "状態", "Status";
        no_image: "図なし", "No image";
        abstract_only: "抄録のみ", "Abstract only";
        bibliographic_only: "書誌のみ", "Bibliographic data only";
        full_text: "全文あり", "Full text";
        claims_only: "請求の範囲あり", "Claims";
        figures: "図面あり", "Drawings";
        views: "意匠の図あり", "Views";
        mark_image: "商標見本あり", "Mark";
        why: "一致した箇所", "Where it matched";
        original: "原文", "Original";
        no_hits: "該当する公報は見つかりませんでした。", "No publications were found.";
        advice: "次のことをお試しください。", "You could try the following.";
        advice_shorter: "言葉を短くする、または別の言い方にする(例: 「蓄電装置」→「電池」)。", "Use shorter or different words.";
        advice_original: "英語や現地の言葉でも探す。抄録しか提供されていない国では、日本語訳のない部分は原文の言葉でしか見つかりません。", "Search in English or the original language too: what has not been translated is found by its own words only.";
        advice_class: "言葉の代わりに分類で探す。", "Search by class instead of words.";
        advice_fewer: "国・地域や日付などの条件を減らす。", "Use fewer conditions.";
        advice_coverage: "収録状況で、その国の収録範囲を確かめる。", "See the coverage page for what each country has supplied.";
        numbers_title: "番号の照会結果", "Numbers looked up";
        numbers_given: "入力された番号", "Number given";
        numbers_found: "該当する公報", "Publications";
        numbers_none: "該当なし", "none";
        figure_of: "図(縮小)", "Figure (reduced)";
        page_past_end: "このページには結果がありません。", "There are no results on this page.";
        facet_office: "国・地域", "Country";
        facet_right: "権利", "Right";
        facet_kind: "種別コード", "Kind code";
        facet_language: "原文の言語", "Original language";
        facet_year: "発行年", "Year";
        facet_matched: "一致した本文", "Texts that matched";
        expansion: "用語集による各国語での検索", "Searched in other languages too";
        expansion_hint: "入力した言葉を、用語集にある訳語でも探しています。いくつかの用語からなる言葉は、そのすべてを含む本文も探します。数字は、検索結果のうちその訳語を含む公報の件数です。", "Your words are also looked for by the termbase's renderings; a word of several terms also in texts that contain all of them. The numbers are the publications found that contain them.";
        expansion_turn_off: "訳語での検索をオフにする", "Turn this off";
        expansion_turn_on: "訳語でも検索する", "Search by renderings too";
        expansion_is_off: "入力した言葉だけを探しています(用語集の訳語は使っていません)。", "Only the words entered are looked for; renderings of the termbase are off.";
        term_drop: "すべて外す", "Remove all";
        term_dropped: "訳語では探していません。", "Not looked for by renderings.";
        term_restore: "訳語を戻す", "Restore";
        rendering_drop: "この訳語を外す", "Remove this rendering";
        rendering_restore: "戻す", "Restore";
        renderings_without: "該当のない訳語", "Renderings without hits";
        count_unit: "件", " publications";
        ipc: "IPC", "IPC";
        facet_ipc_section: "IPCセクション", "IPC section";
        facet_ipc_class: "IPCクラス", "IPC class";
        facet_ipc_subclass: "IPCサブクラス", "IPC subclass";
        facet_ipc_main_group: "IPCメイングループ", "IPC main group";
        facet_nice: "ニース分類(商品・役務)", "Nice class";
        facet_locarno: "ロカルノ分類(意匠)", "Locarno class";
        facet_vienna: "ウィーン図形分類", "Vienna category";
        facet_mark_kind: "商標の種類", "Kind of mark";
        facet_status: "法的状態", "Legal status";
        facet_applicant: "出願人・権利者", "Applicant";
        facet_element: "収録されている要素", "Elements present";
        facet_made: "日本語の作成方法", "How the Japanese was made";
    }
}

impl ResultsText {
    /// What an order is called.
    pub(crate) const fn sort_name(&self, sort: Sort) -> &'static str {
        match sort {
            Sort::Relevance => self.relevance,
            Sort::Newest => self.newest,
            Sort::Oldest => self.oldest,
        }
    }
}

/// How many there are: `1,203件`, `約1,200件`.
pub(crate) fn total(language: InterfaceLanguage, total: Total) -> String {
    let number = count(total.count);
    match (language, total.exact) {
        (InterfaceLanguage::Ja, true) => format!("{number}件"),
        (InterfaceLanguage::Ja, false) => format!("約{number}件"),
        (InterfaceLanguage::En, true) if total.count == 1 => "1 publication".to_owned(),
        (InterfaceLanguage::En, true) => format!("{number} publications"),
        (InterfaceLanguage::En, false) => format!("about {number} publications"),
    }
}

/// Which hits are shown.
pub(crate) fn showing(language: InterfaceLanguage, first: u64, last: u64) -> String {
    match language {
        InterfaceLanguage::Ja => format!("{}〜{}件目を表示", count(first), count(last)),
        InterfaceLanguage::En => format!("showing {} to {}", count(first), count(last)),
    }
}

/// The title of a results page.
pub(crate) fn page_title(language: InterfaceLanguage, words: &str, page: u32) -> String {
    let title = ResultsText::of(language).title;
    let words: String = words.chars().take(60).collect();
    let mut text = if words.is_empty() { title.to_owned() } else { format!("{words} - {title}") };
    if page > 1 {
        text.push_str(&match language {
            InterfaceLanguage::Ja => format!("({page}ページ)"),
            InterfaceLanguage::En => format!(" (page {page})"),
        });
    }
    text
}

/// What the reader should know.
pub(crate) fn notice(language: InterfaceLanguage, notice: &ResultNotice) -> String {
    match notice {
        ResultNotice::PartNotDelivered { part, offices } => {
            let part = part_name(language, *part);
            let names: Vec<&str> = offices.iter().map(|office| office_name(language, *office)).collect();
            match language {
                InterfaceLanguage::Ja => format!(
                    "{}は{part}のデータを提供していません。{part}だけを探すと、これらの国・地域の公報は見つかりません。",
                    names.join("・")
                ),
                InterfaceLanguage::En => {
                    format!(
                        "{}: no {} supplied. A search in that part alone cannot find these offices' publications.",
                        names.join(", "),
                        part.to_lowercase()
                    )
                }
            }
        }
        ResultNotice::NotUnderstood { part } => match language {
            InterfaceLanguage::Ja => format!("「{part}」は条件として読み取れなかったため、使っていません。"),
            InterfaceLanguage::En => format!("“{part}” could not be read as a condition and was not used."),
        },
        ResultNotice::NotAllExpanded => match language {
            InterfaceLanguage::Ja => "言葉が多いため、一部の言葉は用語集による言い換えをしていません。".to_owned(),
            InterfaceLanguage::En => "There are many words: some were not looked for in other languages.".to_owned(),
        },
        ResultNotice::OnlyFirst { hits } => match language {
            InterfaceLanguage::Ja => format!("表示できるのは先頭の{}件までです。条件を追加して絞り込んでください。", count(*hits)),
            InterfaceLanguage::En => format!("Only the first {} can be shown. Add conditions to narrow the search.", count(*hits)),
        },
    }
}
