//! Public provision.

use publication::ProvidedElement;

use super::{count, messages, plain_date};
use crate::{InterfaceLanguage, services::ProvisionDecision};

messages! {
    /// The pages of public provision.
    ProvisionText {
        title: "公衆提供", "Public provision";
        lead: "官庁と権利ごとに、公衆に見せるものを決めます。決定はすぐに効き、検索、図面、原本、収録状況などすべての出力に及びます。", "Decides what the public is shown, by office and right. Decisions hold at once and everywhere: search, drawings, originals, coverage.";
        waiting: "承認を待つ変更", "Changes waiting for consent";
        none_waiting: "承認を待つ変更はありません。", "No change is waiting.";
        classes: "官庁と権利ごとの公衆提供", "Provision by office and right";
        none_held: "まだ公報が収録されていません。", "No publications are held yet.";
        office: "国・地域", "Country";
        right: "権利", "Right";
        held: "収録件数", "Held";
        state: "公衆提供", "Provision";
        change: "変更", "Change";
        everything: "文献全体", "Whole publications";
        public: "公開", "Public";
        inside: "内部のみ", "Inside only";
        back: "公衆提供の一覧へ", "To all provisions";
        now: "現在の状態", "At present";
        element: "対象", "What";
        provision: "公衆提供", "Provision";
        since: "公開を始める日", "Public from";
        since_hint: "任意。公開するときだけ使えます。日本時間のその日から公開します(例 2027-04-01)。", "Optional, only with \"Public\": public from that day on, in Japan's time (2027-04-01).";
        preview: "影響を確かめる", "Show what changes";
        preview_heading: "この変更の影響", "What this changes";
        original_too: "要素を一つでも内部のみにすると、その要素を含む原本とパッケージも公開されません。", "With any element kept inside, originals and packages, which hold it, are not shown either.";
        lag: "検索の索引が追いつくまでの間、対象の文献は検索結果に現れません。文献のページはすぐに変わります。", "Until the index has followed, these publications are left out of searches. Their pages change at once.";
        decide: "この内容で決定する", "Decide so";
        consent: "承認する", "Consent";
        refuse: "却下する", "Refuse";
        withdraw: "取り下げる", "Withdraw";
        own: "自分の提案は自分では承認できません。", "Nobody consents to a proposal of his or her own.";
        proposed_by: "提案者", "Proposed by";
        done_decided: "決定しました。すでに有効です。", "Decided, and in force.";
        done_proposed: "提案しました。ほかの管理者が承認すると有効になります。", "Proposed: it is in force when another administrator consents.";
        done_refused: "変更を取りやめました。", "The change was dropped.";
        done_gone: "その提案はすでに処理されています。", "That proposal was dealt with already.";
        bad_day: "日付は 2027-04-01 の形で、公開するときだけ入力してください。", "A day is written 2027-04-01, and only with \"Public\".";
    }
}

/// An element's name, or that of whole publications.
pub(crate) fn provided_element_name(language: InterfaceLanguage, element: Option<ProvidedElement>) -> &'static str {
    element.map_or(ProvisionText::of(language).everything, |element| language.pick(element.japanese(), element.english()))
}

/// What a decision says: `内部のみ`, `公開`, `2027年4月1日から公開`.
pub(crate) fn decision_words(language: InterfaceLanguage, decision: &ProvisionDecision) -> String {
    let text = ProvisionText::of(language);
    match (decision.public, decision.since, language) {
        (false, ..) => text.inside.to_owned(),
        (true, None, _) => text.public.to_owned(),
        (true, Some(day), InterfaceLanguage::Ja) => format!("{}から公開", plain_date(language, day)),
        (true, Some(day), InterfaceLanguage::En) => format!("Public from {}", plain_date(language, day)),
    }
}

/// What a decision does to so many publications.
pub(crate) fn effect_words(language: InterfaceLanguage, decision: &ProvisionDecision, publications: u64, with_element: u64) -> String {
    let (all, some) = (count(publications), count(with_element));
    let element = provided_element_name(language, decision.element);
    match (language, decision.element.is_some(), decision.public) {
        (InterfaceLanguage::Ja, false, true) => {
            format!("{all}件の文献が公衆に見えるようになります(納品のときに内部のみとしたものを除く)。")
        }
        (InterfaceLanguage::Ja, false, false) => format!("{all}件の文献が公衆から見えなくなります。"),
        (InterfaceLanguage::Ja, true, true) => {
            format!("{all}件の文献のうち、{element}のある{some}件で、{element}が公衆に見えるようになります。")
        }
        (InterfaceLanguage::Ja, true, false) => {
            format!("{all}件の文献のうち、{element}のある{some}件で、{element}が公衆から見えなくなります。")
        }
        (InterfaceLanguage::En, false, true) => {
            format!("{all} publications will be seen by the public (save those delivered for people inside).")
        }
        (InterfaceLanguage::En, false, false) => format!("{all} publications will no longer be seen by the public."),
        (InterfaceLanguage::En, true, true) => format!("Of {all} publications, {some} have this ({element}); the public will see it."),
        (InterfaceLanguage::En, true, false) => {
            format!("Of {all} publications, {some} have this ({element}); the public will no longer see it.")
        }
    }
}
