//! Folding of white space: one space where a file has line ends, tabs and runs of blanks.

/// Appends a text with every run of white space folded to one space, and none at the beginning of a line. Control characters, which have no
/// place in a text, count as white space.
pub(crate) fn fold_into(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut at = 0;
    let mut begins = out.is_empty() || out.ends_with([' ', '\n', '\t']);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte > b' ' && byte != 0x7F {
            begins = false;
            at += 1;
            continue;
        }
        // One blank between two words stays where it is; anything else breaks the run that is copied.
        if byte == b' ' && !begins && bytes.get(at + 1).is_some_and(|next| *next > b' ' && *next != 0x7F) {
            at += 1;
            continue;
        }
        out.push_str(&text[from..at]);
        if !begins {
            out.push(' ');
            begins = true;
        }
        at += 1;
        from = at;
    }
    out.push_str(&text[from..]);
}

/// Appends one character, folded as [`fold_into`] does.
pub(crate) fn fold_char(out: &mut String, c: char) {
    if c <= ' ' || c == '\u{7F}' {
        if !(out.is_empty() || out.ends_with([' ', '\n', '\t'])) {
            out.push(' ');
        }
    } else {
        out.push(c);
    }
}

/// A text with its white space folded and trimmed.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    trim_end(&mut out);
    out
}

/// Takes blanks and line ends off the end.
pub(crate) fn trim_end(text: &mut String) {
    text.truncate(text.trim_end_matches([' ', '\n', '\t']).len());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn runs_become_one_space() {
        assert_eq!(folded("  a \n\t b  c d\r\n"), "a b c d");
        let mut out = "x".to_owned();
        fold_into(&mut out, " a");
        fold_into(&mut out, " ");
        fold_into(&mut out, " b");
        fold_char(&mut out, '\n');
        fold_char(&mut out, ' ');
        fold_char(&mut out, 'ก');
        assert_eq!(out, "x a b ก");
    }

    proptest! {
        #[test]
        fn folding_equals_splitting_at_white_space(text in "[a-zก \n\t\u{7f}]{0,40}", cut in 0..40_usize) {
            let expected = text.split(|c: char| c <= ' ' || c == '\u{7f}').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(folded(&text), expected.clone());
            let cut = (0..=cut.min(text.len())).rev().find(|cut| text.is_char_boundary(*cut)).unwrap_or(0);
            let mut out = String::new();
            fold_into(&mut out, &text[..cut]);
            fold_into(&mut out, &text[cut..]);
            trim_end(&mut out);
            prop_assert_eq!(out, expected);
        }
    }
}
