//! What may stand in the fields of an account.

use app::Problem;

/// Most characters of a name that is shown.
const LONGEST_NAME: usize = 64;
/// Most characters of a mail address (RFC 5321).
const LONGEST_MAIL: usize = 254;

/// A name to sign in by: letters and digits of ASCII and `. _ - @`, 2 to 64, so that it is typed the same on every keyboard.
///
/// # Errors
/// What is wrong with it.
pub fn check_sign_in_name(text: &str) -> Result<String, Problem> {
    let name = text.trim();
    if name.is_empty() {
        return Err(Problem::Missing);
    }
    let fits = (2..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-@".contains(&b));
    if fits { Ok(name.to_owned()) } else { Err(Problem::BadSignInName) }
}

/// A name that is shown: anything that can be seen, up to 64 characters. White space is made single.
///
/// # Errors
/// What is wrong with it.
pub fn check_name(text: &str) -> Result<String, Problem> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Problem::Missing);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Problem::TooLong(LONGEST_NAME));
    }
    // Signs that turn the direction of what stands around them let one name pass for another.
    let unfit =
        |c: char| c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    if name.contains(unfit) { Err(Problem::UnfitSigns) } else { Ok(name) }
}

/// An address of mail, or none.
///
/// # Errors
/// What is wrong with it.
pub fn check_mail(text: &str) -> Result<Option<String>, Problem> {
    let mail = text.trim();
    if mail.is_empty() {
        return Ok(None);
    }
    if mail.len() > LONGEST_MAIL || mail.parse::<lettre::Address>().is_err() {
        return Err(Problem::BadMail);
    }
    Ok(Some(mail.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_seen_as_they_are() {
        assert_eq!(check_name(" 山田\u{3000} 花子 "), Ok("山田 花子".to_owned()));
        assert_eq!(check_name("山田\u{202E}花子"), Err(Problem::UnfitSigns));
        assert_eq!(check_name("\u{3000}"), Err(Problem::Missing));
        assert_eq!(check_name(&"花".repeat(65)), Err(Problem::TooLong(64)));
        assert_eq!(check_sign_in_name(" Hanako.Y@jpo "), Ok("Hanako.Y@jpo".to_owned()));
        for name in ["a", "山田", "a b", "a\0b", "a/b", &"a".repeat(65)] {
            assert_eq!(check_sign_in_name(name), Err(Problem::BadSignInName), "{name}");
        }
    }

    #[test]
    fn mail_is_one_address() {
        assert_eq!(check_mail(" "), Ok(None));
        assert_eq!(check_mail("a@example.jp"), Ok(Some("a@example.jp".to_owned())));
        for mail in ["a", "a@", "a@b.jp, c@d.jp", "a@b.jp\r\nBcc: c@d.jp", "A <a@b.jp>"] {
            assert_eq!(check_mail(mail), Err(Problem::BadMail), "{mail:?}");
        }
    }
}
