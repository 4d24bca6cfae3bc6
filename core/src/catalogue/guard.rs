//! What French typing silently does to YAML: texts that were read, but not as they were meant.

pub(super) mod lines;

use std::ops::Range;

use saphyr_parser::ScalarStyle;

use super::{
    line::is_no_break_space,
    node::{Kind, Node, quoted},
    text::Text,
};
use crate::diagnostic::Problem;

/// Words that YAML readers take for true, false or nothing. Ours does not, other tools and editors do.
const YAML_WORDS: &[&str] = &["no", "yes", "on", "off", "true", "false", "y", "n"];

/// What a French speaker types for true and false. YAML reads a text, as meant; a colleague may read something else.
const FRENCH_WORDS: &[&str] = &["oui", "non", "vrai", "faux"];

/// Words that are no value at all.
const NULL_WORDS: &[&str] = &["null", "~"];

/// Looks at a text as it stands in the file.
pub(super) fn text_problem(text: &Text, node: &Node) -> Option<Problem> {
    let Kind::Scalar { value, style } = &node.kind else {
        return None;
    };
    if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
        return None;
    }
    if value.is_empty()
        && let Some(lost) = hash_alone(text, node)
    {
        let line = format!("- {}", quoted(lost));
        return Some(Problem::HashCutsText {
            lost: lost.to_owned(),
            line,
        });
    }
    if let Some(lost) = lost_to_hash(text, node).filter(|lost| *style == ScalarStyle::Plain || is_hash_number(lost)) {
        let line = corrected(text, node, &format!("{value} {lost}"), "");
        return Some(Problem::HashCutsText {
            lost: lost.to_owned(),
            line,
        });
    }
    if *style != ScalarStyle::Plain {
        return None;
    }
    let word = value.to_lowercase();
    if NULL_WORDS.contains(&word.as_str()) {
        return Some(Problem::NullText {
            word: value.clone(),
            line: corrected_in_place(text, node, value),
        });
    }
    if YAML_WORDS.contains(&word.as_str()) {
        return Some(Problem::YamlWord {
            word: value.clone(),
            line: corrected_in_place(text, node, value),
        });
    }
    if FRENCH_WORDS.contains(&word.as_str()) {
        return Some(Problem::FlagWord {
            word: value.clone(),
            line: corrected_in_place(text, node, value),
        });
    }
    if is_number(value) {
        return Some(Problem::LooksLikeNumber {
            text: value.clone(),
            line: corrected_in_place(text, node, value),
        });
    }
    let inner = without_smart_quotes(value)?;
    Some(Problem::SmartQuotes {
        line: corrected_in_place(text, node, inner),
    })
}

/// Looks at a map that stands where a text is meant: `- Étape 1 : venez` is read as a key and a value.
pub(super) fn map_in_place_of_text(text: &Text, node: &Node) -> Option<Problem> {
    let Kind::Map(pairs) = &node.kind else { return None };
    let source = text.slice(text.first_line(node.span.clone()));
    if let Some(first) = source.chars().next().filter(|c| matches!(c, '{')) {
        // `{mairie.phone}` at the start of a text.
        let is_placeholder = pairs.len() == 1 && pairs.iter().all(|(_, value)| value.is_absent());
        let line = corrected(text, node, source, "");
        return is_placeholder.then_some(Problem::ReservedStart { character: first, line });
    }
    if source.starts_with('?') {
        let line = corrected(text, node, source, "");
        return Some(Problem::ReservedStart { character: '?', line });
    }
    let one_line = !text.slice(node.span.clone()).trim_end().contains('\n');
    (pairs.len() == 1 && one_line).then(|| Problem::ColonInText {
        line: corrected(text, node, source, ""),
    })
}

/// Looks at a text that stands where `key: value` lines are meant: `fr:"Bonjour."` is one, without a space.
pub(super) fn text_in_place_of_map(text: &Text, node: &Node) -> Option<Problem> {
    let Kind::Scalar {
        value,
        style: ScalarStyle::Plain,
    } = &node.kind
    else {
        return None;
    };
    let key = glued_key(value)?;
    let behind = value.get(key.len() + 1..)?;
    if behind.starts_with(is_no_break_space) {
        return Some(no_break_space_in(text, &node.span).1);
    }
    let line = text.slice(text.first_line(node.span.clone()));
    Some(Problem::MissingSpace {
        line: format!("{key}: {}", line.get(key.len() + 1..)?),
    })
}

/// The key at the start of a text, when no space stands behind its colon.
pub(super) fn glued_key(text: &str) -> Option<&str> {
    let (key, behind) = text.split_once(':')?;
    (is_key(key) && !behind.is_empty() && !behind.starts_with([' ', '\t', '/'])).then_some(key)
}

/// Whether a word looks like a key of the FAQ.
pub(super) fn is_key(word: &str) -> bool {
    (2..=20).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// The key and the value of a line that has another sign than a colon between them: `fr = "Bonjour."`
pub(super) fn key_without_colon(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(['=', ';'])?;
    let key = key.trim_end();
    (is_key(key) && !value.trim().is_empty()).then(|| (key, value.trim()))
}

/// Whether a key holds a space that is none.
pub(super) fn has_no_break_space(key: &str) -> bool {
    key.chars().any(is_no_break_space)
}

/// A no-break space at this byte of a line, and the line as it should be.
pub(super) fn no_break_space(line: &str, at: usize, mended: &str) -> Problem {
    let is_indent = line.get(..at).is_some_and(|before| before.trim().is_empty());
    let content = mended.trim_start();
    Problem::NoBreakSpace {
        indent: is_indent.then(|| mended.len() - content.len()),
        line: content.to_owned(),
    }
}

/// The first no-break space of these bytes, or else of their line.
pub(super) fn no_break_space_in(text: &Text, span: &Range<usize>) -> (Range<usize>, Problem) {
    let (start, line) = text.line_at(span.start);
    let behind = span.start.saturating_sub(start);
    let spaces = line.char_indices().filter(|(_, c)| is_no_break_space(*c));
    let (mut first, mut mended) = (None, line.to_owned());
    for (at, space) in spaces.filter(|(at, _)| (behind..behind + span.len()).contains(at)) {
        first = first.or(Some(at..at + space.len_utf8()));
        mended = mended.replace(space, " ");
    }
    let found = first.unwrap_or(behind..behind + span.len());
    (
        start + found.start..start + found.end,
        no_break_space(line, found.start, &mended),
    )
}

/// `#3915` as all that an item of a list has.
fn hash_alone<'a>(text: &'a Text, node: &Node) -> Option<&'a str> {
    let (_, line) = text.line_at(node.span.start);
    let lost = line.trim().strip_prefix("- ")?.trim_start();
    let behind = lost.strip_prefix('#')?;
    behind.starts_with(char::is_alphanumeric).then_some(lost)
}

/// The rest of the line behind a plain text, when it is a `#` that was not meant as a comment.
fn lost_to_hash<'a>(text: &'a Text, node: &Node) -> Option<&'a str> {
    let end = node.span.start + text.slice(node.span.clone()).trim_end().len();
    let (start, line) = text.line_at(end);
    let lost = line.get(end - start..)?.trim();
    let behind = lost.strip_prefix('#')?;
    // `# comment` is one; `#3915` and `# 3` are numbers.
    let meant = behind.chars().next().is_some_and(char::is_alphanumeric)
        || behind.trim_start().starts_with(|c: char| c.is_ascii_digit());
    meant.then_some(lost)
}

/// `#3915`, which nobody writes as a comment behind a text in quotes.
fn is_hash_number(lost: &str) -> bool {
    lost.strip_prefix('#')
        .is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
}

/// Digits, or digits with the marks of a time, a decimal or an international number.
fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix('+').unwrap_or(value);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '_'))
}

/// What stands between typographic quotes, when they hold the whole text.
pub(super) fn without_smart_quotes(value: &str) -> Option<&str> {
    let pairs = [('“', '"'), ('“', '”'), ('„', '“'), ('”', '”'), ('‘', '’'), ('«', '»')];
    pairs.iter().find_map(|(open, close)| {
        let inner = value.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close]))
            .then_some(inner.trim_matches(|c: char| c.is_whitespace() || is_no_break_space(c)))
    })
}

/// The node's line with `value` in quotes, and all that stood behind it.
fn corrected_in_place(text: &Text, node: &Node, value: &str) -> String {
    let (start, line) = text.line_at(node.span.start);
    let behind = line.get(node.span.end.saturating_sub(start)..).unwrap_or_default();
    corrected(text, node, value, behind)
}

/// The node's line up to the node, `value` in quotes, then `behind`.
fn corrected(text: &Text, node: &Node, value: &str, behind: &str) -> String {
    let (start, line) = text.line_at(node.span.start);
    let before = line.get(..node.span.start.saturating_sub(start)).unwrap_or_default();
    (before.trim_start().to_owned() + &quoted(value) + behind)
        .trim_end()
        .to_owned()
}
