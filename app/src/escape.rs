//! Escaping where the framework does none: the text of `<title>` and `<textarea>` is written into the page as it is, and what a reader
//! typed or an office delivered could end the element and begin another.

/// The text with the characters that HTML reads as markup written as references.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The same for the value of an attribute in double quotes.
pub(crate) fn attribute(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{attribute, escaped};

    #[test]
    fn nothing_ends_the_element() {
        assert_eq!(escaped("</title><script>&amp;"), "&lt;/title&gt;&lt;script&gt;&amp;amp;");
        assert_eq!(escaped("電池 \"A\""), "電池 \"A\"");
        assert_eq!(attribute("\"><a"), "&quot;&gt;&lt;a");
    }
}
