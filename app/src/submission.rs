//! What came of a form that was sent: what the page shows again beside it.

/// Why a field's content was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is nothing in it.
    Missing,
    /// It is longer than so many characters.
    TooLong(usize),
    /// It has signs that names have not.
    UnfitSigns,
    /// No name to sign in by: letters and digits of ASCII and `. _ - @` only, 2 to 64.
    BadSignInName,
    /// Another account has it.
    NameTaken,
    /// No address of mail.
    BadMail,
    /// None of the choices.
    BadChoice,
    /// A password of fewer characters than these.
    PasswordTooShort(usize),
    /// A password of more characters than these.
    PasswordTooLong(usize),
    /// The account's own name or address is no password.
    PasswordIsName,
    /// The two passwords differ.
    PasswordsDiffer,
    /// This is not the present password.
    WrongPassword,
    /// Name or password is wrong: which of them is not told.
    WrongCredentials,
    /// Too many tries: again after so many seconds.
    Wait(u64),
    /// Too much at once: again in a moment.
    Busy,
    /// Nobody would be left who could keep accounts.
    LastAdministrator,
    /// The account is disabled.
    Disabled,
}

impl Problem {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong(_) => "too-long",
            Self::UnfitSigns => "unfit-signs",
            Self::BadSignInName => "bad-sign-in-name",
            Self::NameTaken => "name-taken",
            Self::BadMail => "bad-mail",
            Self::BadChoice => "bad-choice",
            Self::PasswordTooShort(_) => "password-too-short",
            Self::PasswordTooLong(_) => "password-too-long",
            Self::PasswordIsName => "password-is-name",
            Self::PasswordsDiffer => "passwords-differ",
            Self::WrongPassword => "wrong-password",
            Self::WrongCredentials => "wrong-credentials",
            Self::Wait(_) => "wait",
            Self::Busy => "busy",
            Self::LastAdministrator => "last-administrator",
            Self::Disabled => "disabled",
        }
    }
}

/// A field and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name in the form; `form` where no single field is to blame.
    pub field: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

/// A link that is shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownLink {
    /// The whole address.
    pub address: String,
    /// Whose it is.
    pub sign_in_name: String,
    /// Whether mailing it was tried and failed.
    pub mail_failed: bool,
}

/// A form that was sent, as the page that it stands on gets it back. The server provides it as context where there was one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// Which form of the page.
    pub form: &'static str,
    /// What was typed, by field. Passwords are never among it.
    pub values: Vec<(String, String)>,
    /// What was wrong; nothing where it was taken.
    pub problems: Vec<FieldProblem>,
    /// The link that was asked for.
    pub link: Option<ShownLink>,
}

impl Submission {
    /// What was typed into a field.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }
}

/// The context by which the server says that the visitor may not see the page he asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forbidden;

/// The context by which the server says which session the visitor is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrentSession(pub i64);
