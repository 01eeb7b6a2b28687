//! How exchanges stand.

use publication::Standing;

use super::messages;
use crate::{InterfaceLanguage, services::ExchangeState};

messages! {
    /// The table of exchanges.
    ExchangeText {
        title: "データ交換の現状", "State of data exchanges";
        lead: "官庁ごとに、合意した内容と、実際に届いたものを並べて示します。○は「あり」、△は「一部」、×は「なし」です。台帳に記載のない事項は「不明」と示します。", "What was agreed with each office beside what came. ○ is yes, △ partly, × no. What nobody has told is shown as unknown.";
        caption: "官庁別の合意と到着の状況", "Agreements and arrivals by office";
        office: "官庁", "Office";
        right: "権利", "Right";
        all_rights: "すべて", "All";
        agreement: "合意", "Agreement";
        exchange: "交換", "Exchange";
        provision: "公衆提供", "Public provision";
        frequency: "合意した頻度", "Agreed frequency";
        count: "収録件数", "Held";
        last: "最後の発行日", "Last published";
        arrival: "最終到着日", "Last arrival";
        elements: "合意した要素と収録率", "Agreed elements and fill rate";
        state: "状態", "State";
        csv: "データ交換の現状をCSVで保存", "Save as CSV";
        unknown: "不明", "unknown";
        not_registered: "台帳に未登録", "not in the registry";
        none: "なし", "none";
    }
}

/// The sign of a standing; 不明 in words.
pub(crate) const fn standing_sign(language: InterfaceLanguage, standing: Standing) -> &'static str {
    match standing {
        Standing::Unknown => language.pick("不明", "unknown"),
        known => known.sign(),
    }
}

/// The short of how an exchange stands, in words.
pub(crate) const fn exchange_state_name(language: InterfaceLanguage, state: ExchangeState) -> &'static str {
    match state {
        ExchangeState::NotExchanged => language.pick("交換なし", "Not exchanged"),
        ExchangeState::NothingCame => language.pick("未着", "Nothing came"),
        ExchangeState::Overdue => language.pick("延滞", "Overdue"),
        ExchangeState::Lacking => language.pick("要素不足", "Elements lacking"),
        ExchangeState::Current => language.pick("順調", "On time"),
        ExchangeState::Unjudged => language.pick("到着あり(間隔未登録)", "Came (no interval known)"),
        ExchangeState::Unknown => language.pick("不明", "Unknown"),
    }
}

/// By how many days something is late, or how long ago it came.
pub(crate) fn days_late(language: InterfaceLanguage, overdue: Option<i64>, since: Option<i64>) -> Option<String> {
    match (overdue, since) {
        (Some(days), _) if days > 0 => Some(match language {
            InterfaceLanguage::Ja => format!("{days}日超過"),
            InterfaceLanguage::En => format!("{days} days late"),
        }),
        (_, Some(days)) => Some(match language {
            InterfaceLanguage::Ja => format!("{days}日経過"),
            InterfaceLanguage::En => format!("{days} days ago"),
        }),
        _ => None,
    }
}

/// The interval that was agreed on, where no words tell the frequency.
pub(crate) fn interval(language: InterfaceLanguage, days: u32) -> String {
    match language {
        InterfaceLanguage::Ja => format!("{days}日ごと"),
        InterfaceLanguage::En => format!("every {days} days"),
    }
}
