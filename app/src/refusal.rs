//! Why a form of the console was not taken: by stable codes, told in the reader's language.

/// Why something that was sent is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No name of a feed.
    BadFeedName,
    /// Another feed has the name.
    FeedNameTaken,
    /// Somebody else has changed it first.
    Conflict,
    /// It is too long.
    TooLong,
    /// It is longer than so many characters.
    TooManyCharacters(usize),
    /// There are more than so many lines of it.
    TooManyLines(usize),
    /// It has control characters.
    ControlCharacter,
    /// No whole number from 1 to this one.
    BadNumber(u64),
    /// No number of days from 1 to this one.
    BadDays(u32),
    /// No code of an office is given.
    MissingOffice,
    /// No office has this code.
    UnknownOffice(String),
    /// No right is called so.
    UnknownRight(String),
    /// No format is called so.
    UnknownFormat(String),
    /// No encoding is called so.
    UnknownEncoding(String),
    /// No tag of a language.
    UnknownLanguage(String),
    /// No standing of an agreement is called so.
    UnknownStanding(String),
    /// Public provision has no such standing.
    BadProvisionStanding,
    /// No element is called so; those that are, by their words.
    UnknownElement(String, String),
    /// None of these words.
    NoneOf(&'static str),
    /// The fingerprint of a key of a host begins otherwise.
    BadHostKey,
    /// A secret and a reference to one.
    SecretTwice,
    /// The secret that is kept is for another server.
    SecretOfAnotherServer,
    /// No schedule.
    BadSchedule,
    /// A schedule of a feed that has nothing to look at.
    ScheduleWithoutAddress,
    /// The form asks to be confirmed, and was not.
    NotConfirmed,
    /// What was confirmed has changed since.
    ChangedSince,
    /// No decision on public provision.
    BadDecision,
    /// No file was sent.
    NoFile,
    /// What was sent broke off.
    BrokenOff,
    /// A file is larger than may be.
    FileTooLarge,
    /// A file is larger than its sender said.
    LargerThanSaid,
    /// The sender did not say how large a file is, and where a piece of it belongs.
    NoLength,
    /// Somebody else sends the same file.
    SentAlready,
    /// A piece belongs to another place.
    OtherOffset,
    /// There is no room on the disk.
    DiskFull,
    /// The disk cannot be written.
    DiskFailed,
    /// The store does not answer.
    NotStored,
    /// The request comes from another site.
    OtherSite,
    /// What a source, its address or its secret is refused for.
    OfSource(SourceRefusal),
}

/// What a source, its address or its secret is refused for, in the words of whoever knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRefusal {
    /// Stable code.
    pub code: &'static str,
    /// The reason, in Japanese.
    pub reason: String,
    /// What the other side said, or the name that it is about: no words of ours.
    pub detail: String,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadFeedName => "name-unreadable",
            Self::FeedNameTaken => "name-taken",
            Self::Conflict => "conflict",
            Self::TooLong | Self::TooManyCharacters(_) => "too-long",
            Self::TooManyLines(_) => "too-many",
            Self::ControlCharacter => "control-character",
            Self::BadNumber(_) => "not-a-number",
            Self::BadDays(_) => "not-days",
            Self::MissingOffice | Self::UnknownOffice(_) => "office-unknown",
            Self::UnknownRight(_) => "right-unknown",
            Self::UnknownFormat(_) => "format-unknown",
            Self::UnknownEncoding(_) => "encoding-unknown",
            Self::UnknownLanguage(_) => "language-unknown",
            Self::UnknownStanding(_) | Self::BadProvisionStanding => "standing-unknown",
            Self::UnknownElement(..) => "element-unknown",
            Self::NoneOf(_) => "none-of",
            Self::BadHostKey => "host-key-unreadable",
            Self::SecretTwice => "secret-twice",
            Self::SecretOfAnotherServer => "secret-of-another-server",
            Self::BadSchedule => "schedule-unreadable",
            Self::ScheduleWithoutAddress => "schedule-without-address",
            Self::NotConfirmed => "not-confirmed",
            Self::ChangedSince => "changed-since",
            Self::BadDecision => "bad-decision",
            Self::NoFile => "no-file",
            Self::BrokenOff => "broken-off",
            Self::FileTooLarge | Self::LargerThanSaid => "too-large",
            Self::NoLength => "no-length",
            Self::SentAlready => "sent-already",
            Self::OtherOffset => "other-offset",
            Self::DiskFull => "disk-full",
            Self::DiskFailed => "disk-failed",
            Self::NotStored => "not-stored",
            Self::OtherSite => "other-site",
            Self::OfSource(refused) => refused.code,
        }
    }
}
