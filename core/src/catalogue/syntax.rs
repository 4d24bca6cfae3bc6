//! What a YAML parser means by its errors, in the terms of somebody who types French into a text file.

use super::{node::quoted, text::Text};
use crate::diagnostic::{Diagnostic, Problem};

/// Characters that YAML keeps for itself at the start of a value. Quotes, which open a text, are not among them.
pub(super) const RESERVED: &[char] = &[
    '*', '&', '@', '`', '%', '>', '|', '!', '{', '}', '[', ']', ',', '#', '?', '-', ':',
];

/// Explains why the parser stopped at byte `at`.
pub(super) fn explain(text: &Text, at: usize, reason: &str) -> Diagnostic {
    let (start, line) = text.line_at(at);
    let indent = line.len() - line.trim_start().len();
    let value_at = value_start(line);
    let value = line.get(value_at..).unwrap_or_default();
    let value_span = start + value_at..start + value_at + value.trim_end().len();
    let corrected = |value: &str| line.get(..value_at).unwrap_or_default().trim_start().to_owned() + &quoted(value);
    let here = at..at
        + text
            .slice(at..text.content.len())
            .chars()
            .next()
            .map_or(0, char::len_utf8);

    let (span, problem) = if let Some(tab) = line.get(..indent).and_then(|spaces| spaces.find('\t')) {
        (start + tab..start + tab + 1, Problem::Tab)
    } else if let Some(space) = line
        .char_indices()
        .find(|(at, c)| is_no_break_space(*c) && *at < indent.max(value_at))
    {
        let at = start + space.0;
        (at..at + space.1.len_utf8(), Problem::NoBreakSpace)
    } else if let Some(inner) = broken_quotes(value, '\'') {
        (
            value_span,
            Problem::ApostropheInQuotes {
                line: corrected(&inner.replace("''", "'")),
            },
        )
    } else if let Some(inner) = broken_quotes(value, '"') {
        (
            value_span,
            Problem::TextAfterQuote {
                line: Some(corrected(&inner.replace("\\\"", "\""))),
            },
        )
    } else if is_plain(value) && value.contains(": ") && !reason.contains("quoted") {
        (
            value_span,
            Problem::ColonInText {
                line: corrected(value.trim_end()),
            },
        )
    } else if let Some(character) = value.chars().next().filter(|c| is_misused(value, *c)) {
        let end = value_span.start + character.len_utf8();
        (
            value_span.start..end,
            Problem::ReservedStart {
                character,
                line: corrected(value.trim_end()),
            },
        )
    } else {
        (here, by_reason(reason))
    };
    Diagnostic::new(Some(text.place(span)), problem)
}

/// The cause as far as the parser's own words tell it.
fn by_reason(reason: &str) -> Problem {
    let says = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if says(&["tab"]) {
        Problem::Tab
    } else if says(&[
        "invalid indentation in quoted scalar",
        "end of stream",
        "document indicator",
    ]) {
        Problem::UnclosedQuote
    } else if says(&["escape character", "hexadecimal"]) {
        Problem::Backslash
    } else if says(&["flow mapping", "flow sequence", "flow construct", "bracket"]) {
        Problem::UnclosedBracket
    } else if says(&["trailing content after"]) {
        Problem::TextAfterQuote { line: None }
    } else if says(&["unknown anchor", "anchor or alias"]) {
        Problem::Anchor
    } else if says(&["recursion limit"]) {
        Problem::TooDeep
    } else if says(&[
        "expected key",
        "'-' indicator",
        "indentation",
        "indented",
        "simple key",
        "mapping values",
        "next token",
    ]) {
        Problem::Indentation
    } else {
        Problem::Syntax {
            reason: reason.to_owned(),
        }
    }
}

/// Where the value of a line starts: behind its indentation, its dashes and its key.
pub(super) fn value_start(line: &str) -> usize {
    let mut rest = line.trim_start();
    while let Some(behind) = rest.strip_prefix("- ") {
        rest = behind.trim_start();
    }
    let behind_key = rest.split_once(':').and_then(|(key, behind)| {
        let is_key = !key.is_empty()
            && key
                .trim_end()
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let glued = !key.ends_with(char::is_whitespace);
        (is_key && glued && behind.starts_with(char::is_whitespace)).then(|| behind.trim_start())
    });
    line.len() - behind_key.unwrap_or(rest).len()
}

/// Spaces that look like one and are none for YAML.
pub(super) fn is_no_break_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{3000}' | '\u{2009}')
}

/// What stands between the outer quotes of a value that closes its quotes too early.
fn broken_quotes(value: &str, quote: char) -> Option<&str> {
    let value = value.trim_end();
    let opened = value.strip_prefix(quote)?;
    // Without a quote at its end, the text runs on behind the closing one, or on the next lines.
    let inner = opened.strip_suffix(quote).unwrap_or(opened);
    let closing = opened.strip_suffix(quote).is_some();
    let doubled = if quote == '\'' {
        inner.replace("''", "")
    } else {
        inner.replace("\\\"", "")
    };
    (doubled.contains(quote) && (closing || quote == '\'' && doubled.matches(quote).count() == 1)).then_some(inner)
}

/// Whether a value is written without quotes and outside of brackets.
fn is_plain(value: &str) -> bool {
    !value.is_empty() && !value.starts_with(['"', '\'', '{', '[', '|', '>', '#'])
}

/// Whether a value starts with a character that YAML reads in its own way, and goes on like a sentence.
fn is_misused(value: &str, first: char) -> bool {
    let rest = value.trim_start_matches(first).trim_start();
    match first {
        // A list or a map in brackets may be what is meant; only a text behind it tells that it is not.
        '{' | '[' => value.find(['}', ']']).is_some_and(|end| {
            value
                .get(end + 1..)
                .unwrap_or_default()
                .trim_start()
                .starts_with(|c: char| c.is_alphanumeric())
        }),
        '-' | '?' | ':' => value.strip_prefix(first).is_some_and(|v| v.starts_with(' ')) && !rest.is_empty(),
        _ => RESERVED.contains(&first) && first != '#' && !rest.is_empty(),
    }
}
