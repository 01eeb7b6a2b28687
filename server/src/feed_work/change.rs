//! A change to a feed, as a person sends it: by form or by command. What is not named stays.

use app::{Refusal, SourceRefusal};
use feeds::{
    FormatName,
    transport::{AddressError, PathPattern, PatternError, SourceAddress},
};
use publication::{LanguageTag, OfficeCode, Right};
use storage::{Credential, Feed, Notify};

use super::{
    schedule::Schedule,
    secrets::{SecretError, SecretKey, check_reference},
};
use crate::{clock, config::FeedsConfig, field_error::FieldError};

/// Longest text of a field, bytes.
const LONGEST: usize = 2_000;
/// Longest secret, bytes: a private key.
const LONGEST_SECRET: usize = 16 << 10;

/// What is to be changed; `None` stays as it is.
#[derive(Clone, Default)]
pub struct FeedChange {
    /// Code of WIPO ST.3; only of a feed that brought nothing yet is it changed without surprise.
    pub office: Option<String>,
    /// Words of rights.
    pub rights: Option<Vec<String>>,
    /// Where the files are.
    pub address: Option<String>,
    /// Which of them.
    pub pattern: Option<String>,
    /// Name to log in with.
    pub user: Option<String>,
    /// Password or private key, to be sealed; an empty one takes away what is kept.
    pub secret: Option<String>,
    /// `env:NAME` or `file:PATH` in the place of a secret; an empty one takes away what is kept.
    pub reference: Option<String>,
    /// Fingerprint of the server's key.
    pub host_key: Option<String>,
    /// Name of a format, or `auto`.
    pub format: Option<String>,
    /// Name of an encoding.
    pub encoding: Option<String>,
    /// Tag of a language.
    pub language: Option<String>,
    /// `public` or `inside`.
    pub provision: Option<String>,
    /// Whether all parts are to be translated.
    pub translate_all: Option<bool>,
    /// A word or a cron expression.
    pub schedule: Option<String>,
    /// Days; 0 or nothing for unknown.
    pub interval_days: Option<String>,
    /// Largest file, MiB; 0 or nothing for the configuration's.
    pub file_mib: Option<String>,
    /// `error`, `always` or `never`.
    pub notify: Option<String>,
    /// Whether the schedule is kept.
    pub enabled: Option<bool>,
}

/// A feed that only takes uploads yet, for people inside.
#[must_use]
pub fn new_feed(name: &str, office: OfficeCode) -> Feed {
    Feed {
        id: 0,
        name: name.to_owned(),
        office,
        revision: 0,
        enabled: false,
        rights: Vec::new(),
        address: String::new(),
        pattern: String::new(),
        user: String::new(),
        credential: Credential::None,
        host_key: None,
        format: String::new(),
        encoding: String::new(),
        language: String::new(),
        public: false,
        translate_all: false,
        schedule: String::new(),
        interval_days: None,
        file_bytes: None,
        notify: Notify::Error,
        next_due: None,
    }
}

/// Checks a feed's name.
///
/// # Errors
/// Where it is none.
pub fn check_name(name: &str) -> Result<(), FieldError> {
    let letters = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if letters && (1..=64).contains(&name.len()) && !name.starts_with('-') && name != "new" {
        Ok(())
    } else {
        Err(FieldError::new("name", Refusal::BadFeedName))
    }
}

fn text(field: &'static str, text: &str) -> Result<String, FieldError> {
    if text.len() > LONGEST {
        return Err(FieldError::new(field, Refusal::TooLong));
    }
    if text.chars().any(char::is_control) {
        return Err(FieldError::new(field, Refusal::ControlCharacter));
    }
    Ok(text.trim().to_owned())
}

fn number(field: &'static str, text: &str, most: u64) -> Result<Option<u64>, FieldError> {
    match text.trim() {
        "" | "0" => Ok(None),
        digits => match digits.parse::<u64>() {
            Ok(number) if number <= most => Ok(Some(number)),
            _ => Err(FieldError::new(field, Refusal::BadNumber(most))),
        },
    }
}

fn of_address(refused: AddressError) -> Refusal {
    Refusal::OfSource(SourceRefusal { code: refused.code, reason: refused.to_string(), detail: String::new() })
}

fn of_pattern(refused: PatternError) -> Refusal {
    let (code, detail) = match refused {
        PatternError::TooLong => ("pattern-too-long", String::new()),
        PatternError::Unreadable(character) => ("pattern-unreadable", character.to_string()),
    };
    Refusal::OfSource(SourceRefusal { code, reason: refused.to_string(), detail })
}

fn of_secret(refused: &SecretError) -> Refusal {
    Refusal::OfSource(SourceRefusal { code: refused.code(), reason: refused.to_string(), detail: refused.detail().to_owned() })
}

/// The server of an address; none where nobody is shown a secret.
fn server_of(address: &str) -> Option<String> {
    address.parse::<SourceAddress>().ok().map(|address| address.server()).filter(|server| !server.is_empty())
}

impl FeedChange {
    /// Changes a feed. Where something is refused, it is left as it was.
    ///
    /// # Errors
    /// The first field that cannot be taken.
    pub fn apply(&self, feed: &mut Feed, config: &FeedsConfig) -> Result<(), FieldError> {
        check_name(&feed.name)?;
        let mut changed = feed.clone();
        self.source(&mut changed)?;
        self.secrets(feed, &mut changed, config)?;
        self.reading(&mut changed)?;
        self.timing(&mut changed)?;
        *feed = changed;
        Ok(())
    }

    fn source(&self, feed: &mut Feed) -> Result<(), FieldError> {
        if let Some(office) = &self.office {
            let refused = || FieldError::new("office", Refusal::UnknownOffice(office.clone()));
            let code: OfficeCode = office.trim().parse().map_err(|_| refused())?;
            code.office().ok_or_else(refused)?;
            feed.office = code;
        }
        if let Some(rights) = &self.rights {
            let read = |word: &String| word.parse::<Right>().map_err(|_| FieldError::new("rights", Refusal::UnknownRight(word.clone())));
            feed.rights = rights.iter().map(read).collect::<Result<_, _>>()?;
            feed.rights.sort_unstable();
            feed.rights.dedup();
        }
        if let Some(address) = &self.address {
            let address = text("address", address)?;
            if !address.is_empty() {
                address.parse::<SourceAddress>().map_err(|refused| FieldError::new("address", of_address(refused)))?;
            }
            if address != feed.address {
                // Another server is not known by the key of this one.
                feed.host_key = None;
            }
            feed.address = address;
        }
        if let Some(pattern) = &self.pattern {
            feed.pattern = text("pattern", pattern)?;
            PathPattern::read(&feed.pattern).map_err(|refused| FieldError::new("pattern", of_pattern(refused)))?;
        }
        if let Some(user) = &self.user {
            feed.user = text("user", user)?;
        }
        if let Some(key) = &self.host_key {
            let key = text("host_key", key)?;
            if !key.is_empty() && !key.starts_with("SHA256:") {
                return Err(FieldError::new("host_key", Refusal::BadHostKey));
            }
            feed.host_key = Some(key).filter(|key| !key.is_empty());
        }
        Ok(())
    }

    fn secrets(&self, before: &Feed, feed: &mut Feed, config: &FeedsConfig) -> Result<(), FieldError> {
        let given = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
        if given(&self.secret) && given(&self.reference) {
            return Err(FieldError::new("secret", Refusal::SecretTwice));
        }
        match (&self.secret, &self.reference) {
            (Some(secret), _) if !secret.is_empty() => {
                if secret.len() > LONGEST_SECRET {
                    return Err(FieldError::new("secret", Refusal::TooLong));
                }
                let refused = |error: SecretError| FieldError::new("secret", of_secret(&error));
                let sealed = SecretKey::of_environment(config).and_then(|key| key.seal(&feed.name, secret)).map_err(refused)?;
                feed.credential = Credential::Sealed(sealed);
            }
            (_, Some(reference)) if !reference.is_empty() => {
                let reference = text("reference", reference)?;
                let refused = |error: SecretError| FieldError::new("reference", of_secret(&error));
                check_reference(config, &reference).map_err(refused)?;
                feed.credential = Credential::Reference(reference);
            }
            (None, None) if feed.credential != Credential::None && server_of(&before.address) != server_of(&feed.address) => {
                return Err(FieldError::new("secret", Refusal::SecretOfAnotherServer));
            }
            (None, None) => {}
            _ => feed.credential = Credential::None,
        }
        Ok(())
    }

    fn reading(&self, feed: &mut Feed) -> Result<(), FieldError> {
        if let Some(format) = &self.format {
            let name = format.trim();
            feed.format = match name {
                "" | "auto" => String::new(),
                name if FormatName::ALL.iter().any(|known| known.as_str() == name) => name.to_owned(),
                _ => return Err(FieldError::new("format", Refusal::UnknownFormat(name.to_owned()))),
            };
        }
        if let Some(encoding) = &self.encoding {
            let label = text("encoding", encoding)?;
            if !label.is_empty() && !feeds::is_encoding(&label) {
                return Err(FieldError::new("encoding", Refusal::UnknownEncoding(label)));
            }
            feed.encoding = label;
        }
        if let Some(language) = &self.language {
            let tag = text("language", language)?;
            if !tag.is_empty() {
                tag.parse::<LanguageTag>().map_err(|_| FieldError::new("language", Refusal::UnknownLanguage(tag.clone())))?;
            }
            feed.language = tag;
        }
        if let Some(provision) = &self.provision {
            feed.public = match provision.as_str() {
                "public" => true,
                "inside" => false,
                _ => return Err(FieldError::new("provision", Refusal::NoneOf("public, inside"))),
            };
        }
        if let Some(all) = self.translate_all {
            feed.translate_all = all;
        }
        Ok(())
    }

    fn timing(&self, feed: &mut Feed) -> Result<(), FieldError> {
        if let Some(schedule) = &self.schedule {
            feed.schedule = text("schedule", schedule)?;
        }
        if let Some(days) = &self.interval_days {
            feed.interval_days = number("interval_days", days, 3_660)?.and_then(|days| u32::try_from(days).ok());
        }
        if let Some(mib) = &self.file_mib {
            feed.file_bytes = number("file_mib", mib, 16 << 20)?.map(|mib| mib << 20);
        }
        if let Some(notify) = &self.notify {
            let refused = || FieldError::new("notify", Refusal::NoneOf("error, always, never"));
            feed.notify = notify.parse().map_err(|()| refused())?;
        }
        if let Some(enabled) = self.enabled {
            feed.enabled = enabled;
        }
        let schedule: Schedule = feed.schedule.parse().map_err(|()| FieldError::new("schedule", Refusal::BadSchedule))?;
        if feed.enabled && feed.address.is_empty() && !feed.schedule.is_empty() {
            return Err(FieldError::new("schedule", Refusal::ScheduleWithoutAddress));
        }
        feed.next_due = if feed.enabled { schedule.after(clock::now()) } else { None };
        Ok(())
    }
}

/// A feed for people and machines, without its secret: what pages and commands tell of it.
#[must_use]
pub fn feed_words(feed: &Feed) -> serde_json::Value {
    let credential = match &feed.credential {
        Credential::None => "none",
        Credential::Sealed(_) => "sealed",
        Credential::Reference(_) => "reference",
    };
    serde_json::json!({
        "name": feed.name,
        "office": feed.office.to_string(),
        "rights": feed.rights,
        "address": feed.address,
        "pattern": feed.pattern,
        "user": feed.user,
        "credential": credential,
        "host_key": feed.host_key,
        "format": if feed.format.is_empty() { "auto" } else { &feed.format },
        "encoding": feed.encoding,
        "language": feed.language,
        "provision": if feed.public { "public" } else { "inside" },
        "translate_all": feed.translate_all,
        "schedule": feed.schedule,
        "next_due": feed.next_due.and_then(|due| due.format(&time::format_description::well_known::Rfc3339).ok()),
        "interval_days": feed.interval_days,
        "file_mib": feed.file_bytes.map(|bytes| bytes >> 20),
        "notify": feed.notify.as_str(),
        "enabled": feed.enabled,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed() -> Feed {
        new_feed("my-patents", "MY".parse().expect("a code"))
    }

    #[test]
    fn a_feed_is_changed_field_by_field_and_refused_as_a_whole() {
        let config = FeedsConfig::default();
        let mut changed = feed();
        let some = |text: &str| Some(text.to_owned());
        let change = FeedChange {
            address: some("sftp://office.example/out"),
            pattern: some("*.zip"),
            host_key: some("SHA256:abc"),
            rights: Some(vec!["design".to_owned(), "patent".to_owned()]),
            format: some("st36"),
            encoding: some("windows-874"),
            schedule: some("monthly"),
            enabled: Some(true),
            reference: some("env:KAKEHASHI_FEED_MY"),
            provision: some("public"),
            file_mib: some("2048"),
            ..FeedChange::default()
        };
        change.apply(&mut changed, &config).expect("it is taken");
        assert_eq!((changed.rights.as_slice(), changed.file_bytes), (&[Right::Patent, Right::Design][..], Some(2 << 30)));
        assert!(changed.next_due.is_some() && changed.public);
        let moved = FeedChange { address: some("sftp://elsewhere.example/out"), ..FeedChange::default() };
        let mut elsewhere = changed.clone();
        let refused = moved.apply(&mut elsewhere, &config).expect_err("its secret is not for another server");
        assert_eq!((refused.field, elsewhere == changed), ("secret", true));
        let another_folder = FeedChange { address: some("sftp://office.example/in"), ..FeedChange::default() };
        another_folder.apply(&mut elsewhere, &config).expect("the same server");
        let moved = FeedChange { reference: some("env:KAKEHASHI_FEED_ELSEWHERE"), ..moved };
        moved.apply(&mut elsewhere, &config).expect("it is taken");
        assert_eq!(elsewhere.host_key, None, "another server is not known by this one's key");
        let none = FeedChange::default;
        for (change, field) in [
            (FeedChange { address: some("https://me:secret@office.example/"), ..none() }, "address"),
            (FeedChange { office: some("ZZ"), ..none() }, "office"),
            (FeedChange { pattern: some("a***"), ..none() }, "pattern"),
            (FeedChange { schedule: some("sometimes"), ..none() }, "schedule"),
            (FeedChange { reference: some("env:PATH"), ..none() }, "reference"),
            (FeedChange { secret: some("a"), reference: some("env:KAKEHASHI_FEED_MY"), ..none() }, "secret"),
            (FeedChange { format: some("word"), ..none() }, "format"),
            (FeedChange { encoding: some("klingon"), ..none() }, "encoding"),
            (FeedChange { interval_days: some("soon"), ..none() }, "interval_days"),
            (FeedChange { user: some("a\r\nDELE x"), ..none() }, "user"),
        ] {
            let before = changed.clone();
            assert_eq!(change.apply(&mut changed, &config).expect_err("refused").field, field);
            assert_eq!(changed, before);
        }
        assert!(!feed_words(&changed).to_string().contains("KAKEHASHI_FEED_MY"));
        for name in ["", "New Feed", "new", "-x", &"a".repeat(65)] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }
}
