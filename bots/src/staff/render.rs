//! The problems of a FAQ as staff and machines read them: drawn in their lines, as JSON, as GitHub annotations.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use guichet_core::{
    Diagnostic, Diagnostics, Locale,
    catalogue::SourceFile,
    diagnostic::{Place, Severity, Words, help_name},
};
use serde_json::json;

/// Lines of the FAQ are cut around the fault so that a drawing fits into this many columns.
const WIDTH: usize = 110;

/// Every problem with its place, the line, a caret under the fault, and what to type instead; then how many there
/// are. Empty when there is none.
#[must_use]
pub fn render(diagnostics: &Diagnostics, files: &[SourceFile], locale: Locale, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH);
    let drawings = diagnostics.iter().map(|diagnostic| {
        let words = diagnostic.words(locale);
        let drawing = renderer.render(&[group(diagnostic, &words, files, locale)]);
        // Where a file has no line to show, the renderer leaves spaces behind its bars.
        drawing
            .lines()
            .map(|line| line.trim_end().to_owned() + "\n")
            .collect::<String>()
    });
    let mut parts: Vec<String> = drawings.collect();
    parts.extend((!diagnostics.is_empty()).then(|| summary(diagnostics, locale) + "\n"));
    parts.join("\n")
}

/// How many errors and warnings there are: "2 erreurs, 1 avertissement".
#[must_use]
pub fn summary(diagnostics: &Diagnostics, locale: Locale) -> String {
    let french = locale == Locale::FRENCH;
    let count = |severity, one: &str, many: &str| match diagnostics.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        more => Some(format!("{more} {many}")),
    };
    let (error, errors) = if french {
        ("erreur", "erreurs")
    } else {
        ("error", "errors")
    };
    let (warning, warnings) = if french {
        ("avertissement", "avertissements")
    } else {
        ("warning", "warnings")
    };
    let parts = [
        count(Severity::Error, error, errors),
        count(Severity::Warning, warning, warnings),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// One JSON object a line, for editors and scripts. Lines and columns count from 1, columns in characters.
#[must_use]
pub fn json_lines(diagnostics: &Diagnostics, locale: Locale) -> String {
    let place = |place: &Place| json!({ "file": place.file, "line": place.line, "column": place.column, "start": place.start, "end": place.end });
    let line = |diagnostic: &Diagnostic| {
        let words = diagnostic.words(locale);
        let object = json!({
            "severity": Severity::name(diagnostic.severity(), Locale::ENGLISH),
            "code": diagnostic.code(),
            "message": words.message,
            "label": words.label,
            "help": words.help,
            "place": diagnostic.place.as_ref().map(place),
            "related": diagnostic.related.as_ref().map(place),
        });
        format!("{object}\n")
    };
    diagnostics.iter().map(line).collect()
}

/// Workflow commands, which GitHub shows beside the lines of a change. `folder` is the FAQ's place in the repository.
#[must_use]
pub fn github(diagnostics: &Diagnostics, folder: &str, locale: Locale) -> String {
    let line = |diagnostic: &Diagnostic| {
        let words = diagnostic.words(locale);
        let text = [words.message.as_str(), words.help.as_str()].join("\n");
        let place = diagnostic.place.as_ref().map_or_else(String::new, |place| {
            let file = property(&format!("{}/{}", folder.trim_end_matches('/'), place.file));
            format!("file={file},line={},col={},", place.line, place.column)
        });
        let level = diagnostic.severity().name(Locale::ENGLISH);
        format!(
            "::{level} {place}title={}::{}\n",
            property(diagnostic.code()),
            data(text.trim_end())
        )
    };
    diagnostics.iter().map(line).collect()
}

/// Escapes the text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn group<'a>(diagnostic: &'a Diagnostic, words: &'a Words, files: &'a [SourceFile], locale: Locale) -> Group<'a> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .with_name(diagnostic.severity().name(locale))
        .primary_title(words.message.as_str());
    let mut group = Group::with_title(title);
    let (place, related) = (diagnostic.place.as_ref(), diagnostic.related.as_ref());
    let same_file = related.filter(|related| place.is_some_and(|place| place.file == related.file));
    if let Some(place) = place {
        group = group.element(drawing(
            place,
            &words.label,
            same_file.map(|related| (related, words)),
            files,
        ));
    }
    if let Some(related) = related.filter(|_| same_file.is_none()) {
        group = group.element(drawing(related, &words.related, None, files));
    }
    if !words.help.is_empty() {
        group = group.element(Level::HELP.with_name(help_name(locale)).message(words.help.as_str()));
    }
    group
}

/// The line of a place with its caret; the file's name alone when the whole file is meant.
fn drawing<'a>(
    place: &'a Place,
    label: &'a str,
    related: Option<(&'a Place, &'a Words)>,
    files: &'a [SourceFile],
) -> Element<'a> {
    let source = files
        .iter()
        .find(|file| file.path == place.file)
        .filter(|_| !place.span().is_empty());
    let Some(source) = source else {
        return Origin::path(place.file.as_str()).into();
    };
    let source = source.text();
    let (span, related_span) = (
        clamped(place, &source),
        related.map(|(place, words)| (clamped(place, &source), words)),
    );
    let mut snippet = Snippet::source(source).path(place.file.as_str());
    let primary = AnnotationKind::Primary.span(span);
    snippet = snippet.annotation(if label.is_empty() {
        primary
    } else {
        primary.label(label)
    });
    if let Some((span, words)) = related_span {
        snippet = snippet.annotation(AnnotationKind::Context.span(span).label(words.related.as_str()));
    }
    snippet.into()
}

/// The span of a place inside a text that may have changed since: never past its end, never inside a character.
fn clamped(place: &Place, source: &str) -> Range<usize> {
    let floor = |at: usize| {
        (0..=at.min(source.len()))
            .rev()
            .find(|at| source.is_char_boundary(*at))
            .unwrap_or_default()
    };
    floor(place.start)..floor(place.end).max(floor(place.start))
}
