//! What the classes of marks and designs are about, in a few words of the portal's own.
//!
//! The headings of the classifications themselves are longer and change with each edition; these only say which class is meant. They are no
//! part of any classification, and nothing is decided by them.

mod locarno;
mod nice;
mod vienna;

use crate::ClassificationScheme;

/// What a class of the Nice Classification (`9`), a class of the Locarno Classification (`06`, `06-01`) or a category of the Vienna
/// Classification (`26`, `26.4.2`) is about, in Japanese and in English. Of a symbol below, it is the class above it that is told. `None` for
/// other schemes, and for what is no class.
#[must_use]
pub fn class_heading(scheme: ClassificationScheme, symbol: &str) -> Option<(&'static str, &'static str)> {
    let number: u8 = top(symbol)?;
    let at = |table: &'static [(&'static str, &'static str)]| table.get(usize::from(number).checked_sub(1)?).copied();
    match scheme {
        ClassificationScheme::Nice => at(&nice::HEADINGS),
        ClassificationScheme::Locarno if number == 99 => Some(locarno::MISCELLANEOUS),
        ClassificationScheme::Locarno => at(&locarno::HEADINGS),
        ClassificationScheme::Vienna => at(&vienna::HEADINGS),
        ClassificationScheme::Ipc | ClassificationScheme::Cpc | ClassificationScheme::National => None,
    }
}

/// The number before the first point or hyphen.
fn top(symbol: &str) -> Option<u8> {
    let first = symbol.trim().split(['.', '-']).next()?.trim();
    if first.is_empty() || first.len() > 3 || !first.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    first.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_a_heading_in_two_languages() {
        use ClassificationScheme::{Ipc, Locarno, Nice, Vienna};
        for (scheme, symbol, japanese) in [
            (Nice, "25", Some("被服・履物")),
            (Nice, "009", Some("電子機器・ソフトウェア")),
            (Nice, "46", None),
            (Nice, "0", None),
            (Locarno, "06", Some("家具・寝具")),
            (Locarno, "06-01", Some("家具・寝具")),
            (Locarno, "99", Some("その他")),
            (Locarno, "33", None),
            (Vienna, "26.4.2", Some("幾何学図形")),
            (Vienna, "30", None),
            (Ipc, "H01M", None),
            (Nice, "", None),
            (Nice, "電", None),
        ] {
            assert_eq!(class_heading(scheme, symbol).map(|(japanese, _)| japanese), japanese, "{scheme:?} {symbol}");
        }
    }

    #[test]
    fn no_two_classes_are_called_alike() {
        for table in [&nice::HEADINGS[..], &locarno::HEADINGS[..], &vienna::HEADINGS[..]] {
            for language in [|heading: &(&'static str, &'static str)| heading.0, |heading: &(&'static str, &'static str)| heading.1] {
                let mut names: Vec<_> = table.iter().map(language).collect();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), table.len());
            }
        }
    }
}
