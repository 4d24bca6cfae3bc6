//! Reads a file with faults to its end: a line that can be mended is read as it should be, an item that cannot is left
//! out, and each fault is told once.

use std::ops::Range;

use super::{
    draft::Draft,
    guard::lines,
    node::Node,
    scan::{Scanned, scan},
    text::Text,
};
use crate::diagnostic::{Diagnostic, Problem};

/// A file is read again for each fault that stops the parser, at most so often: whoever has more mends these first.
const MAX_READINGS: usize = 100;

/// How many spaces an editor may have meant by a tab.
const TAB_WIDTHS: [usize; 3] = [2, 4, 8];

/// What was read of a file.
pub(super) struct Recovered {
    /// The tree; `None` when nothing but comments stands in the file, or it cannot be read.
    pub(super) root: Option<Node>,
    /// What is wrong with the YAML itself.
    pub(super) problems: Vec<Diagnostic>,
    /// Whether all of the file was read.
    pub(super) complete: bool,
    /// The bytes that were left out.
    pub(super) cuts: Vec<Range<usize>>,
    /// The lines that were read as they should be, counted from 1.
    pub(super) mended: Vec<usize>,
}

/// Reads a file as far as possible.
pub(super) fn read(text: &Text) -> Recovered {
    let mut draft = Draft::new(text);
    let mut problems = Vec::new();
    let findings = lines::find(text);
    for finding in &findings {
        let place = text.place(finding.span.clone());
        problems.push(Diagnostic::new(Some(place), finding.problem.clone()));
    }
    if !findings.is_empty() {
        draft.mend(findings.into_iter().map(|finding| (finding.line, finding.mended)));
    }
    for _ in 0..MAX_READINGS {
        let scanned = scan(&draft);
        let Some((stop, at)) = scanned.stop else {
            return finish(draft, scanned, problems);
        };
        if !go_on(&mut draft, &stop, at, &mut problems) {
            return give_up(draft, scanned.root, scanned.problems, problems);
        }
    }
    give_up(draft, None, Vec::new(), problems)
}

fn finish(draft: Draft<'_>, scanned: Scanned, mut problems: Vec<Diagnostic>) -> Recovered {
    problems.extend(scanned.problems);
    let root = scanned.root.map(|root| Node {
        whole: root.whole && !draft.is_mended(),
        ..root
    });
    Recovered {
        root,
        problems,
        complete: draft.cuts.is_empty(),
        mended: draft.mended_lines(),
        cuts: draft.cuts,
    }
}

fn give_up(draft: Draft<'_>, root: Option<Node>, found: Vec<Diagnostic>, mut problems: Vec<Diagnostic>) -> Recovered {
    problems.extend(found);
    Recovered {
        root: root.map(|root| Node { whole: false, ..root }),
        problems,
        complete: false,
        mended: draft.mended_lines(),
        cuts: draft.cuts,
    }
}

/// Tells what the parser stopped at and removes it from the draft; whether reading again makes sense.
fn go_on(draft: &mut Draft<'_>, stop: &Diagnostic, at: usize, problems: &mut Vec<Diagnostic>) -> bool {
    let told_at = stop.place.as_ref().map_or(0, |place| place.line.saturating_sub(1));
    let mended = mended_line(draft, &stop.problem, told_at);
    if let Some(line) = mended.filter(|_| !draft.has_mended(&(told_at..told_at + 1))) {
        problems.push(stop.clone());
        draft.mend([(told_at, line)]);
        return true;
    }
    let stopped_at = draft.text.line_of(at);
    let item = items(draft.original, told_at.min(stopped_at), told_at.max(stopped_at));
    let ends_all = matches!(
        stop.problem,
        Problem::SecondDocument | Problem::TooDeep | Problem::TooManyValues { .. }
    );
    // What cannot be mended behind a mended line is most often the rest of the same fault.
    let is_known = item.as_ref().is_some_and(|item| draft.has_mended(item));
    if ends_all || !is_known {
        problems.push(stop.clone());
    }
    let already = |item: &Range<usize>| {
        let start = draft.original.line(item.start).0;
        draft.cuts.iter().any(|cut| cut.contains(&start))
    };
    match item.filter(|item| !ends_all && !already(item)) {
        Some(item) => {
            draft.cut(item);
            true
        }
        None => false,
    }
}

/// The line as it should be, with its indentation.
fn mended_line(draft: &Draft<'_>, problem: &Problem, number: usize) -> Option<String> {
    let (_, line) = draft.text.line(number);
    let content = line.trim_start();
    if *problem == Problem::Tab {
        return line.contains('\t').then(|| without_tabs(draft, number, line));
    }
    let indent = line.get(..line.len() - content.len())?;
    let corrected = problem.corrected_line()?;
    // An indentation that is itself at fault is counted anew.
    Some(match problem {
        Problem::NoBreakSpace {
            indent: Some(count), ..
        } => " ".repeat(*count) + corrected,
        _ => indent.to_owned() + corrected,
    })
}

/// A line with spaces for its tabs: as many as align it with its neighbours, if some do.
fn without_tabs(draft: &Draft<'_>, number: usize, line: &str) -> String {
    let content = line.trim_start();
    let before = line.get(..line.len() - content.len()).unwrap_or_default();
    if !before.contains('\t') {
        return line.replace('\t', " ");
    }
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_empty = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let mut above = (0..number).rev().map(|number| draft.text.line(number).1);
    let above = above.find(|line| !is_empty(line)).unwrap_or_default();
    let mut below = (number + 1..draft.text.line_count()).map(|number| draft.text.line(number).1);
    let below = below.find(|line| !is_empty(line)).unwrap_or_default();
    let deeper = if above.trim_end().ends_with(':') { 2 } else { 0 };
    let likely = indent_of(above) + deeper;
    let widths = TAB_WIDTHS.map(|width| before.replace('\t', &" ".repeat(width)).len());
    let aligned = widths
        .into_iter()
        .find(|indent| *indent == likely || *indent == indent_of(below));
    " ".repeat(aligned.unwrap_or(likely)) + &content.replace('\t', " ")
}

/// The lines of the items of a top-level list that hold these two lines; `None` outside of such lists.
fn items(text: &Text, first: usize, last: usize) -> Option<Range<usize>> {
    let dash = (0..text.line_count())
        .filter_map(|number| dash_indent(text.line(number).1))
        .min()?;
    let is_key = |number: usize| {
        let line = text.line(number).1;
        !line.is_empty() && !line.starts_with([' ', '\t', '#', '-'])
    };
    let is_item = |number: usize| dash_indent(text.line(number).1) == Some(dash);
    let start = (0..=first).rev().find(|number| is_item(*number) || is_key(*number))?;
    if !is_item(start) {
        return None;
    }
    let end = (last + 1..text.line_count()).find(|number| is_item(*number) || is_key(*number));
    Some(start..end.unwrap_or(text.line_count()))
}

/// The spaces in front of the dash of a line that has one.
fn dash_indent(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(' ');
    (content == "-" || content.starts_with("- ")).then(|| line.len() - content.len())
}
