//! What is served at the moment and what is wrong with the folder, for the log and for `guichet status`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use guichet_core::{Diagnostics, Locale};
use serde::{Deserialize, Serialize};

use crate::{Assistant, private};

/// The file inside the data folder.
const FILE: &str = "faq-state.json";

/// How the live FAQ is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaqState {
    /// The folder that is watched.
    pub folder: PathBuf,
    /// Since when this set is served.
    pub since: DateTime<Utc>,
    /// Where this set comes from.
    pub origin: Origin,
    /// How many services it has.
    pub services: usize,
    /// How many questions and answers it has.
    pub entries: usize,
    /// What is wrong with the folder's files, if they are not what is served.
    pub fault: Option<Fault>,
}

/// Where the served set comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The FAQ folder.
    Folder,
    /// The copy in the data folder, because the FAQ folder was broken when the program started.
    LastGood,
}

/// Why the folder's files are not served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Every problem with its file and line, in French.
    pub french: String,
    /// The same in English.
    pub english: String,
}

impl FaqState {
    /// A set that was just taken into service.
    pub(super) fn new(folder: &Path, assistant: &Assistant, origin: Origin, now: DateTime<Utc>) -> Self {
        let catalogue = assistant.catalogue();
        Self {
            folder: folder.to_owned(),
            since: now,
            origin,
            services: catalogue.services.len(),
            entries: catalogue.entries.len(),
            fault: None,
        }
    }

    /// What the last running counter wrote; `None` when none ever ran on this data folder.
    pub fn read(data: &Path) -> io::Result<Option<Self>> {
        match fs::read(data.join(FILE)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes it whole: a reader sees the old state or the new one.
    pub(super) fn write(&self, data: &Path) -> io::Result<()> {
        let next = data.join(format!("{FILE}.next"));
        private::write(&next, &serde_json::to_vec_pretty(self)?)?;
        fs::rename(next, data.join(FILE))
    }
}

impl Fault {
    /// What the checks found.
    pub(super) fn of(diagnostics: &Diagnostics, now: DateTime<Utc>) -> Self {
        Self {
            since: now,
            french: diagnostics.plain(Locale::FRENCH),
            english: diagnostics.plain(Locale::ENGLISH),
        }
    }

    /// Every problem with its file and line, in French, or in English for every other language.
    #[must_use]
    pub fn text(&self, locale: Locale) -> &str {
        if locale == Locale::FRENCH {
            &self.french
        } else {
            &self.english
        }
    }

    /// A file that ends where it used to go on.
    pub(super) fn cut(file: &str, now: DateTime<Utc>) -> Self {
        Self {
            since: now,
            french: format!(
                "{file} : le fichier s'arrête au milieu d'une ligne qui continuait. \
                 S'il est complet, terminez-le par un retour à la ligne et enregistrez."
            ),
            english: format!(
                "{file}: the file stops in the middle of a line that used to go on. \
                 If it is complete, end it with a line break and save."
            ),
        }
    }
}
