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

/// More problems than this are counted, not drawn: nobody reads them, and each drawing walks through its file.
const MAX_DRAWN: usize = 200;

/// Every problem with its place, the line, a caret under the fault, and what to type instead; then how many there
/// are. Empty when there is none.
#[must_use]
pub fn render(diagnostics: &Diagnostics, files: &[SourceFile], locale: Locale, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH);
    let drawings = diagnostics.iter().take(MAX_DRAWN).map(|diagnostic| {
        let words = diagnostic.words(locale);
        let drawing = renderer.render(&[group(diagnostic, &words, files, locale)]);
        // Where a file has no line to show, the renderer leaves spaces behind its bars.
        drawing
            .lines()
            .map(|line| line.trim_end().to_owned() + "\n")
            .collect::<String>()
    });
    let mut parts: Vec<String> = drawings.collect();
    let more = diagnostics.len().saturating_sub(MAX_DRAWN);
    parts.extend((more > 0).then(|| match locale {
        Locale::FRENCH => format!("… et {more} de plus\n"),
        _ => format!("… and {more} more\n"),
    }));
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

#[cfg(test)]
mod tests {
    use guichet_core::Catalogue;

    use super::*;

    fn drawn(files: &[SourceFile], locale: Locale) -> String {
        let problems = Catalogue::from_files(files).unwrap_err();
        render(&problems, files, locale, false)
    }

    #[test]
    fn a_flood_of_problems_is_counted_rather_than_drawn() {
        let keys: Vec<String> = (0..1000).map(|n| format!("k{n}: 1\n")).collect();
        let text = drawn(&[SourceFile::new("a.yaml", keys.concat())], Locale::FRENCH);
        assert_eq!(text.matches("erreur: ").count(), MAX_DRAWN);
        assert!(text.contains(" de plus\n") && text.contains(" erreurs\n"), "{text}");
    }

    #[test]
    fn a_file_that_changed_since_is_still_drawn() {
        let file = SourceFile::new("a.yaml", "titre: é\n");
        let problems = Catalogue::from_files(&[file]).unwrap_err();
        for changed in ["", "é", "t", "🙂🙂🙂"] {
            let text = render(&problems, &[SourceFile::new("a.yaml", changed)], Locale::ENGLISH, true);
            assert!(text.contains("unknown key"), "{text}");
        }
        assert!(render(&problems, &[], Locale::ENGLISH, false).contains("--> a.yaml"));
    }

    #[test]
    fn workflow_commands_stay_on_one_line() {
        assert_eq!(data("50 %\nà midi"), "50 %25%0Aà midi");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
    }
}
