//! Brackets and quotation marks: none lost, none left open.

use std::ops::Range;

use super::{Check, Draft};

/// The brackets of a text by kind.
#[derive(Debug, Default)]
struct Brackets {
    pairs: Vec<(usize, Range<usize>)>,
    /// Those without a partner.
    alone: Vec<Range<usize>>,
}

const KINDS: &[(char, char)] =
    &[('(', ')'), ('[', ']'), ('{', '}'), ('「', '」'), ('【', '】'), ('『', '』'), ('〔', '〕'), ('“', '”'), ('《', '》'), ('«', '»')];

fn brackets(text: &str) -> Brackets {
    let mut out = Brackets::default();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        if let Some(kind) = KINDS.iter().position(|(opening, _)| *opening == c) {
            open.push((kind, at));
        } else if let Some(kind) = KINDS.iter().position(|(_, closing)| *closing == c) {
            match open.iter().rposition(|(other, _)| *other == kind) {
                Some(position) => {
                    let (_, from) = open.remove(position);
                    out.pairs.push((kind, from..at + c.len_utf8()));
                }
                // `a)` and `1)` open nothing.
                None if kind == 0 && is_item(&text[..at]) => {}
                None => out.alone.push(at..at + c.len_utf8()),
            }
        }
    }
    out.alone.extend(open.into_iter().map(|(kind, at)| at..at + KINDS[kind].0.len_utf8()));
    out
}

/// Whether a closing bracket after this text ends the mark of an item: `a`, `12`, `iv`.
fn is_item(before: &str) -> bool {
    let mark: String = before.chars().rev().take_while(|c| c.is_ascii_alphanumeric()).collect();
    let rest = &before[..before.len() - mark.len()];
    (1..=3).contains(&mark.len()) && rest.chars().next_back().is_none_or(|c| !c.is_alphanumeric() || ('ぁ'..='龯').contains(&c))
}

/// Compares brackets.
pub(super) fn check(source: &str, japanese: &str, out: &mut Vec<Draft>) {
    let wanted = brackets(source);
    let found = brackets(japanese);
    if wanted.alone.len() < found.alone.len() {
        for range in found.alone.iter().skip(wanted.alone.len()) {
            out.push(Draft::new(Check::Brackets, None, Some(range.clone()), japanese[range.clone()].to_owned()));
        }
        return;
    }
    for kind in 0..3 {
        let of = |all: &Brackets| all.pairs.iter().filter(|(other, _)| *other == kind).map(|(_, range)| range.clone()).collect::<Vec<_>>();
        let (wanted, mut found) = (of(&wanted), of(&found));
        if found.len() >= wanted.len() {
            continue;
        }
        // Full-width brackets of other kinds may stand for them.
        let rounds = |all: &Brackets| all.pairs.iter().filter(|(other, _)| *other == 0).count();
        let there = brackets(japanese);
        if kind == 1 && (there.pairs.iter().any(|(other, _)| *other == 4 || *other == 6) || rounds(&there) > rounds(&brackets(source))) {
            continue;
        }
        let inside = |text: &str, range: &Range<usize>| text[range.start + 1..range.end - 1].trim().to_owned();
        let lost: Vec<Range<usize>> = wanted
            .iter()
            .filter(|range| {
                let content = inside(source, range);
                match found.iter().position(|other| inside(japanese, other) == content) {
                    Some(position) => {
                        found.remove(position);
                        false
                    }
                    None => true,
                }
            })
            .cloned()
            .collect();
        let lost: Vec<Range<usize>> = lost.into_iter().skip(found.len()).collect();
        // Where every reference sign has lost its brackets it is the style of the Japanese.
        let signs =
            wanted.iter().all(|range| inside(source, range).chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ',' | ' ' | '-')));
        let kept = wanted.iter().all(|range| inside(source, range).split([',', ' ']).all(|sign| japanese.contains(sign)));
        if signs && kept && of(&there).is_empty() && wanted.iter().any(|range| inside(source, range).chars().any(|c| c.is_ascii_digit())) {
            continue;
        }
        if let Some(range) = lost.into_iter().next() {
            out.push(Draft::new(Check::Brackets, Some(range.clone()), None, source[range].to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_or_left_open() {
        let findings = |source: &str, japanese: &str| {
            let mut out = Vec::new();
            check(source, japanese, &mut out);
            out.len()
        };
        assert_eq!(findings("The lid (10) opens.", "蓋(10)は開く。"), 0);
        assert_eq!(findings("The lid (10) opens.", "蓋(10は開く。"), 1);
        assert_eq!(findings("The lid (upper part) opens.", "蓋は開く。"), 1);
        assert_eq!(findings("a) a lid; b) a box", "a) 蓋; b) 箱"), 0);
        assert_eq!(findings("덮개(10)와 하우징(12)", "蓋10と筐体12"), 0);
        assert_eq!(findings("LED lights", "LED(発光ダイオード)照明"), 0);
    }
}
