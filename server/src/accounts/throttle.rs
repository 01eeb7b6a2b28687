//! Holding up those who try passwords.
//!
//! The first tries are free; then each makes the next one wait, twice as long every time, up to a ceiling of minutes. Who waits is refused
//! without his password being looked at, and a refusal counts for nothing, so that asking on does not lengthen the wait. What was counted is
//! forgotten in time. It is kept in memory: a portal that starts anew has forgotten all.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use publication::AccountId;
use storage::TokenHash;

/// Who or what tries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Tried {
    /// Somebody at an address, whatever name is tried.
    Address(IpAddr),
    /// A name, from browsers that are not known to it. Names of no account are counted as all others are.
    Name(String),
    /// A name from one address.
    NameFrom(String, IpAddr),
    /// An account from a browser that has signed in to it before: no stranger's tries hold it up.
    KnownBrowser(AccountId, TokenHash),
    /// An account by somebody who is signed in to it and types his present password.
    Own(AccountId),
}

impl Tried {
    /// Free tries, and the longest wait.
    const fn limits(&self) -> (u32, Duration) {
        match self {
            // An institution may have one address for all its people.
            Self::Address(_) => (50, Duration::from_secs(300)),
            // Low, as whoever tries from many places holds up the owner at a new browser, too.
            Self::Name(_) => (20, Duration::from_secs(60)),
            Self::NameFrom(..) | Self::KnownBrowser(..) | Self::Own(_) => (5, Duration::from_secs(300)),
        }
    }
}

/// How long tries are remembered after the last one.
const REMEMBERED: Duration = Duration::from_secs(60 * 60);
/// Most entries that are kept; beyond, the oldest are forgotten first.
const MOST: usize = 20_000;

#[derive(Clone, Copy, Debug)]
struct Count {
    tries: u32,
    last: Instant,
}

impl Count {
    /// When the next try is taken.
    fn open(self, (free, ceiling): (u32, Duration)) -> Instant {
        let Some(beyond) = self.tries.checked_sub(free).filter(|beyond| *beyond > 0) else { return self.last };
        let wait = Duration::from_secs(1_u64.checked_shl(beyond - 1).unwrap_or(u64::MAX)).min(ceiling);
        self.last + wait
    }
}

/// What was tried, and how often.
#[derive(Debug, Default)]
pub struct Throttle {
    counts: Mutex<HashMap<Tried, Count>>,
}

impl Throttle {
    /// Takes a try, or answers how long it has to wait. A try is counted before it is known whether it is right, so that many at once are
    /// many; [`Throttle::forgive`] takes that back.
    ///
    /// # Errors
    /// How long to wait.
    pub fn begin(&self, tried: &[Tried], now: Instant) -> Result<(), Duration> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = tried.iter().filter_map(|tried| {
            let count = counts.get(tried).filter(|count| now.saturating_duration_since(count.last) < REMEMBERED)?;
            Some(count.open(tried.limits()).saturating_duration_since(now))
        });
        let wait = waits.max().unwrap_or_default();
        if !wait.is_zero() {
            return Err(wait);
        }
        for tried in tried {
            make_room(&mut counts, now);
            let count = counts.entry(tried.clone()).or_insert(Count { tries: 0, last: now });
            if now.saturating_duration_since(count.last) >= REMEMBERED {
                count.tries = 0;
            }
            *count = Count { tries: count.tries.saturating_add(1), last: now };
        }
        Ok(())
    }

    /// The try was right. Wrong ones at the same name from elsewhere stay counted.
    pub fn forgive(&self, tried: &[Tried]) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for tried in tried {
            match tried {
                Tried::NameFrom(..) | Tried::KnownBrowser(..) | Tried::Own(_) => {
                    counts.remove(tried);
                }
                Tried::Address(_) | Tried::Name(_) => {
                    if let Some(count) = counts.get_mut(tried) {
                        count.tries = count.tries.saturating_sub(1);
                    }
                }
            }
        }
    }
}

/// Keeps the table within its bounds.
fn make_room(counts: &mut HashMap<Tried, Count>, now: Instant) {
    if counts.len() < MOST {
        return;
    }
    counts.retain(|_, count| now.saturating_duration_since(count.last) < REMEMBERED);
    if counts.len() < MOST {
        return;
    }
    // A tenth at a time, so that the whole table is not gone through at every try.
    let mut times: Vec<Instant> = counts.values().map(|count| count.last).collect();
    let (_, tenth, _) = times.select_nth_unstable(MOST / 10);
    let oldest = *tenth;
    counts.retain(|_, count| count.last > oldest);
}

/// An address as it is counted: of IPv6, what one subscriber has (/64).
#[must_use]
pub fn counted_address(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6((u128::from(six) & !u128::from(u64::MAX)).into()),
        four @ IpAddr::V4(_) => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> [Tried; 1] {
        [Tried::NameFrom(name.to_owned(), IpAddr::from([192, 0, 2, 1]))]
    }

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn waits_grow_to_a_ceiling_and_are_forgotten() {
        let throttle = Throttle::default();
        let mut now = Instant::now();
        for _ in 0..6 {
            assert_eq!(throttle.begin(&name("a"), now), Ok(()));
        }
        for wait in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
            assert_eq!(throttle.begin(&name("a"), now), Err(seconds(wait)));
            assert_eq!(throttle.begin(&name("a"), now), Err(seconds(wait)), "asking on lengthens nothing");
            assert_eq!(throttle.begin(&name("b"), now), Ok(()), "others do not wait");
            throttle.forgive(&name("b"));
            now += seconds(wait);
            assert_eq!(throttle.begin(&name("a"), now), Ok(()));
        }
        now += REMEMBERED;
        for _ in 0..6 {
            assert_eq!(throttle.begin(&name("a"), now), Ok(()));
        }
    }

    #[test]
    fn a_right_password_is_forgiven_and_strangers_tries_stay() {
        let throttle = Throttle::default();
        let now = Instant::now();
        let stranger = [Tried::Name("a".to_owned())];
        for _ in 0..21 {
            assert_eq!(throttle.begin(&stranger, now), Ok(()));
        }
        assert!(throttle.begin(&stranger, now).is_err());
        let known = [Tried::KnownBrowser(AccountId(1), [1; 32])];
        for _ in 0..100 {
            assert_eq!(throttle.begin(&known, now), Ok(()), "no stranger holds it up");
            throttle.forgive(&known);
        }
        assert!(throttle.begin(&stranger, now).is_err());
    }

    #[test]
    fn the_table_has_bounds() {
        let throttle = Throttle::default();
        let now = Instant::now();
        for number in 0..(MOST as u32 + 5_000) {
            throttle.begin(&name(&number.to_string()), now + Duration::from_millis(u64::from(number))).expect("taken");
        }
        let counts = throttle.counts.lock().expect("whole");
        assert!(counts.len() <= MOST && counts.len() > MOST / 2, "{}", counts.len());
        assert!(counts.contains_key(&name(&(MOST + 4_999).to_string())[0]), "the newest are kept");
    }

    #[test]
    fn one_subscriber_is_one_address() {
        let counted = |text: &str| counted_address(text.parse().expect("an address"));
        assert_eq!(counted("2001:db8::1"), counted("2001:db8::ffff:1"));
        assert_ne!(counted("2001:db8:0:1::1"), counted("2001:db8::1"));
        assert_eq!(counted("::ffff:192.0.2.1"), counted("192.0.2.1"));
    }
}
