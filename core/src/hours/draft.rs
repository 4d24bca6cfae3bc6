//! One rule of opening hours while it is being read, and its spelling in OpenStreetMap's syntax.

use std::fmt::Write;

use super::HoursError;

/// Public holidays in OpenStreetMap's syntax.
pub(super) const HOLIDAYS: &str = "PH";

/// From midnight to midnight.
const ALL_DAY: [(u16, u16); 1] = [(0, 24 * 60)];

/// Whether a rule opens or closes, and how it was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Opening {
    /// Open.
    #[default]
    Open,
    /// "fermé le lundi": more closed days may follow.
    ClosedFirst,
    /// "lundi fermé": the next day starts another rule.
    ClosedLast,
    /// "sauf le lundi": closed, unless hours follow.
    Except,
    /// "sauf le lundi 9h-12h": other hours than usual.
    ExceptOpen,
}

/// A rule as far as it has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Where it starts, in characters.
    pub(super) at: usize,
    /// Dates and months, spelt as in OpenStreetMap.
    pub(super) dates: Vec<String>,
    /// Whether one of the dates is more than a single day.
    pub(super) season: bool,
    /// Days of the week and `PH`, spelt as in OpenStreetMap.
    pub(super) days: Vec<String>,
    /// From and to, in minutes from midnight.
    pub(super) times: Vec<(u16, u16)>,
    /// The hours stood before the days ("9h-12h le lundi").
    pub(super) times_first: bool,
    /// Whether these are opening hours.
    pub(super) opening: Opening,
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
    /// Whether it closes.
    pub(super) const fn is_closed(&self) -> bool {
        matches!(
            self.opening,
            Opening::ClosedFirst | Opening::ClosedLast | Opening::Except
        )
    }

    /// Whether some day or date has been named.
    pub(super) fn has_days(&self) -> bool {
        !self.days.is_empty() || !self.dates.is_empty()
    }

    /// How many days, ranges of days or dates have been named.
    pub(super) fn day_count(&self) -> usize {
        self.days.len() + self.dates.len()
    }

    /// Whether it says something of its days, so that another day starts another rule.
    pub(super) fn is_complete(&self) -> bool {
        let told = !self.times.is_empty() || self.comment.is_some() || self.opening == Opening::ClosedLast;
        self.has_days() && told
    }

    /// Whether nothing has been read.
    pub(super) fn is_empty(&self) -> bool {
        let silent = self.comment.is_none() && self.half_day.is_none();
        !self.has_days() && self.times.is_empty() && !self.is_closed() && silent
    }

    /// Refuses a rule that leaves open when or on which days.
    pub(super) fn check(&self) -> Result<(), HoursError> {
        let at = self.at;
        if self.is_closed() {
            return match &self.half_day {
                Some((at, word)) => Err(HoursError::NotUnderstood {
                    at: *at,
                    word: word.clone(),
                }),
                None if self.has_days() => Ok(()),
                None => Err(HoursError::MissingDays { at }),
            };
        }
        let one_date = !self.dates.is_empty() && !self.season;
        if self.days.is_empty() && !one_date && self.times != ALL_DAY {
            return Err(HoursError::MissingDays { at });
        }
        if self.times.is_empty() && self.comment.is_none() {
            return Err(HoursError::MissingHours { at: Some(at) });
        }
        Ok(())
    }

    /// Takes the public holidays out of a closure that is about other days, too: they must override more rules.
    pub(super) fn split_holidays(&mut self) -> Option<Self> {
        let mixed = self.days.len() > 1 && self.days.iter().any(|day| day == HOLIDAYS);
        if !self.is_closed() || !mixed {
            return None;
        }
        self.days.retain(|day| day != HOLIDAYS);
        Some(Self {
            days: vec![HOLIDAYS.to_owned()],
            excluded: None,
            ..self.clone()
        })
    }

    /// Where it belongs among the rules, since each overrides those before it: the week, the closed days of the week,
    /// the seasons, then public holidays and closures on dates.
    pub(super) fn rank(&self) -> u8 {
        match (self.is_closed(), self.dates.is_empty()) {
            _ if self.days == [HOLIDAYS] => 3,
            (true, false) => 3,
            (false, false) => 2,
            (true, true) => 1,
            (false, true) => 0,
        }
    }

    /// Whether it adds hours to `earlier` rules rather than replacing theirs.
    pub(super) fn adds_to(&self, earlier: &[Self]) -> bool {
        let same_days = |other: &Self| other.days == self.days && other.dates == self.dates;
        let meets = |other: &Self| {
            let mut pairs = self.times.iter().flat_map(|a| other.times.iter().map(move |b| (a, b)));
            pairs.any(|(a, b)| a.0 < b.1 && b.0 < a.1)
        };
        let addition = self.joined || earlier.iter().any(|other| !other.is_closed() && same_days(other));
        addition && self.opening == Opening::Open && self.rank() == 0 && !earlier.iter().any(meets)
    }

    /// The rule in OpenStreetMap's syntax.
    pub(super) fn to_osm(&self) -> String {
        let mut days = self.days.clone();
        // The syntax wants them behind the days of the week.
        days.sort_by_key(|day| day == HOLIDAYS);
        let all_day = self.times == ALL_DAY;
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
        let kind = match (self.is_closed(), self.times.is_empty(), &self.comment) {
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
