//! Hours as French and English staff write them, rewritten in OpenStreetMap's syntax.
//!
//! ```text
//! Lu-Ve 8h30-12h, 13h30-17h30            Mo-Fr 08:30-12:00,13:30-17:30
//! du mardi au samedi de 9 h à 12 h       Tu-Sa 09:00-12:00
//! fermé le lundi, sauf jours fériés      Mo off; PH off
//! ```
//! What can be read in two ways is refused: staff then see it, citizens never do.

use chrono::Weekday;

use super::{
    HoursError,
    draft::Draft,
    lexer::{Kind, Token, tokens},
    vocabulary::Word,
};

/// The hours in OpenStreetMap's syntax.
pub(super) fn to_osm(text: &str) -> Result<String, HoursError> {
    let mut reader = Reader {
        tokens: resolved(tokens(text)),
        ..Reader::default()
    };
    reader.refuse()?;
    while let Some(token) = reader.peek(0).cloned() {
        reader.step(&token)?;
    }
    reader.finish(false)?;
    if reader.rules.is_empty() {
        return Err(HoursError::Empty);
    }
    Ok(render(reader.rules))
}

/// Whether the text holds "mar" where it may mean mardi, which OpenStreetMap would read as March.
pub(super) fn may_mean_tuesday(text: &str) -> bool {
    let doubtful = tokens(text)
        .iter()
        .filter(|token| token.kind == Kind::Word(Word::TuesdayOrMarch))
        .count();
    let march = |token: &Token| token.kind == Kind::Word(Word::Month(3)) && token.text.eq_ignore_ascii_case("mar");
    doubtful > resolved(tokens(text)).iter().filter(|token| march(token)).count()
}

/// Where hours end before they start, in characters.
pub(super) fn past_midnight(text: &str) -> Option<usize> {
    let tokens = tokens(text);
    let mut spans = tokens.windows(3).filter_map(|window| match window {
        [from, link, to] if link.kind == Kind::Word(Word::To) => Some((from, to)),
        _ => None,
    });
    spans.find_map(|(from, to)| match (&from.kind, &to.kind) {
        (Kind::Time(start), Kind::Time(end)) if end <= start => Some(from.at),
        _ => None,
    })
}

/// The rules, exceptions behind what they are exceptions to.
fn render(mut rules: Vec<Draft>) -> String {
    rules.sort_by_key(Draft::is_exception);
    let mut osm = String::new();
    for (index, rule) in rules.iter().enumerate() {
        let earlier = rules.get(..index).unwrap_or_default();
        if !osm.is_empty() {
            osm.push_str(if rule.adds_to(earlier) { ", " } else { "; " });
        }
        osm.push_str(&rule.to_osm());
    }
    osm
}

/// The tokens, with "mar" read as what it is linked to: "mar-ven" are days, "jan-mar" are months.
fn resolved(mut tokens: Vec<Token>) -> Vec<Token> {
    let kinds: Vec<Kind> = tokens.iter().map(|token| token.kind.clone()).collect();
    let kind = |index: Option<usize>| index.and_then(|index| kinds.get(index));
    let link = |index: Option<usize>| matches!(kind(index), Some(Kind::Word(Word::To | Word::And)));
    for (index, token) in tokens.iter_mut().enumerate() {
        if token.kind != Kind::Word(Word::TuesdayOrMarch) {
            continue;
        }
        let [before, after] = [index.checked_sub(1), index.checked_add(1)];
        let beyond_before = before.filter(|_| link(before)).and_then(|at| at.checked_sub(1));
        let beyond_after = after.filter(|_| link(after)).and_then(|at| at.checked_add(1));
        let hour = link(after.map(|at| at + 1)) && matches!(kind(after.map(|at| at + 2)), Some(Kind::Time(_)));
        let numbered = matches!(kind(before), Some(Kind::Number(_) | Kind::Year(_)))
            || (matches!(kind(after), Some(Kind::Number(_))) && !hour);
        let linked = [kind(beyond_before), kind(beyond_after)];
        if numbered
            || linked
                .iter()
                .any(|kind| matches!(kind, Some(Kind::Word(Word::Month(_)))))
        {
            token.kind = Kind::Word(Word::Month(3));
        } else if linked.iter().any(|kind| matches!(kind, Some(Kind::Word(Word::Day(_))))) {
            token.kind = Kind::Word(Word::Day(Weekday::Tue));
        }
    }
    tokens
}

#[derive(Default)]
struct Reader {
    tokens: Vec<Token>,
    next: usize,
    rules: Vec<Draft>,
    draft: Draft,
    /// The last thing read was "et" or a comma.
    linked: bool,
    /// The last thing read was a comma.
    comma: bool,
    /// "entre" was read: its "et" means "à".
    between: bool,
    /// Days that follow are taken out of the rule ("du lundi au samedi sauf mercredi, 9h-12h").
    excluding: bool,
}

impl Reader {
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
        let linked = std::mem::take(&mut self.linked);
        match &token.kind {
            Kind::Word(Word::And) => {
                self.linked = true;
                self.comma = matches!(token.text.as_str(), "," | "/");
            }
            Kind::Word(Word::Noise) => self.linked = linked,
            Kind::Word(Word::Between) => self.between = true,
            Kind::Stop => self.finish(false)?,
            Kind::Word(Word::Day(_) | Word::Days(..) | Word::Holidays | Word::Nth(_)) => {
                return self.days(token, linked);
            }
            Kind::Word(Word::Month(_)) | Kind::Year(_) => return self.dates(token, linked),
            Kind::Number(_) if self.starts_date() => return self.dates(token, linked),
            Kind::Number(1)
                if matches!(self.kind(1), Some(Kind::Word(Word::Day(_) | Word::And))) && token.text.len() > 1 =>
            {
                return self.days(token, linked);
            }
            Kind::Time(_) | Kind::Number(_) | Kind::Word(Word::Hour(_)) => return self.span(token),
            Kind::Word(Word::Always) => self.push_time(token.at, (0, 24 * 60))?,
            Kind::Word(Word::Off) => self.off(token.at)?,
            Kind::Word(Word::Except) => self.except(token.at)?,
            Kind::Word(Word::Appointment) => self.comment(token.at, token.text.clone()),
            Kind::Comment(text) => self.comment(token.at, text.clone()),
            Kind::Word(Word::HalfDay) => self.draft.half_day = Some((token.at, token.text.clone())),
            Kind::Word(_) | Kind::BadTime | Kind::Unknown => {}
        }
        self.next += 1;
        Ok(())
    }

    /// Ends the rule that is being read and starts the next, `joined` to it or not.
    fn finish(&mut self, joined: bool) -> Result<(), HoursError> {
        self.excluding = false;
        let mut draft = std::mem::take(&mut self.draft);
        self.draft.joined = joined;
        if draft.is_empty() {
            return Ok(());
        }
        if let Some(before) = self.rules.iter().rev().find(|rule| !rule.off)
            && before.season
            && !draft.off
            && draft.dates.is_empty()
        {
            if !draft.joined {
                return Err(HoursError::Undated { at: draft.at });
            }
            draft.dates.clone_from(&before.dates);
            draft.season = true;
        }
        draft.check()?;
        let excluded = draft.excluded.take();
        self.rules.push(draft);
        self.rules.extend(excluded.map(|excluded| *excluded));
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

    fn days(&mut self, token: &Token, linked: bool) -> Result<(), HoursError> {
        let (name, length) = self.day_range(token)?;
        if self.excluding {
            self.next += length;
            return self.exclude(token.at, name);
        }
        self.begin(token.at)?;
        self.split_closed_list(token.at, linked, !self.draft.dates.is_empty())?;
        self.next += length;
        match &self.draft.half_day {
            // "lundi matin et mardi 8h-17h": whose hours are they?
            Some((at, word)) if self.draft.times.is_empty() => Err(HoursError::NotUnderstood {
                at: *at,
                word: word.clone(),
            }),
            _ => {
                self.draft.times_first |= !self.draft.times.is_empty();
                add_day(&mut self.draft, name);
                Ok(())
            }
        }
    }

    /// Takes a day out of the rule whose hours are still to come.
    fn exclude(&mut self, at: usize, name: Option<String>) -> Result<(), HoursError> {
        let mut excluded = self.draft.excluded.take().unwrap_or_default();
        // "lundi sauf jours fériés, mardi 9h-12h": is Tuesday one more exception?
        if self.comma && excluded.has_days() {
            return Err(HoursError::Unseparated { at });
        }
        excluded.at = at;
        excluded.off = true;
        add_day(&mut excluded, name);
        self.draft.excluded = Some(excluded);
        Ok(())
    }

    /// The day, range or numbered day that starts here (`None` for public holidays), and how many pieces it takes.
    fn day_range(&self, token: &Token) -> Result<(Option<String>, usize), HoursError> {
        let day = match &token.kind {
            Kind::Word(Word::Days(first, last)) => {
                return Ok((Some(format!("{}-{}", osm_day(*first), osm_day(*last))), 1));
            }
            Kind::Word(Word::Day(day)) => *day,
            Kind::Word(Word::Holidays) => return Ok((None, 1)),
            _ => return self.numbered_day(token),
        };
        match (self.kind(1), self.kind(2)) {
            (Some(Kind::Word(Word::To)), Some(Kind::Word(Word::Day(last)))) => {
                Ok((Some(format!("{}-{}", osm_day(day), osm_day(*last))), 3))
            }
            _ => Ok((Some(osm_day(day).to_owned()), 1)),
        }
    }

    /// "1er et 3e samedi", "dernier vendredi".
    fn numbered_day(&self, token: &Token) -> Result<(Option<String>, usize), HoursError> {
        let mut numbers = Vec::new();
        let mut length = 0;
        loop {
            match self.kind(length) {
                Some(Kind::Word(Word::Nth(nth))) => numbers.push(nth.to_string()),
                Some(Kind::Number(1)) => numbers.push("1".to_owned()),
                Some(Kind::Word(Word::And | Word::Noise)) => {}
                Some(Kind::Word(Word::Day(day))) => {
                    return Ok((Some(format!("{}[{}]", osm_day(*day), numbers.join(","))), length + 1));
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

    /// "fermé le lundi et le 1er mai" closes both, not the Mondays that are a 1st of May.
    fn split_closed_list(&mut self, at: usize, linked: bool, mixed: bool) -> Result<(), HoursError> {
        if linked && mixed && self.draft.off && self.draft.off_first {
            let except = self.draft.except;
            self.finish(true)?;
            self.draft = Draft {
                at,
                off: true,
                off_first: true,
                except,
                joined: true,
                ..Draft::default()
            };
        }
        Ok(())
    }

    /// Whether a number is the day of a date here: "14 juillet", "1er au 15 août".
    fn starts_date(&self) -> bool {
        let month = |kind: Option<&Kind>| matches!(kind, Some(Kind::Word(Word::Month(_))));
        let range = matches!(self.kind(1), Some(Kind::Word(Word::To))) && matches!(self.kind(2), Some(Kind::Number(_)));
        month(self.kind(1)) || (range && month(self.kind(3)))
    }

    fn dates(&mut self, token: &Token, linked: bool) -> Result<(), HoursError> {
        self.begin(token.at)?;
        let mixed = !self.draft.days.is_empty() || self.draft.holidays;
        self.split_closed_list(token.at, linked, mixed)?;
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
        if self.draft.off {
            // "sauf mercredi 9h-12h" gives one day other hours; with more days it is not clear whose hours they are.
            if !self.draft.except || self.draft.day_count() != 1 {
                return Err(HoursError::Unseparated { at });
            }
            self.draft.off = false;
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
        self.draft.off_first = !self.draft.has_days();
        self.draft.off = true;
        Ok(())
    }

    fn except(&mut self, at: usize) -> Result<(), HoursError> {
        if self.draft.has_days() && !self.draft.is_complete() && !self.draft.off {
            self.excluding = true;
            return Ok(());
        }
        if !self.draft.is_empty() {
            self.finish(true)?;
        }
        self.draft = Draft {
            at,
            off: true,
            off_first: true,
            except: true,
            joined: true,
            ..Draft::default()
        };
        Ok(())
    }

    fn comment(&mut self, at: usize, text: String) {
        if self.draft.is_empty() {
            self.draft.at = at;
        }
        self.draft.comment = Some(text).filter(|text| !text.is_empty());
    }
}

/// Adds a day, or the public holidays.
fn add_day(draft: &mut Draft, name: Option<String>) {
    match name {
        Some(name) => draft.days.push(name),
        None => draft.holidays = true,
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

fn osm_month(month: u32) -> &'static str {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let index = usize::try_from(month).unwrap_or(0).saturating_sub(1);
    MONTHS.get(index).copied().unwrap_or_default()
}
