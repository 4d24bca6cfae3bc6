//! One rule of opening hours while it is being read, and its spelling in OpenStreetMap's syntax.

use std::fmt::Write;

use super::HoursError;

/// A rule as far as it has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Where it starts, in characters.
    pub(super) at: usize,
    /// Dates and months, spelt as in OpenStreetMap.
    pub(super) dates: Vec<String>,
    /// Whether one of the dates is more than a single day.
    pub(super) season: bool,
    /// Days of the week, spelt as in OpenStreetMap.
    pub(super) days: Vec<String>,
    /// Public holidays.
    pub(super) holidays: bool,
    /// From and to, in minutes from midnight.
    pub(super) times: Vec<(u16, u16)>,
    /// The hours stood before the days ("9h-12h le lundi").
    pub(super) times_first: bool,
    /// Closed on these days.
    pub(super) off: bool,
    /// "fermé" stood before its days, so that more days may follow.
    pub(super) off_first: bool,
    /// Introduced by "sauf": hours may follow, then they replace the usual ones.
    pub(super) except: bool,
    /// Days taken out of the rule before its hours were said.
    pub(super) excluded: Option<Box<Draft>>,
    /// What staff added.
    pub(super) comment: Option<String>,
    /// Where half a day was named ("lundi matin").
    pub(super) half_day: Option<(usize, String)>,
    /// Whether it was joined to the rule before by a comma or nothing, rather than `;`.
    pub(super) joined: bool,
}

impl Draft {
    /// Whether some day or date has been named.
    pub(super) fn has_days(&self) -> bool {
        !self.days.is_empty() || self.holidays || !self.dates.is_empty()
    }

    /// How many days, ranges of days or dates have been named.
    pub(super) fn day_count(&self) -> usize {
        self.days.len() + usize::from(self.holidays) + self.dates.len()
    }

    /// Whether it says something of its days, so that another day starts another rule.
    pub(super) fn is_complete(&self) -> bool {
        let told = !self.times.is_empty() || self.comment.is_some() || (self.off && !self.off_first);
        self.has_days() && told
    }

    /// Whether nothing has been read.
    pub(super) fn is_empty(&self) -> bool {
        !self.has_days() && self.times.is_empty() && !self.off && self.comment.is_none() && self.half_day.is_none()
    }

    /// Refuses a rule that leaves open when or on which days.
    pub(super) fn check(&self) -> Result<(), HoursError> {
        let at = self.at;
        if self.off {
            return match &self.half_day {
                Some((at, word)) => Err(HoursError::NotUnderstood {
                    at: *at,
                    word: word.clone(),
                }),
                None if self.has_days() => Ok(()),
                None => Err(HoursError::MissingDays { at }),
            };
        }
        let undecided = self.days.is_empty() && !self.holidays;
        if undecided && (self.dates.is_empty() || self.season) {
            return Err(HoursError::MissingDays { at });
        }
        if self.times.is_empty() && self.comment.is_none() {
            return Err(HoursError::MissingHours { at: Some(at) });
        }
        Ok(())
    }

    /// Whether it narrows or overrides the weekly rules, and so must stand behind them.
    pub(super) fn is_exception(&self) -> bool {
        self.off || !self.dates.is_empty() || (self.holidays && self.days.is_empty())
    }

    /// Whether it adds hours to `earlier` rules rather than replacing theirs.
    pub(super) fn adds_to(&self, earlier: &[Self]) -> bool {
        let same_days = |other: &Self| other.days == self.days && other.dates == self.dates;
        let meets = |other: &Self| {
            let mut pairs = self.times.iter().flat_map(|a| other.times.iter().map(move |b| (a, b)));
            pairs.any(|(a, b)| a.0 < b.1 && b.0 < a.1)
        };
        let addition = self.joined || earlier.iter().any(|other| !other.off && same_days(other));
        addition && !self.except && !self.is_exception() && !earlier.iter().any(meets)
    }

    /// The rule in OpenStreetMap's syntax.
    pub(super) fn to_osm(&self) -> String {
        let mut days = self.days.clone();
        days.extend(self.holidays.then(|| "PH".to_owned()));
        let all_day = self.times == [(0, 24 * 60)];
        let always = all_day && self.dates.is_empty() && (days.is_empty() || days == ["Mo-Su"]);
        let times: Vec<String> = self
            .times
            .iter()
            .map(|(from, to)| format!("{}-{}", clock(*from), clock(*to)))
            .collect();
        let parts = if always {
            vec!["24/7".to_owned()]
        } else {
            vec![self.dates.join(","), days.join(","), times.join(",")]
        };
        let mut osm = parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let kind = match (self.off, self.times.is_empty(), &self.comment) {
            (true, ..) => " off",
            (false, true, _) => " unknown",
            (false, false, Some(_)) => " open",
            (false, false, None) => "",
        };
        osm.push_str(kind);
        if let Some(comment) = &self.comment {
            // Writing to a String cannot fail.
            let _ = write!(osm, " \"{comment}\"");
        }
        osm
    }
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
