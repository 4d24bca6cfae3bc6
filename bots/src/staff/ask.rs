//! `guichet ask`: one question, and exactly what a citizen would be told.

use std::io::{Read as _, Write as _};

use anyhow::{Context as _, Result};
use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use guichet_core::{Catalogue, Utterance};

use super::{
    Session,
    answer::Answer,
    batch::batch,
    explain::{self, Explained},
};
use crate::{Assistant, Exit, cli::Ask, console::render, language::Language};

/// A message from standard input is read up to this many bytes; what is longer is no message.
const MAX_MESSAGE_BYTES: u64 = 1 << 20;

/// Answers one question, or with `--batch` many.
pub(crate) fn ask(options: &Ask, session: &mut Session<'_, '_>) -> Result<Exit> {
    let assistant = session.open()?;
    let catalogue = assistant.catalogue();
    let language = session.language(&assistant);
    if let Some(refusal) = refusal(options, catalogue, language) {
        writeln!(session.streams.errors, "{} {refusal}", language.program())?;
        return Ok(Exit::Unusable);
    }
    if options.batch {
        return batch(options.lang, &assistant, session);
    }
    let now = options.at.as_deref().and_then(|at| town_time(at, catalogue));
    let text = if options.text.is_empty() {
        message_from_input(session, language)?
    } else {
        options.text.join(" ")
    };
    if text.trim().is_empty() {
        let text = language.pick(
            "aucune question. Écrivez-la à la suite : guichet ask \"la mairie est ouverte ?\"",
            "no question. Write it behind: guichet ask \"is the town hall open?\"",
        );
        writeln!(session.streams.errors, "{} {text}", language.program())?;
        return Ok(Exit::Unusable);
    }
    let utterance = Utterance::new(text, now.unwrap_or_else(Utc::now)).in_locale(options.lang);
    show(options, &utterance, &assistant, session, language)?;
    Ok(Exit::Success)
}

/// Prints the reply in the form that was asked for.
fn show(
    options: &Ask,
    utterance: &Utterance,
    assistant: &Assistant,
    session: &mut Session<'_, '_>,
    language: Language,
) -> Result<()> {
    let output = &mut session.streams.output;
    if options.explain {
        let explanation = assistant.explain(utterance);
        if options.json {
            let explained = Explained::new(utterance, assistant, &explanation);
            serde_json::to_writer(&mut *output, &explained).map_err(std::io::Error::from)?;
            writeln!(output)?;
        } else {
            explain::write(&explanation, assistant.catalogue(), language, output)?;
        }
    } else if options.json {
        serde_json::to_writer(&mut *output, &Answer::to(utterance, assistant)).map_err(std::io::Error::from)?;
        writeln!(output)?;
    } else {
        let reply = assistant.reply(utterance);
        let text = render::reply(
            &reply,
            &assistant.catalogue().interface,
            render::Marks::Bullets,
            session.streams.colour,
        );
        writeln!(output, "{text}")?;
    }
    Ok(())
}

/// Why the options cannot be followed in this town.
fn refusal(options: &Ask, catalogue: &Catalogue, language: Language) -> Option<String> {
    let spoken = &catalogue.town.languages;
    if let Some(lang) = options.lang.filter(|lang| !spoken.contains(lang)) {
        let list: Vec<_> = spoken.iter().map(ToString::to_string).collect();
        let list = list.join(", ");
        return Some(language.pick(
            format!("--lang {lang} : la FAQ répond en {list}."),
            format!("--lang {lang}: the FAQ answers in {list}."),
        ));
    }
    let at = options.at.as_deref()?;
    town_time(at, catalogue).is_none().then(|| {
        language.pick(
            "--at : écrivez la date et l'heure comme « 2026-12-25 10:00 ».".to_owned(),
            "--at: write the date and time like \"2026-12-25 10:00\".".to_owned(),
        )
    })
}

/// A moment on the town's clocks, `YYYY-MM-DD HH:MM`. Of an hour that the clocks show twice, the first.
fn town_time(text: &str, catalogue: &Catalogue) -> Option<DateTime<Utc>> {
    let text = text.replace('T', " ");
    let local = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").ok()?;
    let moment = catalogue.town.timezone.from_local_datetime(&local).earliest()?;
    Some(moment.to_utc())
}

/// The whole standard input as one message, as it was pasted.
fn message_from_input(session: &mut Session<'_, '_>, language: Language) -> Result<String> {
    if session.streams.interactive {
        let hint = language.pick(
            "Écrivez ou collez le message, puis Ctrl-D :",
            "Write or paste the message, then Ctrl-D:",
        );
        writeln!(session.streams.errors, "{hint}")?;
    }
    let mut bytes = Vec::new();
    let mut input = (&mut *session.streams.input).take(MAX_MESSAGE_BYTES);
    input.read_to_end(&mut bytes).context("standard input")?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
