//! Opening hours in words for citizens.

mod dates;

use opening_hours_syntax::rules::{
    RuleKind, RuleOperator, RuleSequence,
    day::{DaySelector, MonthdayRange, WeekDayRange, Weekday},
    time::{Time, TimeSelector},
};

use self::dates::{dates, on_dates, years_and_weeks};
use crate::{Interface, Locale, Phrase, calendar::Calendar};

/// All rules, in the order written: "lundi au vendredi, 8 h 30 – 12 h ; fermé les jours fériés".
pub(super) fn rules(rules: &[RuleSequence], interface: &Interface, locale: Locale) -> String {
    let calendar = Calendar { interface, locale };
    let said = rules.iter().map(|rule| say(rule, calendar));
    let joined = said.reduce(|first, second| calendar.join(Phrase::HoursThen, &first, &second));
    joined.unwrap_or_else(|| calendar.text(Phrase::HoursClosedAlways).to_owned())
}

fn say(rule: &RuleSequence, calendar: Calendar<'_>) -> String {
    let comment = Some(&*rule.comment).filter(|comment| !comment.is_empty());
    let said = match rule.kind {
        RuleKind::Open => open(rule, calendar),
        RuleKind::Closed => closed(rule, calendar),
        RuleKind::Unknown => return otherwise(rule, uncertain(rule, comment, calendar), calendar),
    };
    let said = match comment {
        Some(comment) => calendar.fill(Phrase::HoursComment, &[("rule", &said), ("comment", comment)]),
        None => said,
    };
    otherwise(rule, said, calendar)
}

fn otherwise(rule: &RuleSequence, said: String, calendar: Calendar<'_>) -> String {
    match rule.operator {
        RuleOperator::Fallback => calendar.fill(Phrase::HoursOtherwise, &[("rule", &said)]),
        RuleOperator::Normal | RuleOperator::Additional => said,
    }
}

fn open(rule: &RuleSequence, calendar: Calendar<'_>) -> String {
    let all_day = rule.time_selector == TimeSelector::default();
    if all_day && rule.day_selector.is_empty() {
        return calendar.text(Phrase::Always).to_owned();
    }
    let said = at_times(&days(&rule.day_selector, calendar), rule, calendar);
    dated(&rule.day_selector, &said, calendar)
}

fn closed(rule: &RuleSequence, calendar: Calendar<'_>) -> String {
    let all_day = rule.time_selector == TimeSelector::default();
    let days = &rule.day_selector;
    if days.is_empty() && all_day {
        return calendar.text(Phrase::HoursClosedAlways).to_owned();
    }
    let on = if days.weekday.is_empty() {
        calendar.list(
            &days
                .monthday
                .iter()
                .map(|range| on_dates(range, calendar))
                .collect::<Vec<_>>(),
        )
    } else {
        calendar.list(
            &days
                .weekday
                .iter()
                .flat_map(|range| on_days(range, calendar))
                .collect::<Vec<_>>(),
        )
    };
    let said = match (on.is_empty(), all_day) {
        (true, true) => calendar.text(Phrase::HoursClosedAlways).to_owned(),
        (true, false) => {
            let times = times(&rule.time_selector, calendar);
            calendar.fill(Phrase::HoursClosed, &[("days", &times)])
        }
        (false, _) => calendar.fill(Phrase::HoursClosed, &[("days", &at_times(&on, rule, calendar))]),
    };
    if days.weekday.is_empty() && !days.monthday.is_empty() {
        return within(&years_and_weeks(days, calendar), &said, calendar);
    }
    dated(days, &said, calendar)
}

fn uncertain(rule: &RuleSequence, comment: Option<&str>, calendar: Calendar<'_>) -> String {
    let whole = rule.day_selector.is_empty() && rule.time_selector == TimeSelector::default();
    let days = at_times(&days(&rule.day_selector, calendar), rule, calendar);
    let said = match comment {
        Some(comment) if whole => return comment.to_owned(),
        Some(comment) => calendar.fill(Phrase::HoursDated, &[("dates", &days), ("rule", comment)]),
        None => calendar.fill(Phrase::HoursToConfirm, &[("days", &days)]),
    };
    dated(&rule.day_selector, &said, calendar)
}

/// "lundi, 8 h – 12 h"; only the days when the rule is about all day and that needs no saying.
fn at_times(days: &str, rule: &RuleSequence, calendar: Calendar<'_>) -> String {
    if rule.time_selector == TimeSelector::default() && rule.kind != RuleKind::Open {
        return days.to_owned();
    }
    let times = times(&rule.time_selector, calendar);
    calendar.fill(Phrase::HoursRule, &[("days", days), ("times", &times)])
}

fn times(selector: &TimeSelector, calendar: Calendar<'_>) -> String {
    if *selector == TimeSelector::default() {
        return calendar.text(Phrase::AllDay).to_owned();
    }
    let clock = |time: Time| match time {
        Time::Fixed(time) => calendar.clock(time.hour().into(), time.minute().into()),
        // Never reached: `Hours::parse` refuses times that depend on the sun.
        Time::Variable(time) => time.to_string(),
    };
    let spans = selector.spans.iter().map(|span| {
        let (from, to) = (clock(span.range.start), clock(span.range.end));
        calendar.fill(Phrase::TimeSpan, &[("from", &from), ("to", &to)])
    });
    calendar.list(&spans.collect::<Vec<_>>())
}

/// "lundi au vendredi et jours fériés"; "tous les jours" when no day is named.
fn days(selector: &DaySelector, calendar: Calendar<'_>) -> String {
    if selector.weekday.is_empty() {
        let one_day = |range: &MonthdayRange| matches!(range, MonthdayRange::Date { start, end } if start == end);
        if selector.monthday.is_empty() || !selector.monthday.iter().all(one_day) {
            return calendar.text(Phrase::EveryDay).to_owned();
        }
        let dates = selector.monthday.iter().map(|range| dates(range, calendar));
        return calendar.list(&dates.collect::<Vec<_>>());
    }
    let ranges = selector.weekday.iter().flat_map(|range| day_names(range, calendar));
    let said: Vec<String> = ranges
        .map(|(from, to)| match to {
            Some(to) => calendar.fill(Phrase::RangeOf, &[("from", &from), ("to", &to)]),
            None => from,
        })
        .collect();
    calendar.list(&said)
}

/// The same days behind "fermé".
fn on_days(range: &WeekDayRange, calendar: Calendar<'_>) -> Vec<String> {
    if matches!(range, WeekDayRange::Holiday { .. }) {
        return vec![calendar.text(Phrase::OnPublicHolidays).to_owned()];
    }
    let on = |(from, to): (String, Option<String>)| match to {
        Some(to) => calendar.fill(Phrase::OnDays, &[("from", &from), ("to", &to)]),
        None if is_every_day(range) => from,
        None if is_numbered(range) => calendar.fill(Phrase::OnNthDay, &[("day", &from)]),
        None => calendar.fill(Phrase::OnDay, &[("day", &from)]),
    };
    day_names(range, calendar).into_iter().map(on).collect()
}

/// Whether a range is the whole week.
fn is_every_day(range: &WeekDayRange) -> bool {
    matches!(range, WeekDayRange::Fixed { range, .. } if range.start().pred() == *range.end())
}

/// Whether it is the first, third or last of its days in a month.
fn is_numbered(range: &WeekDayRange) -> bool {
    matches!(range, WeekDayRange::Fixed { nth_from_start, .. } if nth_from_start.contains(&false))
}

/// The names of a range of days: from and to, or one, or the two of a range of two.
fn day_names(range: &WeekDayRange, calendar: Calendar<'_>) -> Vec<(String, Option<String>)> {
    let WeekDayRange::Fixed {
        range: days,
        nth_from_start,
        nth_from_end,
        ..
    } = range
    else {
        return vec![(calendar.text(Phrase::PublicHolidays).to_owned(), None)];
    };
    let name = |day: Weekday| calendar.weekday(day).to_owned();
    let (first, last) = (*days.start(), *days.end());
    if is_numbered(range) {
        let names: Vec<&str> = calendar.text(Phrase::Nths).split_whitespace().collect();
        let chosen = nth_from_start.iter().copied().chain(nth_from_end.first().copied());
        let chosen: Vec<String> = names
            .iter()
            .zip(chosen)
            .filter(|(_, on)| *on)
            .map(|(name, _)| (*name).to_owned())
            .collect();
        let said = calendar.fill(
            Phrase::NthDay,
            &[("nth", &calendar.list(&chosen)), ("day", &name(first))],
        );
        return vec![(said, None)];
    }
    if is_every_day(range) {
        vec![(calendar.text(Phrase::EveryDay).to_owned(), None)]
    } else if first == last {
        vec![(name(first), None)]
    } else if first.succ() == last {
        vec![(name(first), None), (name(last), None)]
    } else {
        vec![(name(first), Some(name(last)))]
    }
}

/// A rule limited to dates, weeks or years: "juillet à août : lundi, 9 h – 12 h".
fn dated(selector: &DaySelector, rule: &str, calendar: Calendar<'_>) -> String {
    let one_day = |range: &&MonthdayRange| matches!(range, MonthdayRange::Date { start, end } if start == end);
    let in_days = selector.weekday.is_empty() && selector.monthday.iter().all(|range| one_day(&range));
    let shown = selector.monthday.iter().filter(|_| !in_days);
    let mut limits: Vec<String> = shown.map(|range| dates(range, calendar)).collect();
    limits = Some(calendar.list(&limits))
        .filter(|text| !text.is_empty())
        .into_iter()
        .collect();
    limits.extend(years_and_weeks(selector, calendar));
    within(&limits, rule, calendar)
}

fn within(limits: &[String], rule: &str, calendar: Calendar<'_>) -> String {
    let limits = limits
        .iter()
        .cloned()
        .reduce(|a, b| calendar.join(Phrase::ListMore, &a, &b));
    match limits {
        Some(limits) => calendar.fill(Phrase::HoursDated, &[("dates", &limits), ("rule", rule)]),
        None => rule.to_owned(),
    }
}
