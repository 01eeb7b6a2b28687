//! Placeholders `⟦1⟧` in the notations of engines that carry tags through: XML (DeepL), HTML (Google, Azure), `｟｠` (TexTra).
//!
//! Everything else of a text is escaped on the way out and read back on the way in, so that a `<` of a formula stays one.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    /// The number of a placeholder.
    Placeholder(&'a str),
}

const OPEN: char = '⟦';
const CLOSE: char = '⟧';

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let (mut rest, mut from) = (text, 0);
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find(OPEN)).map(|at| at + from) {
        let inside = &rest[at + OPEN.len_utf8()..];
        let number = inside
            .split_once(CLOSE)
            .map(|(number, _)| number)
            .filter(|number| (1..=6).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit()));
        match number {
            Some(number) => {
                if at > 0 {
                    out.push(Piece::Text(&rest[..at]));
                }
                out.push(Piece::Placeholder(number));
                rest = &inside[number.len() + CLOSE.len_utf8()..];
                from = 0;
            }
            None => from = at + OPEN.len_utf8(),
        }
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest));
    }
    out
}

/// Whether a text has placeholders.
pub(crate) fn has_placeholders(text: &str) -> bool {
    pieces(text).iter().any(|piece| matches!(piece, Piece::Placeholder(_)))
}

/// Writes a text with each placeholder in a notation; `escape` says what happens to the rest.
fn written(text: &str, escape: impl Fn(&str) -> String, placeholder: impl Fn(&str) -> String) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => escape(text),
            Piece::Placeholder(number) => placeholder(number),
        })
        .collect()
}

/// Escapes what would be markup.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// XML with an empty element for each placeholder.
pub(crate) fn to_xml(text: &str) -> String {
    written(text, escaped, |number| format!("<x id=\"{number}\"/>"))
}

/// HTML with placeholders in a span of this attribute, which keeps them from being translated.
pub(crate) fn to_html(text: &str, attribute: &str) -> String {
    written(text, escaped, |number| format!("<span {attribute}>{OPEN}{number}{CLOSE}</span>"))
}

/// Placeholders in the white parentheses that TexTra leaves alone.
pub(crate) fn to_white_parentheses(text: &str) -> String {
    written(text, str::to_owned, |number| format!("｟{OPEN}{number}{CLOSE}｠"))
}

/// A text that came back in white parentheses, whether they are still there or not.
pub(crate) fn from_white_parentheses(text: &str) -> String {
    text.replace("｟⟦", "⟦").replace("⟧｠", "⟧")
}

/// Reads XML or HTML back: elements `x` become placeholders, `span` elements go, entities become characters. Other markup stays as it stands:
/// the checks will find it.
pub(crate) fn from_markup(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (text, length) = if rest.starts_with('<') { tag(rest) } else { entity(rest) };
        out.push_str(&text);
        rest = rest.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// What a tag stands for, and its length.
fn tag(rest: &str) -> (String, usize) {
    let Some(end) = rest.find('>') else { return ("<".to_owned(), 1) };
    let inside = rest[1..end].trim_end_matches('/').trim();
    if matches!(inside, "/x" | "/span" | "span") || inside.starts_with("span ") {
        return (String::new(), end + 1);
    }
    let number = inside.strip_prefix("x ").and_then(|attributes| {
        let value = attributes.trim().strip_prefix("id=")?.trim_matches(['"', '\'']);
        (!value.is_empty() && value.bytes().all(|digit| digit.is_ascii_digit())).then_some(value)
    });
    match number {
        Some(number) => (format!("{OPEN}{number}{CLOSE}"), end + 1),
        None => ("<".to_owned(), 1),
    }
}

/// The character of an entity, and its length.
fn entity(rest: &str) -> (String, usize) {
    let plain = || ("&".to_owned(), 1);
    let Some(end) = rest.bytes().take(12).position(|byte| byte == b';') else { return plain() };
    let Some(name) = rest.get(1..end) else { return plain() };
    let code = |digits: Option<&str>, radix| digits.and_then(|digits| u32::from_str_radix(digits, radix).ok()).and_then(char::from_u32);
    let character = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => code(name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")), 16).or_else(|| code(name.strip_prefix('#'), 10)),
    };
    character.map_or_else(plain, |character| (character.to_string(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn placeholders_are_written_and_read_in_each_notation() {
        let text = "a < b ⟦12⟧ & ⟦x⟧ ⟦3⟧";
        assert_eq!(to_xml(text), "a &lt; b <x id=\"12\"/> &amp; ⟦x⟧ <x id=\"3\"/>");
        assert_eq!(to_html("p ⟦1⟧", "translate=\"no\""), "p <span translate=\"no\">⟦1⟧</span>");
        assert_eq!(to_white_parentheses("p ⟦1⟧"), "p ｟⟦1⟧｠");
        assert_eq!(from_white_parentheses("｟⟦1⟧｠p⟦2⟧"), "⟦1⟧p⟦2⟧");
        assert_eq!(from_markup("<x id=\"1\"></x>と<x id='2' />&#39;&#x3042;&quot;&unknown; <b> 1 < 2"), "⟦1⟧と⟦2⟧'あ\"&unknown; <b> 1 < 2");
        assert!(has_placeholders("a ⟦1⟧") && !has_placeholders("⟦⟧ ⟦a⟧ ⟦12"));
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[a-z<>&;#x⟦⟧0-9 \"日本]{0,40}") {
            prop_assert_eq!(from_markup(&to_xml(&text)), text.clone());
            prop_assert_eq!(from_markup(&to_html(&text, "class=\"notranslate\"")), text);
        }

        #[test]
        fn no_answer_makes_a_panic(text in "\\PC{0,60}") {
            let _ = from_markup(&text);
            let _ = to_xml(&text);
        }
    }
}
