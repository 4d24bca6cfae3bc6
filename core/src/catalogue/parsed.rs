//! One file from bytes to source structs, with all that is wrong on the way.

use super::{
    fitting::Fitting,
    folder::{SourceFile, whole},
    node::{At, Node},
    recovery::{self, Recovered},
    shape::Shape,
    source::File,
    text::Text,
};
use crate::{
    Locale,
    diagnostic::{Diagnostic, Problem},
};

/// A file that was read, as far as it could be.
#[derive(Debug)]
pub(super) struct Parsed {
    text: Text,
    root: Node,
    /// Its content.
    pub(super) file: File,
    /// The ids of its services and entries, also of those that have other faults.
    pub(super) ids: Vec<String>,
    /// Whether it describes the town, also with faults.
    pub(super) has_town: bool,
}

/// What reading one file gave.
pub(super) struct Reading {
    /// The file; `None` when nothing of it can be used.
    pub(super) parsed: Option<Parsed>,
    /// Whether all of it was seen, so that what is missing elsewhere is not here.
    pub(super) complete: bool,
    /// What is wrong.
    pub(super) problems: Vec<Diagnostic>,
}

impl Parsed {
    /// The top of the file.
    pub(super) const fn at(&self) -> At<'_> {
        At::root(&self.text, &self.root)
    }
}

/// The first language of the town, if this file names it.
pub(super) fn first_language(source: &SourceFile) -> Option<Locale> {
    let text = Text::read(source).ok()?;
    let root = recovery::read(&text).root?;
    let (_, town) = root.get("town")?;
    let (_, languages) = town.get("languages")?;
    Locale::parse(languages.items().first()?.as_str()?)
}

/// Reads one file.
pub(super) fn read(source: &SourceFile, shape: &Shape) -> Reading {
    let mut text = match Text::read(source) {
        Ok(text) => text,
        Err(problem) => {
            return Reading {
                parsed: None,
                complete: false,
                problems: vec![*problem],
            };
        }
    };
    let Recovered {
        root,
        mut problems,
        complete: is_complete,
        cuts,
        mended,
    } = recovery::read(&text);
    problems.append(&mut text.problems);
    let Some(root) = root.filter(|root| !root.is_absent()) else {
        if is_complete {
            problems.push(Diagnostic::new(Some(whole(&text.file)), Problem::EmptyFile));
        }
        return Reading {
            parsed: None,
            complete: is_complete,
            problems,
        };
    };
    let ids = ids(&root);
    let has_town = root.get("town").is_some();
    let mut fitting = Fitting::new(&text, &cuts);
    let fitted = fitting.fit(shape, root);
    // A line behind a space that is none leaves the key above it without a value.
    let disguised = fitting
        .problems
        .iter()
        .any(|p| matches!(p.problem, Problem::NoBreakSpace { .. }));
    let is_cause = |p: &Diagnostic| match p.problem {
        Problem::EmptyValue { .. } => !disguised,
        // Of a line that was mended on a guess, the kind is not sure.
        Problem::WrongType { .. } => !p.place.as_ref().is_some_and(|place| mended.contains(&place.line)),
        _ => true,
    };
    problems.extend(fitting.problems.into_iter().filter(is_cause));
    let Some(root) = fitted else {
        return Reading {
            parsed: None,
            complete: false,
            problems,
        };
    };
    match deserialise(&text, &root) {
        Ok(file) => Reading {
            parsed: Some(Parsed {
                text,
                root,
                file,
                ids,
                has_town,
            }),
            complete: is_complete,
            problems,
        },
        Err(problem) => {
            // Behind a named fault, a second message about the same would only confuse.
            problems.extend(problems.is_empty().then_some(*problem));
            Reading {
                parsed: None,
                complete: false,
                problems,
            }
        }
    }
}

/// The source structs of a file; of what is left of it, when something had to be left out.
fn deserialise(text: &Text, root: &Node) -> Result<File, Box<Diagnostic>> {
    let rest = (!root.whole).then(|| {
        let mut rest = String::new();
        root.write(&mut rest);
        rest
    });
    serde_yaml::from_str(rest.as_deref().unwrap_or(&text.content)).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index());
        let place = if root.whole {
            text.place(at..at + 1)
        } else {
            whole(&text.file)
        };
        let problem = if root.whole && text.slice(at..at + 1) == "\t" {
            Problem::Tab
        } else {
            Problem::Refused {
                reason: error.to_string(),
            }
        };
        Box::new(Diagnostic::new(Some(place), problem))
    })
}

/// The ids that the file gives to services and entries, well-formed or not.
fn ids(root: &Node) -> Vec<String> {
    let lists = ["services", "entries"].into_iter().filter_map(|key| root.get(key));
    let items = lists.flat_map(|(_, list)| list.items());
    items
        .filter_map(|item| item.get("id")?.1.as_str())
        .map(str::to_owned)
        .collect()
}
