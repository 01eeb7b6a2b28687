//! Dates of files: those of TMX (ISO 8601, basic form, UTC), RFC 3339, and days alone.

use time::{Date, OffsetDateTime, PrimitiveDateTime, format_description::well_known::Rfc3339, macros::format_description};

/// The form of TMX 1.4b: `20260301T120000Z`.
pub(super) fn written(time: OffsetDateTime) -> String {
    let utc = time.to_offset(time::UtcOffset::UTC);
    utc.format(format_description!("[year][month][day]T[hour][minute][second]Z")).unwrap_or_default()
}

/// The form of RFC 3339, in UTC, which people read and a spreadsheet leaves alone: `2026-03-01T12:00:00Z`.
pub(super) fn readable(time: OffsetDateTime) -> String {
    time.to_offset(time::UtcOffset::UTC).format(&Rfc3339).unwrap_or_default()
}

/// A date in any of the forms; a day alone is its midnight in UTC. Parts of seconds are left out.
pub(super) fn parse(text: &str) -> Option<OffsetDateTime> {
    let text = text.trim();
    let basic = PrimitiveDateTime::parse(text, format_description!("[year][month][day]T[hour][minute][second]Z"))
        .map(PrimitiveDateTime::assume_utc);
    let plain = || {
        PrimitiveDateTime::parse(text, format_description!("[year]-[month]-[day] [hour]:[minute]:[second]"))
            .map(PrimitiveDateTime::assume_utc)
    };
    let day = || Date::parse(text, format_description!("[year]-[month]-[day]")).map(|day| day.midnight().assume_utc());
    // As a spreadsheet in Japanese shows it.
    let slashes =
        || Date::parse(text, format_description!("[year]/[month padding:none]/[day padding:none]")).map(|day| day.midnight().assume_utc());
    let read =
        basic.or_else(|_| OffsetDateTime::parse(text, &Rfc3339)).or_else(|_| plain()).or_else(|_| day()).or_else(|_| slashes()).ok()?;
    read.replace_nanosecond(0).ok().map(|time| time.to_offset(time::UtcOffset::UTC))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_forms() {
        for text in ["20260301T000000Z", "2026-03-01T09:00:00+09:00", "2026-03-01", "2026/3/1", " 2026-03-01 00:00:00"] {
            let read = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((written(read).as_str(), readable(read).as_str()), ("20260301T000000Z", "2026-03-01T00:00:00Z"), "{text}");
        }
        assert_eq!(parse("2026-02-30"), None);
        assert_eq!(parse("yesterday"), None);
    }
}
