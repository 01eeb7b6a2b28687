//! Korean compounds, which are written with spaces or without.

/// Longest run that is taken apart.
const LONGEST: usize = 16;
/// Writings tried of one run.
const MOST_WRITINGS: usize = 16;
/// Shortest word of a compound in syllables.
const SHORTEST_WORD: usize = 2;

/// The ends of the words into which a query's run of hangul may be parted by spaces in a text: 리튬이온 as 리튬 이온. The whole run first.
pub(super) fn writings(run: &[char]) -> Vec<Vec<usize>> {
    let length = run.len();
    let mut writings = vec![vec![length]];
    if length > LONGEST || !run.iter().all(|c| matches!(c, '\u{AC00}'..='\u{D7A3}')) {
        return writings;
    }
    let ends = |from: usize| from + SHORTEST_WORD..(length + 1).saturating_sub(SHORTEST_WORD);
    writings.extend(ends(0).map(|end| vec![end, length]));
    writings.extend(ends(0).flat_map(|first| ends(first).map(move |second| vec![first, second, length])));
    writings.truncate(MOST_WRITINGS);
    writings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_parted_into_words_of_two_syllables_and_more() {
        let of = |text: &str| writings(&text.chars().collect::<Vec<_>>());
        assert_eq!(of("전지"), [[2]]);
        assert_eq!(of("리튬이온"), [vec![4], vec![2, 4]]);
        assert_eq!(of("리튬이온전지"), [vec![6], vec![2, 6], vec![3, 6], vec![4, 6], vec![2, 4, 6]]);
        assert_eq!(of("電池電池"), [[4]]);
        assert!(of(&"전지".repeat(8)).len() <= MOST_WRITINGS);
    }
}
