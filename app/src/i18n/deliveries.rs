//! Deliveries and taking them back.

use super::{count, messages};
use crate::{InterfaceLanguage, services::JobCounts};

messages! {
    /// A delivery's page.
    DeliveryText {
        delivery: "納品", "Delivery";
        deliveries: "納品", "Deliveries";
        list_lead: "取り込んだ納品を新しいものから100件まで示します。名前を選ぶと、届いたものを確かめ、取り消せます。", "What was harvested, the newest 100. Choose one to see what it brought, and to take it back.";
        no_deliveries: "取り込んだ納品はまだありません。", "Nothing was harvested yet.";
        see: "納品・取消", "Delivery, roll-back";
        lead: "この納品で届いたものと、取り消すとどうなるかを示します。", "What this delivery brought, and what taking it back would do.";
        brought: "届いたもの", "What it brought";
        identity: "識別子 (SHA-256)", "Identifier (SHA-256)";
        harvested: "取込日時", "Harvested";
        never_counted: "取込の記録はありません。", "No harvest of it was noted.";
        harvesting: "取り込みの途中です。終わるまで件数は増えることがあります。", "It is being harvested, or was cut short: the numbers may still grow.";
        would: "取り消すとどうなるか", "What taking it back would do";
        did: "取消のあとの状態", "How it is after taking it back";
        effect: "扱い", "What happens";
        publications: "公報", "Publications";
        other: "戻る先・今の版の納品", "Back to, or now by, the delivery";
        of_people: "人手の訳", "Sentences of people";
        of_people_note: "変わる公報にある人手の訳は、消えずにそのまま残ります。前の版に同じ文があれば、その文の訳として示されます。", "Sentences that people wrote in publications that change stay as they are, and are shown wherever the earlier version has the same sentence.";
        history_note: "履歴は消えません。前の内容が新しい版として加わり、検索の索引にも反映されます。同じファイルは、あとでもう一度取り込めます。", "Nothing leaves the history: what was before becomes a new version, and search follows. The same files can be harvested again.";
        none: "この納品によって変わった公報はありません。", "No publication was changed by this delivery.";
        nothing_left: "取り消して変わる公報はありません。", "Taking it back would change no publication.";
        list: "公報の一覧", "Publications one by one";
        list_empty: "該当する公報はありません。", "There are none.";
        take_back: "この納品を取り消す", "Take this delivery back";
        confirm: "上の内容を確かめました。この納品を取り消します。", "I have seen what would happen, and take this delivery back.";
        refused: "取り消していません", "Not taken back";
        running: "この納品を取り消しています。", "This delivery is being taken back.";
        watch: "進み具合を見る", "See how far it is";
        cut_short: "取り消しは途中で止まっています。終わるまで、一部の公報だけが前の版に戻っています。", "Taking it back stopped half-way. Until it is over, only some publications are what they were.";
        unfinished: "取り消しは途中です。もう一度取り消すと、続きを行います。", "It was taken back in part. Taking it back again goes on from there.";
        taken_back: "取り消し済みです。", "It was taken back.";
        report: "取消の記録", "Report of the roll-back";
    }
}

/// What taking a delivery back does with a publication, in a word or two.
pub(crate) fn effect_name(language: InterfaceLanguage, effect: &str) -> String {
    match effect {
        "restored" => language.pick("前の版に戻る", "goes back"),
        "taken-away" => language.pick("なくなる", "disappears"),
        "superseded" => language.pick("そのまま(後に更新)", "stays (changed since)"),
        "deleted" => language.pick("削除されたまま", "stays deleted"),
        "back-already" => language.pick("戻り済み", "back already"),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// The same with its reason.
pub(crate) fn effect_reason(language: InterfaceLanguage, effect: &str) -> &'static str {
    match effect {
        "restored" => language.pick(
            "この納品の前の内容に戻ります(この納品が削除したものは復活します)。",
            "It becomes what it was before; what this delivery deleted comes back.",
        ),
        "taken-away" => {
            language.pick("この納品で初めて届いたため、なくなります。", "It came with this delivery first, so nothing is left of it.")
        }
        "superseded" => language
            .pick("あとの納品が更新したため、その内容のまま残ります。", "A later delivery has changed it, and what that made stays."),
        "deleted" => {
            language.pick("あとの納品が削除したため、削除されたままです。", "A later delivery has deleted it, and it stays deleted.")
        }
        "back-already" => language.pick("すでに前の内容に戻っています。", "It is already what it was before."),
        _ => "",
    }
}

/// What taking a delivery back did, in one line.
pub(crate) fn taken_back_words(language: InterfaceLanguage, restored: u64, taken_away: u64) -> String {
    match language {
        InterfaceLanguage::Ja => format!("前の版に戻った公報 {}、なくなった公報 {}", count(restored), count(taken_away)),
        InterfaceLanguage::En => format!("went back {}, disappeared {}", count(restored), count(taken_away)),
    }
}

/// How far taking a delivery back is.
pub(crate) fn taking_back_words(language: InterfaceLanguage, counts: &JobCounts) -> String {
    let done = taken_back_words(language, counts.restored, counts.taken_away);
    match language {
        InterfaceLanguage::Ja => format!("{done}(全{})", count(counts.concerned)),
        InterfaceLanguage::En => format!("{done}, of {}", count(counts.concerned)),
    }
}
