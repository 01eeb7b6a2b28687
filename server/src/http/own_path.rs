//! Paths of this site, where an address says where to go on.

/// Whether a path leads nowhere else: `//host` and `/\host` do.
#[must_use]
pub fn is_own_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.starts_with("/\\")
        && path.len() <= 8_192
        && path.bytes().all(|b| (0x21..0x7F).contains(&b))
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn no_path_leads_elsewhere() {
        for (path, own) in [
            ("/search?q=%E9%9B%BB", true),
            ("//evil.example", false),
            ("/\\evil", false),
            ("https://x", false),
            ("", false),
            ("/a\r\nSet-Cookie: a=b", false),
        ] {
            assert_eq!(is_own_path(path), own, "{path}");
        }
    }
}
