//! `guichet check`: every problem of the FAQ, each with its line and its remedy, and the town's own questions.

mod watch;

use anyhow::Result;
use chrono::Utc;
use guichet_core::{
    Catalogue, Diagnostics,
    catalogue::{SourceFile, read_folder},
};

use super::{Session, render};
use crate::{
    Assistant, Exit,
    cli::{Check, Format},
    language::Language,
    reload::Files,
};

/// Checks a folder, once or again after every change.
pub(crate) fn check(options: &Check, session: &mut Session<'_, '_>) -> Result<Exit> {
    if let Some(dir) = &options.dir {
        session.faq.clone_from(dir);
    }
    session.find()?;
    let files = read_folder(&session.faq);
    let exit = report(&files, options, session)?;
    if options.watch {
        return watch::watch(files, options, session);
    }
    Ok(exit)
}

/// Prints what these files are worth.
fn report(files: &Files, options: &Check, session: &mut Session<'_, '_>) -> Result<Exit> {
    let (files, checked) = match files {
        Ok(files) => (files.as_slice(), examine(files)),
        Err(diagnostics) => (&[][..], Err(diagnostics.clone())),
    };
    let language = language(files, options, session);
    let locale = language.locale();
    let (assistant, diagnostics) = match checked {
        Ok((assistant, diagnostics)) => (Some(assistant), diagnostics),
        Err(diagnostics) => (None, diagnostics),
    };
    let report = match options.format {
        Format::Text => render::render(&diagnostics, files, locale, session.streams.colour),
        Format::Json => render::json_lines(&diagnostics, locale),
        Format::Github => render::github(&diagnostics, &session.faq.to_string_lossy(), locale),
    };
    write!(session.streams.output, "{report}")?;
    if let (Some(assistant), Format::Text) = (&assistant, options.format) {
        writeln!(session.streams.output, "{}", size(assistant, language))?;
    }
    Ok(exit(&diagnostics))
}

/// The language that was asked for, else that of the computer and the town.
fn language(files: &[SourceFile], options: &Check, session: &Session<'_, '_>) -> Language {
    let town = Catalogue::first_language(files);
    options
        .lang
        .map_or_else(|| Language::of(session.environment, town), Language::named)
}

/// The counter that these files make, with all that deserves a look; or all that is wrong.
fn examine(files: &[SourceFile]) -> Result<(Assistant, Diagnostics), Diagnostics> {
    let now = Utc::now();
    let (_, warnings) = Catalogue::from_files_on(files, now.date_naive())?;
    let assistant = Assistant::from_files(files)?;
    let (failed, doubts) = (assistant.failed_checks(now), assistant.doubts());
    Ok((assistant, warnings.and(failed.iter().chain(&doubts).cloned())))
}

fn exit(diagnostics: &Diagnostics) -> Exit {
    if diagnostics.is_unreadable() {
        Exit::Unusable
    } else if diagnostics.has_errors() {
        Exit::Failure
    } else {
        Exit::Success
    }
}

/// What was read, so that a clerk sees that a new file counts.
fn size(assistant: &Assistant, language: Language) -> String {
    let catalogue = assistant.catalogue();
    let (services, entries) = (catalogue.services.len(), catalogue.entries.len());
    let questions: usize = catalogue.topics().map(|topic| topic.questions().len()).sum();
    let checks = catalogue.checks.len();
    let parts = [
        language.count(services, ["service", "services"], ["service", "services"]),
        language.count(entries, ["entrée", "entrées"], ["entry", "entries"]),
        language.count(questions, ["question", "questions"], ["question", "questions"]),
        language.count(checks, ["contrôle", "contrôles"], ["check", "checks"]),
    ];
    let parts = parts.join(", ");
    language.pick(format!("FAQ lue : {parts}."), format!("FAQ read: {parts}."))
}
