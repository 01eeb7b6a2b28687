//! Masks by every means, and what comes back.

use proptest::prelude::*;

use super::*;
use crate::Language;

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a language")
}

fn pieces(text: &str, tag: &str) -> Vec<(String, ProtectedKind, String)> {
    protected_pieces(text, &language(tag)).into_iter().map(|piece| (text[piece.range].to_owned(), piece.kind, piece.japanese)).collect()
}

#[test]
fn finds_what_is_to_be_protected() {
    use ProtectedKind::{Address, Citation, ClaimReference, Figure, Formula, PublicationNumber, Quantity, Sequence, Sign};
    /// Language, text, and its pieces with what stands for them.
    type Row = (&'static str, &'static str, &'static [(&'static str, ProtectedKind, &'static str)]);
    let table: &[Row] = &[
        ("en", "as in FIG. 3A, lid 12a is 5 mm wide", &[("FIG. 3A", Figure, "図3A"), ("12a", Sign, "12a"), ("5 mm", Quantity, "5 mm")]),
        ("en", "the device of claim 1 or 2 with H2SO4", &[("claim 1 or 2", ClaimReference, "請求項1または2"), ("H2SO4", Formula, "H2SO4")]),
        (
            "en",
            "SEQ ID NO: 3 in WO 2010/123456 A1.",
            &[("SEQ ID NO: 3", Sequence, "配列番号3"), ("WO 2010/123456 A1", PublicationNumber, "WO 2010/123456 A1")],
        ),
        (
            "en",
            "see https://example.org/a?b=1, and doi:10.1000/182.",
            &[("https://example.org/a?b=1", Address, "https://example.org/a?b=1"), ("doi:10.1000/182", Citation, "doi:10.1000/182")],
        ),
        ("en", "where y = ax + b holds", &[("y = ax + b", Formula, "y = ax + b")]),
        (
            "zh",
            "如图3所示，根据权利要求1所述的LiCoO2",
            &[("图3", Figure, "図3"), ("权利要求1", ClaimReference, "請求項1"), ("LiCoO2", Formula, "LiCoO2")],
        ),
        ("ko", "도 2는 제1항에 따른", &[("도 2", Figure, "図2"), ("제1항", ClaimReference, "請求項1")]),
        ("en", "nothing here", &[]),
    ];
    for (tag, text, expected) in table {
        let expected: Vec<_> = expected.iter().map(|(text, kind, japanese)| ((*text).to_owned(), *kind, (*japanese).to_owned())).collect();
        assert_eq!(pieces(text, tag), expected, "{text}");
    }
}

#[test]
fn masks_and_puts_back_by_every_means() {
    let text = "Lid 12a & H2SO4 in FIG. 3";
    let masked = |means| Masked::of(text, protected_pieces(text, &language("en")), means);
    assert_eq!(masked(Protection::Xml).text, "Lid <x id=\"1\">12a</x> &amp; <x id=\"2\">H2SO4</x> in <x id=\"3\">図3</x>");
    assert_eq!(
        masked(Protection::Xml).restored("<x id=\"3\">図3</x>の蓋<x id=\"1\">12a</x>&amp;<x id=\"2\">H2SO4</x>"),
        Ok("図3の蓋12a&H2SO4".to_owned())
    );
    assert_eq!(masked(Protection::WhiteBrackets).text, "Lid ｟12a｠ & ｟H2SO4｠ in ｟図3｠");
    assert_eq!(
        masked(Protection::NoTranslate).restored("図3の蓋<span translate=\"no\">12a</span>とH2SO4"),
        Ok("図3の蓋12aとH2SO4".to_owned())
    );
    assert_eq!(masked(Protection::Numbered).text, "Lid 12a & ⟦1⟧ in FIG. 3");
    assert_eq!(masked(Protection::Numbered).restored("図3の蓋12aと⟦1⟧"), Ok("図3の蓋12aとH2SO4".to_owned()));
    assert_eq!(masked(Protection::None).text, text);
}

#[test]
fn nothing_is_lost_in_silence() {
    let text = "Acid H2SO4 and salt CaCO3";
    let masked = Masked::of(text, protected_pieces(text, &language("en")), Protection::Numbered);
    assert_eq!(masked.restored("酸⟦1⟧と塩"), Err(ProtectionError::Missing("CaCO3".to_owned())));
    assert_eq!(masked.restored("酸⟦1⟧と塩⟦3⟧"), Err(ProtectionError::Unexpected));
    assert_eq!(masked.restored("酸⟦1と塩"), Err(ProtectionError::Unexpected));
    let xml = Masked::of(text, protected_pieces(text, &language("en")), Protection::Xml);
    assert_eq!(xml.restored("酸<x id=\"1\">H2SO4</x>と塩"), Err(ProtectionError::Missing("CaCO3".to_owned())));
    // A text with our own marks in it goes as it is.
    assert!(!Masked::of("⟦1⟧ H2SO4", protected_pieces("⟦1⟧ H2SO4", &language("en")), Protection::Numbered).is_masked());
}

proptest! {
    #[test]
    fn any_text_comes_back(
        text in "(FIG\\. 3A|SEQ ID NO: 3|claim 1|WO 2010/123456|H2SO4|y = a|=|https://a.bc/|12a|5 mm|图3|도 2|[a-z ,.&<>⟦⟧｟｠]|\\PC){0,30}",
        means in prop::sample::select(vec![Protection::None, Protection::Xml, Protection::NoTranslate, Protection::WhiteBrackets, Protection::Numbered]),
        tag in prop::sample::select(vec!["en", "zh", "ko", "th", "ru"]),
    ) {
        let pieces = protected_pieces(&text, &language(tag));
        let mut last = 0;
        for piece in &pieces {
            prop_assert!(piece.range.start >= last && piece.range.end > piece.range.start && text.get(piece.range.clone()).is_some());
            last = piece.range.end;
        }
        let masked = Masked::of(&text, pieces, means);
        let restored = masked.restored(&masked.text);
        prop_assert!(restored.is_ok(), "{restored:?}");
        let _ = masked.restored(&text);
    }
}
