//! `guichet status`: what the running counter serves, and what is wrong with the FAQ folder.

use anyhow::{Context as _, Result};
use chrono::{DateTime, Local, Utc};

use super::Session;
use crate::{
    Exit,
    cli::Status,
    config,
    language::Language,
    reload::{FaqState, Origin},
    store,
};

/// Reads what the counter last wrote to the data folder. Ends with 1 when the FAQ has a fault or no counter runs.
pub(crate) fn status(options: &Status, session: &mut Session<'_, '_>) -> Result<Exit> {
    let language = options
        .lang
        .map_or_else(|| Language::of(session.environment, None), Language::named);
    let data = config::data(session.environment);
    let state = FaqState::read(&data).with_context(|| format!("cannot read {}", data.display()))?;
    let Some(state) = state else {
        let text = language.pick("Aucun guichet n'a encore servi ici.", "No counter has served here yet.");
        writeln!(session.streams.output, "{text}")?;
        return Ok(Exit::Failure);
    };
    let is_running = store::is_held(&data);
    write!(session.streams.output, "{}", report(&state, is_running, language))?;
    Ok(if is_running && state.fault.is_none() {
        Exit::Success
    } else {
        Exit::Failure
    })
}

fn report(state: &FaqState, is_running: bool, language: Language) -> String {
    let FaqState {
        folder,
        since,
        origin,
        services,
        entries,
        fault,
    } = state;
    let mut text = if is_running {
        language
            .pick("Le guichet est ouvert.\n", "The counter is open.\n")
            .to_owned()
    } else {
        language
            .pick(
                "Le guichet est arrêté. Son dernier état :\n",
                "The counter is stopped. Its last state:\n",
            )
            .to_owned()
    };
    let (folder, since) = (folder.display(), local(*since));
    text += &match origin {
        Origin::Folder => language.pick(
            format!("FAQ servie : {folder}, depuis le {since} ({services} services, {entries} questions).\n"),
            format!("FAQ served: {folder}, since {since} ({services} services, {entries} questions).\n"),
        ),
        Origin::LastGood => language.pick(
            format!(
                "FAQ servie : la DERNIÈRE COPIE CORRECTE, depuis le {since} ({services} services, {entries} questions), \
                 parce que {folder} contient des erreurs.\n"
            ),
            format!(
                "FAQ served: the LAST GOOD COPY, since {since} ({services} services, {entries} questions), \
                 because {folder} has errors.\n"
            ),
        ),
    };
    if let Some(fault) = fault {
        let since = local(fault.since);
        text += &language.pick(
            format!("\nLes fichiers de la FAQ ont des erreurs depuis le {since}, ils ne sont PAS servis :\n"),
            format!("\nThe files of the FAQ have errors since {since}, they are NOT served:\n"),
        );
        text += fault.text.trim_end();
        text.push('\n');
    }
    text
}

/// A moment on the clock of this computer.
fn local(time: DateTime<Utc>) -> String {
    time.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string()
}
