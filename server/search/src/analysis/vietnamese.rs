//! Vietnamese syllables, whose tone is set on one letter or on another.

use unicode_normalization::UnicodeNormalization;

const fn is_tone(c: char) -> bool {
    matches!(c, '\u{0300}' | '\u{0301}' | '\u{0303}' | '\u{0309}' | '\u{0323}')
}

/// The written form with the tone behind the syllable, so that hoà and hòa are one word.
pub(super) fn toned_at_the_end(word: &str) -> String {
    let mut letters = String::with_capacity(word.len() + 2);
    let mut tones = String::new();
    for c in word.nfd() {
        if is_tone(c) { tones.push(c) } else { letters.push(c) }
    }
    letters.push_str(&tones);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_is_that_of_its_syllable() {
        assert_eq!(toned_at_the_end("hoà"), toned_at_the_end("hòa"));
        assert_eq!(toned_at_the_end("thuỷ"), toned_at_the_end("thủy"));
        assert_ne!(toned_at_the_end("hoà"), toned_at_the_end("hoá"));
        assert_ne!(toned_at_the_end("điện"), toned_at_the_end("điên"));
    }
}
