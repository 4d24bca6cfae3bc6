//! Opening hours: read once from what staff wrote, then asked "is it open now?" and told in words.

mod draft;
mod error;
mod lexer;
mod reader;
mod translate;
mod vocabulary;
mod words;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use opening_hours::{Context, OpeningHours, RuleKind, localization::Country, localization::TzLocation};
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleOperator, RuleSequence, day, time};

pub use self::error::HoursError;
use crate::{Interface, Locale};

/// The longest text of hours, in characters: far beyond any town hall, short enough to be read in no time.
const MAX_CHARS: usize = 500;

/// How far ahead the next change is searched, in days: a seasonal service opens again within a year.
const HORIZON_DAYS: i64 = 370;

/// When a service is open, in its town's time zone and with the French public holidays.
#[derive(Clone, Debug)]
pub struct Hours {
    rules: OpeningHours<TzLocation<Tz>>,
    timezone: Tz,
}

/// Whether a service is open at one moment. Times are the town's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursState {
    /// It is open.
    Open {
        /// When that ends; `None` when no end is near.
        until: Option<DateTime<Tz>>,
        /// What staff added to these hours.
        comment: Option<String>,
    },
    /// It is closed.
    Closed {
        /// When it opens again; `None` when no opening is near.
        opens: Option<DateTime<Tz>>,
        /// What staff added to this closure.
        comment: Option<String>,
    },
    /// Staff did not say whether it is open ("by appointment").
    Uncertain {
        /// What staff said instead.
        comment: Option<String>,
    },
}

impl Hours {
    /// Reads hours in OpenStreetMap's syntax (`Mo-Fr 08:30-12:00; PH off`) or as staff write them in French or English
    /// (`Lu-Ve 8h30-12h, 13h30-17h30 ; fermé les jours fériés`).
    ///
    /// Refused, with the reason: school holidays (no calendar of them), hours that pass midnight, days without hours,
    /// and whatever could be understood in two ways.
    pub fn parse(text: &str, timezone: Tz) -> Result<Self, HoursError> {
        if text.trim().is_empty() {
            return Err(HoursError::Empty);
        }
        if text.chars().count() > MAX_CHARS {
            return Err(HoursError::TooLong);
        }
        let (osm, rules) = read(text)?;
        check(&rules.get_expression(), text, &osm)?;
        let context = Context::default()
            .with_holidays(Country::FR.holidays())
            .with_locale(TzLocation::new(timezone));
        Ok(Self {
            rules: rules.with_context(context),
            timezone,
        })
    }

    /// Whether it is open at `now`, and until when.
    #[must_use]
    pub fn state(&self, now: DateTime<Utc>) -> HoursState {
        let now = now.with_timezone(&self.timezone);
        let Some(horizon) = now.checked_add_signed(TimeDelta::days(HORIZON_DAYS)) else {
            return HoursState::Uncertain { comment: None };
        };
        let mut ranges = self.rules.iter_range(now, horizon);
        let Some(current) = ranges.next() else {
            return HoursState::Uncertain { comment: None };
        };
        let comment = Some(current.comment.to_string()).filter(|comment| !comment.is_empty());
        match current.kind {
            RuleKind::Open => HoursState::Open {
                until: Some(current.range.end).filter(|end| *end < horizon),
                comment,
            },
            RuleKind::Closed => HoursState::Closed {
                opens: ranges
                    .find(|range| range.kind == RuleKind::Open)
                    .map(|range| range.range.start),
                comment,
            },
            RuleKind::Unknown => HoursState::Uncertain { comment },
        }
    }

    /// The hours in words for citizens: "lundi au vendredi, 8 h 30 – 12 h ; fermé les jours fériés".
    #[must_use]
    pub fn text(&self, interface: &Interface, locale: Locale) -> String {
        words::rules(&self.rules.get_expression().rules, interface, locale)
    }
}

/// The hours in OpenStreetMap's syntax, as written or translated, and their rules.
fn read(text: &str) -> Result<(String, OpeningHours), HoursError> {
    let written = text.trim();
    if !translate::may_mean_tuesday(text)
        && let Ok(rules) = written.parse()
    {
        return Ok((written.to_owned(), rules));
    }
    let osm = translate::to_osm(text)?;
    match osm.parse() {
        Ok(rules) => Ok((osm, rules)),
        Err(_) => Err(HoursError::NotUnderstood {
            at: 0,
            word: written.to_owned(),
        }),
    }
}

/// Refuses what cannot be evaluated or told truthfully.
fn check(expression: &OpeningHoursExpression, text: &str, osm: &str) -> Result<(), HoursError> {
    expression.rules.iter().try_for_each(|rule| {
        check_days(&rule.day_selector, text)?;
        check_times(rule, text, osm)
    })?;
    check_order(&expression.rules, text)
}

/// Refuses "PH off; Mo-Fr 08:00-12:00": the weekdays would override the closure, which nobody who writes it means.
fn check_order(rules: &[RuleSequence], text: &str) -> Result<(), HoursError> {
    let holiday = |range: &day::WeekDayRange| matches!(range, day::WeekDayRange::Holiday { .. });
    let only_holidays =
        |rule: &RuleSequence| !rule.day_selector.weekday.is_empty() && rule.day_selector.weekday.iter().all(holiday);
    let overrides = |rule: &RuleSequence| {
        let weekly = rule.day_selector.monthday.is_empty() && !only_holidays(rule);
        weekly && rule.operator == RuleOperator::Normal && rule.kind != RuleKind::Closed
    };
    let mut behind = rules.iter().skip_while(|rule| !only_holidays(rule));
    if behind.any(overrides) {
        return Err(HoursError::HolidaysFirst { at: find(text, "PH") });
    }
    Ok(())
}

fn check_days(days: &day::DaySelector, text: &str) -> Result<(), HoursError> {
    for range in &days.weekday {
        match range {
            day::WeekDayRange::Holiday {
                kind: day::HolidayKind::School,
                ..
            } => return Err(HoursError::SchoolHolidays { at: find(text, "SH") }),
            day::WeekDayRange::Holiday { offset: 0, .. } => {}
            day::WeekDayRange::Fixed {
                offset: 0,
                nth_from_end: [_, second, third, fourth, fifth],
                nth_from_start,
                ..
            } => {
                let every = nth_from_start.iter().all(|nth| *nth);
                if !every && (*second || *third || *fourth || *fifth) {
                    return Err(HoursError::Unsupported { at: find(text, "[-") });
                }
            }
            _ => return Err(HoursError::Unsupported { at: find(text, "day") }),
        }
    }
    let plain_date = |date: &day::Date| matches!(date, day::Date::Fixed { .. });
    for range in &days.monthday {
        if let day::MonthdayRange::Date { start, end } = range {
            let offset = [start.1, end.1]
                .iter()
                .any(|offset| *offset != day::DateOffset::default());
            if offset || !plain_date(&start.0) || !plain_date(&end.0) {
                return Err(HoursError::Unsupported { at: None });
            }
        }
    }
    if days.year.iter().any(|years| years.into_parts().1 != 1) {
        return Err(HoursError::Unsupported { at: find(text, "/") });
    }
    Ok(())
}

fn check_times(rule: &RuleSequence, text: &str, osm: &str) -> Result<(), HoursError> {
    for span in &rule.time_selector.spans {
        let (time::Time::Fixed(start), time::Time::Fixed(end)) = (span.range.start, span.range.end) else {
            return Err(HoursError::Unsupported { at: find(text, "sun") });
        };
        if span.open_end || span.repeats.is_some() {
            return Err(HoursError::Unsupported { at: find(text, "+") });
        }
        if end <= start || end.mins_from_midnight() > 24 * 60 {
            return Err(HoursError::PastMidnight {
                at: translate::past_midnight(text),
            });
        }
    }
    // "Mo-Fr" alone would mean day and night: nobody who writes it means that.
    let whole_day = rule.time_selector == time::TimeSelector::default();
    let said_so = osm.contains("24/7") || osm.contains("24:00");
    if rule.kind == RuleKind::Open && whole_day && !said_so {
        return Err(HoursError::MissingHours { at: None });
    }
    Ok(())
}

/// Where `word` stands in `text`, in characters.
fn find(text: &str, word: &str) -> Option<usize> {
    let bytes = text.to_ascii_lowercase().find(&word.to_ascii_lowercase())?;
    Some(text.get(..bytes)?.chars().count())
}

#[cfg(test)]
mod tests;
