//! What a message says to us, if it says anything to us.

use teloxide::types::{Message, User};

use super::{Identity, Incoming, Task, number};
use crate::{Command, counter::Said, desk::Letter, store::Decision, telegram::send::Place};

/// Reads a message, new or edited.
pub(super) fn read(id: i64, kind: &'static str, message: &Message, me: &Identity) -> Incoming {
    // An anonymous administrator writes in the name of the group.
    let author = message
        .from
        .as_ref()
        .map_or(message.chat.id.0, |user| number(user.id.0));
    Incoming {
        id,
        kind,
        date: Some(message.edit_date().copied().unwrap_or(message.date)),
        author,
        task: task(kind == "edited_message", author, message, me),
    }
}

fn task(edited: bool, author: i64, message: &Message, me: &Identity) -> Task {
    let chat = message.chat.id.0;
    if let Some(to) = message.migrate_to_chat_id() {
        return Task::Move { from: chat, to: to.0 };
    }
    if let Some(from) = message.migrate_from_chat_id() {
        return Task::Move { from: from.0, to: chat };
    }
    // What was posted with our help is not a question, and two bots must not talk to each other.
    let by_us = message.via_bot.as_ref().is_some_and(|bot| bot.id.0 == me.id);
    let by_a_bot = message.from.as_ref().is_some_and(|user| user.is_bot) && message.sender_chat.is_none();
    if by_us || by_a_bot || message.chat.is_channel() {
        return Task::Nothing(Decision::Ignored);
    }
    let public = !message.chat.is_private();
    let Some(said) = said(message, public, me) else {
        return Task::Nothing(Decision::Ignored);
    };
    if edited && !matches!(said, Said::Words { .. }) {
        // A new caption or place of a picture changes nothing; a command is not obeyed twice.
        return Task::Nothing(Decision::Ignored);
    }
    Task::Answer {
        chat,
        letter: Letter {
            said,
            hint: message.from.as_ref().and_then(|user| user.language_code.clone()),
            public,
            author,
            tapped: None,
            place: Place {
                message: Some(message.id.0),
                thread: message
                    .thread_id
                    .filter(|_| message.is_topic_message)
                    .map(|thread| thread.0.0),
                quote: public,
                edited,
                ..Place::default()
            },
        },
        tap: None,
    }
}

/// What is said to us; `None` if it is not said to us, or only reports that something happened.
fn said(message: &Message, public: bool, me: &Identity) -> Option<Said> {
    let forwarded = message.forward_origin().is_some();
    let Some(text) = message.text().or_else(|| message.caption()) else {
        return is_media(message)
            .then_some(Said::Media)
            .filter(|_| !public || replies_to(message, me));
    };
    let (rest, mentioned) = without_mention(text, &me.username);
    if !public {
        return words(text, forwarded, me);
    }
    match command(&rest, &me.username) {
        Typed::Start(link) if !forwarded => Some(Said::Start(link)),
        Typed::Command(command) if !forwarded => Some(Said::Command(command)),
        Typed::ForAnother => None,
        _ => (mentioned || replies_to(message, me)).then(|| Said::words(&rest, forwarded)),
    }
}

/// What a text in a private chat says: all of it is said to us, unless it is a command for another bot.
pub(super) fn words(text: &str, forwarded: bool, me: &Identity) -> Option<Said> {
    let (text, _) = without_mention(text, &me.username);
    match command(&text, &me.username) {
        // Somebody else's command is not obeyed.
        _ if forwarded => Some(Said::words(&text, true)),
        Typed::ForAnother => None,
        Typed::Start(link) => Some(Said::Start(link)),
        Typed::Command(command) => Some(Said::Command(command)),
        Typed::Unknown(rest) => Some(Said::words(&rest, false)),
        Typed::Words => Some(Said::words(&text, false)),
    }
}

/// Whether the message answers one of ours.
fn replies_to(message: &Message, me: &Identity) -> bool {
    let author = message.reply_to_message().and_then(|earlier| earlier.from.as_ref());
    author.is_some_and(|user: &User| user.id.0 == me.id)
}

/// Whether the message is something that a person sent, other than text.
fn is_media(message: &Message) -> bool {
    message.photo().is_some()
        || message.voice().is_some()
        || message.document().is_some()
        || message.sticker().is_some()
        || message.audio().is_some()
        || message.video().is_some()
        || message.video_note().is_some()
        || message.animation().is_some()
        || message.location().is_some()
        || message.venue().is_some()
        || message.contact().is_some()
        || message.poll().is_some()
        || message.dice().is_some()
        || message.story().is_some()
        || message.game().is_some()
        || message.paid_media().is_some()
}

/// The text without our name, and whether our name was in it.
///
/// Read from the text itself, not from the offsets that come with it: those count UTF-16 units and may lie.
fn without_mention(text: &str, username: &str) -> (String, bool) {
    let ours = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
        word.strip_prefix('@')
            .is_some_and(|name| name.eq_ignore_ascii_case(username))
    };
    if !text.split_whitespace().any(ours) {
        return (text.to_owned(), false);
    }
    let kept: Vec<_> = text.split_whitespace().filter(|word| !ours(word)).collect();
    (kept.join(" "), true)
}

/// What a text that begins with a slash is.
#[derive(Debug, PartialEq, Eq)]
enum Typed {
    /// `/start`, with what a link added to it.
    Start(Option<String>),
    /// One of our commands.
    Command(Command),
    /// A command that is addressed to another bot.
    ForAnother,
    /// No command of ours: the text without its slash.
    Unknown(String),
    /// It does not begin with a slash.
    Words,
}

fn command(text: &str, username: &str) -> Typed {
    let Some(body) = text.trim_start().strip_prefix('/') else {
        return Typed::Words;
    };
    let (head, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    let (name, to) = head.split_once('@').map_or((head, None), |(name, to)| (name, Some(to)));
    if to.is_some_and(|to| !to.eq_ignore_ascii_case(username)) {
        return Typed::ForAnother;
    }
    if name.eq_ignore_ascii_case("start") {
        return Typed::Start(Some(rest.trim().to_owned()).filter(|link| !link.is_empty()));
    }
    match Command::parse(name) {
        Some(command) => Typed::Command(command),
        None => Typed::Unknown(format!("{} {rest}", name.replace('_', " ")).trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_ours_of_others_and_none() {
        let cases = [
            ("/start", Typed::Start(None)),
            ("/start mediatheque", Typed::Start(Some("mediatheque".into()))),
            ("/AIDE", Typed::Command(Command::Help)),
            ("/help@Guichet_bot please", Typed::Command(Command::Help)),
            ("/help@other_bot", Typed::ForAnother),
            ("/message_suspect", Typed::Command(Command::Suspicious)),
            ("/horaires mairie", Typed::Unknown("horaires mairie".into())),
            ("/", Typed::Unknown(String::new())),
            ("bonjour /aide", Typed::Words),
        ];
        for (text, expected) in cases {
            assert_eq!(command(text, "guichet_bot"), expected, "{text}");
        }
    }

    #[test]
    fn our_name_is_found_whatever_stands_around_it() {
        let cases = [
            ("@guichet_bot la mairie ?", Some("la mairie ?")),
            ("la mairie @Guichet_Bot, merci", Some("la mairie merci")),
            ("@guichet_bot2 la mairie", None),
            ("guichet_bot la mairie", None),
            ("🦀é@guichet_bot", None),
            ("@guichet_bot", Some("")),
        ];
        for (text, expected) in cases {
            let (rest, mentioned) = without_mention(text, "guichet_bot");
            assert_eq!(mentioned.then_some(rest.as_str()), expected, "{text}");
        }
    }
}
