//! A record as it came beside what was read of it.

use feeds::Reject;
use publication::{PartyRole, Publication, PublishedDate};
use storage::Stored;

use crate::feed_work::Preview;

/// Characters of a record that are shown.
const MOST_SOURCE: usize = 6_000;
/// Characters of a text that are shown.
const MOST_TEXT: usize = 300;

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A record that was taken.
pub(super) fn of_record(publication: &Publication, original: &[u8], stored: Stored) -> Preview {
    let outcome = match stored {
        Stored::Created => "created",
        Stored::Updated => "updated",
        Stored::Unchanged => "unchanged",
        Stored::Deleted => "deleted",
    };
    Preview {
        id: publication.id.to_string(),
        outcome: outcome.to_owned(),
        file: publication.source.file.clone(),
        place: String::new(),
        fields: fields(publication),
        // Another encoding is shown as far as it can be: the bytes themselves are kept.
        source: cut(&String::from_utf8_lossy(&original[..original.len().min(MOST_SOURCE * 4)]), MOST_SOURCE),
    }
}

/// A record that was refused.
pub(super) fn of_refused(reject: &Reject) -> Preview {
    let fields = [("不採用の理由", &reject.reason), ("コード", &reject.code), ("位置", &reject.place)];
    Preview {
        id: String::new(),
        outcome: "rejected".to_owned(),
        file: reject.file.clone(),
        place: reject.place.clone(),
        fields: fields.map(|(name, text)| (name.to_owned(), text.clone())).to_vec(),
        source: String::new(),
    }
}

fn fields(publication: &Publication) -> Vec<(String, String)> {
    let date = |date: &PublishedDate| date.iso.map_or_else(|| format!("{}(読めません)", date.as_published), |iso| iso.to_string());
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, text: String| {
        let text = if text.is_empty() { "(なし)".to_owned() } else { cut(&text, MOST_TEXT) };
        fields.push((name.to_owned(), text));
    };
    add("公報番号", publication.number.as_published.clone());
    add(
        "権利・種別",
        format!("{} {}", publication.id.right().japanese(), publication.id.kind().map(ToString::to_string).unwrap_or_default()),
    );
    add("発行日", publication.publication_date.as_ref().map(date).unwrap_or_default());
    if let Some(application) = &publication.application {
        add("出願日", application.date.as_ref().map(date).unwrap_or_default());
    }
    let titles: Vec<String> = publication.titles.iter().map(|title| format!("[{}] {}", title.language, title.text)).collect();
    add("名称", titles.join(" / "));
    let parties = |roles: &[PartyRole]| {
        let names = publication.parties.iter().filter(|party| roles.contains(&party.role)).filter_map(|party| party.names.first());
        names.map(|name| name.name.as_str()).collect::<Vec<_>>().join("; ")
    };
    add("出願人・権利者", parties(&[PartyRole::Applicant, PartyRole::Owner, PartyRole::InventorApplicant]));
    add("分類", publication.classifications.iter().map(|class| class.symbol.as_str()).collect::<Vec<_>>().join("; "));
    let abstracts: Vec<String> =
        publication.abstracts.iter().map(|text| format!("[{}] {}", text.language, text.paragraphs.join(" "))).collect();
    add("要約", abstracts.join(" / "));
    let claims: usize = publication.claim_sets.iter().map(|set| set.claims.len()).sum();
    add("請求の範囲", if claims == 0 { String::new() } else { format!("{claims}項") });
    let blocks: usize = publication.descriptions.iter().map(|text| text.blocks.len()).sum();
    add("明細書", if blocks == 0 { String::new() } else { format!("{blocks}段落") });
    add("図面", if publication.figures.is_empty() { String::new() } else { format!("{}件", publication.figures.len()) });
    fields
}
