//! When a feed is checked: in Japan time, which knows no summer time.

use std::{cmp::Ordering, str::FromStr};

use croner::{
    Cron,
    errors::CronError,
    time::{CivilDate, CivilDateTime, CivilTime, CronDateTime, Resolution, Weekday},
};
use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, macros::offset};

/// The hour of schedules that are words: when offices' servers and readers here are at rest.
const HOUR: u8 = 3;

/// When a feed is checked.
#[derive(Clone, Debug)]
pub enum Schedule {
    /// By hand only.
    Never,
    /// Every second Monday, at three in the morning.
    Biweekly,
    /// By a cron expression: minute, hour, day, month, day of week.
    Cron(Box<Cron>),
}

/// Words, with what each stands for.
const WORDS: [(&str, &str); 4] =
    [("daily", "0 3 * * *"), ("weekly", "0 3 * * 1"), ("monthly", "0 3 1 * *"), ("quarterly", "0 3 1 1,4,7,10 *")];

impl FromStr for Schedule {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim();
        let expression = match text {
            "" => return Ok(Self::Never),
            "biweekly" => return Ok(Self::Biweekly),
            word => WORDS.iter().find(|(known, _)| *known == word).map_or(word, |(_, expression)| expression),
        };
        // Five fields: with seconds or years, a slip of the pen would ask a server every second.
        if expression.len() > 100 || expression.split_ascii_whitespace().count() != 5 {
            return Err(());
        }
        Cron::from_str(expression).map(|cron| Self::Cron(Box::new(cron))).map_err(|_| ())
    }
}

impl Schedule {
    /// The next time after a moment; `None` where there is none.
    #[must_use]
    pub fn after(&self, moment: OffsetDateTime) -> Option<OffsetDateTime> {
        let here = moment.to_offset(offset!(+9));
        match self {
            Self::Never => None,
            Self::Biweekly => {
                let at = Time::from_hms(HOUR, 0, 0).ok()?;
                // 1 January 2024 was a Monday.
                let first = Date::from_calendar_date(2024, Month::January, 1).ok()?;
                let fortnights = (here.date() - first).whole_days().div_euclid(14);
                let this = PrimitiveDateTime::new(first.checked_add(Duration::days(fortnights * 14))?, at).assume_offset(offset!(+9));
                Some(if this > moment { this } else { this.checked_add(Duration::days(14))? })
            }
            Self::Cron(cron) => cron.find_next_occurrence(&InJapan(here), false).ok().map(|next| next.0),
        }
    }
}

/// A moment as clocks in Japan show it.
#[derive(Clone, Copy)]
struct InJapan(OffsetDateTime);

impl CronDateTime for InJapan {
    fn to_civil(&self) -> CivilDateTime {
        let (date, time) = (self.0.date(), self.0.time());
        let civil = CivilDateTime::from_ymd_hms_opt(
            date.year(),
            u32::from(u8::from(date.month())),
            u32::from(date.day()),
            u32::from(time.hour()),
            u32::from(time.minute()),
            u32::from(time.second()),
        );
        // Every date of `time` is one of the same calendar; the epoch stands in for what cannot be.
        civil.unwrap_or_else(|| CivilDateTime::new(CivilDate::from_parts_unchecked(1970, 1, 1), CivilTime::MIDNIGHT))
    }

    fn civil_weekday(&self) -> Weekday {
        Weekday::from_days_from_sunday(u32::from(self.0.weekday().number_days_from_sunday()))
    }

    fn resolve_civil(&self, civil: CivilDateTime) -> Result<Resolution<Self>, CronError> {
        let small = |number: u32| u8::try_from(number).map_err(|_| CronError::InvalidDate);
        let month = Month::try_from(small(civil.month())?).map_err(|_| CronError::InvalidDate)?;
        let date = Date::from_calendar_date(civil.year(), month, small(civil.day())?).map_err(|_| CronError::InvalidDate)?;
        let time =
            Time::from_hms(small(civil.hour())?, small(civil.minute())?, small(civil.second())?).map_err(|_| CronError::InvalidTime)?;
        Ok(Resolution::Single(Self(PrimitiveDateTime::new(date, time).assume_offset(offset!(+9)))))
    }

    fn checked_add_seconds(&self, seconds: i64) -> Option<Self> {
        self.0.checked_add(Duration::seconds(seconds)).map(Self)
    }

    fn cmp_instant(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn schedules_are_kept_in_japan_time() {
        // In Japan it is half past four on Tuesday, 1 December 2026.
        let moment = datetime!(2026-11-30 19:30 UTC);
        for (schedule, next) in [
            ("daily", datetime!(2026-12-01 18:00 UTC)),
            ("weekly", datetime!(2026-12-06 18:00 UTC)),
            ("monthly", datetime!(2026-12-31 18:00 UTC)),
            ("quarterly", datetime!(2026-12-31 18:00 UTC)),
            ("biweekly", datetime!(2026-12-13 18:00 UTC)),
            ("15 9 * * 5", datetime!(2026-12-04 00:15 UTC)),
            ("0 4 29 2 *", datetime!(2028-02-28 19:00 UTC)),
        ] {
            let after = schedule.parse::<Schedule>().expect(schedule).after(moment).expect(schedule);
            assert_eq!(after, next, "{schedule}");
        }
        assert_eq!("".parse::<Schedule>().expect("never").after(moment), None);
    }

    #[test]
    fn every_second_monday_is_two_weeks_after_the_one_before() {
        let schedule: Schedule = "biweekly".parse().expect("a schedule");
        let first = schedule.after(datetime!(2026-11-30 19:30 UTC)).expect("a time");
        let second = schedule.after(first).expect("a time");
        assert_eq!(second - first, Duration::days(14));
        assert_eq!(schedule.after(first - Duration::seconds(1)), Some(first));
        assert_eq!(first.to_offset(offset!(+9)).weekday(), time::Weekday::Monday);
    }

    #[test]
    fn what_is_no_schedule_is_refused() {
        for text in ["sometimes", "* * * *", "* * * * * *", "61 * * * *", "@daily", &"1,".repeat(60)] {
            assert!(text.parse::<Schedule>().is_err(), "{text}");
        }
        // A day that never comes is a schedule without a next time.
        if let Ok(never) = "0 3 31 2 *".parse::<Schedule>() {
            assert_eq!(never.after(datetime!(2026-11-30 19:30 UTC)), None);
        }
    }
}
