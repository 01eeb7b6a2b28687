//! Secrets of feeds, sealed with a key that is not kept beside them.

use std::path::Path;

use feeds::transport::Secret;
use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    rand::{SecureRandom as _, SystemRandom},
};
use storage::{Credential, Feed};
use thiserror::Error;

use crate::config::FeedsConfig;

/// First byte of what is sealed: which way it was done.
const WAY: u8 = 1;

/// What names of the environment's variables that may be referred to begin with: others are none of a feed's business.
const VARIABLES: &str = "KAKEHASHI_FEED_";

/// Largest file with a secret, bytes.
const LARGEST_FILE: u64 = 64 << 10;

/// Why a secret cannot be sealed or had. Never with the secret.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SecretError {
    /// There is no key.
    #[error(
        "秘密を暗号化する鍵がありません。環境変数 {0} に 64 桁の16進数を設定するか(kakehashi feed new-key で作れます)、env: か file: の参照を使ってください"
    )]
    NoKey(String),
    /// The key is none.
    #[error("環境変数 {0} の鍵は 64 桁の16進数(32 バイト)ではありません")]
    BadKey(String),
    /// It was sealed with another key, or damaged.
    #[error("保存された秘密を今の鍵では復号できません。秘密を登録し直してください")]
    Unreadable,
    /// What was given as a reference is none.
    #[error("秘密の参照を使えません: env:名前 か file:パス の形で書いてください")]
    NoReference,
    /// It refers to a variable of the environment that is none of a feed's.
    #[error("秘密の参照を使えません: env: の名前は {VARIABLES} で始まる英数字です")]
    OtherVariable,
    /// There is no variable of this name.
    #[error("秘密の参照を使えません: 環境変数 {0} がありません")]
    NoVariable(String),
    /// No folder of secrets is configured.
    #[error("秘密の参照を使えません: file: を使うには設定 feeds.secret_folder が必要です")]
    NoFolder,
    /// There is no such file.
    #[error("秘密の参照を使えません: ファイルがありません")]
    NoFile,
    /// The file is not in the folder of secrets.
    #[error("秘密の参照を使えません: feeds.secret_folder の外のファイルです")]
    OutsideFolder,
    /// The file cannot be read.
    #[error("秘密の参照を使えません: ファイルを読めません")]
    FileUnreadable,
    /// The file is no secret.
    #[error("秘密の参照を使えません: ファイルが大きすぎます")]
    FileTooLarge,
}

impl SecretError {
    /// The stable code.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::NoKey(_) => "secret-no-key",
            Self::BadKey(_) => "secret-bad-key",
            Self::Unreadable => "secret-unreadable",
            Self::NoReference => "reference-unreadable",
            Self::OtherVariable => "reference-other-variable",
            Self::NoVariable(_) => "reference-no-variable",
            Self::NoFolder => "reference-no-folder",
            Self::NoFile => "reference-no-file",
            Self::OutsideFolder => "reference-outside",
            Self::FileUnreadable => "reference-file-unreadable",
            Self::FileTooLarge => "reference-file-too-large",
        }
    }

    /// The name that it is about, where it is about one.
    pub(super) fn detail(&self) -> &str {
        match self {
            Self::NoKey(name) | Self::BadKey(name) | Self::NoVariable(name) => name,
            Self::OtherVariable => VARIABLES,
            _ => "",
        }
    }
}

/// The key that secrets are sealed with.
pub struct SecretKey(LessSafeKey);

impl SecretKey {
    /// The environment's key.
    ///
    /// # Errors
    /// Where there is none, or it is no key.
    pub fn of_environment(config: &FeedsConfig) -> Result<Self, SecretError> {
        let variable = &config.secret_key_variable;
        let text = std::env::var(variable).map_err(|_| SecretError::NoKey(variable.clone()))?;
        Self::read(&text).ok_or_else(|| SecretError::BadKey(variable.clone()))
    }

    /// A key written as 64 hexadecimal digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut bytes = [0_u8; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        UnboundKey::new(&CHACHA20_POLY1305, &bytes).ok().map(|key| Self(LessSafeKey::new(key)))
    }

    /// Seals a secret for a feed: only under its name is it opened again.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn seal(&self, feed: &str, secret: &str) -> Result<Vec<u8>, SecretError> {
        let mut nonce = [0_u8; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| SecretError::Unreadable)?;
        let mut sealed = secret.as_bytes().to_vec();
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(feed.as_bytes()), &mut sealed)
            .map_err(|_| SecretError::Unreadable)?;
        Ok([&[WAY][..], &nonce, &sealed].concat())
    }

    /// Opens what was sealed for a feed.
    ///
    /// # Errors
    /// [`SecretError::Unreadable`].
    pub fn open(&self, feed: &str, sealed: &[u8]) -> Result<String, SecretError> {
        let (head, rest) = sealed.split_at_checked(1 + NONCE_LEN).ok_or(SecretError::Unreadable)?;
        let [WAY, nonce @ ..] = head else { return Err(SecretError::Unreadable) };
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SecretError::Unreadable)?;
        let mut rest = rest.to_vec();
        let opened = self.0.open_in_place(nonce, Aad::from(feed.as_bytes()), &mut rest).map_err(|_| SecretError::Unreadable)?;
        String::from_utf8(opened.to_vec()).map_err(|_| SecretError::Unreadable)
    }
}

/// A new key, as it is written.
///
/// # Errors
/// When the system gives no random numbers.
pub fn new_key() -> Result<String, SecretError> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| SecretError::Unreadable)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether a reference is one that may be followed.
///
/// # Errors
/// With the reason.
pub(super) fn check_reference(config: &FeedsConfig, reference: &str) -> Result<(), SecretError> {
    if let Some(name) = reference.strip_prefix("env:") {
        let known = name.starts_with(VARIABLES) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        return if known { Ok(()) } else { Err(SecretError::OtherVariable) };
    }
    let Some(path) = reference.strip_prefix("file:") else {
        return Err(SecretError::NoReference);
    };
    let folder = config.secret_folder.as_ref().ok_or(SecretError::NoFolder)?;
    let (Ok(folder), Ok(path)) = (folder.canonicalize(), Path::new(path).canonicalize()) else {
        return Err(SecretError::NoFile);
    };
    if path.starts_with(folder) { Ok(()) } else { Err(SecretError::OutsideFolder) }
}

/// A feed's secret, to be shown to its server.
///
/// # Errors
/// Where it cannot be had.
pub(super) fn secret_of(config: &FeedsConfig, feed: &Feed) -> Result<Secret, SecretError> {
    match &feed.credential {
        Credential::None => Ok(Secret::default()),
        Credential::Sealed(sealed) => SecretKey::of_environment(config)?.open(&feed.name, sealed).map(Secret::new),
        Credential::Reference(reference) => {
            check_reference(config, reference)?;
            let found = match reference.split_once(':') {
                Some(("env", name)) => std::env::var(name).map_err(|_| SecretError::NoVariable(name.to_owned())),
                Some((_, path)) => read_file(Path::new(path)),
                None => Err(SecretError::NoReference),
            }?;
            Ok(Secret::new(found.trim_end_matches(['\r', '\n']).to_owned()))
        }
    }
}

fn read_file(path: &Path) -> Result<String, SecretError> {
    let refused = |_| SecretError::FileUnreadable;
    if std::fs::metadata(path).map_err(refused)?.len() > LARGEST_FILE {
        return Err(SecretError::FileTooLarge);
    }
    std::fs::read_to_string(path).map_err(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_opened_with_its_key_and_under_its_feed_only() {
        let (one, other) = (new_key().expect("a key"), new_key().expect("a key"));
        let key = SecretKey::read(&one).expect("a key");
        let sealed = key.seal("my-patents", "ひみつ").expect("sealed");
        assert!(!sealed.windows(3).any(|window| window == "ひ".as_bytes()));
        assert_eq!(key.open("my-patents", &sealed).expect("opened"), "ひみつ");
        assert_ne!(key.seal("my-patents", "ひみつ").expect("sealed"), sealed, "never the same twice");
        assert_eq!(key.open("vn-patents", &sealed), Err(SecretError::Unreadable));
        assert_eq!(SecretKey::read(&other).expect("a key").open("my-patents", &sealed), Err(SecretError::Unreadable));
        for damaged in [&sealed[..sealed.len() - 1], &sealed[..5], &[][..]] {
            assert_eq!(key.open("my-patents", damaged), Err(SecretError::Unreadable));
        }
        assert!(SecretKey::read("secret").is_none() && SecretKey::read(&"ぁ".repeat(32)).is_none());
    }

    #[test]
    fn references_lead_only_where_they_may() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("secrets");
        std::fs::create_dir(&inside).expect("a folder");
        std::fs::write(inside.join("my"), "geheim\n").expect("a file");
        std::fs::write(folder.path().join("other"), "geheim").expect("a file");
        let config = FeedsConfig { secret_folder: Some(inside.clone()), ..FeedsConfig::default() };
        let check = |reference: &str| check_reference(&config, reference).is_ok();
        assert!(check("env:KAKEHASHI_FEED_MY") && check(&format!("file:{}", inside.join("my").display())));
        let outside = format!("file:{}/../other", inside.display());
        for refused in ["env:KAKEHASHI_SECRET_KEY", "env:PATH", "env:KAKEHASHI_FEED_X Y", "file:/etc/passwd", "geheim", &outside] {
            assert!(!check(refused), "{refused}");
        }
        assert!(check_reference(&FeedsConfig::default(), &format!("file:{}", inside.join("my").display())).is_err());
    }
}
