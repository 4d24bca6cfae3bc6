//! The days of the week and the public holidays of a rule.

use chrono::Weekday;

use super::{Link, Reader};
use crate::hours::{
    HoursError,
    draft::{HOLIDAYS, Opening},
    lexer::{Kind, Token},
    vocabulary::Word,
};

impl Reader {
    /// Reads a day or a range of days into the rule.
    pub(super) fn days(&mut self, token: &Token) -> Result<(), HoursError> {
        let (name, length) = self.day_range(token)?;
        if self.excluding {
            self.next += length;
            return self.exclude(token.at, name);
        }
        self.begin(token.at)?;
        self.split_closed_list(token.at, !self.draft.dates.is_empty())?;
        self.next += length;
        match &self.draft.half_day {
            // "lundi matin et mardi 8h-17h": whose hours are they?
            Some((at, word)) if self.draft.times.is_empty() => Err(HoursError::NotUnderstood {
                at: *at,
                word: word.clone(),
            }),
            _ => {
                self.draft.times_first |= !self.draft.times.is_empty();
                self.draft.days.push(name);
                Ok(())
            }
        }
    }

    /// Takes a day out of the rule whose hours are still to come.
    fn exclude(&mut self, at: usize, name: String) -> Result<(), HoursError> {
        let mut excluded = self.draft.excluded.take().unwrap_or_default();
        // "lundi sauf jours fériés, mardi 9h-12h": is Tuesday one more exception?
        if self.link == Link::Comma && excluded.has_days() {
            return Err(HoursError::Unseparated { at });
        }
        excluded.at = at;
        excluded.opening = Opening::ClosedFirst;
        excluded.days.push(name);
        self.draft.excluded = Some(excluded);
        Ok(())
    }

    /// The day, range or numbered day that starts here and how many pieces it takes.
    fn day_range(&self, token: &Token) -> Result<(String, usize), HoursError> {
        let day = match &token.kind {
            Kind::Word(Word::Days(first, last)) => {
                return Ok((format!("{}-{}", osm_day(*first), osm_day(*last)), 1));
            }
            Kind::Word(Word::Day(day)) => *day,
            Kind::Word(Word::Holidays) => return Ok((HOLIDAYS.to_owned(), 1)),
            _ => return self.numbered_day(token),
        };
        match (self.kind(1), self.kind(2)) {
            (Some(Kind::Word(Word::To)), Some(Kind::Word(Word::Day(last)))) => {
                Ok((format!("{}-{}", osm_day(day), osm_day(*last)), 3))
            }
            _ => Ok((osm_day(day).to_owned(), 1)),
        }
    }

    /// "1er et 3e samedi", "dernier vendredi".
    fn numbered_day(&self, token: &Token) -> Result<(String, usize), HoursError> {
        let mut numbers = Vec::new();
        let mut length = 0;
        loop {
            match self.kind(length) {
                Some(Kind::Word(Word::Nth(nth))) => numbers.push(nth.to_string()),
                Some(Kind::Number(1)) => numbers.push("1".to_owned()),
                Some(Kind::Word(Word::And | Word::Noise)) => {}
                Some(Kind::Word(Word::Day(day))) => {
                    return Ok((format!("{}[{}]", osm_day(*day), numbers.join(",")), length + 1));
                }
                _ => {
                    return Err(HoursError::NotUnderstood {
                        at: token.at,
                        word: token.text.clone(),
                    });
                }
            }
            length += 1;
        }
    }

    /// "fermé le lundi et le 1er mai" closes both, not the Mondays that are a 1st of May; `mixed` when the rule has
    /// the other kind already.
    pub(super) fn split_closed_list(&mut self, at: usize, mixed: bool) -> Result<(), HoursError> {
        let opening = self.draft.opening;
        let open_list = matches!(opening, Opening::ClosedFirst | Opening::Except);
        if self.link != Link::None && mixed && open_list {
            self.finish(true)?;
            self.draft.at = at;
            self.draft.opening = opening;
        }
        Ok(())
    }
}

fn osm_day(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Mo",
        Weekday::Tue => "Tu",
        Weekday::Wed => "We",
        Weekday::Thu => "Th",
        Weekday::Fri => "Fr",
        Weekday::Sat => "Sa",
        Weekday::Sun => "Su",
    }
}
