//! What every command works with: the FAQ folder, the streams, the environment.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use anyhow::Result;
use guichet_core::{Catalogue, Diagnostics, Locale, catalogue::read_folder};

use super::render;
use crate::{Assistant, Environment, Exit, Streams, language::Language};

/// The surroundings of a staff command.
pub(crate) struct Session<'a, 'b> {
    /// The folder of the FAQ.
    pub(crate) faq: PathBuf,
    /// The environment variables.
    pub(crate) environment: Environment<'a>,
    /// Where it reads and writes.
    pub(crate) streams: &'a mut Streams<'b>,
}

impl<'a, 'b> Session<'a, 'b> {
    /// A session in front of a FAQ folder, which need not exist yet.
    pub(crate) const fn new(faq: PathBuf, environment: Environment<'a>, streams: &'a mut Streams<'b>) -> Self {
        Self {
            faq,
            environment,
            streams,
        }
    }

    /// Loads the FAQ for a command that cannot work without it.
    pub(crate) fn open(&mut self) -> Result<Assistant> {
        self.find()?;
        match Assistant::load(&self.faq) {
            Ok(assistant) => Ok(assistant),
            Err(diagnostics) => self.refuse(&diagnostics),
        }
    }

    /// Tells what is wrong with a FAQ that a command cannot work without.
    pub(crate) fn refuse<T>(&mut self, diagnostics: &Diagnostics) -> Result<T> {
        // Read again for the lines to show, which must be those that are complained of.
        let files = read_folder(&self.faq).unwrap_or_default();
        let language = Language::of(self.environment, Catalogue::first_language(&files));
        let text = render::render(diagnostics, &files, language.locale(), self.streams.colour_errors);
        write!(self.streams.errors, "{text}")?;
        let exit = if diagnostics.is_unreadable() {
            Exit::Unusable
        } else {
            Exit::Failure
        };
        Err(Told(exit).into())
    }

    /// Makes sure that the FAQ folder is there.
    pub(crate) fn find(&mut self) -> Result<()> {
        if self.faq.is_dir() {
            return Ok(());
        }
        let language = Language::of(self.environment, None);
        let folder = self.faq.display();
        let text = language.pick(
            format!(
                "guichet : pas de dossier de FAQ « {folder} ».\n\
                 Indiquez le bon : guichet --faq DOSSIER, ou la variable GUICHET_FAQ. \
                 Pour en créer un : guichet new DOSSIER."
            ),
            format!(
                "guichet: there is no FAQ folder '{folder}'.\n\
                 Name the right one: guichet --faq DIR, or the variable GUICHET_FAQ. \
                 To start a new one: guichet new DIR."
            ),
        );
        writeln!(self.streams.errors, "{text}")?;
        Err(Told(Exit::Unusable).into())
    }

    /// The language that was asked for, else that of this computer and of the town, whose files may be full of faults.
    pub(crate) fn spoken(&self, asked: Option<Locale>) -> Language {
        let town = || first_language(&self.faq);
        asked.map_or_else(|| Language::of(self.environment, town()), Language::named)
    }

    /// The language of this computer and this town's staff.
    pub(crate) fn language(&self, assistant: &Assistant) -> Language {
        Language::of(self.environment, Some(assistant.catalogue().default_locale()))
    }
}

/// The first language of the town whose FAQ this folder holds.
pub(crate) fn first_language(faq: &Path) -> Option<Locale> {
    Catalogue::first_language(&read_folder(faq).ok()?)
}

/// The error of a command that has already told the reader what is wrong: only the outcome is left to hand on.
#[derive(Debug)]
pub(crate) struct Told(pub(crate) Exit);

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the command could not be carried out")
    }
}

impl std::error::Error for Told {}
