//! Faults that the parser meets one line too late: it stops at a line in order, and the one above it is not.

use super::{Cause, Stop};
use crate::{
    catalogue::{
        guard,
        line::{is_no_break_space, is_other_dash, value_start},
    },
    diagnostic::Problem,
};

/// What the line above shows.
pub(super) fn cause(stop: &Stop<'_>) -> Option<Cause> {
    let (start, line) = line_above(stop)?;
    if stop.says(&["trailing content after"]) {
        let value_at = value_start(line);
        let value = line.get(value_at..)?;
        let is_open = value.starts_with('"') && value.matches('"').count() == 1;
        let at = start + value_at;
        return is_open.then_some((at..at + 1, Problem::UnclosedQuote));
    }
    if !stop.is_out_of_place() {
        return None;
    }
    let content = line.trim_start();
    let indent = line.len() - content.len();
    let problem = problem(content, stop.is_item_at(indent))?;
    Some((start + indent..start + line.len(), problem))
}

/// What is wrong with a line; `is_in_list` tells that the next one is an item with the same indentation.
fn problem(content: &str, is_in_list: bool) -> Option<Problem> {
    let dashed = content
        .strip_prefix(is_other_dash)
        .or_else(|| content.strip_prefix('-').filter(|rest| !rest.starts_with(['-', ' '])));
    if let Some(rest) = dashed {
        let line = format!(
            "- {}",
            rest.trim_start_matches(|c: char| c.is_whitespace() || is_no_break_space(c))
        );
        return Some(Problem::MissingDash { line });
    }
    if let Some(key) = guard::glued_key(content) {
        let line = format!("{key}: {}", content.get(key.len() + 1..)?.trim());
        return Some(Problem::MissingSpace { line });
    }
    if is_in_list && !content.starts_with("- ") && !content.ends_with(':') {
        let line = format!("- {content}");
        return Some(Problem::MissingDash { line });
    }
    guard::is_key(content).then(|| Problem::MissingColon {
        line: format!("{content}:"),
    })
}

/// The nearest line above that holds more than a comment, and where it starts.
fn line_above<'a>(stop: &Stop<'a>) -> Option<(usize, &'a str)> {
    let mut start = stop.start;
    while start > 0 {
        let (above, line) = stop.text.line_at(start - 1);
        let is_blank = line.trim().is_empty() || line.trim_start().starts_with('#');
        if !is_blank {
            return Some((above, line.trim_end()));
        }
        start = above;
    }
    None
}
