//! INID codes within lines.

use publication::LanguageTag;

/// What a line begins with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Begins {
    /// A code.
    Field(String),
    /// A section's head: `[CLAIMS th]`.
    Section,
    /// Neither.
    Nothing,
}

/// Finds what a line begins with.
pub(super) fn line_begins(line: &str) -> Begins {
    let begin = line.trim_start_matches(['\u{FEFF}', ' ', '\t', '\u{3000}']);
    if let Some((code, _)) = code_at(begin) {
        return Begins::Field(code);
    }
    if section_head(begin).is_some() { Begins::Section } else { Begins::Nothing }
}

/// A code at the beginning of a text, and what stands behind it. Parentheses and digits may be full-width.
fn code_at(text: &str) -> Option<(String, &str)> {
    let rest = text.strip_prefix(['(', '（'])?;
    let mut code = String::with_capacity(3);
    for (at, c) in rest.char_indices() {
        let digit = match c {
            '0'..='9' => c,
            '\u{FF10}'..='\u{FF19}' => char::from_digit(u32::from(c) - 0xFF10, 10)?,
            ')' | '）' => return is_code(&code).then(|| (code, &rest[at + c.len_utf8()..])),
            _ => return None,
        };
        if code.len() == 3 {
            return None;
        }
        code.push(digit);
    }
    None
}

/// ST.9 and ST.80 have codes 10 to 88, ST.60 three digits; both begin with a category other than 0.
fn is_code(code: &str) -> bool {
    match code.len() {
        2 => matches!(code.parse::<u32>(), Ok(10..=99)),
        3 => matches!(code.parse::<u32>(), Ok(100..=899)),
        _ => false,
    }
}

/// Splits a line that begins with a code into its fields: further codes stand behind two spaces or a tab.
pub(super) fn fields_of_line(line: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let begin = line.trim_start_matches(['\u{FEFF}', ' ', '\t', '\u{3000}']);
    let Some((mut code, mut rest)) = code_at(begin) else { return fields };
    loop {
        let next = rest.char_indices().filter(|(_, c)| matches!(c, '(' | '（')).find_map(|(at, _)| {
            let before = &rest[..at];
            let apart = before.ends_with('\t') || before.ends_with("  ") || before.ends_with('\u{3000}');
            (apart && !before.trim().is_empty()).then(|| code_at(&rest[at..]).map(|(code, behind)| (at, code, behind)))?
        });
        match next {
            Some((at, next_code, behind)) => {
                fields.push((std::mem::replace(&mut code, next_code), rest[..at].trim().to_owned()));
                rest = behind;
            }
            None => {
                fields.push((code, rest.trim().to_owned()));
                return fields;
            }
        }
    }
}

/// The head of a section: its name and what stands behind the name.
pub(super) fn section_head(line: &str) -> Option<(&str, &str)> {
    let inner = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    let (name, rest) = inner.split_once(' ').unwrap_or((inner, ""));
    let known = matches!(name, "CLAIMS" | "DESCRIPTION" | "FIGURES" | "EVENTS" | "FAMILY" | "STATUS");
    known.then_some((name, rest.trim()))
}

/// Takes a language tag off the beginning of a text: `[th] …`.
pub(super) fn language_of(text: &str) -> (Option<LanguageTag>, &str) {
    let tagged = text.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match tagged {
        Some((code, rest)) if (2..=12).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => {
            match LanguageTag::from_office(code) {
                language if language.is_undetermined() && code != "und" => (None, text.trim()),
                language => (Some(language), rest.trim()),
            }
        }
        _ => (None, text.trim()),
    }
}
