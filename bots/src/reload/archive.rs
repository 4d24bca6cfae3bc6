//! The last good FAQ, kept file by file in the data folder: what is served after a restart with broken files.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use guichet_core::catalogue::{SourceFile, read_folder};

use crate::private;

/// The folder inside the data folder.
const CURRENT: &str = "last-good-faq";
/// The one before, for the moment between two renames.
const PREVIOUS: &str = "last-good-faq.previous";
/// The next one while it is written.
const NEXT: &str = "last-good-faq.next";

/// Where the last good set is kept.
#[derive(Debug)]
pub(super) struct Archive {
    data: PathBuf,
}

impl Archive {
    /// The archive inside a data folder, which need not exist yet.
    pub(super) fn new(data: &Path) -> Self {
        Self { data: data.to_owned() }
    }

    /// The sets that are kept, newest first.
    pub(super) fn sets(&self) -> Vec<Vec<SourceFile>> {
        let folders = [CURRENT, PREVIOUS].map(|name| self.data.join(name));
        folders.iter().filter_map(|folder| read_folder(folder).ok()).collect()
    }

    /// Keeps a set. A crash at any point leaves the old set, the new one, or both.
    pub(super) fn keep(&self, files: &[SourceFile]) -> io::Result<()> {
        let [current, previous, next] = [CURRENT, PREVIOUS, NEXT].map(|name| self.data.join(name));
        if read_folder(&current).is_ok_and(|kept| kept == files) {
            return Ok(());
        }
        private::folder(&self.data)?;
        remove(&next)?;
        for file in files {
            let path = next.join(&file.path);
            private::folder(path.parent().unwrap_or(&next))?;
            private::write(&path, &file.bytes)?;
        }
        remove(&previous)?;
        if current.exists() {
            fs::rename(&current, &previous)?;
        }
        fs::rename(&next, &current)?;
        remove(&previous)
    }
}

/// Removes a folder, if it is there.
fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> Vec<SourceFile> {
        vec![
            SourceFile::new("a.yaml", text),
            SourceFile::new("more/b.yml", "b: 1\r\n"),
        ]
    }

    #[test]
    fn the_bytes_come_back() {
        let data = tempfile::tempdir().unwrap();
        let archive = Archive::new(&data.path().join("data"));
        assert!(archive.sets().is_empty());
        for text in ["\u{feff}a: 1\n", "a: 2\n", "a: 2\n"] {
            archive.keep(&set(text)).unwrap();
            assert_eq!(archive.sets(), [set(text)]);
        }
    }

    #[test]
    fn a_crash_between_the_renames_loses_nothing() {
        let data = tempfile::tempdir().unwrap();
        let archive = Archive::new(data.path());
        archive.keep(&set("a: 1\n")).unwrap();
        fs::rename(data.path().join(CURRENT), data.path().join(PREVIOUS)).unwrap();
        fs::create_dir(data.path().join(NEXT)).unwrap();
        assert_eq!(archive.sets(), [set("a: 1\n")]);
        archive.keep(&set("a: 2\n")).unwrap();
        assert_eq!(archive.sets(), [set("a: 2\n")]);
    }
}
