//! Where the segments of a text begin and end.
//!
//! Sentences are found by Unicode's rules (UAX #29, by ICU). Those know no abbreviations, of which patents are full, so that dots that end
//! no sentence are masked first; the mask has the length of the text, and every offset is one of the text itself.

mod abbreviations;
mod joints;

use std::ops::Range;

use icu_segmenter::{SentenceSegmenter, options::SentenceBreakInvariantOptions};

use crate::{Language, SegmentKind};

/// The segments of a text: byte ranges, in order, not overlapping, at character boundaries, without white space around them. Nothing but
/// white space lies between them.
///
/// Titles, headings and entries of lists are one segment. Of a claim, each line is one, and a long line is cut at its joints. Sentences end
/// where the language ends them; in Thai and Lao, which do not mark it, a paragraph is one segment, and a long one is cut between clauses. A
/// blank line always ends a segment.
#[must_use]
pub fn segments(text: &str, language: &Language, kind: SegmentKind) -> Vec<Range<usize>> {
    match kind {
        SegmentKind::Title | SegmentKind::Heading | SegmentKind::Goods => trimmed(text, 0..text.len()).into_iter().collect(),
        SegmentKind::Claim => lines(text)
            .filter_map(|line| trimmed(text, line))
            .flat_map(|line| joints::of_claim(text, line, language))
            .filter_map(|piece| trimmed(text, piece))
            .collect(),
        SegmentKind::Sentence => {
            let mut out = Vec::new();
            for paragraph in paragraphs(text) {
                if language.sentences_unmarked() {
                    out.extend(joints::of_paragraph(text, paragraph, language).into_iter().filter_map(|piece| trimmed(text, piece)));
                } else {
                    sentences(text, paragraph, language, &mut out);
                }
            }
            out
        }
    }
}

/// The range without white space at its ends; `None` where there is nothing else.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.start + part.trim_end().len();
    (start < end).then_some(start..end)
}

/// Lines, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        match text[start..].find(['\n', '\r', '\u{2028}', '\u{2029}']) {
            Some(offset) => {
                let end = start + offset;
                let line = start..end;
                start = end + text[end..].chars().next().map_or(1, char::len_utf8);
                Some(line)
            }
            None => {
                done = true;
                Some(start..text.len())
            }
        }
    })
}

/// What blank lines leave together, trimmed.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    // A carriage return and its line feed are one end of line: the empty "line" between them is no blank line.
    let mut out = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for line in lines(text) {
        let between_cr_and_lf = line.is_empty() && text[..line.start].ends_with('\r') && text[line.end..].starts_with('\n');
        match trimmed(text, line) {
            Some(line) => open = Some(open.map_or(line.start, |paragraph| paragraph.start)..line.end),
            None if between_cr_and_lf => {}
            None => out.extend(open.take()),
        }
    }
    out.extend(open);
    out
}

fn sentences(text: &str, paragraph: Range<usize>, language: &Language, out: &mut Vec<Range<usize>>) {
    let Some(part) = text.get(paragraph.clone()) else { return };
    let masked = mask(part, language);
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut start = 0;
    for end in segmenter.segment_str(&masked) {
        // The mask replaces ASCII by ASCII, so that a boundary in it is one in the text; `get` in `trimmed` makes sure of it.
        if end > start {
            out.extend(trimmed(text, paragraph.start + start..paragraph.start + end));
            start = end;
        }
    }
}

/// A sign that neither ends nor separates sentences, of one byte as what it replaces.
const MASK: u8 = b',';

/// The paragraph with dots that end no sentence, and line ends inside sentences, replaced.
fn mask(paragraph: &str, language: &Language) -> String {
    let mut bytes = paragraph.as_bytes().to_vec();
    let rules = abbreviations::of(language);
    for (at, _) in paragraph.match_indices('.') {
        if bytes[at] == MASK {
            continue;
        }
        let after = &paragraph[at + 1..];
        let before = &paragraph[..at];
        if (ends_in_digit(before) && after.starts_with(|c: char| c.is_ascii_digit())) || is_list_number(before, after) {
            bytes[at] = MASK;
        } else if let Some(start) = abbreviation_before(&paragraph[..=at], after, &rules) {
            for byte in &mut bytes[start..=at] {
                if *byte == b'.' {
                    *byte = MASK;
                }
            }
        }
    }
    for (at, _) in paragraph.match_indices(['\n', '\r']) {
        let ended = paragraph[..at].trim_end().char_indices().next_back().is_some_and(|(last, c)| {
            bytes[last] != MASK && matches!(c, '.' | '!' | '?' | ':' | ';' | '。' | '！' | '？' | '：' | '；' | '।' | '។' | '။' | '؟' | '…')
        });
        if !ended {
            bytes[at] = b' ';
        }
    }
    // Only ASCII bytes were replaced, and by ASCII: this cannot fail, and were it to, the text itself is segmented.
    String::from_utf8(bytes).unwrap_or_else(|_| paragraph.to_owned())
}

fn ends_in_digit(text: &str) -> bool {
    text.bytes().next_back().is_some_and(|b| b.is_ascii_digit())
}

/// Whether a dot after `before` ends a number that stands at the beginning of a line, as of a claim or of a list: `1. A device`.
fn is_list_number(before: &str, after: &str) -> bool {
    let line = before.rsplit(['\n', '\r']).next().unwrap_or(before).trim_start();
    !line.is_empty() && line.len() <= 4 && line.bytes().all(|b| b.is_ascii_digit()) && after.starts_with(char::is_whitespace)
}

/// The start of an abbreviation that ends `until` (dot included).
fn abbreviation_before(until: &str, after: &str, rules: &[&[&str]]) -> Option<usize> {
    let next = after.trim_start().chars().next();
    rules.iter().flat_map(|list| list.iter()).find_map(|rule| {
        let (abbreviation, before_digit) = rule.strip_suffix('#').map_or((*rule, false), |abbreviation| (abbreviation, true));
        if before_digit && !next.is_some_and(|c| c.is_numeric() || c == '(' || c == '[') {
            return None;
        }
        let start = ends_with_folded(until, abbreviation)?;
        let bounded = until[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '.');
        bounded.then_some(start)
    })
}

/// Where `ending` (in lower case) begins if `text` ends with it, whatever its letter case.
fn ends_with_folded(text: &str, ending: &str) -> Option<usize> {
    let mut characters = text.char_indices().rev();
    let mut start = text.len();
    for expected in ending.chars().rev() {
        let (at, c) = characters.next()?;
        if c != expected && c.to_lowercase().next() != Some(expected) && !(expected == ' ' && c == '\u{a0}') {
            return None;
        }
        start = at;
    }
    Some(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str, language: &str, kind: SegmentKind) -> Vec<String> {
        let language = Language::parse(language).expect("a language");
        segments(text, &language, kind).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn sentences_of_patents() {
        // `|` stands where a segment ends.
        let table: &[(&str, &str)] = &[
            ("en", "FIG. 1 is a perspective view.|FIG. 2 shows No. 5 of U.S. Pat. No. 6,123,456 by Smith.|It is approx. 3.5 V high."),
            ("en", "Materials, e.g. Copper or i.e. Gold, are used.|The end."),
            ("en", "See Figs. 3A and 3B.|Cf. Example 2."),
            ("en", "1. A device comprising a lid."),
            ("en", "The value is 1.035.|The other is 1.065."),
            ("en", "Is it so?|Yes!"),
            ("de", "Die Vorrichtung, z. B. Eine Pumpe bzw. Ein Ventil, zeigt Fig. 3.|Sie misst ca. 3,5 mm gem. Anspruch Nr. 4."),
            ("fr", "La fig. 3 montre env. 3,5 V.|Le dispositif, p. ex. Une pompe, est prêt."),
            ("es", "La Fig. 2 muestra aprox. 4 mm.|El n.º 5 es la tapa."),
            ("ru", "На рис. 3 и фиг. 4 показано устройство по п. 1.|Длина ок. 5 мм, т.е. Мало."),
            ("zh", "本发明涉及一种装置。|图1是示意图！|其特征在于：它很小。"),
            ("ko", "본 발명은 장치에 관한 것이다.|도 1은 사시도이다."),
            ("vi", "Sáng chế đề cập đến thiết bị.|Fig. 1 là hình vẽ."),
            ("id", "Invensi ini berhubungan dengan alat, mis. Pompa.|Gambar 1 adalah pandangan."),
            ("th", "การประดิษฐ์นี้เกี่ยวกับอุปกรณ์ ซึ่งประกอบด้วยฝา และตัวเรือน"),
            ("ar", "يتعلق الاختراع بجهاز.|هل هو جديد؟|نعم."),
        ];
        for (language, marked) in table {
            let expected: Vec<&str> = marked.split('|').collect();
            let text = if matches!(*language, "zh") { expected.concat() } else { expected.join(" ") };
            assert_eq!(split(&text, language, SegmentKind::Sentence), expected, "{language}");
        }
    }

    #[test]
    fn a_wrapped_line_is_no_end_but_a_blank_line_is() {
        assert_eq!(
            split("A lid is\nhinged. It opens.\r\n\r\nA new paragraph", "en", SegmentKind::Sentence),
            ["A lid is\nhinged.", "It opens.", "A new paragraph"]
        );
        assert_eq!(
            split("see FIG.\n3 and:\n(a) a lid;\n(b) a box.", "en", SegmentKind::Sentence),
            ["see FIG.\n3 and:", "(a) a lid;", "(b) a box."]
        );
        assert_eq!(split("หนึ่ง\nสอง\n\nสาม", "th", SegmentKind::Sentence), ["หนึ่ง\nสอง", "สาม"]);
        assert_eq!(split("one\r\ntwo", "en", SegmentKind::Sentence), ["one\r\ntwo"]);
    }

    #[test]
    fn claims_go_by_line_and_titles_are_whole() {
        assert_eq!(
            split("1. A device comprising:\n  a lid. And\n\n a box.", "en", SegmentKind::Claim),
            ["1. A device comprising:", "a lid. And", "a box."]
        );
        assert_eq!(split(" DEVICE. AND METHOD ", "en", SegmentKind::Title), ["DEVICE. AND METHOD"]);
        assert!(split(" \n ", "en", SegmentKind::Title).is_empty());
    }

    proptest! {
        #[test]
        fn only_white_space_is_lost(
            text in "([a-zA-Z0-9.,;:!? \n\r]|FIG\\. |z\\. B\\. |т\\.е\\.|。|图|ก|é|\u{301}|\u{2028}|🙂){0,60}",
            language in prop::sample::select(vec!["en", "de", "ru", "zh", "th", "lo", "und"]),
            kind in prop::sample::select(vec![SegmentKind::Sentence, SegmentKind::Claim, SegmentKind::Title]),
        ) {
            let language = Language::parse(language).expect("a language");
            let mut covered = 0;
            for range in segments(&text, &language, kind) {
                prop_assert!(range.start >= covered && range.end > range.start);
                prop_assert!(text[covered..range.start].trim().is_empty());
                prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
                covered = range.end;
            }
            prop_assert!(text[covered..].trim().is_empty());
        }
    }
}
