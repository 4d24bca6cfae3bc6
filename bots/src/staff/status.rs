//! `guichet status`: which platforms the running counter serves and with what, and what is wrong.

mod adapters;
mod messages;

use anyhow::{Context as _, Result};
use chrono::{DateTime, Local, Utc};

use super::Session;
use crate::{
    Exit,
    cli::Status,
    config, health,
    language::Language,
    reload::{FaqState, Origin},
    store,
};

/// A process holds the data folder, and no adapter of it has begun: it learns the FAQ.
const STARTING: (&str, &str) = ("Le guichet démarre.\n", "The counter is starting.\n");

/// Reads what the counter last wrote to the data folder. Ends with 1 when the FAQ has a fault, no counter runs, or a
/// platform that should be served is not.
pub(crate) fn status(options: &Status, session: &mut Session<'_, '_>) -> Result<Exit> {
    let language = session.spoken(options.lang);
    let data = config::data(session.environment);
    let is_running = store::is_held(&data);
    let state = FaqState::read(&data).with_context(|| format!("cannot read {}", data.display()))?;
    let Some(state) = state else {
        let text = if is_running {
            language.pick(STARTING.0, STARTING.1)
        } else {
            language.pick(
                "Aucun guichet n'a encore servi ici.\n",
                "No counter has served here yet.\n",
            )
        };
        write!(session.streams.output, "{text}")?;
        return Ok(Exit::Failure);
    };
    let (states, overview) = match store::reader(&data)? {
        Some(db) => (health::states(&db)?.unwrap_or_default(), store::overview(&db)?),
        None => Default::default(),
    };
    let is_starting = is_running && states.is_empty();
    let down = states.values().filter(|noted| adapters::is_down(noted.state)).count();
    let reach = match down {
        0 => Reach::Everywhere,
        _ if down < states.len() => Reach::NotEverywhere,
        _ => Reach::Nowhere,
    };
    let report = [
        if is_starting {
            language.pick(STARTING.0, STARTING.1)
        } else {
            heading(is_running, reach, language)
        },
        &adapters::lines(&states, is_running, language),
        &messages::lines(&overview, language),
        &report(&state, language),
    ];
    write!(session.streams.output, "{}", report.concat())?;
    Ok(if is_running && !is_starting && down == 0 && state.fault.is_none() {
        Exit::Success
    } else {
        Exit::Failure
    })
}

/// On how many of its platforms a running counter is open.
#[derive(Clone, Copy)]
enum Reach {
    Everywhere,
    NotEverywhere,
    Nowhere,
}

const fn heading(is_running: bool, reach: Reach, language: Language) -> &'static str {
    let (french, english) = match (is_running, reach) {
        (true, Reach::Everywhere) => ("Le guichet est ouvert.\n", "The counter is open.\n"),
        (true, Reach::Nowhere) => (
            "Le guichet n'est ouvert NULLE PART.\n",
            "The counter is open NOWHERE.\n",
        ),
        (true, Reach::NotEverywhere) => (
            "Le guichet n'est PAS ouvert partout.\n",
            "The counter is NOT open everywhere.\n",
        ),
        (false, _) => (
            "Le guichet est arrêté. Son dernier état :\n",
            "The counter is stopped. Its last state:\n",
        ),
    };
    match language {
        Language::French => french,
        Language::English => english,
    }
}

/// What is served, and what is wrong with the folder.
fn report(state: &FaqState, language: Language) -> String {
    let FaqState {
        folder,
        since,
        origin,
        services,
        entries,
        fault,
    } = state;
    let (folder, since) = (folder.display(), local(*since));
    let services = language.count(*services, ["service", "services"], ["service", "services"]);
    let entries = language.count(*entries, ["entrée", "entrées"], ["entry", "entries"]);
    let mut text = match origin {
        Origin::Folder => language.pick(
            format!("FAQ servie : {folder}, depuis le {since} ({services}, {entries}).\n"),
            format!("FAQ served: {folder}, since {since} ({services}, {entries}).\n"),
        ),
        Origin::LastGood => language.pick(
            format!(
                "FAQ servie : la DERNIÈRE COPIE CORRECTE, depuis le {since} ({services}, {entries}), \
                 parce que {folder} contient des erreurs.\n"
            ),
            format!(
                "FAQ served: the LAST GOOD COPY, since {since} ({services}, {entries}), \
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
        text += fault.text(language.locale()).trim_end();
        text.push('\n');
    }
    text
}

/// A moment on the clock of this computer.
fn local(time: DateTime<Utc>) -> String {
    time.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string()
}
