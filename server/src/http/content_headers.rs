//! The heads of answers that are files.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What a browser is to do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Show it.
    Inline,
    /// Save it.
    Attachment,
}

/// `Content-Disposition` (RFC 6266): the name in ASCII for old programs, and as it is for all others.
#[must_use]
pub fn disposition(what: Disposition, name: &str) -> HeaderValue {
    let word = match what {
        Disposition::Inline => "inline",
        Disposition::Attachment => "attachment",
    };
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    let mut text = format!("{word}; filename=\"{plain}\"");
    if plain != name {
        text.push_str("; filename*=UTF-8''");
        text.push_str(&percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string());
    }
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

/// Whether the browser holds this content already.
#[must_use]
pub fn is_held(headers: &HeaderMap, content: &str) -> bool {
    let held = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    held.flat_map(|tags| tags.split(',')).any(|tag| tag.trim().trim_start_matches("W/").trim_matches('"') == content)
}

/// How long a content may be kept. What is asked for with its version never changes; but what may be shown today may be withdrawn tomorrow, so
/// that nothing is kept on the way, by those who serve others too.
#[must_use]
pub fn caching(content: &str, is_of_version: bool) -> [(HeaderName, HeaderValue); 2] {
    let keep = if is_of_version { "private, max-age=31536000, immutable" } else { "private, no-cache" };
    let tag = HeaderValue::from_str(&format!("\"{content}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"\""));
    [(header::CACHE_CONTROL, HeaderValue::from_static(keep)), (header::ETAG, tag)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_given_in_both_spellings() {
        let text = |name: &str| disposition(Disposition::Attachment, name).to_str().expect("ASCII").to_owned();
        assert_eq!(text("imgf0001.tif"), "attachment; filename=\"imgf0001.tif\"");
        assert_eq!(text("図1.png"), "attachment; filename=\"_1.png\"; filename*=UTF-8''%E5%9B%B31%2Epng");
        assert_eq!(text("a\"; x=\r\n.exe"), "attachment; filename=\"a___x___.exe\"; filename*=UTF-8''a%22%3B%20x%3D%0D%0A%2Eexe");
    }

    #[test]
    fn what_a_browser_holds_is_known_by_its_tag() {
        let mut headers = HeaderMap::new();
        assert!(!is_held(&headers, "ab"));
        headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"cd\", W/\"ab\""));
        assert!(is_held(&headers, "ab") && is_held(&headers, "cd") && !is_held(&headers, "ef"));
    }
}
