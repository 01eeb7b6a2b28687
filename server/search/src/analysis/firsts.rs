//! First letters of what is looked for: most words of a text begin with another one, and need not be read.

use super::accents::fold_accents;

/// The first letters of some terms, as bits that several letters share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Firsts(u64);

impl Firsts {
    /// Any letter.
    pub(crate) const ALL: Self = Self(u64::MAX);

    /// Those of terms.
    pub(crate) fn of<'t>(terms: impl Iterator<Item = &'t str>) -> Self {
        let mut folded = String::new();
        Self(terms.fold(0, |bits, term| {
            // Behind what tells a stem from a written form.
            let mut first = [0; 4];
            let first = term.chars().find(|c| !c.is_control()).map(|c| &*c.encode_utf8(&mut first));
            folded.clear();
            fold_accents(first.unwrap_or_default(), &mut folded);
            folded.chars().next().map_or(u64::MAX, |first| bits | bit(first))
        }))
    }

    /// Whether one of the terms may be one of a word that begins so. No stemmer in use changes these letters at the beginning of a word; of others
    /// it is not known.
    pub(crate) const fn may_begin(self, word: char) -> bool {
        !matches!(word, 'a'..='z' | 'A'..='Z' | '0'..='9' | 'а'..='и' | 'к'..='я') || self.0 & bit(word.to_ascii_lowercase()) != 0
    }
}

const fn bit(c: char) -> u64 {
    1 << (c as u32 % 64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::Rules;

    const LANGUAGES: [&str; 22] = [
        "ja", "ko", "zh", "ar", "uk", "vi", "da", "de", "en", "es", "fi", "fr", "hu", "it", "no", "nl", "pt", "ro", "ru", "sv", "tr", "id",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn no_word_is_passed_over_that_has_a_term(
            word in "([a-z][a-zàâäåæçéèêëíîïñóôöøœßùúûüýÿăđơưạảấầ]{0,9}|[a-z0-9.]{1,8}|[а-яёіїєґʼ]{1,9}|(ge|un|be|ski|dy|ly|ty)[a-z]{0,4}(ing|er|en|s|ies|ung|lar|mente)?)",
            language in 0..LANGUAGES.len(),
        ) {
            let rules = Rules::of(LANGUAGES[language]);
            let first = word.chars().next().expect("a letter");
            for term in rules.terms(&word) {
                prop_assert!(Firsts::of(std::iter::once(term.as_str())).may_begin(first), "{word:?} has {term:?}");
            }
        }
    }

    #[test]
    fn other_words_are_passed_over() {
        let firsts = Firsts::of(["\u{1}batteri", "battery"].into_iter());
        assert!(firsts.may_begin('b') && firsts.may_begin('B') && firsts.may_begin('é'));
        assert!(!firsts.may_begin('c') && !firsts.may_begin('7'));
    }
}
