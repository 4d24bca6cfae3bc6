//! What a line of the chat means and what it leads to: the chat without its terminal.

use chrono::{DateTime, Utc};
use guichet_core::{Locale, Phrase, Reply, reply::ReplyKind};

use super::render::{self, Marks};
use crate::{
    Assistant, Command,
    counter::{self, Said, Setting},
    store::{Memory, Platform},
};

/// One conversation in a terminal. It lives in memory only.
pub(super) struct Conversation<'a> {
    assistant: &'a Assistant,
    /// The language of the terminal, if the town speaks it.
    hint: Option<Locale>,
    memory: Memory,
}

/// What a line leads to.
#[derive(Debug, PartialEq)]
pub(super) enum Turn {
    /// An empty line.
    Nothing,
    /// An answer.
    Reply(Reply),
    /// A sentence about the chat itself.
    Notice(String),
    /// Goodbye.
    End,
}

impl<'a> Conversation<'a> {
    /// A new conversation with somebody whose terminal speaks `hint`.
    pub(super) fn new(assistant: &'a Assistant, hint: Option<Locale>) -> Self {
        Self {
            assistant,
            hint,
            memory: Memory::default(),
        }
    }

    /// The counter presents itself.
    pub(super) fn welcome(&mut self, now: DateTime<Utc>) -> Reply {
        self.say(&Said::Start(None), now)
    }

    /// Reads one line: a command, the number of a choice, or a question.
    pub(super) fn turn(&mut self, line: &str, now: DateTime<Utc>) -> Turn {
        let line = line.trim();
        let said = match line.strip_prefix('/').map(str::to_lowercase).as_deref() {
            None if line.is_empty() => return Turn::Nothing,
            None => Said::words(line, false),
            Some("quitter" | "quit" | "exit" | "q") => return Turn::End,
            Some("menu" | "start") => Said::Start(None),
            Some(name) => match Command::parse(name) {
                Some(command) => Said::Command(command),
                None => return Turn::Notice(self.phrase(Phrase::ConsoleUnknownCommand)),
            },
        };
        Turn::Reply(self.say(&said, now))
    }

    /// A reply as the terminal shows it; with the welcome, how to use the chat.
    pub(super) fn show(&self, reply: &Reply, colour: bool) -> String {
        let mut text = render::reply(reply, &self.assistant.catalogue().interface, Marks::Numbers, colour);
        if reply.kind == ReplyKind::Welcome {
            text += "\n\n";
            text += &self.phrase(Phrase::ConsoleHelp);
        }
        text
    }

    fn say(&mut self, said: &Said, now: DateTime<Utc>) -> Reply {
        let setting = Setting {
            platform: Platform::Console,
            public: false,
            hint: self.hint,
            asked_at: now,
            now,
        };
        let turn = counter::answer(self.assistant, said, std::mem::take(&mut self.memory), &setting);
        self.memory = turn.memory;
        turn.reply
    }

    fn phrase(&self, phrase: Phrase) -> String {
        let catalogue = self.assistant.catalogue();
        let locale = self
            .memory
            .locale
            .or(self.hint)
            .unwrap_or_else(|| catalogue.default_locale());
        catalogue.interface.text(phrase, locale).to_owned()
    }
}
