//! Opening hours: read once from what staff wrote, then asked "is it open now?" and told in words.

mod check;
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
        check::rules(&rules.get_expression().rules, text, &osm)?;
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

#[cfg(test)]
mod tests;
