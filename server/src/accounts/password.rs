//! Passwords: what may be one, and Argon2id (RFC 9106) with the parameters that OWASP names (19 MiB, two passes, one lane).

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use app::Problem;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _},
};
use ring::rand::{SecureRandom as _, SystemRandom};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization as _;

/// Fewest characters of a password.
pub const LEAST: usize = 12;
/// Most characters of a password.
pub const MOST: usize = 128;

/// Passwords looked at at once: each takes 19 MiB and a processor.
const AT_ONCE: usize = 2;
/// Most that wait for that; more are turned away.
const WAITING: usize = 32;
/// Longest wait.
const PATIENCE: Duration = Duration::from_secs(10);

/// A hash of a password that nobody knows: what is looked at where there is no account, so that it takes as long. Its parameters are those of
/// new hashes.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bnfGL1JKAGJK+w89v7Pbww$UB4NHwWf6Rr0G5Dm0pAWelm6/h7nFPqiOt1J7ayE5QQ";

/// Too many passwords wait to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

/// Holds a new password to the rules: 12 to 128 characters of any kind, and not what everybody knows of the account.
///
/// # Errors
/// The rule that it breaks.
pub fn check_new(password: &str, known: &[&str]) -> Result<(), Problem> {
    let password = normalised(password);
    let length = password.chars().count();
    if length < LEAST {
        return Err(Problem::PasswordTooShort(LEAST));
    }
    if length > MOST {
        return Err(Problem::PasswordTooLong(MOST));
    }
    let folded = password.to_lowercase();
    let is_name = |name: &&&str| {
        let name = normalised(name).to_lowercase();
        // Also where it is written over and over to make up the length.
        !name.is_empty() && folded.contains(&name) && folded.replace(&name, "").chars().all(|c| !c.is_alphanumeric())
    };
    if known.iter().find(is_name).is_some() { Err(Problem::PasswordIsName) } else { Ok(()) }
}

/// One password is one, in whatever form a keyboard gives it (NFKC).
fn normalised(password: &str) -> String {
    password.nfkc().collect()
}

fn hash_now(password: &str) -> anyhow::Result<String> {
    let mut salt = [0; 16];
    SystemRandom::new().fill(&mut salt).map_err(|_| anyhow::anyhow!("the system gives no random bytes"))?;
    let hash = Argon2::default().hash_password_with_salt(normalised(password).as_bytes(), &salt);
    Ok(hash.map_err(|refused| anyhow::anyhow!("a password cannot be hashed: {refused}"))?.to_string())
}

fn verify_now(password: &str, hash: Option<&str>) -> bool {
    let verified = Argon2::default().verify_password(normalised(password).as_bytes(), hash.unwrap_or(NOBODYS));
    hash.is_some() && verified.is_ok()
}

/// Looks at passwords, a few at a time and off the threads that answer requests.
#[derive(Clone, Debug)]
pub struct Hashing {
    at_once: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { at_once: Arc::new(Semaphore::new(AT_ONCE)), waiting: Arc::new(Semaphore::new(AT_ONCE + WAITING)) }
    }
}

impl Hashing {
    async fn permits(&self) -> Result<(OwnedSemaphorePermit, OwnedSemaphorePermit), Busy> {
        let waiting = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| Busy)?;
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.at_once).acquire_owned()).await;
        Ok((waiting, turn.map_err(|_| Busy)?.map_err(|_| Busy)?))
    }

    /// Whether a password is the one of a hash. Where there is no hash it takes as long, and is not.
    ///
    /// # Errors
    /// [`Busy`] where too many wait.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Busy> {
        let permits = self.permits().await?;
        let verified = tokio::task::spawn_blocking(move || {
            let _permits = permits;
            verify_now(&password, hash.as_deref())
        });
        verified.await.map_err(|_| Busy)
    }

    /// The hash of a password, as a PHC string.
    ///
    /// # Errors
    /// [`Busy`] within, where too many wait; when the system has no random bytes.
    pub async fn hash(&self, password: String) -> anyhow::Result<Result<String, Busy>> {
        let Ok(permits) = self.permits().await else { return Ok(Err(Busy)) };
        let hashed = tokio::task::spawn_blocking(move || {
            let _permits = permits;
            hash_now(&password)
        });
        Ok(Ok(hashed.await.context("hashing was stopped")??))
    }
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::phc::PasswordHash;

    use super::*;

    #[test]
    fn a_hash_is_of_its_password_alone() {
        let hash = hash_now("正しい馬の電池ホチキス。").expect("hashed");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_now("正しい馬の電池ホチキス。", Some(&hash)));
        assert!(verify_now("正しい馬の電池ﾎﾁｷｽ。", Some(&hash)), "narrow kana are the same letters");
        assert!(!verify_now("正しい馬の電池ホチキス", Some(&hash)));
        assert_ne!(hash, hash_now("正しい馬の電池ホチキス。").expect("hashed"));
        assert!(!verify_now("x", Some("no hash at all")));
    }

    #[test]
    fn looking_at_nobodys_password_is_the_same_work() {
        let nobodys = PasswordHash::new(NOBODYS).expect("a PHC string");
        let ours: PasswordHash = PasswordHash::new(&hash_now("whatever it is").expect("hashed")).expect("a PHC string");
        assert_eq!((&nobodys.algorithm, &nobodys.version, &nobodys.params), (&ours.algorithm, &ours.version, &ours.params));
        let length = |hash: &PasswordHash| hash.hash.as_ref().map(|hash| hash.len());
        assert_eq!(length(&nobodys), length(&ours));
        assert!(!verify_now("", None));
    }

    #[test]
    fn rules_are_about_length_and_what_everybody_knows() {
        let known = ["hanako.y", "山田花子", ""];
        let check = |password: &str| check_new(password, &known);
        assert_eq!(check("short"), Err(Problem::PasswordTooShort(LEAST)));
        assert_eq!(check("山田花子山田花子山田"), Err(Problem::PasswordTooShort(LEAST)));
        assert_eq!(check(&"x".repeat(129)), Err(Problem::PasswordTooLong(MOST)));
        assert_eq!(check("Hanako.YHANAKO.y"), Err(Problem::PasswordIsName));
        assert_eq!(check("山田花子山田花子山田花子!"), Err(Problem::PasswordIsName));
        assert_eq!(check("hanako.y likes tea"), Ok(()));
        assert_eq!(check("            "), Ok(()), "what is in it is nobody's business");
        assert_eq!(check("aaaaaaaaaaaa"), Ok(()));
    }

    #[tokio::test]
    async fn more_than_can_wait_are_turned_away() {
        let hashing = Hashing::default();
        let held = Arc::clone(&hashing.waiting).acquire_many_owned((AT_ONCE + WAITING) as u32).await.expect("open");
        assert_eq!(hashing.verify("x".to_owned(), None).await, Err(Busy));
        drop(held);
        assert_eq!(hashing.verify("x".to_owned(), None).await, Ok(false));
    }
}
