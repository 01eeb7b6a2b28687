//! Words of the search, marked in running text.

use std::ops::Range;

use index_config::SearchParams;
use leptos::prelude::*;

use crate::services::TermMark;

/// More words than this are not marked: the page would be all marks.
const MOST_WORDS: usize = 12;

/// The words of a search that can be marked: of "all", "any" and those for goods, phrases as one. Field names and operators are no words.
pub(crate) fn search_words(params: &SearchParams) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for text in [&params.all, &params.any, &params.goods] {
        let mut rest = text.as_str();
        while let Some(start) = rest.find(['"', '「']) {
            let (before, quoted) = rest.split_at(start);
            words.extend(before.split_whitespace().map(str::to_owned));
            let mut inside = quoted.chars();
            let close = if inside.next() == Some('「') { '」' } else { '"' };
            let quoted = inside.as_str();
            match quoted.split_once(close) {
                Some((phrase, after)) => {
                    words.push(phrase.trim().to_owned());
                    rest = after;
                }
                None => rest = quoted,
            }
        }
        words.extend(rest.split_whitespace().map(str::to_owned));
    }
    words.retain(|word| word.chars().count() >= 2);
    words.sort();
    words.dedup();
    words.truncate(MOST_WORDS);
    words
}

/// A text cut into plain pieces, marked pieces and terms.
pub(crate) struct Pieces<'a> {
    text: &'a str,
}

impl<'a> Pieces<'a> {
    /// Of a text.
    pub(crate) const fn of(text: &'a str) -> Self {
        Self { text }
    }

    /// With words marked wherever they stand, ASCII letters' case ignored.
    pub(crate) fn with_words(self, words: &[String]) -> AnyView {
        let ranges = word_ranges(self.text, words);
        self.with_ranges(&ranges)
    }

    /// With byte ranges marked. A range that does not fit the text is left out rather than trusted.
    pub(crate) fn with_ranges(self, ranges: &[Range<usize>]) -> AnyView {
        if ranges.is_empty() {
            return self.text.to_owned().into_any();
        }
        let mut views: Vec<AnyView> = Vec::with_capacity(ranges.len() * 2 + 1);
        let mut position = 0;
        for range in ranges {
            let (Some(before), Some(marked)) = (self.text.get(position..range.start), self.text.get(range.clone())) else { continue };
            push_text(&mut views, before);
            views.push(view! { <mark>{marked.to_owned()}</mark> }.into_any());
            position = range.end;
        }
        push_text(&mut views, self.text.get(position..).unwrap_or_default());
        views.into_any()
    }

    /// With terms underlined, their Japanese above, and words marked between them.
    pub(crate) fn with_terms(self, terms: &[TermMark], words: &[String]) -> AnyView {
        if terms.is_empty() {
            return self.with_words(words);
        }
        let mut views: Vec<AnyView> = Vec::with_capacity(terms.len() * 2 + 1);
        let mut position = 0;
        for term in terms {
            let (Some(before), Some(marked)) = (self.text.get(position..term.range.start), self.text.get(term.range.clone())) else {
                continue;
            };
            if !before.is_empty() {
                views.push(Pieces::of(before).with_words(words));
            }
            views.push(
                view! { <ruby class="term">{marked.to_owned()}<rp>"("</rp><rt lang="ja">{term.japanese.clone()}</rt><rp>")"</rp></ruby> }
                    .into_any(),
            );
            position = term.range.end;
        }
        if let Some(rest) = self.text.get(position..).filter(|rest| !rest.is_empty()) {
            views.push(Pieces::of(rest).with_words(words));
        }
        views.into_any()
    }
}

fn push_text(views: &mut Vec<AnyView>, text: &str) {
    if !text.is_empty() {
        views.push(text.to_owned().into_any());
    }
}

/// Where words stand in a text: ascending, not overlapping, the longer of two that begin together.
fn word_ranges(text: &str, words: &[String]) -> Vec<Range<usize>> {
    // Lowering ASCII letters alone keeps every byte where it is.
    let lowered = text.to_ascii_lowercase();
    let mut found: Vec<Range<usize>> = Vec::new();
    for word in words {
        let word = word.to_ascii_lowercase();
        found.extend(lowered.match_indices(&word).map(|(start, matched)| start..start + matched.len()));
    }
    found.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        if ranges.last().is_none_or(|last| last.end <= range.start) {
            ranges.push(range);
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(all: &str) -> Vec<String> {
        search_words(&SearchParams { all: all.to_owned(), ..SearchParams::default() })
    }

    #[test]
    fn phrases_are_one_word_and_an_open_quotation_mark_is_none() {
        assert_eq!(words("電池 「充電 方法」 \"solid state\" x"), ["solid state", "充電 方法", "電池"]);
        assert_eq!(words("「開いたまま 電池"), ["開いたまま", "電池"]);
        assert!(words("").is_empty());
    }

    #[test]
    fn ranges_do_not_overlap_and_stand_at_character_boundaries() {
        let text = "Battery 全固体電池 BATTERY pack";
        let ranges = word_ranges(text, &["battery".to_owned(), "battery pack".to_owned(), "固体".to_owned(), "体電".to_owned()]);
        let marked: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
        assert_eq!(marked, ["Battery", "固体", "BATTERY pack"]);
    }

    #[test]
    fn ranges_that_do_not_fit_are_left_out() {
        // Without the comments that mark the ends of texts.
        let html = Pieces::of("電池<b>").with_ranges(&[1..3, 0..6, 4..900]).to_html().replace("<!>", "");
        assert!(html.contains("<mark>電池</mark>"), "{html}");
        assert!(html.contains("&lt;b&gt;"), "{html}");
    }
}
