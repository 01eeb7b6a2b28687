//! Arabic words without article, prefixes and endings.

const PREFIXES: [&str; 7] = ["وال", "بال", "كال", "فال", "لل", "ال", "و"];
const SUFFIXES: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "يا", "ه", "ي", "ا"];

/// The light stem of a folded Arabic word: one prefix and up to two endings fall where at least two letters stay (three before و, which more
/// often is a letter of the word).
pub(super) fn light_stem(word: &str) -> &str {
    let letters = |text: &str| text.chars().count();
    let mut stem = word;
    for prefix in PREFIXES {
        if let Some(rest) = stem.strip_prefix(prefix)
            && letters(rest) >= if prefix == "و" { 3 } else { 2 }
        {
            stem = rest;
            break;
        }
    }
    for _ in 0..2 {
        let shorter = SUFFIXES.into_iter().find_map(|suffix| stem.strip_suffix(suffix).filter(|rest| letters(rest) >= 3));
        match shorter {
            Some(rest) => stem = rest,
            None => break,
        }
    }
    stem
}
