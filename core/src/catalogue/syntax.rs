//! What a YAML parser means by its errors, in the terms of somebody who types French into a text file.

mod above;

use std::ops::Range;

use super::{
    guard,
    line::{broken_quotes, is_misused, is_no_break_space, is_plain, value_start},
    node::quoted,
    text::Text,
};
use crate::diagnostic::{Diagnostic, Problem};

/// How many lines above the fault an open bracket is looked for.
const LINES_ABOVE: usize = 20;

/// What may stand behind a backslash between double quotes.
const ESCAPES: &str = "0abt\tnvfre \"/\\N_LPxuU\n\r";

/// Explains why the parser stopped at byte `at`.
pub(super) fn explain(text: &Text, at: usize, reason: &str) -> Diagnostic {
    let stop = Stop::new(text, at, reason);
    // What the line shows is a better witness than the parser's words; the surest signs come first.
    let cause = (stop.tab())
        .or_else(|| stop.no_break_space())
        .or_else(|| stop.missing_space())
        .or_else(|| stop.early_quote())
        .or_else(|| stop.colon())
        .or_else(|| stop.reserved_start())
        .or_else(|| above::cause(&stop))
        .or_else(|| stop.colon_in_braces())
        .or_else(|| stop.missing_comma())
        .or_else(|| stop.unclosed_bracket());
    let (span, problem) = cause.unwrap_or_else(|| stop.by_reason());
    Diagnostic::new(Some(text.place(span)), problem)
}

/// Where a parser stopped.
struct Stop<'a> {
    text: &'a Text,
    at: usize,
    reason: &'a str,
    /// Where the line starts.
    start: usize,
    line: &'a str,
    /// Where the line's value starts, counted from the line's start.
    value_at: usize,
}

/// What was found: its bytes in the file, and what it is.
type Cause = (Range<usize>, Problem);

impl<'a> Stop<'a> {
    fn new(text: &'a Text, at: usize, reason: &'a str) -> Self {
        let (mut start, mut line) = text.line_at(at);
        // At the end of the file, what is wrong stands above.
        while line.trim().is_empty() && start > 0 {
            (start, line) = text.line_at(start - 1);
        }
        let line = line.trim_end();
        Self {
            text,
            at,
            reason,
            start,
            line,
            value_at: value_start(line),
        }
    }

    fn value(&self) -> &'a str {
        self.line.get(self.value_at..).unwrap_or_default()
    }

    fn value_span(&self) -> Range<usize> {
        self.start + self.value_at..self.start + self.line.len()
    }

    /// The line behind its indentation and dashes, with its bytes in the file.
    fn content(&self) -> (&'a str, Range<usize>) {
        let content = self.line.trim_start().trim_start_matches("- ");
        let end = self.start + self.line.len();
        (content, end - content.len()..end)
    }

    /// The line with its value between quotes, to paste.
    fn corrected(&self, value: &str) -> String {
        self.line
            .get(..self.value_at)
            .unwrap_or_default()
            .trim_start()
            .to_owned()
            + &quoted(value)
    }

    /// The character at which the parser stopped.
    fn here(&self) -> Range<usize> {
        let rest = self.text.slice(self.at..self.text.content.len());
        self.at..self.at + rest.chars().next().map_or(0, char::len_utf8)
    }

    fn tab(&self) -> Option<Cause> {
        let indent = self.line.len() - self.line.trim_start().len();
        let tab = self.start + self.line.get(..indent)?.find('\t')?;
        Some((tab..tab + 1, Problem::Tab))
    }

    /// A no-break space in front of the value.
    fn no_break_space(&self) -> Option<Cause> {
        let held = self.line.get(..self.value_at)?;
        held.contains(is_no_break_space)
            .then(|| guard::no_break_space_in(self.text, &(self.start..self.start + self.value_at)))
    }

    /// `fr:"Bonjour."`
    fn missing_space(&self) -> Option<Cause> {
        let (content, span) = self.content();
        let key = guard::glued_key(content)?;
        let trimmed = self.line.trim_start();
        let dashes = trimmed.get(..trimmed.len() - content.len())?;
        let line = format!("{dashes}{key}: {}", content.get(key.len() + 1..)?.trim());
        Some((span, Problem::MissingSpace { line }))
    }

    /// `'L'accueil'`, `"le "guichet" est ouvert"`
    fn early_quote(&self) -> Option<Cause> {
        let problem = if let Some(inner) = broken_quotes(self.value(), '\'') {
            Problem::ApostropheInQuotes {
                line: self.corrected(&inner.replace("''", "'")),
            }
        } else {
            let inner = broken_quotes(self.value(), '"')?;
            Problem::TextAfterQuote {
                line: Some(self.corrected(&inner.replace("\\\"", "\""))),
            }
        };
        Some((self.value_span(), problem))
    }

    /// `fr: Horaires : 8h30`
    fn colon(&self) -> Option<Cause> {
        let mut value = self.value();
        // A single quote mark at the end lacks the one at the start.
        if let Some(inner) = value.strip_suffix('"').filter(|inner| !inner.contains('"')) {
            value = inner;
        }
        let is_text = is_plain(value) && value.contains(": ") && !self.reason.contains("quoted");
        is_text.then(|| {
            (
                self.value_span(),
                Problem::ColonInText {
                    line: self.corrected(guard::without_smart_quotes(value).unwrap_or(value)),
                },
            )
        })
    }

    /// `fr: @mairie`
    fn reserved_start(&self) -> Option<Cause> {
        let character = self
            .value()
            .chars()
            .next()
            .filter(|first| is_misused(self.value(), *first))?;
        let start = self.value_span().start;
        let problem = Problem::ReservedStart {
            character,
            line: self.corrected(self.value()),
        };
        Some((start..start + character.len_utf8(), problem))
    }

    /// `["bonjour" "salut"]`
    fn missing_comma(&self) -> Option<Cause> {
        let before = self.text.slice(0..self.at).trim_end();
        let between_texts = before.ends_with(['"', '\'']) && matches!(self.text.slice(self.here()), "\"" | "'");
        (between_texts && self.open_bracket().is_some()).then(|| (self.here(), Problem::MissingComma))
    }

    /// A list or map in brackets that is not closed.
    fn unclosed_bracket(&self) -> Option<Cause> {
        let bracket = self.open_bracket().filter(|_| !self.reason.contains("quoted"))?;
        Some((bracket..bracket + 1, Problem::UnclosedBracket))
    }

    /// A bracket that is still open here, looked for in the lines just above.
    fn open_bracket(&self) -> Option<usize> {
        let start = self.text.lines_above(self.at, LINES_ABOVE);
        let mut open: Vec<usize> = Vec::new();
        let mut quote = None;
        let mut before = '\n';
        for (offset, c) in self.text.slice(start..self.at).char_indices() {
            match (quote, c) {
                (Some(closing), _) => quote = Some(closing).filter(|closing| *closing != c),
                // Outside of brackets, an apostrophe is most often one.
                (None, '"' | '\'') if !open.is_empty() && !before.is_alphanumeric() => quote = Some(c),
                (None, '[' | '{') => open.push(start + offset),
                (None, ']' | '}') => {
                    open.pop();
                }
                (None, _) => {}
            }
            before = c;
        }
        open.pop()
    }

    /// `{fr: Horaires : 8h30}`
    fn colon_in_braces(&self) -> Option<Cause> {
        let (open, close) = (self.line.find('{')?, self.line.rfind('}')?);
        let (key, value) = self.line.get(open + 1..close)?.split_once(": ")?;
        let is_text = guard::is_key(key.trim()) && is_plain(value) && value.contains(": ") && !value.contains(',');
        let span = self.start + close - value.len()..self.start + close;
        let (before, behind) = (self.line.get(..span.start - self.start)?, self.line.get(close..)?);
        let line = before.trim_start().to_owned() + &quoted(value.trim_end()) + behind;
        is_text.then_some((span, Problem::ColonInText { line }))
    }

    /// `"salut" ?` as one text, to paste.
    fn with_its_tail(&self) -> Option<String> {
        let inner = self.value().strip_prefix('"')?;
        let (text, tail) = inner.split_once('"')?;
        (!tail.contains(['"', '#'])).then(|| self.corrected(&(text.to_owned() + tail)))
    }

    /// Whether the parser's words hold one of these.
    fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.reason.contains(word))
    }

    /// Whether the parser expected something else at this place of the file's structure.
    fn is_out_of_place(&self) -> bool {
        self.says(&[
            "expected key",
            "'-' indicator",
            "indent",
            "simple key",
            "mapping values",
            "next token",
        ])
    }

    /// Whether the line is an item of a list with this indentation.
    fn is_item_at(&self, indent: usize) -> bool {
        let content = self.line.trim_start();
        content.starts_with("- ") && self.line.len() - content.len() == indent
    }

    /// The cause as far as the parser's own words tell it.
    fn by_reason(&self) -> Cause {
        let problem = if self.says(&["tab"]) {
            Problem::Tab
        } else if self.says(&[
            "invalid indentation in quoted scalar",
            "end of stream",
            "document indicator",
        ]) {
            Problem::UnclosedQuote
        } else if self.says(&["escape character", "hexadecimal"]) {
            return (self.backslash().unwrap_or_else(|| self.here()), Problem::Backslash);
        } else if self.says(&["flow mapping", "flow sequence", "flow construct", "bracket"]) {
            Problem::UnclosedBracket
        } else if self.says(&["trailing content after"]) {
            Problem::TextAfterQuote {
                line: self.with_its_tail(),
            }
        } else if self.says(&["anchor"]) {
            Problem::Anchor
        } else if self.says(&["recursion limit"]) {
            Problem::TooDeep
        } else if self.is_out_of_place() {
            return (self.content().1, Problem::Indentation);
        } else {
            Problem::Syntax {
                reason: self.reason.to_owned(),
            }
        };
        (self.here(), problem)
    }

    /// The first backslash from here on that stands before a character it must not stand before.
    fn backslash(&self) -> Option<Range<usize>> {
        let rest = self.text.slice(self.at..self.text.content.len());
        let mut characters = rest.char_indices();
        while let Some((at, c)) = characters.next() {
            if c == '\\' && !characters.next().is_some_and(|(_, escaped)| ESCAPES.contains(escaped)) {
                return Some(self.at + at..self.at + at + 1);
            }
        }
        None
    }
}
