//! What is wrong in the FAQ's files: where, what it is, and what to type instead. For the town's staff.

mod english;
mod french;
mod problem;

use std::{fmt, ops::Range};

pub use problem::{Expected, Problem, Severity};

use crate::Locale;

/// More keys than this are not listed in a help line: nobody reads eighty words to find one.
const MAX_LISTED: usize = 25;

/// A place in a file of the FAQ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the FAQ's folder, with `/` between folders.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1 in characters.
    pub column: usize,
    /// Start of the fault, in bytes of [`SourceFile::text`](crate::catalogue::SourceFile::text).
    pub start: usize,
    /// End of the fault (exclusive), same unit; equal to `start` when the whole file is meant.
    pub end: usize,
}

/// The words of a problem in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What stands under the fault; empty when the message says it all.
    pub label: String,
    /// What stands under the second place, where there is one.
    pub related: String,
    /// What to type instead; empty when there is nothing to add.
    pub help: String,
}

/// One problem at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where; `None` when no file is at fault, as for a folder without files.
    pub place: Option<Place>,
    /// A second place that belongs to it: the first use of something used twice.
    pub related: Option<Place>,
    /// What is wrong.
    pub problem: Problem,
}

/// Problems, sorted by file, line and column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Place {
    /// Its bytes.
    #[must_use]
    pub const fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl Diagnostic {
    /// A problem at a place.
    #[must_use]
    pub const fn new(place: Option<Place>, problem: Problem) -> Self {
        Self {
            place,
            related: None,
            problem,
        }
    }

    /// Adds the second place.
    #[must_use]
    pub fn with_related(mut self, place: Place) -> Self {
        self.related = Some(place);
        self
    }

    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// The name of this kind of problem, in kebab case; it does not change with the language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// Its words in French, or in English for every other language.
    #[must_use]
    pub fn words(&self, locale: Locale) -> Words {
        if locale == Locale::FRENCH {
            french::words(&self.problem)
        } else {
            english::words(&self.problem)
        }
    }

    /// `file:line:column: level: message (what stands under the fault)`, and the help on a line of its own.
    #[must_use]
    pub fn plain(&self, locale: Locale) -> String {
        let words = self.words(locale);
        let place = self
            .place
            .as_ref()
            .map(|place| format!("{place}: "))
            .unwrap_or_default();
        let label = if words.label.is_empty() {
            String::new()
        } else {
            format!(" ({})", words.label)
        };
        let mut lines = vec![format!(
            "{place}{}: {}{label}",
            self.severity().name(locale),
            words.message
        )];
        lines.extend(
            self.related
                .as_ref()
                .map(|related| format!("  {related}: {}", words.related)),
        );
        lines.extend(
            (!words.help.is_empty())
                .then(|| format!("  {}: {}", help_name(locale), words.help.replace('\n', "\n    "))),
        );
        lines.join("\n")
    }
}

/// What the line that says what to type is called.
#[must_use]
pub fn help_name(locale: Locale) -> &'static str {
    if locale == Locale::FRENCH { "aide" } else { "help" }
}

impl Diagnostics {
    /// Sorts problems by place; those without a place come first.
    #[must_use]
    pub fn new(mut all: Vec<Diagnostic>) -> Self {
        all.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.place.clone(), d.severity(), d.code());
            key(a).cmp(&key(b))
        });
        all.dedup();
        Self(all)
    }

    /// Every problem.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How many are of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|d| d.severity() == severity).count()
    }

    /// Whether the FAQ cannot be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether the folder or a file could not be read at all, which no edit of the FAQ mends.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.iter().any(|d| {
            matches!(
                d.problem,
                Problem::UnreadableFolder { .. } | Problem::UnreadableFile { .. }
            )
        })
    }

    /// The same problems with others added.
    #[must_use]
    pub fn and(self, others: impl IntoIterator<Item = Diagnostic>) -> Self {
        Self::new(self.0.into_iter().chain(others).collect())
    }

    /// Every problem as [`Diagnostic::plain`] prints it.
    #[must_use]
    pub fn plain(&self, locale: Locale) -> String {
        self.iter().map(|d| d.plain(locale) + "\n").collect()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.plain(Locale::ENGLISH).trim_end())
    }
}

impl std::error::Error for Diagnostics {}
