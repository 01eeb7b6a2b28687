//! Class symbols as ST.36 and DOCDB carry them: the fixed-width text of WIPO ST.8, and the notation of IPC editions before it.

use publication::{Classification, ClassificationRank, ClassificationScheme};

use super::{Remarks, symbol_of};

/// Reads the fifty characters of ST.8: `H04N   1/40        20060101AFI20051109BHEP        `. CPC uses the same columns.
///
/// A text that is no symbol is kept as published under the scheme, with a remark.
pub(crate) fn fixed_width(scheme: ClassificationScheme, text: &str, place: &str, remarks: &mut Remarks) -> Option<Classification> {
    let text = text.trim_matches(['\n', '\r', '\t']);
    if text.trim().is_empty() {
        return None;
    }
    let column = |from: usize, to: usize| text.get(from..to.min(text.len())).unwrap_or_default();
    let fixed = text.is_ascii() && text.len() >= 30 && text.as_bytes().get(8) == Some(&b'/');
    let (symbol_text, behind) = if fixed { (column(0, 19), column(19, text.len())) } else { loose(text) };
    let Some(symbol) = symbol_of(symbol_text) else {
        remarks.add("class-unreadable", place, text);
        return None;
    };
    let mut class = Classification {
        scheme,
        national_scheme: None,
        symbol,
        as_published: text.trim().to_owned(),
        version: None,
        rank: None,
        inventive: None,
        office: None,
    };
    let behind = behind.as_bytes();
    if let Some(version) = behind.get(..8).filter(|date| date.iter().all(u8::is_ascii_digit)) {
        class.version = Some(month(version));
    }
    if fixed {
        class.rank = rank(behind.get(9).copied());
        class.inventive = inventive(behind.get(10).copied());
        class.office = text.get(40..42).and_then(|code| code.parse().ok());
    }
    Some(class)
}

/// `F` is the first symbol, `L` a later one.
pub(crate) fn rank(letter: Option<u8>) -> Option<ClassificationRank> {
    match letter? {
        b'F' => Some(ClassificationRank::First),
        b'L' => Some(ClassificationRank::Later),
        _ => None,
    }
}

/// `I` is invention information, `N` (IPC) and `A` (CPC) additional.
pub(crate) fn inventive(letter: Option<u8>) -> Option<bool> {
    match letter? {
        b'I' => Some(true),
        b'N' | b'A' => Some(false),
        _ => None,
    }
}

/// `20060101` → `2006-01`.
pub(crate) fn month(date: &[u8]) -> String {
    let mut version = String::with_capacity(7);
    version.extend(date[..4].iter().map(|b| char::from(*b)));
    version.push('-');
    version.extend(date[4..6].iter().map(|b| char::from(*b)));
    version
}

/// A symbol that does not keep the columns: it ends where a date or nothing follows.
fn loose(text: &str) -> (&str, &str) {
    let text = text.trim();
    let slash = text.find('/').unwrap_or(0);
    let digits = text[slash..].bytes().skip(1).take_while(u8::is_ascii_digit).count();
    let end = if slash == 0 { text.len() } else { slash + 1 + digits };
    (&text[..end], text[end..].trim_start())
}

/// Reads the notation of editions 1 to 7: ` 7C 07C  29/44   A`, `2A 01N 43/08 -`, `// A01N43/08`: an edition, the symbol, a letter of order.
pub(crate) fn edition_notation(text: &str, edition: Option<&str>, place: &str, remarks: &mut Remarks) -> Option<Classification> {
    let published = text.trim();
    if published.is_empty() {
        return None;
    }
    let linking = published.trim_start_matches(['/', ' ', '(']);
    let digits = linking.bytes().take_while(u8::is_ascii_digit).count();
    let (leading, rest) = linking.split_at(digits);
    let (symbol_text, _) = loose(rest);
    let Some(symbol) = symbol_of(symbol_text) else {
        remarks.add("class-unreadable", place, published);
        return None;
    };
    let version = edition.filter(|edition| !edition.is_empty()).or((!leading.is_empty()).then_some(leading)).map(str::to_owned);
    Some(Classification {
        scheme: ClassificationScheme::Ipc,
        national_scheme: None,
        symbol,
        as_published: published.to_owned(),
        version,
        rank: None,
        inventive: None,
        office: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_st8_are_read() {
        let mut remarks = Remarks::default();
        let class = fixed_width(ClassificationScheme::Ipc, "H04N   1/40        20060101AFI20051109BHEP        ", "x", &mut remarks)
            .expect("a class");
        assert_eq!(class.symbol, "H04N 1/40");
        assert_eq!(class.version.as_deref(), Some("2006-01"));
        assert_eq!(class.rank, Some(ClassificationRank::First));
        assert_eq!(class.inventive, Some(true));
        assert_eq!(class.office.map(|office| office.to_string()).as_deref(), Some("EP"));
        let class = fixed_width(ClassificationScheme::Cpc, "B60W2420/42        20130101 LA20211125BHEP        ", "x", &mut remarks)
            .expect("a class");
        assert_eq!((class.symbol.as_str(), class.inventive, class.rank), ("B60W 2420/42", Some(false), Some(ClassificationRank::Later)));
        let class = fixed_width(ClassificationScheme::Ipc, "A61K 9/16", "x", &mut remarks).expect("a class");
        assert_eq!((class.symbol.as_str(), class.version), ("A61K 9/16", None));
        assert!(remarks.0.is_empty());
        assert!(fixed_width(ClassificationScheme::Ipc, "ไม่มี", "x", &mut remarks).is_none());
        assert_eq!(remarks.0.len(), 1);
    }

    #[test]
    fn earlier_editions_are_read() {
        let mut remarks = Remarks::default();
        for (text, symbol, version) in [
            (" 7C 07C  29/44   A", "C07C 29/44", Some("7")),
            ("2A 01N 43/08 -", "A01N 43/08", Some("2")),
            ("// A01N43/08", "A01N 43/08", None),
        ] {
            let class = edition_notation(text, None, "x", &mut remarks).expect(text);
            assert_eq!((class.symbol.as_str(), class.version.as_deref()), (symbol, version));
        }
    }
}
