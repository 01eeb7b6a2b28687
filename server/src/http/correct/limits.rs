//! How many suggestions are taken: so many of each account or address, and so many of all, within a time.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use publication::AccountId;

/// The time within which suggestions are counted.
const WINDOW: Duration = Duration::from_secs(10 * 60);
/// Suggestions of one within it.
const OF_ONE: u32 = 10;
/// Suggestions of all who are not signed in.
const OF_NOBODY: u32 = 200;
/// Senders remembered; beyond, new ones wait.
const REMEMBERED: usize = 10_000;

/// Who sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sender {
    /// Somebody signed in.
    Account(AccountId),
    /// Somebody else, by address.
    Address(IpAddr),
}

#[derive(Debug)]
struct Counts {
    since: Instant,
    senders: HashMap<Sender, u32>,
    nobody: u32,
}

/// What was sent lately.
#[derive(Debug)]
pub struct SuggestionLimits {
    counts: Mutex<Counts>,
}

impl Default for SuggestionLimits {
    fn default() -> Self {
        Self { counts: Mutex::new(Counts { since: Instant::now(), senders: HashMap::new(), nobody: 0 }) }
    }
}

impl SuggestionLimits {
    /// Counts a suggestion.
    ///
    /// # Errors
    /// How long to wait, where there were too many.
    pub fn admit(&self, sender: Sender, now: Instant) -> Result<(), Duration> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let age = now.saturating_duration_since(counts.since);
        if age >= WINDOW {
            *counts = Counts { since: now, senders: HashMap::new(), nobody: 0 };
        }
        let wait = WINDOW.saturating_sub(now.saturating_duration_since(counts.since)).max(Duration::from_secs(1));
        let is_nobody = matches!(sender, Sender::Address(_));
        if is_nobody && counts.nobody >= OF_NOBODY {
            return Err(wait);
        }
        if counts.senders.len() >= REMEMBERED && !counts.senders.contains_key(&sender) {
            return Err(wait);
        }
        let sent = counts.senders.entry(sender).or_insert(0);
        if *sent >= OF_ONE {
            return Err(wait);
        }
        *sent += 1;
        counts.nobody += u32::from(is_nobody);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sender_hinders_no_other_and_all_together_have_a_limit() {
        let limits = SuggestionLimits::default();
        let now = Instant::now();
        let (one, two) = (Sender::Address(IpAddr::from([10, 0, 0, 1])), Sender::Account(AccountId(1)));
        for _ in 0..OF_ONE {
            assert!(limits.admit(one, now).is_ok());
        }
        let wait = limits.admit(one, now).expect_err("too many");
        assert!(limits.admit(two, now).is_ok());
        assert!(limits.admit(one, now + wait).is_ok(), "it is forgotten in time");
        let later = now + WINDOW * 3;
        let taken = (0..=255).flat_map(|a| (0..=1).map(move |b| Sender::Address(IpAddr::from([10, 1, b, a]))));
        let taken = taken.filter(|sender| limits.admit(*sender, later).is_ok()).count();
        assert_eq!(taken, usize::try_from(OF_NOBODY).expect("a number"));
        assert!(limits.admit(two, later).is_ok(), "who is signed in is not held up by others");
    }
}
