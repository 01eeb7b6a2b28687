//! The clock. Everything that needs the time asks here, so that nothing else does.

use publication::IsoDate;
use time::OffsetDateTime;

/// Now, in UTC.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
pub fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// The day in Japan of a moment: what pages show. `None` for moments that no calendar of ours has (before 1700, after 2199).
#[must_use]
pub fn day_in_japan(moment: OffsetDateTime) -> Option<IsoDate> {
    let day = moment.to_offset(time::macros::offset!(+9)).date();
    IsoDate::new(u16::try_from(day.year()).ok()?, u8::from(day.month()), day.day()).ok()
}
