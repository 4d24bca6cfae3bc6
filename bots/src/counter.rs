//! The counter itself, free of any platform: what somebody said, and what is said back.

mod notices;
mod thumbs;
mod typed;

use chrono::{DateTime, TimeDelta, Utc};
use guichet_core::{
    Action, Assistant, EntryId, Locale, Phrase, Reply, Utterance, Verdict,
    catalogue::{Body, Signal},
    is_danger,
    reply::{Choice, ReplyKind},
    verdict::Outcome,
};
use serde::{Deserialize, Serialize};

use crate::{
    Command,
    store::{Memory, Offer, Platform},
};

/// The longest text that is read, in characters: the longest message of Telegram. What follows is dropped.
pub const LONGEST_TEXT: usize = 4096;
/// An answer that comes later than this after its question begins with an apology.
const LATE: TimeDelta = TimeDelta::hours(6);
/// Topics remembered of a conversation.
const TOPICS: usize = 4;

/// What somebody said or did. It is stored until it is answered, so it holds no name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// A message.
    Words {
        /// As typed, at most [`LONGEST_TEXT`] characters.
        text: String,
        /// Whether somebody else wrote it.
        forwarded: bool,
    },
    /// A tap on a button: what came back with it, not yet trusted.
    Tap(String),
    /// A command.
    Command(Command),
    /// The first contact, with the entry that a link led to.
    Start(Option<String>),
    /// A picture, a voice message, anything but words.
    Media,
    /// A message too many in too short a time.
    TooFast,
    /// A message that could not be handled.
    Trouble,
}

/// Where and when something was said.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The platform, for the names of commands.
    pub platform: Platform,
    /// Whether strangers read the answer too.
    pub public: bool,
    /// The language that the citizen's application announces.
    pub hint: Option<Locale>,
    /// When it was said.
    pub asked_at: DateTime<Utc>,
    /// When it is answered.
    pub now: DateTime<Utc>,
}

/// What is said back, and what to remember.
#[derive(Clone, Debug)]
pub struct Turn {
    /// What is said back.
    pub reply: Reply,
    /// Two small buttons below it, "this helped" and "this did not"; none where nobody should be asked.
    pub thumbs: Vec<Choice>,
    /// The conversation after it.
    pub memory: Memory,
    /// The citizen asked to be forgotten: erase everything known of the conversation.
    pub forget: bool,
    /// How the message was understood, if it was words.
    pub verdict: Option<Verdict>,
    /// What was chosen, if a choice was tapped or typed.
    pub action: Option<Action>,
}

impl Said {
    /// A message, cut to a readable length.
    #[must_use]
    pub fn words(text: &str, forwarded: bool) -> Self {
        Self::Words {
            text: text.chars().take(LONGEST_TEXT).collect(),
            forwarded,
        }
    }

    /// Whether somebody may be in danger: such a message is answered, however much was said before. A text that cannot
    /// be judged is none: whoever judges it for its answer meets the same fault, and is prepared for it.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        match self {
            Self::Words { text, .. } => std::panic::catch_unwind(|| is_danger(text)).unwrap_or_default(),
            Self::Command(command) => *command == Command::Emergency,
            Self::Tap(_) | Self::Start(_) | Self::Media | Self::TooFast | Self::Trouble => false,
        }
    }
}

/// Answers what was said. Total: there is always something to say.
#[must_use]
pub fn answer(assistant: &Assistant, said: &Said, memory: Memory, setting: &Setting) -> Turn {
    let mut memory = memory.at(setting.now);
    let locale = locale(assistant, &memory, setting.hint);
    let mut verdict = None;
    let mut chosen = None;
    let mut forget = false;
    let mut reply = match said {
        Said::Words { text, forwarded } => {
            chosen = typed::choice(text, &memory.offers).filter(|_| !forwarded);
            if let Some(action) = &chosen {
                act(assistant, action, locale, &mut memory, setting)
            } else {
                let judged = verdict.insert(assistant.judge(&utterance(text, *forwarded, &memory, setting)));
                assistant.compose(judged, setting.now)
            }
        }
        Said::Tap(data) => match Action::decode(data) {
            Some(action) => act(assistant, chosen.insert(action), locale, &mut memory, setting),
            None => notices::stale(assistant, locale, setting.now),
        },
        Said::Start(link) => match link.as_deref().and_then(EntryId::parse) {
            Some(id) if assistant.catalogue().topic(&id).is_some() => {
                assistant.open(&Action::Open(id), locale, setting.now)
            }
            _ => assistant.welcome(locale, setting.now),
        },
        Said::Command(command) => {
            forget = *command == Command::Forget;
            obey(assistant, *command, locale, setting)
        }
        Said::Media => notices::say(assistant, Phrase::Media, locale),
        Said::TooFast => notices::say(assistant, Phrase::TooFast, locale),
        Said::Trouble => notices::say(assistant, Phrase::Trouble, locale),
    };
    if setting.public && reply.kind == ReplyKind::Answer {
        // Among strangers nothing is offered that the answer does not need.
        reply.choices.clear();
    }
    let mut thumbs = Vec::new();
    // What was voted on stays as it is, and so do its choices.
    if !matches!(chosen, Some(Action::Vote(..))) {
        remember(&mut memory, &reply, setting.now);
        thumbs = thumbs::below(assistant, &reply, setting);
    }
    if setting.now - setting.asked_at > LATE {
        notices::apologise(assistant, &mut reply);
    }
    Turn {
        reply,
        thumbs,
        memory: if forget { Memory::default() } else { memory },
        forget,
        verdict,
        action: chosen,
    }
}

/// The language of a reply to something without words: chosen, announced, or the town's first.
pub(crate) fn locale(assistant: &Assistant, memory: &Memory, hint: Option<Locale>) -> Locale {
    let spoken = &assistant.catalogue().town.languages;
    let wished = [memory.locale, hint].into_iter().flatten();
    wished
        .into_iter()
        .find(|locale| spoken.contains(locale))
        .unwrap_or_else(|| assistant.catalogue().default_locale())
}

/// A message as the core reads it.
fn utterance(text: &str, forwarded: bool, memory: &Memory, setting: &Setting) -> Utterance {
    let mut utterance = Utterance::new(text, setting.now)
        .in_locale(memory.locale.or(setting.hint))
        .after(memory.previous.clone());
    utterance.forwarded = forwarded;
    utterance
}

/// Does what a button says.
fn act(assistant: &Assistant, action: &Action, locale: Locale, memory: &mut Memory, setting: &Setting) -> Reply {
    match action {
        Action::Speak(chosen) if assistant.catalogue().town.languages.contains(chosen) => {
            memory.locale = Some(*chosen);
            notices::say(assistant, Phrase::LanguageSet, *chosen)
        }
        Action::Speak(_) => notices::stale(assistant, locale, setting.now),
        other => assistant.open(other, locale, setting.now),
    }
}

/// Does what a command says.
fn obey(assistant: &Assistant, command: Command, locale: Locale, setting: &Setting) -> Reply {
    let catalogue = assistant.catalogue();
    let ask = |phrase| ask(assistant, phrase, locale, setting.now);
    let open = |id: &EntryId| assistant.open(&Action::Open(id.clone()), locale, setting.now);
    match command {
        Command::Help => notices::help(assistant, setting.platform, locale, setting.now),
        Command::Services => {
            let overview = catalogue
                .entries
                .iter()
                .find(|entry| matches!(entry.body, Body::Services));
            overview.map_or_else(|| ask(Phrase::AskServices), |entry| open(&entry.id))
        }
        Command::Contact => ask(Phrase::AskContact),
        Command::Suspicious => {
            let entry = catalogue.signalled(Signal::SuspiciousEmail);
            entry.map_or_else(|| ask(Phrase::AskSuspicious), |entry| open(&entry.id))
        }
        Command::Emergency => {
            let entry = catalogue.signalled(Signal::Danger);
            entry.map_or_else(|| ask(Phrase::AskEmergency), |entry| open(&entry.id))
        }
        Command::Language => notices::languages(assistant, locale),
        Command::Privacy => notices::privacy(assistant, setting.platform, locale),
        Command::Forget => notices::say(assistant, Phrase::Forgotten, locale),
    }
}

/// A command that stands for a question: asked in the words of the interface, in the language of the menu.
fn ask(assistant: &Assistant, question: Phrase, locale: Locale, now: DateTime<Utc>) -> Reply {
    let text = assistant.catalogue().interface.text(question, locale);
    let mut verdict = assistant.judge(&Utterance::new(text, now).in_locale(Some(locale)));
    verdict.locale = locale;
    if matches!(verdict.outcome, Outcome::Unknown(_)) {
        return assistant.welcome(locale, now);
    }
    assistant.compose(&verdict, now)
}

/// Updates what is known of the conversation: the topics answered, the choices shown.
fn remember(memory: &mut Memory, reply: &Reply, now: DateTime<Utc>) {
    if reply.kind == ReplyKind::Answer {
        let mut topics = reply.ids.clone();
        topics.extend(memory.previous.drain(..).filter(|id| !reply.ids.contains(id)));
        topics.truncate(TOPICS);
        memory.previous = topics;
    }
    memory.offers = reply
        .choices
        .iter()
        .map(|choice| Offer {
            label: choice.label.clone(),
            action: choice.action.clone(),
        })
        .collect();
    memory.spoken_at = now;
}

#[cfg(test)]
mod tests;
