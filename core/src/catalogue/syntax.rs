//! What a YAML parser means by its errors, in the terms of somebody who types French into a text file.

use super::{guard, node::quoted, text::Text};
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
    let rest = line.trim_start().trim_start_matches("- ");
    let (rest_at, line_end) = (line.len() - rest.len(), line.trim_end().len());
    let value = line.get(value_at..).unwrap_or_default();
    let value_span = start + value_at..start + value_at + value.trim_end().len();
    let corrected = |value: &str| line.get(..value_at).unwrap_or_default().trim_start().to_owned() + &quoted(value);
    let here = at..at
        + text
            .slice(at..text.content.len())
            .chars()
            .next()
            .map_or(0, char::len_utf8);

    let quote_behind_quote = matches!(text.slice(here.clone()), "\"" | "'") && line.trim_end().ends_with([']', '}']);

    let (span, problem) = if let Some(tab) = line.get(..indent).and_then(|spaces| spaces.find('\t')) {
        (start + tab..start + tab + 1, Problem::Tab)
    } else if let Some(space) = line
        .char_indices()
        .find(|(at, c)| is_no_break_space(*c) && *at < indent.max(value_at))
    {
        let at = start + space.0;
        (at..at + space.1.len_utf8(), Problem::NoBreakSpace)
    } else if let Some(key) = guard::glued_key(rest.trim_end()) {
        let line = format!("{key}: {}", rest.get(key.len() + 1..).unwrap_or_default().trim());
        (start + rest_at..start + line_end, Problem::MissingSpace { line })
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
    } else if quote_behind_quote && reason.contains("flow") {
        (here, Problem::MissingComma)
    } else if let Some(open) = unclosed_bracket(text, start).filter(|_| !reason.contains("quoted")) {
        (open..open + 1, Problem::UnclosedBracket)
    } else {
        match by_reason(reason) {
            Problem::Indentation => (start + rest_at..start + line_end, Problem::Indentation),
            Problem::Backslash => (backslash(text, at).unwrap_or(here), Problem::Backslash),
            problem => (here, problem),
        }
    };
    Diagnostic::new(Some(text.place(span)), problem)
}

/// Where a bracket stands that the few lines above `line_start` leave open, comments and quoted texts aside.
fn unclosed_bracket(text: &Text, line_start: usize) -> Option<usize> {
    let (above, line) = text.line_at(line_start.checked_sub(1)?);
    let mut open = Vec::new();
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(closing), c) if c == closing => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if open.last().is_some() => quote = Some(c),
            (None, '[' | '{') => open.push(above + at),
            (None, ']' | '}') => drop(open.pop()),
            (None, _) => {}
        }
    }
    open.pop()
}

/// The first backslash from `at` on that stands before a character it must not stand before.
fn backslash(text: &Text, at: usize) -> Option<std::ops::Range<usize>> {
    let rest = text.slice(at..text.content.len());
    let found = rest.match_indices('\\').map(|(start, _)| start).find(|start| {
        let behind = rest.get(start + 1..).and_then(|rest| rest.chars().next());
        !behind.is_some_and(|c| "0abt\tnvfre \"/\\N_LPxuU\n\r".contains(c))
    })?;
    Some(at + found..at + found + 1)
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
