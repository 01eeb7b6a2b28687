//! The sentences of a part, one under the other. Of ten thousand of them each costs little: their markup is written as text.

use std::fmt::Write as _;

use publication::{ClassificationScheme, LanguageTag, TextPart};

use crate::{
    InterfaceLanguage,
    components::direction,
    escape::{attribute, escaped},
    i18n::{CorrectText, DocumentText, badge, class_name},
    services::{CorrectionBlock, CorrectionRow, RowMarks, SegmentPlace},
};

/// What all rows share.
pub(super) struct Rows<'a> {
    pub(super) interface: InterfaceLanguage,
    pub(super) language: &'a LanguageTag,
    pub(super) part: TextPart,
    /// The address of a row, up to its place.
    pub(super) address: &'a str,
    /// What follows the place in it.
    pub(super) end: &'a str,
}

/// The words for what is to be known of a row, each with its class.
pub(super) fn mark_words(interface: InterfaceLanguage, marks: RowMarks) -> Vec<(&'static str, &'static str)> {
    let text = CorrectText::of(interface);
    [
        (marks.locked, "locked", text.locked),
        (marks.stale, "stale", text.stale),
        (marks.sent_back, "sent-back", text.sent_back),
        (marks.draft, "draft", text.draft),
        (marks.findings, "findings", text.findings),
        (marks.suggested, "suggested", text.suggested),
        (marks.to_review, "review", text.to_review),
    ]
    .into_iter()
    .filter(|(is, ..)| *is)
    .map(|(_, class, word)| (class, word))
    .collect()
}

impl Rows<'_> {
    /// The blocks with their rows; what stands before the open row, and after its beginning.
    pub(super) fn html(&self, blocks: &[CorrectionBlock], open: Option<&SegmentPlace>) -> (String, String) {
        let (mut before, mut after) = (String::new(), String::new());
        let mut opened = false;
        for block in blocks {
            let out = if opened { &mut after } else { &mut before };
            out.push_str("<div class=\"correct-block\">");
            if let Some(label) = &block.label {
                let _ = write!(out, "<h3 class=\"block-label\">{}</h3>", escaped(&self.label(label)));
            }
            for row in &block.rows {
                let is_open = open == Some(&row.place);
                let out = if opened { &mut after } else { &mut before };
                self.row(out, row, block.heading, is_open);
                if is_open {
                    opened = true;
                    after.push_str("</div>");
                } else {
                    out.push_str("</div>");
                }
            }
            let out = if opened { &mut after } else { &mut before };
            out.push_str("</div>");
        }
        (before, after)
    }

    fn label(&self, label: &str) -> String {
        match self.part {
            TextPart::Claims => format!("{} {label}", DocumentText::of(self.interface).claim),
            TextPart::Goods => class_name(self.interface, ClassificationScheme::Nice, label),
            _ => format!("【{label}】"),
        }
    }

    /// A row up to its end: the panel of an open one comes before that.
    fn row(&self, out: &mut String, row: &CorrectionRow, heading: bool, is_open: bool) {
        let (text, place) = (CorrectText::of(self.interface), row.place.to_string());
        let class = if heading { "correct-row correct-heading" } else { "correct-row" };
        let open = if is_open { " data-open-row" } else { "" };
        let _ = write!(out, "<div class=\"{class}\" id=\"s-{place}\" data-row=\"{place}\"{open}>");
        let hidden = if is_open { " hidden" } else { "" };
        let (tag, direction) = (attribute(self.language.as_str()), direction(self.language));
        let _ = write!(
            out,
            "<div class=\"row\"{hidden}><p class=\"source\" lang=\"{tag}\" dir=\"{direction}\">{}</p><div class=\"target\">",
            escaped(&row.source)
        );
        match &row.japanese {
            Some(japanese) => {
                let badge = badge(self.interface, japanese);
                let _ = write!(
                    out,
                    "<p lang=\"ja\">{}</p><p class=\"row-state\"><span class=\"badge badge-{}\"><b>{}</b><span class=\"badge-details\">{}</span></span>",
                    escaped(&japanese.text),
                    badge.maker,
                    badge.word,
                    escaped(&badge.details)
                );
            }
            None => {
                let word = DocumentText::of(self.interface).untranslated;
                let _ = write!(out, "<p lang=\"ja\"></p><p class=\"row-state\"><span class=\"badge badge-none\">{word}</span>");
            }
        }
        for (class, word) in mark_words(self.interface, row.marks) {
            let _ = write!(out, "<span class=\"chip mark-{class}\" data-mark=\"{class}\">{word}</span>");
        }
        let (address, end) = (attribute(self.address), attribute(self.end));
        let _ = write!(
            out,
            "<a class=\"row-edit\" href=\"{address}{place}{end}#open\" data-open=\"{place}\">{}<span class=\"visually-hidden\"> {}</span></a></p></div></div>",
            text.edit,
            escaped(&beginning(&row.source))
        );
    }
}

/// The first words of a sentence, to tell links apart.
fn beginning(text: &str) -> String {
    text.chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::{CorrectionRow, RowMarks};

    fn row(hash: char, source: &str) -> CorrectionRow {
        CorrectionRow {
            place: SegmentPlace { hash: hash.to_string().repeat(32), occurrence: 0 },
            source: source.to_owned(),
            japanese: None,
            marks: RowMarks::default(),
        }
    }

    #[test]
    fn rows_are_whole_around_the_open_one_and_hostile_text_stays_text() {
        let language: LanguageTag = "en".parse().expect("a language");
        let rows = Rows {
            interface: InterfaceLanguage::Ja,
            language: &language,
            part: TextPart::Claims,
            address: "/a?x=1&segment=",
            end: "&tl=en",
        };
        let blocks = vec![
            CorrectionBlock { label: Some("1".to_owned()), heading: false, rows: vec![row('a', "<script>\"&"), row('b', "B")] },
            CorrectionBlock { label: None, heading: true, rows: vec![row('c', "C")] },
        ];
        for open in [None, Some(row('b', "").place), Some(row('c', "").place)] {
            let (before, after) = rows.html(&blocks, open.as_ref());
            let whole = format!("{before}{after}");
            assert_eq!(whole.matches("<div").count(), whole.matches("</div>").count(), "{whole}");
            assert_eq!(whole.matches("data-row=").count(), 3);
            assert_eq!(whole.matches("data-open-row").count(), usize::from(open.is_some()));
            assert!(!whole.contains("<script") && whole.contains("&lt;script&gt;"));
            assert!(whole.contains("x=1&amp;segment="));
            assert_eq!(after.is_empty(), open.is_none());
        }
    }
}
