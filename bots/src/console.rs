//! The counter in a terminal: the same assistant as on the platforms, to try a FAQ without any account.

mod conversation;
mod prompt;
pub(crate) mod render;

use std::io::Write as _;

use anyhow::Result;
use chrono::Utc;
use conversation::{Conversation, Turn};
use prompt::Prompt;

use crate::{Exit, cli::Chat, config, staff::Session};

/// Talks until the other side leaves.
pub(crate) fn chat(options: &Chat, session: &mut Session<'_, '_>) -> Result<Exit> {
    let assistant = session.open()?;
    let spoken = &assistant.catalogue().town.languages;
    let wanted = options.lang.or_else(|| config::locale(session.environment));
    let mut conversation = Conversation::new(&assistant, wanted.filter(|locale| spoken.contains(locale)));
    let colour = session.streams.colour;
    let mut prompt = Prompt::new(session.streams.interactive, &mut *session.streams.input)?;
    let output = &mut session.streams.output;

    let welcome = conversation.welcome(Utc::now());
    writeln!(output, "{}\n", conversation.show(&welcome, colour))?;
    output.flush()?;
    while let Some(line) = prompt.next()? {
        match conversation.turn(&line, Utc::now()) {
            Turn::Nothing => continue,
            Turn::Reply(reply) => writeln!(output, "{}\n", conversation.show(&reply, colour))?,
            Turn::Notice(text) => writeln!(output, "{text}\n")?,
            Turn::End => break,
        }
        output.flush()?;
    }
    Ok(Exit::Success)
}
