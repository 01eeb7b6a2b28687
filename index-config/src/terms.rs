//! Words and phrases of a search box.

/// A word or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its words, as typed.
    pub words: String,
    /// Whether it stood in quotation marks: to be found as written.
    pub exact: bool,
    /// Whether a minus stood before it.
    pub excluded: bool,
    /// Whether `OR` or `|` stood before it: it may stand in the place of the term before.
    pub or: bool,
}

/// Terms of a text, and whether its last quotation mark was never closed.
#[derive(Debug, Default)]
pub struct Terms {
    /// In order.
    pub terms: Vec<Term>,
    /// The phrase that was closed by the end of the text.
    pub unclosed: Option<String>,
}

const fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”' | '„')
}

const fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−')
}

const fn is_or(c: char) -> bool {
    matches!(c, '|' | '｜')
}

/// Whether a mark closes a phrase that another one opened.
const fn closes(open: char, c: char) -> bool {
    match open {
        '「' => c == '」',
        '『' => c == '』',
        _ => is_double_quote(c),
    }
}

/// Takes a text apart: terms stand between white space of any width; 「」, 『』 and double quotation marks of any kind hold phrases; a minus
/// directly before a term excludes it; `OR` in capitals, or `|`, makes its neighbours alternatives.
///
/// 「 and 『 open a phrase wherever they stand, as Japanese has no spaces before them; double quotation marks only where a term begins, so
/// that 5" stays five inches.
pub fn terms_of(text: &str) -> Terms {
    let mut found = Terms::default();
    let mut rest = text;
    let mut or = false;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return found };
        if is_or(first) {
            or = true;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let unsigned = rest.trim_start_matches(is_minus);
        let excluded = unsigned.len() < rest.len() && unsigned.chars().next().is_some_and(|c| !c.is_whitespace() && !is_or(c));
        if excluded {
            rest = unsigned;
        }
        let Some(first) = rest.chars().next() else { return found };
        let (words, exact) = if matches!(first, '「' | '『') || is_double_quote(first) {
            let inside = &rest[first.len_utf8()..];
            let end = inside.find(|c| closes(first, c));
            let phrase = &inside[..end.unwrap_or(inside.len())];
            rest = end.map_or("", |end| &inside[end + inside[end..].chars().next().map_or(0, char::len_utf8)..]);
            if end.is_none() {
                found.unclosed = Some(phrase.trim().to_owned());
            }
            (phrase.trim(), true)
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || is_or(c) || matches!(c, '「' | '『')).unwrap_or(rest.len());
            let word = &rest[..end];
            rest = &rest[end..];
            (word, false)
        };
        if !exact && words == "OR" {
            or = true;
        } else if words.chars().any(char::is_alphanumeric) {
            let or = std::mem::take(&mut or) && !found.terms.is_empty();
            found.terms.push(Term { words: words.to_owned(), exact, excluded, or });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Terms in a short form: `-` excluded, `|` alternative, 「」 exact.
    fn short(text: &str) -> String {
        let write = |term: &Term| {
            let sign = if term.excluded { "-" } else { "" };
            let or = if term.or { "| " } else { "" };
            if term.exact { format!("{or}{sign}「{}」", term.words) } else { format!("{or}{sign}{}", term.words) }
        };
        terms_of(text).terms.iter().map(write).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_and_phrases_are_taken_apart() {
        for (text, terms) in [
            ("電池 電解質", "電池 電解質"),
            ("電池　電解質\t 膜", "電池 電解質 膜"),
            (
                "「固体 電解質」『負極』 \"solid state\" “lithium ion” ＂膜＂",
                "「固体 電解質」 「負極」 「solid state」 「lithium ion」 「膜」",
            ),
            ("電池「固体電解質」膜", "電池 「固体電解質」 膜"),
            ("電池 -鉛 －「一次 電池」 −水銀", "電池 -鉛 -「一次 電池」 -水銀"),
            ("iPS-細胞 well-known", "iPS-細胞 well-known"),
            ("負極 OR 陽極 ｜ アノード 電池", "負極 | 陽極 | アノード 電池"),
            ("a|b", "a | b"),
            ("OR a OR", "a"),
            ("or", "or"),
            ("- -- 「」 \"\" ! ...", ""),
            ("5\" display", "5\" display"),
            ("-OR", ""),
        ] {
            assert_eq!(short(text), terms, "{text}");
        }
    }

    #[test]
    fn an_open_phrase_ends_with_the_text() {
        let found = terms_of("電池 「固体 電解質");
        assert_eq!(found.unclosed.as_deref(), Some("固体 電解質"));
        assert_eq!(found.terms.len(), 2);
        assert!(found.terms[1].exact);
        assert!(terms_of("「a」 \"b”").unclosed.is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in ".{0,60}") {
            let _ = terms_of(&text);
        }

        #[test]
        fn signs_of_any_order_are_read_without_panic(text in "[ 　\"「」『』“”|｜OR−－a電-]{0,30}") {
            for term in terms_of(&text).terms {
                prop_assert!(!term.words.trim().is_empty());
            }
        }
    }
}
