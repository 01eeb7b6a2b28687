//! The beginning of a value that is being typed, and the values that it may become.

use super::{
    accents::fold_accents,
    fold::{Folded, fold},
    pieces::{is_letter, is_unspaced},
};

/// The beginning of a value: of the whole, or of one of its words. Case, width and accents are ignored; in scripts without spaces every
/// character begins a word.
pub(crate) struct Beginning {
    typed: String,
    /// Used again for each value.
    folded: Vec<Folded>,
    plain: String,
    text: String,
}

/// A text in one form: case, width and accents folded.
pub(crate) fn folded(text: &str) -> String {
    let mut reader = Beginning { typed: String::new(), folded: Vec::new(), plain: String::new(), text: String::new() };
    reader.read(text);
    reader.text
}

impl Beginning {
    /// The beginning that was typed.
    pub(crate) fn new(typed: &str) -> Self {
        let mut new = Self { typed: String::new(), folded: Vec::new(), plain: String::new(), text: String::new() };
        new.read(typed.trim_start());
        new.typed = std::mem::take(&mut new.text);
        new
    }

    /// Whether a value begins so.
    pub(crate) fn is_of(&mut self, value: &str) -> bool {
        if self.typed.is_empty() {
            return true;
        }
        self.read(value);
        let mut before = None;
        for (at, c) in self.text.char_indices() {
            let begins_word = before.is_none_or(|before| !is_letter(before) || is_unspaced(c) || is_unspaced(before));
            if begins_word && self.text.as_bytes()[at..].starts_with(self.typed.as_bytes()) {
                return true;
            }
            before = Some(c);
        }
        false
    }

    fn read(&mut self, text: &str) {
        self.text.clear();
        if text.is_ascii() {
            self.text.push_str(text);
            self.text.make_ascii_lowercase();
            return;
        }
        self.folded.clear();
        self.plain.clear();
        fold(text, 0, false, &mut self.folded);
        self.plain.extend(self.folded.iter().map(|folded| folded.c));
        fold_accents(&self.plain, &mut self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_begin_with_what_was_typed_or_one_of_their_words_does() {
        for (typed, value, begins) in [
            ("", "Siam Cell", true),
            ("siam", "Siam Cell Co., Ltd.", true),
            ("SIAM C", "Siam Cell Co., Ltd.", true),
            ("cell", "Siam Cell Co., Ltd.", true),
            ("ell", "Siam Cell Co., Ltd.", false),
            ("Ｓｉａｍ", "Siam Cell", true),
            ("muller", "Müller & Söhne", true),
            ("sohne", "Müller & Söhne", true),
            ("深圳", "深圳示例新能源有限公司", true),
            ("新能", "深圳示例新能源有限公司", true),
            ("能新", "深圳示例新能源有限公司", false),
            ("ไทย", "บริษัทไทยแบตเตอรี่", true),
            ("ооо", "ООО «Мост»", true),
            ("мост", "ООО «Мост»", true),
            ("ост", "ООО «Мост»", false),
            (" siam", "Siam", true),
            ("...", "Siam", false),
        ] {
            assert_eq!(Beginning::new(typed).is_of(value), begins, "{typed} {value}");
        }
    }
}
