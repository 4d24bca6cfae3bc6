//! Runs `guichet` in-process, as a clerk would at a terminal: arguments, environment, standard input.

use std::{
    collections::HashMap,
    ffi::OsString,
    path::{Path, PathBuf},
};

use guichet::{Exit, Streams};

/// A command line to be run.
pub(crate) struct Program {
    arguments: Vec<OsString>,
    variables: HashMap<String, OsString>,
    input: Vec<u8>,
    colour: bool,
}

/// What came out of it.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) exit: Exit,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// `guichet` with these arguments.
pub(crate) fn guichet<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Program {
    let name = std::iter::once(OsString::from("guichet"));
    Program {
        arguments: name.chain(arguments.into_iter().map(Into::into)).collect(),
        variables: HashMap::new(),
        input: Vec::new(),
        colour: false,
    }
}

/// The FAQ that ships with the program.
pub(crate) fn shipped_faq() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../faq")
}

/// A folder below `tests/catalogues/`.
pub(crate) fn catalogue(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogues").join(name)
}

impl Program {
    /// With more arguments.
    pub(crate) fn also(mut self, arguments: &[&str]) -> Self {
        self.arguments.extend(arguments.iter().map(Into::into));
        self
    }

    /// On this FAQ.
    pub(crate) fn on(self, faq: &Path) -> Self {
        self.with("GUICHET_FAQ", faq)
    }

    /// With an environment variable; the process's own are not seen.
    pub(crate) fn with(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.variables.insert(name.to_owned(), value.into());
        self
    }

    /// With this on standard input.
    pub(crate) fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = bytes.into();
        self
    }

    /// On a terminal with colours.
    pub(crate) fn in_colour(mut self) -> Self {
        self.colour = true;
        self
    }

    /// Runs it to its end.
    pub(crate) fn run(self) -> Outcome {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let exit = guichet::run(
            &self.arguments,
            &|name| self.variables.get(name).cloned(),
            &mut Streams {
                input: &mut self.input.as_slice(),
                output: &mut output,
                errors: &mut errors,
                interactive: false,
                colour: self.colour,
                colour_errors: self.colour,
            },
        );
        Outcome {
            exit,
            output: String::from_utf8(output).unwrap(),
            errors: String::from_utf8(errors).unwrap(),
        }
    }
}

impl Outcome {
    /// The output of a run that must succeed without a complaint.
    pub(crate) fn success(self) -> String {
        assert_eq!(
            (self.exit, self.errors.as_str()),
            (Exit::Success, ""),
            "{}",
            self.output
        );
        self.output
    }
}
