//! What a line of the chat means and what it leads to: the chat without its terminal.

use chrono::{DateTime, Utc};
use guichet_core::{Action, EntryId, Locale, Phrase, Reply, Utterance, catalogue::Body, reply::Choice};

use super::render::{self, Marks};
use guichet_core::Assistant;

/// How many entries a conversation remembers for "and on Saturday?".
const MEMORY: usize = 3;

/// One conversation in a terminal.
pub(super) struct Conversation<'a> {
    assistant: &'a Assistant,
    /// The language announced at the start or chosen since.
    locale: Option<Locale>,
    /// The entries last answered, newest first.
    previous: Vec<EntryId>,
    /// What the numbers of the last reply stand for.
    choices: Vec<Choice>,
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
    /// A new conversation with somebody whose terminal speaks `locale`.
    pub(super) const fn new(assistant: &'a Assistant, locale: Option<Locale>) -> Self {
        Self {
            assistant,
            locale,
            previous: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// The counter presents itself.
    pub(super) fn welcome(&mut self, now: DateTime<Utc>) -> Reply {
        let reply = self.assistant.welcome(self.locale(), now);
        self.keep(reply)
    }

    /// Reads one line: a command, the number of a choice, or a question.
    pub(super) fn turn(&mut self, line: &str, now: DateTime<Utc>) -> Turn {
        let line = line.trim();
        if line.is_empty() {
            return Turn::Nothing;
        }
        if let Some(command) = line.strip_prefix('/') {
            return self.command(command, now);
        }
        if let Some(choice) = self.chosen(line) {
            return self.tap(&choice.action, now);
        }
        let utterance = Utterance::new(line, now)
            .in_locale(self.locale)
            .after(self.previous.clone());
        Turn::Reply(self.keep_new(self.assistant.reply(&utterance)))
    }

    /// How to use the chat.
    pub(super) fn help(&self) -> String {
        self.phrase(Phrase::ConsoleHelp)
    }

    /// A reply as the terminal shows it.
    pub(super) fn show(&self, reply: &Reply, colour: bool) -> String {
        render::reply(reply, &self.assistant.catalogue().interface, Marks::Numbers, colour)
    }

    fn command(&mut self, command: &str, now: DateTime<Utc>) -> Turn {
        let mut words = command.split_whitespace();
        match words.next().unwrap_or_default().to_lowercase().as_str() {
            "quitter" | "quit" | "exit" | "q" => Turn::End,
            "aide" | "help" => Turn::Notice(self.help()),
            "menu" | "start" => Turn::Reply(self.welcome(now)),
            "services" => self.services(now),
            "langue" | "language" => match words.next().and_then(Locale::parse) {
                Some(locale) => self.tap(&Action::Speak(locale), now),
                None => Turn::Notice(self.help()),
            },
            _ => Turn::Notice(self.phrase(Phrase::ConsoleUnknownCommand)),
        }
    }

    /// The overview of all services, where the town wrote an entry for it; the menu elsewhere.
    fn services(&mut self, now: DateTime<Utc>) -> Turn {
        let mut entries = self.assistant.catalogue().entries.iter();
        let overview = entries.find(|entry| matches!(entry.body, Body::Services));
        match overview {
            Some(entry) => self.tap(&Action::Open(entry.id.clone()), now),
            None => Turn::Reply(self.welcome(now)),
        }
    }

    fn tap(&mut self, action: &Action, now: DateTime<Utc>) -> Turn {
        if let Action::Speak(locale) = action {
            self.locale = Some(*locale).filter(|locale| self.assistant.catalogue().town.languages.contains(locale));
        }
        Turn::Reply(self.keep_new(self.assistant.open(action, self.locale(), now)))
    }

    /// The choice whose number was typed. Other numbers are questions: 17 and 112 are what people type in danger.
    fn chosen(&self, line: &str) -> Option<Choice> {
        let number: usize = line.parse().ok()?;
        self.choices.get(number.checked_sub(1)?).cloned()
    }

    /// Remembers what a reply offers and what it was about.
    fn keep_new(&mut self, reply: Reply) -> Reply {
        let about = reply.sections.iter().filter_map(|section| section.id.clone());
        let mut previous: Vec<_> = about.collect();
        previous.append(&mut self.previous);
        previous.truncate(MEMORY);
        self.previous = previous;
        self.keep(reply)
    }

    fn keep(&mut self, reply: Reply) -> Reply {
        self.choices = render::offered(&reply, Marks::Numbers).cloned().collect();
        reply
    }

    fn locale(&self) -> Locale {
        self.locale
            .unwrap_or_else(|| self.assistant.catalogue().default_locale())
    }

    fn phrase(&self, phrase: Phrase) -> String {
        self.assistant
            .catalogue()
            .interface
            .text(phrase, self.locale())
            .to_owned()
    }
}
