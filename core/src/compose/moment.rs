//! "Open now, until 12:00", "closed, opens again Monday at 8:30".

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::Composer;
use crate::{HoursState, Phrase};

/// Up to how many days ahead a day is told by its name alone: "Monday" is the next one.
const NAMED_DAYS: i64 = 6;

impl Composer<'_> {
    /// Whether a service is open at the moment, in a sentence; `None` when there is nothing to say.
    pub(super) fn moment(&self, state: &HoursState) -> Option<String> {
        let (said, comment) = match state {
            HoursState::Open { until, comment } => (self.open_until(*until), comment),
            HoursState::Closed { opens, comment } => (self.closed_until(*opens), comment),
            HoursState::Uncertain { comment } => {
                let comment = comment.as_ref()?;
                return Some(self.fill(Phrase::UncertainNow, &[("comment", comment)]));
            }
        };
        Some(match comment {
            Some(comment) => self.fill(Phrase::StateNote, &[("state", &said), ("comment", comment)]),
            None => said,
        })
    }

    fn open_until(&self, until: Option<DateTime<Tz>>) -> String {
        let Some(until) = until else {
            return self.text(Phrase::OpenNow).to_owned();
        };
        let date = until.date_naive();
        let time = if date == self.today() {
            self.calendar().time(until.time())
        } else if Some(date) == self.today().succ_opt() && until.time() == NaiveTime::MIN {
            self.text(Phrase::Midnight).to_owned()
        } else {
            return self.text(Phrase::OpenNow).to_owned();
        };
        self.fill(Phrase::OpenUntil, &[("time", &time)])
    }

    fn closed_until(&self, opens: Option<DateTime<Tz>>) -> String {
        let Some(opens) = opens else {
            return self.text(Phrase::ClosedNow).to_owned();
        };
        let time = self.calendar().time(opens.time());
        if opens.date_naive() == self.today() {
            return self.fill(Phrase::ClosedUntilToday, &[("time", &time)]);
        }
        let day = self.day(opens.date_naive());
        self.fill(Phrase::ClosedUntil, &[("day", &day), ("time", &time)])
    }

    /// A day to come: "demain", "lundi", or "lundi 14 septembre", with its year when that is another one.
    fn day(&self, date: NaiveDate) -> String {
        let today = self.today();
        if Some(date) == today.succ_opt() {
            return self.text(Phrase::Tomorrow).to_owned();
        }
        let calendar = self.calendar();
        let weekday = calendar.weekday(date.weekday());
        if (date - today).num_days() <= NAMED_DAYS {
            return weekday.to_owned();
        }
        let year = Some(date.year()).filter(|year| *year != today.year());
        let date = calendar.date(year, date.month(), date.day());
        self.fill(Phrase::DayDate, &[("day", weekday), ("date", &date)])
    }
}
