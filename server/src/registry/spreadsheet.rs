//! The registry as rows of a spreadsheet.

use app::services::{ExchangeStanding, ExchangeState};
use publication::{StepName, offices};

/// The columns that the public is shown.
pub const PUBLIC_HEADER: [&str; 16] = [
    "官庁コード",
    "官庁",
    "権利",
    "合意",
    "交換",
    "公衆提供",
    "合意した頻度",
    "合意した間隔(日)",
    "収録件数",
    "最初の発行日",
    "最後の発行日",
    "最終到着日",
    "到着からの日数",
    "延滞日数",
    "合意した要素(収録件数)",
    "状態",
];

/// The columns that follow them for people inside.
pub const INSIDE_HEADER: [&str; 10] = [
    "担当者の決定",
    "条件の協議",
    "交換方針・提供可能データ一覧の合意",
    "交換の開始",
    "提供可能データ(製品/形式/範囲)",
    "連絡先",
    "利用条件",
    "備考",
    "時点",
    "出典",
];

/// What a state is called.
#[must_use]
pub const fn state_in_japanese(state: ExchangeState) -> &'static str {
    match state {
        ExchangeState::NotExchanged => "交換なし",
        ExchangeState::NothingCame => "未着",
        ExchangeState::Overdue => "延滞",
        ExchangeState::Lacking => "要素不足",
        ExchangeState::Current => "順調",
        ExchangeState::Unjudged => "到着あり(間隔未登録)",
        ExchangeState::Unknown => "不明",
    }
}

/// What a spreadsheet has of an exchange for the public.
#[must_use]
pub fn public_row(row: &ExchangeStanding) -> Vec<String> {
    let agreement = &row.agreement;
    let name = offices().iter().find(|office| office.code == agreement.office).map_or("", |office| office.japanese);
    let or_unknown = |text: Option<String>| text.unwrap_or_else(|| "不明".to_owned());
    let fill: Vec<String> = row
        .fill
        .iter()
        .map(|(element, with)| match row.count {
            0 => element.japanese().to_owned(),
            count => format!("{} {with}/{count}", element.japanese()),
        })
        .collect();
    vec![
        agreement.office.to_string(),
        name.to_owned(),
        agreement.right.map_or("すべて", |right| right.japanese()).to_owned(),
        agreement.agreement.sign().to_owned(),
        agreement.exchange.sign().to_owned(),
        agreement.provision.sign().to_owned(),
        or_unknown(Some(agreement.frequency.clone()).filter(|text| !text.is_empty())),
        or_unknown(agreement.interval_days.map(|days| days.to_string())),
        row.count.to_string(),
        row.first.map(|date| date.to_string()).unwrap_or_default(),
        row.last.map(|date| date.to_string()).unwrap_or_default(),
        row.last_arrival.map(|date| date.to_string()).unwrap_or_default(),
        row.days_since.map(|days| days.to_string()).unwrap_or_default(),
        row.overdue_days.map(|days| days.to_string()).unwrap_or_default(),
        if fill.is_empty() { "不明".to_owned() } else { fill.join("; ") },
        state_in_japanese(row.state).to_owned(),
    ]
}

/// What a spreadsheet has of an exchange for people inside.
#[must_use]
pub fn row(row: &ExchangeStanding) -> Vec<String> {
    let agreement = &row.agreement;
    let mut cells = public_row(row);
    for (_, step) in StepName::ALL.iter().zip(&agreement.steps) {
        let note = if step.note.is_empty() { String::new() } else { format!(" {}", step.note) };
        cells.push(format!("{}{note}", step.state.sign()));
    }
    let products: Vec<String> = agreement
        .products
        .iter()
        .map(|product| [product.product.as_str(), product.format.as_str(), product.coverage.as_str()].join(" / "))
        .collect();
    cells.push(products.join("; "));
    for text in [&agreement.contact, &agreement.allowed_use, &agreement.remarks, &agreement.as_of, &agreement.source] {
        cells.push(text.clone());
    }
    cells
}
