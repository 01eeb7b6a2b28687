//! Texts longer than a model was trained for, cut between clauses, and the Japanese of the pieces put together.

use std::ops::Range;

/// Cuts a text into pieces that fit, none where it is empty: at ends of sentences rather than of clauses, of clauses rather than between words, near the
/// middle rather than at the edges, and never in a bracket where another place is to be had. A word that does not fit by itself is cut between characters.
#[must_use]
pub fn pieces(text: &str, fits: &impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    // What is still to be looked at, the first on top.
    let mut open: Vec<Range<usize>> = std::iter::once(0..text.len()).collect();
    while let Some(range) = open.pop() {
        let Some(piece) = text.get(range.clone()) else { continue };
        let start = range.start + (piece.len() - piece.trim_start().len());
        let trimmed = start..start + piece.trim().len();
        if trimmed.is_empty() {
            continue;
        }
        let piece = text.get(trimmed.clone()).unwrap_or_default();
        match place_to_cut(piece).filter(|_| !fits(piece)) {
            None => out.push(trimmed),
            Some(at) => {
                open.push(trimmed.start + at..trimmed.end);
                open.push(trimmed.start..trimmed.start + at);
            }
        }
    }
    out
}

/// Where a text is best cut; `None` where it is of one character.
fn place_to_cut(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let middle = text.len() / 2;
    let mut best: Option<((u8, usize), usize)> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match c {
            '(' | '[' | '（' | '［' | '「' => depth += 1,
            ')' | ']' | '）' | '］' | '」' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some((next, following)) = characters.peek().copied() else { break };
        // 1,000 and 3.5 have no space after the sign; a full-width sign needs none.
        let ends = following.is_whitespace();
        let rank = match c {
            '。' | '．' | '！' | '？' | '؟' | '។' => 0,
            '.' | '!' | '?' if ends => 0,
            '；' | '：' => 1,
            ';' | ':' if ends => 1,
            '，' | '、' => 2,
            ',' if ends => 2,
            // The space between a number and its unit is none to cut at.
            c if ends && !c.is_numeric() && !c.is_whitespace() => 4,
            c if c.is_whitespace() => continue,
            _ if ends => 5,
            _ => 6,
        };
        let rank = if depth > 0 { rank + 7 } else { rank };
        // A piece of a few words is worse than a cut at a lesser sign.
        let distance = next.abs_diff(middle);
        let at_edge = distance * 10 > text.len() * 4;
        let key = (if at_edge { rank + 3 } else { rank }, distance);
        if best.is_none_or(|(known, _)| key < known) {
            best = Some((key, next));
        }
        let _ = at;
    }
    best.map(|(_, at)| at)
}

/// The Japanese of pieces as one text. A piece that was no sentence ends as none: a model likes to end everything with 。.
#[must_use]
pub fn joined(sources: &[&str], japanese: &[String]) -> String {
    let last = japanese.len().saturating_sub(1);
    let ends = |source: &str| source.ends_with(['.', '!', '?', '。', '！', '？', '．', '។', ';', '；']);
    let mut out = String::new();
    for (at, part) in japanese.iter().enumerate() {
        let part = part.trim();
        let sentence = at == last || sources.get(at).is_none_or(|source| ends(source));
        match part.strip_suffix('。').filter(|_| !sentence) {
            Some(bare) => {
                out.push_str(bare);
                out.push('、');
            }
            None => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, longest: usize) -> Vec<&str> {
        pieces(text, &|piece: &str| piece.chars().count() <= longest).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn texts_are_cut_between_clauses() {
        assert_eq!(cut("  short ", 10), ["short"]);
        assert!(cut(" ", 10).is_empty());
        assert_eq!(
            cut("The pump has a lid; the lid, which is of steel, is shut.", 40),
            ["The pump has a lid;", "the lid, which is of steel, is shut."]
        );
        assert_eq!(cut("泵具有壳体，壳体由钢制成。盖是关闭的。", 14), ["泵具有壳体，壳体由钢制成。", "盖是关闭的。"]);
        assert_eq!(cut("aaa bbb ccc ddd eee", 8), ["aaa bbb", "ccc", "ddd eee"]);
    }

    #[test]
    fn numbers_units_and_brackets_stay_whole_where_they_can() {
        assert_eq!(cut("heated to 1,000 mm of water and held", 24), ["heated to 1,000 mm", "of water and held"]);
        assert_eq!(cut("heated to about 250 °C then", 20), ["heated to about", "250 °C then"]);
        assert_eq!(cut("one two (three, four, five) six", 28), ["one two", "(three, four, five) six"]);
    }

    #[test]
    fn what_has_no_place_is_cut_between_characters_and_nothing_is_lost() {
        assert_eq!(cut("ราชอาณาจักร", 4).concat(), "ราชอาณาจักร");
        let long = "x".repeat(1_000);
        assert_eq!(cut(&long, 7).concat(), long);
        // Nothing fits: single characters, and an end.
        assert_eq!(pieces("abc", &|_: &str| false), [0..1, 1..2, 2..3]);
    }

    #[test]
    fn pieces_that_are_no_sentences_end_as_none() {
        let japanese = ["ポンプは蓋を有する。".to_owned(), "鋼製の蓋は。".to_owned(), "閉じている。".to_owned()];
        assert_eq!(
            joined(&["The pump has a lid.", "the lid of steel,", "is shut."], &japanese),
            "ポンプは蓋を有する。鋼製の蓋は、閉じている。"
        );
    }
}
