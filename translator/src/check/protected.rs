//! Pieces that must be there as they are: formulae, sequence numbers, citations, numbers of publications, addresses.

use super::{Check, Draft};
use crate::{
    Language,
    protection::{ProtectedKind, protected_pieces},
};

/// Formulae that Japanese may name.
const NAMED: &[(&str, &[&str])] = &[
    ("CO2", &["二酸化炭素", "炭酸ガス"]),
    ("H2O", &["水"]),
    ("SiO2", &["二酸化ケイ素", "酸化シリコン", "酸化ケイ素", "シリカ", "酸化珪素", "二酸化珪素", "二酸化シリコン"]),
    ("TiO2", &["酸化チタン"]),
    ("Al2O3", &["アルミナ", "酸化アルミニウム"]),
    ("NH3", &["アンモニア"]),
    ("CH4", &["メタン"]),
    ("H2SO4", &["硫酸"]),
    ("HNO3", &["硝酸"]),
    ("CaCO3", &["炭酸カルシウム"]),
    ("SO2", &["二酸化硫黄"]),
    ("NO2", &["二酸化窒素"]),
];

/// Finds pieces of the source that the Japanese lacks.
pub(super) fn check(source: &str, japanese: &str, language: &Language, out: &mut Vec<Draft>) {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '×' | '·')).collect::<String>();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut whole: Option<(String, String)> = None;
    for piece in protected_pieces(source, language) {
        if !piece.kind.is_opaque() {
            continue;
        }
        let (text, numbers) = whole.get_or_insert_with(|| (bare(japanese), digits(japanese)));
        let there = match piece.kind {
            // Offices' numbers are written in many ways; their digits stay.
            ProtectedKind::PublicationNumber | ProtectedKind::Sequence => numbers.contains(&digits(&source[piece.range.clone()])),
            _ => {
                let form = bare(&source[piece.range.clone()]);
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                text.contains(&form)
                    || (form.contains('=') && letters(text).contains(&letters(&form)))
                    || NAMED.iter().any(|(formula, names)| *formula == form && names.iter().any(|name| japanese.contains(name)))
            }
        };
        if !there {
            out.push(Draft::new(Check::Protected, Some(piece.range.clone()), None, source[piece.range].to_owned()));
        }
    }
}
