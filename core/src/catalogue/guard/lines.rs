//! Faults that a line shows by itself: spaces that are none, dashes without their space. They are looked for before the
//! parser, which meets them many lines too late or takes them for something else.

use std::ops::Range;

use super::{is_key, no_break_space};
use crate::{
    catalogue::{
        line::{is_no_break_space, is_other_dash},
        text::Text,
    },
    diagnostic::Problem,
};

/// A fault of one line.
pub(in crate::catalogue) struct Finding {
    /// The number of the line, counted from 0.
    pub(in crate::catalogue) line: usize,
    /// Its bytes in the file.
    pub(in crate::catalogue) span: Range<usize>,
    /// What it is.
    pub(in crate::catalogue) problem: Problem,
    /// The whole line as it should be.
    pub(in crate::catalogue) mended: String,
}

/// Looks at every line that is not part of a longer text.
pub(in crate::catalogue) fn find(text: &Text) -> Vec<Finding> {
    let mut inside = Inside::Structure;
    let mut above = None;
    let mut findings = Vec::new();
    for number in 0..text.line_count() {
        let (start, line) = text.line(number);
        if inside.holds(line) {
            continue;
        }
        let frame = Frame::of(line);
        // A line without words, or of a block that would go on behind ordinary spaces, changes nothing.
        let finding = if line.trim().is_empty() || inside.is_block() {
            spaces(line, &frame)
        } else {
            inside = Inside::behind(line, &frame);
            spaces(line, &frame).or_else(|| dash(line, above, || below(text, number)))
        };
        findings.extend(finding.map(|(span, problem, mended)| Finding {
            line: number,
            span: start + span.start..start + span.end,
            problem,
            mended,
        }));
        let is_empty = line.trim().is_empty() || line.trim_start().starts_with('#');
        above = if is_empty { above } else { Some(line) };
    }
    findings
}

/// What was found: its bytes in the line, what it is, the line as it should be.
type Found = (Range<usize>, Problem, String);

/// A no-break space in what holds a line together.
fn spaces(line: &str, frame: &Frame) -> Option<Found> {
    let held = line.get(..frame.value)?;
    let (at, space) = held.char_indices().find(|(_, c)| is_no_break_space(*c))?;
    let mut mended = String::new();
    for (place, character) in held.char_indices() {
        let before_colon = frame.key_end.is_some_and(|end| place >= end) && place < frame.colon;
        match character {
            c if is_no_break_space(c) && before_colon => {}
            c if is_no_break_space(c) => mended.push(' '),
            c => mended.push(c),
        }
    }
    mended += line.get(frame.value..)?;
    let mended = mended.trim_end().to_owned();
    Some((at..at + space.len_utf8(), no_break_space(line, at, &mended), mended))
}

/// A dash without its space, or another sign in its place, in a list.
fn dash<'a>(line: &str, above: Option<&str>, below: impl FnOnce() -> Option<&'a str>) -> Option<Found> {
    let content = line.trim_start_matches(' ');
    let indent = line.len() - content.len();
    let is_glued = content.starts_with('-');
    let text = content
        .strip_prefix('-')
        .or_else(|| content.strip_prefix(is_other_dash))?;
    let is_fine =
        is_glued && (text.is_empty() || text.starts_with([' ', '-']) || text.starts_with(char::is_whitespace));
    if is_fine || text.trim().is_empty() {
        return None;
    }
    let is_item = |other: Option<&str>| {
        other.is_some_and(|other| {
            let content = other.trim_start_matches(' ');
            let is_dash = content.starts_with('-') || content.starts_with(is_other_dash);
            is_dash && other.len() - content.len() == indent
        })
    };
    // `fr:` and below it `-5 degrés`, or a sentence behind a long dash, may be meant as they are.
    let opens_a_list = is_glued && !text.starts_with(|c: char| c.is_ascii_digit());
    let first = opens_a_list && above.is_some_and(|above| above.trim_end().ends_with(':'));
    if !first && !is_item(above) && !is_item(below()) {
        return None;
    }
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || is_no_break_space(c));
    let corrected = format!("- {text}");
    let mended = " ".repeat(indent) + &corrected;
    let span = indent..line.trim_end().len();
    Some((span, Problem::MissingDash { line: corrected }, mended))
}

/// The next line that holds something.
fn below(text: &Text, number: usize) -> Option<&str> {
    let lines = (number + 1..text.line_count()).map(|number| text.line(number).1);
    let mut lines = lines.filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    lines.next()
}

/// What holds a line together: its indentation, its dashes, its key with its colon. Places are bytes of the line.
struct Frame {
    /// Where the key starts, or else the value.
    content: usize,
    /// Where the key ends; `None` without one.
    key_end: Option<usize>,
    /// Where its colon stands.
    colon: usize,
    /// Where the value starts.
    value: usize,
}

impl Frame {
    fn of(line: &str) -> Self {
        let is_space = |c: char| c == ' ' || is_no_break_space(c);
        let mut rest = line.trim_start_matches(is_space);
        let mut is_item = false;
        while let Some(behind) = rest.strip_prefix('-').filter(|behind| behind.starts_with(is_space)) {
            rest = behind.trim_start_matches(is_space);
            is_item = true;
        }
        let content = line.len() - rest.len();
        let plain = Self {
            content,
            key_end: None,
            colon: content,
            value: content,
        };
        let Some((key, behind)) = rest.split_once(':') else {
            return plain;
        };
        let word = key.trim_end_matches(is_space);
        let is_spaced = behind.is_empty() || behind.starts_with(is_space);
        // `- merci : de rien` is a text; only some keys start an item.
        let may_be_key = !is_item || word == key || matches!(word, "id" | "say" | "value");
        if !is_key(word) || !is_spaced || !may_be_key {
            return plain;
        }
        Self {
            content,
            key_end: Some(content + word.len()),
            colon: content + key.len(),
            value: line.len() - behind.trim_start_matches(is_space).len(),
        }
    }
}

/// What the lines below a line are part of.
#[derive(Clone, Copy)]
enum Inside {
    /// Keys and items of their own.
    Structure,
    /// A text behind `|` or `>`: all that is further to the right than this many spaces.
    Block(usize),
    /// A text between quotes, opened on a line with this indentation.
    Quotes(char, usize),
}

impl Inside {
    const fn is_block(self) -> bool {
        matches!(self, Self::Block(_))
    }

    /// Whether a line is part of the text that is open; closes the text where it ends. A line of a block whose
    /// indentation holds a no-break space is not part of it and does not close it.
    fn holds(&mut self, line: &str) -> bool {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        let looks_indented = |parent: usize| {
            let content = content.trim_start_matches(|c: char| c == ' ' || is_no_break_space(c));
            line.chars().count() - content.chars().count() > parent
        };
        match *self {
            Self::Structure => false,
            Self::Block(parent) if content.is_empty() || indent > parent => true,
            Self::Block(parent) if content.starts_with(is_no_break_space) && looks_indented(parent) => false,
            Self::Block(_) if line.trim().is_empty() => false,
            // A key so far to the left tells that the quotes were forgotten.
            Self::Quotes(_, opened) if indent <= opened && Frame::of(line).key_end.is_some() => {
                *self = Self::Structure;
                false
            }
            Self::Quotes(quote, _) => {
                if closes(line, quote) {
                    *self = Self::Structure;
                }
                true
            }
            Self::Block(_) => {
                *self = Self::Structure;
                false
            }
        }
    }

    /// What a line opens.
    fn behind(line: &str, frame: &Frame) -> Self {
        let value = line.get(frame.value..).unwrap_or_default();
        let indent = line.len() - line.trim_start_matches(' ').len();
        let header = value.split(" #").next().unwrap_or_default().trim_end();
        let is_block = header
            .strip_prefix(['|', '>'])
            .is_some_and(|rest| rest.len() <= 2 && rest.chars().all(|c| matches!(c, '+' | '-') || c.is_ascii_digit()));
        if is_block {
            let parent = if frame.key_end.is_some() { frame.content } else { indent };
            return Self::Block(parent);
        }
        for quote in ['"', '\''] {
            if let Some(opened) = value.strip_prefix(quote)
                && !closes(opened, quote)
            {
                return Self::Quotes(quote, indent);
            }
        }
        Self::Structure
    }
}

/// Whether a line holds a quote that closes.
fn closes(line: &str, quote: char) -> bool {
    let mut escaped = false;
    line.chars().any(|c| {
        let closes = c == quote && !escaped;
        escaped = quote == '"' && c == '\\' && !escaped;
        closes
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, String)> {
        let findings = find(&Text::new("a.yaml", text.to_owned()));
        findings.into_iter().map(|it| (it.line + 1, it.mended)).collect()
    }

    #[test]
    fn what_stands_in_texts_is_left_alone() {
        for text in [
            "fr: |\n  Venez :\n  -un\n  -deux\n\n  \u{a0}Fin\n",
            "fr: >-  # replié\n  – un\n  – deux\n",
            "- |\n  -un\n  -deux\n",
            "fr: \"Venez :\n  -un\n  -deux\"\n",
            "fr: il fait\n  -5 degrés\n",
            "fr:\n  -5\n",
            "fr:\n  – tiret d'un dialogue\n",
            "- merci\u{a0}: de rien\n- \"bonjour\u{a0}!\"\n",
            "---\nfr: a\n",
            "fr: [a,\n  b]\n",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn behind_a_text_the_lines_count_again() {
        for text in [
            "fr: |\n  un\nen:\u{a0}b\n",
            "fr: \"un\n  deux\"\nen:\u{a0}b\n",
            "fr: \"un\n\nen:\u{a0}b\n",
        ] {
            let line = text.lines().count();
            assert_eq!(found(text), [(line, "en: b".to_owned())], "{text}");
        }
    }
}
