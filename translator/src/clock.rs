//! The clock, which is given: tokens expire, days of a budget end, and tests must not wait for either.

use time::OffsetDateTime;

/// Tells the time. Any function that does is one.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> OffsetDateTime;
}

impl<F: Fn() -> OffsetDateTime + Send + Sync> Clock for F {
    fn now(&self) -> OffsetDateTime {
        self()
    }
}

/// The day in Japan (UTC+9, no summer time) of a moment, `yyyy-mm-dd`: days of provenance and budgets are those of the portal's readers.
pub(crate) fn day_in_japan(moment: OffsetDateTime) -> String {
    moment.to_offset(time::macros::offset!(+9)).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_change_at_midnight_in_japan() {
        assert_eq!(day_in_japan(time::macros::datetime!(2026-11-22 14:59:59 UTC)), "2026-11-22");
        assert_eq!(day_in_japan(time::macros::datetime!(2026-11-22 15:00 UTC)), "2026-11-23");
    }
}
