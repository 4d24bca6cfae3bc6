//! Cuts what staff wrote into days, hours and the words between them, each with its place.

use unicode_normalization::UnicodeNormalization;

use super::vocabulary::{WORDS, Word};

/// One piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it starts, in characters.
    pub(super) at: usize,
    /// The characters as written.
    pub(super) text: String,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word or sign of the vocabulary.
    Word(Word),
    /// A time of day, in minutes from midnight.
    Time(u16),
    /// A number of one or two digits: an hour ("8-12h") or a day ("14 juillet").
    Number(u16),
    /// A year.
    Year(u16),
    /// What staff added between quotes.
    Comment(String),
    /// The end of a rule: `;`, a full stop or a new line.
    Stop,
    /// No such time of day.
    BadTime,
    /// Anything else.
    Unknown,
}

/// Every piece of the text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let written: Vec<char> = text.chars().collect();
    let folded: Vec<char> = written.iter().copied().map(fold).collect();
    let mut lexer = Lexer {
        written,
        folded,
        at: 0,
        tokens: Vec::new(),
    };
    while lexer.at < lexer.folded.len() {
        lexer.step();
    }
    lexer.tokens
}

/// One character without case or accent; each character stays one, so that places keep their meaning.
fn fold(c: char) -> char {
    match c {
        '’' | 'ʼ' => '\'',
        '–' | '—' | '−' | '‑' => '-',
        '；' => ';',
        '\n' | '\r' => '\n',
        c if c.is_whitespace() => ' ',
        c => c
            .nfd()
            .next()
            .map_or(c, |base| base.to_lowercase().next().unwrap_or(base)),
    }
}

struct Lexer {
    written: Vec<char>,
    folded: Vec<char>,
    at: usize,
    tokens: Vec<Token>,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.folded.get(self.at + ahead).copied()
    }

    /// Reads one piece; always moves on.
    fn step(&mut self) {
        match self.peek(0) {
            None => {}
            Some(' ') => self.at += 1,
            // "lun.-ven." is abbreviated, not ended.
            Some('.') if self.after_abbreviation() => self.at += 1,
            Some(';' | '.' | '\n') => self.push(Kind::Stop, 1),
            Some('"' | '«' | '“') => self.comment(),
            Some(_) => {
                if let Some((word, length)) = self.word() {
                    self.push(Kind::Word(word), length);
                } else if self.peek(0).is_some_and(|c| c.is_ascii_digit()) {
                    self.number();
                } else {
                    let letters = self
                        .written
                        .iter()
                        .skip(self.at)
                        .take_while(|c| c.is_alphanumeric())
                        .count();
                    self.push(Kind::Unknown, letters.max(1));
                }
            }
        }
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let text = self.written.iter().skip(self.at).take(length).collect();
        self.tokens.push(Token {
            kind,
            at: self.at,
            text,
        });
        self.at += length;
    }

    fn after_abbreviation(&self) -> bool {
        self.tokens.last().is_some_and(|token| {
            let dated = matches!(
                token.kind,
                Kind::Word(Word::Day(_) | Word::Month(_) | Word::TuesdayOrMarch)
            );
            dated && token.text.chars().count() < 5 && token.at + token.text.chars().count() == self.at
        })
    }

    fn comment(&mut self) {
        let closing = |c: char| matches!(c, '"' | '»' | '”');
        let inner: String = self
            .written
            .iter()
            .skip(self.at + 1)
            .copied()
            .take_while(|c| !closing(*c))
            .collect();
        let length = inner.chars().count() + 2;
        self.push(Kind::Comment(inner.trim().to_owned()), length);
    }

    /// The longest word of the vocabulary that stands here.
    fn word(&self) -> Option<(Word, usize)> {
        let rest = self.folded.get(self.at..)?;
        let fits = |phrase: &str| {
            let length = phrase.chars().count();
            let same = rest.len() >= length && phrase.chars().eq(rest.iter().copied().take(length));
            let ends_in_word = phrase.chars().last().is_some_and(char::is_alphanumeric);
            let goes_on = rest.get(length).is_some_and(|c| c.is_alphanumeric());
            (same && !(ends_in_word && goes_on)).then_some(length)
        };
        let found = WORDS.iter().filter_map(|(phrase, word)| Some((*word, fits(phrase)?)));
        found.max_by_key(|(_, length)| *length)
    }

    fn digits(&self, ahead: usize) -> (usize, u16) {
        let rest = self.folded.iter().skip(self.at + ahead);
        let digits: Vec<u32> = rest.map_while(|c| c.to_digit(10)).collect();
        let value = digits
            .iter()
            .fold(0_u32, |sum, digit| sum.saturating_mul(10).saturating_add(*digit));
        (digits.len(), u16::try_from(value).unwrap_or(u16::MAX))
    }

    /// How many blanks stand there.
    fn blanks(&self, ahead: usize) -> usize {
        self.folded
            .iter()
            .skip(self.at + ahead)
            .take_while(|c| **c == ' ')
            .count()
    }

    /// Whether one of these words stands there, and nothing of a longer one.
    fn unit(&self, ahead: usize, units: &[&str]) -> Option<usize> {
        let rest = self.folded.get(self.at + ahead..)?;
        units.iter().find_map(|unit| {
            let length = unit.chars().count();
            let same = rest.len() >= length && unit.chars().eq(rest.iter().copied().take(length));
            let goes_on = rest.get(length).is_some_and(|c| c.is_alphabetic());
            (same && !goes_on).then_some(length)
        })
    }

    /// An hour (`8h`, `8 h 30`, `08:30`, `8.30`, `5 pm`, `5:30 pm`), a day, or a year.
    fn number(&mut self) {
        let (length, value) = self.digits(0);
        if length == 4 && (2000..2200).contains(&value) {
            return self.push(Kind::Year(value), length);
        }
        if length > 2 {
            return self.push(Kind::BadTime, length);
        }
        let (minutes, end) = self.clock(length).unwrap_or((0, length));
        let unit_at = end + self.blanks(end);
        let half_day = [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)];
        let half_day = half_day
            .iter()
            .find_map(|(unit, plus)| Some((self.unit(unit_at, &[unit])?, plus)));
        let (hours, end) = match half_day {
            Some((unit, plus)) if (1..=12).contains(&value) => (value % 12 + plus, unit_at + unit),
            Some((unit, _)) => return self.push(Kind::BadTime, unit_at + unit),
            None if end == length => {
                // "1er janvier" is a day of the month.
                let ordinal = self.unit(length, &["er"]).unwrap_or(0);
                return self.push(Kind::Number(value), length + ordinal);
            }
            None => (value, end),
        };
        let exists = hours < 24 && minutes < 60 || hours == 24 && minutes == 0;
        let kind = if exists {
            Kind::Time(hours * 60 + minutes)
        } else {
            Kind::BadTime
        };
        self.push(kind, end);
    }

    /// What follows the hours of a clock time: its minutes, and where it ends.
    fn clock(&self, from: usize) -> Option<(u16, usize)> {
        if matches!(self.peek(from), Some(':' | '.')) {
            let (length, minutes) = self.digits(from + 1);
            return (length == 2).then_some((minutes, from + 1 + length));
        }
        let mut end = from + self.blanks(from);
        end += self.unit(end, &["heures", "heure", "hours", "h"])?;
        let minutes_at = end + self.blanks(end);
        let (length, minutes) = self.digits(minutes_at);
        // "8 h 12 h" are two times, "8 h 30" is one.
        let after = minutes_at + length;
        let next_time = self
            .unit(after + self.blanks(after), &["heures", "heure", "hours", "h"])
            .is_some()
            || self.peek(after) == Some(':');
        if length == 2 && !next_time {
            return Some((minutes, after));
        }
        Some((0, end))
    }
}
