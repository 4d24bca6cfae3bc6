//! Dates, seasons, weeks and years of opening hours in words.

use opening_hours_syntax::rules::day::{Date, DaySelector, MonthdayRange};

use crate::{Phrase, calendar::Calendar};

pub(super) fn years_and_weeks(selector: &DaySelector, calendar: Calendar<'_>) -> Vec<String> {
    let years = selector.year.iter().map(|range| {
        let (years, _) = range.into_parts();
        let (from, to) = (years.start().to_string(), years.end().to_string());
        if from == to {
            from
        } else {
            calendar.fill(Phrase::MonthRange, &[("from", &from), ("to", &to)])
        }
    });
    let weeks = selector.week.iter().map(|range| {
        let (weeks, step) = range.into_parts();
        let (from, to) = (weeks.start().0.to_string(), weeks.end().0.to_string());
        if from == to {
            calendar.fill(Phrase::Week, &[("week", &from)])
        } else if step == 1 {
            calendar.fill(Phrase::Weeks, &[("from", &from), ("to", &to)])
        } else {
            calendar.fill(
                Phrase::WeeksEvery,
                &[("from", &from), ("to", &to), ("step", &step.to_string())],
            )
        }
    });
    years.chain(weeks).collect()
}

/// "25 décembre", "24 décembre au 1er janvier", "juillet à août".
pub(super) fn dates(range: &MonthdayRange, calendar: Calendar<'_>) -> String {
    match ends(range, calendar) {
        (from, None) => from,
        (from, Some(to)) => {
            let phrase = if is_month(range) {
                Phrase::MonthRange
            } else {
                Phrase::RangeOf
            };
            calendar.fill(phrase, &[("from", &from), ("to", &to)])
        }
    }
}

/// The same dates behind "fermé".
pub(super) fn on_dates(range: &MonthdayRange, calendar: Calendar<'_>) -> String {
    match (ends(range, calendar), is_month(range)) {
        ((month, None), true) => calendar.fill(Phrase::InMonth, &[("month", &month)]),
        ((from, Some(to)), true) => calendar.fill(Phrase::InMonths, &[("from", &from), ("to", &to)]),
        ((date, None), false) => calendar.fill(Phrase::OnDate, &[("date", &date)]),
        ((from, Some(to)), false) => calendar.fill(Phrase::OnDays, &[("from", &from), ("to", &to)]),
    }
}

fn is_month(range: &MonthdayRange) -> bool {
    matches!(range, MonthdayRange::Month { .. })
}

fn ends(range: &MonthdayRange, calendar: Calendar<'_>) -> (String, Option<String>) {
    let (from, to) = match range {
        MonthdayRange::Month { range, year } => {
            let month = |month: u32| match year {
                Some(year) => format!("{} {}", calendar.month(month), year.0),
                None => calendar.month(month).to_owned(),
            };
            (month(*range.start() as u32), month(*range.end() as u32))
        }
        MonthdayRange::Date { start, end } => (date(&start.0, calendar), date(&end.0, calendar)),
    };
    let to = (to != from).then_some(to);
    (from, to)
}

fn date(date: &Date, calendar: Calendar<'_>) -> String {
    match date {
        Date::Fixed { year, month, day } => calendar.date(year.map(|year| year.0), *month as u32, u32::from(*day)),
        // Never reached: `Hours::parse` refuses moving dates.
        Date::Weekday { .. } | Date::Easter { .. } => date.to_string(),
    }
}
