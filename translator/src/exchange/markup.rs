//! Text as XML has it.

use std::{borrow::Cow, fmt::Write as _};

/// Characters of an element or of an attribute in double quotation marks. Line ends and tabs in attributes, and carriage returns anywhere, are
/// written as references: a reader would make spaces and line feeds of them (XML 1.0, 2.11 and 3.3.3).
fn escaped(text: &str, attribute: bool) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '\r') || (attribute && matches!(c, '"' | '\n' | '\t'));
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' if attribute => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The text of an element.
pub(super) fn content(text: &str) -> Cow<'_, str> {
    escaped(text, false)
}

/// ` name="value"`.
pub(super) fn attribute(name: &str, value: &str) -> String {
    format!(" {name}=\"{}\"", escaped(value, true))
}
