//! Refuses hours that cannot be evaluated, or cannot be told truthfully in words.

use opening_hours_syntax::rules::{RuleKind, RuleOperator, RuleSequence, day, time};

use super::{HoursError, translate};

/// Checks the rules of a text; `osm` is the text in OpenStreetMap's syntax.
pub(super) fn rules(rules: &[RuleSequence], text: &str, osm: &str) -> Result<(), HoursError> {
    for rule in rules {
        days(&rule.day_selector, text)?;
        times(rule, text, osm)?;
    }
    order(rules, text)
}

fn days(days: &day::DaySelector, text: &str) -> Result<(), HoursError> {
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

fn times(rule: &RuleSequence, text: &str, osm: &str) -> Result<(), HoursError> {
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

/// Refuses "PH off; Mo-Fr 08:00-12:00": the weekdays would override the exception, which nobody who writes it means.
fn order(rules: &[RuleSequence], text: &str) -> Result<(), HoursError> {
    for (index, exception) in rules.iter().enumerate().filter(|(_, rule)| is_exception(rule)) {
        let mut later = rules.iter().skip(index + 1);
        let overrides = |rule: &RuleSequence| {
            let holidays = exception.day_selector.weekday.iter().any(is_holiday);
            replaces(rule) && (is_all_year(&rule.day_selector) || (holidays && is_seasonal(&rule.day_selector)))
        };
        if later.any(|rule| overrides(rule) && share_a_day(rule, exception)) {
            return Err(HoursError::ExceptionFirst { at: find(text, "PH") });
        }
    }
    Ok(())
}

/// Whether a rule is about public holidays or dates, or closes some days.
fn is_exception(rule: &RuleSequence) -> bool {
    let days = &rule.day_selector;
    is_about_holidays(days) || !days.monthday.is_empty() || (rule.kind == RuleKind::Closed && !days.is_empty())
}

/// Whether a rule opens, and so replaces what earlier rules said of its days.
fn replaces(rule: &RuleSequence) -> bool {
    let opens = rule.operator == RuleOperator::Normal && rule.kind != RuleKind::Closed;
    opens && !is_about_holidays(&rule.day_selector)
}

fn is_all_year(days: &day::DaySelector) -> bool {
    days.monthday.is_empty() && days.year.is_empty() && days.week.is_empty()
}

/// Whether it is about part of a year, rather than about a single date that may well be meant to override.
fn is_seasonal(days: &day::DaySelector) -> bool {
    let one_day = |range: &day::MonthdayRange| matches!(range, day::MonthdayRange::Date { start, end } if start == end);
    days.monthday.is_empty() || !days.monthday.iter().all(one_day)
}

fn is_about_holidays(days: &day::DaySelector) -> bool {
    !days.weekday.is_empty() && days.weekday.iter().all(is_holiday)
}

fn is_holiday(range: &day::WeekDayRange) -> bool {
    matches!(range, day::WeekDayRange::Holiday { .. })
}

/// Whether some day of the week belongs to both; a date or a holiday may fall on any.
fn share_a_day(one: &RuleSequence, other: &RuleSequence) -> bool {
    let week = std::iter::successors(Some(day::Weekday::Mon), |day| Some(day.succ())).take(7);
    let has = |rule: &RuleSequence, day: day::Weekday| {
        let mut fixed = rule.day_selector.weekday.iter().filter_map(|range| match range {
            day::WeekDayRange::Fixed { range, .. } => Some(range),
            day::WeekDayRange::Holiday { .. } => None,
        });
        let since = |from: day::Weekday, to: day::Weekday| to.days_since(from);
        rule.day_selector.weekday.iter().any(is_holiday)
            || rule.day_selector.weekday.is_empty()
            || fixed.any(|range| since(*range.start(), day) <= since(*range.start(), *range.end()))
    };
    week.into_iter().any(|day| has(one, day) && has(other, day))
}

/// Where `word` stands in `text`, in characters.
fn find(text: &str, word: &str) -> Option<usize> {
    let bytes = text.to_ascii_lowercase().find(&word.to_ascii_lowercase())?;
    Some(text.get(..bytes)?.chars().count())
}
