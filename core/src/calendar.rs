//! Days, dates and times of day in words, in a town's language.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use crate::{Interface, Locale, Phrase};

/// Says days, dates and times in one language.
#[derive(Clone, Copy)]
pub(crate) struct Calendar<'a> {
    pub(crate) interface: &'a Interface,
    pub(crate) locale: Locale,
}

impl<'a> Calendar<'a> {
    /// A sentence of the interface.
    pub(crate) fn text(self, phrase: Phrase) -> &'a str {
        self.interface.text(phrase, self.locale)
    }

    /// A sentence of the interface with its gaps filled.
    pub(crate) fn fill(self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        self.interface.fill(phrase, self.locale, values)
    }

    /// "lundi".
    pub(crate) fn weekday(self, day: Weekday) -> &'a str {
        self.text(match day {
            Weekday::Mon => Phrase::Monday,
            Weekday::Tue => Phrase::Tuesday,
            Weekday::Wed => Phrase::Wednesday,
            Weekday::Thu => Phrase::Thursday,
            Weekday::Fri => Phrase::Friday,
            Weekday::Sat => Phrase::Saturday,
            Weekday::Sun => Phrase::Sunday,
        })
    }

    /// "septembre" for 9.
    pub(crate) fn month(self, month: u32) -> &'a str {
        let index = usize::try_from(month).unwrap_or(0).saturating_sub(1);
        self.text(Phrase::Months)
            .split_whitespace()
            .nth(index)
            .unwrap_or_default()
    }

    /// "12 septembre 2024", or "12 septembre" without a year.
    pub(crate) fn date(self, year: Option<i32>, month: u32, day: u32) -> String {
        let number = if day == 1 {
            self.text(Phrase::FirstOfMonth).to_owned()
        } else {
            day.to_string()
        };
        let year_text = year.map(|year| year.to_string()).unwrap_or_default();
        let phrase = if year.is_some() {
            Phrase::Date
        } else {
            Phrase::DayOfYear
        };
        self.fill(
            phrase,
            &[("number", &number), ("month", self.month(month)), ("year", &year_text)],
        )
    }

    /// "12 septembre 2024".
    pub(crate) fn full_date(self, date: NaiveDate) -> String {
        self.date(Some(date.year()), date.month(), date.day())
    }

    /// "8 h 30", or "8 h" on the hour.
    pub(crate) fn time(self, time: NaiveTime) -> String {
        self.clock(time.hour(), time.minute())
    }

    /// "8 h 30", also for an hour that is no time of day (24 h, the end of a day).
    pub(crate) fn clock(self, hour: u32, minute: u32) -> String {
        let phrase = if minute == 0 { Phrase::TimeRound } else { Phrase::Time };
        self.fill(
            phrase,
            &[("hour", &hour.to_string()), ("minute", &format!("{minute:02}"))],
        )
    }

    /// "a, b et c"; empty for nothing.
    pub(crate) fn list(self, items: &[String]) -> String {
        let (last, init) = match items.split_last() {
            Some((last, [first, middle @ ..])) => {
                let more = |text: String, item: &String| self.join(Phrase::ListMore, &text, item);
                (last, middle.iter().fold(first.clone(), more))
            }
            Some((only, [])) => return only.clone(),
            None => return String::new(),
        };
        self.join(Phrase::ListTwo, &init, last)
    }

    /// Two texts in the order and with the sign that a phrase puts between them.
    pub(crate) fn join(self, phrase: Phrase, first: &str, second: &str) -> String {
        self.fill(phrase, &[("first", first), ("second", second)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(locale: Locale, say: impl Fn(Calendar<'_>) -> String) -> String {
        let interface = Interface::new(&[Locale::FRENCH, Locale::ENGLISH]);
        say(Calendar {
            interface: &interface,
            locale,
        })
    }

    #[test]
    fn dates_and_times_are_said_as_people_write_them() {
        let date = NaiveDate::from_ymd_opt(2024, 9, 12).unwrap();
        assert_eq!(said(Locale::FRENCH, |c| c.full_date(date)), "12 septembre 2024");
        assert_eq!(said(Locale::ENGLISH, |c| c.full_date(date)), "12 September 2024");
        assert_eq!(said(Locale::FRENCH, |c| c.date(None, 5, 1)), "1er mai");
        assert_eq!(said(Locale::ENGLISH, |c| c.date(None, 5, 1)), "1 May");
        assert_eq!(said(Locale::FRENCH, |c| c.clock(8, 30)), "8 h 30");
        assert_eq!(said(Locale::FRENCH, |c| c.clock(12, 0)), "12 h");
        assert_eq!(said(Locale::ENGLISH, |c| c.clock(8, 5)), "8:05");
        assert_eq!(said(Locale::ENGLISH, |c| c.clock(12, 0)), "12:00");
    }

    #[test]
    fn lists_end_in_and() {
        let items = |n: usize| {
            ["a", "b", "c"]
                .iter()
                .take(n)
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(said(Locale::FRENCH, |c| c.list(&items(0))), "");
        assert_eq!(said(Locale::FRENCH, |c| c.list(&items(1))), "a");
        assert_eq!(said(Locale::FRENCH, |c| c.list(&items(2))), "a et b");
        assert_eq!(said(Locale::ENGLISH, |c| c.list(&items(3))), "a, b and c");
    }
}
