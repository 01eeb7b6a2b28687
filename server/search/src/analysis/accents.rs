//! Words without their accents.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Appends the word's folded form: Latin and Greek letters without accents, ligatures in full (ß as ss), ё as е, ґ as г, Arabic letters in one form
/// each and without vowel signs. й, ї and the marks of Indic scripts are letters of their own and stay.
pub(super) fn fold_accents(word: &str, folded: &mut String) {
    for c in word.chars() {
        match c {
            '\0'..='\x7F' => folded.push(c),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ħ' => folded.push('h'),
            'ё' => folded.push('е'),
            'ґ' => folded.push('г'),
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' | 'ی' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ک' => folded.push('ك'),
            '\u{00C0}'..='\u{024F}' | '\u{0370}'..='\u{03FF}' | '\u{1E00}'..='\u{1FFF}' => decompose_canonical(c, |part| {
                if !is_combining_mark(part) {
                    folded.push(part);
                }
            }),
            '\u{0300}'..='\u{036F}'
            | '\u{0483}'..='\u{0487}'
            | '\u{0591}'..='\u{05C7}'
            | '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{06D6}'..='\u{06ED}' => {}
            _ => folded.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_fall_and_letters_stay() {
        for (word, folded) in [
            ("straße", "strasse"),
            ("électricité", "electricite"),
            ("điện", "dien"),
            ("ёлка", "елка"),
            ("йод", "йод"),
            ("їжак", "їжак"),
            ("ґанок", "ганок"),
            ("طاقةٌ", "طاقه"),
        ] {
            let mut out = String::new();
            fold_accents(word, &mut out);
            assert_eq!(out, folded, "{word}");
        }
    }
}
