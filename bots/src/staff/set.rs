//! `guichet set`: changes facts of one service in place, and nothing else of its file.

mod edit;
mod outline;

use std::{fs, io, path::Path};

use anyhow::{Context as _, Result};
use chrono::Utc;
use guichet_core::{
    Action, Catalogue, Diagnostics, EntryId,
    catalogue::{SourceFile, read_folder},
    diagnostic::Problem,
};

use super::{Session, Told, render};
use crate::{Assistant, Exit, cli::Set, language::Language, records};

/// The key that dates the facts of a service.
const AS_OF: &str = "as_of";

/// Changes the file, if the FAQ is sound afterwards.
pub(crate) fn set(options: &Set, session: &mut Session<'_, '_>) -> Result<Exit> {
    session.find()?;
    let mut files = match read_folder(&session.faq) {
        Ok(files) => files,
        Err(diagnostics) => return session.refuse(&diagnostics),
    };
    let Some(place) = files
        .iter()
        .position(|file| edit::has_service(&file.text(), &options.service))
    else {
        return unknown_service(options, &files, session);
    };
    let before = Assistant::from_files(&files).ok();
    let known = warnings(&files);
    let dated = changes(options, before.as_ref());
    let Some(file) = files.get_mut(place) else {
        return Ok(Exit::Failure);
    };
    if let Err(key) = change(file, &options.service, &dated) {
        let language = language(options, before.as_ref(), session);
        let text = language.pick(
            format!("guichet : « {key} » ne peut pas être changé ainsi : une clé, ou deux séparées par un point."),
            format!("guichet: '{key}' cannot be changed like this: one key, or two with a point between them."),
        );
        writeln!(session.streams.errors, "{text}")?;
        return Ok(Exit::Unusable);
    }
    let after = match Assistant::from_files(&files) {
        Ok(after) => after,
        Err(diagnostics) => {
            return refuse(
                &diagnostics,
                &files,
                language(options, before.as_ref(), session),
                session,
            );
        }
    };
    let language = language(options, Some(&after), session);
    let Some(file) = files.get(place) else {
        return Ok(Exit::Failure);
    };
    write_over(&session.faq.join(&file.path), &file.bytes).with_context(|| file.path.clone())?;
    let done = language.pick(
        format!("{} est à jour. Les habitants lisent maintenant :\n", file.path),
        format!("{} is up to date. Citizens now read:\n", file.path),
    );
    writeln!(session.streams.output, "{done}")?;
    let card = EntryId::parse(&options.service).map(|id| {
        let locale = after.catalogue().default_locale();
        after.open(&Action::Open(id), locale, Utc::now()).plain_text()
    });
    writeln!(session.streams.output, "{}", card.unwrap_or_default())?;
    warn(&known, &files, language, session)?;
    Ok(Exit::Success)
}

/// All that deserves a look in these files.
fn warnings(files: &[SourceFile]) -> Diagnostics {
    let read = Catalogue::from_files_on(files, Utc::now().date_naive());
    read.map_or_else(|problems| problems, |(_, warnings)| warnings)
}

/// Tells what deserves a look since the change, such as a note that still says the contrary of the new status.
fn warn(known: &Diagnostics, files: &[SourceFile], language: Language, session: &mut Session<'_, '_>) -> Result<()> {
    let is_new = |problem: &Problem| known.iter().all(|old| old.problem != *problem);
    let new = warnings(files);
    let new = Diagnostics::new(new.iter().filter(|warning| is_new(&warning.problem)).cloned().collect());
    if new.is_empty() {
        return Ok(());
    }
    let title = language.pick("À revoir depuis ce changement :", "To look at since this change:");
    let text = render::render(&new, files, language.locale(), session.streams.colour);
    writeln!(session.streams.output, "\n{title}\n\n{}", text.trim_end())?;
    Ok(())
}

/// The changes asked for, and today's date unless another was given.
fn changes(options: &Set, before: Option<&Assistant>) -> Vec<(String, String)> {
    let mut changes = options.changes.clone();
    let is_date = |key: &str| key == AS_OF || key.starts_with("as_of.");
    if !changes.iter().any(|(key, _)| is_date(key)) {
        let now = Utc::now();
        let today = before.map_or_else(|| now.date_naive(), |assistant| records::day(assistant, now));
        changes.push((AS_OF.to_owned(), today.to_string()));
    }
    changes
}

/// Applies the changes one after the other; the key that is none otherwise.
fn change(file: &mut SourceFile, service: &str, changes: &[(String, String)]) -> Result<(), String> {
    // A byte order mark is not part of the text, and stays.
    let mark: &[u8] = if file.bytes.starts_with(b"\xef\xbb\xbf") {
        b"\xef\xbb\xbf"
    } else {
        b""
    };
    let mut text = file.text().into_owned();
    for (key, value) in changes {
        text = edit::set(&text, service, key, value).ok_or_else(|| key.clone())?;
    }
    file.bytes = [mark, text.as_bytes()].concat();
    Ok(())
}

fn language(options: &Set, assistant: Option<&Assistant>, session: &Session<'_, '_>) -> Language {
    let town = assistant.map(|assistant| assistant.catalogue().default_locale());
    options
        .lang
        .map_or_else(|| Language::of(session.environment, town), Language::named)
}

/// Says why the result would not be sound.
fn refuse(
    diagnostics: &Diagnostics,
    files: &[SourceFile],
    language: Language,
    session: &mut Session<'_, '_>,
) -> Result<Exit> {
    let text = language.pick(
        "Rien n'a été changé, car la FAQ aurait ces erreurs :",
        "Nothing was changed, because the FAQ would have these errors:",
    );
    let problems = render::render(diagnostics, files, language.locale(), session.streams.colour_errors);
    write!(session.streams.errors, "{text}\n\n{problems}")?;
    Err(Told(Exit::Failure).into())
}

/// Says which services there are, the nearest first.
fn unknown_service(options: &Set, files: &[SourceFile], session: &mut Session<'_, '_>) -> Result<Exit> {
    let mut ids: Vec<_> = files.iter().flat_map(|file| edit::services(&file.text())).collect();
    ids.sort_by_key(|id| strsim::osa_distance(id, &options.service));
    let (service, ids) = (&options.service, ids.join(", "));
    let text = language(options, Assistant::from_files(files).ok().as_ref(), session).pick(
        format!("guichet : pas de service « {service} ». Les services : {ids}."),
        format!("guichet: there is no service '{service}'. The services: {ids}."),
    );
    writeln!(session.streams.errors, "{text}")?;
    Ok(Exit::Unusable)
}

/// Replaces a file at once, with its permissions; a reader sees the old one or the new one.
fn write_over(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Through a link, the file it leads to.
    let path = fs::canonicalize(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let next = path.with_file_name(format!(".{name}.next"));
    fs::write(&next, bytes)?;
    fs::set_permissions(&next, fs::metadata(&path)?.permissions())?;
    fs::rename(next, path)
}
