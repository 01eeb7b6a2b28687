//! Texts of claims that begin with their own number, as offices print them.

/// Takes a claim's number off its text, where it begins with it: `1. A pump`, `1.一种泵`, `12、根据`. A claim that is nothing else keeps it, and
/// so do claims left out in one (`1-20. (canceled)`).
pub(crate) fn without_number(text: &mut String, number: u32) {
    let digits = number.to_string();
    let Some(rest) = text.trim_start().strip_prefix(&digits) else { return };
    let Some(behind) = rest.trim_start().strip_prefix(['.', '．', '、', ')', ':', '：']) else { return };
    // `1.5 mm` begins with no number of a claim.
    let is_decimal = rest.starts_with('.') && behind.starts_with(|c: char| c.is_ascii_digit());
    let claim = behind.trim_start();
    if !claim.is_empty() && !is_decimal {
        *text = claim.to_owned();
    }
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

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "[0-9]{0,3}[.、 ]{0,2}.{0,20}", number in 0_u32..200) {
            let mut claim = text;
            without_number(&mut claim, number);
        }
    }
}
