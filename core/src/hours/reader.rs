//! Reads the pieces of hours into rules, and refuses what can be read in two ways.

mod dates;
mod days;

use super::{
    HoursError,
    draft::{Draft, Opening},
    lexer::{Kind, Token},
    vocabulary::Word,
};

/// What stood before the piece that is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Link {
    #[default]
    None,
    /// "et".
    And,
    /// A comma or a slash.
    Comma,
}

/// Reads pieces one after the other.
#[derive(Default)]
pub(super) struct Reader {
    tokens: Vec<Token>,
    next: usize,
    rules: Vec<Draft>,
    draft: Draft,
    link: Link,
    /// "entre" was read: its "et" means "à".
    between: bool,
    /// Days that follow are taken out of the rule ("du lundi au samedi sauf mercredi, 9h-12h").
    excluding: bool,
}

impl Reader {
    /// The rules of a text, in the order written.
    pub(super) fn read(tokens: Vec<Token>) -> Result<Vec<Draft>, HoursError> {
        let mut reader = Self {
            tokens,
            ..Self::default()
        };
        reader.refuse()?;
        while let Some(token) = reader.peek(0).cloned() {
            reader.step(&token)?;
        }
        reader.finish(false)?;
        Ok(reader.rules)
    }

    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.next + ahead)
    }

    fn kind(&self, ahead: usize) -> Option<&Kind> {
        self.peek(ahead).map(|token| &token.kind)
    }

    /// Refuses what the lexer could not read and what has no meaning here.
    fn refuse(&self) -> Result<(), HoursError> {
        self.tokens.iter().try_for_each(|token| {
            let (at, word) = (token.at, token.text.clone());
            match token.kind {
                Kind::Unknown => Err(HoursError::NotUnderstood { at, word }),
                Kind::BadTime => Err(HoursError::BadTime { at }),
                Kind::Word(Word::TuesdayOrMarch) => Err(HoursError::Ambiguous { at, word }),
                Kind::Word(Word::SchoolHolidays) => Err(HoursError::SchoolHolidays { at: Some(at) }),
                _ => Ok(()),
            }
        })
    }

    /// Reads one piece, or one range, into the rules.
    fn step(&mut self, token: &Token) -> Result<(), HoursError> {
        match &token.kind {
            Kind::Word(Word::And) => {
                self.link = if matches!(token.text.as_str(), "," | "/") {
                    Link::Comma
                } else {
                    Link::And
                };
                self.next += 1;
                return Ok(());
            }
            Kind::Word(Word::Noise) => {
                self.next += 1;
                return Ok(());
            }
            Kind::Word(Word::Day(_) | Word::Days(..) | Word::Holidays | Word::Nth(_)) => self.days(token)?,
            Kind::Number(1) if self.starts_numbered_day(token) => self.days(token)?,
            Kind::Word(Word::Month(_)) | Kind::Year(_) => self.dates(token)?,
            Kind::Number(_) if self.starts_date() => self.dates(token)?,
            Kind::Time(_) | Kind::Number(_) | Kind::Word(Word::Hour(_)) => self.span(token)?,
            _ => {
                self.sign(token)?;
                self.next += 1;
            }
        }
        self.link = Link::None;
        Ok(())
    }

    /// Reads one word that is neither day, date nor hour.
    fn sign(&mut self, token: &Token) -> Result<(), HoursError> {
        match &token.kind {
            Kind::Stop => self.finish(false)?,
            Kind::Word(Word::Between) => self.between = true,
            Kind::Word(Word::Always) => self.push_time(token.at, (0, 24 * 60))?,
            Kind::Word(Word::Off) => self.off(token.at)?,
            Kind::Word(Word::Except) => self.except(token.at)?,
            Kind::Word(Word::Appointment) => self.comment(token.at, token.text.clone()),
            Kind::Comment(text) => self.comment(token.at, text.clone()),
            Kind::Word(Word::HalfDay) => self.draft.half_day = Some((token.at, token.text.clone())),
            _ => {}
        }
        Ok(())
    }

    /// "1er" before a day is "the first of the month".
    fn starts_numbered_day(&self, token: &Token) -> bool {
        token.text.len() > 1 && matches!(self.kind(1), Some(Kind::Word(Word::Day(_) | Word::And)))
    }

    /// Ends the rule that is being read and starts the next, `joined` to it or not.
    fn finish(&mut self, joined: bool) -> Result<(), HoursError> {
        self.excluding = false;
        let mut draft = std::mem::take(&mut self.draft);
        self.draft.joined = joined;
        if draft.is_empty() {
            return Ok(());
        }
        if let Some(before) = self.rules.iter().rev().find(|rule| !rule.is_closed())
            && before.season
            && !draft.is_closed()
            && draft.dates.is_empty()
        {
            if !draft.joined {
                return Err(HoursError::Undated { at: draft.at });
            }
            draft.dates.clone_from(&before.dates);
            draft.season = true;
        }
        draft.check()?;
        let excluded = draft.excluded.take().map(|excluded| *excluded);
        for mut rule in [Some(draft), excluded].into_iter().flatten() {
            self.rules.extend(rule.split_holidays());
            self.rules.push(rule);
        }
        Ok(())
    }

    /// Starts another rule when the present one is complete, and notes where it starts.
    fn begin(&mut self, at: usize) -> Result<(), HoursError> {
        let goes_on = self.draft.times_first && self.linked_days_only();
        if self.draft.is_complete() && !goes_on {
            self.finish(true)?;
        }
        if self.draft.is_empty() {
            self.draft.at = at;
        }
        Ok(())
    }

    /// Whether no more hours follow in this rule: in "9h-12h le lundi et le jeudi" both days belong to the hours.
    fn linked_days_only(&self) -> bool {
        let rest = self
            .tokens
            .iter()
            .skip(self.next)
            .take_while(|token| token.kind != Kind::Stop);
        rest.map(|token| minutes(&token.kind)).all(|minutes| minutes.is_none())
    }

    /// From one hour to another.
    fn span(&mut self, token: &Token) -> Result<(), HoursError> {
        let link = match self.kind(1) {
            Some(Kind::Word(Word::To)) => true,
            Some(Kind::Word(Word::And)) => self.between,
            _ => false,
        };
        let end = self.kind(2).and_then(minutes).filter(|_| link);
        let (Some((start, bare_start)), Some((end, bare_end))) = (minutes(&token.kind), end) else {
            return Err(HoursError::LoneTime { at: token.at });
        };
        if bare_start && bare_end {
            return Err(HoursError::BadTime { at: token.at });
        }
        let start = start % (24 * 60);
        let end = if end == 0 { 24 * 60 } else { end };
        if end > 24 * 60 {
            return Err(HoursError::BadTime { at: token.at });
        }
        if end <= start {
            return Err(HoursError::PastMidnight { at: Some(token.at) });
        }
        self.between = false;
        self.next += 3;
        self.push_time(token.at, (start, end))
    }

    fn push_time(&mut self, at: usize, span: (u16, u16)) -> Result<(), HoursError> {
        self.excluding = false;
        if self.draft.times_first {
            self.finish(true)?;
        }
        if self.draft.is_closed() {
            // "sauf mercredi 9h-12h" gives one day other hours; with more days it is not clear whose hours they are.
            if self.draft.opening != Opening::Except || self.draft.day_count() != 1 {
                return Err(HoursError::Unseparated { at });
            }
            self.draft.opening = Opening::ExceptOpen;
        }
        if self.draft.is_empty() {
            self.draft.at = at;
        }
        self.draft.times.push(span);
        Ok(())
    }

    fn off(&mut self, at: usize) -> Result<(), HoursError> {
        self.begin(at)?;
        if !self.draft.times.is_empty() {
            return Err(HoursError::MissingDays { at: self.draft.at });
        }
        let named = self.draft.has_days();
        self.draft.opening = if named {
            Opening::ClosedLast
        } else {
            Opening::ClosedFirst
        };
        Ok(())
    }

    fn except(&mut self, at: usize) -> Result<(), HoursError> {
        if self.draft.has_days() && !self.draft.is_complete() && !self.draft.is_closed() {
            self.excluding = true;
            return Ok(());
        }
        if !self.draft.is_empty() {
            self.finish(true)?;
        }
        self.draft.at = at;
        self.draft.opening = Opening::Except;
        Ok(())
    }

    fn comment(&mut self, at: usize, text: String) {
        if self.draft.is_empty() {
            self.draft.at = at;
        }
        self.draft.comment = Some(text).filter(|text| !text.is_empty());
    }
}

/// Minutes from midnight, and whether it was a bare number ("8-12h").
fn minutes(kind: &Kind) -> Option<(u16, bool)> {
    match kind {
        Kind::Time(minutes) => Some((*minutes, false)),
        Kind::Number(hours) => Some((hours.saturating_mul(60), true)),
        Kind::Word(Word::Hour(hours)) => Some((u16::from(*hours) * 60, false)),
        _ => None,
    }
}
