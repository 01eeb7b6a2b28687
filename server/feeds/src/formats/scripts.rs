//! Subscripts and superscripts, as Unicode characters where there are such for all of them, with a mark before them else.

/// Appends a subscript: `₂`, `_W`.
pub(crate) fn push_subscript(out: &mut String, inner: &str) {
    push_script(out, inner, '_', subscript);
}

/// Appends a superscript: `⁻³`, `^W`.
pub(crate) fn push_superscript(out: &mut String, inner: &str) {
    push_script(out, inner, '^', superscript);
}

/// Text of a CDATA section in which an office put the markup of scripts: `CC<sub>50</sub>` becomes `CC₅₀`; what is no such markup stays.
pub(crate) fn scripts_of_character_data(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let script = [("<sub>", "</sub>", push_subscript as fn(&mut String, &str)), ("<sup>", "</sup>", push_superscript)]
            .into_iter()
            .find_map(|(open, close, push)| {
                let (inner, behind) = rest.strip_prefix(open)?.split_once(close)?;
                Some((inner, behind, push))
            });
        match script {
            Some((inner, behind, push)) => {
                push(&mut out, inner);
                rest = behind;
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn push_script(out: &mut String, inner: &str, mark: char, form: fn(char) -> Option<char>) {
    if inner.is_empty() {
        return;
    }
    if inner.chars().all(|c| form(c).is_some()) {
        out.extend(inner.chars().filter_map(form));
    } else {
        out.push(mark);
        out.push_str(inner);
    }
}

fn subscript(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32(0x2080 + (c as u32 - '0' as u32))?,
        '+' => '₊',
        '-' | '−' => '₋',
        '=' => '₌',
        '(' => '₍',
        ')' => '₎',
        'a' => 'ₐ',
        'e' => 'ₑ',
        'h' => 'ₕ',
        'i' => 'ᵢ',
        'j' => 'ⱼ',
        'k' => 'ₖ',
        'l' => 'ₗ',
        'm' => 'ₘ',
        'n' => 'ₙ',
        'o' => 'ₒ',
        'p' => 'ₚ',
        'r' => 'ᵣ',
        's' => 'ₛ',
        't' => 'ₜ',
        'u' => 'ᵤ',
        'v' => 'ᵥ',
        'x' => 'ₓ',
        _ => return None,
    })
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + (c as u32 - '0' as u32))?,
        '+' => '⁺',
        '-' | '−' => '⁻',
        '=' => '⁼',
        '(' => '⁽',
        ')' => '⁾',
        'n' => 'ⁿ',
        'i' => 'ⁱ',
        '®' => '®',
        '™' => '™',
        'o' => 'º',
        'a' => 'ª',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_in_character_data_become_readable() {
        for (text, expected) in [
            ("CC<sub>50</sub>[uM]<sup>a</sup>", "CC₅₀[uM]ª"),
            ("x < y, a<sub>W</sub>", "x < y, a_W"),
            ("<sub>1", "<sub>1"),
            ("<b>1</b>", "<b>1</b>"),
            ("", ""),
        ] {
            assert_eq!(scripts_of_character_data(text), expected);
        }
    }
}
