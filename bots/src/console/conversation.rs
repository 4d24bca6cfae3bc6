//! What a line of the chat means and what it leads to: the chat without its terminal.

use chrono::{DateTime, Utc};
use guichet_core::{Locale, Phrase, Reply, Utterance, reply::ReplyKind, verdict::Outcome};

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
    /// The language of the last reply.
    spoken: Option<Locale>,
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
            spoken: None,
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
            None => {
                if let Some(count) = self.wrong_number(line, now) {
                    return Turn::Notice(self.phrase(Phrase::ConsoleChooseNumber, &[("count", &count.to_string())]));
                }
                Said::words(line, false)
            }
            Some("quitter" | "quit" | "exit" | "q") => return Turn::End,
            Some("menu" | "start") => Said::Start(None),
            Some(name) => match Command::parse(name) {
                Some(command) => Said::Command(command),
                None => return Turn::Notice(self.phrase(Phrase::ConsoleUnknownCommand, &[])),
            },
        };
        Turn::Reply(self.say(&said, now))
    }

    /// A reply as the terminal shows it; with the welcome, how to use the chat.
    pub(super) fn show(&self, reply: &Reply, colour: bool) -> String {
        let mut text = render::reply(reply, &self.assistant.catalogue().interface, Marks::Numbers, colour);
        if reply.kind == ReplyKind::Welcome {
            text += "\n\n";
            text += &self.phrase(Phrase::ConsoleHelp, &[]);
        }
        text
    }

    /// The number of the last choice, when a line is a number behind it that means nothing else.
    fn wrong_number(&self, line: &str, now: DateTime<Utc>) -> Option<usize> {
        let offers = &self.memory.offers;
        let digits = line.trim_matches(|c: char| !c.is_alphanumeric());
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || offers.is_empty() || digits.parse().is_ok_and(|it| (1..=offers.len()).contains(&it)) {
            return None;
        }
        // `17` is also the number of the police.
        let utterance = Utterance::new(line, now).in_locale(self.memory.locale.or(self.hint));
        let is_question = !matches!(self.assistant.judge(&utterance).outcome, Outcome::Unknown(_));
        (!is_question).then_some(offers.len())
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
        self.spoken = Some(turn.reply.locale);
        turn.reply
    }

    /// A sentence about the chat, in the language of the conversation.
    fn phrase(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        let catalogue = self.assistant.catalogue();
        let locale = self
            .memory
            .locale
            .or(self.spoken)
            .or(self.hint)
            .unwrap_or_else(|| catalogue.default_locale());
        catalogue.interface.fill(phrase, locale, values)
    }
}
