//! Texts of claims that begin with their own number, as offices print them.

use publication::Claim;

/// Takes a claim's number off its text, where it begins with it: `1. A pump`, `1.一种泵`, `12、根据`. A claim that is nothing else keeps it, and
/// so do claims left out in one (`1-20. (canceled)`).
pub(crate) fn without_number(text: &mut String, number: u32) {
    // `1.5 mm` begins with no number of a claim.
    if let Some((claim, false)) = behind_number(text, number) {
        *text = claim.to_owned();
    }
}

/// The same for all claims of a set. Where every claim begins with its number, `1.2,4-二氨基` is number 1 and a name that begins with digits.
pub(crate) fn without_numbers(claims: &mut [Claim]) {
    let begun = claims.iter().filter_map(|claim| behind_number(&claim.text, claim.number)).count();
    let plain = claims.iter().any(|claim| matches!(behind_number(&claim.text, claim.number), Some((_, false))));
    let all = plain && begun == claims.len();
    for claim in claims {
        match behind_number(&claim.text, claim.number) {
            Some((rest, is_decimal)) if all || !is_decimal => claim.text = rest.to_owned(),
            _ => {}
        }
    }
}

/// What stands behind a claim's number that its text begins with, and whether both could be one decimal number.
fn behind_number(text: &str, number: u32) -> Option<(&str, bool)> {
    let digits = number.to_string();
    let rest = text.trim_start().strip_prefix(&digits)?;
    let behind = rest.trim_start().strip_prefix(['.', '．', '、', ')', ':', '：'])?;
    let is_decimal = rest.starts_with('.') && behind.starts_with(|c: char| c.is_ascii_digit());
    let claim = behind.trim_start();
    (!claim.is_empty()).then_some((claim, is_decimal))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_claims_own_number_is_taken_off() {
        for (text, number, expected) in [
            ("1. A pump", 1, "A pump"),
            ("12 . The pump", 12, "The pump"),
            ("1.一种泵", 1, "一种泵"),
            ("2、根据权利要求1", 2, "根据权利要求1"),
            ("3．装置", 3, "装置"),
            ("1. 2 pumps of 1.2 mm", 1, "2 pumps of 1.2 mm"),
            ("1.5 mm wide", 1, "1.5 mm wide"),
            ("1-20. (canceled)", 1, "1-20. (canceled)"),
            ("2. The pump", 1, "2. The pump"),
            ("1.", 1, "1."),
            ("10. A pump", 1, "10. A pump"),
            ("A pump", 1, "A pump"),
            ("", 1, ""),
        ] {
            let mut claim = text.to_owned();
            without_number(&mut claim, number);
            assert_eq!(claim, expected, "{text}");
        }
    }

    #[test]
    fn a_name_that_begins_with_digits_keeps_them_and_loses_the_number() {
        let set = |texts: &[&str]| -> Vec<String> {
            let mut claims: Vec<Claim> =
                (1..).zip(texts).map(|(number, text)| Claim { number, text: (*text).to_owned(), depends_on: Vec::new() }).collect();
            without_numbers(&mut claims);
            claims.into_iter().map(|claim| claim.text).collect()
        };
        assert_eq!(set(&["1.2,4-二氨基的制造方法", "2.如权利要求1所述"]), ["2,4-二氨基的制造方法", "如权利要求1所述"]);
        assert_eq!(set(&["1.5 mm wide", "The plate"]), ["1.5 mm wide", "The plate"]);
        assert_eq!(set(&["1.5 mm wide", "2. The plate", "A rod"]), ["1.5 mm wide", "The plate", "A rod"]);
        assert_eq!(set(&["1.5 mm wide"]), ["1.5 mm wide"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[0-9]{0,3}[.、 ]{0,2}.{0,20}", number in 0_u32..200) {
            let mut claim = text;
            without_number(&mut claim, number);
        }
    }
}
