//! IPC and CPC symbols in parts, as WIPO ST.36 writes them since the reform of the IPC: section, class, subclass, groups, version, rank.

use publication::{Classification, ClassificationScheme};

use crate::xml::{Xml, XmlResult};

use super::{Remarks, st8, symbol_of};

/// Reads the open `classification-ipcr` or `classification-cpc`, by its parts or, where it has none, by its text.
pub(crate) fn read_class(scheme: ClassificationScheme, xml: &mut Xml<'_>, remarks: &mut Remarks) -> XmlResult<Option<Classification>> {
    let mut symbol = String::with_capacity(16);
    let (mut version, mut position, mut value, mut office, mut text) = (None, None, None, None, None);
    let (mut main, mut sub) = (String::new(), String::new());
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "section" | "class" | "subclass" => symbol.push_str(&xml.text()?),
            "main-group" => main = xml.text()?,
            "subgroup" => sub = xml.text()?,
            "ipc-version-indicator" | "cpc-version-indicator" => version = xml.some_text()?,
            "symbol-position" => position = xml.text()?.bytes().next(),
            "classification-value" => value = xml.text()?.bytes().next(),
            "generating-office" => office = xml.text()?.parse().ok(),
            "text" => text = Some(xml.verbatim()?),
            _ => xml.skip()?,
        }
    }
    if symbol.is_empty() {
        return Ok(text.and_then(|text| parenthesised(scheme, &text, remarks)));
    }
    if !main.is_empty() {
        symbol.push(' ');
        symbol.push_str(&main);
        if !sub.is_empty() {
            symbol.push('/');
            symbol.push_str(&sub);
        }
    }
    let Some(read) = symbol_of(&symbol) else {
        remarks.add("class-unreadable", scheme.as_str(), &symbol);
        return Ok(None);
    };
    let version = version.as_deref().map(str::trim).filter(|date| date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()));
    Ok(Some(Classification {
        scheme,
        national_scheme: None,
        as_published: text.map_or(symbol, |text| crate::white_space::folded(&text)),
        symbol: read,
        version: version.map(|date| st8::month(date.as_bytes())),
        rank: st8::rank(position),
        inventive: st8::inventive(value),
        office,
    }))
}

/// Reads a symbol with its version in brackets, as it is printed: `A24B   15/18    (2006.01)`, `H04L29/06(2006.01)I`.
fn parenthesised(scheme: ClassificationScheme, text: &str, remarks: &mut Remarks) -> Option<Classification> {
    let (symbol, version) = match text.split_once('(').and_then(|(symbol, rest)| Some((symbol, rest.split_once(')')?))) {
        Some((symbol, (version, behind))) => (symbol, Some((version.trim(), behind.trim().bytes().next()))),
        None => return st8::fixed_width(scheme, text, "classification/text", remarks),
    };
    let mut class = st8::fixed_width(scheme, symbol, "classification/text", remarks)?;
    class.as_published = crate::white_space::folded(text);
    if let Some((version, value)) = version {
        let is_month =
            matches!(version.as_bytes(), [a, b, c, d, b'.', e, f] if [a, b, c, d, e, f].iter().all(|byte| byte.is_ascii_digit()));
        class.version = if is_month { Some(version.replace('.', "-")) } else { (!version.is_empty()).then(|| version.to_owned()) };
        class.inventive = st8::inventive(value);
    }
    Some(class)
}

#[cfg(test)]
mod tests {
    use publication::ClassificationRank;

    use super::*;
    use crate::xml::Entities;

    fn read(xml: &str) -> (Option<Classification>, usize) {
        let entities = Entities::default();
        let mut reader = Xml::new(xml, &entities, 100);
        let mut remarks = Remarks::default();
        assert!(reader.child().expect("an element").is_some());
        let class = read_class(ClassificationScheme::Ipc, &mut reader, &mut remarks).expect("well-formed");
        (class, remarks.0.len())
    }

    #[test]
    fn parts_become_a_symbol() {
        let (class, _) = read(
            "<c><ipc-version-indicator><date>20060101</date></ipc-version-indicator><section>G</section><class>06</class><subclass>F</subclass><main-group>15</main-group><subgroup>16</subgroup><symbol-position>F</symbol-position><classification-value>I</classification-value><generating-office><country>US</country></generating-office></c>",
        );
        let class = class.expect("a class");
        assert_eq!(
            (class.symbol.as_str(), class.as_published.as_str(), class.version.as_deref()),
            ("G06F 15/16", "G06F 15/16", Some("2006-01"))
        );
        assert_eq!((class.rank, class.inventive), (Some(ClassificationRank::First), Some(true)));
        let (class, _) = read("<c><section>A</section><class>01</class><subclass>C</subclass></c>");
        assert_eq!(class.expect("a class").symbol, "A01C");
        assert_eq!(read("<c><section>?</section></c>"), (None, 1));
        assert_eq!(read("<c/>"), (None, 0));
    }

    #[test]
    fn printed_symbols_have_their_version_in_brackets() {
        for (text, symbol, version, inventive) in [
            ("A24B   15/18    (2006.01)", "A24B 15/18", Some("2006-01"), None),
            ("C12R    1/645   (2006.01)", "C12R 1/645", Some("2006-01"), None),
            ("H04L29/06(2006.01)I", "H04L 29/06", Some("2006-01"), Some(true)),
            ("A24B 15/18(7)", "A24B 15/18", Some("7"), None),
            ("A24B 15/18", "A24B 15/18", None, None),
        ] {
            let class = read(&format!("<c><text>{text}</text></c>")).0.expect(text);
            assert_eq!((class.symbol.as_str(), class.version.as_deref(), class.inventive), (symbol, version, inventive), "{text}");
        }
        assert_eq!(read("<c><text>无(2006.01)</text></c>"), (None, 1));
    }
}
