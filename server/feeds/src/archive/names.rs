//! Names of archives' entries: readable in whatever encoding, and never leading out.

use encoding_rs::{EUC_KR, Encoding, GB18030, SHIFT_JIS};

/// Makes a name readable: UTF-8 where it is that, else the feed's encoding, else the first of the usual legacy encodings that has all its
/// characters.
pub(crate) fn readable(raw: &[u8], encoding: Option<&'static Encoding>) -> String {
    if let Ok(name) = std::str::from_utf8(raw) {
        return name.to_owned();
    }
    encoding
        .into_iter()
        .chain([SHIFT_JIS, GB18030, EUC_KR])
        .find_map(|encoding| encoding.decode_without_bom_handling_and_without_replacement(raw))
        .map_or_else(|| String::from_utf8_lossy(raw).into_owned(), std::borrow::Cow::into_owned)
}

/// A name as a relative path by `/`; `None` for an absolute one, one with `..`, with a drive, or with a control character.
pub(crate) fn relative(name: &str) -> Option<String> {
    let name = name.replace('\\', "/");
    if name.starts_with('/') || name.chars().any(char::is_control) {
        return None;
    }
    let drive = name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic();
    let mut parts = Vec::new();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => return None,
            part => parts.push(part),
        }
    }
    (!drive && !parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_readable() {
        let (raw, ..) = SHIFT_JIS.encode("公報/図1.tif");
        assert_eq!(readable(&raw, None), "公報/図1.tif");
        let (raw, encoding, _) = encoding_rs::WINDOWS_874.encode("สิทธิบัตร.xml");
        assert_eq!(readable(&raw, Some(encoding)), "สิทธิบัตร.xml");
        assert_eq!(readable("วัน.xml".as_bytes(), Some(encoding)), "วัน.xml");
    }

    #[test]
    fn names_never_lead_out() {
        assert_eq!(relative("a\\.//b.xml").as_deref(), Some("a/b.xml"));
        for name in ["/etc/passwd", "../x", "a/../../x", "C:\\x", "c:x", "", "a\0b", "..", "\\\\host\\x"] {
            assert_eq!(relative(name), None, "{name}");
        }
    }
}
