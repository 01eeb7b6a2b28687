//! The text that checks look at: width, sub- and superscripts and signs in one form, with the way back to the text itself.

use std::ops::Range;

use crate::Language;

/// A text in plain form, and for each of its bytes the byte of the text it came from.
#[derive(Debug)]
pub(super) struct Plain {
    pub text: String,
    origins: Vec<usize>,
}

impl Plain {
    /// The plain form: ASCII for full-width forms, digits for subscripts, `^` and digits for superscripts after a digit, units of one
    /// character spelled out, one sign for minus, nothing for what has no width.
    pub fn of(text: &str, language: &Language) -> Self {
        let mut out = Self { text: String::with_capacity(text.len() + 8), origins: Vec::with_capacity(text.len() + 8) };
        let japanese = language.primary() == "ja";
        let mut before = ' ';
        let mut raised = false;
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let mut put = |text: &str| {
                out.text.push_str(text);
                out.origins.resize(out.text.len(), at);
            };
            let one = |c: char, put: &mut dyn FnMut(&str)| put(c.encode_utf8(&mut [0; 4]));
            let superscript = superscript(c);
            match c {
                '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' => continue,
                // A comma of Chinese and Korean texts separates words, never thousands; in Japanese it may.
                '，' if !japanese => put("、"),
                '\u{FF01}'..='\u{FF5E}' => one(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c), &mut put),
                '₀'..='₉' => one(char::from_u32(c as u32 - '₀' as u32 + '0' as u32).unwrap_or(c), &mut put),
                '−' | '‐' | '‑' | '﹣' => put("-"),
                '\u{3000}' => put(" "),
                'µ' => put("μ"),
                '㎜' => put("mm"),
                '㎝' => put("cm"),
                '㎞' => put("km"),
                '㎏' => put("kg"),
                '㎎' => put("mg"),
                '㎛' => put("μm"),
                '㎚' => put("nm"),
                '㎖' => put("mL"),
                '㎡' => put("m2"),
                '㎥' => put("m3"),
                '㎐' => put("Hz"),
                '㏄' => put("mL"),
                '㎩' => put("Pa"),
                '㎾' => put("kW"),
                '㎸' => put("kV"),
                'Ω' => put("Ω"),
                '〜' | '∼' => put("~"),
                '≧' => put("≥"),
                '≦' => put("≤"),
                '⩾' => put("≥"),
                '⩽' => put("≤"),
                '’' | 'ʼ' => put("'"),
                '⁻' if characters.peek().is_some_and(|(_, next)| self::superscript(*next).is_some()) => {
                    put(if raised { "" } else { "^" });
                    put("-");
                    before = '^';
                    raised = true;
                    continue;
                }
                _ => match superscript {
                    // м² is м: digits are told from signs by the Latin letters before them.
                    Some(_) if !raised && before.is_alphabetic() && !before.is_ascii() => continue,
                    Some(digit) => {
                        // 10⁵ is no 105; m² is m2.
                        if !raised && before.is_ascii_digit() {
                            put("^");
                        }
                        one(digit, &mut put);
                        raised = true;
                        before = c;
                        continue;
                    }
                    None => one(c, &mut put),
                },
            }
            raised = false;
            before = c;
        }
        out.origins.push(text.len());
        out
    }

    /// The place in the text itself of a place in the plain form.
    pub fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let end = self.origins.last().copied().unwrap_or_default();
        let at = |position: usize| self.origins.get(position).copied().unwrap_or(end);
        let start = at(range.start);
        start..at(range.end).max(start)
    }
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_and_the_way_back() {
        let language = Language::japanese();
        for (text, plain) in [("５㎜、CO₂", "5mm、CO2"), ("10⁵と10⁻³、m²", "10^5と10^-3、m2"), ("（Ａ）−４０℃", "(A)-40℃")]
        {
            assert_eq!(Plain::of(text, &language).text, plain);
        }
        let text = "長さ５㎜の";
        let plain = Plain::of(text, &language);
        let at = plain.text.find("5mm").expect("there");
        assert_eq!(&text[plain.origin(&(at..at + 3))], "５㎜");
        let zh = Language::parse("zh").expect("a language");
        assert_eq!(Plain::of("部件10，120", &zh).text, "部件10、120");
    }
}
