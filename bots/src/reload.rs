//! Keeps the live FAQ current: reads the folder when it changes, and swaps in what it says once it is sound as a whole.
//!
//! A set of files is validated and trained away from every conversation. On any fault the last good set stays, the
//! fault is told to staff, and a copy of the last good set in the data folder survives a restart.

mod archive;
mod cut;
mod settle;
mod state;
mod watch;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use guichet_core::{
    Diagnostics,
    catalogue::{SourceFile, read_folder},
};

use archive::Archive;
pub use state::{FaqState, Fault, Origin};
pub use watch::Watch;
pub(crate) use watch::{Files, Onlooker};

use crate::{Assistant, Live};

/// The one who replaces the live FAQ.
pub struct Keeper {
    folder: PathBuf,
    archive: Archive,
    live: Live,
    /// The files last looked at, sound or not: the same again is no news.
    seen: Option<Vec<SourceFile>>,
    /// The files being served.
    served: Vec<SourceFile>,
    state: FaqState,
    /// Where the state is kept for `guichet status`.
    data: PathBuf,
}

/// What looking at the folder led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// Nothing new.
    Unchanged,
    /// The folder's files are now served.
    Swapped,
    /// They are at fault; what was served before stays.
    Refused,
}

impl Keeper {
    /// Loads the folder, or else, loudly, the last good set of the data folder.
    ///
    /// # Errors
    /// The faults of the folder, when there is no last good set either.
    pub fn open(folder: &Path, data: &Path) -> Result<Self, Diagnostics> {
        let archive = Archive::new(data);
        let now = Utc::now();
        let files = read_folder(folder);
        let loaded = match &files {
            Ok(files) => Assistant::from_files(files).map(|assistant| (assistant, files.clone())),
            Err(diagnostics) => Err(diagnostics.clone()),
        };
        let ((assistant, served), origin, fault) = match loaded {
            Ok(loaded) => (loaded, Origin::Folder, None),
            Err(diagnostics) => {
                let Some(kept) = last_good(&archive) else {
                    return Err(diagnostics);
                };
                let fault = Fault::of(&diagnostics, now);
                (kept, Origin::LastGood, Some(fault))
            }
        };
        let mut keeper = Self {
            folder: folder.to_owned(),
            archive,
            state: FaqState::new(folder, &assistant, origin, now),
            live: Live::new(assistant),
            seen: files.ok(),
            served,
            data: data.to_owned(),
        };
        keeper.settle_on(fault);
        Ok(keeper)
    }

    /// The assistant that the adapters answer with.
    #[must_use]
    pub fn live(&self) -> Live {
        self.live.clone()
    }

    /// What is served, and what is wrong with the folder.
    #[must_use]
    pub const fn state(&self) -> &FaqState {
        &self.state
    }

    /// Looks at the folder as it is now. The caller makes sure that nobody is in the middle of writing.
    pub fn refresh(&mut self) -> Refresh {
        self.examine(read_folder(&self.folder), Utc::now())
    }

    /// Starts to watch the folder on a thread of its own.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn watch(self) -> std::io::Result<Watch> {
        Watch::start(self)
    }

    /// Judges a set of files and serves it when it is sound.
    fn examine(&mut self, files: Files, now: DateTime<Utc>) -> Refresh {
        let files = match files {
            Ok(files) => files,
            Err(diagnostics) => {
                self.seen = None;
                return self.refuse(Fault::of(&diagnostics, now));
            }
        };
        if self.seen.as_ref() == Some(&files) {
            return Refresh::Unchanged;
        }
        let sound = match cut::in_mid_line(&self.served, &files) {
            Some(file) => Err(Fault::cut(&file, now)),
            None => Assistant::from_files(&files).map_err(|diagnostics| Fault::of(&diagnostics, now)),
        };
        self.seen = Some(files.clone());
        match sound {
            Ok(assistant) => {
                self.state = FaqState::new(&self.folder, &assistant, Origin::Folder, now);
                self.served = files;
                self.live.set(assistant);
                self.settle_on(None);
                Refresh::Swapped
            }
            Err(fault) => self.refuse(fault),
        }
    }

    fn refuse(&mut self, fault: Fault) -> Refresh {
        if self
            .state
            .fault
            .as_ref()
            .is_some_and(|known| known.french == fault.french)
        {
            return Refresh::Unchanged;
        }
        self.settle_on(Some(fault));
        Refresh::Refused
    }

    /// Tells the log and the data folder how things are now.
    fn settle_on(&mut self, fault: Option<Fault>) {
        self.state.fault = fault;
        let FaqState { services, entries, .. } = self.state;
        let locale = self.live.get().catalogue().default_locale();
        match (&self.state.fault, self.state.origin) {
            (None, _) => tracing::info!(services, entries, "the FAQ is live"),
            (Some(fault), Origin::Folder) => {
                tracing::error!(
                    "the FAQ has errors and is NOT live, the previous one is still served:\n{}",
                    fault.text(locale)
                );
            }
            (Some(fault), Origin::LastGood) => {
                tracing::error!(
                    "the FAQ has errors, the LAST GOOD copy of the data folder is served instead:\n{}",
                    fault.text(locale)
                );
            }
        }
        if self.state.fault.is_none()
            && let Err(error) = self.archive.keep(&self.served)
        {
            tracing::warn!("the last good FAQ could not be kept in the data folder: {error}");
        }
        if let Err(error) = self.state.write(&self.data) {
            tracing::warn!("the state of the FAQ could not be written to the data folder: {error}");
        }
    }
}

impl Onlooker for Keeper {
    fn folder(&self) -> &Path {
        &self.folder
    }

    fn known(&self) -> &[SourceFile] {
        &self.served
    }

    fn is_news(&self, files: &Files) -> bool {
        match files {
            Ok(files) => self.seen.as_ref() != Some(files),
            Err(_) => self.seen.is_some(),
        }
    }

    fn look(&mut self, files: Files) -> bool {
        self.examine(files, Utc::now()) != Refresh::Unchanged
    }
}

/// The last good set, if it is still good for this version of the program.
fn last_good(archive: &Archive) -> Option<(Assistant, Vec<SourceFile>)> {
    archive
        .sets()
        .into_iter()
        .find_map(|files| Some((Assistant::from_files(&files).ok()?, files)))
}
