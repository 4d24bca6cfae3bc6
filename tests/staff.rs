//! The staff's commands, as a clerk uses them.

mod gaps;
mod new;
mod preview;
mod set;
mod stats;
mod status;
#[cfg(unix)]
mod watch;

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::support::program::{Program, catalogue, guichet};

/// A town hall: a copy of the small town's FAQ, and a data folder.
pub(crate) struct TownHall {
    pub(crate) folder: TempDir,
}

impl TownHall {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&catalogue("small-town"), &folder.path().join("faq"));
        Self { folder }
    }

    pub(crate) fn faq(&self) -> PathBuf {
        self.folder.path().join("faq")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// `guichet` in this town hall.
    pub(crate) fn run(&self, arguments: &[&str]) -> Program {
        guichet(arguments).on(&self.faq()).with("GUICHET_DATA", self.data())
    }

    /// Replaces a text in a file of the FAQ.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.faq().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} is not in {file}");
        fs::write(path, text.replace(from, to)).unwrap();
    }
}

/// Copies the files of a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}
