//! Links of a page that lists files.

use url::Url;

/// Most links of a page.
const MOST: usize = 20_000;

/// Addresses that a page links to, each once, in its order; relative ones resolved against the page's. Only those below the page's folder.
///
/// A listing is looked at for `href` alone: what else stands in the page does not matter, and nothing of it is run.
pub(super) fn links(page: &str, at: &Url) -> Vec<Url> {
    let mut found: Vec<Url> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let base = match at.path().rfind('/') {
        Some(end) => &at.path()[..=end],
        None => "/",
    };
    let lower = page.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at_href) = lower[from..].find("href") {
        from += at_href + 4;
        let Some(value) = attribute_value(&page[from..]) else { continue };
        let value = value.replace("&amp;", "&");
        let Ok(mut url) = at.join(value.trim()) else { continue };
        url.set_fragment(None);
        let below = url.origin() == at.origin() && url.path().starts_with(base) && url.path().len() > base.len();
        if below && !url.path().ends_with('/') && seen.insert(url.to_string()) {
            found.push(url);
            if found.len() == MOST {
                break;
            }
        }
    }
    found
}

/// What an attribute is set to: `="…"`, `='…'` or a bare word.
fn attribute_value(rest: &str) -> Option<&str> {
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split_once(quote).map(|(value, _)| value),
        _ => rest.split(|letter: char| letter.is_ascii_whitespace() || letter == '>').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_below_the_page_are_found_however_they_are_written() {
        let page = "<a HREF=\"a.zip\">a</a> <a href='sub/b.zip?v=1&amp;w=2'>b</a><a href=c.zip>c</a><a href=\"a.zip#x\">a</a>\
                    <a href=\"../up.zip\">up</a><a href=\"https://elsewhere.example/d.zip\">d</a><a href=\"folder/\">f</a>\
                    <a href=\"javascript:alert(1)\">x</a><a href = \"/bulk/e.zip\">e</a><a href=\"unfinished";
        let at: Url = "https://office.example/bulk/index.html".parse().expect("an address");
        let found: Vec<String> = links(page, &at).iter().map(ToString::to_string).collect();
        let expected = ["a.zip", "sub/b.zip?v=1&w=2", "c.zip", "e.zip"].map(|name| format!("https://office.example/bulk/{name}"));
        assert_eq!(found, expected);
    }
}
