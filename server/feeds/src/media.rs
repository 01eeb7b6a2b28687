//! Media types, by the bytes.

/// The media type of an image, found in its first bytes.
pub(crate) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"\x89PNG\r\n\x1A\n", "image/png"),
        (b"\xFF\xD8\xFF", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"%PDF-", "application/pdf"),
        (b"\0\0\0\x0CjP  \r\n\x87\n", "image/jp2"),
    ];
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some("image/webp");
    }
    // "BM" alone could begin a text; the two zero words of the header could not.
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some("image/bmp");
    }
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, media)| *media)
}

/// The media type of an image that is text: SVG.
pub(crate) fn svg_type(bytes: &[u8]) -> Option<&'static str> {
    (crate::head::Head::read(&bytes[..bytes.len().min(4096)]).root() == Some("svg")).then_some("image/svg+xml")
}
