//! The dates and months of a rule.

use super::Reader;
use crate::hours::{
    HoursError,
    lexer::{Kind, Token},
    vocabulary::Word,
};

impl Reader {
    /// Whether a number is the day of a date here: "14 juillet", "1er au 15 août".
    pub(super) fn starts_date(&self) -> bool {
        let month = |kind: Option<&Kind>| matches!(kind, Some(Kind::Word(Word::Month(_))));
        let range = matches!(self.kind(1), Some(Kind::Word(Word::To))) && matches!(self.kind(2), Some(Kind::Number(_)));
        month(self.kind(1)) || (range && month(self.kind(3)))
    }

    /// Reads a date, a month or a range of them into the rule.
    pub(super) fn dates(&mut self, token: &Token) -> Result<(), HoursError> {
        self.begin(token.at)?;
        self.split_closed_list(token.at, !self.draft.days.is_empty())?;
        let start = self.date(token)?;
        let mut range = start.clone();
        let continues = match self.kind(1) {
            Some(Kind::Word(Word::Month(_))) => true,
            Some(Kind::Number(_)) => matches!(self.kind(2), Some(Kind::Word(Word::Month(_)))),
            _ => false,
        };
        if matches!(self.kind(0), Some(Kind::Word(Word::To)))
            && continues
            && let Some(next) = self.peek(1).cloned()
        {
            self.next += 1;
            let end = self.date(&next)?;
            range = format!("{start}-{end}");
            self.draft.season = true;
        }
        self.draft.dates.push(range);
        Ok(())
    }

    /// Reads "14 juillet 2026", "14 juillet", "juillet", "July 14", or "1er au 15 août", and moves behind it.
    fn date(&mut self, token: &Token) -> Result<String, HoursError> {
        let not_a_date = || HoursError::NotUnderstood {
            at: token.at,
            word: token.text.clone(),
        };
        let mut day = None;
        let mut last_day = None;
        if let Some(Kind::Number(number)) = self.kind(0) {
            day = Some(*number);
            self.next += 1;
            if let (Some(Kind::Word(Word::To)), Some(Kind::Number(last))) = (self.kind(0), self.kind(1)) {
                last_day = Some(*last);
                self.next += 2;
            }
        }
        let Some(Kind::Word(Word::Month(month))) = self.kind(0) else {
            return Err(not_a_date());
        };
        let month = osm_month(*month);
        self.next += 1;
        let hour = matches!(self.kind(1), Some(Kind::Word(Word::To))) && matches!(self.kind(2), Some(Kind::Time(_)));
        if let (None, Some(Kind::Number(number)), false) = (day, self.kind(0), hour) {
            day = Some(*number);
            self.next += 1;
        }
        let mut date = String::new();
        if let Some(Kind::Year(year)) = self.kind(0) {
            date = format!("{year} ");
            self.next += 1;
        }
        date.push_str(month);
        for (sign, day) in [(' ', day), ('-', last_day)] {
            if let Some(day) = day {
                if !(1..=31).contains(&day) {
                    return Err(not_a_date());
                }
                date.push(sign);
                date.push_str(&day.to_string());
            }
        }
        // A whole month is a season, too.
        self.draft.season |= last_day.is_some() || day.is_none();
        Ok(date)
    }
}

fn osm_month(month: u32) -> &'static str {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let index = usize::try_from(month).unwrap_or(0).saturating_sub(1);
    MONTHS.get(index).copied().unwrap_or_default()
}
