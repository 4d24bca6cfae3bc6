//! The files of the FAQ, as bytes.

use std::{
    borrow::Cow,
    fs, io,
    path::{Path, PathBuf},
};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Problem};

/// The largest file that is read, in bytes: a hundred times what a clerk writes by hand.
pub const MAX_FILE_BYTES: u64 = 256 * 1024;

/// All files together, in bytes: training on more would keep the counter from starting for minutes.
pub const MAX_FOLDER_BYTES: u64 = 4 * 1024 * 1024;

/// Folders inside folders that are looked into; deeper ones are a mistake or a loop.
const MAX_FOLDER_DEPTH: usize = 8;

/// A file of the FAQ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path below the folder, with `/` between folders.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// A file with this content.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            bytes: bytes.into(),
        }
    }

    /// Its text without a byte order mark; what is not UTF-8 is replaced by `U+FFFD`.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes);
        String::from_utf8_lossy(bytes)
    }
}

/// Reads every `*.yaml` and `*.yml` file below a folder, sorted by path.
///
/// Hidden files and folders and the backups that editors leave are skipped. All problems are collected;
/// [`Diagnostics::is_unreadable`] tells a folder that cannot be read from one whose content is at fault.
pub fn read_folder(folder: &Path) -> Result<Vec<SourceFile>, Diagnostics> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    list(folder, "", 0, &mut found, &mut problems);
    found.sort();
    let mut files = Vec::new();
    let mut total = 0;
    for (name, path) in found {
        match read(&path) {
            Ok(bytes) => {
                total += bytes.len() as u64;
                files.push(SourceFile { path: name, bytes });
            }
            Err(problem) => problems.push(Diagnostic::new(Some(whole(&name)), problem)),
        }
        // What is left is not read: it would only fill the memory.
        if total > MAX_FOLDER_BYTES {
            let limit = MAX_FOLDER_BYTES;
            problems.push(Diagnostic::new(None, Problem::FolderTooLarge { limit }));
            break;
        }
    }
    if files.is_empty() && problems.is_empty() {
        problems.push(Diagnostic::new(
            None,
            Problem::NoFiles {
                folder: folder.display().to_string(),
            },
        ));
    }
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(Diagnostics::new(problems))
    }
}

/// Adds the YAML files below `folder` with their names, which start with `prefix`.
fn list(folder: &Path, prefix: &str, depth: usize, found: &mut Vec<(String, PathBuf)>, problems: &mut Vec<Diagnostic>) {
    let mut unreadable = |error: &io::Error| {
        let folder = folder.display().to_string();
        let problem = Problem::UnreadableFolder {
            folder,
            reason: error.to_string(),
        };
        problems.push(Diagnostic::new(None, problem));
    };
    let items = match fs::read_dir(folder) {
        Ok(items) => items,
        Err(error) => return unreadable(&error),
    };
    let mut below = Vec::new();
    for item in items {
        let path = match item {
            Ok(item) => item.path(),
            Err(error) => return unreadable(&error),
        };
        let Some(file_name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            continue;
        };
        if is_skipped(&file_name) {
            continue;
        }
        let name = format!("{prefix}{file_name}");
        if path.is_dir() {
            below.push((path, name + "/"));
        } else if is_yaml(&path) && path.is_file() {
            found.push((name, path));
        }
    }
    if depth < MAX_FOLDER_DEPTH {
        for (path, prefix) in below {
            list(&path, &prefix, depth + 1, found, problems);
        }
    }
}

/// Hidden files, and what editors leave beside a file while it is open.
fn is_skipped(name: &str) -> bool {
    name.starts_with(['.', '#', '~']) || name.ends_with('~')
}

fn is_yaml(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}

/// Reads one file, never more than a byte beyond the limit.
fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    use io::Read as _;
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| Problem::UnreadableFile {
            reason: error.to_string(),
        })?;
    Ok(bytes)
}

/// A file as a whole.
pub(super) fn whole(file: &str) -> Place {
    Place {
        file: file.to_owned(),
        line: 1,
        column: 1,
        start: 0,
        end: 0,
    }
}
