//! The language of a mark's words or a product's name, where nobody states it.

use publication::LanguageTag;

/// Languages that are not written in Latin letters.
const OTHER_SCRIPTS: &[&str] = &["ar", "bg", "el", "fa", "he", "ja", "km", "ko", "lo", "mk", "my", "ru", "sr", "th", "uk", "zh"];

/// The language of words in an office's record: the office's, unless they are in Latin letters and it is written in others; then nobody knows
/// (`F FISHER SCIENTIFIC` in a Chinese gazette).
pub(in crate::formats) fn language_of_words(words: &str, office: &LanguageTag) -> LanguageTag {
    if words.is_ascii() && OTHER_SCRIPTS.contains(&office.primary()) { LanguageTag::undetermined() } else { office.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_words_of_another_script_are_of_no_known_language() {
        let language = |words, office| language_of_words(words, &LanguageTag::from_office(office)).as_str().to_owned();
        assert_eq!(language("F FISHER SCIENTIFIC", "zh-Hant"), "und");
        assert_eq!(language("林森", "zh-Hant"), "zh-Hant");
        assert_eq!(language("Stuhl", "de"), "de");
    }
}
