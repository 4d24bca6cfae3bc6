//! The version to compare with: a folder, or a revision in the git repository of the FAQ folder.

use std::{
    path::Path,
    process::{Command, Output},
};

use anyhow::Result;
use guichet_core::{
    Diagnostics,
    catalogue::{SourceFile, read_folder},
};

use crate::{
    Assistant, Exit,
    language::Language,
    staff::{Session, Told},
};

/// Loads the other version; what is wrong with it is told.
pub(super) fn load(against: &str, language: Language, session: &mut Session<'_, '_>) -> Result<Assistant> {
    let folder = Path::new(against);
    let files = if folder.is_dir() {
        read_folder(folder).map_err(|diagnostics| problems(&diagnostics, language))
    } else {
        revision(&session.faq, against, language)
    };
    let assistant =
        files.and_then(|files| Assistant::from_files(&files).map_err(|diagnostics| problems(&diagnostics, language)));
    match assistant {
        Ok(assistant) => Ok(assistant),
        Err(reason) => {
            let what = language.pick(
                format!("guichet : la version « {against} » ne peut pas être lue.\n"),
                format!("guichet: the version '{against}' cannot be read.\n"),
            );
            writeln!(session.streams.errors, "{what}{}", reason.trim_end())?;
            Err(Told(Exit::Unusable).into())
        }
    }
}

fn problems(diagnostics: &Diagnostics, language: Language) -> String {
    diagnostics.plain(language.locale())
}

/// The FAQ files of a git revision, or why there are none.
fn revision(faq: &Path, revision: &str, language: Language) -> Result<Vec<SourceFile>, String> {
    // `^{commit}` also keeps a revision that starts with a dash from being taken for an option.
    let commit =
        git(
            faq,
            &[
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                &format!("{revision}^{{commit}}"),
            ],
        )
        .map_err(|_| {
            language.pick(
            "Ce n'est ni un dossier, ni une révision git de ce dossier. Pour comparer avec une copie gardée avant de \
             changer : guichet preview --against COPIE".to_owned(),
            "It is neither a folder nor a git revision of this folder. To compare with a copy kept before the change: \
             guichet preview --against COPY".to_owned(),
        )
        })?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let names = git(faq, &["ls-tree", "-r", "-z", "--name-only", &commit])?;
    let names = String::from_utf8_lossy(&names).into_owned();
    let mut files = Vec::new();
    for name in names.split('\0').filter(|name| is_source(name)) {
        let bytes = git(faq, &["show", &format!("{commit}:./{name}")])?;
        files.push(SourceFile::new(name, bytes));
    }
    if files.is_empty() {
        return Err(language.pick(
            "Cette révision n'a pas de fichier YAML dans ce dossier.".to_owned(),
            "This revision has no YAML file in this folder.".to_owned(),
        ));
    }
    Ok(files)
}

/// Whether the loader would read this file of a folder.
fn is_source(name: &str) -> bool {
    let is_yaml = Path::new(name)
        .extension()
        .is_some_and(|end| end == "yaml" || end == "yml");
    is_yaml && name.split('/').all(|part| !part.starts_with('.'))
}

/// What git prints, or what it complains of.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let Output { status, stdout, stderr } = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .map_err(|error| format!("git: {error}"))?;
    if status.success() {
        Ok(stdout)
    } else {
        Err(String::from_utf8_lossy(&stderr).into_owned())
    }
}
